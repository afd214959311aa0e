"""What a statement causes: its payments, reversals and payouts go the way that texts of them go.

The statement is the cause. Nobody wrote it, so what a sender would be answered is left out;
members get their receipts and officers their questions as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.conversation import crediting, paying_out
from bot.conversation.cause import Cause
from bot.conversation.draft import Draft
from bot.conversation.effects import Decision, Post
from bot.conversation.evidence import departures, doubts
from bot.conversation.evidence.handled import Handled
from bot.conversation.evidence.money_out import decide_money_out
from bot.conversation.evidence.received import ask_review, post_proven
from bot.conversation.evidence.reversals import ask_about_early, decide_reversal
from bot.conversation.incoming import Incoming, told_day
from bot.conversation.payers import ask_whose, find_payer
from bot.conversation.situation import Situation
from chama import entries
from chama.group import Collector
from chama.journal import ReceiptId
from chama.matching import MatchHow
from chama.receipts import Receipt
from chama.recorded import Booked, Recorded
from chama.rota import day_in_nairobi

PROVIDER = "M-PESA"
WORDS_LAST = timedelta(days=3)

_SAID_BY_PEOPLE = frozenset({MatchHow.CLAIM, MatchHow.REMEMBERED})


@dataclass(frozen=True, slots=True)
class Payments:
    """Money that came in and is not in the book.

    doubtful: codes of which the statement itself does not say for sure who paid.
    """

    receipts: tuple[Receipt, ...]
    collector: Collector
    doubtful: frozenset[str] = frozenset()

    def of(self, receipts: Sequence[Receipt]) -> Payments:
        """Some of them, in this order."""
        return replace(self, receipts=tuple(receipts))

    def decide(self, situation: Situation, cause: Cause) -> Decision:
        """Credit each to those whom it is for, or leave it waiting and ask the treasurer."""
        draft, handled = Draft(situation, cause), Handled()
        for receipt in self.receipts:
            draft.situation = _as_known_of(receipt, situation, cause.at)
            payment = Incoming.from_receipt(receipt, self.collector.code, cause.at)
            if payment is None or payment.id in draft.receipts:
                continue  # it came as a text just now
            if alike := doubts.lookalike_reasons(draft, payment.id, payment.amount_cents):
                ask_review(draft, payment, alike)
            elif payment.code in self.doubtful and not _is_vouched_for(draft, payment):
                _leave_waiting(draft, payment)
            else:
                post_proven(draft, payment, handled)
        crediting.send_receipts(draft, handled.credits)
        return paying_out.finish(draft)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A payment or payout that the book still counts, with the reversal of it."""

    reversal: Receipt
    collector: Collector

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """What has to be known to decide."""
        return (self.reversal,)

    def decide(self, situation: Situation, cause: Cause) -> Decision:
        """Take it back out of the book, as M-Pesa's own text of the reversal would."""
        draft = Draft(replace(situation, my_collectors=(self.collector,)), cause)
        decide_reversal(draft, self.reversal)
        return paying_out.finish(draft)


@dataclass(frozen=True, slots=True)
class SentOut:
    """Money that left the collector and of which the book says nothing."""

    sent: Receipt
    collector: Collector

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """What has to be known to decide."""
        return (self.sent,)

    def decide(self, situation: Situation, cause: Cause) -> Decision:
        """Put it to those who may agree as the pot, or ask who holds the collector what it was.

        Who agreed to the statement may agree to this too: they have not been asked about it yet.
        """
        first = replace(cause, actors=cause.actors[:1])
        draft = Draft(replace(situation, my_collectors=(self.collector,)), first)
        if (ends := departures.between(draft, self.sent)) is not None:
            departures.decide(draft, self.sent, *ends, Handled())
        else:
            told_by = draft.group.name_of(first.actors[0]) or PROVIDER
            decide_money_out(draft, self.sent, told_by=told_by)
        return paying_out.finish(draft)


Proven = Payments | TakenBack | SentOut
"""What a statement proves and the book lacks."""


def posted_by(decision: Decision) -> dict[ReceiptId, Recorded]:
    """What a decision puts into the book of each receipt."""
    posted: dict[ReceiptId, list[Booked]] = {}
    for effect in decision:
        receipt = entries.receipt_of(effect.entry.key) if isinstance(effect, Post) else None
        if isinstance(effect, Post) and receipt is not None:
            history = posted.setdefault(receipt, [])
            history.append((effect.entry, len(history)))
    return {receipt: Recorded(receipt, True, tuple(booked)) for receipt, booked in posted.items()}


def _as_known_of(receipt: Receipt, situation: Situation, now: datetime) -> Situation:
    """What people said of their next payment is not about one of last week."""
    day = told_day(receipt)
    is_old = day is not None and day < day_in_nairobi(now) - WORDS_LAST
    return replace(situation, intentions=()) if is_old else situation


def _is_vouched_for(draft: Draft, payment: Incoming) -> bool:
    """Whether a member claimed this code, or an officer said before who this payer is."""
    return find_payer(draft, payment).how in _SAID_BY_PEOPLE


def _leave_waiting(draft: Draft, payment: Incoming) -> None:
    crediting.leave_unallocated(draft, payment)
    ask_about_early(draft, payment)
    ask_whose(draft, payment, find_payer(draft, payment), hint_334=False)
