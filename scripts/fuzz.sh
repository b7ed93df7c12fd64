#!/bin/sh
# `npm run fuzz -- [seconds a target] [target...]`: libFuzzer on the parsers of the C++ services; needs nothing done before.
# What is found stays in node_modules/.cache/services-cpp-libfuzzer: `found/` inputs that widen the coverage, `crash-…` inputs that end a target.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
seconds=60
case "${1:-}" in
  '' | *[!0-9]*) ;;
  *) seconds=$1; shift ;;
esac
sources=services/cpp/fuzz
[ $# -gt 0 ] || set -- $(ls "$sources/corpus")
sh scripts/packages.sh install cpp libraries fuzz
build="$here/node_modules/.cache/services-cpp-libfuzzer"
mkdir -p "$build/found"
cmake -G Ninja -S "$sources" -B "$build" -DCMAKE_CXX_COMPILER=clang++ >"$build/configure.log" || { cat "$build/configure.log" >&2; exit 1; }
failed=
for target in "$@"; do
  [ -d "$sources/corpus/$target" ] || { echo "no target $target; there are: $(ls "$sources/corpus" | tr '\n' ' ')" >&2; exit 2; }
  ninja -C "$build" "fuzz-$target" >"$build/build-$target.log" || { tail -n 40 "$build/build-$target.log" >&2; exit 1; }
  mkdir -p "$build/found/$target"
  echo "== $target, ${seconds} s"
  # Bounded: time in all and for one input, memory in all and for one allocation, length of an input.
  if "$build/fuzz-$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 -max_len=16384 \
    -artifact_prefix="$build/$target-" -print_final_stats=1 "$build/found/$target" "$sources/corpus/$target" >"$build/run-$target.log" 2>&1; then
    grep -E 'stat::(number_of_executed_units|average_exec_per_sec|peak_rss_mb)' "$build/run-$target.log"
    grep -E '^#[0-9]+.* cov: ' "$build/run-$target.log" | tail -n 1
  else
    failed="$failed $target"
    tail -n 40 "$build/run-$target.log"
  fi
done
[ -z "$failed" ] || { echo "✘ found something:$failed; the input is in $build" >&2; exit 1; }
