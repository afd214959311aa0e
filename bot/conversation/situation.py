"""What the bot knows when it decides: the sender, their group, its book and open questions.

Everything here is read from the store before a decision and handed over as values, so that the
same situation and message always give the same decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.conversation.claims import OpenClaim, UnownedMoney
from chama.group import Collector, Group, Person
from chama.journal import Account, Balances, ReceiptId, SealedEntry
from chama.recorded import Recorded


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

    id: ReceiptId
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

    id: of the reversal. original: of the payment. amount_cents: None for all of it.
    """

    id: ReceiptId
    original: ReceiptId
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
    balances: accounts of the group that are not at zero. receipts, claims: by network and code, for
    the codes in this message. lookalikes: for the same, what stands in the books under another
    network, or under a code that differs in O and 0, I and 1 only. payers: remembered answers by
    payer key. questions: the group's open ones.
    early_reversals: by the payment that they take back. intentions: the last first.
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
    receipts: Mapping[ReceiptId, Recorded] = field(default_factory=dict)
    lookalikes: Mapping[ReceiptId, tuple[Recorded, ...]] = field(default_factory=dict)
    claims: Mapping[ReceiptId, tuple[ClaimFacts, ...]] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    sights: Mapping[str, Sight] = field(default_factory=dict)
    recent_replies: int = 0
    recent_doubts: int = 0
    stranger_answered_at: datetime | None = None
    early_reversals: Mapping[ReceiptId, EarlyReversal] = field(default_factory=dict)
    intentions: tuple[Intention, ...] = ()
    head: str = ""
    seq: int = 0
    groups: tuple[tuple[int, str], ...] = ()
    payments: tuple[Payment, ...] = ()
    open_claims: tuple[OpenClaim, ...] = ()
    unowned: tuple[UnownedMoney, ...] = ()
    recent: tuple[SealedEntry, ...] = ()
    meeting: str = ""
