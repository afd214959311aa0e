"""Money came from an officer who may have held it for the group: a contribution, or that money?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting, in_the_book, moves, owning
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.incoming import Incoming
from bot.conversation.moves import Move
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from chama import entries
from chama.agreement import AND
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account, SealedEntry
from chama.kinds import EntryKind

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


def answer(draft: Draft, question: Question, value: str) -> None:
    """Credit it on the word of the text's author too, or put it where the group's money was."""
    me, payment = draft.situation.me, Incoming.from_details(question.details)
    recorded = draft.receipts.get(payment.id)
    if me is None or recorded is None or recorded.waiting_cents <= 0:
        if recorded is not None:
            in_the_book.tell(draft, recorded)
        return
    shown_by = [one for one in recorded.entry.actor.split(AND) if one != me.code]
    if value == HELD:
        _move(draft, payment, me, Account.parse(ROTATION, question.details["source"]), shown_by)
    elif any(draft.group.person(one) for one in shown_by):
        stand = AND.join((*shown_by, me.code))
        crediting.announce(draft, [crediting.allocate(draft, payment, me, by=stand)])
    else:
        owning.propose(draft, payment, [(me, recorded.waiting_cents)])


def _move(
    draft: Draft, payment: Incoming, me: Person, source: Account, shown_by: list[str]
) -> None:
    cents = draft.receipts[payment.id].waiting_cents
    target = entries.collector(ROTATION, payment.collector)
    move = Move(source, target, cents)
    if not moves.holds_enough(draft, move):
        held_cents = entries.lies_in(draft.balances, source)
        draft.reply("holds_less", name="", amount_cents=cents, held_cents=held_cents)
        return
    actor = AND.join(dict.fromkeys((*shown_by, me.code)))
    for told in _told_before(draft, move):
        draft.post(entries.reversal(told.entry, told.seq, on=payment.day, actor=actor))
    entry = entries.arrived_from(
        payment.id, cents, source=source, key=draft.next_key(payment.id), on=payment.day,
        actor=actor,
    )  # fmt: skip
    draft.post(entry)
    crediting.settle_claims(draft, payment.id)
    facts = {**moves.as_details(draft, move), "code": payment.code, "network": payment.network}
    shown = moves.shown(facts)
    said = {
        **{name: told for name, told in shown.items() if name not in ("name", "is_you")},
        "giver_cents": entries.lies_in(draft.balances, source),
        "taker_cents": entries.lies_in(draft.balances, target),
        "officers": ", ".join(draft.group.name_of(one) for one in actor.split(AND)),
        "chain": ChainOf(entry.key),
    }
    draft.tell_officers("transferred", said)


def _told_before(draft: Draft, move: Move) -> list[SealedEntry]:
    """The same move, as words had told it and others agreed: its text takes its place."""
    recent = draft.situation.recent
    taken_back = {one.entry.reverses for one in recent}
    told = [
        one
        for one in recent
        if one.entry.kind is EntryKind.TRANSFER
        and entries.receipt_of(one.entry.key) is None
        and one.seq not in taken_back
        and one.entry.amount_cents == move.cents
        and _touches(one, move)
    ]
    return told[:1]


def _touches(one: SealedEntry, move: Move) -> bool:
    moved = {
        (line.account.kind, line.account.owner): line.amount_cents > 0
        for line in one.entry.postings
    }
    places = {
        (move.source.kind, move.source.owner): False,
        (move.target.kind, move.target.owner): True,
    }
    return moved == places
