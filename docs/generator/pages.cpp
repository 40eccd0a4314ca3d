#include "docs/generator/pages.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <regex>
#include <set>
#include <sstream>

#include "algorithms/gallery/broken_kernels.hpp"
#include "algorithms/gallery/exhibits.hpp"
#include "exam/print/text.hpp"
#include "lemmas/mutant/best.hpp"

namespace lemmata::docs {
namespace {

const std::regex directive_line("^@@([a-z]+) ?([^@]*)@@$");

std::string block(const std::string& html) { return "\n\\htmlonly[block]\n" + html + "\n\\endhtmlonly\n"; }
std::string link(const std::string& to, std::string_view text, std::string_view kind = "") {
  return fmt::format("<a{} href=\"{}\">{}</a>", kind.empty() ? "" : fmt::format(" class=\"{}\"", kind), to, escaped(text));
}
std::string line_link(const Spot& at, std::string_view text) { return link(fmt::format("line:{}:{}", at.file, at.line), text); }

std::string table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows, std::string_view kind = "") {
  std::string html = fmt::format("<div class=\"wide\"><table class=\"measured {}\"><thead><tr>", kind);
  for (const auto& cell : header) html += "<th scope=\"col\">" + cell + "</th>";
  html += "</tr></thead><tbody>";
  for (const auto& row : rows) {
    html += "<tr>";
    for (const auto& cell : row) html += "<td>" + cell + "</td>";
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

/// What a program prints and its exit code, at 80 columns.
std::pair<std::string, int> run(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) throw Broken("cannot run " + command);
  std::string text;
  char buffer[4096];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
  const int status = pclose(pipe);
  return {text, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

/// The text of a question as HTML; formulas in \( \) and \[ \] are rendered by the page.
std::string html(const std::string& text, const exam::Question& q) {
  exam::Voice voice;
  voice.words = [](std::string_view words) { return escaped(words); };
  voice.formula = [](const std::string& tex, bool displayed) { return (displayed ? "\\[" : "\\(") + escaped(tex) + (displayed ? "\\]" : "\\)"); };
  voice.gap = [&](std::size_t gap) { return fmt::format("<span class=\"gap\">{}</span>", q.gaps.size() > 1 ? std::to_string(gap + 1) : "&nbsp;"); };
  voice.before = "<p>";
  voice.after = "</p>";
  return exam::said(text, voice);
}
std::string inline_html(const std::string& text, const exam::Question& q) {
  const std::string all = html(text, q);
  return replaced(replaced(all, "<p>", ""), "</p>", " ");
}

std::string exercise(const exam::Question& q) {
  std::string body = html(q.statement, q);
  if (q.table) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> header;
    for (const auto& cell : q.table->header) header.push_back(inline_html(cell, q));
    for (const auto& row : q.table->rows) {
      rows.emplace_back();
      for (const auto& cell : row) rows.back().push_back(inline_html(cell, q));
    }
    body += table(header, rows, "narrow");
  }
  if (q.kind == exam::Kind::choice) {
    body += "<ol class=\"choices\">";
    for (const exam::Choice& c : q.choices) body += "<li>" + inline_html(c.text, q) + "</li>";
    body += "</ol>";
  }
  if (q.ordering) {
    body += "<ol class=\"choices\">";
    for (const auto& line : q.ordering->lines) body += "<li>" + inline_html(line, q) + "</li>";
    body += "</ol>";
  }
  body += "<details><summary>Answer</summary>";
  for (const exam::Note& note : exam::key_notes(q)) {
    body += "<p class=\"note\">" + escaped(note.heading) + "</p><ul>";
    for (const std::string& line : note.lines) body += "<li>" + inline_html(line, q) + "</li>";
    body += "</ul>";
  }
  return body + "</details>";
}

/// A21 for A21a; D3.2 for D3.2a.
bool belongs(const Claim& claim, std::string_view lemma) { return claim.id == lemma || lemma_of(claim.id) == lemma; }

}  // namespace

std::map<const Claim*, std::string> homes(const Tree& tree) {
  std::map<const Claim*, std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(tree.root() / "docs" / "pages")) {
    if (entry.path().extension() != ".md") continue;
    const std::string page = entry.path().stem().string();
    for (const std::string& line : lines_of(read_file(entry.path())))
      if (std::smatch match; std::regex_match(line, match, directive_line) && match[1] == "claim") {
        const Claim& claim = claim_of(match[2].str());
        if (!all.emplace(&claim, page).second) throw Broken("claim " + std::string(claim.id) + " is at home on two pages: " + all.at(&claim) + " and " + page);
      }
  }
  std::set<const Claim*> asked;
  for (const exam::Family& family : exam::families()) asked.insert(family.claims.begin(), family.claims.end());
  for (const Claim* claim : claims::all) {
    const std::string id(claim->id);
    if (!all.contains(claim)) throw Broken("claim " + id + " is at home on no page: no line @@claim " + id + "@@ in docs/pages");
    if (!asked.contains(claim)) throw Broken("claim " + id + " has no exercise: no family of exam/bank names it");
  }
  return all;
}

Pages::Pages(const Tree& tree, std::filesystem::path programs) : tree_(tree), programs_(std::move(programs)), homes_(homes(tree)) {
  for (const auto& entry : std::filesystem::directory_iterator(tree.root() / "docs" / "pages"))
    if (entry.path().extension() == ".md") texts_[entry.path().stem().string()] = read_file(entry.path());
  for (const exam::Family& family : exam::families())
    for (const Claim* claim : family.claims) exercises_[claim].push_back(&family);
  runs_ = make_runs();
  measured_ = measure(runs_);
}

void Pages::write(const std::filesystem::path& out) const {
  for (const auto& [id, text] : texts_) write_file(out / (id + ".md"), page(id, text));
  write_file(out / "runs.md", runs_page());
  for (const auto& entry : std::filesystem::directory_iterator(tree_.root() / "docs" / "walkthroughs"))
    if (entry.path().extension() == ".cpp") write_file(out / ("walkthrough_" + entry.path().stem().string() + ".md"), page("walkthrough", walkthrough(entry.path())));
}

std::string Pages::page(const std::string& id, const std::string& text) const {
  std::string out;
  bool code = false;  // inside a fence
  std::string dot, caption;
  for (std::string line : lines_of(text)) {
    if (line.starts_with("```")) code = !code;
    if (std::smatch match; !code && std::regex_match(line, match, directive_line)) {
      out += directive(id, match[1], match[2]) + "\n";
      continue;
    }
    if (line.starts_with("\\dot")) {
      dot = " ";
      caption = line.find('"') == std::string::npos ? "" : line.substr(line.find('"') + 1, line.rfind('"') - line.find('"') - 1);
      continue;
    }
    if (!dot.empty()) {
      if (!line.starts_with("\\enddot")) {
        dot += line + "\n";
        continue;
      }
      const auto file = std::filesystem::temp_directory_path() / fmt::format("lemmata-{}.dot", ::getpid());
      write_file(file, dot);
      const auto [svg, status] = run("dot -Tsvg " + file.string());
      std::filesystem::remove(file);
      if (status != 0) throw Broken("dot refuses the figure on " + id + ": " + svg);
      out += block("<figure class=\"drawn\">" + svg.substr(svg.find("<svg")) + "<figcaption>" + escaped(caption) + "</figcaption></figure>");
      dot.clear();
      continue;
    }
    if (!code) {
      static const std::regex by("\\\\(leby|eqby)\\{([A-Za-z0-9.]+)\\}"), reference("\\[([A-Z][A-Za-z]+\\+?[0-9][0-9])\\](?!\\()");
      std::string made;
      std::sregex_iterator it(line.begin(), line.end(), by), end;
      std::size_t from = 0;
      for (; it != end; ++it) {
        made += line.substr(from, static_cast<std::size_t>(it->position()) - from);
        made += fmt::format("\\mathrel{{\\href{{{}}}{{{}}}}}", home(claim_of((*it)[2].str())), (*it)[1] == "leby" ? "\\le" : "=");
        from = static_cast<std::size_t>(it->position() + it->length());
      }
      line = made + line.substr(from);
      if (id != "bibliography") {
        std::string linked;
        from = 0;
        for (std::sregex_iterator r(line.begin(), line.end(), reference); r != end; ++r) {
          linked += line.substr(from, static_cast<std::size_t>(r->position()) - from);
          linked += fmt::format("\\ref ref_{} \"[{}]\"", replaced((*r)[1], "+", ""), (*r)[1].str());
          from = static_cast<std::size_t>(r->position() + r->length());
        }
        line = linked + line.substr(from);
      }
    }
    out += line + "\n";
  }
  return out;
}

std::string Pages::directive(const std::string& page, const std::string& name, const std::string& argument) const {
  if (name == "claim") return claim_box(claim_of(argument));
  if (name == "slide") return slide_links(argument);
  if (name == "code") return code(claim_of(argument));
  if (name == "run") return measured(page);
  if (name == "tightness") return tightness(argument);
  if (name == "without") return exhibits(argument);
  if (name == "gallery") return exhibits("");
  if (name == "kernels") return kernels();
  if (name == "exercises") return exercises(argument);
  if (name == "output") return output(argument);
  if (name == "graph") return graph();
  throw Broken(page + ".md: unknown directive @@" + name + "@@");
}

std::string Pages::claim_box(const Claim& claim) const {
  const auto found = measured_.find(&claim);
  std::string head = fmt::format("<span class=\"id\">{}</span><span class=\"statement\">{}</span>", claim.id, escaped(claim.statement));
  std::string facts = fmt::format("<span class=\"kind\">{}</span>", name(claim.kind));
  if (found != measured_.end()) {
    facts += fmt::format("<span class=\"verdict {}\">{}</span>", verdict_class(found->second), verdict_text(found->second));
    facts += fmt::format("<span>{} checks on {} runs of this build</span>", found->second.checks, std::max<std::size_t>(found->second.runs, 1));
    if (const std::string slack = slack_html(found->second); !slack.empty()) facts += "<span>" + slack + "</span>";
  } else {
    facts += "<span class=\"verdict tested\">shown by its test</span>";
  }
  const Routine& routine = tree_.routine(claim);
  std::string links = link("lecture.html#slide_" + anchor(claim.id), "slide “" + std::string(claim.slide) + "”");
  links += link("routine:" + std::string(claim.routine), "routine " + routine.name);
  links += line_link(routine.at, "code");
  links += line_link(tree_.test(claim.test), "test");
  links += line_link(tree_.test(claim.twin), "its refuted twin");
  std::size_t shown = 0;
  for (const exam::Family* family : exercises_.at(&claim))
    if (++shown <= 3) links += link(exercise_link(*family), "exercise " + std::string(family->id));
  return "\n\\anchor claim_" + anchor(claim.id) + "\n" +
         block(fmt::format("<div class=\"claim\" id=\"box_{}\"><div class=\"head\">{}</div><div class=\"facts\">{}</div><nav class=\"links\" aria-label=\"{}\">{}</nav></div>", anchor(claim.id), head, facts,
                           claim.id, links));
}

std::string Pages::slide_links(const std::string& ids) const {
  std::string anchors, body;
  std::istringstream in(ids);
  for (std::string id; in >> id;) {
    const Claim& claim = claim_of(id);
    anchors += "\\anchor slide_" + anchor(claim.id) + "\n";
    body += fmt::format("<li><a class=\"id\" href=\"{}\">{}</a> <span class=\"statement\">{}</span> <span class=\"kind\">{}</span></li>", home(claim), claim.id, escaped(claim.statement), name(claim.kind));
  }
  return "\n" + anchors + block("<ul class=\"slide\">" + body + "</ul>");
}

std::string Pages::code(const Claim& claim) const {
  const Routine& r = tree_.routine(claim);
  return block(fmt::format("<div class=\"quoted\"><div class=\"from\">{}</div><pre class=\"fragment\">{}</pre></div>", line_link(r.at, r.at.file + ", " + r.name), escaped(tree_.code(claim))));
}

std::string Pages::measured(const std::string& page) const {
  struct Tightest {
    const Row* row = nullptr;
    const NamedRun* run = nullptr;
    std::size_t checks = 0;
  };
  std::vector<std::pair<std::pair<const Claim*, std::string>, Tightest>> lines;
  for (const NamedRun& run : runs_)
    for (const Row& row : run.report.verdicts.rows()) {
      if (homes_.at(row.claim) != page || row.outcome == Outcome::vacuous) continue;
      const std::pair key(row.claim, row.line);
      auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.first == key; });
      if (found == lines.end()) found = lines.insert(lines.end(), {key, {}});
      Tightest& t = found->second;
      t.checks += row.checks;
      const auto share = [](const Row& r) { return r.least && !r.equality ? r.least->share : 2; };
      if (!t.row || row.outcome > t.row->outcome || share(row) < share(*t.row)) t.row = &row, t.run = &run;
    }
  if (lines.empty()) return block("<p class=\"none\">The runs of this build have no line of this page.</p>");
  const auto place = [](const Claim* claim) { return std::find(claims::all.begin(), claims::all.end(), claim); };
  std::stable_sort(lines.begin(), lines.end(), [&](const auto& a, const auto& b) { return place(a.first.first) < place(b.first.first); });
  std::vector<std::vector<std::string>> rows;
  std::map<std::string, double> least;
  for (const auto& [key, t] : lines) {
    const bool slack = t.row->least && !t.row->equality && t.row->least->share >= 0;
    rows.push_back({link(home(*key.first), key.first->id), escaped(key.second), std::to_string(t.checks), t.row->equality ? "=" : slack ? short_slack(t.row->least->value) : "",
                    slack ? escaped(percent(t.row->least->share)) : "", slack ? fmt::format("{}, t = {}", link("runs.html#" + t.run->id, "run " + t.run->id.substr(4)), t.row->least->t) : link("runs.html#" + t.run->id, "run " + t.run->id.substr(4)),
                    fmt::format("<span class=\"verdict {}{}\">{}{}</span>", name(t.row->outcome), t.row->outcome == Outcome::holds ? "-" + std::string(name(t.row->evidence())) : "", name(t.row->outcome),
                                t.row->outcome == Outcome::holds ? " · " + std::string(name(t.row->evidence())) : "")});
    if (slack) {
      const auto [at, is_new] = least.emplace(key.first->id, t.row->least->share);
      if (!is_new) at->second = std::min(at->second, t.row->least->share);
    }
  }
  std::string html = table({"claim", "line", "checks", "least slack", "of the right side", "where", "verdict"}, rows);
  std::vector<std::pair<std::string, double>> bars;
  for (const Claim* claim : claims::all)
    if (const auto found = least.find(std::string(claim->id)); found != least.end()) bars.emplace_back(found->first, found->second);
  if (bars.size() > 1) html += slack_bars(bars, "Least slack of each claim over all runs, as a share of the right side (logarithmic)");
  const std::string lemma(lemma_of(lines.front().first.first->id));
  if (const auto series = series_of(lemma); !series.empty())
    html += slack_along_t(series, "Slack of each line of " + lemma + " along a race: Hogwild! by 8 threads, logistic regression on WDBC, as a share of the right side (logarithmic)");
  return block(html);
}

std::string Pages::tightness(const std::string& family) const {
  std::vector<std::vector<std::string>> rows;
  for (const Best& one : best(family)) {
    const auto value = [](const std::optional<Exact>& a) { return a ? escaped(to_string(*a)) : "none"; };
    std::string instance;
    if (one.refutation.witness) {
      for (const auto& [name, text] : one.refutation.witness->facts) instance += (instance.empty() ? "" : ", ") + name + " = " + text;
      const std::string left = to_string(one.refutation.witness->sides.left), right = to_string(one.refutation.witness->sides.right);
      if (left.size() + right.size() < 40) instance += ": " + left + " against " + right;
    }
    rows.push_back({escaped(one.parameter), escaped(to_string(one.lecture)), value(one.proved), value(one.refuted), one.larger_is_stronger ? "larger" : "smaller",
                    instance.empty() ? "" : "<details><summary>instance</summary>" + escaped(instance) + "</details>"});
  }
  if (rows.empty()) return "";
  return block("<p class=\"command\"><code>lemmata best " + escaped(family) + "</code></p>" + table({"constant", "the lecture's", "best proved", "best refuted", "stronger is", "that refutes it"}, rows));
}

std::string Pages::exhibits(const std::string& lemma) const {
  std::vector<std::vector<std::string>> rows;
  for (const Exhibit& e : lemmata::exhibits()) {
    if (!lemma.empty() && !belongs(*e.claim, lemma)) continue;
    const auto sides = [](const Sentence& s) { return escaped(fmt::format("{} {} {}", to_string(s.left), s.holds() ? (s.equality ? "=" : "≤") : (s.equality ? "≠" : ">"), to_string(s.right))); };
    rows.push_back({escaped(e.hypothesis), link(home(*e.claim), e.claim->id) + " " + escaped(e.line), escaped(e.run), "<span class=\"verdict violated\">" + sides(e.without) + "</span>", "<span class=\"verdict holds-exact\">" + sides(e.with) + "</span>"});
  }
  if (rows.empty()) throw Broken("no exhibit of the gallery for " + lemma);
  return block(table({"without", "line", "instance", "without it", "with it"}, rows));
}

std::string Pages::kernels() const {
  std::vector<std::vector<std::string>> rows;
  for (const BrokenKernel& kernel : broken_kernels()) {
    if (!kernel.caught) throw Broken("broken kernel not caught: " + std::string(kernel.what));
    rows.push_back({escaped(kernel.what), escaped(kernel.check), escaped(kernel.detail)});
  }
  return block(table({"what is wrong", "caught by", "what the check said"}, rows));
}

std::string Pages::exercises(const std::string& of) const {
  std::string html;
  for (const exam::Family& family : exam::families()) {
    if (of != "all" && std::find(family.claims.begin(), family.claims.end(), &claim_of(of)) == family.claims.end()) continue;
    if (of != "all") {
      html += "<li>" + link(exercise_link(family), std::string(family.id) + " " + std::string(family.title)) + " <span class=\"kind\">" + std::string(exam::name(family.kind)) + "</span></li>";
      continue;
    }
    const exam::Question q = exam::question(family, 1);
    std::string asked;
    for (const Claim* claim : family.claims) asked += link(home(*claim), claim->id, "id") + " ";
    html += fmt::format("<section class=\"exercise\" id=\"exercise_{}\"><h3>{} {} <span class=\"kind\">{}, {} points</span></h3><p class=\"asks\">{}</p>{}</section>", family.id, family.id, escaped(family.title),
                        exam::name(family.kind), q.points, asked, exercise(q));
  }
  if (html.empty()) throw Broken("no exercise names " + of);
  return block(of == "all" ? html : "<ul class=\"exercises\">" + html + "</ul>");
}

std::string Pages::output(const std::string& command) const {
  std::istringstream in(command);
  std::string lemmata, what;
  in >> lemmata >> what;
  std::string rest;
  std::getline(in, rest);
  if (lemmata != "lemmata") throw Broken("only lemmata is run: @@output " + command + "@@");
  const std::string program = what == "best" ? "lemmata-mutant --best" : "lemmata-" + what;
  std::string quoted;  // each word by itself, so that none means anything to the shell
  std::istringstream words(rest);
  for (std::string word; words >> word;) quoted += " '" + word + "'";
  const auto [text, status] = run((programs_ / program).string() + quoted);
  if (status < 0 || status == 2 || status > 3) throw Broken(fmt::format("'{}' ends with exit code {}: {}", command, status, text));
  return block("<div class=\"quoted output\"><div class=\"from\"><code>" + escaped(command) + "</code></div><pre class=\"fragment\">" + escaped(text) + "</pre></div>");
}

std::string Pages::runs_page() const {
  std::string page = "# The runs of this build {#runs}\n\nEach was made while these pages were built, audited, and judged line by line. The table of a run is what the command prints.\n";
  for (const NamedRun& run : runs_) {
    page += "\n\\anchor " + run.id + "\n";
    std::set<std::string_view> ids;
    for (const Row& row : run.report.verdicts.rows()) ids.insert(row.claim->id);
    std::string links;
    for (const Claim* claim : claims::all)
      if (ids.contains(claim->id)) links += link(home(*claim), claim->id, "id") + " ";
    page += block(fmt::format("<section class=\"run\"><h2>Run {}</h2><p class=\"command\"><code>{}</code></p><p class=\"asks\">{}</p><details><summary>its table</summary><pre class=\"fragment\">{}</pre></details></section>", run.id.substr(4),
                              escaped(run.command), links, escaped(lemmata::table(run.report, Style()))));
  }
  return page;
}

std::string Pages::walkthrough(const std::filesystem::path& source) const {
  std::string page, code;
  const auto flush = [&] {
    if (code.find_first_not_of("\n ") != std::string::npos) {
      const auto first = code.find_first_not_of('\n'), last = code.find_last_not_of("\n ");
      page += "\n```{.cpp}\n" + code.substr(first, last + 1 - first) + "\n```\n\n";
    }
    code.clear();
  };
  for (const std::string& line : lines_of(read_file(source))) {
    const auto first = line.find_first_not_of(' ');
    if (first != std::string::npos && line.substr(first).starts_with("//#")) {
      flush();
      const std::string text = line.substr(first + 3);
      page += (text.starts_with(' ') ? text.substr(1) : text) + "\n";
    } else {
      code += line + "\n";
    }
  }
  flush();
  const auto [text, status] = run((programs_ / ("walkthrough_" + source.stem().string())).string());
  if (status != 0) throw Broken(source.string() + fmt::format(" ends with exit code {}: {}", status, text));
  return page + "\n## What it printed {#walkthrough_" + source.stem().string() + "_output}\n" + block("<pre class=\"fragment output\">" + escaped(text) + "</pre>");
}

}  // namespace lemmata::docs
