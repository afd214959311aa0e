"""A text says that a payment was taken back: it leaves the book when a second person agrees.

The payer is told at once, and the pot cannot be paid meanwhile.
"""

from __future__ import annotations

from bot.conversation import agreeing, undoing
from bot.conversation.draft import Draft
from bot.conversation.evidence import reversals
from bot.conversation.incoming import currency_in
from bot.conversation.proposals import Facts
from chama.agreement import Proposal
from chama.group import Person
from chama.journal import ReceiptId


def show(facts: Facts) -> tuple[str, Facts]:
    """The payment, whose it is, and the reversal's own code."""
    return "ask_reversal", {
        "officer": facts["said_by_name"],
        "name": facts["names"],
        "amount_cents": facts["amount_cents"],
        **currency_in(facts),
        "code": facts["code"],
        "reversal": facts["reversal"],
    }


def is_shown(facts: Facts) -> bool:
    """It is a text that others have to look at."""
    return True


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who sent the text, and whose collector the money lies in: they answer for less without it."""
    return {*draft.actors, *facts["gaining"]}


def holds(draft: Draft, facts: Facts) -> bool:
    """Whether so much of the payment is still in the group's book, and the provider has not shown
    meanwhile that it left."""
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    is_open = recorded is not None and recorded.is_ours and not recorded.is_reversed
    if recorded is None or not is_open or undoing.is_shown_sent(draft, recorded):
        return False
    return bool(facts["amount_cents"] <= recorded.remaining_cents)


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Take it out of the book, unless it changed since."""
    facts = proposal.facts
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    if recorded is None or not holds(draft, facts):
        draft.reply("changed_since", code=facts["code"])
        return False
    reversal = ReceiptId(facts["network"], facts["reversal"])
    reversals.take_out(draft, recorded, reversal, facts["amount_cents"])
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """It stays; who sent the text and those whose money it is are told."""
    facts = proposal.facts
    said = {name: facts[name] for name in ("amount_cents", "code")} | currency_in(facts)
    agreeing.tell_refused(draft, proposal, by, "change_declined", **said)
    recorded = draft.receipts.get(ReceiptId(facts["network"], facts["code"]))
    for code in recorded.owners if recorded else ():
        owner = draft.group.person(code)
        if owner is not None:
            draft.tell(owner, "reversal_refused", {"code": facts["code"], **said})
