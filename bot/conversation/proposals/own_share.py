"""A collector says that her own share is in: she cannot send to herself, another confirms."""

from __future__ import annotations

from bot.conversation import agreeing, crediting
from bot.conversation.draft import Draft
from bot.conversation.proposals import Facts, cash
from chama import entries
from chama.agreement import Proposal
from chama.entries import ROTATION
from chama.group import Person

IS_PAYMENT = True
NEEDS = ("recent",)


def show(facts: Facts) -> tuple[str, Facts]:
    """Whose share and how much."""
    return "ask_own_share", {
        "name": facts["member_name"],
        "amount_cents": facts["amount_cents"],
    }


def like(draft: Draft, facts: Facts) -> list[Facts]:
    """What else she brought there lately."""
    member = draft.group.person(facts["member"])
    place = entries.collector(ROTATION, facts["collector"])
    cents = facts["amount_cents"]
    return [] if member is None else cash.lines_like(draft, member, place, cents)


def interested(draft: Draft, facts: Facts) -> set[str]:
    """The collector herself."""
    return {facts["member"]}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Post the share into the collector."""
    facts = proposal.facts
    member = draft.group.person(facts["member"])
    if member is None:
        draft.reply("cancelled")
        return False
    credit = crediting.credit_words(
        draft,
        member,
        facts["amount_cents"],
        entries.collector(ROTATION, facts["collector"]),
        f"own_share:{proposal.number}",
        member.name,
    )
    crediting.announce(draft, [credit])
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """She learns that it was not confirmed, and by whom."""
    amount_cents = proposal.facts["amount_cents"]
    agreeing.tell_refused(draft, proposal, by, "cash_declined", amount_cents=amount_cents)
