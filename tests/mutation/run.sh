#!/usr/bin/env bash
# Mutation of our own code: every mutant of the lemma headers must be killed by some test.
#
#   run.sh ROOT BUILD MUTANTS [HEADER…]     default: all headers of lemmas/ and lemmas/expectation/ that have a test
#   LEMMATA_EVERY=6 run.sh …                a sample: mutants 0, 6, 12, … of each header
#
# Works on a copy of the tree in BUILD/mutation. A mutant is compiled into one test file at a time: the header's own, then those that
# include it, then some that include it by way of other headers, and is killed by the first whose tests fail, crash or take too long.
# What is known of a mutant is kept in results.tsv and not tried again unless the header has changed, or it had survived. Prints the survivors; writes
# docs/pages/mutation.md. Exit code 1 if a survivor is not explained in explained.tsv.
set -euo pipefail
root=$1 build=$2 mutants=$3
shift 3
work=$build/mutation
results=$work/results.tsv
here=$root/tests/mutation
compiler=${CXX:-g++}
flags=(-std=c++20 -O0 -w -ffp-contract=off -I. -isystem /usr/include/eigen3 -DBOOST_ALL_NO_LIB)
catch=(-lCatch2Main -lCatch2)                                      # version 3
"$compiler" -shared -lCatch2WithMain -o /dev/null 2>/dev/null && catch=(-lCatch2WithMain)  # version 2
libraries=("$build/lemmas/liblemmata_lemmas.a" "${catch[@]}" -lrapidcheck -lmpfi -lmpfr -lgmp)
seconds=60 most_tests=6 every=${LEMMATA_EVERY:-1}

mkdir -p "$work/tree"
cp -rT --preserve=timestamps "$root/lemmas" "$work/tree/lemmas"
cp -rT --preserve=timestamps "$root/tests" "$work/tree/tests"
touch "$results"
awk -F'\t' -v again="$work/again.tsv" -v asked=" $* " 'BEGIN { printf "" > again } NR == FNR { why[$1, $2, $3] = $4; next }
  $7 == "survived" && why[$1, $6, $8] == "" && (asked == "  " || index(asked, " " $1 " ")) { print > again; next } 1' \
  "$here/explained.tsv" "$results" > "$results.kept"  # unexplained survivors are tried again: there may be new tests
mv "$results.kept" "$results"
cd "$work/tree"

compile() { timeout 300 "$compiler" "${flags[@]}" "$@"; }
printf '#include "tests/support/property.hpp"\n#include "lemmas/proof.hpp"\n' > ../first.hpp  # what no mutant is in, compiled once
[[ ../first.hpp.gch -nt lemmas/proof.hpp ]] || compile -x c++-header ../first.hpp -o ../first.hpp.gch
[[ ../generators.o -nt tests/lemmas/generators.cpp ]] || compile -include ../first.hpp -c tests/lemmas/generators.cpp -o ../generators.o

includers() { grep -rlF --include="$2" "#include \"$1\"" lemmas tests/lemmas || true; }  # includers HEADER PATTERN
tests_of() {  # its own first, then directly, then by way of others; no test twice
  local header=$1 name reached=("$1") i own
  name=${header#lemmas/}
  own=tests/lemmas/${name%.hpp}_test.cpp
  {
    [[ ! -f $own ]] || echo "$own"
    for ((i = 0; i < ${#reached[@]}; ++i)); do
      includers "${reached[i]}" '*_test.cpp' | grep -v "^tests/lemmas/mutant/" | sort || true
      while read -r next; do
        [[ " ${reached[*]} " == *" $next "* ]] || reached+=("$next")
      done < <(includers "${reached[i]}" '*.hpp' | sort)
    done
  } | awk '!seen[$0]++'
}
passes() {  # passes TEST.cpp: 0 it passes, 1 it does not, 2 it does not compile
  compile -include ../first.hpp -c "$1" -o ../test.o 2>/dev/null || return 2
  # The mutant's functions come first, so that they are the ones that are linked.
  compile ../test.o ../generators.o "${libraries[@]}" -o ../test 2>/dev/null || return 2
  (ulimit -v 8000000; timeout "$seconds" ../test --abort >/dev/null 2>&1) || return 1
}
declare -A sound  # tests that pass without a mutant
outcome() {  # outcome HEADER MUTANT TEST…
  local header=$1 mutant=$2 test code
  for test in "${@:3}"; do
    cp "$mutant" "$header"
    code=0
    passes "$test" || code=$?
    ((code)) || continue
    if [[ ! ${sound[$test]:-} ]]; then
      cp "$root/$header" "$header"
      passes "$test" || { echo "$test fails without a mutant" >&2; return 1; }
      sound[$test]=yes
    fi
    if ((code == 2)); then is="does not compile"; else is="killed by ${test#tests/lemmas/}"; fi
    return 0
  done
  is=survived
}

headers=("$@")
if ((!$#)); then
  for header in lemmas/*.hpp lemmas/expectation/*.hpp; do
    case $header in lemmas/claims.hpp | lemmas/proof.hpp | lemmas/verdict.hpp | lemmas/certificate.hpp | lemmas/mutant.hpp) ;; *) headers+=("$header") ;; esac
  done
fi
for header in "${headers[@]}"; do
  mapfile -t tests < <(tests_of "$header" | head -n "$most_tests")
  ((${#tests[@]})) || { echo "$header: no test includes it" >&2; continue; }
  cp "$root/$header" "$header"
  checksum=$(cksum <"$header")
  while IFS=$'\t' read -r number line column change; do
    key="$header"$'\t'"$checksum"$'\t'"$number"$'\t'
    ((number % every == 0)) || grep -qF "$key" "$work/again.tsv" || continue
    ! grep -qF "$key" "$results" || continue
    "$mutants" "$root/$header" "$number" > ../mutant.hpp
    outcome "$header" ../mutant.hpp "${tests[@]}" || exit 2
    printf '%s%s\t%s\t%s\t%s\t%s\n' "$key" "$line" "$column" "$change" "$is" "$(sed -n "${line}s/^ *//p" "$root/$header")" >> "$results"
    [[ $is != survived ]] || echo "$header:$line:$column: $change survived"
  done < <("$mutants" "$root/$header")
  cp "$root/$header" "$header"
done
status=0
"$here/report.sh" "$root" "$results" "$mutants" > "$work/mutation.md" || status=1
[[ ${LEMMATA_MUTATION_PAGE:-} == no ]] || cp "$work/mutation.md" "$root/docs/pages/mutation.md"
((!status)) || echo "some survivor is not explained: docs/pages/mutation.md, tests/mutation/explained.tsv" >&2
exit $status
