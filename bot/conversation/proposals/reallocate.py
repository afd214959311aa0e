"""A payment in the book is said to be somebody else's: a second person says whether it moves."""

from __future__ import annotations

from bot.conversation import agreeing, corrections
from bot.conversation.draft import Draft
from bot.conversation.incoming import currency_in
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import ReceiptId
from chama.recorded import Recorded


def show(facts: Facts) -> tuple[str, Facts]:
    """The payment, whose it is now, and whose it is said to be."""
    return "ask_reallocate", {
        "officer": facts["said_by_name"],
        "code": facts["code"],
        "amount_cents": facts["amount_cents"],
        **currency_in(facts),
        "from_names": facts["from_names"],
        "shares": facts["shares"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Those who get it."""
    return {share["member"] for share in facts["shares"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether as much of it is with the group as then, and the same members'."""
    recorded = _recorded(draft, facts)
    return (
        recorded is not None
        and recorded.remaining_cents == facts["amount_cents"]
        and list(recorded.owners) == list(facts["owners"])
    )


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Move it, and tell every officer; what changed since is not touched."""
    facts = proposal.facts
    recorded = _recorded(draft, facts)
    people = [(draft.group.person(one["member"]), one["amount_cents"]) for one in facts["shares"]]
    known = [(person, cents) for person, cents in people if person is not None]
    if recorded is None or not holds(draft, facts) or len(known) != len(people):
        draft.reply("changed_since", code=facts["code"])
        return False
    corrections.move(draft, recorded, known)
    return True


def _recorded(draft: Draft, facts: Facts) -> Recorded | None:
    return draft.receipts.get(ReceiptId(facts["network"], facts["code"]))


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it stays, and who refused."""
    said = {"amount_cents": proposal.facts["amount_cents"], **currency_in(proposal.facts)}
    agreeing.tell_refused(draft, proposal, by, "change_declined", **said)
