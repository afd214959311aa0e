"""Money of the group went from one place to another: who takes it, or an officer, says yes."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation import agreeing, crediting, moves, told_before
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.incoming import Incoming, receipt_in
from bot.conversation.moves import Move
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import JournalEntry, ReceiptId, SealedEntry, standing
from chama.kinds import AccountKind, EntryKind

NEEDS = ("recent",)

LATELY = timedelta(days=14)
"""Money that was moved in this time may be the very same that is told of."""


def propose_arrived(draft: Draft, payment: Incoming, move: Move, left: Facts | None = None) -> None:
    """Ask whether money that came and waits for its owner is the group's, from another place.

    left: the text of where it left, where that came too.
    """
    facts = {
        **moves.as_details(draft, move),
        "payment": payment.as_details(),
        "held_cents": held_cents(draft, move),
        **({} if left is None else {"left": left}),
    }
    voters = agreeing.propose(draft, "transfer", move.key, facts)
    if voters is not None:
        officer = agreeing.names(voters.people)
        draft.reply("asked_transfer", officer=officer, **moves.shown(facts))


def show(facts: Facts) -> tuple[str, Facts]:
    """How much, from where and to where."""
    return "ask_transfer", moves.shown(facts)


def asked(facts: Facts, person: Person) -> Facts:
    """Who is asked whether they took it themselves is spoken to."""
    target = moves.from_details(facts).target
    return {**facts, "is_you": (target.kind, target.owner) == (AccountKind.CASH, person.code)}


def like(draft: Draft, facts: Facts) -> list[Facts]:
    """As much that went the same way lately; what a text shows is told by its own code."""
    move = moves.from_details(facts)
    if move.code:
        return []
    return told_before.newest(
        told_before.line(one, move.cents, words=one.entry.receipt or "")
        for one in told_before.standing(draft, LATELY)
        if one.entry.kind is EntryKind.TRANSFER
        and told_before.moved_cents(one.entry, move.target) == move.cents
        and told_before.moved_cents(one.entry, move.source) <= -move.cents
    )


def put_another(draft: Draft, me: Person, facts: Facts) -> None:
    """Another one goes the way of every move."""
    moves.tell_of_another(draft, me, moves.from_details(facts))


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who answers for less by it."""
    giver = moves.answers_for(draft.group, moves.from_details(facts).source)
    return {giver.code} if giver else set()


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether what a text shows of it is not in the book by another way, or waits there still."""
    if not facts["code"]:
        return True
    if "payment" not in facts:
        return draft.is_free(receipt_in(facts))
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    return recorded is not None and recorded.waiting_cents == facts["amount_cents"]


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Post it, unless the hand holds less by now, and tell the officers what each holds."""
    facts = proposal.facts
    move = moves.from_details(facts)
    if not (moves.holds_enough(draft, move) and holds(draft, facts)):
        draft.reply("changed_since", code=move.code)
        return False
    if "payment" in facts:
        arrive(draft, Incoming.from_details(facts), move, facts.get("left"))
        return True
    receipt = receipt_in(facts)
    follows = draft.free_key(receipt) if receipt else f"move:{proposal.number}"
    entry = entries.moved(
        draft.balances,
        move.cents,
        source=move.source,
        target=move.target,
        key=follows,
        on=date.fromisoformat(move.on) if move.on else crediting.today(draft),
        actor=crediting.actor(draft),
        fee_cents=move.fee_cents,
        receipt=receipt,
    )
    draft.post(entry)
    _tell_moved(draft, move, entry)
    return True


def arrive(draft: Draft, payment: Incoming, move: Move, left: Facts | None = None) -> None:
    """Money that waits for its owner lay elsewhere before; what words had told of it gives way.

    left: the text of where it left, where that came too.
    """
    actor = crediting.actor(draft)
    for told in _told_before(draft, move):
        draft.post(entries.reversal(told.entry, told.seq, on=payment.day, actor=actor))
    entry = entries.arrived_from(
        payment.id,
        move.cents,
        source=move.source,
        key=draft.next_key(payment.id),
        on=payment.day,
        actor=actor,
    )
    draft.post(entry)
    if left is not None:
        moves.note_left(draft, left, move.source, is_own=False)
    crediting.settle_claims(draft, payment.id)
    _tell_moved(draft, move, entry)


def held_cents(draft: Draft, move: Move) -> int:
    """What lay in the source before the move, whether or not words had told it already."""
    told_cents = sum(one.entry.amount_cents for one in _told_before(draft, move))
    return entries.lies_in(draft.balances, move.source) + told_cents


def _told_before(draft: Draft, move: Move) -> list[SealedEntry]:
    """The same move, as words had told it and others agreed."""
    told = [
        one
        for one in standing(draft.situation.recent)
        if one.entry.kind is EntryKind.TRANSFER
        and entries.receipt_of(one.entry.key) is None
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


def _tell_moved(draft: Draft, move: Move, entry: JournalEntry) -> None:
    """All officers read what each hand holds now."""
    shown = moves.shown(moves.as_details(draft, move))
    unsaid = ("name", "is_you", "held_cents")
    said = {
        **{name: told for name, told in shown.items() if name not in unsaid},
        "giver_cents": entries.lies_in(draft.balances, move.source),
        "taker_cents": entries.lies_in(draft.balances, move.target),
        "officers": draft.stand_names,
        "chain": ChainOf(entry.key),
    }
    draft.tell_officers("transferred", said)


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who spoke of it learns that it was not confirmed, and every officer that two disagree."""
    facts = moves.shown(proposal.facts)
    agreeing.tell_refused(draft, proposal, by, "cash_declined", amount_cents=facts["amount_cents"])
    denied = {
        "giver": facts["giver"],
        "taker": facts["taker"],
        "amount_cents": facts["amount_cents"],
        "account": "",
        "officer": by.name if by else "",
    }
    for officer in draft.group.officers if by is not None else ():
        if officer not in (by, draft.asker_of(proposal)):
            draft.tell(officer, "cash_denied", denied)
