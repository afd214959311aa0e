"""What members may ask for and this version does not do: said plainly, nothing is changed."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent

TOLD_US = ("late_notice", "apology", "dispute")
INTENTS = (
    "loan_balance",
    "loan_request",
    "loan_repay",
    *TOLD_US,
    "welfare_contribute",
    "welfare_claim",
    "wrong_person",
    "join",
    "close_round",
    "confirm_disbursed",
    "add_member",
    "approve",
    "reject",
)


def decide(draft: Draft, intent: Intent) -> None:
    """Point to the officers; who is not the person we take them for, to the way out."""
    if intent.name == "wrong_person":
        draft.reply("wrong_person")
    else:
        draft.reply("pass_on" if intent.name in TOLD_US else "not_yet", officer=_to_tell(draft))


def _to_tell(draft: Draft) -> str:
    """The treasurer's name, to the treasurer another officer's; "" where there is nobody else."""
    me = draft.situation.me
    officer = draft.group.officer_besides(me.code if me else "")
    return officer.name if officer else ""
