// The report of some runs as one HTML file that needs nothing else: verdicts, slack along t, the timeline of the race, bounds, budget.
#pragma once

#include <string>
#include <vector>

#include "algorithms/verify/report.hpp"

namespace lemmata {

/// At most this many iterations are drawn. Of longer runs those are kept at which some line is tightest among its neighbours, or false.
inline constexpr std::size_t most_drawn = 1500;

/// The page. The reports are those of runs that were verified with `along`. Plots are drawn by Chart.js, which is inside the page.
std::string report_page(const std::vector<RunReport>& reports);

/// Throws std::invalid_argument if this program was built without Chart.js, saying what to install.
void require_plots();

}  // namespace lemmata
