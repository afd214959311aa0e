"""How a section of the constitution says its rules: one line a rule, with all that is known of it.

A section is a frozen dataclass whose fields are made by `rule`. From that one line come the key in
the file, the fault that names a wrong value, the default, the clause that is quoted to members, and
what is stored and read back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, Final, TypeVar

from chama.toml_table import Table, Value

S = TypeVar("S")

Read = Mapping[str, Any]
"""The rules of the section that were read so far, by key; None for what was missing or wrong."""

Written = str | int | date | list[str] | dict[str, int]
"""A rule as the file would write it; the keys of a table are bare."""

_RULE: Final = "rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is known of one rule.

    kind: what it may hold, told from the rules above it. written: its value as the file would write
    it; `kind` reads that back. told: its value as a sentence about it needs it, in JSON. default:
    MISSING where the file must say it. unread: what stands in for a stored value that cannot be
    read.
    """

    key: str
    kind: Callable[[Read], Value[Any]]
    written: Callable[[Any], Written]
    told: Callable[[Any], object]
    default: Any
    unread: Any

    @property
    def is_required(self) -> bool:
        """Whether the file must say it."""
        return self.default is MISSING


def rule(
    kind: Value[Any] | Callable[[Read], Value[Any]],
    *,
    default: Any = MISSING,
    unread: Any = None,
    written: Callable[[Any], Written] = lambda value: value,
    told: Callable[[Any], object] | None = None,
) -> Any:
    """A field of a section. unread: for a rule without default only. told: where not as written."""
    of: Callable[[Read], Value[Any]] = (lambda _: kind) if isinstance(kind, Value) else kind
    tell = told or (lambda value: _as_json(written(value)))
    known = {"kind": of, "written": written, "told": tell, "default": default}
    known["unread"] = unread if default is MISSING else default
    return field(default=default, metadata={_RULE: known})


def rules_of(section: type[Any]) -> list[Rule]:
    """The rules of a section, in the order in which it says them."""
    return [Rule(key=one.name, **one.metadata[_RULE]) for one in fields(section)]


def read_strictly(section: type[S], table: Table) -> S | None:
    """A section of a file, None without a rule that it needs; faults are added to the table's."""
    values: dict[str, Any] = {}
    for one in rules_of(section):
        kind = one.kind(values)
        if one.is_required:
            values[one.key] = table.take(one.key, kind)
        else:
            values[one.key] = table.take_or(one.key, kind, one.default)
    if any(one.is_required and values[one.key] is None for one in rules_of(section)):
        return None
    return section(**values)


def read_leniently(section: type[S], stored: object) -> tuple[S, list[str]]:
    """A section as it was stored, whatever program wrote it, and the needed keys that do not read.

    What is missing or cannot be read has its default, what is not known is passed over.
    """
    known = stored if isinstance(stored, Mapping) else {}
    values: dict[str, Any] = {}
    unread = []
    for one in rules_of(section):
        try:
            values[one.key] = one.kind(values).read(known.get(one.key))
        except ValueError:
            values[one.key] = one.unread
            unread.extend([one.key] if one.is_required else [])
    return section(**values), unread


def as_stored(section: Any) -> dict[str, object]:
    """A section's rules as JSON can hold them; `read_leniently` reads them back."""
    return {key: _as_json(value) for key, value in _written(section).items()}


def quoted(section: Any, key: str) -> str:
    """A rule's value as the file would write it. Raises KeyError for a rule that does not exist."""
    return _as_toml(_written(section)[key])


def _written(section: Any) -> dict[str, Written]:
    return {one.key: one.written(getattr(section, one.key)) for one in rules_of(type(section))}


def _as_json(value: Written) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _as_toml(value: Written) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_as_toml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_toml, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
