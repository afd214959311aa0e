""" "Otieno amenilipia", "Otieno will pay for me": who paid forwards the text, with the name."""

from __future__ import annotations

from bot.conversation import said
from bot.conversation.commands.pay import send_proof
from bot.conversation.draft import Draft
from bot.understanding import Intent, receipt_in, states_payment
from chama.names import names_fit

INTENTS = ("paid_for_me",)


def decide(draft: Draft, intent: Intent) -> None:
    """Nothing is noted: it is not the sender who pays, and only a text proves it.

    Of what was paid an officer reads with the morning list, and may say whose that payment is.
    """
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    if me is None:
        send_proof(draft)
        return
    fitting = [
        person.name for person in draft.group.people if name and names_fit(name, person.name)
    ]
    is_member = len(fitting) == 1 and fitting != [me.name]
    payer = fitting[0] if is_member else name
    draft.reply("paid_for_you", payer=payer, name=me.name, is_member=is_member)
    if not states_payment(draft.cause.text):
        return
    if intent.is_guess:
        said.ask_first(draft, me, intent)
    else:
        said.keep(draft, me, intent.name, receipt_in(draft.cause.text))
