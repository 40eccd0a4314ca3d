#!/usr/bin/env bash
# The result table of run.sh as a page. Exit code 1 if a survivor is not explained.
#
#   report.sh ROOT RESULTS MUTANTS
set -euo pipefail
root=$1 results=$2 mutants=$3
explained=$root/tests/mutation/explained.tsv
cat <<END
# Mutation of our own code {#mutation}

Every lemma header with one constant, sign or comparison changed at a time: does a test fail? \`cmake --preset mutation && cmake --build
--preset mutation\` changes a copy of the tree, builds the tests that include the header without optimisation, one file at a time with
all mutants of the header in it, each behind a switch, and stops at the first that fails (an hour; not in CI; what is known of a header
that has not changed is kept). Changed are integer constants (n → n+1), signs, comparison directions, max and min, ≤ and = of proof
lines; not comments, texts or what is thrown. A mutant that does not compile counts for nothing. Of a header of which fewer are tried
than there are, it was a sample: every n-th one (\`LEMMATA_EVERY=n\`).

This page is written by the program. Last run: $(date +%Y-%m-%d), $(${CXX:-g++} --version | head -1).

| header | mutants | tried | do not compile | killed | survived | equivalent | score |
|---|---|---|---|---|---|---|---|
END
status=0
declare -A reasons
while IFS=$'\t' read -r header change source reason; do
  [[ $header == \#* ]] || reasons["$header"$'\t'"$change"$'\t'"$source"]=$reason
done <"$explained"

survivors=() untried=() sum=(0 0 0 0 0 0)
for header in "$root"/lemmas/*.hpp "$root"/lemmas/{expectation,numbers}/*.hpp; do
  name=${header#"$root"/}
  checksum=$(cksum <"$header")
  all=$("$mutants" "$header" | wc -l)
  ((all)) || continue
  tried=0 broken=0 killed=0 survived=0 equal=0
  while IFS=$'\t' read -r _ _ _ line _ change is source; do
    ((++tried))
    case $is in
      killed*) ((++killed)) ;;
      survived)
        reason=${reasons["$name"$'\t'"$change"$'\t'"$source"]:-}
        case $reason in
          "equivalent: "*) ((++equal)) ;;
          *) ((++survived)) ;;
        esac
        [[ $reason ]] || status=1
        survivors+=("| \`$name:$line\` | \`${source//|/\\|}\` | $change | ${reason:-**not explained**} |") ;;
      *) ((++broken)) ;;
    esac
  done < <(awk -F'\t' -v h="$name" -v c="$checksum" '$1 == h && $2 == c' "$results")
  if ((!tried)); then untried+=("\`$name\` ($all)"); continue; fi
  score=$(awk -v k="$killed" -v s="$survived" 'BEGIN { if (k + s) printf "%.1f %%", 100 * k / (k + s); else print "" }')
  echo "| \`$name\` | $all | $tried | $broken | $killed | $survived | $equal | $score |"
  row=("$all" "$tried" "$broken" "$killed" "$survived" "$equal")
  for i in "${!row[@]}"; do ((sum[i] += row[i])) || true; done
done
score=$(awk -v k="${sum[3]}" -v s="${sum[4]}" 'BEGIN { if (k + s) printf "%.1f %%", 100 * k / (k + s) }')
echo "| together | ${sum[0]} | ${sum[1]} | ${sum[2]} | ${sum[3]} | ${sum[4]} | ${sum[5]} | $score |"
cat <<END

Score: killed of killed and survived. Equivalent mutants compute the same as the code; counted as survivors they would make the score
$(awk -v k="${sum[3]}" -v s="$((sum[4] + sum[5]))" 'BEGIN { if (k + s) printf "%.1f %%", 100 * k / (k + s) }').
END
if ((${#survivors[@]})); then
  printf '\n## Survivors\n\n| where | code | change | why |\n|---|---|---|---|\n'
  printf '%s\n' "${survivors[@]}"
fi
if ((${#untried[@]})); then
  printf '\n## Not tried\n\nHeaders with the number of their mutants: '
  printf '%s' "${untried[0]}"
  ((${#untried[@]} == 1)) || printf ', %s' "${untried[@]:1}"
  printf '.\n'
fi
exit $status
