"""The balance that a text prints, held against the one before it: is a text missing in between?

A gap is a note to whoever forwarded the text, never a doubt, and it holds no credit back: Fuliza
takes its share first, and a collector's texts are forwarded late or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.conversation.charges import LARGEST_FEE_CENTS
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts, NoteSight
from bot.conversation.evidence.conflicts import differences
from bot.conversation.situation import Sight
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.journal import Balances
from chama.receipts import Direction, Kind, Receipt

_LAST = datetime.max.replace(tzinfo=UTC)

# Credits that print the balance of what the money came into. Bank notices and the other wallets
# print none, or no time, or that of another account than the collector's.
_CREDITS = {
    Kind.RECEIVED_PERSON: CollectorKind.PHONE,
    Kind.RECEIVED_BUSINESS: CollectorKind.PHONE,
    Kind.RECEIVED_INTERNATIONAL: CollectorKind.PHONE,
    Kind.RECEIVED_TILL: CollectorKind.TILL,
    Kind.RECEIVED_PAYBILL: CollectorKind.PAYBILL,
    Kind.RECEIVED_POCHI: CollectorKind.POCHI,
    Kind.BANK_CREDIT: CollectorKind.BANK,
}
# What else moves a phone's M-PESA balance and prints it.
_OTHERS = (
    Kind.SENT_PERSON,
    Kind.SENT_POCHI,
    Kind.PAID_TILL,
    Kind.PAID_PAYBILL,
    Kind.WITHDRAW_AGENT,
    Kind.DEPOSIT_AGENT,
    Kind.AIRTIME,
    Kind.SAVINGS_IN,
    Kind.SAVINGS_OUT,
    Kind.INTERNAL_TRANSFER,
    Kind.LOAN,
    Kind.REVERSAL_IN,
    Kind.REVERSAL_OUT,
    Kind.FULIZA_REPAY,
)
_PRINTED_BY = {**_CREDITS, **dict.fromkeys(_OTHERS, CollectorKind.PHONE)}


def in_printed_order(receipts: Iterable[Receipt]) -> list[Receipt]:
    """The texts of one message as they happened; those without a time come last.

    Within a minute a reversal follows what it takes back, and the lower balance comes first:
    money in, the usual thing, raises it.
    """

    def order(receipt: Receipt) -> tuple[datetime, bool, int]:
        at = receipt.occurred_at
        balance_cents = receipt.balance.cents if receipt.balance else 0
        moment = at if isinstance(at, datetime) else _LAST
        return moment, receipt.reverses is not None, balance_cents

    return sorted(receipts, key=order)


def watched(collectors: Sequence[Collector], receipt: Receipt) -> Collector | None:
    """The collector whose balance a text prints, None where it prints none that can be followed."""
    has_time = isinstance(receipt.occurred_at, datetime)
    if receipt.balance is None or not receipt.code or not has_time or receipt.is_suspicious:
        return None
    kind, currency = _PRINTED_BY.get(receipt.kind), receipt.balance.currency
    of_kind = (collector for collector in collectors if collector.kind is kind)
    return next((one for one in of_kind if one.currency in ("", currency)), None)


@dataclass
class Watch:
    """The balances of the sender's collectors while the texts of a message are gone through.

    sights: the newest that was seen of each, by its code, where one was seen in this message.
    gaps: by collector, in cents: what came in (positive) or went out without a text of it.
    """

    sights: dict[str, Sight] = field(default_factory=dict)
    gaps: dict[Collector, list[int]] = field(default_factory=dict)

    def look(self, draft: Draft, receipt: Receipt) -> None:
        """Follow a balance to this text; one older than the newest seen says nothing, nor does one
        in another currency than its collector's."""
        collector = watched(draft.situation.my_collectors, receipt)
        if collector is None or receipt.balance is None:
            return
        is_other = receipt.balance.currency != (collector.currency or draft.group.currency)
        if is_other or _contradicts_the_book(draft, receipt):
            return
        before = self.sights.get(collector.code) or draft.situation.sights.get(collector.code)
        now = _sight(receipt)
        if before is None or now.printed_at > before.printed_at:
            self.sights[collector.code] = now
            if before is not None and receipt.kind in _CREDITS:
                gap_cents = now.balance_cents - before.balance_cents - _moved_cents(receipt)
                self.gaps.setdefault(collector, []).append(gap_cents)
        elif now.printed_at == before.printed_at and _follows(before, now, receipt):
            self.sights[collector.code] = now

    def tell(self, draft: Draft) -> None:
        """Remember what was seen, and tell the sender of gaps that mean something."""
        for collector, gaps in self.gaps.items():
            telling = [gap for gap in gaps if _is_telling(collector, gap, draft.balances)]
            more_cents = sum(gap for gap in telling if gap > 0)
            less_cents = -sum(gap for gap in telling if gap < 0)
            if telling:
                gap = {"more_cents": more_cents, "less_cents": less_cents}
                draft.reply("balance_gap", **gap, **_counted_in(collector))
        for code, sight in self.sights.items():
            draft.add(NoteSight(code, sight))


def _counted_in(collector: Collector) -> Facts:
    return {"currency": collector.currency} if collector.currency else {}


def _contradicts_the_book(draft: Draft, receipt: Receipt) -> bool:
    recorded = draft.receipts.get(receipt.id) if receipt.id else None
    return recorded is not None and bool(differences(recorded, receipt))


def _is_telling(collector: Collector, gap_cents: int, balances: Balances) -> bool:
    """Whether a gap is worth a word.

    A person's own phone has income and spending that are none of the group's: there a gap only
    says something when it is just what somebody owes for a round.
    """
    if collector.kind is CollectorKind.PHONE and collector.currency:
        return False  # what is owed is in another currency
    if collector.kind is CollectorKind.PHONE:
        owed = {cents for one, cents in balances.items() if one.kind.meaning.is_owed}
        return gap_cents > 0 and gap_cents in owed
    return gap_cents > 0 or gap_cents < -LARGEST_FEE_CENTS


def _follows(before: Sight, now: Sight, receipt: Receipt) -> bool:
    """Whether of two texts of one minute this is the later one; money out may have cost a fee."""
    fee_cents = before.balance_cents + _moved_cents(receipt) - now.balance_cents
    largest_cents = LARGEST_FEE_CENTS if receipt.direction is Direction.OUT else 0
    return 0 <= fee_cents <= largest_cents


def _moved_cents(receipt: Receipt) -> int:
    """What a text did to the balance, its fee left aside; 0 where it does not say."""
    cents = receipt.amount.cents if receipt.amount else 0
    return -cents if receipt.direction is Direction.OUT else cents


def _sight(receipt: Receipt) -> Sight:
    """The balance that a watched text prints."""
    at = receipt.occurred_at
    if receipt.balance is None or not isinstance(at, datetime):
        raise LookupError("Only a text with a balance and a time can be followed.")
    return Sight(receipt.code or "", at, receipt.balance.cents)
