"""What members may ask for and this version does not do: said plainly, and put to an officer."""

from __future__ import annotations

from bot.conversation import said
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
    """An officer reads it with the morning list: the treasurer, of the treasurer another one."""
    me = draft.situation.me
    draft.reply("not_yet")
    if me is not None and intent.is_guess:
        said.ask_first(draft, me, intent)
    elif me is not None:
        said.keep(draft, me, said.REQUEST)
