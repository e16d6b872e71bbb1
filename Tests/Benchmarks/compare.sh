#!/usr/bin/env bash
# compare.sh [KIT] [RUNS]: Kiem beside its peers on the reference workload, written to RESULTS.md.
#
# KIT is the folder with the workload's generator, rules, expected counts, peers and the hand-written limit; without it
# ../shared/bench beside the project. RUNS is how often each is run, in turn (default 5). Everything made on the way stands in WORK (default
# /tmp/kiem-compare) and is used again. KIEM names the program to measure; without it a release build with the standard library linked in.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
kit=$(cd "${1:-$root/../shared/bench}" && pwd) || { echo "no kit at ${1:-$root/../shared/bench}" >&2; exit 66; }
runs=${2:-5}
work=${WORK:-/tmp/kiem-compare}
mkdir -p "$work"

if [ -z "${KIEM:-}" ]; then
  swift build --package-path "$root" -c release --static-swift-stdlib -Xlinker -s --product kiem >&2
  KIEM=$(swift build --package-path "$root" -c release --static-swift-stdlib --show-bin-path)/kiem
fi
python=${PYTHON:-$work/venv/bin/python}
if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" -q install numpy duckdb polars >&2
fi
if [ "$(uname -m)" = x86_64 ]; then
  [ -x "$work/limit" ] || g++ -O3 -march=native -pthread "$kit/limit/limit.cpp" -o "$work/limit"
fi

workload() { # name devices software cameras
  if [ ! -f "$work/$1/software.csv" ]; then
    "$python" "$kit/gen.py" --devices "$2" --software-per-device "$3" --cameras "$4" --out "$work/$1" --format both >&2
  fi
  for format in csv ndjson; do
    mkdir -p "$work/$1/$format"
    for table in devices software cameras; do ln -f "$work/$1/$table.$format" "$work/$1/$format/"; done
    sed "s/\.csv/.$format/" "$here/packs/reference/inventory.yaml" > "$work/$1/$format/inventory.yaml"
  done
}
workload S 1000 50 1000
workload M 100000 50 100000

RUNS=$runs KIEM=$KIEM KIT=$kit WORK=$work HERE=$here PEERS=$python python3 "$here/compare.py"
