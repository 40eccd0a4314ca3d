set -euo pipefail
# the table of claims in the README is what the registry prints
readme=$(dirname "$0")/../../README.md
"$LEMMATA_PROGRAMS"/lemmata-claims --markdown >out
[[ $(wc -l <out) -gt 60 ]]
diff <(sed -n '/<!-- claims -->/,/<!-- end -->/{/<!--/d;p}' "$readme") out
"$LEMMATA_PROGRAMS"/lemmata-claims --json >json; grep -q '"id": "A22f"' json
"$LEMMATA_PROGRAMS"/lemmata-claims >text; grep -q '^A25 ' text
