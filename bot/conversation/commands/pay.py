""" "I want to pay", "I paid for Brian": how to pay, and that the M-Pesa text is the proof."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.evidence import send_proof
from bot.conversation.standing import owed_cents, pay_to
from bot.conversation.understanding import Intent

INTENTS = ("pay", "pay_for")


def decide(draft: Draft, intent: Intent) -> None:
    """Payments are made on M-Pesa; the bot says where to and how much is left."""
    me = draft.situation.me
    if intent.name == "pay_for" or me is None:
        send_proof(draft)
        return
    draft.reply(
        "how_to_pay",
        name=me.name,
        remaining_cents=owed_cents(draft.balances, me.code),
        pay_to=pay_to(draft.group),
    )
