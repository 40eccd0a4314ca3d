set -euo pipefail
# Nothing that cvc5 answers contradicts a certificate. It can run for ever on nonlinear squares: what it decided in time is printed.
command -v cvc5 >/dev/null || { echo "skipped: there is no cvc5"; exit 77; }
for claim in "decrease c=9/20" "difference" "main alpha=4/5" "young" "speed-up"; do
  # shellcheck disable=SC2086  # words of the claim
  "$LEMMATA_PROGRAMS"/lemmata-mutant $claim --smt >proof.smt2  # all of these are true: exit code 0
  timeout 20 cvc5 --incremental --tlimit-per=1000 proof.smt2 >answers 2>/dev/null || true
  ! grep -qx sat answers || { echo "cvc5 contradicts: $claim"; exit 1; }
  echo "$claim: cvc5 decided $(grep -cx unsat answers || true) of $(grep -c check-sat proof.smt2) queries"
done
