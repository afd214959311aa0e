"""Money of the group went from one place to another: who takes it, or an officer, says yes."""

from __future__ import annotations

from datetime import date

from bot.conversation import agreeing, crediting, moves
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.proposals import Facts
from chama import entries
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import ReceiptId
from chama.kinds import AccountKind


def show(facts: Facts) -> tuple[str, Facts]:
    """How much, from where and to where."""
    return "ask_transfer", moves.shown(facts)


def asked(facts: Facts, person: Person) -> Facts:
    """Who is asked whether they took it themselves is spoken to."""
    target = moves.from_details(facts).target
    return {**facts, "is_you": (target.kind, target.owner) == (AccountKind.CASH, person.code)}


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who answers for less by it."""
    giver = moves.answers_for(draft.group, moves.from_details(facts).source)
    return {giver.code} if giver else set()


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether what a text shows of it is not in the book by another way."""
    return not facts["code"] or ReceiptId(facts["network"], facts["code"]) not in draft.receipts


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Post it, unless the hand holds less by now, and tell the officers what each holds."""
    facts = proposal.facts
    move = moves.from_details(facts)
    if not (moves.holds_enough(draft, move) and holds(draft, facts)):
        draft.reply("changed_since", code=move.code)
        return False
    receipt = ReceiptId(move.network, move.code) if move.code else None
    entry = entries.moved(
        draft.balances,
        move.cents,
        source=move.source,
        target=move.target,
        key=entries.receipt_key(receipt) if receipt else f"move:{proposal.number}",
        on=date.fromisoformat(move.on) if move.on else crediting.today(draft),
        actor=crediting.actor(draft),
        fee_cents=move.fee_cents,
        receipt=receipt,
    )
    draft.post(entry)
    said = {
        **moves.shown({**facts, "is_you": False}),
        "giver_cents": entries.lies_in(draft.balances, move.source),
        "taker_cents": entries.lies_in(draft.balances, move.target),
        "officers": agreeing.names(
            [one for code in draft.actors if (one := draft.group.person(code)) is not None]
        ),
        "chain": ChainOf(entry.key),
    }
    told = {name: value for name, value in said.items() if name not in ("name", "is_you")}
    draft.tell_officers("transferred", told)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who spoke of it learns that it was not confirmed, and every officer that two disagree."""
    facts = moves.shown(proposal.facts)
    agreeing.tell_refused(draft, proposal, by, "cash_declined", amount_cents=facts["amount_cents"])
    denied = {
        "giver": facts["giver"],
        "taker": facts["taker"],
        "amount_cents": facts["amount_cents"],
        "officer": by.name if by else "",
    }
    for officer in draft.group.officers if by is not None else ():
        if officer not in (by, draft.asker_of(proposal)):
            draft.tell(officer, "cash_denied", denied)
