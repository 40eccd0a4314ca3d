set -euo pipefail
# the numbers of a race are its own, and which line of a claim is tightest; heading, problem, audit and claims are the same in every race,
# but for what rests on γ ≤ γ_crit(τ): nobody promises the delay of a busy machine
readme=$(dirname "$0")/../../README.md
same() { sed -nE '/^(Hogwild|problem|audit)/p; s/^([AC][0-9]+[a-z]?) .*/\1/p' "$1"; }
"$LEMMATA_PROGRAMS"/lemmata-verify --problem logistic >out
sed -n '/<!-- race -->/,/^A row is/p' "$readme" >shown
[[ $(same shown | wc -l) -gt 15 ]]
diff <(same shown) <(same out)
