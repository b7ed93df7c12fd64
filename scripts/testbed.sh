#!/bin/sh
# npm run testbed -- up | status | down: a real Kubernetes for tests, made from package registries.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
if [ ! -f "$here/node_modules/.package-lock.json" ]; then
  (cd "$here" && npm ci --no-audit --no-fund --loglevel=error)
fi
# What the testbed calls may lie outside of a user's PATH.
PATH=$here/node_modules/.bin:$PATH:/usr/sbin:/sbin
export PATH
exec node "$here/test/testbed/testbed.ts" "$@"
