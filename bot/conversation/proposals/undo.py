"""An officer wants an entry taken back: a second one decides, never who gains by it."""

from __future__ import annotations

from bot.conversation import agreeing, undoing
from bot.conversation.draft import Draft
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import ReceiptId

NEEDS = ("recent",)


def show(facts: Facts) -> tuple[str, Facts]:
    """What would be taken back, and on whose word."""
    return "ask_undo", {
        "officer": facts["said_by_name"],
        "member_name": facts["member_name"],
        "amount_cents": facts["amount_cents"],
        "code": facts["code"],
        "is_payout": facts["is_payout"],
        "payer": facts["payer"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who has less to answer for without the entry: whose collector or hand the money lies in."""
    return set(facts["holders"])


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether the entry stands; and has no owner still, where it is said to be none of ours."""
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    if recorded is None:
        return True
    stands = any(seq == facts["seq"] for _, seq in recorded.standing)
    is_nobodys = recorded.waiting_cents == recorded.remaining_cents
    return stands and (facts["payer"] is None or is_nobodys)


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Take it back on the word of all who agreed; an entry that is gone already stays gone."""
    meant = undoing.numbered(draft, proposal.facts["seq"])
    if meant is None or not holds(draft, proposal.facts):
        draft.reply("cancelled")
        return False
    stood = [draft.group.person(code) for code in draft.actors]
    undoing.undo(draft, *meant, agreeing.names([one for one in stood if one is not None]))
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it stays, and who refused."""
    amount_cents = proposal.facts["amount_cents"]
    agreeing.tell_refused(draft, proposal, by, "change_declined", amount_cents=amount_cents)
