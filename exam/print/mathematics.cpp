#include "exam/print/mathematics.hpp"

#include <fmt/format.h>

#include <cctype>
#include <map>
#include <optional>
#include <stdexcept>

#include "exam/print/escape.hpp"

namespace lemmata::exam {
namespace {

using Is = Term::Is;

struct Symbol {
  Is is;
  std::string_view text;
};

const std::map<std::string, Symbol, std::less<>>& symbols() {
  static const std::map<std::string, Symbol, std::less<>> table{
      {"alpha", {Is::identifier, "α"}}, {"beta", {Is::identifier, "β"}}, {"gamma", {Is::identifier, "γ"}}, {"delta", {Is::identifier, "δ"}},
      {"epsilon", {Is::identifier, "ϵ"}}, {"varepsilon", {Is::identifier, "ε"}}, {"zeta", {Is::identifier, "ζ"}}, {"eta", {Is::identifier, "η"}},
      {"theta", {Is::identifier, "θ"}}, {"kappa", {Is::identifier, "κ"}}, {"lambda", {Is::identifier, "λ"}}, {"mu", {Is::identifier, "μ"}},
      {"nu", {Is::identifier, "ν"}}, {"xi", {Is::identifier, "ξ"}}, {"pi", {Is::identifier, "π"}}, {"rho", {Is::identifier, "ρ"}},
      {"sigma", {Is::identifier, "σ"}}, {"tau", {Is::identifier, "τ"}}, {"phi", {Is::identifier, "φ"}}, {"varphi", {Is::identifier, "φ"}},
      {"chi", {Is::identifier, "χ"}}, {"psi", {Is::identifier, "ψ"}}, {"omega", {Is::identifier, "ω"}}, {"Gamma", {Is::identifier, "Γ"}},
      {"Delta", {Is::identifier, "Δ"}}, {"Theta", {Is::identifier, "Θ"}}, {"Lambda", {Is::identifier, "Λ"}}, {"Sigma", {Is::identifier, "Σ"}},
      {"Phi", {Is::identifier, "Φ"}}, {"Psi", {Is::identifier, "Ψ"}}, {"Omega", {Is::identifier, "Ω"}}, {"ell", {Is::identifier, "ℓ"}},
      {"nabla", {Is::identifier, "∇"}}, {"partial", {Is::identifier, "∂"}}, {"infty", {Is::identifier, "∞"}}, {"emptyset", {Is::identifier, "∅"}},
      {"dots", {Is::identifier, "…"}}, {"ldots", {Is::identifier, "…"}}, {"cdots", {Is::identifier, "⋯"}}, {"star", {Is::identifier, "⋆"}},
      {"top", {Is::identifier, "⊤"}},
      {"cdot", {Is::sign, "·"}}, {"times", {Is::sign, "×"}}, {"pm", {Is::sign, "±"}}, {"mp", {Is::sign, "∓"}}, {"cup", {Is::sign, "∪"}},
      {"cap", {Is::sign, "∩"}}, {"setminus", {Is::sign, "∖"}}, {"ast", {Is::sign, "∗"}},
      {"le", {Is::relation, "≤"}}, {"leq", {Is::relation, "≤"}}, {"ge", {Is::relation, "≥"}}, {"geq", {Is::relation, "≥"}},
      {"ne", {Is::relation, "≠"}}, {"neq", {Is::relation, "≠"}}, {"lt", {Is::relation, "<"}}, {"gt", {Is::relation, ">"}},
      {"ll", {Is::relation, "≪"}}, {"gg", {Is::relation, "≫"}}, {"approx", {Is::relation, "≈"}}, {"equiv", {Is::relation, "≡"}},
      {"in", {Is::relation, "∈"}}, {"notin", {Is::relation, "∉"}}, {"subseteq", {Is::relation, "⊆"}}, {"to", {Is::relation, "→"}},
      {"mapsto", {Is::relation, "↦"}}, {"Rightarrow", {Is::relation, "⇒"}}, {"iff", {Is::relation, "⟺"}}, {"mid", {Is::relation, "|"}},
      {"colon", {Is::relation, ":"}},
      {"langle", {Is::opening, "⟨"}}, {"rangle", {Is::closing, "⟩"}}, {"{", {Is::opening, "{"}}, {"}", {Is::closing, "}"}},
      {"lfloor", {Is::opening, "⌊"}}, {"rfloor", {Is::closing, "⌋"}}, {"lceil", {Is::opening, "⌈"}}, {"rceil", {Is::closing, "⌉"}},
      {"|", {Is::identifier, "‖"}}, {"sum", {Is::large, "∑"}}, {"prod", {Is::large, "∏"}},
      {"min", {Is::function, "min"}}, {"max", {Is::function, "max"}}, {"sup", {Is::function, "sup"}}, {"inf", {Is::function, "inf"}},
      {"cos", {Is::function, "cos"}}, {"sin", {Is::function, "sin"}}, {"log", {Is::function, "log"}}, {"exp", {Is::function, "exp"}},
      {"quad", {Is::space, "  "}}, {"qquad", {Is::space, "    "}}, {",", {Is::space, " "}}, {";", {Is::space, " "}}, {" ", {Is::space, " "}},
      {"!", {Is::space, ""}}};
  return table;
}

std::string_view blackboard(std::string_view letter) {
  if (letter == "E") return "𝔼";
  if (letter == "R") return "ℝ";
  if (letter == "N") return "ℕ";
  if (letter == "P") return "ℙ";
  return {};
}

class Parser {
 public:
  explicit Parser(std::string_view tex) : tex_(tex) {}

  Term all() {
    Term term = row('\0');
    if (at_ < tex_.size()) refuse("'}' without '{'");
    return term;
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const { throw std::invalid_argument(fmt::format("{} in the formula {}", what, tex_)); }

  char peek() const { return at_ < tex_.size() ? tex_[at_] : '\0'; }
  void skip_spaces() {
    while (peek() == ' ' || peek() == '\n') ++at_;
  }

  Term row(char end) {
    Term all{.is = Is::row};
    for (skip_spaces(); at_ < tex_.size() && peek() != '}'; skip_spaces()) all.parts.push_back(with_scripts());
    if (end && peek() != end) refuse("'{' without '}'");
    return all;
  }

  Term with_scripts() {
    Term base = peek() == '^' || peek() == '_' ? Term{.is = Is::row} : atom();
    Term sub{.is = Is::row}, super{.is = Is::row};
    bool any = false;
    for (skip_spaces(); peek() == '^' || peek() == '_' || peek() == '\''; skip_spaces(), any = true) {
      const char which = tex_[at_++];
      Term& place = which == '_' ? sub : super;
      if (which == '\'') place.parts.push_back({.is = Is::sign, .text = "′"});
      else if (!place.parts.empty() && which == '_') refuse("two subscripts");
      else place.parts.push_back(argument());
    }
    if (!any) return base;
    return {.is = Is::scripts, .parts = {std::move(base), std::move(sub), std::move(super)}};
  }

  /// {…}, or one atom.
  Term argument() {
    skip_spaces();
    if (at_ == tex_.size() || peek() == '}') refuse("an argument is missing");
    if (peek() != '{') return std::isdigit(static_cast<unsigned char>(peek())) ? Term{.is = Is::number, .text = std::string(1, tex_[at_++])} : atom();
    return group();
  }
  Term group() {
    ++at_;
    Term inside = row('}');
    ++at_;
    return inside;
  }
  /// {…} as it is written.
  std::string written() {
    skip_spaces();
    if (peek() != '{') refuse("'{' is missing");
    const auto end = tex_.find('}', at_);
    if (end == std::string_view::npos) refuse("'{' without '}'");
    std::string inside(tex_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return inside;
  }

  Term atom() {
    const char c = tex_[at_];
    if (c == '\\') return command();
    if (c == '{') return group();
    if (std::isdigit(static_cast<unsigned char>(c))) {
      std::string digits;
      while (std::isdigit(static_cast<unsigned char>(peek())) ||
             (peek() == '.' && at_ + 1 < tex_.size() && std::isdigit(static_cast<unsigned char>(tex_[at_ + 1]))))
        digits += tex_[at_++];
      return {.is = Is::number, .text = digits};
    }
    ++at_;
    if (std::isalpha(static_cast<unsigned char>(c))) return {.is = Is::identifier, .text = std::string(1, c)};
    switch (c) {
      case '-': return {.is = Is::sign, .text = "−"};
      case '+': case '/': return {.is = Is::sign, .text = std::string(1, c)};
      case '*': return {.is = Is::sign, .text = "∗"};
      case '=': case '<': case '>': return {.is = Is::relation, .text = std::string(1, c)};
      case '(': case '[': return {.is = Is::opening, .text = std::string(1, c)};
      case ')': case ']': return {.is = Is::closing, .text = std::string(1, c)};
      case '|': case '!': return {.is = Is::identifier, .text = std::string(1, c)};
      case ':': return {.is = Is::relation, .text = ":"};
      case ',': case ';': case '.': return {.is = Is::sign, .text = std::string(1, c)};
      case '~': return {.is = Is::space, .text = " "};
      default: refuse(fmt::format("unknown character '{}'", c));
    }
  }

  Term command() {
    std::string name;
    ++at_;
    if (at_ == tex_.size()) refuse("a single backslash");
    if (std::isalpha(static_cast<unsigned char>(peek()))) {
      while (std::isalpha(static_cast<unsigned char>(peek()))) name += tex_[at_++];
    } else {
      name = tex_[at_++];
    }
    if (name == "frac" || name == "tfrac" || name == "dfrac") {
      Term above = argument();
      return {.is = Is::fraction, .parts = {std::move(above), argument()}};
    }
    if (name == "sqrt") return {.is = Is::root, .parts = {argument()}};
    if (name == "tilde") return {.is = Is::accent, .text = "\u0303", .parts = {argument()}};
    if (name == "bar") return {.is = Is::accent, .text = "\u0304", .parts = {argument()}};
    if (name == "hat") return {.is = Is::accent, .text = "\u0302", .parts = {argument()}};
    if (name == "text") return {.is = Is::words, .text = written()};
    if (name == "mathrm") return {.is = Is::function, .text = written()};
    if (name == "operatorname") return {.is = Is::function, .text = written()};
    if (name == "mathbb") {
      const std::string letter = written();
      if (blackboard(letter).empty()) refuse("unknown letter \\mathbb{" + letter + "}");
      return {.is = Is::identifier, .text = std::string(blackboard(letter))};
    }
    if (name == "left" || name == "right" || name == "big" || name == "bigl" || name == "bigr" || name == "Bigl" || name == "Bigr") {
      skip_spaces();
      return peek() == '\0' ? (refuse("nothing after \\" + name), Term{}) : atom();
    }
    const auto found = symbols().find(name);
    if (found == symbols().end()) refuse("unknown command '\\" + name + "'");
    return {.is = found->second.is, .text = std::string(found->second.text)};
  }

  std::string_view tex_;
  std::size_t at_ = 0;
};

// --- Unicode ---------------------------------------------------------------------------------------------------------------------------

/// Code points of UTF-8 text.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> all;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !all.empty()) all.back() += c;
    else all.emplace_back(1, c);
  return all;
}

const std::map<std::string, std::string, std::less<>>& raised() {
  static const std::map<std::string, std::string, std::less<>> table{
      {"0", "⁰"}, {"1", "¹"}, {"2", "²"}, {"3", "³"}, {"4", "⁴"}, {"5", "⁵"}, {"6", "⁶"}, {"7", "⁷"}, {"8", "⁸"}, {"9", "⁹"},
      {"+", "⁺"}, {"−", "⁻"}, {"(", "⁽"}, {")", "⁾"}, {"n", "ⁿ"}, {"i", "ⁱ"}, {"t", "ᵗ"}, {"k", "ᵏ"}, {"T", "ᵀ"}, {"⊤", "ᵀ"}, {"b", "ᵇ"},
      {"d", "ᵈ"}, {"p", "ᵖ"}, {"′", "′"}, {"∗", "*"}, {"⋆", "*"}};
  return table;
}
const std::map<std::string, std::string, std::less<>>& lowered() {
  static const std::map<std::string, std::string, std::less<>> table{
      {"0", "₀"}, {"1", "₁"}, {"2", "₂"}, {"3", "₃"}, {"4", "₄"}, {"5", "₅"}, {"6", "₆"}, {"7", "₇"}, {"8", "₈"}, {"9", "₉"},
      {"+", "₊"}, {"−", "₋"}, {"=", "₌"}, {"(", "₍"}, {")", "₎"}, {"a", "ₐ"}, {"e", "ₑ"}, {"i", "ᵢ"}, {"j", "ⱼ"}, {"k", "ₖ"},
      {"l", "ₗ"}, {"m", "ₘ"}, {"n", "ₙ"}, {"o", "ₒ"}, {"p", "ₚ"}, {"r", "ᵣ"}, {"s", "ₛ"}, {"t", "ₜ"}, {"u", "ᵤ"}, {"v", "ᵥ"}, {"x", "ₓ"}};
  return table;
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// Every character raised or lowered; nothing if one cannot be.
std::optional<std::string> shifted(const std::string& text, const std::map<std::string, std::string, std::less<>>& table) {
  std::string all;
  for (const std::string& c : characters(without_spaces(text))) {
    const auto found = table.find(c);
    if (found == table.end()) return std::nullopt;
    all += found->second;
  }
  return all;
}

bool simple(const Term& t) {  // read as one thing wherever it stands
  switch (t.is) {
    case Is::row: return t.parts.size() == 1 && simple(t.parts[0]);
    case Is::scripts: return simple(t.parts[0]);
    case Is::identifier: case Is::number: case Is::words: case Is::accent: case Is::function: case Is::root: return true;
    default: return false;
  }
}
/// A sum or a relation somewhere outside of brackets.
bool loose(const Term& t) {
  if (t.is != Is::row) return false;
  int depth = 0;
  for (const Term& part : t.parts) {
    depth += part.is == Is::opening ? 1 : part.is == Is::closing ? -1 : 0;
    if (depth == 0 && (part.is == Is::relation || part.is == Is::large || (part.is == Is::sign && part.text != "·" && part.text != "×"))) return true;
    if (depth == 0 && loose(part)) return true;
  }
  return false;
}
std::string in_brackets(const Term& t, bool needed) { return needed ? "(" + plain(t) + ")" : plain(t); }

std::string plain_fraction(const Term& t) {
  const std::string above = in_brackets(t.parts[0], loose(t.parts[0])), below = in_brackets(t.parts[1], !simple(t.parts[1]));
  return above + "/" + below;
}

std::string plain_scripts(const Term& t) {
  std::string text = in_brackets(t.parts[0], t.parts[0].is == Is::fraction || (t.parts[0].is == Is::row && !t.parts[0].parts.empty() && !simple(t.parts[0])));
  for (const std::size_t which : {1U, 2U}) {
    if (t.parts[which].parts.empty()) continue;
    const std::string script = plain(t.parts[which]);
    const auto moved = shifted(script, which == 1 ? lowered() : raised());
    if (moved) text += *moved;
    else text += (which == 1 ? "_" : "^") + (characters(script).size() == 1 ? script : "(" + without_spaces(script) + ")");
  }
  return text;
}

/// What scripts stand at, else the term itself.
const Term& base(const Term& t) { return t.is == Is::scripts ? base(t.parts[0]) : t; }
bool bar(const Term& t) { return base(t).text == "‖" || base(t).text == "|"; }
/// Does a factor of a product begin, or end, with it? A bar opens and closes in turn.
bool begins_factor(const Term& t, bool bar_opens) {
  const Term& b = base(t);
  if (bar(t)) return bar_opens;
  if (b.text == "…" || b.text == "!") return false;
  return b.is == Is::fraction || b.is == Is::identifier || b.is == Is::number || b.is == Is::accent || b.is == Is::root || b.is == Is::opening || b.is == Is::row;
}
bool ends_factor(const Term& t, bool bar_opened) {
  const Term& b = base(t);
  if (bar(t)) return !bar_opened;
  if (b.text == "…") return false;
  return b.is == Is::fraction || b.is == Is::identifier || b.is == Is::number || b.is == Is::accent || b.is == Is::root || b.is == Is::closing || b.is == Is::row;
}

std::string plain_row(const Term& t) {
  std::string text;
  bool opened = false;  // a bar that is not closed yet
  for (std::size_t i = 0; i < t.parts.size(); ++i) {
    const Term &part = t.parts[i], *before = i > 0 ? &t.parts[i - 1] : nullptr;
    const bool binary = before && before->is != Is::sign && before->is != Is::relation && before->is != Is::opening && before->is != Is::space;
    // a product with a fraction in it keeps its factors apart
    if (before && (before->is == Is::fraction || part.is == Is::fraction) && ends_factor(*before, opened) && begins_factor(part, !opened)) text += "·";
    if (bar(part)) opened = !opened;
    switch (part.is) {
      case Is::relation: text += (binary ? " " : "") + part.text + " "; break;
      case Is::sign:
        if (part.text == "," || part.text == ";") text += part.text + (i + 1 < t.parts.size() ? " " : "");
        else if (part.text == "." || part.text == "/" || part.text == "·" || part.text == "×") text += part.text;
        else text += binary ? " " + part.text + " " : part.text;
        break;
      case Is::large: text += (text.empty() || text.back() == ' ' ? "" : " ") + plain(part); break;
      case Is::space: if (text.empty() || text.back() != ' ') text += part.text; break;
      case Is::function: text += plain(part) + (i + 1 < t.parts.size() && t.parts[i + 1].is != Is::opening && t.parts[i + 1].is != Is::closing && t.parts[i + 1].is != Is::sign ? " " : ""); break;
      default:
        if (part.is == Is::scripts && (part.parts[0].is == Is::large || part.parts[0].is == Is::function)) {
          text += (text.empty() || text.back() == ' ' ? "" : " ") + plain(part) + " ";
        } else {
          text += plain(part);
        }
    }
  }
  while (!text.empty() && text.back() == ' ' && (t.parts.back().is != Is::relation)) text.pop_back();
  return text;
}

// --- MathML ----------------------------------------------------------------------------------------------------------------------------

std::string element(std::string_view name, const std::string& inside) { return fmt::format("<{0}>{1}</{0}>", name, inside); }

std::string mathml_of(const Term& t, bool displayed);

std::string mathml_scripts(const Term& t, bool displayed) {
  const bool sub = !t.parts[1].parts.empty(), super = !t.parts[2].parts.empty();
  const bool around = t.parts[0].is == Is::large && displayed;
  const char* name = around ? (sub && super ? "munderover" : sub ? "munder" : "mover") : (sub && super ? "msubsup" : sub ? "msub" : "msup");
  return element(name, mathml_of(t.parts[0], displayed) + (sub ? mathml_of(t.parts[1], false) : "") + (super ? mathml_of(t.parts[2], false) : ""));
}

std::string mathml_of(const Term& t, bool displayed) {
  const auto parts = [&] {
    std::string all;
    for (const Term& part : t.parts) all += mathml_of(part, displayed);
    return all;
  };
  switch (t.is) {
    case Is::row: return t.parts.size() == 1 ? mathml_of(t.parts[0], displayed) : element("mrow", parts());
    case Is::identifier:
      if (t.text == "‖" || t.text == "|") return "<mo fence=\"false\" stretchy=\"false\" lspace=\"0\" rspace=\"0\">" + t.text + "</mo>";
      return t.text == "∇" || t.text == "𝔼" || t.text == "∞" || t.text == "∅" ? "<mi mathvariant=\"normal\">" + t.text + "</mi>" : element("mi", escaped(t.text));
    case Is::number: return element("mn", t.text);
    case Is::sign:
      if (t.text == "," || t.text == ";") return "<mo separator=\"true\">" + t.text + "</mo>";
      return t.text == "/" ? "<mo lspace=\"0\" rspace=\"0\">/</mo>" : element("mo", t.text);
    case Is::relation: return element("mo", escaped(t.text));
    case Is::opening: return "<mo form=\"prefix\" stretchy=\"false\">" + t.text + "</mo>";
    case Is::closing: return "<mo form=\"postfix\" stretchy=\"false\">" + t.text + "</mo>";
    case Is::large: return element("mo", t.text);
    case Is::function: return t.text.size() == 1 ? "<mi mathvariant=\"normal\">" + escaped(t.text) + "</mi>" : element("mi", escaped(t.text)) + (displayed ? "" : "");
    case Is::words: return element("mtext", escaped(t.text));
    case Is::space: return t.text.empty() ? "" : fmt::format("<mspace width=\"{}em\"/>", t.text.size() == 4 ? "2" : t.text.size() == 2 ? "1" : "0.17");
    case Is::fraction: return element("mfrac", mathml_of(t.parts[0], false) + mathml_of(t.parts[1], false));
    case Is::root: return element("msqrt", mathml_of(t.parts[0], false));
    case Is::scripts: return mathml_scripts(t, displayed);
    case Is::accent: return "<mover accent=\"true\">" + mathml_of(t.parts[0], false) + element("mo", t.text == "\u0303" ? "~" : t.text == "\u0304" ? "¯" : "^") + "</mover>";
  }
  return {};
}

// --- Unicode to LaTeX ------------------------------------------------------------------------------------------------------------------

const std::map<std::string, std::string, std::less<>>& latex_symbols() {
  static const std::map<std::string, std::string, std::less<>> table = [] {
    std::map<std::string, std::string, std::less<>> all;
    for (const auto& [name, symbol] : symbols())
      if (symbol.is != Is::space && symbol.is != Is::function && static_cast<unsigned char>(symbol.text[0]) >= 0x80) all[std::string(symbol.text)] = "\\" + name;
    for (const auto& [from, to] : raised()) if (static_cast<unsigned char>(to[0]) >= 0x80) all[to] = "^{" + (from == "−" ? "-" : from == "⊤" ? "T" : from == "⋆" || from == "∗" ? "*" : from == "′" ? "\\prime" : from) + "}";
    for (const auto& [from, to] : lowered()) all[to] = "_{" + (from == "−" ? "-" : from) + "}";
    all["ḡ"] = "\\bar{g}", all["≤"] = "\\le", all["≥"] = "\\ge", all["≠"] = "\\ne";
    all["ᵀ"] = "^{T}";
    all["′"] = "'";
    all["−"] = "-";
    all["½"] = "\\tfrac{1}{2}", all["¼"] = "\\tfrac{1}{4}", all["¾"] = "\\tfrac{3}{4}", all["⅕"] = "\\tfrac{1}{5}";
    all["√"] = "\\surd ", all["Σ"] = "\\Sigma", all["𝔼"] = "\\mathbb{E}", all["ℝ"] = "\\mathbb{R}", all["⌈"] = "\\lceil", all["⊗"] = "\\otimes";
    all["∗"] = "\\ast", all["∖"] = "\\setminus", all["φ"] = "\\varphi", all["Δ"] = "\\Delta", all["ᶠ"] = "^{f}", all["⟹"] = "\\Rightarrow", all["∀"] = "\\forall";
    return all;
  }();
  return table;
}

}  // namespace

Term formula(std::string_view tex) { return Parser(tex).all(); }

std::string plain(const Term& t) {
  switch (t.is) {
    case Is::row: return plain_row(t);
    case Is::fraction: return plain_fraction(t);
    case Is::root: return "√" + in_brackets(t.parts[0], !simple(t.parts[0]));
    case Is::scripts: return plain_scripts(t);
    case Is::accent: return simple(t.parts[0]) ? plain(t.parts[0]) + t.text : "(" + plain(t.parts[0]) + ")" + t.text;
    case Is::identifier: return t.text == "𝔼" ? "E" : t.text;
    default: return t.text;
  }
}

std::string mathml(const Term& term, bool displayed) {
  return fmt::format("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"{}>{}</math>", displayed ? " display=\"block\"" : "",
                     element("mrow", mathml_of(term, displayed)));
}

std::string latex_of_unicode(std::string_view text) {
  static const std::map<std::string, std::string, std::less<>> marks{{"\u0303", "\\tilde"}, {"\u0304", "\\bar"}, {"\u0302", "\\hat"}};
  static const std::map<std::string, std::string, std::less<>> words{{"–", "--"}, {"—", "---"}, {"’", "'"}, {"“", "``"}, {"”", "''"}, {"é", "\\'e"}, {"ö", "\\\"o"}, {"ä", "\\\"a"}, {"ü", "\\\"u"}};
  std::string all;
  const auto each = characters(text);
  for (std::size_t i = 0; i < each.size(); ++i) {
    const std::string& c = each[i];
    if (i + 1 < each.size() && marks.contains(each[i + 1])) {
      const auto symbol = latex_symbols().find(c);
      all += fmt::format("\\ensuremath{{{}{{{}}}}}", marks.find(each[i + 1])->second, symbol == latex_symbols().end() ? c : symbol->second);
      ++i;
    } else if (c.size() == 1) {
      constexpr std::string_view special = "#$%&_{}";
      if (special.find(c[0]) != std::string_view::npos) all += "\\" + c;
      else if (c == "\\") all += "\\textbackslash{}";
      else if (c == "^") all += "\\textasciicircum{}";
      else if (c == "~") all += "\\textasciitilde{}";
      else if (c == "<" || c == ">" || c == "|") all += "\\ensuremath{" + c + "}";
      else all += c;
    } else if (const auto word = words.find(c); word != words.end()) {
      all += word->second;
    } else if (const auto symbol = latex_symbols().find(c); symbol != latex_symbols().end()) {
      all += "\\ensuremath{" + symbol->second + "}";
    } else {
      throw std::invalid_argument(fmt::format("unknown character '{}' in the text: {}", c, text));
    }
  }
  return all;
}

}  // namespace lemmata::exam
