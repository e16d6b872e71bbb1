#!/usr/bin/env python3
"""convert.py INVENTORY_DIR COUNTS.json FAILS.csv OUT_DIR

What `kiem check -f counts -f fails` wrote of the reference workload, as the kit's check.py compares it: counts.json and
evidence.csv. The catalogs' answers that two rules show are looked up in the reference tables.
"""
import csv, json, os, sys

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


inventory, counts, fails, out = sys.argv[1:5]
os.makedirs(out, exist_ok=True)
least = {row["name"]: row["min_version"] for row in table(f"{inventory}/ref_min_versions.csv")}
latest = {(row["vendor"], row["model"]): row["latest"] for row in table(f"{inventory}/ref_firmware.csv")}
with open(counts, encoding="utf-8") as file:
    rules = {rule["id"]: rule["subjects"] for rule in json.load(file)["policies"][0]["rules"]}
with open(f"{out}/counts.json", "w", encoding="utf-8") as file:
    json.dump(rules, file)
with open(fails, encoding="utf-8", newline="") as source, open(f"{out}/evidence.csv", "w", encoding="utf-8", newline="") as target:
    lines = csv.reader(source)
    next(lines)
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["rule", "subject", "file", "row", "v1", "v2", "v3"])
    for _, rule, _, subject, name, row, attributes, *values in lines:
        known = dict(zip(attributes.split(), values))
        if rule == "R04":
            known["@min"] = least[known["name"]]
        if rule == "R07":
            known["@latest"] = latest[known["vendor"], known["model"]]
        writer.writerow([rule, subject, os.path.splitext(name)[0], row] + [known[v] for v in VALUES[rule]])
