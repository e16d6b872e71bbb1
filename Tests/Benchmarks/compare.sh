#!/usr/bin/env bash
# compare.sh [--runs N] [--kit DIR] [--only PART,...]: Kiem beside its peers on the reference workload; writes RESULTS.md.
#
# --runs   how often everything is run, in turn (default 5); growth and rules half as often, start-up four times as often
# --kit    the folder with the workload's generator, expected counts, peers and the hand-written limit (default:
#          ../shared/bench beside the project)
# --only   parts to run, of: main, start, growth, rules, seeds (default: all; RESULTS.md says which were not)
#
# Everything made on the way stands in WORK (default /tmp/kiem-compare) and is used again. KIEM names the program to
# measure; without it the one file is built that other machines get.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
kit=$root/../shared/bench runs=5 only=main,start,growth,rules,seeds
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=$2; shift 2 ;;
    --kit) kit=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
  esac
done
kit=$(cd "$kit" && pwd) || { echo "no kit at $kit" >&2; exit 66; }
work=${WORK:-/tmp/kiem-compare}
mkdir -p "$work"

if [ -z "${KIEM:-}" ]; then
  "$root/.ci/build-static" >&2
  KIEM=$root/.build/static/release/kiem
fi
python=${PYTHON:-$work/venv/bin/python}
if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" -q install numpy duckdb polars >&2
fi
if [ "$(uname -m)" = x86_64 ] && [ ! -x "$work/limit" ]; then
  g++ -O3 -march=native -pthread "$kit/limit/limit.cpp" -o "$work/limit"
fi

workload() { # name devices software cameras formats [seed]
  local data=$work/$1
  if [ ! -f "$data/manifest.json" ]; then
    "$python" "$kit/gen.py" --devices "$2" --software-per-device "$3" --cameras "$4" --out "$data" --format "$5" \
      ${6:+--seed "$6"} >&2
    rm -f "$data"/accounts.*
  fi
  for format in csv ndjson; do
    [ -f "$data/software.$format" ] || continue
    mkdir -p "$data/$format"
    for table in devices software cameras; do ln -f "$data/$table.$format" "$data/$format/"; done
    sed "s/\.csv/.$format/" "$here/packs/reference/inventory.yaml" > "$data/$format/inventory.yaml"
  done
}
wants() { case ",$only," in *",$1,"*) true ;; *) false ;; esac; }

if wants main; then
  workload S 1000 50 1000 both
  workload M 100000 50 100000 both
fi
if wants growth; then
  for share in 12 25 50 100 200; do workload "G$share" 100000 "$share" 1000 csv; done
fi
if wants rules; then
  workload R 10000 50 10000 csv
  rm -rf "$work/rules-1200"
  python3 "$here/copies.py" "$here/packs/reference" "$work/rules-1200" 100
fi
if wants seeds; then
  for seed in 1 2 3; do
    workload "seed-$seed" 1000 50 1000 both "$seed"
    # Reference tables belong to a seed.
    rm -rf "$work/seed-$seed/pack"
    cp -r "$here/packs/reference" "$work/seed-$seed/pack"
    python3 "$here/packs/reference/catalogs.py" "$work/seed-$seed" "$work/seed-$seed/pack"
  done
fi

RUNS=$runs ONLY=$only KIEM=$KIEM KIT=$kit WORK=$work HERE=$here PEERS=$python python3 "$here/compare.py"
