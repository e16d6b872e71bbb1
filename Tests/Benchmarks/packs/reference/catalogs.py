#!/usr/bin/env python3
"""catalogs.py INVENTORY_DIR OUT_DIR: the reference tables of the workload (ref_*.csv) as Kiem's catalogs."""
import csv, json, os, sys

SHAPES = {  # table: (catalog, columns by header, key, classify)
    "ref_official_sources": ("official_sources", {"source": ("source", "text")}, ["source"], {"software": "install_source: source"}),
    "ref_min_versions": ("min_versions", {"name": ("name", "text"), "min_version": ("min_version", "version")}, ["name"], {"software": "name: name"}),
    "ref_firmware": ("firmware", {"vendor": ("vendor", "text"), "model": ("model", "text"), "latest": ("latest", "version")}, ["vendor", "model"], {}),
    "ref_sensitive_locations": ("sensitive_locations", {"location_kind": ("location_kind", "text")}, ["location_kind"], {"camera": "location_kind: location_kind"}),
    "ref_mgmt_apps": ("mgmt_apps", {"app": ("app", "text")}, ["app"], {"camera": "mgmt_app: app"}),
}
source, target = sys.argv[1:3]
for table, (name, columns, key, classify) in SHAPES.items():
    with open(os.path.join(source, table + ".csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(os.path.join(target, name + ".yaml"), "w", encoding="utf-8") as file:
        file.write(f"# Made from {table}.csv by catalogs.py.\ncatalog: {name}\nas_of: 2026-06-30\norigin: the workload's generator, default seed\n")
        file.write("columns: {%s}\n" % ", ".join(f"{n}: {t}" for n, t in columns.values()))
        file.write("key: [%s]\n" % ", ".join(key))
        if classify:
            file.write("classify:\n" + "".join(f"  {e}: [{{{r}}}]\n" for e, r in classify.items()))
        file.write("rows:\n")
        for row in rows:
            cells = ", ".join(f"{n}: {json.dumps(row[h], ensure_ascii=False)}" for h, (n, _) in columns.items())
            file.write(f"  - {{{cells}}}\n")
