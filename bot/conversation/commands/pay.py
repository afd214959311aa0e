""" "I want to pay": how to pay, and that the M-Pesa text is the proof."""

from __future__ import annotations

from bot.conversation.abroad import payable, waiting_facts
from bot.conversation.by_word import ask_own_share, own_collector, says_own_share
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.group import Person
from chama.standing import owed_cents, pay_to

INTENTS = ("pay",)
NEEDS = ("waiting", "unowned")


def decide(draft: Draft, intent: Intent) -> None:
    """Payments are made on M-Pesa; the bot says where to and how much is left.

    Whoever collects cannot send it to themselves: with an amount, their share is asked about;
    not with other words beside it, as what they send to others is shown by its M-Pesa text.
    """
    me, collector = draft.situation.me, own_collector(draft)
    if me is None:
        send_proof(draft)
    elif collector is not None and "amount" in intent.slots:
        if says_own_share(draft):
            ask_own_share(draft, me, collector, intent)
        else:
            send_proof(draft)
    else:
        tell_how(draft, me)


def tell_how(draft: Draft, me: Person) -> None:
    """Where to pay, how much is left, and what waits already."""
    left_cents = owed_cents(draft.balances, me.code)
    waiting = draft.said_for(me)
    waiting_cents = waiting.covered_cents(left_cents)
    draft.reply(
        "how_to_pay",
        name=me.name,
        is_own=True,
        remaining_cents=left_cents - waiting_cents,
        waiting_cents=waiting_cents,
        for_rate=waiting_facts(waiting),
        pay_to=pay_to(draft.group, me),
        payable=payable(draft, me),
    )


def send_proof(draft: Draft) -> None:
    """Somebody says in words that they paid: ask for the text that proves it."""
    draft.reply("send_proof", pay_to=pay_to(draft.group, draft.situation.me))
