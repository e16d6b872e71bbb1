#!/usr/bin/env python3
"""Runs Kiem, the limit and the peers in turn, checks that they agree, and writes RESULTS.md. Started by compare.sh."""
import datetime, math, os, platform, statistics, subprocess, sys, time

env = os.environ
KIEM, KIT, WORK, HERE, PEERS = (env[name] for name in ("KIEM", "KIT", "WORK", "HERE", "PEERS"))
RUNS, ONLY = int(env["RUNS"]), env["ONLY"].split(",")
PARTS = ["main", "start", "growth", "rules", "seeds"]
PACK = f"{HERE}/packs/reference"
PROJECT = os.path.dirname(os.path.dirname(HERE))
load = []


def kiem(data, form, threads=2, pack=PACK):
    out = f"{WORK}/out/kiem-{data}-{form}-{threads}-{os.path.basename(pack)}"
    return out, [KIEM, "check", f"{WORK}/{data}/{form}", "-p", pack, "--as-of", "2026-06-30", "--threads", str(threads),
                 "-f", f"counts={out}/counts.json", "-f", f"fails={out}/fails.csv", "--overwrite"]


def peer(script, data, form, *rest):
    out = f"{WORK}/out/{script}-{data}-{form}"
    return out, [PEERS, f"{KIT}/peers/{script}.py", f"{WORK}/{data}", form, out, *rest]


def limit(data, threads=2):
    out = f"{WORK}/out/limit-{data}-{threads}"
    return out, [f"{WORK}/limit", f"{WORK}/{data}", out, str(threads)]


HAS_LIMIT = os.path.exists(f"{WORK}/limit")


def run(command, out=None):
    if out:
        os.makedirs(out, exist_ok=True)
    load.append(os.getloadavg()[0])
    begin = time.perf_counter()
    with open(os.devnull, "w") as null:
        process = subprocess.Popen(
            command, stdout=null, stderr=null, cwd=PROJECT, env=dict(env, KIEM_POLICIES=f"{PROJECT}/policies"))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begin
    if process.returncode not in (0, 1, 2):
        sys.exit(f"{command} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Job:
    """One program on one input: name, data, format, and after the runs medians of wall, processor time and memory."""

    def __init__(self, name, data, form, out, command, once=False):
        self.name, self.data, self.form, self.out, self.command, self.once = name, data, form, out, command, once
        self.measured = []

    def finish(self):
        self.wall, self.cpu, self.rss = (statistics.median(column) for column in zip(*self.measured))
        self.least = min(wall for wall, _, _ in self.measured)


def in_turn(jobs, runs):
    for turn in range(runs):
        for job in jobs:
            if job.once and turn > 0:
                continue
            job.measured.append(run(job.command, job.out))
            print(turn + 1, job.name, job.data, job.form, "%.3f s" % job.measured[-1][0], file=sys.stderr)
    for job in jobs:
        job.finish()
    return jobs


# MARK: Agreement

def comparable(job, data):
    """The folder with counts.json and evidence.csv of a job."""
    if job.command[0] != KIEM:
        return job.out
    subprocess.run([sys.executable, f"{HERE}/convert.py", f"{WORK}/{data}", f"{job.out}/counts.json", f"{job.out}/fails.csv",
                    f"{job.out}/check", job.form], check=True)
    return f"{job.out}/check"


def agrees(job, data, expected):
    done = subprocess.run([sys.executable, f"{KIT}/check.py", comparable(job, data), expected], capture_output=True, text=True)
    return "equal" if done.stdout.startswith("OK") else "DIFFER"


# MARK: Parts

def main_jobs():
    for size in ("M", "S"):
        if HAS_LIMIT:
            yield Job("limit, 2 threads", size, "csv", *limit(size))
        yield Job("kiem, 2 threads", size, "csv", *kiem(size, "csv"))
        yield Job("kiem, 1 thread", size, "csv", *kiem(size, "csv", 1))
        yield Job("polars", size, "csv", *peer("pol", size, "csv"))
        yield Job("duckdb", size, "csv", *peer("duck", size, "csv"))
        yield Job("kiem, 2 threads", size, "ndjson", *kiem(size, "ndjson"))
        yield Job("polars", size, "ndjson", *peer("pol", size, "ndjson"))
        yield Job("duckdb", size, "ndjson", *peer("duck", size, "ndjson"))
        yield Job("sqlite", size, "csv", *peer("sqlite", size, "csv"), once=True)
    yield Job("cat", "M", "csv", None, ["cat", f"{WORK}/M/software.csv"])
    yield Job("wc -l", "M", "csv", None, ["wc", "-l", f"{WORK}/M/software.csv"])


def main():
    jobs = in_turn(list(main_jobs()), RUNS)
    rows = ["| workload | format | program | wall s | processor s | MB resident | MB/s read | counts and findings | runs |",
            "|---|---|---|---|---|---|---|---|---|"]
    different = False
    for job in jobs:
        files = [f"{WORK}/{job.data}/{t}.{job.form}" for t in ("devices", "software", "cameras")] if job.out else job.command[-1:]
        speed = sum(os.path.getsize(file) for file in files) / job.wall / 1e6
        equal = agrees(job, job.data, f"{KIT}/expected/{job.data}.json") if job.out else ""
        different |= equal == "DIFFER"
        rows.append(f"| {job.data} | {job.form} | {job.name} | {job.wall:.3f} | {job.cpu:.3f} | {job.rss:.0f} | {speed:.0f} "
                    f"| {equal} | {len(job.measured)} |")
    by = {(job.name, job.data, job.form): job for job in jobs}
    two, one = by["kiem, 2 threads", "M", "csv"], by["kiem, 1 thread", "M", "csv"]
    small, ndjson = by["kiem, 2 threads", "S", "csv"], by["kiem, 2 threads", "M", "ndjson"]
    fastest = min((by[name, "M", "csv"] for name in ("polars", "duckdb")), key=lambda job: job.wall)
    fastest_json = min((by[name, "M", "ndjson"] for name in ("polars", "duckdb")), key=lambda job: job.wall)
    bars = [("M, CSV: wall, kiem / " + fastest.name, two.wall / fastest.wall, 0.4, None),
            ("M, CSV: MB resident", two.rss, 200, 100),
            ("M, NDJSON: wall, kiem / " + fastest_json.name, ndjson.wall / fastest_json.wall, 0.4, None),
            ("M, CSV: wall, 2 threads / 1", two.wall / one.wall, 0.65, 0.55), ("S, CSV: wall ms", small.wall * 1000, 60, 25)]
    if HAS_LIMIT:
        hand = by["limit, 2 threads", "M", "csv"]
        bars += [("M, CSV: wall, kiem / limit", two.wall / hand.wall, None, 2), ("M, CSV: processor time, kiem / limit", two.cpu / hand.cpu, None, 2),
                 ("M, NDJSON: wall, kiem / limit's CSV", ndjson.wall / hand.wall, None, 2.5)]
    return rows, bars, different


def start():
    jobs = [Job("kiem --version", "", "", None, [KIEM, "--version"])]
    for name in ("cam-pha", "ninh-binh"):
        fixture = f"{PROJECT}/fixtures/{name}"
        jobs.append(Job(f"kiem check fixtures/{name}", "", "", None,
                        [KIEM, "check", fixture, "--profile", f"{fixture}/profile.yaml", "--as-of", "2026-01-15"]))
    in_turn(jobs, RUNS * 4)
    rows = ["| start-up | wall ms | least wall ms | processor ms | MB resident |", "|---|---|---|---|---|"]
    rows += [f"| {job.name} | {job.wall * 1000:.1f} | {job.least * 1000:.1f} | {job.cpu * 1000:.1f} | {job.rss:.0f} |" for job in jobs]
    bars = [("`--version`: wall ms", jobs[0].wall * 1000, 5, 4)]
    bars += [(f"{job.name.split('/')[-1]}: wall ms", job.wall * 1000, 25, 10) for job in jobs[1:]]
    return rows, bars, False


def growth():
    shares = (12, 25, 50, 100, 200)
    jobs = in_turn([Job("kiem, 2 threads", f"G{share}", "csv", *kiem(f"G{share}", "csv")) for share in shares], max(1, RUNS // 2))
    rows = ["| growth: software rows | wall s | processor s | MB resident |", "|---|---|---|---|"]
    rows += [f"| {share * 100_000:,} | {job.wall:.3f} | {job.cpu:.3f} | {job.rss:.0f} |" for share, job in zip(shares, jobs)]
    points = [(math.log(share), math.log(job.cpu)) for share, job in zip(shares, jobs)]
    (x, y) = (statistics.mean(column) for column in zip(*points))
    slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return rows, [("growth M/4 to 4M: exponent of processor time", slope, 1.05, None),
                  ("growth M/4 to 4M: MB resident, largest / smallest", jobs[-1].rss / jobs[0].rss, 1.2, None)], False


def rules():
    many = f"{WORK}/rules-1200"
    jobs = in_turn([Job("12 rules", "R", "csv", *kiem("R", "csv")), Job("1,200 rules", "R", "csv", *kiem("R", "csv", pack=many))],
                   max(1, RUNS // 2))
    rows = ["| rules on M/10 | wall s | processor s | MB resident |", "|---|---|---|---|"]
    rows += [f"| {job.name} | {job.wall:.3f} | {job.cpu:.3f} | {job.rss:.0f} |" for job in jobs]
    # Each copy has findings of its own to write: counts alone show what evaluating takes.
    alone = [Job(job.name, "R", "csv", job.out, [word for index, word in enumerate(job.command)
                                                 if not word.startswith("fails=") and not job.command[index + 1:index + 2] == [f"fails={job.out}/fails.csv"]])
             for job in jobs]
    in_turn(alone, max(1, RUNS // 2))
    rows += [f"| {job.name}, counts only | {job.wall:.3f} | {job.cpu:.3f} | {job.rss:.0f} |" for job in alone]
    return rows, [("1,200 rules / 12, counts only: wall", alone[1].wall / alone[0].wall, 10, None)], False


def seeds():
    rows = ["| seed | program | format | counts and findings |", "|---|---|---|---|"]
    different = False
    for seed in (1, 2, 3):
        data = f"seed-{seed}"
        pack = f"{WORK}/{data}/pack"
        jobs = [Job("duckdb", data, "csv", *peer("duck", data, "csv"))]
        jobs += [Job("limit", data, "csv", *limit(data))] if HAS_LIMIT else []
        jobs += [Job("kiem", data, form, *kiem(data, form, pack=pack)) for form in ("csv", "ndjson")]
        in_turn(jobs, 1)
        expected = f"{WORK}/{data}/expected.json"
        subprocess.run([sys.executable, f"{KIT}/check.py", comparable(jobs[0], data), expected, "--save"], check=True, stdout=subprocess.DEVNULL)
        for job in jobs[1:]:
            equal = agrees(job, data, expected)
            different |= equal == "DIFFER"
            rows.append(f"| {seed} | {job.name} | {job.form} | {equal} (with duckdb) |")
    return rows, [], different


text = ["# Kiem beside its peers", ""]
tables, bars, different = [], [], False
for part in PARTS:
    if part in ONLY:
        rows, found, differs = globals()[part]()
        tables += rows + [""]
        bars += found
        different |= differs
busy = max(load) > os.cpu_count() + 1
text += [f"Written by `compare.sh` on {datetime.date.today()}: {platform.machine()}, {os.cpu_count()} processors, {platform.system()} "
         f"{platform.release()}; medians of {RUNS} runs in turn, page cache warm. Load average while measuring: {min(load):.1f} to "
         f"{max(load):.1f}" + (" (other work ran beside it: compare processor times)." if busy else "."), "",
         "M: 100,000 devices, 5 million software rows, 100,000 cameras, 12 rules, counts and every fail. S: a hundredth. "
         "Processor time is user and system of all threads.", "",
         "| measure | value | bar | goal | |", "|---|---|---|---|---|"]
for name, value, bar, goal in bars:
    met = "goal met" if goal is not None and value <= goal else "bar met" if bar is not None and value <= bar else "missed" if bar is not None else "goal missed"
    text.append(f"| {name} | {value:.2f} | {bar if bar is not None else ''} | {goal if goal is not None else ''} | {met} |")
left = [part for part in PARTS if part not in ONLY]
text += [""] + tables + ([f"Not measured here: {', '.join(left)}.", ""] if left else [])
print("\n".join(text))
with open(f"{HERE}/RESULTS.md", "w", encoding="utf-8") as file:
    file.write("\n".join(text))
if different:
    sys.exit("counts or findings differ")
