set -euo pipefail
# the race is far too long to end; the interrupt comes as soon as the program runs
"$LEMMATA_VERIFY" --problem quiz --iterations 30000000 --save-trace run.trace --json report.json >out 2>err &
kill -INT $! 2>/dev/null || true
code=0; wait $! || code=$?
[[ $code != 0 ]]
[[ -z $(find . -name 'run.trace*' -o -name 'report.json*') ]]
