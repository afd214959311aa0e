"""A payment in the book is said to be somebody else's: a second person says whether it moves."""

from __future__ import annotations

from bot.conversation import agreeing, corrections
from bot.conversation.draft import Draft
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import ReceiptId


def show(facts: Facts) -> tuple[str, Facts]:
    """The payment, whose it is now, and whose it is said to be."""
    return "ask_reallocate", {
        "officer": facts["said_by_name"],
        "code": facts["code"],
        "amount_cents": facts["amount_cents"],
        "from_names": facts["from_names"],
        "shares": facts["shares"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Those who get it."""
    return {share["member"] for share in facts["shares"]}


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Move it, and tell every officer; what changed since is not touched."""
    facts = proposal.facts
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    people = [(draft.group.person(one["member"]), one["amount_cents"]) for one in facts["shares"]]
    known = [(person, cents) for person, cents in people if person is not None]
    is_as_it_was = (
        recorded is not None
        and recorded.remaining_cents == facts["amount_cents"]
        and list(recorded.owners) == list(facts["owners"])
    )
    if recorded is None or not is_as_it_was or len(known) != len(people):
        draft.reply("changed_since", code=facts["code"])
        return False
    corrections.move(draft, recorded, known)
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it stays, and who refused."""
    amount_cents = proposal.facts["amount_cents"]
    agreeing.tell_refused(draft, proposal, by, "change_declined", amount_cents=amount_cents)
