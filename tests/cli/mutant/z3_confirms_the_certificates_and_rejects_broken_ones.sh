set -euo pipefail
# Every query of an exported certificate is unsat; with one number changed some query is not.
command -v z3 >/dev/null || { echo "skipped: there is no z3"; exit 77; }
queries() { grep -c check-sat "$1"; }
unsat() { z3 -T:20 "$1" | grep -cx unsat || true; }

confirmed() {  # confirmed CLAIM name=value…
  "$LEMMATA_PROGRAMS"/lemmata-mutant "$@" --smt >proof.smt2
  [[ $(unsat proof.smt2) == "$(queries proof.smt2)" ]] || { echo "not confirmed: $*"; z3 -T:20 proof.smt2; exit 1; }
}
rejected() {  # rejected FROM TO CLAIM name=value…: the first number FROM becomes TO in the claim
  "$LEMMATA_PROGRAMS"/lemmata-mutant "${@:3}" --smt >proof.smt2
  grep -qF -- "$1" proof.smt2 || { echo "no $1 in the queries of ${*:3}"; exit 1; }
  awk -v from="$1" -v to="$2" '!done && (at = index($0, from)) { $0 = substr($0, 1, at - 1) to substr($0, at + length(from)); done = 1 } 1' proof.smt2 >broken.smt2
  (($(unsat broken.smt2) < $(queries broken.smt2))) || { echo "confirmed although $1 became $2: ${*:3}"; exit 1; }
}

confirmed decrease
confirmed decrease c=9/20
confirmed decrease d=5/14
confirmed decrease virtual=1/2 kappa=2 range=M
confirmed decrease c=1/2 virtual=1/2 square=1/2 range=every
confirmed difference
confirmed difference p=3/200 q=3/10
confirmed difference reads=consistent p=1/100 q=1/10
confirmed difference reads=dependent tau=2
confirmed main
confirmed main alpha=4/5
confirmed main reads=consistent alpha=17/20
confirmed main reads=dependent tau=14
confirmed minibatch-main
confirmed young p=e/2 'q=1/(2*e)'
confirmed sum-of-squares terms=4 constant=4
confirmed decrease-step
confirmed difference-gradient-step
confirmed speed-up
confirmed counting
confirmed counting bound=T-1-k
confirmed counting 'bound=tau*tau'
confirmed tuning
confirmed complexity
confirmed complexity deterministic=100 stochastic=1
confirmed rate
confirmed rate reads=consistent deterministic=6 stochastic-squared=16 kappa=3
confirmed minibatch-rate

rejected '(- (/ 9 20))' '(- (/ 23 50))' decrease c=9/20
rejected '(/ 5 14)' '(/ 1 3)' decrease d=5/14
rejected '(/ 1 100)' '(/ 1 101)' difference reads=consistent p=1/100 q=1/10
rejected '(- (/ 17 20))' '(- (/ 43 50))' main reads=consistent alpha=17/20
rejected '(/ 1 2)' '(/ 1 3)' sum-of-squares p=3/2 q=3
rejected '(/ 3 2)' '(/ 1 2)' tuning deterministic=75
