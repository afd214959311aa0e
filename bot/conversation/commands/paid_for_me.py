""" "Otieno amenilipia", "Otieno will pay for me": who paid forwards the text, with the name."""

from __future__ import annotations

from bot.conversation.commands.pay import send_proof
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.names import names_fit

INTENTS = ("paid_for_me",)


def decide(draft: Draft, intent: Intent) -> None:
    """Nothing is noted: it is not the sender who pays, and only a text proves it."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    if me is None:
        send_proof(draft)
        return
    fitting = [
        person.name for person in draft.group.people if name and names_fit(name, person.name)
    ]
    draft.reply("paid_for_you", payer=fitting[0] if len(fitting) == 1 else name, name=me.name)
