"""What the bot knows when it decides: the sender, their group, its book and open questions.

Everything here is read from the store before a decision and handed over as values, so that the
same situation and message always give the same decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from bot.conversation.recorded import Recorded
from bot.conversation.waiting import OpenClaim, UnownedMoney
from chama import constitution
from chama.constitution import CollectorKind, Constitution, Office, PaysFirst
from chama.journal import Account, Balances, SealedEntry, round_key

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

    def officer_besides(self, *codes: str) -> Person | None:
        """An officer who is none of these people: the second pair of eyes."""
        return next((officer for officer in self.officers if officer.code not in codes), None)


@lru_cache(maxsize=500)
def _parsed(rules_text: str, name: str) -> Constitution:
    return constitution.parse(rules_text, name)


@dataclass(frozen=True, slots=True)
class Question:
    """A question to one person. details: what its kind needs to show it and act on the answer."""

    id: int
    kind: str
    address: str
    details: Mapping[str, Any]
    is_presented: bool
    asked_at: datetime
    chama_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A member's own word or text for a payment. amount_cents: None when only the code was said.

    shares: for whom, as (member, cents); empty when it is all for the claimer.
    """

    code: str
    member: str
    amount_cents: int | None
    is_settled: bool = False
    shares: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Intention:
    """A member's word on whom their next payment is for: (member, cents), None is all of it."""

    id: int
    member: str
    shares: tuple[tuple[str, int | None], ...]
    said_on: date


@dataclass(frozen=True, slots=True)
class EarlyReversal:
    """M-Pesa's word that it took a payment back, come before the payment's own text.

    code: of the reversal. original: of the payment. amount_cents: None for all of it.
    """

    code: str
    original: str
    amount_cents: int | None
    on: date


@dataclass(frozen=True, slots=True)
class Sight:
    """The newest balance of a collector that a text has shown. printed_at: aware, to the minute."""

    code: str
    printed_at: datetime
    balance_cents: int


@dataclass(frozen=True, slots=True)
class Payment:
    """One line of a member's own statement."""

    on: date | None
    amount_cents: int
    code: str


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a decision may look at.

    sender: the address. me: the member who wrote, None for a group's own phone or a stranger.
    my_collectors: the collectors whose texts arrive on the sender's phone.
    choices: (chama id, name) when the sender is in several groups and has not said which.
    balances: accounts of the group that are not at zero. receipts, claims: by code, for the codes
    in this message. payers: remembered answers by payer key. questions: the group's open ones.
    early_reversals: by the code of the payment that they take back. intentions: the last first.
    sights: the newest balance seen of each of my_collectors that this message is about, by code.
    recent_replies: answers to this sender in the last hour. recent_doubts: texts of this sender
    of which an officer was told in the last day; not counted for a collector's phone.
    head: the book's newest hash; seq: the number of its entry.
    Loaded only for the commands that say so: groups (all of the sender's), payments (newest
    first), open_claims (not confirmed), unowned (money), recent (the last
    entries, the newest first), meeting (the last notice).
    """

    sender: str
    group: Group | None = None
    me: Person | None = None
    my_collectors: tuple[Collector, ...] = ()
    choices: tuple[tuple[int, str], ...] = ()
    balances: Balances = field(default_factory=dict[Account, int])
    receipts: Mapping[str, Recorded] = field(default_factory=dict)
    claims: Mapping[str, tuple[ClaimFacts, ...]] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    sights: Mapping[str, Sight] = field(default_factory=dict)
    recent_replies: int = 0
    recent_doubts: int = 0
    stranger_answered_at: datetime | None = None
    early_reversals: Mapping[str, EarlyReversal] = field(default_factory=dict)
    intentions: tuple[Intention, ...] = ()
    head: str = ""
    seq: int = 0
    groups: tuple[tuple[int, str], ...] = ()
    payments: tuple[Payment, ...] = ()
    open_claims: tuple[OpenClaim, ...] = ()
    unowned: tuple[UnownedMoney, ...] = ()
    recent: tuple[SealedEntry, ...] = ()
    meeting: str = ""
