#!/usr/bin/env python3
"""Runs Kiem, the limit and the peers in turn, checks that they agree, and writes RESULTS.md. Started by compare.sh."""
import datetime, os, platform, statistics, subprocess, sys, time

env = os.environ
KIEM, KIT, WORK, HERE, PEERS, RUNS = (env[name] for name in ("KIEM", "KIT", "WORK", "HERE", "PEERS", "RUNS"))
RUNS = int(RUNS)
PACK = f"{HERE}/packs/reference"
PROJECT = os.path.dirname(os.path.dirname(HERE))


def kiem(size, form, threads):
    out = f"{WORK}/out/kiem-{size}-{form}-{threads}"
    return out, [KIEM, "check", f"{WORK}/{size}/{form}", "-p", PACK, "--as-of", "2026-06-30", "--threads", str(threads),
                 "-f", f"counts={out}/counts.json", "-f", f"fails={out}/fails.csv", "--overwrite"]


def peer(script, size, form, *rest):
    out = f"{WORK}/out/{script}-{size}-{form}"
    return out, [PEERS, f"{KIT}/peers/{script}.py", f"{WORK}/{size}", form, out, *rest]


def limit(size, threads):
    out = f"{WORK}/out/limit-{size}-{threads}"
    return out, [f"{WORK}/limit", f"{WORK}/{size}", out, str(threads)]


def jobs():
    for size in ("M", "S"):
        if os.path.exists(f"{WORK}/limit"):
            yield f"limit, 2 threads", size, "csv", *limit(size, 2)
        for threads in (2, 1):
            yield f"kiem, {threads} thread{'s' * (threads > 1)}", size, "csv", *kiem(size, "csv", threads)
        yield "polars", size, "csv", *peer("pol", size, "csv")
        yield "duckdb", size, "csv", *peer("duck", size, "csv")
        yield "kiem, 2 threads", size, "ndjson", *kiem(size, "ndjson", 2)
        yield "polars", size, "ndjson", *peer("pol", size, "ndjson")
        yield "duckdb", size, "ndjson", *peer("duck", size, "ndjson")
        yield "sqlite", size, "csv", *peer("sqlite", size, "csv")
    yield "cat", "M", "csv", None, ["cat", f"{WORK}/M/software.csv"]
    yield "wc -l", "M", "csv", None, ["wc", "-l", f"{WORK}/M/software.csv"]
    for name, folder in (("cam-pha", "cam-pha"), ("ninh-binh", "ninh-binh")):
        fixture = f"{PROJECT}/fixtures/{folder}"
        yield f"kiem check fixtures/{name}", "fixture", "", None, [
            KIEM, "check", fixture, "--profile", f"{fixture}/profile.yaml", "--as-of", "2026-01-15"]
    yield "kiem --version", "start", "", None, [KIEM, "--version"]


def run(command, out):
    if out:
        os.makedirs(out, exist_ok=True)
    begin = time.perf_counter()
    with open(os.devnull, "w") as null:
        process = subprocess.Popen(command, stdout=null, stderr=null, cwd=PROJECT, env=dict(env, KIEM_POLICIES=f"{PROJECT}/policies"))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begin
    if process.returncode not in (0, 1, 2):
        sys.exit(f"{command} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def agreement(size, form, out):
    if not out:
        return ""
    if os.path.basename(out).startswith("kiem"):
        subprocess.run([sys.executable, f"{HERE}/convert.py", f"{WORK}/{size}", f"{out}/counts.json", f"{out}/fails.csv", f"{out}/check"], check=True)
        out = f"{out}/check"
    done = subprocess.run([sys.executable, f"{KIT}/check.py", out, f"{KIT}/expected/{size}.json"], capture_output=True, text=True)
    return "equal" if done.stdout.startswith("OK") else "DIFFER"


work = list(jobs())
measured = {index: [] for index in range(len(work))}
load = []
for turn in range(RUNS):
    for index, (name, size, form, out, command) in enumerate(work):
        if name == "sqlite" and turn > 0:
            continue
        load.append(os.getloadavg()[0])
        measured[index].append(run(command, out))
        print(turn + 1, name, size, form, "%.3f s" % measured[index][-1][0], file=sys.stderr)

rows, walls, cpus = [], {}, {}
for index, (name, size, form, out, command) in enumerate(work):
    wall, cpu, rss = (statistics.median(column) for column in zip(*measured[index]))
    walls[name, size, form], cpus[name, size, form] = wall, cpu
    files = [f"{WORK}/{size}/{t}.{form}" for t in ("devices", "software", "cameras")] if out else command[-1:] if size == "M" else []
    read = sum(os.path.getsize(file) for file in files)
    rows.append((size, form, name, wall, cpu, rss, read / wall / 1e6 if read else None, agreement(size, form, out), len(measured[index])))


def ratio(a, b):
    return f"{walls[a] / walls[b]:.2f}" if a in walls and b in walls else "-"


text = ["# Kiem beside its peers", "",
        f"Written by `compare.sh` on {datetime.date.today()}: {platform.machine()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}; "
        f"medians of {RUNS} runs in turn, page cache warm. Load average while measuring: {min(load):.1f} to {max(load):.1f}"
        + (" (other work ran beside it: compare processor times)." if max(load) > os.cpu_count() + 1 else "."), "",
        "M: 100,000 devices, 5 million software rows, 100,000 cameras, 12 rules, counts and every fail. S: a hundredth. `counts` says whether counts and "
        "findings equal the expected ones.", "",
        "| workload | format | program | wall s | processor s | MB resident | MB/s read | counts | runs |", "|---|---|---|---|---|---|---|---|---|"]
for size, form, name, wall, cpu, rss, speed, equal, count in rows:
    text.append(f"| {size} | {form} | {name} | {wall:.3f} | {cpu:.3f} | {rss:.0f} | {f'{speed:.0f}' if speed else ''} | {equal} | {count} |")
text += ["", "| ratio | wall | bar |", "|---|---|---|"]
best = min((walls[p, "M", "csv"], p) for p in ("polars", "duckdb"))[1]
bestn = min((walls[p, "M", "ndjson"], p) for p in ("polars", "duckdb"))[1]
two, one = "kiem, 2 threads", "kiem, 1 thread"
text += [f"| M, CSV: kiem / {best} | {ratio((two, 'M', 'csv'), (best, 'M', 'csv'))} | 0.4 |",
         f"| M, CSV: kiem / limit | {ratio((two, 'M', 'csv'), ('limit, 2 threads', 'M', 'csv'))} | goal 2 |",
         f"| M, NDJSON: kiem / {bestn} | {ratio((two, 'M', 'ndjson'), (bestn, 'M', 'ndjson'))} | 0.4 |",
         f"| M, CSV: 2 threads / 1 | {ratio((two, 'M', 'csv'), (one, 'M', 'csv'))} | 0.65 |"]
with open(f"{HERE}/RESULTS.md", "w", encoding="utf-8") as file:
    file.write("\n".join(text) + "\n")
print("\n".join(text))
if any(row[7] == "DIFFER" for row in rows):
    sys.exit("counts differ")
