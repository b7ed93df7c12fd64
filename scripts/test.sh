#!/bin/sh
# `npm test`: needs nothing done before. Installs what is missing, then runs the suite; arguments go to vitest.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
sh scripts/packages.sh install
sh scripts/setup.sh
PATH="$here/node_modules/.bin:$PATH"
export PATH
# Optional for users, who need no compiler for it; the tests in a terminal do.
if ! node -e 'require("node-pty")' 2>/dev/null; then
  echo "✘ node-pty could not be compiled (it needs python3, make and g++), so the tests in a terminal can't run" >&2
  exit 4
fi
exec vitest run "$@"
