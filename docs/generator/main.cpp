// lemmata-pages: what stands around Doxygen when the site is built.
//   lemmata-pages write ROOT PROGRAMS OUT    pages for Doxygen, with runs made now
//   lemmata-pages resolve ROOT SITE TAGFILE  addresses and links back, when Doxygen has run
//   lemmata-pages check SITE                 every link and anchor, nothing fetched
//   lemmata-pages registry ROOT              claims have homes, routines, tests and exercises
// Exit code: 0, or 1 with what is wrong, a line each; 2 for a wrong call.
#include <fmt/format.h>

#include "docs/generator/finish.hpp"
#include "docs/generator/pages.hpp"

int main(int argc, char** argv) {
  using namespace lemmata::docs;
  const std::vector<std::string> words(argv + 1, argv + argc);
  try {
    if (words.size() == 4 && words[0] == "write") {
      const Tree tree(words[1]);
      Pages(tree, words[2]).write(words[3]);
    } else if (words.size() == 4 && words[0] == "resolve") {
      resolve(Tree(words[1]), words[2], words[3]);
    } else if (words.size() == 2 && words[0] == "check") {
      const auto wrong = broken_links(words[1]);
      for (const std::string& line : wrong) fmt::print(stderr, "{}\n", line);
      return wrong.empty() ? 0 : 1;
    } else if (words.size() == 2 && words[0] == "registry") {
      homes(Tree(words[1]));
    } else {
      fmt::print(stderr, "lemmata-pages write ROOT PROGRAMS OUT | resolve ROOT SITE TAGFILE | check SITE | registry ROOT\n");
      return 2;
    }
  } catch (const std::exception& error) {
    fmt::print(stderr, "lemmata-pages: {}\n", error.what());
    return 1;
  }
}
