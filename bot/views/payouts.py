"""The pots that were set aside lately, each with the slip of its payout as the book has it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.store import book
from bot.store.tables import entry
from bot.views.chamas import Legend, all_chamas, legend
from bot.views.pots import Deduction, deduction
from chama.entries import ROTATION, receipt_of
from chama.journal import Account, SealedEntry
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.standing import round_number

_KINDS = (EntryKind.PAYOUT_AGREED, EntryKind.PAYOUT, EntryKind.PAYOUT_RELEASED)


@dataclass(frozen=True, slots=True)
class Sent:
    """Money that went to a recipient. receipt: the provider's code, "" for notes. chain: the ref of
    its entry."""

    on: date | None
    amount: Money
    receipt: str
    chain: str


@dataclass(frozen=True, slots=True)
class PayoutSlip:
    """A pot that was set aside. on: when it was agreed to. gross, deducted, net: what was taken
    from the pot, what that settled, and what was to be sent. sent: what has gone since. agreed: the
    names of those on whose word it was. is_released: it was not sent after all."""

    on: date | None
    round: int
    recipient: str
    gross: Money
    deducted: tuple[Deduction, ...]
    net: Money
    agreed: tuple[str, ...]
    chain: str
    sent: tuple[Sent, ...]
    is_released: bool


def newest_payouts(connection: sa.Connection, chama_id: int, limit: int) -> tuple[PayoutSlip, ...]:
    """The slips of the pots that a chama set aside last, the newest first, at most so many."""
    chosen = (
        sa.select(entry.c.id)
        .where(entry.c.chama_id == chama_id, entry.c.kind.in_([str(one) for one in _KINDS]))
        .order_by(entry.c.seq.desc())
        .limit(4 * limit)  # each is agreed to, and then sent in a part or two
    )
    found = book.entries_with_ids(connection, connection.execute(chosen).scalars().all())
    (of,) = all_chamas(connection, chama_id)
    named = legend(connection, of)
    agreed = [one for one in reversed(found) if _pot_in(one) is not None]
    return tuple(_slip(one, found, named) for one in agreed[:limit])


def _pot_in(sealed: SealedEntry) -> Account | None:
    """The pot that an entry sets aside, None for another entry."""
    if sealed.entry.kind is not EntryKind.PAYOUT_AGREED:
        return None
    accounts = (line.account for line in sealed.entry.postings)
    return next((one for one in accounts if one.kind is AccountKind.POT), None)


def _slip(agreed: SealedEntry, found: Sequence[SealedEntry], named: Legend) -> PayoutSlip:
    lines = agreed.entry.postings
    currency = named.currencies[ROTATION]
    pot = [line for line in lines if line.account.kind is AccountKind.POT]
    owed = [line for line in lines if line.account.kind.meaning.is_owed]
    payable = [line for line in lines if line.account.kind.meaning.is_payable]
    accounts = {line.account for line in payable}
    later = [one for one in found if one.seq > agreed.seq and _debits(one, accounts)]
    return PayoutSlip(
        on=agreed.entry.effective_on,
        round=round_number(pot[0].account.round),
        recipient=named.members.get(agreed.entry.member, agreed.entry.member),
        gross=Money(sum(line.amount_cents for line in pot), currency),
        deducted=tuple(deduction(one.account, -one.amount_cents, currency) for one in owed),
        net=Money(-sum(line.amount_cents for line in payable), currency),
        agreed=named.names(agreed.entry.actor),
        chain=agreed.chain_code,
        sent=tuple(
            _sent(one, Money(_debits(one, accounts), currency))
            for one in later
            if one.entry.kind is EntryKind.PAYOUT
        ),
        is_released=any(one.entry.kind is EntryKind.PAYOUT_RELEASED for one in later),
    )


def _debits(sealed: SealedEntry, accounts: Collection[Account]) -> int:
    """By how much an entry lowers what these accounts hold set aside, in cents."""
    return sum(line.amount_cents for line in sealed.entry.postings if line.account in accounts)


def _sent(sealed: SealedEntry, amount: Money) -> Sent:
    receipt = receipt_of(sealed.entry.key)
    code = receipt.code if receipt is not None else ""
    return Sent(sealed.entry.effective_on, amount, code, sealed.chain_code)
