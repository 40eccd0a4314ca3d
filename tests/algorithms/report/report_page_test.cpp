#include "algorithms/report/report_page.hpp"

#include "tests/support/catch.hpp"

namespace lemmata {
namespace {

/// Lines of one claim at t = 0, …, T−1: 0 ≤ slack(t), and x ≤ x + slack(t) with x so large that five digits do not show the slack.
template <class Slack>
RunReport report_with(std::size_t T, const Slack& slack) {
  RunReport report;
  report.title = "</script><!--<script> \xff";
  report.iterations = T;
  report.gradient2.resize(T, 1);
  report.missing_histogram = {T};
  report.schedule = Schedule::constant_delay(T, 1, 0);
  report.verdicts = Verdicts("", true);
  for (std::size_t t = 0; t < T; ++t) {
    report.verdicts.add(Proof<Exact>(0).le(slack(t), claims::A21, "small"), Rung::exact, t);
    report.verdicts.add(Proof<Exact>(1000000).le(1000000 + slack(t), claims::A21, "large"), Rung::exact, t);
  }
  return report;
}

nlohmann::json data_of(const std::string& page) {
  const std::string mark = "<script type=\"application/json\" id=\"data\">";
  const std::size_t begin = page.find(mark) + mark.size();
  return nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin)).at("runs").at(0);
}

const nlohmann::json& line(const nlohmann::json& run, const std::string& name) {
  for (const auto& one : run.at("along").at("lines"))
    if (one.at("line") == name) return one;
  throw std::out_of_range(name);
}

}  // namespace

TEST_CASE("A line that is false at one iteration of very many is drawn there") {
  constexpr std::size_t T = 20000;
  for (const std::size_t bad : {std::size_t{0}, std::size_t{13331}, T - 1}) {
    CAPTURE(bad);
    const auto run = data_of(report_page({report_with(T, [bad](std::size_t t) { return t == bad ? ratio(-1, 7) : ratio(1, 3); })}));
    const auto& t = run.at("along").at("t");
    CHECK(t.size() <= 2 * most_drawn);
    CHECK(run.at("along").at("thinned") == true);
    for (const char* name : {"small", "large"}) {
      const auto& fails = line(run, name).at("fails");
      REQUIRE(fails.size() == 1);
      CHECK(t.at(fails.at(0).get<std::size_t>()) == bad);
      CHECK(line(run, name).at("slack").at(fails.at(0).get<std::size_t>()) == -0.14286);
    }
    for (const auto& claim : run.at("claims")) CHECK(claim.at("outcome") == "violated");
  }
}

TEST_CASE("A line that holds is drawn as false nowhere") {
  const auto run = data_of(report_page({report_with(5000, [](std::size_t t) { return ratio(static_cast<std::int64_t>(t % 3), 3); })}));
  for (const char* name : {"small", "large"}) CHECK(line(run, name).at("fails").empty());
}

TEST_CASE("The slack that is drawn is the one that was judged, however large the sides are") {
  const Exact tiny = ratio(1, 1 << 30) / (1 << 30);
  const auto run = data_of(report_page({report_with(50, [&](std::size_t) { return tiny; })}));
  const auto& large = line(run, "large");
  CHECK(large.at("left").at(7) == large.at("right").at(7));
  CHECK(large.at("slack").at(7) == 8.6736e-19);
}

TEST_CASE("Where a line is tightest is drawn, also where an earlier right side was 0") {
  const auto run = data_of(report_page({report_with(20000, [](std::size_t t) { return t == 0 ? Exact(0) : t == 5 ? ratio(1, 1000) : Exact(1); })}));
  const auto& t = run.at("along").at("t");
  CHECK(std::find(t.begin(), t.end(), 5) != t.end());
}

TEST_CASE("No text of a run ends the page's data") {
  const std::string page = report_page({report_with(3, [](std::size_t) { return Exact(1); })});
  const auto run = data_of(page);
  CHECK(run.at("title").get<std::string>().find("</script><!--<script> \xEF\xBF\xBD") != std::string::npos);
  CHECK(page.find("<!--<script>") == std::string::npos);
}

TEST_CASE("What a late read has missed is kept in stretches, so that a page stays small") {
  RunReport report = report_with(4000, [](std::size_t) { return Exact(1); });
  report.schedule = Schedule::constant_delay(4000, 1, 1500);
  const std::string page = report_page({report});
  CHECK(page.size() < 2'000'000);
  const auto race = data_of(page).at("race");
  CHECK(race.at("missing").at(2000) == nlohmann::json{500, 1500});
  CHECK(race.at("missing").at(0) == nlohmann::json::array());
  CHECK(race.at("seen").at(100) == 1601);
  CHECK(race.at("staleness").at(1500) == 2500);
}

}  // namespace lemmata
