set -euo pipefail
# every link of the site, and of a broken copy: an anchor that is not there, a file that is not there, something fetched from elsewhere
[[ -f $LEMMATA_SITE/index.html ]] || { echo "no site is built (./lemmata docs): skipped"; exit 77; }
"$LEMMATA_PROGRAMS/lemmata-pages" check "$LEMMATA_SITE"
broken() {
  local pattern=$1 edit=$2 file=$3
  rm -rf site && mkdir site && cp -r "$LEMMATA_SITE"/. site
  sed -i "$edit" "site/$file"
  ! "$LEMMATA_PROGRAMS/lemmata-pages" check site 2>err || { echo "not seen: $edit"; exit 1; }
  grep -q -- "$pattern" err || { echo "not named: $pattern"; head -5 err; exit 1; }
}
broken 'no anchor decrease.html#claim_A21a' 's/id="claim_A21a"/id="claim_lost"/' decrease.html
broken 'index.html: no file lost.html' 's/href="lecture.html"/href="lost.html"/' index.html
broken 'script is fetched from another machine' 's|</head>|<script src="https://example.org/a.js"></script></head>|' graph.html
size=$(du -sk "$LEMMATA_SITE" | cut -f1)
((size <= 30720)) || { echo "the site takes $size kB, more than 30 MB"; exit 1; }
