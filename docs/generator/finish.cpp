#include "docs/generator/finish.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace lemmata::docs {
namespace {

/// What Doxygen called the page of a file, and where it put a function of it.
struct Tags {
  std::map<std::string, std::string> page;            // by path: "decrease_8hpp"
  std::multimap<std::string, std::string> functions;  // by name: "namespacelemmata.html#a12"

  explicit Tags(const std::filesystem::path& file) {
    const std::string text = read_file(file);
    static const std::regex compound("<compound kind=\"file\">([\\s\\S]*?)</compound>"), field("<(name|path|filename)>([^<]*)</");
    for (auto it = std::sregex_iterator(text.begin(), text.end(), compound); it != std::sregex_iterator(); ++it) {
      const std::string body = (*it)[1];
      std::map<std::string, std::string> found;
      for (auto f = std::sregex_iterator(body.begin(), body.end(), field); f != std::sregex_iterator(); ++f) found.try_emplace((*f)[1], (*f)[2]);
      std::string html = found["filename"];
      if (html.ends_with(".html")) html.resize(html.size() - 5);
      page[found["path"] + found["name"]] = html;
    }
    static const std::regex member("<member kind=\"function\"[^>]*>([\\s\\S]*?)</member>"), part("<(name|anchorfile|anchor)>([^<]*)</");
    for (auto it = std::sregex_iterator(text.begin(), text.end(), member); it != std::sregex_iterator(); ++it) {
      const std::string body = (*it)[1];
      std::map<std::string, std::string> found;
      for (auto f = std::sregex_iterator(body.begin(), body.end(), part); f != std::sregex_iterator(); ++f) found.try_emplace((*f)[1], (*f)[2]);
      functions.emplace(found["name"], found["anchorfile"] + "#" + found["anchor"]);
    }
  }

  std::string source(const std::string& file) const {
    for (const auto& [path, html] : page)
      if (path == file || path.ends_with("/" + file)) return html + "_source.html";
    throw Broken("the site has no page of the source " + file);
  }
  /// One of the functions of that name; a class's constructor or a member has its class's page.
  std::string routine(const std::string& file, const std::string& name) const {
    const auto found = functions.find(name);
    if (found == functions.end()) throw Broken("the site documents no routine " + name + " of " + file);
    return found->second;
  }
};

std::vector<std::filesystem::path> pages(const std::filesystem::path& site) {
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(site))
    if (entry.path().extension() == ".html") all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

/// Each match of `pattern` replaced by what `with` says.
template <class With>
std::string rewritten(const std::string& text, const std::regex& pattern, const With& with) {
  std::string out;
  std::size_t from = 0;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern); it != std::sregex_iterator(); ++it) {
    out += text.substr(from, static_cast<std::size_t>(it->position()) - from) + with(*it);
    from = static_cast<std::size_t>(it->position() + it->length());
  }
  return out + text.substr(from);
}

std::string name_of(const std::string& both) { return replaced(both.substr(both.rfind(':') + 1), " ", ""); }

/// Where the claims are at home, as the pages say it: <div class="claim" id="box_…">.
std::map<std::string, std::string> homes(const std::filesystem::path& site) {
  std::map<std::string, std::string> all;
  static const std::regex box("class=\"claim\" id=\"box_([A-Za-z0-9_]+)\"");
  for (const auto& page : pages(site)) {
    const std::string text = read_file(page);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), box); it != std::sregex_iterator(); ++it) all[(*it)[1]] = page.filename().string() + "#claim_" + (*it)[1].str();
  }
  return all;
}

/// `link` after the place that `anchor` marks in a page of the site.
void insert_after(const std::filesystem::path& page, const std::string& mark, const std::string& then, const std::string& html) {
  std::string text = read_file(page);
  std::size_t at = text.find(mark);
  if (at == std::string::npos) throw Broken(page.filename().string() + " has no " + mark);
  if (!then.empty()) at = text.find(then, at);
  if (at == std::string::npos) throw Broken(page.filename().string() + " has no " + then + " after " + mark);
  text.insert(at + (then.empty() ? mark : then).size(), html);
  write_file(page, text);
}

/// Doxygen names some anchors of its reference (of friends, of headings) that it does not make: such a link goes to the page.
void without_lost_anchors(const std::filesystem::path& site) {
  static const std::regex id("(?:id|name)=\"([^\"]+)\""), reference("href=\"((?:class|struct)[^\"#]*|[^\"#]*_8[hc]pp[^\"#]*|)#([^\"]+)\"");
  std::map<std::string, std::set<std::string>> anchors;
  for (const auto& page : pages(site)) {
    const std::string text = read_file(page);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), id); it != std::sregex_iterator(); ++it) anchors[page.filename().string()].insert((*it)[1]);
  }
  for (const auto& page : pages(site)) {
    const std::string name = page.filename().string(), text = read_file(page);
    const bool of_reference = name.starts_with("class") || name.starts_with("struct") || name.find("_8") != std::string::npos;
    const std::string made = rewritten(text, reference, [&](const std::smatch& m) {
      const std::string to = m[1].length() == 0 ? name : m[1].str();
      if ((m[1].length() == 0 && !of_reference) || !anchors.contains(to) || anchors[to].contains(m[2])) return m.str();
      return "href=\"" + to + "\"";
    });
    if (made != text) write_file(page, made);
  }
}

void link_back(const Tree& tree, const std::filesystem::path& site, const Tags& tags) {
  const auto home = homes(site);
  const auto to = [&](const Claim& claim) { return fmt::format("<a href=\"{}\">{}</a>", home.at(anchor(claim.id)), claim.id); };
  std::map<std::string, std::string> of_routine, of_line;  // what is to be linked, by place
  for (const Claim* claim : claims::all) {
    const Routine& routine = tree.routine(*claim);
    of_routine[tags.routine(routine.at.file, routine.name)] += " " + to(*claim);
    for (const Spot& spot : {routine.at, tree.test(claim->test), tree.test(claim->twin)}) {
      std::string& links = of_line[tags.source(spot.file) + fmt::format("#l{:05}", spot.line)];
      if (links.find(to(*claim)) == std::string::npos) links += " " + to(*claim);
    }
  }
  for (const auto& [place, links] : of_routine) {
    const auto hash = place.find('#');
    insert_after(site / place.substr(0, hash), "id=\"" + place.substr(hash + 1) + "\"", "<div class=\"memdoc\">", "<p class=\"on-the-pages\">On the pages:" + links + "</p>");
  }
  for (const auto& [place, links] : of_line) {
    const auto hash = place.find('#');
    const std::string name = place.substr(hash + 1);
    insert_after(site / place.substr(0, hash), "name=\"" + name + "\"></a>", "", "<span class=\"on-the-pages\">" + links + "</span>");
  }
}

}  // namespace

void resolve(const Tree& tree, const std::filesystem::path& site, const std::filesystem::path& tagfile) {
  const Tags tags(tagfile);
  static const std::regex routine("href=\"routine:([^\"]+)\""), line("href=\"line:([^\":]+):([0-9]+)\"");
  for (const auto& page : pages(site)) {
    const std::string text = read_file(page);
    if (text.find("href=\"routine:") == std::string::npos && text.find("href=\"line:") == std::string::npos) continue;
    std::string made = rewritten(text, routine, [&](const std::smatch& m) { return "href=\"" + tags.routine(m[1].str().substr(0, m[1].str().find(": ")), name_of(m[1])) + "\""; });
    made = rewritten(made, line, [&](const std::smatch& m) { return fmt::format("href=\"{}#l{:05}\"", tags.source(m[1]), std::stoul(m[2])); });
    write_file(page, made);
  }
  link_back(tree, site, tags);
  without_lost_anchors(site);
}

std::vector<std::string> broken_links(const std::filesystem::path& site) {
  std::vector<std::string> wrong;
  std::map<std::string, std::set<std::string>> anchors;
  std::map<std::string, std::string> texts;
  static const std::regex id("(?:id|name)=\"([^\"]+)\""), address("(<[a-z]+)\\s[^>]*?(?:href|src)=\"([^\"]*)\""), fetched("url\\(\\s*[\"']?https?:");
  for (const auto& page : pages(site)) {
    const std::string name = std::filesystem::relative(page, site).generic_string();
    const std::string& text = texts[name] = read_file(page);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), id); it != std::sregex_iterator(); ++it) anchors[name].insert((*it)[1]);
  }
  for (const auto& [name, text] : texts) {
    const std::string folder = std::filesystem::path(name).parent_path().generic_string();
    if (std::regex_search(text, fetched)) wrong.push_back(name + ": a style fetches from another machine");
    for (auto it = std::sregex_iterator(text.begin(), text.end(), address); it != std::sregex_iterator(); ++it) {
      const std::string tag = (*it)[1], to = replaced((*it)[2], "&amp;", "&");
      if (to.empty() || to.starts_with("data:") || to.starts_with("javascript:") || to.starts_with("mailto:")) continue;
      if (to.starts_with("http:") || to.starts_with("https:") || to.starts_with("//")) {
        if (tag != "<a") wrong.push_back(name + ": " + tag.substr(1) + " is fetched from another machine: " + to);
        continue;
      }
      const auto hash = to.find('#');
      const std::string file = hash == 0 ? name : (std::filesystem::path(folder) / to.substr(0, hash)).lexically_normal().generic_string(), place = hash == std::string::npos ? "" : to.substr(hash + 1);
      if (!std::filesystem::exists(site / file)) wrong.push_back(name + ": no file " + to);
      else if (!place.empty() && texts.contains(file) && !anchors[file].contains(place)) wrong.push_back(name + ": no anchor " + to);
    }
  }
  return wrong;
}

}  // namespace lemmata::docs
