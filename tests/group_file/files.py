"""A group's file taken apart, changed, and put together again with a digest that fits."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.export import export
from bot.group_file.exporting import Exported, export_group
from bot.group_file.importing import Imported, import_group
from bot.group_file.lines import LineWriter
from bot.store.database import reading
from bot.store.tables import metadata
from bot.views.chamas import the_one_called
from chama.group import Person
from tests.builders import NOW, WANJIRU, rules
from tests.transcripts import Stage

Line = tuple[str, dict[str, Any]]

NJERI = Person("M01", "Njeri Mwangi", "+254712000009", 1, WANJIRU.office)
ALIKE = ("entries", "postings", "exchanges", "members", "questions", "proposals")
"""Exports that are the same on both servers: none of them has a row's id."""


def exported(engine: sa.Engine, file: Path, now: Any = NOW, name: str = "Umoja") -> Exported:
    """Umoja of a server, in a file."""
    with reading(engine) as connection:
        chama_id = the_one_called(connection, name).id
    return export_group(engine, chama_id, file, now)


def imported(engine: sa.Engine, file: Path, now: Any = NOW) -> Imported:
    """Brought to a server; its new codes begin at 7001."""
    codes = iter(range(7_001, 8_000))
    return import_group(engine, file, now, lambda: str(next(codes)))


def another_group(engine: sa.Engine) -> Stage:
    """A server on which rows have other numbers: a group is there, and has talked."""
    stage = Stage(engine)
    stage.found(rules("Amani", [NJERI]))
    stage.say(NJERI, "spent 300 on chairs")
    stage.say(NJERI, "balance")
    stage.deliver()
    return stage


def lines_of(file: Path) -> list[Line]:
    """All lines but the last."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [next(iter(json.loads(line).items())) for line in lines][:-1]


def write(file: Path, lines: Iterable[Line]) -> None:
    """These lines, as the software itself would have closed them."""
    with file.open("wb") as out:
        writer = LineWriter(out)
        for name, row in lines:
            writer.write(name, row)
        writer.finish()


def counted(lines: list[Line]) -> list[Line]:
    """The same lines with a manifest that counts them."""
    (name, manifest), *rows = lines
    counts = {one: sum(row[0] == one for row in rows) for one in manifest["rows"]}
    return [(name, {**manifest, "rows": counts}), *rows]


def write_raw(file: Path, lines: Iterable[bytes]) -> None:
    """Lines as they stand, with their digest behind them."""
    body = b"".join(line + b"\n" for line in lines)
    end = {"lines": body.count(b"\n"), "sha256": hashlib.sha256(body).hexdigest()}
    file.write_bytes(gzip.compress(body + json.dumps({"end": end}).encode() + b"\n"))


def table_of(engine: sa.Engine, what: str) -> str:
    """One of the exports, as text."""
    out = io.StringIO()
    export(engine, what, out)
    return out.getvalue()


def everything(engine: sa.Engine) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with reading(engine) as connection:
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for table in metadata.sorted_tables
        }
