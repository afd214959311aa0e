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
from bot.conversation.money_api import NO_API, Api, Held, Order
from chama.agreement import Proposal, State
from chama.entries import WELFARE
from chama.group import Collector, Group, Person
from chama.journal import Account, Balances, JournalEntry, ReceiptId, SealedEntry
from chama.recorded import Recorded

FILES = "files"
"""The name under which one says that they need to know how many links to files the sender had of
late."""

DASHBOARD = "dashboard"
SIGNED_IN = "signed_in"
"""The name under which one says that they need to know where the sender holds an office, whatever
group is meant or none, and how many links to the dashboard they had of late."""

RECENT = "recent"
"""The name under which one says that they need to know the last entries of the book."""

WAITING = "waiting"
"""The name under which one says that they need to know what was said to be paid, and is not
confirmed: by claims, and by words."""

LATE_FINES = "late_fines"
"""The name under which one says that they need to know the fines for rounds that are not paid."""

SETTLED = "settled"
"""The name under which one says that they need to know what the sender need not answer any more."""

WAITING_ABROAD = "waiting_abroad"
"""The name under which one says that they need to know of the money that waits in another currency
than the group's: its receipts."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to one person. details: what its kind needs to show it and act on the answer.

    presented_at: when it was put to them last. shown_at: when a provider first took over a message
    that puts it; before that no answer can be to it. proposal_id: what it asks agreement to. code:
    the four digits that agree, "" where yes does.
    """

    id: int
    kind: str
    address: str
    details: Mapping[str, Any]
    is_presented: bool
    asked_at: datetime
    chama_id: int | None = None
    presented_at: datetime | None = None
    shown_at: datetime | None = None
    proposal_id: int | None = None
    code: str = ""
    wrong_codes: int = 0
    code_renewed_at: datetime | None = None

    def is_seen(self, at: datetime) -> bool:
        """Whether what was written at this moment can be an answer to it."""
        return self.shown_at is not None and self.shown_at <= at


@dataclass(frozen=True, slots=True)
class Settled:
    """A question to the sender that waits no longer, and what became of it.

    answer: how it ended. state: of the proposal that it put, None where it put none; agreed_by,
    needed, refused_by: its votes, as members' codes. is_booked: an entry came of it; undo: by what
    that is undone, "" where it cannot be; is_undone: it was. recorded: the payment it is about.
    """

    question: Question
    answer: str
    state: State | None = None
    agreed_by: tuple[str, ...] = ()
    needed: int = 1
    refused_by: str = ""
    is_booked: bool = False
    undo: str = ""
    is_undone: bool = False
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """What a member was given of welfare, by the book; 0 where others were assessed alone.

    event: as the rules call it, "" for none; kind: what happened. on: the day in Nairobi.
    """

    member: str
    kind: str
    event: str
    amount_cents: int
    on: date


@dataclass(frozen=True, slots=True)
class AgreedExpense:
    """An expense that was agreed to and is not, or not yet, paid.

    number: under which the book keeps it set aside. facts: what was agreed to. stand: the codes of
    those who stand for it.
    """

    number: str
    facts: Mapping[str, Any]
    stand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A member's own word or text for a payment. amount_cents: None when only the code was said.

    shares: for whom, as (member, cents), None for all of it; empty when it is all for the claimer.
    """

    id: ReceiptId
    member: str
    amount_cents: int | None
    is_settled: bool = False
    shares: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Intention:
    """A member's word on whom their next payment is for: (member, cents), None is all of it.

    A payment for the welfare fund has the fund's name in the member's place. said_at: aware UTC.
    """

    id: int
    member: str
    shares: tuple[tuple[str, int | None], ...]
    said_at: datetime

    @property
    def is_for_welfare(self) -> bool:
        """Whether it is for the welfare fund, and no member."""
        return any(whose == WELFARE for whose, _ in self.shares)


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
class ForwardingPhone:
    """A phone that posts its money texts by itself. collector: the code of whose texts it gets.

    seen_at: when it was heard of last, None for never.
    """

    id: int
    collector: str
    enrolled_at: datetime
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """One line of a member's own statement. is_pot: what they got, not what they paid.

    amount_cents: in the group's currency. came_cents, paid_in: as it came, where that was in
    another; else 0 and "". fines_cents, welfare_cents: what of a payment went into fines and to the
    welfare; rounds_cents: the rest. fined: how a line of no payment changes what they owe: 1 for a
    fine, -1 for one that was let off; clause: of that fine.
    """

    on: date | None
    amount_cents: int
    code: str
    is_pot: bool = False
    came_cents: int = 0
    paid_in: str = ""
    fines_cents: int = 0
    welfare_cents: int = 0
    fined: int = 0
    clause: str = ""

    @property
    def rounds_cents(self) -> int:
        """What of a payment is for rounds, those to come included."""
        return self.amount_cents - self.fines_cents - self.welfare_cents


@dataclass(frozen=True, slots=True)
class PaidFor:
    """What a member paid that counts for another. member: the other's code.

    paid_in: where that is not the group's currency; else "".
    """

    on: date | None
    member: str
    amount_cents: int
    code: str
    paid_in: str = ""


@dataclass(frozen=True, slots=True)
class Referred:
    """The entry that a book ref names, and what took it back, if anything."""

    sealed: SealedEntry
    taken_back_by: SealedEntry | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a decision may look at.

    sender: the address. me: the member who wrote, None for a group's own phone or a stranger.
    my_collectors: the collectors whose texts arrive on the sender's phone.
    groups: (chama id, name) of all the sender's groups, where they are in several. choices: the
    same, when they have not said which one is meant. each: what is known of each of those, where
    they are asked all at once; is_beside: of one of them, which is answered for beside others.
    balances: accounts of the group that are not at zero. receipts, claims: by network and code, for
    the codes in this message. lookalikes: for the same, what stands in the books under another
    network, or under a code that differs in O and 0, I and 1 only. payers: remembered answers by
    payer key. questions: the group's open ones. proposals: the group's open ones, each with its
    questions.
    early_reversals: by the payment that they take back. intentions: the last first.
    sights: the newest balance seen of each of my_collectors that this message is about, by code.
    recent_replies: answers to this sender in the last hour. is_told_unread: whether one of a
    moment ago said that what they sent is not read. recent_doubts: texts of this sender
    of which an officer was told in the last day; not counted for a collector's phone.
    head: the book's newest hash; seq: the number of its entry. clock_looked_on: where the clock
    decides, the day on which it looked at the group last, None before the first.
    Loaded only for the commands that say so: payments and paid_for (of the member whose code about
    is, "" for the sender; newest first),
    open_claims (not confirmed), told (what words alone say was paid and somebody is asked about:
    cents by member), unowned (money), recent (the last entries, the newest first),
    meeting (the last notice), settled (questions to the
    sender of the last days, the one shown last first), granted (of
    welfare in the last year, the newest first), late_fines (of rounds that are not paid, and what
    was let off of them), own_fines (of the sender, the newest first), absences (the keys of the
    fines for those), apologies (that officers accepted lately: by member, the days on which they
    were said), absence_fines (those of members
    who owe any, the newest first).
    agreed_expenses: those that the book keeps set aside; for money texts they are always loaded.
    api: what the provider that moves money can do here. orders (the group's open ones, and
    those of the last day of its members' phones), silent (the codes of members who said STOP).
    shown_held: by collector, what the provider itself has shown to be there.
    proven: of the receipts in words and the last entries, those that the provider has shown, with
    the account by which each was booked.
    number_names: what the provider has on its members' numbers, where it pays out for the group.
    phones: those that forward by themselves. offices: the names of the groups in which the sender
    holds an office; links_lately: how many they were sent in the last hour;
    browsers: how many are signed in for them now, their auditors' apart.
    has_dashboard: whether officers can look at pages in a browser. has_files: whether people can
    fetch files of theirs; files_lately: how many links to such they were sent in the last hour.
    is_signed_in: of a click, whether the session in which it was made is the sender's and open.
    referred: where the message names a book ref of this group. welfare_raised: the first day of the
    newest period whose welfare dues are in the book; for the clock alone.
    """

    sender: str
    group: Group | None = None
    me: Person | None = None
    my_collectors: tuple[Collector, ...] = ()
    choices: tuple[tuple[int, str], ...] = ()
    each: tuple[Situation, ...] = ()
    is_beside: bool = False
    balances: Balances = field(default_factory=dict[Account, int])
    receipts: Mapping[ReceiptId, Recorded] = field(default_factory=dict)
    lookalikes: Mapping[ReceiptId, tuple[Recorded, ...]] = field(default_factory=dict)
    claims: Mapping[ReceiptId, tuple[ClaimFacts, ...]] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sights: Mapping[str, Sight] = field(default_factory=dict)
    recent_replies: int = 0
    is_told_unread: bool = False
    recent_doubts: int = 0
    stranger_answered_at: datetime | None = None
    early_reversals: Mapping[ReceiptId, EarlyReversal] = field(default_factory=dict)
    intentions: tuple[Intention, ...] = ()
    head: str = ""
    seq: int = 0
    groups: tuple[tuple[int, str], ...] = ()
    about: str = ""
    payments: tuple[Payment, ...] = ()
    paid_for: tuple[PaidFor, ...] = ()
    open_claims: tuple[OpenClaim, ...] = ()
    told: Mapping[str, int] = field(default_factory=dict)
    unowned: tuple[UnownedMoney, ...] = ()
    agreed_expenses: tuple[AgreedExpense, ...] = ()
    recent: tuple[SealedEntry, ...] = ()
    referred: Referred | None = None
    meeting: str = ""
    clock_looked_on: date | None = None
    settled: tuple[Settled, ...] = ()
    granted: tuple[Granted, ...] = ()
    welfare_raised: date | None = None
    late_fines: tuple[JournalEntry, ...] = ()
    own_fines: tuple[JournalEntry, ...] = ()
    absences: frozenset[str] = frozenset()
    apologies: Mapping[str, tuple[date, ...]] = field(default_factory=dict[str, tuple[date, ...]])
    absence_fines: tuple[JournalEntry, ...] = ()
    api: Api = NO_API
    orders: tuple[Order, ...] = ()
    silent: frozenset[str] = frozenset()
    shown_held: Mapping[str, Held] = field(default_factory=dict[str, Held])
    proven: Mapping[ReceiptId, str] = field(default_factory=dict[ReceiptId, str])
    number_names: Mapping[str, str] = field(default_factory=dict[str, str])
    phones: tuple[ForwardingPhone, ...] = ()
    offices: tuple[str, ...] = ()
    links_lately: int = 0
    browsers: int = 0
    has_dashboard: bool = False
    has_files: bool = False
    files_lately: int = 0
    is_signed_in: bool = False
