"""Recomputes an audit pack: python3 verify.py [FOLDER]. Python 3.9 or newer, nothing else."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fields_of(book: str, link: dict[str, Any]) -> list[str]:
    """What the hash of a line of chain.jsonl covers, in its order."""
    fields = ["1", link["what"], link["prev_hash"], book, str(link["seq"]), link["recorded_at"]]
    if link["what"] == "note":
        fields += [link["subject"], link["facts"], link["actor"]]
    else:
        names = ("kind", "on", "actor", "key", "member", "network", "receipt", "reverses", "memo")
        fields += [link[name] for name in names]
        fields += [f"{fund} {account} {cents}" for fund, account, cents in link["postings"]]
    return fields


def hash_of(book: str, link: dict[str, Any]) -> str:
    """Over all fields, each as its length in bytes, a colon, itself, a semicolon."""
    return sha256("".join(f"{len(one.encode())}:{one};" for one in fields_of(book, link)))


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def packing_faults(folder: Path) -> Iterator[str]:
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            yield f"{name} is not the file that was packed"


def chain_faults(book: dict[str, Any], links: list[Any]) -> Iterator[str]:
    head = ""
    for seq, link in enumerate(links, start=1):
        if link["seq"] != seq or link["prev_hash"] != head:
            yield f"number {seq} does not follow the one before it"
        if hash_of(book["book"], link) != link["hash"]:
            yield f"number {seq} was changed after it was sealed"
        head = link["hash"]
        for fund in {posting[0] for posting in link.get("postings", ())}:
            if sum(cents for of, _, cents in link["postings"] if of == fund):
                yield f"number {seq} is out of balance in {fund}"
    if (len(links), head) != (book["seq"], book["head"]):
        yield f"the chain ends at number {len(links)}, the book says {book['seq']}"


def table_faults(folder: Path, links: list[Any]) -> Iterator[str]:
    lines = [
        (str(link["seq"]), fund, account, cents)
        for link in links
        for fund, account, cents in link.get("postings", ())
    ]
    held: dict[Any, int] = {}
    for _, fund, account, cents in lines:
        held[fund, account] = held.get((fund, account), 0) + cents
    balances = {
        (row["fund"], row["account"]): int(Decimal(row["amount"]) * 100)
        for row in rows_of(folder, "balances.csv")
    }
    if balances != {name: cents for name, cents in held.items() if cents}:
        yield "balances.csv is not the sum of the postings"
    told = [
        (row["seq"], row["fund"], row["account"], int(Decimal(row["amount"]) * 100))
        for row in rows_of(folder, "postings.csv")
    ]
    if told != lines:
        yield "postings.csv has other lines than the chain"
    hashes = {str(link["seq"]): link["hash"] for link in links if link["what"] == "entry"}
    if {row["seq"]: row["hash"] for row in rows_of(folder, "entries.csv")} != hashes:
        yield "entries.csv has other entries than the chain"


def personal_faults(folder: Path, links: list[Any]) -> Iterator[str]:
    noted = {link["subject"]: json.loads(link["facts"]) for link in links if "subject" in link}
    for row in json.loads((folder / "personal.json").read_text(encoding="utf-8")):
        for name in ("name", "phone"):
            if noted[row["subject"]][name] != sha256(f"{row['salt']}:{row[name]}"):
                yield f"{row['subject']} has another {name} than the register"


def main(folder: Path) -> int:
    book = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    lines = (folder / "chain.jsonl").read_text(encoding="utf-8").split("\n")
    links = [json.loads(line) for line in lines if line]
    faults = [*packing_faults(folder), *chain_faults(book, links), *table_faults(folder, links)]
    faults += personal_faults(folder, links)
    held = f"The pack holds: {len(links)} numbers recomputed, head {book['head']}."
    sys.stdout.write("\n".join(faults or [held]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parent))
