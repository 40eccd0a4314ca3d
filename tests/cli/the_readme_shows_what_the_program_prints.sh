set -euo pipefail
# the numbers of a race are its own; heading, problem, audit, lines and verdicts are the same in every race, but for
# γ ≤ γ_crit(τ): nobody promises the delay of a busy machine
readme=$(dirname "$0")/../../README.md
same() { sed -nE '/^(Hogwild|problem|audit)/p; /^[AC][0-9]/ { s/ +[0-9]+ .* (holds|vacuous|violated|undecided)/ \1/; s/ +/ /g; p }' "$1" | sed '/^A16/d'; }
"$LEMMATA_PROGRAMS"/lemmata-verify --problem logistic >out
sed -n '/<!-- race -->/,/^A row/p' "$readme" >shown
diff <(same shown) <(same out)
