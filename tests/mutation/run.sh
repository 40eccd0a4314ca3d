#!/usr/bin/env bash
# Mutation of our own code: every mutant of the lemma headers must be killed by some test.
#
#   run.sh ROOT BUILD MUTANTS [HEADER…]     default: all headers of lemmas/, lemmas/expectation/ and lemmas/numbers/
#   LEMMATA_EVERY=6 run.sh …                a sample: mutants 0, 6, 12, … of each header
#
# Works on a copy of the tree in BUILD/mutation. Tests of a header: its own, then those that include it, then some that include it by way
# of other headers; one test file is a program. A mutant is killed by the first whose tests fail, crash or take too long. All mutants of
# a header are in one program, each behind a switch (switch.hpp); those that cannot be, or were never met there, are compiled one by one.
# What is known of a mutant is kept in results.tsv and not tried again unless the header has changed, or it had survived. Prints the
# survivors; writes docs/pages/mutation.md. Exit code 1 if a survivor is not explained in explained.tsv.
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
seconds=60 most_tests=12  # of processor time; test files
export RC_PARAMS="noshrink=1"
every=${LEMMATA_EVERY:-1}

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
printf '#include "%s"\n' tests/mutation/switch.hpp tests/support/property.hpp Eigen/Core boost/multiprecision/{gmp,mpfi}.hpp > ../first.hpp
compile -x c++-header ../first.hpp -o ../first.hpp.gch  # what no mutant is in, compiled once
compile -include ../first.hpp -c tests/lemmas/generators.cpp -o ../generators.o

includers() { grep -rlF --include="$2" "#include \"$1\"" lemmas tests/lemmas || true; }  # includers HEADER PATTERN
tests_of() {  # its own first, then directly, then by way of others; no test twice; none that asks the engine of mutants, which is no header
  local header=$1 name reached=("$1") i own
  name=${header#lemmas/}
  own=tests/lemmas/${name%.hpp}_test.cpp
  {
    [[ ! -f $own ]] || echo "$own"
    for ((i = 0; i < ${#reached[@]}; ++i)); do
      includers "${reached[i]}" '*_test.cpp' | xargs -r grep -LF 'lemmas/mutant' | sort || true
      while read -r next; do
        [[ " ${reached[*]} " == *" $next "* ]] || reached+=("$next")
      done < <(includers "${reached[i]}" '*.hpp' | sort)
    done
  } | awk '!seen[$0]++'
}
# The mutant's functions come first, so that they are the ones that are linked.
builds() {  # builds TEST.cpp
  compile -include ../first.hpp -c "$1" -o ../test.o 2>../errors && compile ../test.o ../generators.o "${libraries[@]}" -o ../test 2>../errors
}
passes() { (ulimit -v 8000000 -t "$seconds"; LEMMATA_MUTANT=${1:-none} LEMMATA_MUTANT_MARK=../met.${1:-none} ../test --abort) >/dev/null 2>&1; }
export -f passes
export seconds
declare -A sound  # tests that pass without a mutant
is_sound() {  # is_sound HEADER TEST
  [[ ! ${sound[$2]:-} ]] || return 0
  put "$1" < "$root/$1"
  { builds "$2" && passes; } || { echo "$2 fails without a mutant" >&2; exit 2; }
  sound[$2]=yes
}
put() {  # put HEADER: its text from stdin
  if [[ $1 == lemmas/proof.hpp ]]; then sed "/^ public:/r $here/proof_lines.hpp" > "$1"; else cat > "$1"; fi
}
put lemmas/proof.hpp < "$root/lemmas/proof.hpp"

# Sets outcome[number] for those of the mutants that one program decides.
together() {  # together HEADER TESTS NUMBER…
  local header=$1 without=() lines test tries left=() number
  local -n tests_=$2
  for number in $(seq 0 $(($("$mutants" "$root/$header" | wc -l) - 1))); do [[ " ${*:3} " == *" $number "* ]] && left+=("$number") || without+=("$number"); done
  rm -f ../met.*
  for test in "${tests_[@]}"; do
    ((${#left[@]})) || break
    for tries in {1..8}; do  # what does not compile behind a switch goes without one
      "$mutants" "$root/$header" all "${without[@]}" | put "$header"
      ! builds "$test" || break
      lines=$(grep -oP "\Q$header\E:\K\d+(?=:\d+:   required from|:\d+: error)" ../errors | sort -u | paste -sd' ') || true
      [[ $lines ]] || return 0
      while IFS=$'\t' read -r number line _; do
        [[ " $lines " != *" $line "* || " ${without[*]} " == *" $number "* ]] || without+=("$number")
      done < <("$mutants" "$root/$header")
      mapfile -t left < <(comm -23 <(printf '%s\n' "${left[@]}" | sort) <(printf '%s\n' "${without[@]}" | sort) | grep .)
      ((tries < 8)) || return 0
    done
    passes || { echo "$test fails with all mutants of $header off" >&2; exit 2; }
    while read -r number; do
      outcome[number]="killed by ${test#tests/lemmas/}"
    done < <(printf '%s\n' "${left[@]}" | xargs -P "$(nproc)" -I{} bash -c 'passes {} || echo {}')
    mapfile -t left < <(for number in "${left[@]}"; do [[ ${outcome[number]:-} ]] || echo "$number"; done)
  done
  for number in "${left[@]}"; do [[ ! -e ../met.$number ]] || outcome[number]=survived; done
}
# Sets outcome[number] by a program of its own.
alone() {  # alone HEADER TESTS NUMBER
  local test
  local -n tests_=$2
  for test in "${tests_[@]}"; do
    "$mutants" "$root/$1" "$3" | put "$1"
    if ! builds "$test"; then
      is_sound "$1" "$test"
      outcome[$3]="does not compile"
      return
    fi
    if ! passes; then
      is_sound "$1" "$test"
      outcome[$3]="killed by ${test#tests/lemmas/}"
      return
    fi
  done
  outcome[$3]=survived
}

headers=("$@")
if ((!$#)); then
  headers=(lemmas/*.hpp lemmas/expectation/*.hpp lemmas/numbers/*.hpp)
fi
for header in "${headers[@]}"; do
  mapfile -t tests < <(tests_of "$header" | head -n "$most_tests")
  ((${#tests[@]})) || { echo "$header: no test includes it" >&2; continue; }
  checksum=$(cksum <"$root/$header")
  asked=() outcome=()
  for number in $("$mutants" "$root/$header" | cut -f1); do
    key="$header"$'\t'"$checksum"$'\t'"$number"$'\t'
    ((number % every == 0)) || grep -qF "$key" "$work/again.tsv" || continue
    grep -qF "$key" "$results" || asked+=("$number")
  done
  ((${#asked[@]})) || continue
  together "$header" tests "${asked[@]}"
  for number in "${asked[@]}"; do
    [[ ${outcome[number]:-} ]] || alone "$header" tests "$number"
    IFS=$'\t' read -r _ line column change < <("$mutants" "$root/$header" | sed -n "$((number + 1))p")
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$header" "$checksum" "$number" "$line" "$column" "$change" "${outcome[number]}" \
      "$(sed -n "${line}s/^ *//p" "$root/$header")" >> "$results"
    [[ ${outcome[number]} != survived ]] || echo "$header:$line:$column: $change survived"
  done
  put "$header" < "$root/$header"
  echo "$header: ${#asked[@]} mutants tried"
done
status=0
"$here/report.sh" "$root" "$results" "$mutants" > "$work/mutation.md" || status=1
[[ ${LEMMATA_MUTATION_PAGE:-} == no ]] || cp "$work/mutation.md" "$root/docs/pages/mutation.md"
((!status)) || echo "some survivor is not explained: docs/pages/mutation.md, tests/mutation/explained.tsv" >&2
exit $status
