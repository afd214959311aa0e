"""What a decision may cause; the store carries each out in the message's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.conversation.money_api import OrderKind, OrderState
from bot.conversation.situation import Sight
from chama.agreement import State
from chama.constitution import Rules
from chama.constitution.changes import RuleChange
from chama.group import RoundFacts
from chama.journal import JournalEntry, ReceiptId
from chama.rates import Rate
from chama.rota import Turn

Facts = Mapping[str, Any]
"""Values for a template: JSON-like; ChainOf stands for a proof code known only after posting."""


class Purpose(StrEnum):
    """When a message may go out.

    REPLY: an answer to what the person wrote: always. DUTY: what an officer must know or answer of
    the group's money: at once, also after STOP. REMINDER: what a duty is said again with: by day,
    also after STOP. EVENT: money or a question that concerns them: at once, but not after STOP.
    NOTICE: nobody asked: by day, and not after STOP.
    """

    REPLY = "reply"
    DUTY = "duty"
    REMINDER = "reminder"
    EVENT = "event"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class ChainOf:
    """Stands in template values for the chain code of the entry with this key."""

    key: str


@dataclass(frozen=True, slots=True)
class CodeOf:
    """Stands in template values for the four digits that agree to a question with this key."""

    question: str


@dataclass(frozen=True, slots=True)
class SecretOf:
    """Stands in template values for a secret that is made when the decision is carried out.

    what: of the phone that is enrolled for a collector, "url" for the part of its address that
    nobody can guess, "key" for what it signs with; of a person, by phone, "link" for what lets
    them in to the dashboard once, "file" for what gives them a file once. of: that collector's
    code, or that phone.
    """

    of: str
    what: str


@dataclass(frozen=True, slots=True)
class Post:
    """Put an entry into the group's book."""

    entry: JournalEntry


@dataclass(frozen=True, slots=True)
class Say:
    """Send a message.

    key: names it once and for ever; "" merges it with what else one decision says to the person.
    asks: the key of the new question that it puts; it is not sent when that was asked before.
    puts: the id of the open question that it puts again, 0 for none.
    """

    address: str
    template: str
    facts: Facts = field(default_factory=dict)
    purpose: Purpose = Purpose.REPLY
    member: str = ""
    key: str = ""
    asks: str = ""
    puts: int = 0


@dataclass(frozen=True, slots=True)
class Propose:
    """Put something to those who may agree; the questions that ask them name it by its key.

    facts: what is shown, and so what is agreed to. As chama.agreement.Proposal has them.
    """

    key: str
    kind: str
    facts: Facts
    asked_by: str
    interested: tuple[str, ...]
    voters: tuple[str, ...]
    needed: int
    is_everyone: bool
    expires_at: datetime
    amount_cents: int | None = None
    member: str = ""
    by_count: bool = False


@dataclass(frozen=True, slots=True)
class Widen:
    """A proposal is put to other people too: its voters from now on, and how many must agree."""

    proposal_id: int
    voters: tuple[str, ...]
    needed: int
    is_everyone: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's answer to a proposal; agrees: None takes their answer back."""

    proposal_id: int
    member: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Settle:
    """A proposal is open no longer. by: who refused it. entry: the key of what it posted."""

    proposal_id: int
    state: State
    by: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class EndAgreed:
    """What was agreed to has been carried out whole, or is not to be any more.

    key: the proposal's, or that of the entry that it posted.
    """

    key: str
    state: State


@dataclass(frozen=True, slots=True)
class NoteWrongCode:
    """Somebody answered a question with digits that are not its code."""

    question_id: int


@dataclass(frozen=True, slots=True)
class RenewCode:
    """A question gets a new code; `key` is how CodeOf names it."""

    question_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Open a question to one person; it is shown when no other of theirs is open.

    key: names the question, so that the same one is never asked twice. proposal: the key of what
    it asks agreement to, where that is new; else proposal_id. needs_code: it is agreed to with four
    digits of its own.
    """

    key: str
    kind: str
    address: str
    details: Mapping[str, Any]
    is_presented: bool = False
    proposal: str = ""
    proposal_id: int | None = None
    needs_code: bool = False


@dataclass(frozen=True, slots=True)
class Present:
    """A waiting question is now in front of the person."""

    question_id: int


@dataclass(frozen=True, slots=True)
class Close:
    """A question was answered, or the answer came another way."""

    question_id: int
    answer: str


@dataclass(frozen=True, slots=True)
class MakeClaim:
    """Remember a member's own proof until the collector's text confirms it.

    shares: for whom, as (member, cents), None for all of it; empty when it is all for the claimer.
    """

    receipt: ReceiptId
    member: str
    amount_cents: int | None
    shares: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class ShareClaim:
    """The claimer says for whom their claim is."""

    receipt: ReceiptId
    member: str
    shares: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Intend:
    """A member says for whom their next payment will be: as `Intention` has it."""

    member: str
    shares: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class UseIntention:
    """A payment has come and was shared as its payer had said, or the payer took it back."""

    intention_id: int


@dataclass(frozen=True, slots=True)
class KeepReversal:
    """Remember M-Pesa's word that it took a payment back whose own text has not come.

    original: the payment; code: the reversal's own, of the same network. amount_cents: None for
    all of it.
    """

    original: ReceiptId
    code: str
    amount_cents: int | None
    on: date


@dataclass(frozen=True, slots=True)
class ApplyReversal:
    """The reversal kept for this payment is in the book now."""

    original: ReceiptId


@dataclass(frozen=True, slots=True)
class SettleClaims:
    """Claims of this receipt wait no longer: those of one member, or all when member is ""."""

    receipt: ReceiptId
    member: str = ""


@dataclass(frozen=True, slots=True)
class NoteLookedFor:
    """An officer has looked whether a claimed payment came; one that did not holds nothing back."""

    receipt: ReceiptId
    member: str
    has_come: bool


@dataclass(frozen=True, slots=True)
class RememberPayer:
    """An officer said who this payer is."""

    payer_key: str
    member: str


@dataclass(frozen=True, slots=True)
class NoteSight:
    """A text showed a newer balance of this collector."""

    collector: str
    sight: Sight


@dataclass(frozen=True, slots=True)
class ForgetPayer:
    """What was remembered of a payer of this name turned out to be another member's."""

    payer_name: str
    member: str


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The sender wants this language."""

    language: str


@dataclass(frozen=True, slots=True)
class SetOptOut:
    """The sender wants no messages, or wants them again. With the messages end their sessions."""

    is_out: bool


@dataclass(frozen=True, slots=True)
class MakeLink:
    """This officer may come in to the dashboard once, by a link that SecretOf stands for.

    for_auditor: it is for somebody whom they let look at this group, and who changes nothing.
    """

    phone: str
    for_auditor: bool = False


@dataclass(frozen=True, slots=True)
class MakeFileLink:
    """This person may fetch a report once, by a link that SecretOf stands for.

    member: their code. report: its name; "statement" is their own, all others are the officers'.
    """

    phone: str
    member: str
    report: str


@dataclass(frozen=True, slots=True)
class EndSessions:
    """No browser shows this person's groups any more."""

    phone: str


@dataclass(frozen=True, slots=True)
class EndAudits:
    """No auditor looks at this group any more."""


@dataclass(frozen=True, slots=True)
class NoteWrongNumber:
    """Whoever has a member's phone says that it is not that member's, or that it is after all."""

    member: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class ReceivePhone:
    """A member gets pots on another number from a moment on; phone "" drops such a change.

    actor: who stands for it.
    """

    member: str
    phone: str
    from_at: datetime | None
    actor: str


@dataclass(frozen=True, slots=True)
class PayPhone:
    """This phone is asked for what a member pays; phone "" for their own again.

    actor: who stands for it.
    """

    member: str
    phone: str
    actor: str


@dataclass(frozen=True, slots=True)
class ChooseGroup:
    """The sender speaks about this group from now on; `redo` is the message that waited for it."""

    chama_id: int
    redo: str = ""


@dataclass(frozen=True, slots=True)
class CallMeeting:
    """A meeting was called; the next "when do we meet?" is answered with it."""

    text: str
    called_by: str


@dataclass(frozen=True, slots=True)
class BeginCycle:
    """Whose turn each round of a cycle is stands fast from now on."""

    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round begins; the entry that raises its dues is posted beside it."""

    round: RoundFacts


@dataclass(frozen=True, slots=True)
class AgreeOnChange:
    """A change of a rule was agreed to and waits for its day. stand: who stands for it."""

    change: RuleChange
    stand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """The day of a change has come: these are the rules from now on."""

    change: RuleChange
    rules: Rules


@dataclass(frozen=True, slots=True)
class AnnounceRate:
    """The dues of a round, by its number, may be paid in another currency at this rate.

    actor: who stands for it, as the book writes it.
    """

    round: int
    rate: Rate
    actor: str


@dataclass(frozen=True, slots=True)
class FetchStatement:
    """An officer sent a provider's statement: the worker fetches and reads it.

    password: the code that opens it, as written beside it; "" for none.
    """

    url: str
    content_type: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AgreeToStatement:
    """A statement that was read is agreed to: the worker brings it into the book.

    stand: the codes of those who stand for it, who sent it first.
    """

    file_id: int
    proposal_id: int
    stand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForgetStatement:
    """A statement that was read is not agreed to."""

    file_id: int


@dataclass(frozen=True, slots=True)
class EnrolPhone:
    """The phone on which a collector's texts arrive may post them from now on, in the place of one
    that did before. stand: the codes of those who stand for it."""

    collector: str
    stand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EndPhone:
    """Nothing that a phone posts counts any more."""

    phone_id: int


@dataclass(frozen=True, slots=True)
class ResumePhone:
    """What a phone posts counts again."""

    phone_id: int


@dataclass(frozen=True, slots=True)
class NoteStranger:
    """A stranger got their one answer of the day."""


@dataclass(frozen=True, slots=True)
class NoteProof:
    """The provider itself has shown this receipt when it was asked. cents: what came, below zero
    what was sent. account: that was typed, as a callback has it, or, is_listed, as the provider
    itself lists it: that takes the place of what was noted before."""

    receipt: ReceiptId
    cents: int
    account: str = ""
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """Order something of the provider that moves money: the worker calls it after the commit.

    key: names it; the same one is ordered once. As `Order` has them.
    """

    key: str
    kind: OrderKind
    member: str
    phone: str
    amount_cents: int
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """An order that was never called is not to be."""

    order_id: int


@dataclass(frozen=True, slots=True)
class SettleOrder:
    """An order is over, or waits for nothing but its receipt. why: what it failed of."""

    order_id: int
    state: OrderState
    receipt: str = ""
    why: str = ""


Effect = (
    Post
    | Say
    | Ask
    | Propose
    | Widen
    | Vote
    | Settle
    | EndAgreed
    | NoteWrongCode
    | RenewCode
    | Present
    | Close
    | MakeClaim
    | ShareClaim
    | Intend
    | UseIntention
    | KeepReversal
    | ApplyReversal
    | SettleClaims
    | NoteLookedFor
    | RememberPayer
    | ForgetPayer
    | NoteSight
    | SetLanguage
    | SetOptOut
    | MakeLink
    | MakeFileLink
    | EndSessions
    | EndAudits
    | NoteWrongNumber
    | ReceivePhone
    | PayPhone
    | ChooseGroup
    | CallMeeting
    | BeginCycle
    | OpenRound
    | AgreeOnChange
    | ChangeRules
    | AnnounceRate
    | FetchStatement
    | AgreeToStatement
    | ForgetStatement
    | EnrolPhone
    | EndPhone
    | ResumePhone
    | NoteStranger
    | CancelOrder
    | NoteProof
    | OrderMoney
    | SettleOrder
)

Decision = tuple[Effect, ...]
