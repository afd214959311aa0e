"""Somebody says that money without an owner is theirs: never on their own word."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import agreeing, crediting, whose
from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person


def show(facts: Facts) -> tuple[str, Facts]:
    """The payment as it was printed, and those whose it is said to be."""
    payment = Incoming.from_details(facts)
    return "ask_theirs", {
        "payer": payment.payer_name,
        "amount_cents": payment.amount_cents,
        "currency": payment.currency,
        "code": payment.code,
        "officer": facts["said_by_name"],
        "shares": facts["shares"],
        "claimed_by": facts.get("claimed_by", ""),
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Those whose it would be."""
    return {share["member"] for share in facts["shares"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether just so much of it still waits for its owner."""
    recorded = draft.receipts.get(Incoming.from_details(facts).id)
    shares: Sequence[Facts] = facts["shares"]
    total_cents = sum(share["amount_cents"] for share in shares)
    return recorded is not None and recorded.waiting_cents == total_cents


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Give it to them, as far as it still waits."""
    payment = Incoming.from_details(proposal.facts)
    people = [
        (draft.group.person(share["member"]), share["amount_cents"])
        for share in proposal.facts["shares"]
    ]
    if not holds(draft, proposal.facts) or None in dict(people):
        draft.reply("changed_since", code=payment.code)
        return False
    is_one = len(people) == 1
    credits = [
        crediting.allocate(draft, payment, person, cents=cents, remember=is_one)
        for person, cents in people
        if person is not None
    ]
    whose.close_question(draft, payment.id)
    crediting.announce(draft, credits)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """It goes on waiting; who asked learns who refused."""
    payment = Incoming.from_details(proposal.facts)
    said = {"amount_cents": payment.amount_cents, "currency": payment.currency}
    agreeing.tell_refused(draft, proposal, by, "change_declined", **said)
