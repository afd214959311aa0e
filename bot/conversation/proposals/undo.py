"""An officer wants an entry taken back: a second one decides, never who gains by it."""

from __future__ import annotations

from bot.conversation import agreeing, undoing
from bot.conversation.draft import Draft
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import JournalEntry, ReceiptId

NEEDS = ("recent",)


def show(facts: Facts) -> tuple[str, Facts]:
    """What would be taken back, and on whose word."""
    return "ask_undo", {
        "officer": facts["said_by_name"],
        "member_name": facts["member_name"],
        "amount_cents": facts["amount_cents"],
        "paid_in": facts["paid_in"],
        "code": facts["code"],
        "is_payout": facts["is_payout"],
        "payer": facts["payer"],
        "claimed_by": facts["claimed_by"],
    }


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who has less to answer for without the entry, or whose pot would be open again."""
    return set(facts["gaining"])


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether as much of the entry stands as was shown, and is nobody else's meanwhile."""
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    if recorded is None:
        return True
    entry = next((one for one, seq in recorded.standing if seq == facts["seq"]), None)
    return entry is not None and _is_as_shown(draft, facts, entry)


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Take it back on the word of all who agreed, unless it changed since."""
    meant = undoing.numbered(draft, proposal.facts["seq"])
    if meant is None or not _is_as_shown(draft, proposal.facts, meant[0]):
        draft.reply("changed_since", code=proposal.facts["code"])
        return False
    stood = [draft.group.person(code) for code in draft.actors]
    undoing.undo(draft, *meant, agreeing.names([one for one in stood if one is not None]))
    return True


def _is_as_shown(draft: Draft, facts: Facts, entry: JournalEntry) -> bool:
    """Whether as much of it stands as was shown, and it is nobody else's meanwhile."""
    now = undoing.facts_of(draft, entry)
    return all(now[name] == facts[name] for name in ("amount_cents", "owners"))


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked learns that it stays, and who refused; whose it is, that it still counts."""
    facts = proposal.facts
    amount_cents = facts["amount_cents"]
    agreeing.tell_refused(draft, proposal, by, "change_declined", amount_cents=amount_cents)
    for code in facts["owners"] if not facts["is_payout"] else ():
        owner = draft.group.person(code)
        if owner not in (None, by, draft.asker_of(proposal)):
            said = {name: facts[name] for name in ("amount_cents", "paid_in", "code")}
            draft.tell(owner, "undo_refused_member", said)
