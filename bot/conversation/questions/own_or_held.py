"""Money came from an officer who may have held it for the group: a contribution, or that money?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting, in_the_book, moves, owning
from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.moves import Move
from bot.conversation.proposals import transfer
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from chama import entries
from chama.agreement import AND
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account

OWN, HELD = "own", "held"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payment, and the two things that it can be."""
    payment = Incoming.from_details(details)
    return "ask_own_or_held", {"amount_cents": payment.amount_cents, "code": payment.code}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """A contribution, or the group's money that was held."""
    return Choice("", OWN), Choice("", HELD)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """Whether the same was told in words and agreed before."""
    return frozenset({"recent"})


def holds(draft: Draft, question: Question) -> bool:
    """Whether some of it waits for its owner still."""
    return draft.receipts[Incoming.from_details(question.details).id].waiting_cents > 0


def answer(draft: Draft, question: Question, value: str) -> None:
    """It counts at once on the word of the text's author too; else others are asked."""
    me, payment = draft.situation.me, Incoming.from_details(question.details)
    recorded = draft.receipts.get(payment.id)
    if me is None or recorded is None or recorded.waiting_cents <= 0:
        if recorded is not None:
            in_the_book.tell(draft, recorded)
        return
    shown_by = [one for one in recorded.entry.actor.split(AND) if one != me.code]
    if value == HELD:
        source = Account.parse(ROTATION, question.details["source"])
        _was_held(draft, payment, me, source, shown_by)
    elif any(draft.group.person(one) for one in shown_by):
        stand = AND.join((*shown_by, me.code))
        crediting.announce(draft, [crediting.allocate(draft, payment, me, by=stand)])
    else:
        owning.propose(draft, payment, [(me, recorded.waiting_cents)])


def _was_held(
    draft: Draft, payment: Incoming, me: Person, source: Account, shown_by: list[str]
) -> None:
    """Nobody lowers what they answer for by their own word, or below what the book has there."""
    cents = draft.receipts[payment.id].waiting_cents
    target = entries.collector(ROTATION, payment.collector)
    on = payment.day.isoformat()
    move = Move(source, target, cents, code=payment.code, network=payment.network, on=on)
    held_cents = transfer.held_cents(draft, move)
    if not moves.holds_enough(draft, move):
        draft.reply("holds_less", name="", amount_cents=cents, held_cents=held_cents)
        return
    giver = moves.answers_for(draft.group, source)
    others = [one for code in shown_by if (one := draft.group.person(code)) not in (None, giver)]
    if others and held_cents >= cents:
        draft.stand_for(tuple(dict.fromkeys((*shown_by, me.code))))
        transfer.arrive(draft, payment, move)
    else:
        transfer.propose_arrived(draft, payment, move)
