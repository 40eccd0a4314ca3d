set -euo pipefail
# every claim has a home, a routine, a test and its twin, an exercise: on a copy of the tree, each is taken away and named
pages=$LEMMATA_PROGRAMS/lemmata-pages
"$pages" registry "$LEMMATA_ROOT"
copy() { rm -rf tree && mkdir tree && cp -r "$LEMMATA_ROOT"/{lemmas,algorithms,tests,docs} tree; }
refused() {
  ! "$pages" registry tree 2>err || { echo "not seen: $1"; exit 1; }
  grep -qE -- "$1" err || { echo "not named: $1"; cat err; exit 1; }
}
copy; sed -i '/Decrease is refuted at γ = 1\/(L(M+1))/d' tree/tests/lemmas/decrease_test.cpp
refused 'claim A21: no test "Decrease is refuted'
copy; sed -i 's/\bdecrease(/decreases(/' tree/lemmas/decrease.hpp
refused "claim A21: its routine is not there.*lemmas/decrease.hpp.*'decrease'"
copy; sed -i '/@@claim A22@@/d' tree/docs/pages/difference.md
refused 'claim A22 is at home on no page'
copy; echo '@@claim A22@@' >>tree/docs/pages/recap.md
refused 'claim A22 is at home on two pages'
copy; echo '@@claim A99@@' >>tree/docs/pages/recap.md
refused "no claim 'A99'"
