"""The M-Pesa text of money that was sent home: of an exchange that two officers told of before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.evidence.handled import Handled, already_item
from bot.conversation.incoming import Incoming
from bot.conversation.payers import find_payer, open_claims
from bot.conversation.told_before import moved_cents, standing
from chama import entries
from chama.journal import Account, SealedEntry
from chama.kinds import EntryKind

ARRIVES_WITHIN = timedelta(days=7)
"""How long after an exchange was told of its text may come, or before."""


def told_before(draft: Draft, payment: Incoming) -> SealedEntry | None:
    """The exchange whose money this is: so much came into that collector, and nobody paid it.

    A payment that shows a member, or that one claims, is theirs.
    """
    if find_payer(draft, payment).member_id is not None or open_claims(draft, payment.id):
        return None
    place = crediting.place_of(draft, payment)
    return next(
        (
            one
            for one in _told_lately(draft)
            if entries.receipt_of(one.entry.key) is None
            and moved_cents(one.entry, place) == payment.amount_cents
        ),
        None,
    )


def gave_before(draft: Draft, place: Account, cents: int, fee_cents: int) -> SealedEntry | None:
    """The exchange that was told of for which so much left a place, with its fee or without."""
    left = (-cents, -cents - fee_cents)
    return next((one for one in _told_lately(draft) if moved_cents(one.entry, place) in left), None)


def bind(draft: Draft, told: SealedEntry, payment: Incoming, handled: Handled) -> None:
    """Put the exchange down once more, with its receipt: nothing is counted twice.

    It stands on the word of those who agreed to it.
    """
    entry, by = told.entry, crediting.actor(draft)
    draft.post(entries.reversal(entry, told.seq, on=crediting.today(draft), actor=by))
    currency = crediting.place_of(draft, payment).currency
    came = [line for line in entry.postings if line.account.currency == currency]
    gave = [line for line in entry.postings if line.account.currency != currency]
    shown = replace(
        entry,
        key=entries.receipt_key(payment.id),
        postings=(*came, *gave),
        receipt=payment.code,
        network=payment.network,
        memo=payment.payer_name,
    )
    draft.post(shown)
    handled.already.append(already_item(draft, draft.receipts[payment.id]))


def _told_lately(draft: Draft) -> Iterator[SealedEntry]:
    """The exchanges that stand in the book and are recent enough for their text to come now."""
    lately = standing(draft, ARRIVES_WITHIN)
    return (one for one in lately if one.entry.kind is EntryKind.EXCHANGE)
