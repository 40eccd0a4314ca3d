#!/usr/bin/env bash
# layering.sh ROOT: fails, naming file and line, when an include under ROOT goes against lemmas ← algorithms ← exam
# (docs and tests may use all, nobody uses them), is not written from the root of the repository, or brings a thread, a clock,
# randomness or a file into lemmas.
set -euo pipefail
cd "$1"

rooms=()
for room in lemmas algorithms exam docs tests; do [[ -d $room ]] && rooms+=("$room"); done
[[ ${#rooms[@]} -gt 0 ]] || { echo "layering.sh: no room of the house in $1" >&2; exit 2; }

# shellcheck disable=SC2016  # the single quotes hold an awk program
find "${rooms[@]}" -type f \( -name '*.hpp' -o -name '*.cpp' \) -print0 | sort -z | xargs -0 -r awk '
  BEGIN {
    order = split("lemmas algorithms exam docs tests", room)
    for (i = 1; i <= order; i++) floor[room[i]] = i < 4 ? i : 4   # docs and tests stand beside each other on top
    split("thread mutex shared_mutex condition_variable future atomic stop_token semaphore latch barrier pthread.h omp.h", w)
    for (i in w) practice[w[i]] = "threads"
    split("chrono ctime time.h sys/time.h", w)
    for (i in w) practice[w[i]] = "clocks"
    practice["random"] = "randomness"
    split("fstream iostream filesystem", w)
    for (i in w) practice[w[i]] = "files"
  }
  function wrong(why) { printf "%s:%d: %s\n", FILENAME, FNR, why; found = 1 }

  /^[ \t]*#[ \t]*include[ \t]*[<"]/ {
    quoted = $0 ~ /include[ \t]*"/
    path = $0; sub(/^[^<"]*[<"]/, "", path); sub(/[>"].*$/, "", path)
    here = FILENAME; sub(/\/.*/, "", here)
    there = path; sub(/\/.*/, "", there)
    if (there in floor) {
      if (floor[there] > floor[here] || (floor[there] == 4 && there != here))
        wrong(here " may not include " path)
      else if (!quoted)
        wrong("our own " path " is included with quotes")
    } else if (quoted) {
      wrong("\"" path "\" is not written from the root of the repository")
    } else if (here == "lemmas" && path in practice) {
      wrong("no " practice[path] " in lemmas: <" path ">")
    }
  }
  END { exit found }
'
