""" "I want to leave the chama": nothing changes by it; the member and the officers know it all."""

from __future__ import annotations

from bot.conversation import said
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.standing import owed_cents

INTENTS = ("leave",)


def decide(draft: Draft, intent: Intent) -> None:
    """Each officer but the sender hears of it once a day, in the sender's words: whoever is
    misunderstood is so in sight of all. What becomes of the money is the group's to decide."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
        return
    if intent.is_guess:
        said.ask_first(draft, me, intent)
        return
    figures = {
        "left_cents": owed_cents(draft.balances, me.code),
        "advance_cents": entries.advance_of(draft.balances, ROTATION, me.code),
        "office": me.office.value if me.office is not None else "",
    }
    told = said.put_at_once(draft, me, intent.name, **figures)
    draft.reply("leaving", name=me.name, is_told=bool(told), **figures)
