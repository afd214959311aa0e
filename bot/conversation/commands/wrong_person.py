""" "wrong number", "hii si namba ya Otieno": whoever has the phone is another than we think."""

from __future__ import annotations

from bot.conversation import wrong_number
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("wrong_person",)
NEEDS = ("payments",)


def decide(draft: Draft, intent: Intent) -> None:
    """Nobody is struck off by words that may mean something else, nor who is known by this number:
    an officer, or who has paid. They are asked by number first."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
    elif intent.sure and not (me.is_officer or draft.situation.payments):
        wrong_number.note(draft, me)
    else:
        details = {"member_name": me.name}
        draft.ask_at_once("whose_number", me, f"whose_number:{draft.cause.key}", details)
