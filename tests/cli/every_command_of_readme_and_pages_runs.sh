set -euo pipefail
# each line ./lemmata … of a code block is run as it stands, with fewer iterations: none is refused. What is C++ stands in walkthroughs only.
export LEMMATA_PROGRAMS
cat >lemmata <<'END'
#!/usr/bin/env bash
what=$1; shift
case $what in
  verify) [[ $* == *--iterations* || $* == *--trace* || $* == *--help* ]] || set -- "$@" --iterations 40
          [[ $* == *--problem* || $* == *--data* || $* == *--trace* || $* == *--help* || $* == *--writes* ]] || exit 0  # the tour has a test of its own
          exec "$LEMMATA_PROGRAMS/lemmata-verify" "$@" ;;
  best) exec "$LEMMATA_PROGRAMS/lemmata-mutant" --best "$@" ;;
  exam) [[ $1 != stress ]] || set -- stress --seeds 5; [[ $1 != new ]] || { rm -rf "$(sed -E "s|.*--out ([^ ]+).*|\1|" <<<"$*")"; set -- "$@" --no-pdf; }
        exec "$LEMMATA_PROGRAMS/lemmata-exam" "$@" </dev/null ;;
  mutant|claims|explain|gallery) exec "$LEMMATA_PROGRAMS/lemmata-$what" "$@" ;;
  test|bench|docs|install) ;;
  *) echo "no such command: $what" >&2; exit 2 ;;
esac
END
chmod +x lemmata
printf -- '+1 1:1 2:0.5\n-1 1:2\n+1 2:3\n-1 1:0.5 2:-1\n+1 1:3\n' >mine.libsvm
for i in $(seq 1 20); do printf -- '%s1 1:0.%s 2:0.%s\n' "$([[ $((i % 2)) == 0 ]] && echo + || echo -)" "$i" "$((99 - i))"; done >>mine.libsvm
commands=0
while IFS= read -r line; do
  [[ $line != *z3* ]] || command -v z3 >/dev/null || continue
  code=0; bash -c "set -o pipefail; $line" >out 2>err || code=$?
  [[ $code == 0 || $code == 1 || $code == 3 ]] || { echo "exit code $code: $line"; cat err; exit 1; }
  commands=$((commands + 1))
done < <(sed -nE 's/^ *(\.\/lemmata .*)$/\1/p' "$LEMMATA_ROOT/README.md" "$LEMMATA_ROOT"/docs/pages/*.md)
((commands >= 25)) || { echo "only $commands commands found"; exit 1; }
! grep -nE '^```\{?\.?(c|cpp|c\+\+)' "$LEMMATA_ROOT/README.md" "$LEMMATA_ROOT"/docs/pages/*.md || { echo "C++ that nobody compiles"; exit 1; }
