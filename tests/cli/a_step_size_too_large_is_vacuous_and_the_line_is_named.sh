set -euo pipefail
# γ = 1/(L(M+1)): Decrease needs half of it
"$LEMMATA_PROGRAMS"/lemmata-verify --problem noisy-quadratic --algorithm delayed --tau 3 --iterations 40 --gamma 1/2 --json out.json >out
grep -q '^A21 .*vacuous' out
grep -q '^A21e .*vacuous' out
grep -A1 '^A21e' out | grep -q 'without its hypothesis the line fails'
if grep -qE '^A21 .*holds' out; then exit 1; fi
grep -q '"outcome": "vacuous"' out.json

# far beyond: reported as diverged, no verdict on what is not a number
"$LEMMATA_PROGRAMS"/lemmata-verify --problem noisy-quadratic --algorithm delayed --tau 3 --iterations 400 --gamma 100 >out
grep -q '^diverged' out
if grep -qi 'nan' out; then exit 1; fi
