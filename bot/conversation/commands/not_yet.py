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
    "remove_member",
)
OF_MEMBERS = frozenset({"add_member", "remove_member"})
"""What no officer does by message either."""


def decide(draft: Draft, intent: Intent) -> None:
    """An officer reads it with the morning list: the treasurer, of the treasurer another one."""
    me = draft.situation.me
    if intent.name in OF_MEMBERS:
        draft.reply("members_not_by_text")
    else:
        draft.reply("not_yet")
    if me is not None and me.is_officer and intent.name in OF_MEMBERS:
        return
    if me is not None and intent.is_guess:
        said.ask_first(draft, me, intent)
    elif me is not None:
        said.keep(draft, me, said.REQUEST)
