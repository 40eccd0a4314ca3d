set -euo pipefail
# Every bad input: exit code 2, one line on standard error that names the option or file, the value, and what would be right.
refused() {  # refused PATTERN ARGUMENT…
  local pattern=$1 code=0; shift
  "$LEMMATA_PROGRAMS"/lemmata-verify "$@" >out 2>err || code=$?
  [[ $code == 2 ]] || { echo "exit code $code, not 2: $*"; exit 1; }
  [[ $(wc -l <err) == 1 ]] || { echo "not one line: $*"; cat err; exit 1; }
  grep -qE -- "$pattern" err || { echo "no '$pattern' in the message for: $*"; cat err; exit 1; }
  [[ ! -s out ]] || { echo "printed something all the same: $*"; exit 1; }
}

printf '+1 1:1 2:0.5\n-1 1:2\n+1 2:3\n' >good.libsvm
for case in \
    'abc 1:1|bad.libsvm:2: .*abc' '+1 0:1|bad.libsvm:2: .*0' '+1 2:1 1:1|bad.libsvm:2: .*1' '+1 1:1 1:2|bad.libsvm:2: .*1' \
    '+1 1:nan|bad.libsvm:2: .*nan' '+1 1:inf|bad.libsvm:2: .*inf' '+1 1|bad.libsvm:2: .*1' '+1 1:1x|bad.libsvm:2: .*1x' \
    '+3 1:1|third|label'; do
  printf '+1 1:1\n%s\n-1 1:2\n' "${case%%|*}" >bad.libsvm
  refused "${case#*|}" --data bad.libsvm
done
: >empty.libsvm;                              refused 'empty.libsvm' --data empty.libsvm
printf '+1 1:1\n' >one.libsvm;                refused 'one.libsvm' --data one.libsvm
printf '+1 1:1\n-1 1:1\n+1 1:1\n' >same.libsvm; refused 'same.libsvm' --data same.libsvm
refused 'none.libsvm' --data none.libsvm
head -c 20000000 /dev/zero | tr '\0' 1 >long.libsvm; refused 'long.libsvm' --data long.libsvm

refused '--gamma.*0.*1/250' --gamma 0
refused '--gamma.*-1' --gamma=-1
refused '--gamma.*fast' --gamma fast
refused '--gamma.*nan' --gamma nan
refused '--tau.*0' --tau 0
refused '--batch.*0' --algorithm mini-batch --batch 0
refused '--batch.*570.*569' --algorithm mini-batch --batch 570 --sampling without-replacement
refused '--workers.*0' --workers 0
refused '--workers.*many' --workers many
refused '--iterations.*0' --iterations 0
refused '--every.*0' --every 0
refused 'mystery.*logistic' --problem mystery
refused '--algorithm.*adam.*hogwild' --algorithm adam
refused '--writes.*maybe.*coordinate' --writes maybe
refused '--schedule.*late.*slow-reader' --algorithm delayed --schedule late
refused '--sigma2' --problem noisy-quadratic --sigma2 2
refused '--trace' --trace x --problem quiz
refused '--save-trace' --save-trace x
refused '--arithmetic.*triple.*lattice' --arithmetic triple
refused '--arithmetic.*lattice.*least-squares' --arithmetic lattice
refused '--arithmetic.*mini-batches' --problem quiz --algorithm mini-batch --arithmetic lattice
refused '--lattice-bits.*12' --problem quiz --lattice-bits 12
refused '--lattice-bits.*60.*52' --problem quiz --arithmetic lattice --lattice-bits 60
refused 'x0.*0.333.*2.-40' --problem quiz --arithmetic lattice --x0 1/3
refused '--nothing' --nothing
refused 'no/such/place' --problem quiz --iterations 5 --save-trace no/such/place
refused 'no/such/place' --problem quiz --iterations 5 --json no/such/place

"$LEMMATA_PROGRAMS"/lemmata-verify --problem quiz --iterations 50 --save-trace good.trace >out
size=$(stat -c %s good.trace)
head -c $((size / 2)) good.trace >half.trace;  refused 'half.trace' --trace half.trace
head -c 10 good.trace >short.trace;            refused 'short.trace' --trace short.trace
cp good.trace edited.trace
printf 'X' | dd of=edited.trace bs=1 seek=$((size - 20)) conv=notrunc status=none
refused 'edited.trace' --trace edited.trace
refused 'good.libsvm' --trace good.libsvm
refused 'none.trace' --trace none.trace
