set -euom pipefail
# the race is far too long to end; it is interrupted while its threads run
"$LEMMATA_PROGRAMS"/lemmata-verify --problem quiz --iterations 5000000 --save-trace run.trace --json report.json >out 2>err &
while [[ -d /proc/$!/task && $(ls /proc/$!/task | wc -l) == 1 ]]; do :; done
kill -INT $!
code=0; wait $! || code=$?
[[ $code == 130 ]] || { echo "exit code $code"; cat err; exit 1; }
[[ -z $(find . -name 'run.trace*' -o -name 'report.json*') ]]
