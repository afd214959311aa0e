"""A group's rules, a section each: strictly read from a file, leniently from what was stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from typing import Any, Final, get_type_hints

from chama.constitution.abroad import Abroad
from chama.constitution.allocation import Allocation
from chama.constitution.amendment import Amendment
from chama.constitution.approvals import Approvals
from chama.constitution.articles import Articles
from chama.constitution.evidence import Evidence
from chama.constitution.expenses import Expenses
from chama.constitution.fines import Fines
from chama.constitution.meetings import Meetings
from chama.constitution.messages import Messages
from chama.constitution.payout import Payout
from chama.constitution.privacy import Privacy
from chama.constitution.purpose import Purpose
from chama.constitution.rotation import Rotation
from chama.constitution.section import as_stored, quoted, read_leniently, read_strictly, rules_of
from chama.constitution.welfare import Welfare
from chama.toml_table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a group agreed on, people apart; each section is the file's table of that name.

    The order of the sections numbers the clauses: a new one goes to the end. unread: the clauses
    that must be said and could not be read from what was stored; while there are any, the clock
    opens no round. Never any in what a file says.
    """

    purpose: Purpose = field(default_factory=Purpose)
    rotation: Rotation = field(kw_only=False)
    allocation: Allocation = field(default_factory=Allocation)
    approvals: Approvals = field(default_factory=Approvals)
    payout: Payout = field(default_factory=Payout)
    fines: Fines = field(default_factory=Fines)
    welfare: Welfare = field(default_factory=Welfare)
    expenses: Expenses = field(default_factory=Expenses)
    evidence: Evidence = field(default_factory=Evidence)
    messages: Messages = field(default_factory=Messages)
    privacy: Privacy = field(default_factory=Privacy)
    meetings: Meetings = field(default_factory=Meetings)
    amendment: Amendment = field(default_factory=Amendment)
    articles: Articles = field(default_factory=Articles)
    abroad: Abroad = field(default_factory=Abroad)
    unread: tuple[str, ...] = ()

    @classmethod
    def read(cls, top: Table) -> Rules | None:
        """The rules of a file; every fault is added to the table's, and None is for faults."""
        sections: dict[str, Any] = {
            name: read_strictly(kind, top.table(name)) for name, kind in SECTIONS.items()
        }
        return None if None in sections.values() else cls(**sections)

    @classmethod
    def stored(cls, stored: object) -> Rules:
        """The rules as they were stored: never an error, and defaults for what does not read."""
        known = stored if isinstance(stored, Mapping) else {}
        sections: dict[str, Any] = {}
        unread: list[str] = []
        for name, kind in SECTIONS.items():
            sections[name], missing = read_leniently(kind, known.get(name))
            unread.extend(f"{name}.{key}" for key in missing)
        return cls(**sections, unread=tuple(unread))

    def to_store(self) -> dict[str, dict[str, object]]:
        """The rules as JSON can hold them."""
        return {name: as_stored(getattr(self, name)) for name in SECTIONS}

    def clause(self, path: str) -> str:
        """A rule as the file would write it: "rotation.contribution = 1000".

        A rule the file leaves out is quoted with its default. Raises KeyError for no such rule.
        """
        section, _, key = path.partition(".")
        if section not in SECTIONS:
            raise KeyError(path)
        return f"{path} = {quoted(getattr(self, section), key)}"

    def clauses(self) -> list[str]:
        """All rules, as the file would write them."""
        paths = (f"{name}.{one.key}" for name, kind in SECTIONS.items() for one in rules_of(kind))
        return [self.clause(path) for path in paths]


SECTIONS: Final[Mapping[str, type[Any]]] = {
    name: kind
    for name, kind in get_type_hints(Rules).items()
    if isinstance(kind, type) and is_dataclass(kind)
}
