#!/usr/bin/env python3
"""convert.py INVENTORY_DIR COUNTS.json FAILS.csv OUT_DIR csv|ndjson

What `kiem check -f counts -f fails` wrote of the reference workload, as the kit's check.py compares it: counts.json and
evidence.csv. The catalogs' answers that two rules show are looked up in the reference tables. A software row that says
word for word what another one says counts once for Kiem, and each time for the workload: such rows are decided here.
"""
import csv, json, os, re, sys

VALUES = {
    "R01": ["name", "publisher", "version"], "R02": ["install_source", "name", "publisher"],
    "R03": ["os_patched_at", "os_name", "os_version"], "R04": ["name", "version", "@min"],
    "R05": ["password_changed", "vendor", "model"], "R06": ["password_length", "vendor", "model"],
    "R07": ["firmware_version", "@latest", "model"], "R08": ["internet_exposed", "vendor", "model"],
    "R09": ["certified", "vendor", "model"], "R10": ["location_kind", "privacy_cover", "model"],
    "R11": ["mfa_supported", "mfa_enabled", "model"], "R12": ["mgmt_app", "vendor", "model"],
}


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


inventory, counts, fails, out, form = sys.argv[1:6]
os.makedirs(out, exist_ok=True)
least = {row["name"]: row["min_version"] for row in table(f"{inventory}/ref_min_versions.csv")}
latest = {(row["vendor"], row["model"]): row["latest"] for row in table(f"{inventory}/ref_firmware.csv")}
with open(counts, encoding="utf-8") as file:
    rules = {rule["id"]: rule["subjects"] for rule in json.load(file)["policies"][0]["rules"]}


def rows():
    """The software rows with their lines: null and an empty text are not the same word for word."""
    with open(f"{inventory}/software.{form}", encoding="utf-8", newline="") as file:
        if form == "csv":
            lines = csv.reader(file)
            next(lines)
            yield from ((row, tuple(row)) for row in lines)
        else:
            names = ["device_id", "name", "publisher", "version", "install_source", "installed_at"]
            for line in file:
                row = json.loads(line)
                yield [row.get(name) or "" for name in names], line


def repeats():
    """The software rows, by number, that stand in the file before."""
    device, seen = None, set()
    for number, (row, line) in enumerate(rows(), 1):
        if row[0] != device:
            device, seen = row[0], set()
        if line in seen:
            yield number, row
        seen.add(line)


def version(text):
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9}){0,5}", text):
        return None
    parts = [int(part) for part in text.split(".")]
    return parts + [0] * (6 - len(parts))


official = {row["source"] for row in table(f"{inventory}/ref_official_sources.csv")}
again = []
for number, (device, name, publisher, given, source, _) in repeats():
    verdict = "unknown" if not source else "pass" if source in official else "fail"
    rules["R02"][verdict] += 1
    if verdict == "fail":
        again.append(["R02", device, "software", number, source, name, publisher])
    if not name or name in least:
        known = version(given) if name else None
        verdict = "unknown" if known is None else "fail" if known < version(least[name]) else "pass"
        if verdict == "fail":
            again.append(["R04", device, "software", number, name, given, least[name]])
    else:
        verdict = "notapplicable"
    rules["R04"][verdict] += 1
with open(f"{out}/counts.json", "w", encoding="utf-8") as file:
    json.dump(rules, file)
with open(fails, encoding="utf-8", newline="") as source, open(f"{out}/evidence.csv", "w", encoding="utf-8", newline="") as target:
    lines = csv.reader(source)
    next(lines)
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["rule", "subject", "file", "row", "v1", "v2", "v3"])
    writer.writerows(again)
    for _, rule, _, subject, name, row, attributes, *values in lines:
        known = dict(zip(attributes.split(), values))
        if rule == "R04":
            known["@min"] = least[known["name"]]
        if rule == "R07":
            known["@latest"] = latest[known["vendor"], known["model"]]
        writer.writerow([rule, subject, os.path.splitext(name)[0], row] + [known[v] for v in VALUES[rule]])
