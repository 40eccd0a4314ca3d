set -euo pipefail
# formulas, links both ways, the graph, the theme, the search: in a browser, from files; and a formula that is broken is seen
source "$(dirname "$0")/browser.sh"
[[ -f $LEMMATA_SITE/index.html ]] || { echo "no site is built (./lemmata docs): skipped"; exit 77; }
walk() {
  cp "$(dirname "$script")/the_site.html" "$1/the_site.html"
  dom "$1/the_site.html" >dom.html
  rm "$1/the_site.html"
  sed -n '/<pre id="result">/,/<\/pre>/p' dom.html | sed 's/<[^>]*>//g' >walked
}
script=$(readlink -f "$0")
cp -r "$LEMMATA_SITE" site
budget=120000
walk "$PWD/site"
grep -q '^finished' walked && ! grep 'FAILED' walked || { cat walked console; exit 1; }
! grep -aE 'Uncaught|SEVERE|ERR_|Failed to (load|parse)' console || { echo "said to the console:"; cat console; exit 1; }
sed -i 's/\\mathbb E/\\mathbbb E/g' site/decrease.html
walk "$PWD/site"
grep -q 'FAILED: decrease.html: no formula left as text' walked || { echo "a broken formula is not seen"; cat walked; exit 1; }
