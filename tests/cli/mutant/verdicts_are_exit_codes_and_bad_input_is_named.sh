set -euo pipefail
code() { local c=0; "$LEMMATA_PROGRAMS"/lemmata-mutant "$@" >out 2>err || c=$?; echo "$c"; }
expect() { local c; c=$(code "${@:2}"); [[ $c == "$1" ]] || { echo "exit code $c, not $1: ${*:2}"; cat err; exit 1; }; }
expect 0 decrease c=9/20
expect 1 decrease c=23/50
expect 3 main alpha=21/25
expect 0 A21 --json  # by the claim's id
expect 1 decrease c=23/50 --json
grep -q '"verdict": "false"' out && grep -q '"lhs": "1/200"' out && grep -q '"rhs": "1/250"' out && grep -q '"certificate": null' out
expect 0 decrease --best
grep -qE '^c +1/4 · 9/20 · 23/50' out && grep -qE '^d +1/2 · 5/14 · 7/20' out && grep -qE '^kappa +10 · 2 · 199/100' out

refused() {  # refused PATTERN ARGUMENT…
  expect 2 "${@:2}"
  [[ $(wc -l <err) == 1 && ! -s out ]] || { echo "not one line: ${*:2}"; cat err out; exit 1; }
  grep -qE -- "$1" err || { echo "no '$1' in the message for: ${*:2}"; cat err; exit 1; }
}
refused 'increase.*decrease' increase
refused "'c' is not name=value" decrease c
refused "no parameter 'g'.*kappa" decrease g=1
refused "c='a quarter'.*1/4" decrease 'c=a quarter'
refused "range='all'.*tau, M, every" decrease range=all
refused "reads='some'.*consistent" difference reads=some
refused "tau='0'.*free" main tau=0
refused "factor='1/x'.*n, B" variance factor=1/x
refused 'claim is required' --json
refused '--nothing' decrease --nothing
