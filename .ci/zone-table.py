#!/usr/bin/env python3
"""Write Sources/Values/Zones/ZoneTable+*.swift and Tests/ValuesTests/ZoneDigests.swift from the tz database.

    .ci/zone-table.py [/usr/share/zoneinfo/tzdata.zi]

Needs zic (libc-bin) and tzdata. The tables come from zic's output; the digests come from Python's zoneinfo over the
installed files, so that the two do not share a mistake.

A line of the table is NAME[ LINK...];FOOTER;PAYLOAD. FOOTER is the POSIX TZ string of RFC 9636 section 3.3. PAYLOAD is
base64 of: the number of offsets, the offsets in seconds (zigzag), the index of the offset before the first
transition, then per transition its distance from the one before (the first from -2^33), in hours with the lowest bit
0 or in seconds with the lowest bit 1, and the index of its offset. All numbers are LEB128.
"""
import base64, os, re, struct, subprocess, sys, tempfile, zoneinfo
from datetime import datetime, timedelta, timezone

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/zoneinfo/tzdata.zi"
EPOCH = -(2**33)
SKIPPED = {"Factory"}


def leb(n):
    out = bytearray()
    while True:
        out.append(n & 0x7F | (0x80 if n > 0x7F else 0))
        n >>= 7
        if not n:
            return bytes(out)


def zigzag(n):
    return leb(n << 1 if n >= 0 else (-n << 1) - 1)


def read(path):
    data = open(path, "rb").read()

    def header(at):
        assert data[at : at + 4] == b"TZif"
        return struct.unpack(">6I", data[at + 20 : at + 44])

    isut, isstd, leap, times, types, chars = header(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = header(at)
    at += 44
    instants = struct.unpack(f">{times}q", data[at : at + 8 * times])
    indexes = data[at + 8 * times : at + 9 * times]
    at += 9 * times
    offsets = [struct.unpack(">i", data[at + 6 * i : at + 6 * i + 4])[0] for i in range(types)]
    at += 6 * types + chars + leap * 12 + isstd + isut
    footer = data[at:].decode().strip("\n")
    return offsets[0], [(t, offsets[i]) for t, i in zip(instants, indexes)], footer


def payload(path):
    first, transitions, footer = read(path)
    kept, last = [], first
    for instant, offset in transitions:
        # The last one stays even if it changes no offset, since the footer holds from there.
        if offset != last or instant == transitions[-1][0]:
            kept.append((instant, offset))
        last = offset
    offsets = sorted({first} | {o for _, o in kept})
    out = leb(len(offsets)) + b"".join(zigzag(o) for o in offsets) + leb(offsets.index(first))
    before = EPOCH
    for instant, offset in kept:
        delta = instant - before
        assert delta > 0
        out += leb(delta // 3600 << 1 if delta % 3600 == 0 else delta << 1 | 1) + leb(offsets.index(offset))
        before = instant
    return footer, base64.b64encode(out).decode().rstrip("=")


def digest(name, instants):
    zone, h = zoneinfo.ZoneInfo(name), 0xCBF29CE484222325
    start = datetime(1970, 1, 1, tzinfo=timezone.utc)
    for t in instants:
        offset = int((start + timedelta(seconds=t)).astimezone(zone).utcoffset().total_seconds())
        for byte in struct.pack(">i", offset):
            h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


def instants():
    state, out = 2699, []
    for _ in range(2000):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        out.append(-5_000_000_000 + (state >> 16) % 15_000_000_000)
    return out


def write(path, text):
    with open(os.path.join(ROOT, path), "w") as file:
        file.write(text)


def main():
    text = open(SOURCE).read()
    version = re.match(r"# version (\S+)", text).group(1)
    names = re.findall(r"^Z (\S+)", text, re.M)
    links = {b: a for a, b in re.findall(r"^L (\S+) (\S+)", text, re.M)}
    for link in links:
        while links[link] in links:
            links[link] = links[links[link]]
    with tempfile.TemporaryDirectory() as folder:
        # Not slim: zic of glibc 2.36 then leaves out changes of Asia/Gaza that the footer does not tell.
        subprocess.run(["zic", "-b", "fat", "-d", folder, SOURCE], check=True)
        lines = {}
        for name in sorted(set(names) - SKIPPED):
            footer, data = payload(os.path.join(folder, name))
            same = sorted(link for link, target in links.items() if target == name)
            lines[name] = f"{' '.join([name] + same)};{footer};{data}"
    parts = {"Americas": lambda n: n.startswith(("America/", "Antarctica/"))}
    parts["Others"] = lambda n: not parts["Americas"](n)
    for part, belongs in parts.items():
        rows = "\n".join("    " + line for name, line in lines.items() if belongs(name))
        note = f"// Made by .ci/zone-table.py from tzdata {version}, which is in the public domain. Do not edit.\n"
        write(
            f"Sources/Values/Zones/ZoneTable+{part}.swift",
            f'// swift-format-ignore-file\n{note}\nextension ZoneTable {{\n'
            f'  static let {part.lower()} = """\n{rows}\n    """\n}}\n',
        )
    write(
        "Sources/Values/Zones/ZoneTable+Release.swift",
        f"// Made by .ci/zone-table.py.\n\nextension ZoneTable {{\n  /// The release of the tz database.\n"
        f'  static let release = "{version}"\n}}\n',
    )
    sample = instants()
    every = sorted((set(names) | set(links)) - SKIPPED)
    cells = [f"{name}={digest(name, sample):016x}" for name in every]
    rows = "\n".join("  " + " ".join(cells[i : i + 3]) for i in range(0, len(cells), 3))
    write(
        "Tests/ValuesTests/ZoneDigests.swift",
        f"// swift-format-ignore-file\n// Made by .ci/zone-table.py with Python's zoneinfo over tzdata {version}.\n\n"
        "/// Zone name and FNV-1a digest of its offsets, in seconds as big-endian Int32, at the sample instants.\n"
        f'let zoneDigests = """\n{rows}\n  """\n',
    )
    print(version, len(lines), "zones", len(every), "names", sum(map(len, lines.values())), "bytes")


main()
