#!/usr/bin/env python3
"""copies.py PACK OUT N: the pack with each rule N times, each copy with literals of its own: N times as many rules that
read the same columns."""
import os, re, shutil, sys

pack, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
shutil.copytree(pack, out, ignore=shutil.ignore_patterns("*.py", "inventory.yaml"))
with open(f"{pack}/policy.yaml", encoding="utf-8") as file:
    head, rules = file.read().split("\nrules:\n")
rules = ["  - id: " + rule.rstrip("\n") for rule in re.split(r"(?m)^  - id: ", rules) if rule.strip()]

# What a copy asks differently: the rule, what stands there, what it says instead.
CHANGES = {
    "R01": ("^zoom($|[^a-z])", "^zoom( {n})?($|[^a-z])"),
    "R02": ("!= ''", "!= '' || software.install_source == 'source {n}'"),
    "R03": ("params.patch_days", "params.patch_days + {n}"),
    "R04": ("version(software.version) >=", "software.version == '{n}' || version(software.version) >="),
    "R05": ("camera.password_changed", "camera.password_changed || camera.model == 'model {n}'"),
    "R06": ("params.min_length", "params.min_length + {n}"),
    "R07": ("version(camera.firmware_version) >=", "camera.firmware_version == '{n}' || version(camera.firmware_version) >="),
    "R08": ("!camera.internet_exposed", "!camera.internet_exposed || camera.model == 'model {n}'"),
    "R09": ("camera.certified", "camera.certified || camera.model == 'model {n}'"),
    "R10": ("camera.privacy_cover", "camera.privacy_cover || camera.model == 'model {n}'"),
    "R11": ("camera.mfa_enabled", "camera.mfa_enabled || camera.model == 'model {n}'"),
    "R12": ("!= ''", "!= '' || camera.mgmt_app == 'application {n}'"),
}
made = []
for rule in rules:
    name = re.match(r"  - id: (\w+)", rule).group(1)
    old, new = CHANGES[name]
    for number in range(count):
        copy = rule.replace(f"id: {name}", f"id: {name}-{number}", 1)
        made.append(copy.replace(old, new.format(n=number), 1) if number else copy)
        assert number == 0 or made[-1] != copy, f"{name} has no `{old}`"
with open(f"{out}/policy.yaml", "w", encoding="utf-8") as file:
    file.write(head + "\nrules:\n" + "\n\n".join(made) + "\n")
