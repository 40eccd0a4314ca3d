#!/usr/bin/env bash
# registry.sh ROOT BUILD CHECKER: every claim of lemmas/claims.hpp has a test, a twin and a routine that exist, or fails and names it.
# The tests are the ones that ctest would run in BUILD.
set -euo pipefail
names=$(ctest --test-dir "$2" -N | sed -n 's/^ *Test *#[0-9]*: //p')
[[ -n $names ]] || { echo "registry.sh: ctest knows no tests in $2" >&2; exit 2; }
"$3" "$1" <<< "$names"
