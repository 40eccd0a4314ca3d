#!/usr/bin/env bash
# layering.sh must name each of these planted includes, and no other line.
set -euo pipefail
checker=$(dirname "$(readlink -f "$0")")/layering.sh
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT

plant() { mkdir -p "$house/$(dirname "$1")"; printf '%s\n' "${@:2}" > "$house/$1"; }
plant lemmas/good.hpp '#include <vector>' '#include "lemmas/numbers/exact.hpp"' '// #include <thread>'
plant algorithms/good.cpp '#include <thread>' '#include "algorithms/good.hpp"' '#include "lemmas/good.hpp"'
plant tests/lemmas/good.cpp '#include "tests/support/property.hpp"' '#include "algorithms/good.hpp"' '#include <fstream>'
bash "$checker" "$house" || { echo "a good house was refused"; exit 1; }

plant lemmas/numbers/bad.hpp '' '#include <thread>' '#  include "algorithms/streams.hpp"' '#include <random>' '#include "exact.hpp"'
plant algorithms/bad.hpp '#include "exam/question.hpp"' '#include "../lemmas/good.hpp"' '#include <lemmas/good.hpp>'
plant algorithms/verify/bad.cpp '' '#include "tests/support/catch.hpp"'
plant tests/bad.cpp '#include "docs/walkthrough.hpp"'
expected='algorithms/bad.hpp:1: algorithms may not include exam/question.hpp
algorithms/bad.hpp:2: "../lemmas/good.hpp" is not written from the root of the repository
algorithms/bad.hpp:3: our own lemmas/good.hpp is included with quotes
algorithms/verify/bad.cpp:2: algorithms may not include tests/support/catch.hpp
lemmas/numbers/bad.hpp:2: no threads in lemmas: <thread>
lemmas/numbers/bad.hpp:3: lemmas may not include algorithms/streams.hpp
lemmas/numbers/bad.hpp:4: no randomness in lemmas: <random>
lemmas/numbers/bad.hpp:5: "exact.hpp" is not written from the root of the repository
tests/bad.cpp:1: tests may not include docs/walkthrough.hpp'
status=0
found=$(bash "$checker" "$house") || status=$?
diff <(echo "$expected") <(echo "$found") || { echo "the checker found other lines than the planted ones"; exit 1; }
((status != 0)) || { echo "the checker named the lines and still exited 0"; exit 1; }
