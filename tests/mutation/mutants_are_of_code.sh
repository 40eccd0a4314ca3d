#!/usr/bin/env bash
# mutants_are_of_code.sh MUTANTS
set -euo pipefail
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cat >"$work/it.hpp" <<'END'
// 1 + 2 is no code
#include "of_3.hpp"
template <int n = 4>
int f(int x2, int y) {
  if (x2 < 0) throw std::invalid_argument("5 - 6" + std::to_string(7));
  const auto le = lemmata::le(x2, y);
  return -x2 + 8'000;  // nor is 9
}
enum { what_eigen_is_told = 3 };
END
"$1" "$work/it.hpp" | cut -f2- >"$work/found"
diff "$work/found" - <<'END'
5	10	< → >
5	12	0 → 1
6	19	le(a, b) → le(b, a)
7	10	- → nothing
7	14	+ → -
7	16	8'000 → 8001
END
"$1" "$work/it.hpp" 5 | diff "$work/it.hpp" - >"$work/changed" || true
grep -qx '>   return -x2 + 8001;  // nor is 9' "$work/changed"
[[ $(grep -c '^>' "$work/changed") == 1 ]]
