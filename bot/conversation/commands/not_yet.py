"""What members may ask for and this version does not do: said plainly, nothing is changed."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = (
    "loan_balance",
    "loan_request",
    "loan_repay",
    "join",
    "close_round",
    "add_member",
)


def decide(draft: Draft, intent: Intent) -> None:
    """Point to an officer: the treasurer, to the treasurer another one."""
    me = draft.situation.me
    officer = draft.group.officer_besides(me.code if me else "")
    draft.reply("not_yet", officer=officer.name if officer else "")
