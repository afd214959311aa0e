""" "ask Samuel for 500", "mwombe Samuel": an officer has a member's phone asked for money."""

from __future__ import annotations

from bot.conversation import agreeing
from bot.conversation.by_api import asking
from bot.conversation.by_word import amount_cents, is_amount_said, named_member
from bot.conversation.draft import Draft
from bot.conversation.money_api import ORDERS
from bot.understanding import Intent
from chama.group import Person

INTENTS = ("ask_to_pay",)
NEEDS = ("waiting", "unowned", ORDERS)


def decide(draft: Draft, intent: Intent) -> None:
    """One member, for the amount that is said or what they owe; of two each is asked by a text."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    member, cents = named_member(draft, name), amount_cents(intent)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif intent.slots.get("several"):
        draft.reply("say_each", example="prompt")
    elif member is None:
        draft.reply("name_unclear", name=name)
    elif cents is None and is_amount_said(intent):
        draft.reply("say_amount")
    else:
        _ask(draft, member, cents or 0)


def _ask(draft: Draft, member: Person, cents: int) -> None:
    collector = asking.collector_for(draft, member)
    if collector is None:
        draft.reply("prompt_not_here", member=member.name)
    else:
        asking.ask(draft, member, collector, cents)
