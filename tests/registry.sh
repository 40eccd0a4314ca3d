#!/usr/bin/env bash
# registry.sh ROOT BUILD CHECKER: every claim of lemmas/claims.hpp has a test, a twin and a routine that exist, or fails and names it.
# The tests are the ones that ctest would run in BUILD.
set -euo pipefail
asked=$(mktemp -d)  # ctest writes a log where it is asked: in BUILD it would be over the log of the run that this is part of
trap 'rm -rf "$asked"' EXIT
printf 'subdirs("%s")\n' "$(readlink -f "$2")" > "$asked/CTestTestfile.cmake"
names=$(ctest --test-dir "$asked" -N | sed -n 's/^ *Test *#[0-9]*: //p')
[[ -n $names ]] || { echo "registry.sh: ctest knows no tests in $2" >&2; exit 2; }
"$3" "$1" <<< "$names"
