#!/bin/sh
# `npm run bench -- [name...]`: prints figures as ratios against a baseline in the same run.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
sh scripts/packages.sh install
sh scripts/setup.sh
env_file="${DEVENV_TESTBED_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/devenv-testbed}/env"
# shellcheck source=/dev/null # written by the testbed, where there is one
[ -z "${DEVENV_NODE_IMAGE:-}" ] && [ -f "$env_file" ] && . "$env_file"
PATH="$here/node_modules/.bin:$PATH"
export PATH
if [ $# -eq 0 ]; then set -- $(ls bench/*.ts | sed 's#bench/##; s#\.ts$##'); fi
for name in "$@"; do
  echo "== $name"
  node "bench/$name.ts"
done
