"""Rows of a file, looked at one by one: exactly the fields of their table, each a fitting value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import sqlalchemy as sa

from bot.group_file import values
from bot.group_file.declared import (
    BEHIND_THE_CHAIN,
    CHAIN,
    CHAMA_SECTION,
    ENTRY,
    ENTRY_FIELDS,
    FUNDS,
    NOTE,
    NOTE_FIELDS,
    SECTIONS,
    Field,
)
from bot.group_file.faults import GroupFileError
from bot.group_file.lines import Line, read_lines
from bot.store.tables import UtcDateTime
from chama.constitution.identity import LANGUAGE, NAME
from chama.toml_table import Value as Rule

FORMAT = "chama-bot group"
VERSION = 1
"""Grows when a table or column does that is in the file."""

MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the first line says. rows: how many lines of each name follow. exported_at: aware UTC.

    book: the ref that names it in hashes; seq, head: where its chain ends. forwarding: the
    collectors whose phones forwarded by themselves.
    """

    software: str
    exported_at: datetime
    chama: str
    currency: str
    book: str
    seq: int
    head: str
    rows: Mapping[str, int]
    forwarding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row as it is to be stored. place: its line, for errors."""

    place: int
    name: str
    values: Mapping[str, Any]


_MANIFEST = (
    Field("format", sa.Text(), is_nullable=False),
    Field("version", sa.Integer(), is_nullable=False),
    Field("software", sa.Text(), is_nullable=False),
    Field("exported_at", UtcDateTime(), is_nullable=False),
    Field("chama", sa.Text(), is_nullable=False),
    Field("currency", sa.Text(), is_nullable=False),
    Field("book", sa.Text(), is_nullable=False),
    Field("seq", sa.BigInteger(), is_nullable=False),
    Field("head", sa.Text(), is_nullable=False),
    Field("rows", sa.JSON(), is_nullable=False, shape=dict),
    Field("forwarding", sa.JSON(), is_nullable=False, shape=list),
    Field("left_out", sa.JSON(), is_nullable=False, shape=dict),
)
_FIELDS: Mapping[str, tuple[Field, ...]] = {
    **{section.name: section.fields for section in SECTIONS},
    ENTRY: ENTRY_FIELDS,
    NOTE: NOTE_FIELDS,
}
_STAGES = (
    (CHAMA_SECTION.name,),
    (FUNDS.name,),
    CHAIN,
    *((section.name,) for section in BEHIND_THE_CHAIN),
)
_STAGE_OF = {name: number for number, names in enumerate(_STAGES) for name in names}


_AS_FOUNDED: Mapping[tuple[str, str], Rule[str]] = {
    **{(name, "name"): NAME for name in (CHAMA_SECTION.name, "member", "collector")},
    **{(name, "language"): LANGUAGE for name in (CHAMA_SECTION.name, "contact")},
    **{(MANIFEST, name): NAME for name in ("chama", "software", "forwarding")},
}
"""What a group is founded with, and a file could say otherwise, in a chain that holds: a name that
moves the operator's cursor, a language without words."""


def read_rows(file: IO[bytes]) -> tuple[Manifest, Iterator[FileRow]]:
    """What a file says of itself, and its rows in the order in which they can be stored.

    Raises GroupFileError, at the latest at the last row when lines are missing or were changed.
    """
    lines = read_lines(file)
    nothing: Line = ("", {})
    name, said = next(lines, nothing)
    if name != MANIFEST or said.get("format") != FORMAT:
        raise GroupFileError("It is no group's file: it does not begin with a manifest.")
    if said.get("version") != VERSION:
        raise GroupFileError(
            f"The file is of version {values.shown(said.get('version'))}, and this software reads "
            f"version {VERSION}: export or import with the other software."
        )
    manifest = _manifest(_checked(1, MANIFEST, _MANIFEST, said))
    return manifest, _rows(manifest, lines)


def _manifest(said: Mapping[str, Any]) -> Manifest:
    return Manifest(
        **{name: said[name] for name in ("software", "exported_at", "chama", "currency")},
        **{name: said[name] for name in ("book", "seq", "head", "rows")},
        forwarding=tuple(map(str, said["forwarding"])),
    )


def _rows(manifest: Manifest, lines: Iterator[Line]) -> Iterator[FileRow]:
    counts = dict.fromkeys(_FIELDS, 0)
    stage = 0
    for place, (name, said) in enumerate(lines, start=2):
        if _STAGE_OF.get(name, -1) < stage:
            raise GroupFileError(f"Line {place}: {values.shown(name)} does not belong here.")
        stage = _STAGE_OF[name]
        counts[name] += 1
        yield FileRow(place, name, _checked(place, name, _FIELDS[name], said))
    if counts != manifest.rows:
        raise GroupFileError("The file has other rows than its manifest counts.")


def _checked(
    place: int, name: str, fields: Sequence[Field], said: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Raises GroupFileError unless a row has exactly these fields, each with a fitting value."""
    if said.keys() != {field.name for field in fields}:
        raise GroupFileError(f"Line {place}: a row of {name} has other fields than that table.")
    return {field.name: _value(place, name, field, said[field.name]) for field in fields}


def _value(place: int, name: str, field: Field, value: Any) -> Any:
    if value is None and field.is_nullable:
        return None
    try:
        found = values.read(field.of, value)
    except (ValueError, OverflowError) as error:
        raise GroupFileError(f"Line {place}: {field.name} of {name}: {error}.") from error
    if field.shape is not None and type(found) is not field.shape:
        raise GroupFileError(f"Line {place}: {field.name} of {name} has another shape.")
    if (name, field.name) in _AS_FOUNDED and not _is_as_founded(
        _AS_FOUNDED[name, field.name], found
    ):
        raise GroupFileError(f"Line {place}: {field.name} of {name} is none that a group can have.")
    return found


def _is_as_founded(rule: Rule[str], found: Any) -> bool:
    """Whether a text, or each of a list, is as a constitution's file would have given it."""
    try:
        return all(rule.read(one) == one for one in (found if isinstance(found, list) else [found]))
    except ValueError:
        return False
