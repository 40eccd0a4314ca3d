set -euo pipefail
printf -- '+1 1:1 2:0.5\n-1 1:2 # a comment\n+1 2:3\n' >mine.libsvm
for problem in logistic sigmoid geman-mcclure least-squares; do
  "$LEMMATA_PROGRAMS"/lemmata-verify --problem $problem --data mine.libsvm --iterations 200 >out || { echo "$problem"; cat out; exit 1; }
  grep -q '^A21 .*holds' out
  grep -q 'Every line asked holds' out
done
