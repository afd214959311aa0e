""" "I sent it by mistake, send it back": never sent back here; M-Pesa itself reverses it.

Who asks so may be a thief with a forged text, so the officers are told not to send anything.
"""

from __future__ import annotations

from bot.conversation import agreeing, said
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("sent_by_mistake",)


def decide(draft: Draft, intent: Intent) -> None:
    """Say how M-Pesa takes it back, and tell the officers, once a day for each who writes it."""
    me = draft.situation.me
    if me is None or intent.is_guess:
        draft.reply("sent_by_mistake", officer="")
    else:
        told = said.put_at_once(draft, me, intent.name)
        draft.reply("sent_by_mistake", officer=agreeing.names(told))
    if me is not None and intent.is_guess:
        said.ask_first(draft, me, intent)
