set -euo pipefail
"$LEMMATA_VERIFY" --problem logistic --iterations 200 >out
export LC_ALL=C.UTF-8
# combining marks take no column
longest=$(sed 's/\xcc[\x80-\xbf]//g; s/\xcd[\x80-\xaf]//g' out | awk '{ if (length($0) > most) most = length($0) } END { print most }')
((longest <= 80)) || { echo "a line of $longest columns"; exit 1; }
if grep -q $'\x1b' out; then exit 1; fi
