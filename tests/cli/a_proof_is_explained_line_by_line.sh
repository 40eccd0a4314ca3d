set -euo pipefail
# explain prints every line of the proof with its numbers, of a run of its own, of a run that is asked for, and of a stored one
explain=$LEMMATA_PROGRAMS/lemmata-explain
"$explain" A21 >out
for line in A21a A21b A21c A21d A21e 'A21 '; do grep -qE "$line .*holds" out || { echo "no $line"; cat out; exit 1; }; done
"$explain" A22e >out; grep -q '▸' out
for claim in $("$LEMMATA_PROGRAMS"/lemmata-claims | grep -oE '^[A-Z][^ ]*'); do
  "$explain" "$claim" >out || { echo "exit code $? for $claim"; cat out; exit 1; }
  [[ $(wc -l <out) -gt 3 ]] || { echo "nothing said of $claim"; exit 1; }
done
"$LEMMATA_PROGRAMS"/lemmata-verify --problem quiz --iterations 40 --save-trace race >/dev/null
"$explain" A15 --trace race --at 7 >out; grep -q 't = 7' out
"$explain" A21 --run --problem quiz --algorithm delayed --iterations 9 --tau 2 --gamma 1 >out; grep -q 'A21 .*vacuous' out
"$explain" A22 >out
longest=$(LC_ALL=C.UTF-8 wc -L <out)
((longest <= 80)) || { echo "a line of $longest columns"; cat out; exit 1; }

refused() {
  local pattern=$1 code=0; shift
  "$@" >out 2>err || code=$?
  [[ $code == 2 ]] && grep -qE -- "$pattern" err || { echo "exit code $code: $*"; cat err; exit 1; }
}
refused 'A99.*A21' "$explain" A99
refused '--at.*40.*39' "$explain" A21 --trace race --at 40
refused '--trace' "$explain" A21 --trace race --problem quiz
refused 'guess.*moments' "$LEMMATA_PROGRAMS"/lemmata-verify --problem quiz --expectation guess
refused '2\^500.*moment' "$LEMMATA_PROGRAMS"/lemmata-verify --problem quiz --iterations 500 --expectation paths
refused 'quadratics' "$LEMMATA_PROGRAMS"/lemmata-verify --iterations 5 --expectation moments
refused '--repeat.*0' "$LEMMATA_PROGRAMS"/lemmata-verify --problem quiz --repeat 0
refused '--repeat' "$LEMMATA_PROGRAMS"/lemmata-verify --trace race --repeat 2
refused 'tuned' "$LEMMATA_PROGRAMS"/lemmata-verify --problem saddle --gamma tuned
