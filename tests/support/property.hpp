// Properties: statements that are asserted for many drawn cases, inside a Catch2 test.
//
//   TEST_CASE("Addition is commutative") {
//     property("a + b = b + a", [](int a, int b) { RC_ASSERT(a + b == b + a); }, {.cases = 1000});
//   }
//
// Inside a property use RC_ASSERT and RC_PRE, not REQUIRE. Draw everything before threads start; join them before RC_ASSERT.
// The cases are the same at every run, until RC_PARAMS says otherwise: RC_PARAMS="seed=7", RC_PARAMS="max_success=10000".
// A failure prints the RC_PARAMS that draws the smallest counterexample again, and nothing else.
#pragma once

#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

#include "tests/support/catch.hpp"

namespace lemmata {

struct Draws {
  int cases = 100;            // how many cases are drawn
  int size = 100;             // how large the largest of them may be
  bool shrink = true;         // whether a counterexample is made small before it is printed
  std::uint64_t seed = 2024;  // what they are drawn from
};

/// Asserts `testable` (a function of drawn arguments) for every case drawn. What RC_PARAMS names takes precedence over `draws`.
template <class Testable>
void property(const std::string& statement, Testable&& testable, const Draws& draws = {}) {
  SECTION(statement) {
    namespace detail = rc::detail;
    detail::Configuration wanted;
    wanted.testParams.seed = draws.seed;
    wanted.testParams.maxSuccess = draws.cases;
    wanted.testParams.maxSize = draws.size;
    wanted.testParams.disableShrinking = !draws.shrink;
    const char* params = std::getenv("RC_PARAMS");
    const auto configuration = detail::configFromString(params ? params : "", wanted);

    detail::TestMetadata metadata;
    metadata.id = Catch::getResultCapture().getCurrentTestName() + "/" + statement;
    metadata.description = statement;
    detail::TestListenerAdapter silent;
    const auto result = detail::checkProperty(detail::toProperty(std::forward<Testable>(testable)), metadata,
                                              configuration.testParams, silent, configuration.reproduce);

    std::ostringstream message;
    detail::printResultMessage(result, message);
    if (result.template is<detail::SuccessResult>()) {
      const auto& success = result.template get<detail::SuccessResult>();
      if (!success.distribution.empty()) std::cout << statement << "\n" << message.str() << "\n";
      SUCCEED(message.str());
      return;
    }
    if (result.template is<detail::FailureResult>()) {
      detail::Configuration again;
      again.reproduce[metadata.id] = result.template get<detail::FailureResult>().reproduce;
      const std::string replay = detail::configToMinimalString(again);  // "reproduce=… seed=0"
      std::cout << "The counterexample alone: RC_PARAMS=\"" << replay.substr(0, replay.find(' ')) << "\"\n";  // Catch2 would break the line
    }
    message << "\n\nDrawn with RC_PARAMS=\"seed=" << configuration.testParams.seed << "\"";
    FAIL(message.str());
  }
}

}  // namespace lemmata
