set -euo pipefail
# right, wrong with the slip that leads there, and counterexamples: not one, invalid, right
exam=$LEMMATA_PROGRAMS/lemmata-exam
code() { local c=0; "$@" >out 2>&1 || c=$?; echo $c; }
key=$("$exam" show E03 --seed 3 --key | grep -A1 '^Answer' | grep -oE -- '[0-9]+(/[0-9]+)?' | head -1)
[[ $(code "$exam" check E03 --seed 3 --answer "$key") == 0 ]] || { echo "the key $key is not right"; cat out; exit 1; }
[[ $(code "$exam" check E03 --seed 3 --answer 77/5) == 1 ]]
! grep -qF -- "$key" out || { echo "the key was given away"; cat out; exit 1; }
[[ $(code "$exam" check E21 --seed 1 --counterexample x=1,x_virtual=1,gamma=1/100000) == 1 ]]
[[ $(code "$exam" check E21 --seed 1 --counterexample x=1,x_virtual=0,gamma=5) == 1 ]]
grep -qi 'gamma' out
printf '%s\nq\n' "$key" | "$exam" practise E03 --seed 1 --count 1 >out
grep -q 'Score' out
