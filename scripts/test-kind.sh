#!/bin/sh
# `npm run test:kind`: the stories of the main loop on a real Kind cluster. Builds or reuses the testbed where no node image can be pulled.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
sh scripts/packages.sh install
sh scripts/setup.sh
if [ -z "${DEVENV_NODE_IMAGE:-}" ]; then
  sh scripts/testbed.sh up helm
  # shellcheck source=/dev/null # written by the testbed
  . "${DEVENV_TESTBED_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/devenv-testbed}/env"
fi
PATH="$here/node_modules/.bin:$PATH"
export PATH
exec vitest run --config vitest.kind.config.ts "$@"
