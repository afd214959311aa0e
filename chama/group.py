"""A chama's slow-moving facts: its people, where its money arrives, its rules and newest round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chama import constitution
from chama.constitution import CollectorKind, Constitution, Office, PaysFirst
from chama.journal import round_key

OFFICE_ORDER = (Office.TREASURER, Office.CHAIR, Office.SECRETARY)


@dataclass(frozen=True, slots=True)
class Person:
    """A member. code: "M03", how accounts, entries and questions name them. phone: E.164."""

    code: str
    name: str
    phone: str
    seat: int
    office: Office | None = None

    @property
    def is_officer(self) -> bool:
        """Whether they hold an office."""
        return self.office is not None


@dataclass(frozen=True, slots=True)
class Collector:
    """Where the group's money arrives. phone: whose texts are evidence for it."""

    code: str
    kind: CollectorKind
    name: str
    phone: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round whose dues are in the book. recipient: a member's code."""

    cycle: int
    number: int
    recipient: str
    contribution_cents: int
    opens_on: date
    due_on: date

    @property
    def key(self) -> str:
        """How accounts name it."""
        return round_key(self.cycle, self.number)


@dataclass(frozen=True, slots=True)
class Group:
    """A chama's slow-moving facts: its rules, people, collectors and newest round.

    round: the round that runs now or ran last, None before the first. oldest_text_days: how many
    days old a money text may be, None for any. pays_first: which round a member's money pays first.
    """

    id: int
    version: int
    name: str
    currency: str
    language: str
    rules_text: str
    people: tuple[Person, ...]
    collectors: tuple[Collector, ...]
    round: RoundFacts | None = None
    oldest_text_days: int | None = None
    pays_first: PaysFirst = PaysFirst.OLDEST

    @property
    def constitution(self) -> Constitution:
        """The group's rules; read when they are first asked for, as money texts never do."""
        return _parsed(self.rules_text, self.name)

    def person(self, code: str) -> Person | None:
        """The member with that code."""
        return next((person for person in self.people if person.code == code), None)

    def person_at(self, address: str) -> Person | None:
        """The member with that phone."""
        return next((person for person in self.people if person.phone == address), None)

    def name_of(self, code: str) -> str:
        """A member's name, "" for nobody."""
        person = self.person(code)
        return person.name if person else ""

    @property
    def officers(self) -> tuple[Person, ...]:
        """The officers, treasurer first."""
        held = {person.office: person for person in self.people if person.office}
        return tuple(held[office] for office in OFFICE_ORDER if office in held)

    @property
    def treasurer(self) -> Person | None:
        """The treasurer, or the officer who stands in where there is none."""
        return next(iter(self.officers), None)

    def collector(self, code: str) -> Collector | None:
        """The collector with that code."""
        return next((one for one in self.collectors if one.code == code), None)

    def holder_of(self, collector: Collector) -> Person | None:
        """In whose hand a collector's phone is: the author of the texts that come from it."""
        return self.person_at(collector.phone) or self.treasurer

    def officer_besides(self, *codes: str) -> Person | None:
        """An officer who is none of these people: the second pair of eyes."""
        return next((officer for officer in self.officers if officer.code not in codes), None)


@lru_cache(maxsize=500)
def _parsed(rules_text: str, name: str) -> Constitution:
    return constitution.parse(rules_text, name)
