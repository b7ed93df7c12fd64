#!/bin/sh
# Makes a fresh checkout runnable: pinned npm packages, the bundle, the supervisor. Safe to run again, also after an interruption.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"

if ! command -v npm >/dev/null 2>&1; then
  echo "✘ npm is missing: install Node 20 or newer (Debian and Ubuntu: apt-get install nodejs npm)" >&2
  exit 4
fi
# npm writes this file last, so a half-made node_modules is made again.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo " • Install npm packages ..." >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
fi
PATH="$here/node_modules/.bin:$PATH"
export PATH
if [ ! -x supervisor/out/supervisor ] || [ -n "$(find supervisor -name '*.[ch]' -newer supervisor/out/supervisor)" ]; then
  for tool in make cc; do
    if ! command -v "$tool" >/dev/null 2>&1; then
      echo "✘ $tool is missing, the supervisor can't be built: install gcc and make (Debian and Ubuntu: apt-get install gcc make libc6-dev)" >&2
      exit 4
    fi
  done
  echo " • Build the supervisor ..." >&2
  make -s -C supervisor >&2
fi
if [ ! -f dist/main.mjs ] || [ -n "$(find src package.json tsdown.config.ts -newer dist/main.mjs -type f | head -n 1)" ]; then
  echo " • Bundle devenv ..." >&2
  # Beside the old one, then in its place: a bundle that fails leaves the last good one.
  rm -rf dist.new
  tsdown --logLevel error --out-dir dist.new >&2
  rm -rf dist
  mv dist.new dist
fi
