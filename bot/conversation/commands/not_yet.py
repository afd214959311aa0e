"""What members may ask for and this version does not do: said plainly, nothing is changed."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.understanding import Intent

INTENTS = (
    "loan_balance",
    "loan_request",
    "loan_repay",
    "late_notice",
    "apology",
    "welfare_contribute",
    "welfare_claim",
    "dispute",
    "wrong_person",
    "join",
    "close_round",
    "confirm_disbursed",
    "add_member",
    "undo",
    "approve",
    "reject",
)


def decide(draft: Draft, intent: Intent) -> None:
    """Point to the officers."""
    draft.reply("not_yet")
