"""Throws broken statements at `read`: only a Statement or a StatementError may come out, and soon.

Run: .venv/bin/python -m tests.fuzz.fuzz_statements --seconds 600 [--seed 1]
It prints what it did; a file that breaks the rule is kept in the directory that it names.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chama.statements import Statement, StatementError, read
from tests.statements import printing
from tests.statements.world import Customer, Organisation, World

SLOWEST_SECONDS = 2.0  # for a file of SIZE bytes, or in proportion for a larger one
SIZE = 200_000
TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"\f"),
    *(b"Receipt No.,", b"Completed", b"Failed", b"-", b"999999999999999999999.99", b"1e99", b"NaN"),
    *(
        b"=cmd|' /C calc'!A0",
        b"Page 1 of 9999",
        b"Disclaimer:",
        b"2026-13-45 99:99:99",
        b"stream\n",
    ),
    *(
        b"endstream",
        b"endobj",
        b"/Length 0",
        b"/Kids [1 0 R]",
        b"<<",
        b">>",
        b"PK\x03\x04",
        b"%PDF-",
    ),
    *(b"Acc. ", b" from ", b" to - ", b"2547****214", b"\xe2\x88\x92", b"\xc2\xa0", b"(", b")"),
)

Change = Callable[[random.Random, bytes], bytes]


@dataclass
class Tally:
    """What came out so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_name: str = ""
    faults: list[str] = field(default_factory=list)
    folder: Path = Path()


def seeds(rng: random.Random, folder: Path) -> Iterator[tuple[str, bytes]]:
    """A statement in every layout, each by its usual file name."""
    older = Organisation(rng, 25, is_new=False).world
    newer = Organisation(rng, 25, is_new=True).world
    own = Customer(rng, 25).world
    older_cells = printing.older_rows(rng, older)
    yield "older.csv", printing.as_csv(older_cells)
    yield "older.xlsx", printing.as_xlsx(printing.with_numbers(older_cells))
    yield (
        f"{printing.NEWER_NAME}.csv",
        printing.as_csv(printing.newer_rows(newer), encoding="utf-16"),
    )
    yield f"{printing.NEWER_NAME}.xlsx", printing.as_xlsx(printing.newer_rows(newer))
    yield "customer.csv", printing.as_csv(printing.customer_rows(own), ";")
    yield "customer.txt", printing.as_text(own).encode()
    yield "flat.txt", printing.as_flat_text(own).encode()
    yield "customer.pdf", printed(own, folder)
    yield "locked.pdf", printed(own, folder, password="482913")


def printed(world: World, folder: Path, password: str | None = None) -> bytes:
    return printing.as_pdf(world, folder / "seed.pdf", password=password).read_bytes()


def flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 12)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(rng: random.Random, data: bytes) -> bytes:
    start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return rng.choice([data[:end], data[start:], data[:start] + data[end:]])


def insert(rng: random.Random, data: bytes) -> bytes:
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(TOKENS) * rng.choice([1, 1, 1, 3, 200]) + data[place:]


def repeat(rng: random.Random, data: bytes) -> bytes:
    start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    times = rng.choice([2, 2, 2, 5, 50])
    return (data[:start] + data[start:end] * times + data[end:])[: 2 * SIZE]


def shuffle_lines(rng: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(rng.randrange(1, 5)):
        if len(lines) > 1:
            one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def noise(rng: random.Random, data: bytes) -> bytes:
    start = rng.choice([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"Receipt No.,Completion Time,\n"])
    return start + rng.randbytes(rng.randrange(3_000))


CHANGES: tuple[Change, ...] = (flip, flip, cut, insert, insert, repeat, shuffle_lines, noise)


def inside_a_package(rng: random.Random, data: bytes, change: Change) -> bytes:
    """The change made inside a part of a workbook, so that it gets past the unpacking."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = {name: package.read(name) for name in package.namelist()}
    except Exception:  # an earlier change broke the package; it is tried as it is
        return data
    name = rng.choice(sorted(parts))
    parts[name] = change(rng, parts[name])
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as written:
        for part, content in parts.items():
            written.writestr(part, content)
    return changed.getvalue()


def broken(rng: random.Random, name: str, data: bytes) -> bytes:
    for _ in range(rng.randrange(1, 4)):
        change = rng.choice(CHANGES)
        if name.endswith(".xlsx") and rng.random() < 0.7:
            data = inside_a_package(rng, data, change)
        else:
            data = change(rng, data)
    return data


def attempt(file: Path, password: str | None) -> tuple[str, float]:
    """What reading the file came to, in how many seconds of work. Raises what must not come out."""
    began = time.process_time()
    try:
        outcome = type(read(file, password)).__name__
        if outcome != Statement.__name__:
            raise AssertionError(f"{outcome} came out")
    except StatementError as error:
        outcome = type(error).__name__
        if not str(error).startswith(f"{file.name}: "):
            raise AssertionError("the sentence does not name the file") from error
    return outcome, time.process_time() - began


def run(seconds: float, seed: int) -> Tally:
    rng, tally = random.Random(seed), Tally()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-statements-"))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name, data in list(seeds(rng, folder)):
            for _ in range(25):
                try_one(rng, folder, name, broken(rng, name, data), tally)
    tally.folder = folder
    return tally


def try_one(rng: random.Random, folder: Path, name: str, data: bytes, tally: Tally) -> None:
    file = folder / name
    file.write_bytes(data)
    password = rng.choice([None, "", "482913", "x"])
    try:
        outcome, took = attempt(file, password)
    except Exception:
        outcome, took = "FAULT", 0.0
        tally.faults.append(keep(file, tally, traceback.format_exc()))
    tally.outcomes[outcome] += 1
    if took > tally.slowest:
        tally.slowest, tally.slowest_name = took, f"{name}, {len(data):,} bytes"
    if took > SLOWEST_SECONDS * max(1.0, len(data) / SIZE):
        tally.faults.append(keep(file, tally, f"{took:.1f} s for {len(data):,} bytes"))


def keep(file: Path, tally: Tally, why: str) -> str:
    kept = file.with_name(f"fault-{len(tally.faults)}-{file.name}")
    kept.write_bytes(file.read_bytes())
    return f"{kept}\n{why}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally = run(options.seconds, options.seed)
    report = [
        *tally.faults[:10],
        f"{sum(tally.outcomes.values()):,} files: {dict(tally.outcomes.most_common())}",
        f"slowest {tally.slowest:.2f} s ({tally.slowest_name})",
        f"faults: {len(tally.faults)}; kept in {tally.folder}",
    ]
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
