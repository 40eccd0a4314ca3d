#!/usr/bin/env bash
# in_empty_directory.sh SCRIPT: runs SCRIPT in a fresh directory that is removed afterwards.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
bash "$@"
