"""The group's own rules: read from its TOML file, each fault named, and quoted by clause.

Each section of the file has a module here, which declares its keys, defaults and clauses, a line a
rule. A file that is founded or changed is read strictly; stored rules are read leniently, because
they may be older or newer than the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from chama.constitution import collectors as collector_tables
from chama.constitution import people
from chama.constitution.allocation import Pays
from chama.constitution.collectors import CollectorEntry, CollectorKind, read_collectors
from chama.constitution.identity import LANGUAGES, Identity
from chama.constitution.messages import DEFAULT_QUIET_HOURS, QuietHours
from chama.constitution.payout import FeesOn, NetOff, ShortPot
from chama.constitution.people import MemberEntry, Office, read_members, seated
from chama.constitution.rules import SECTIONS, Rules
from chama.constitution.section import quoted, read_strictly, rules_of
from chama.errors import ChamaError
from chama.money import DEFAULT_CURRENCY, Money
from chama.toml_table import Table, load

__all__ = [
    "DEFAULT_QUIET_HOURS",
    "LANGUAGES",
    "CollectorEntry",
    "CollectorKind",
    "Constitution",
    "ConstitutionError",
    "FeesOn",
    "MemberEntry",
    "NetOff",
    "Office",
    "Pays",
    "QuietHours",
    "Rules",
    "ShortPot",
    "parse",
]

_IDENTITY: Final = [one.key for one in rules_of(Identity)]
_KEYS: Final = {
    "": (*_IDENTITY, *SECTIONS, "members", "collectors"),
    **{name: [one.key for one in rules_of(section)] for name, section in SECTIONS.items()},
    "members": people.KEYS,
    "collectors": collector_tables.KEYS,
}


class ConstitutionError(ChamaError):
    """A file that cannot be a constitution. `faults` has every fault as a sentence."""

    def __init__(self, source: str, faults: Sequence[str]) -> None:
        self.source = source
        self.faults = tuple(faults)
        super().__init__("\n".join([f"{source} cannot be used:", *(f"- {f}" for f in faults)]))


@dataclass(frozen=True, slots=True)
class Constitution:
    """A group's rules and people. members: in the file's order. text: the file as it was read."""

    identity: Identity
    rules: Rules
    members: tuple[MemberEntry, ...]
    collectors: tuple[CollectorEntry, ...]
    text: str

    @property
    def name(self) -> str:
        """What the group is called."""
        return self.identity.name

    @property
    def currency(self) -> str:
        """In what the group counts."""
        return self.identity.currency

    @property
    def currencies_abroad(self) -> tuple[str, ...]:
        """The other currencies in which money arrives, each once."""
        return tuple(dict.fromkeys(one.currency for one in self.collectors if one.currency))

    @property
    def language(self) -> str:
        """In what the group speaks."""
        return self.identity.language

    @property
    def contribution(self) -> Money:
        """What a seat pays a round."""
        return Money.of(self.rules.rotation.contribution, self.currency)

    def clause(self, path: str) -> str:
        """A rule as the file would write it: `name = "Umoja"`, `rotation.contribution = 1000`.

        A rule the file leaves out is quoted with its default. Raises KeyError for no such rule.
        """
        if path in _IDENTITY:
            return f"{path} = {quoted(self.identity, path)}"
        return self.rules.clause(path)


def parse(text: str, source: str = "constitution") -> Constitution:
    """The constitution in a TOML text. `source` names it in errors, e.g. its file name.

    Without a collector the treasurer's phone is the collector; a member without a seat gets the
    lowest free one, in the file's order. Raises ConstitutionError with every fault found.
    """
    try:
        tables = load(text)
    except ValueError as error:
        raise ConstitutionError(source, [str(error)]) from error
    faults: list[str] = []
    top = Table(tables, _KEYS, faults)
    identity = read_strictly(Identity, top)
    rules = Rules.read(top)
    members = read_members(top.rows("members"), faults)
    currency = identity.currency if identity is not None else DEFAULT_CURRENCY
    collectors = read_collectors(top.rows("collectors"), members, currency, faults)
    if faults or identity is None or rules is None:
        raise ConstitutionError(source, faults)
    return Constitution(identity, rules, seated(members), collectors, text)
