#!/bin/sh
# Makes a checkout runnable: pinned npm packages, the bundle, the supervisor. Does what is missing or out of date, so it
# may run again at any time, also after an interruption.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
mkdir -p .devenv

# One at a time: two npm in one folder ruin it.
lock=.devenv/setup.lock
waits=0
# Its number may be somebody else's after a restart of the machine.
is_set_up() {
  kill -0 "$1" 2>/dev/null || return 1
  [ -r "/proc/$1/cmdline" ] || return 0
  tr '\0' ' ' <"/proc/$1/cmdline" | grep -q setup.sh
}
until (set -C && echo $$ >"$lock") 2>/dev/null; do
  holder=$(cat "$lock" 2>/dev/null || true)
  # A killed one leaves its file. An empty one is being written.
  if [ -n "$holder" ] && ! is_set_up "$holder"; then rm -f "$lock"; continue; fi
  [ -z "$holder" ] && [ $waits -gt 5 ] && rm -f "$lock"
  [ $waits -eq 0 ] && echo " • Wait for the set-up that process $holder does ..." >&2
  waits=$((waits + 1))
  sleep 1
done
ticker=
end() {
  [ -z "$ticker" ] || kill "$ticker" 2>/dev/null || true
  rm -f "$lock"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# step "Install npm packages" command...: says how long it takes so far, and the output only when it fails.
step() {
  words=$1
  shift
  echo " • $words ..." >&2
  (
    seconds=0
    # Its sleep may outlive us for a moment: it must not hold what we write to.
    while sleep 5 </dev/null >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
      seconds=$((seconds + 5))
      echo "   $words: ${seconds} s" >&2
    done
  ) &
  ticker=$!
  rc=0
  NO_COLOR=1 "$@" >.devenv/setup.log 2>&1 || rc=$?
  kill "$ticker" 2>/dev/null || true
  ticker=
  [ $rc -eq 0 ] && return 0
  tail -n 30 .devenv/setup.log >&2
  echo "✘ $words failed; all of its output is in $here/.devenv/setup.log" >&2
  return $rc
}

if ! command -v npm >/dev/null 2>&1; then
  echo "✘ npm is missing: install Node 20 or newer (Debian and Ubuntu: apt-get install nodejs npm)" >&2
  exit 4
fi
# npm writes this file last, so a half-made node_modules is made again.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  # The one package that is compiled (for tests in a terminal) takes the headers that come with the pinned Node: nothing
  # but packages is fetched.
  case "$(uname -m)" in aarch64 | arm64) arch=arm64 ;; *) arch=x64 ;; esac
  [ "$(uname -s)" != Linux ] || export npm_config_nodedir="$here/node_modules/node-linux-$arch"
  step 'Install npm packages' npm ci --no-audit --no-fund --loglevel=error
fi
PATH="$here/node_modules/.bin:$PATH"
export PATH
if [ ! -x supervisor/out/supervisor ] || [ -n "$(find supervisor -name '*.[ch]' -newer supervisor/out/supervisor)" ]; then
  for tool in make cc; do
    if ! command -v "$tool" >/dev/null 2>&1; then
      echo "✘ $tool is missing, the supervisor can't be built; this installs it: $(sh scripts/packages.sh command cpp 2>/dev/null || true)" >&2
      exit 4
    fi
  done
  step 'Build the supervisor' make -s -C supervisor
fi
if [ ! -f dist/main.mjs ] || [ -n "$(find src package.json tsdown.config.ts -newer dist/main.mjs -type f | head -n 1)" ]; then
  rm -rf dist.new
  # Sources that are saved while they are read belong to the next bundle.
  touch .devenv/bundled
  step 'Bundle devenv' tsdown --logLevel error --out-dir dist.new
  touch -r .devenv/bundled dist.new/main.mjs
  # File by file, the entry last: a session that runs goes on to read the parts of its own bundle.
  mkdir -p dist
  for file in dist.new/*; do
    [ "$file" = dist.new/main.mjs ] || mv -f "$file" dist/
  done
  mv -f dist.new/main.mjs dist/main.mjs
  rmdir dist.new
  find dist -type f -mtime +3 ! -newer .devenv/bundled ! -name main.mjs -exec rm -f {} +
fi
