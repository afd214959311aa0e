""" "balance", "salio": what the sender still owes, paid ahead and waits for."""

from __future__ import annotations

from bot.conversation.abroad import payable
from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.conversation.owed_lines import what_for
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.journal import chain_code
from chama.standing import pay_to

INTENTS = ("balance",)
NEEDS = ("waiting", "absence_fines")


def decide(draft: Draft, intent: Intent) -> None:
    """Each round, fine and what else is owed, the sum, and the book's newest proof."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
        return
    owed = entries.owed_by(draft.balances, me.code)
    current, waiting = draft.group.round, draft.said_for(me)
    current_dues = entries.dues(me.code, current.key) if current else None
    dues = [
        {
            **what_for(due, cents, draft.situation.absence_fines),
            "due_on": current.due_on.isoformat() if current and due == current_dues else "",
            "remaining_cents": cents,
        }
        for due, cents in owed
    ]
    total_cents = sum(cents for _, cents in owed)
    draft.reply(
        "balance",
        name=me.name,
        dues=dues,
        total_cents=total_cents,
        unpaid_cents=total_cents - waiting.covered_cents(total_cents),
        advance_cents=entries.advance_of(draft.balances, ROTATION, me.code),
        waiting_cents=waiting.cents,
        waiting_codes=list(waiting.codes),
        pay_to=pay_to(draft.group, me),
        payable=payable(draft, me),
        chain=chain_code(draft.situation.head),
    )
    if current is None:
        reply_no_round(draft)
