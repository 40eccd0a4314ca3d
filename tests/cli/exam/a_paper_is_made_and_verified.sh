set -euo pipefail
# the same seed gives the same bytes; every file verifies; one changed digit is named; nothing is overwritten, nothing half written
exam=$LEMMATA_PROGRAMS/lemmata-exam
"$exam" new --seed 1 --out one --no-pdf >out
"$exam" new --seed 1 --out two --no-pdf >/dev/null
cmp <(cd one && cat -- *) <(cd two && cat -- *) || { echo "two papers of one seed differ"; exit 1; }
for format in exam.tex paper.html key.html paper.md key.md moodle.xml qti.zip blueprint.json; do [[ -s one/$format ]] || { echo "no $format"; exit 1; }; done
for file in exam.tex paper.html key.html paper.md key.md moodle.xml blueprint.json; do "$exam" verify "one/$file" >/dev/null || { echo "$file does not verify"; exit 1; }; done
line=$(grep -n 'Answer' one/key.md | sed -n 2p | cut -d: -f1)
sed "$((line + 1)),\$s/[0-9]/7/;t" one/key.md >edited.md
! "$exam" verify edited.md >err || { echo "an edited key verifies"; exit 1; }
grep -q 'is not what was generated' err
"$exam" new --seed 2 --students 3 --out many --no-pdf >/dev/null
[[ $(grep -c '^| 2-60-' many/forms.md) == 3 ]]

refused() {
  local pattern=$1 code=0; shift
  "$@" >out 2>err || code=$?
  [[ $code == 2 && $(wc -l <err) == 1 ]] && grep -qE -- "$pattern" err || { echo "exit code $code: $*"; cat err; exit 1; }
}
refused 'one.*--force' "$exam" new --seed 1 --out one --no-pdf
refused 'seed.*x7' "$exam" new --seed x7 --out new --no-pdf
refused 'minutes.*3' "$exam" new --seed 1 --minutes 3 --out new --no-pdf
refused 'E99.*E01' "$exam" show E99
refused 'final.*midterm' "$exam" new --seed 1 --template final --out new --no-pdf
refused 'quarto.*letter' "$exam" new --seed 1 --paper quarto --out new --no-pdf
refused 'apples' "$exam" check E02 --seed 1 --answer 'apples; pears'
refused 'missing.trace' "$exam" show --from-trace missing.trace
refused 'nothing.md' "$exam" verify nothing.md
[[ ! -e new ]] || { echo "something half written"; exit 1; }
