"""Money that arrived from who may have held it for the group: as their own, or as the group's.

left: what a text of the place that it left has told, where one came: its code and its charge.
"""

from __future__ import annotations

from bot.conversation import crediting, moves, owning
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.incoming import Incoming
from bot.conversation.moves import Move
from bot.conversation.proposals import transfer
from chama import entries
from chama.agreement import AND
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account


def count_as_own(
    draft: Draft, payment: Incoming, payer: Person, source: Account, left: Facts | None
) -> None:
    """Their contribution, on the word of the text's author too; else others are asked."""
    shown_by = _shown_by(draft, payment, payer)
    if any(draft.group.person(one) for one in shown_by):
        stand = AND.join((*shown_by, payer.code))
        crediting.announce(draft, [crediting.allocate(draft, payment, payer, by=stand)])
    else:
        owning.propose(draft, payment, [(payer, draft.receipts[payment.id].waiting_cents)])
    if left is not None:
        moves.note_left(draft, left, source, is_own=True)


def count_as_groups(
    draft: Draft, payment: Incoming, payer: Person, source: Account, left: Facts | None
) -> None:
    """Nobody lowers what they answer for by their own word, or below what the book has there."""
    cents, shown_by = draft.receipts[payment.id].waiting_cents, _shown_by(draft, payment, payer)
    move = Move(
        source,
        entries.collector(ROTATION, payment.collector),
        cents,
        left["fee_cents"] if left is not None else 0,
        payment.code,
        payment.network,
        payment.on,
    )
    held_cents = transfer.held_cents(draft, move)
    if not moves.holds_enough(draft, move):
        draft.reply("holds_less", name="", amount_cents=cents, held_cents=held_cents)
        return
    giver = moves.answers_for(draft.group, source)
    others = [one for code in shown_by if (one := draft.group.person(code)) not in (None, giver)]
    if others and held_cents >= cents:
        draft.stand_for(tuple(dict.fromkeys((*shown_by, payer.code))))
        transfer.arrive(draft, payment, move, left)
    else:
        transfer.propose_arrived(draft, payment, move, left)


def _shown_by(draft: Draft, payment: Incoming, payer: Person) -> list[str]:
    """Who else than its payer has shown the text, by their codes."""
    actors = draft.receipts[payment.id].entry.actor.split(AND)
    return [one for one in actors if one != payer.code]
