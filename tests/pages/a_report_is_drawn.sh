set -euo pipefail
# the report of a race in a browser: plots, table, proof at one iteration, timeline by keyboard, theme; small, alone, and written whole
source "$(dirname "$0")/browser.sh"
verify=$LEMMATA_PROGRAMS/lemmata-verify
"$verify" --iterations 300 --report r.html >out
! grep -qE '(src|href)="' r.html || { echo "the report refers to something outside"; exit 1; }
walk() { { cat "$1"; cat "$(dirname "$script")/the_report.js.html"; } >walk.html; dom "$PWD/walk.html" | sed -n '/<pre id="result">/,/<\/pre>/p' | sed 's/<[^>]*>//g' >walked; }
script=$(readlink -f "$0")
walk r.html
grep -q '^finished' walked && ! grep 'FAILED' walked || { cat walked console; exit 1; }
! grep -aE 'Uncaught|SEVERE|ERR_' console || { cat console; exit 1; }
"$verify" --problem noisy-quadratic --algorithm delayed --gamma 1/2 --iterations 50 --report v.html >out
walk v.html
grep -q 'vacuous rows: [1-9]' walked || { echo "vacuous lines are not shown"; cat walked; exit 1; }
"$verify" --problem noisy-quadratic --algorithm hogwild --iterations 10000 --report long.html --expectation none >out || [[ $? == 3 ]]
size=$(stat -c %s long.html)
((size <= 5 * 1024 * 1024)) || { echo "$size bytes for T = 10^4"; exit 1; }
code=0; "$verify" --problem quiz --report nowhere/r.html >out 2>err || code=$?
[[ $code == 2 ]] && grep -q 'nowhere' err
