set -euo pipefail
# a report of 10^4 iterations, whoever was late and however much it missed; replaced as a whole or not at all
verify=$LEMMATA_PROGRAMS/lemmata-verify
"$verify" --report probe.html --problem quiz --iterations 20 >/dev/null 2>err || { grep -q 'without Chart.js' err && exit 77; cat err; exit 1; }
bounded() {
  "$verify" --report page.html --problem quiz --expectation none "$@" >/dev/null || { echo "failed: $*"; exit 1; }
  size=$(stat -c %s page.html)
  ((size <= 5000000)) || { echo "$size bytes: $*"; exit 1; }
}
bounded --iterations 10000
bounded --algorithm mini-batch --batch 400 --iterations 25

cp probe.html kept.html
code=0; "$verify" --report no/where.html --problem quiz --iterations 20 >out 2>err || code=$?
[[ $code == 2 && ! -s out && $(wc -l <err) == 1 ]] && grep -q 'no/where.html: cannot be written' err || { cat out err; exit 1; }
[[ ! -e no ]] && cmp probe.html kept.html
"$verify" --save-trace race.trace --problem quiz --iterations 30 >/dev/null
"$verify" --trace race.trace --report again.html --json again.json >/dev/null
[[ -s again.html && -s again.json ]]
