""" "Tell the treasurer that ...", "waambie viongozi ...": one of them reads it in the morning."""

from __future__ import annotations

from bot.conversation import said
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("tell_officers",)


def decide(draft: Draft, intent: Intent) -> None:
    """In the sender's own words, with the list; a guess is asked of them first."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
    elif intent.is_guess:
        said.ask_first(draft, me, intent)
    else:
        said.keep(draft, me, said.REQUEST)
