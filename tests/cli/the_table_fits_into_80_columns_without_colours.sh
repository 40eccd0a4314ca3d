set -euo pipefail
for run in '--problem logistic' '--problem noisy-quadratic --algorithm delayed --gamma 1/2' '--problem coordinate --algorithm mini-batch --sampling without-replacement --batch 2' \
           '--problem rational-least-squares --lines' '--problem noisy-quadratic --algorithm delayed --repeat 2'; do
  "$LEMMATA_PROGRAMS"/lemmata-verify $run --iterations 200 >out
  longest=$(LC_ALL=C.UTF-8 wc -L <out)
  ((longest <= 80)) || { echo "a line of $longest columns: $run"; cat out; exit 1; }
  if grep -q $'\x1b' out; then exit 1; fi
done
