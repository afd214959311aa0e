""" "send my pot to 0733 000 222": another number to receive on, or the old one kept."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.proposals import receive_phone
from bot.understanding import Intent
from chama.standing import as_dialled

INTENTS = ("receive_phone",)


def decide(draft: Draft, intent: Intent) -> None:
    """A change is put to an officer; the number that counts now drops one that waits, alone."""
    me, phone = draft.situation.me, str(intent.slots.get("phone", ""))
    if me is None:
        draft.reply("unknown")
    elif not phone:
        draft.reply("receive_phone", phone=as_dialled(me.receives_on(draft.now)))
    elif phone == me.receives_on(draft.now):
        receive_phone.keep(draft, me)
        draft.reply("receive_phone", phone=as_dialled(phone))
    else:
        receive_phone.propose(draft, me, phone)
