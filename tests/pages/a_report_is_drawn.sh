set -euo pipefail
# the report of a race, of batches, of a chosen schedule and of a step size too large, in a browser; what is wrong with a page is seen
source "$(dirname "$0")/browser.sh"
steps=$(dirname "$(readlink -f "$0")")/the_report.js.html
verify=$LEMMATA_PROGRAMS/lemmata-verify
"$verify" --report probe.html --problem quiz --iterations 20 >/dev/null 2>err || { grep -q 'without Chart.js' err && { echo "built without Chart.js: skipped"; exit 77; }; cat err; exit 1; }

walk() {  # walk PAGE: what was found goes to ./walked
  cat "$1" "$steps" >walk.html
  dom "$PWD/walk.html" >dom.html
  sed -n '/<pre id="result">/,/<\/pre>/p' dom.html | sed 's/<[^>]*>//g' >walked
}
sound() {  # sound PAGE
  walk "$1"
  grep -q '^finished' walked && ! grep 'FAILED' walked || { echo "$1:"; cat walked console; exit 1; }
  ! grep . console || { echo "$1 said to the console:"; exit 1; }
  ! grep -oE "(src|href|action|url)[=(] *[\"']?(https?:)?//[^\"' )]*" "$1" || { echo "$1 asks others"; exit 1; }
}
cp probe.html page.html
sound page.html
"$verify" --report page.html --problem noisy-quadratic --iterations 3000 --expectation none >/dev/null
sound page.html
"$verify" --report page.html --problem quiz --algorithm mini-batch --batch 16 --iterations 12 >/dev/null
sound page.html
"$verify" --report page.html --problem quiz --algorithm delayed --tau 70 --iterations 200 >/dev/null
sound page.html
"$verify" --report page.html --problem noisy-quadratic --gamma 1/2 --iterations 200 >/dev/null
sound page.html
grep -q 'false, and drawn so' walked || { echo "no line was false: the step size was not too large"; exit 1; }

sed 's/"fails":\[[0-9,]*\]/"fails":[]/g' page.html >mended.html  # a page that hides where a line is false
walk mended.html
grep -q 'FAILED: .*false, and drawn so' walked || { echo "a hidden failure is not seen"; cat walked; exit 1; }
sed 's/charts.push(shown);/shown.clear();/' page.html >blank.html
walk blank.html
grep -q 'FAILED: along is drawn' walked || { echo "an empty plot is not seen"; cat walked; exit 1; }
