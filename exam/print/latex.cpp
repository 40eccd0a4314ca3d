// LaTeX: one file a form, so that paper and key cannot diverge.
#include <fmt/format.h>

#include "exam/print/mathematics.hpp"
#include "exam/print/papers.hpp"
#include "exam/print/text.hpp"

namespace lemmata::exam {
namespace {

constexpr std::string_view preamble = R"(% pdflatex exam.tex                             the paper
% pdflatex '\def\withkey{1}\input{exam.tex}'    the same with its key
\documentclass[11pt,%PAPER%]{article}
\usepackage{amsmath,amssymb}
\usepackage[margin=24mm,top=20mm,bottom=24mm]{geometry}
\newif\ifkey
\ifdefined\withkey\keytrue\else\keyfalse\fi
\providecommand{\lt}{<}
\providecommand{\gt}{>}
\setlength{\parindent}{0pt}
\setlength{\parskip}{5pt}
\setlength{\fboxsep}{2pt}
\emergencystretch=2em
\raggedbottom
\newcommand{\form}{%FORM%}
\makeatletter
\def\ps@sheet{\let\@oddhead\@empty\def\@oddfoot{\small Form \form\ifkey, key\fi\hfil\thepage\,/\,\pageref{last}}\let\@evenhead\@oddhead\let\@evenfoot\@oddfoot}
\makeatother
\pagestyle{sheet}
% a gap: its number, if there are several, and what belongs there
\newcommand{\gap}[2]{\ifx\relax#1\relax\else{\small(#1)}\,\fi\ifkey\fbox{#2}\else\underline{\hspace{16mm}}\fi}
\newcommand{\smallgap}[2]{{\small(#1)}\,\ifkey\fbox{#2}\else\underline{\hspace{9mm}}\fi}
\newcommand{\answerspace}[1]{\ifkey\else\vspace*{#1}\fi}
\newcommand{\ruledlines}{\ifkey\else\par\vspace{3mm}Reason: \hrulefill\par\vspace{4mm}\hrulefill\par\fi}
\newcommand{\tick}[1]{\ifkey\ifnum#1=1 $\boxtimes$\else$\square$\fi\else$\square$\fi}
% a paper's question stays on one page
\newenvironment{question}[3]{\par\medskip\noindent\ifkey\else\begin{minipage}{\textwidth}\setlength{\parskip}{5pt}\fi
  \textbf{#1}\quad\textbf{#2}\hfill#3\par\nopagebreak}{\ifkey\else\end{minipage}\fi\par\vspace{4mm plus 2mm}}
\newenvironment{key}{\par\small\leftskip=5mm}{\par}
\newcommand{\note}[1]{\par\vspace{1mm}\textit{#1.} }
\begin{document}
)";

/// With ^ and _ in braces, no line of LaTeX is broken by text.
Voice voice(const Question& q) {
  return {.words = [](std::string_view words) { return latex_of_unicode(words); },
          .formula = [](const std::string& tex, bool displayed) { return displayed ? "\\[" + tex + "\\]" : "\\(" + tex + "\\)"; },
          .gap = [&q](std::size_t g) {
            const Voice plain{.words = [](std::string_view words) { return latex_of_unicode(words); },
                              .formula = [](const std::string& tex, bool) { return "\\(" + tex + "\\)"; }, .gap = [](std::size_t) { return std::string(); }};
            return fmt::format("\\gap{{{}}}{{{}}}", q.gaps.size() > 1 ? std::to_string(g + 1) : "", said_inline(shown(q.gaps.at(g)), plain));
          },
          .after = "\n\n"};
}

std::string table(const Question& q) {
  const auto row = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) line += (&cell == &cells.front() ? "" : " & ") + said_inline(cell, voice(q));
    return line + " \\\\\n";
  };
  std::string text = "{\\small\\renewcommand{\\arraystretch}{1.3}\\setlength{\\tabcolsep}{5pt}\\let\\gap\\smallgap\n\\begin{tabular}{|" ;
  for (std::size_t column = 0; column < q.table->header.size(); ++column) text += "l|";
  text += "}\n\\hline\n" + row(q.table->header) + "\\hline\n";
  for (const auto& cells : q.table->rows) text += row(cells) + "\\hline\n";
  return text + "\\end{tabular}}\n\n";
}

std::string choices(const Question& q) {
  std::string text;
  if (q.kind == Kind::true_false)
    return fmt::format("\\tick{{{}}} True \\qquad \\tick{{{}}} False\\ruledlines\n", int{q.choices[0].right}, int{q.choices[1].right});
  for (std::size_t c = 0; c < q.choices.size(); ++c)
    text += fmt::format("\\tick{{{}}}\\ {}\\quad {}\n\n", int{q.choices[c].right}, letter(c), said_inline(q.choices[c].text, voice(q)));
  return text;
}

std::string lines(const Question& q) {
  std::string text;
  const auto key = first_order(*q.ordering);
  for (std::size_t i = 0; i < q.ordering->lines.size(); ++i) {
    const auto place = std::find(key.begin(), key.end(), i) - key.begin() + 1;
    text += fmt::format("\\ifkey\\fbox{{{}}}\\else\\underline{{\\hspace{{8mm}}}}\\fi\\quad\\textbf{{{}}}\\quad {}\n\n", place, letter(i), said_inline(q.ordering->lines[i], voice(q)));
  }
  return text;
}

std::string notes(const Question& q) {
  std::string text = "\\ifkey\\begin{key}\n";
  for (const Note& note : key_notes(q)) {
    text += "\\note{" + note.heading + "}";
    for (const std::string& line : note.lines) text += said_inline(line, voice(q)) + (&line == &note.lines.back() ? "\n" : "\\\\\n");
  }
  return text + "\\note{Stamp}" + latex_of_unicode(where_from(q.stamp)) + "\n\\end{key}\\fi\n";
}

std::string cover(const Form& form) {
  const auto questions = form.questions();
  std::string columns, numbers, points, empty;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    columns += "c|";
    numbers += fmt::format(" & {}", i + 1);
    points += fmt::format(" & {}", questions[i]->points);
    empty += " & ";
  }
  return fmt::format(R"(\begin{{center}}
{{\LARGE\bfseries {}}}\par\vspace{{2mm}}
{{\large Form \form\ifkey\ --- key, not to be handed out\fi}}
\end{{center}}
\vspace{{2mm}}
Name: \hrulefill\quad Student number: \underline{{\hspace{{40mm}}}}

{} minutes, {} points: a point is a minute. Closed book; allowed is one {} sheet with your own notes. Write your answers on these sheets, with the way that led to them.
Fractions are answers. \(f\) is \(L\)-smooth, \(\mathbb{{E}}\|g(x)-\nabla f(x)\|^2 \le M\|\nabla f(x)\|^2 + \sigma^2\), and \(\gamma\) is the step size, unless a question says otherwise.

{{\small\renewcommand{{\arraystretch}}{{1.5}}\setlength{{\tabcolsep}}{{4.5pt}}
\begin{{tabular}}{{|l|{}c|}}
\hline
Question{} & $\Sigma$ \\ \hline
Points{} & {} \\ \hline
Reached{} & \\ \hline
\end{{tabular}}}}

)", form.title, form.minutes, form.points(), "%SHEET%", columns, numbers, points, form.points(), empty);
}

std::string with(std::string text, std::string_view what, std::string_view value) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + value.size())) text.replace(at, what.size(), value);
  return text;
}

}  // namespace

std::string writing::latex_question(const Question& q, std::size_t number, const Layout& layout) {
  std::string text = fmt::format("\\begin{{question}}{{{}}}{{{}}}{{{} {}}}\n", number, latex_of_unicode(q.title), q.points, q.points == 1 ? "point" : "points");
  text += said(q.statement, voice(q));
  if (const std::string told = instruction(q); !told.empty() && q.kind != Kind::true_false) text += "\\textit{" + said_inline(told, voice(q)) + "}\n\n";
  if (q.table) text += table(q);
  if (!q.choices.empty()) text += choices(q);
  if (q.ordering) text += lines(q);
  if (const unsigned space = answer_space(q, layout)) text += fmt::format("\\answerspace{{{}mm}}\n", space);
  return text + notes(q) + "\\end{question}\n";
}

std::string latex(const Form& form, const Layout& layout) {
  const bool a4 = layout.paper == Layout::Paper::a4;
  std::string text = form_mark(Format::latex, form) + with(with(std::string(preamble), "%PAPER%", a4 ? "a4paper" : "letterpaper"), "%FORM%", form.id) + with(cover(form), "%SHEET%", a4 ? "A4" : "Letter");
  std::size_t number = 0;
  for (const Section& section : form.sections) {
    text += fmt::format("\\section*{{{}}}\n", section.title);
    for (const Question& q : section.questions) text += block(Format::latex, q, ++number, layout);
  }
  return text + "\\makeatletter\\clearpage\\addtocounter{page}{-1}\\immediate\\write\\@auxout{\\string\\newlabel{last}{{}{\\thepage}}}\n\\end{document}\n";
}

}  // namespace lemmata::exam
