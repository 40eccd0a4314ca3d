#!/usr/bin/env bash
# registry_is_refuted.sh ROOT CHECKER: the registry check names the claim whose test, twin, routine or header is taken away.
set -euo pipefail
root=$(readlink -f "$1") checker=$(readlink -f "$2")
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
cp -r "$root/lemmas" "$root/algorithms" "$house"
names=$("$checker" --names)

# Against what is true: as far as names go, nothing is missing from the list that the registry itself asks for.
"$checker" "$house" <<< "$names" > "$house/sound" || true
if grep -q 'is called' "$house/sound"; then echo "a registry with all its tests was refused"; cat "$house/sound"; exit 1; fi

# missing FAULT < names: exactly this line is new.
missing() {
  local found status=0
  "$checker" "$house" > "$house/found" || status=$?
  found=$(diff <(grep -v ' faults$' "$house/sound") <(grep -v ' faults$' "$house/found") | sed -n 's/^> //p' || true)
  [[ $found == "$1" ]] || { printf 'expected: %s\nfound:    %s\n' "$1" "$found"; exit 1; }
  ((status == 1)) || { echo "named the fault, and exited with $status"; exit 1; }
}
without() { grep -vxF "$1" <<< "$names"; }

test='Decrease holds for every γ ≤ 1/(2L(M+1))'
missing "A21: no test is called: $test" < <(without "$test")
twin='Equal noises do not add their variances'
missing "IndependentNoise: no twin is called: $twin" < <(without "$twin")

sed -i 's/\byoung(/old(/g' "$house/lemmas/elementary.hpp"
missing 'Young: there is no function young in lemmas/elementary.hpp' <<< "$names"
cp "$root/lemmas/elementary.hpp" "$house/lemmas/"

echo 'inline constexpr Claim forgotten{"forgotten"};' >> "$house/lemmas/claims.hpp"
count=$(grep -c '^inline constexpr Claim ' "$root/lemmas/claims.hpp")
missing "lemmas/claims.hpp: $((count + 1)) claims are written and $count are in all" <<< "$names"
cp "$root/lemmas/claims.hpp" "$house/lemmas/"

rm "$house/lemmas/assumptions.hpp"
missing 'A1: there is no header lemmas/assumptions.hpp
A14: there is no header lemmas/assumptions.hpp' <<< "$names"
