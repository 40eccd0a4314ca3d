set -euo pipefail
# docs/pages/exercises.md is of the registry; docs/exam.md's table is what the program prints
"$LEMMATA_PROGRAMS"/lemmata-exam list --markdown >table
sed -n '/<!-- families -->/,/<!-- end -->/p' "$LEMMATA_ROOT/docs/pages/exam.md" | grep '^|' | diff table - || { echo "docs/pages/exam.md: put there what lemmata exam list --markdown prints"; exit 1; }
