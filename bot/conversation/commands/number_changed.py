""" "I have changed my number", "Kevin amebadilisha namba": how that is put right; never done."""

from __future__ import annotations

from bot.conversation import said
from bot.conversation.by_word import named_member
from bot.conversation.draft import Draft
from bot.understanding import Intent
from bot.understanding.about_members import is_of_another
from chama.standing import as_dialled

INTENTS = ("number_changed",)


def decide(draft: Draft, intent: Intent) -> None:
    """Who has another's phone could write so, too: an officer reads it, and nothing changes."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
    elif is_of_another(draft.cause.text):
        name = str(intent.slots.get("name", ""))
        member = named_member(draft, name)
        draft.reply("number_changed", name=name if member is None else member.name, phone="")
    else:
        draft.reply("number_changed", name="", phone=as_dialled(me.phone))
        said.keep(draft, me, said.REQUEST)
