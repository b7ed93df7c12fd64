#!/bin/sh
# `npm test`: needs nothing done before. Installs what is missing, then runs the suite; arguments go to vitest.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
sh scripts/packages.sh install
sh scripts/setup.sh
PATH="$here/node_modules/.bin:$PATH"
export PATH
exec vitest run "$@"
