set -euo pipefail
# one worker that is late, on a lattice: of some seeds' races one becomes the exercise; a race that cannot says why
verify=$LEMMATA_PROGRAMS/lemmata-verify exam=$LEMMATA_PROGRAMS/lemmata-exam
"$verify" --problem quiz --iterations 60 --save-trace long.trace >/dev/null
code=0; "$exam" show --from-trace long.trace >out 2>err || code=$?
[[ $code == 2 ]] && grep -qE '60.*8' err || { cat err; exit 1; }
"$verify" --problem quiz --algorithm delayed --iterations 6 --save-trace delayed.trace >/dev/null
code=0; "$exam" show --from-trace delayed.trace >out 2>err || code=$?
[[ $code == 2 ]] && grep -q 'no race' err || { cat err; exit 1; }
for seed in $(seq 1 40); do
  "$verify" --problem noisy-quadratic --M 0 --sigma2 0 --x0 8 --gamma 1/2 --arithmetic lattice --workers 4 --iterations 6 --seed "$seed" --save-trace race.trace >/dev/null
  code=0; "$exam" show --from-trace race.trace --key >out 2>err || code=$?
  if [[ $code == 0 ]]; then
    "$exam" new --seed 1 --from-trace race.trace --out d --no-pdf >/dev/null
    "$exam" verify d/key.md --from-trace race.trace >/dev/null
    ! "$exam" verify d/key.md >err || { echo "verified without the race"; exit 1; }
    grep -q 'from-trace' err
    exit 0
  fi
  [[ $code == 2 && $(wc -l <err) == 1 ]] || { cat err; exit 1; }  # too little was missing, and it says so
done
echo "none of 40 races misses enough on this machine; each said so"
