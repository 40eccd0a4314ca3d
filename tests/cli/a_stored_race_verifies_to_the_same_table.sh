set -euo pipefail
for run in '--problem logistic --iterations 300 --workers 8' '--problem logistic --iterations 300 --writes vector' \
           '--problem logistic --algorithm mini-batch --iterations 30' '--problem noisy-quadratic --algorithm delayed --iterations 100' \
           '--problem rational-least-squares --arithmetic lattice --lattice-bits 20 --iterations 100'; do
  "$LEMMATA_PROGRAMS"/lemmata-verify $run --save-trace run.trace >made
  "$LEMMATA_PROGRAMS"/lemmata-verify --trace run.trace >again
  diff made again || { echo "another table: $run"; exit 1; }
done

# a user's own data travel with the trace
printf '+1 1:1 2:0.5\n-1 1:2\n+1 2:3\n' >mine.libsvm
"$LEMMATA_PROGRAMS"/lemmata-verify --data mine.libsvm --iterations 50 --save-trace mine.trace >made
rm mine.libsvm
"$LEMMATA_PROGRAMS"/lemmata-verify --trace mine.trace >again
diff made again
