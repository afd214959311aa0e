""" "I want to pay": the phone is asked for it where that can be, else how to pay and prove it."""

from __future__ import annotations

from bot.conversation.abroad import payable, waiting_facts
from bot.conversation.by_api import asking
from bot.conversation.by_word import (
    amount_cents,
    ask_own_share,
    is_amount_said,
    own_collector,
    says_own_share,
)
from bot.conversation.draft import Draft
from bot.conversation.money_api import ORDERS
from bot.understanding import Intent, says_pay_now
from chama.group import Person
from chama.standing import owed_cents, pay_to

INTENTS = ("pay",)
NEEDS = ("waiting", "unowned", ORDERS)


def decide(draft: Draft, intent: Intent) -> None:
    """Payments are made on M-Pesa; the bot says where to and how much is left.

    Whoever collects cannot send it to themselves: with an amount, their share is asked about;
    not with other words beside it, as what they send to others is shown by its M-Pesa text.
    """
    me, collector = draft.situation.me, own_collector(draft)
    if me is None:
        send_proof(draft)
    elif _asks_phone(draft, me, intent):
        return
    elif collector is not None and "amount" in intent.slots:
        if says_own_share(draft):
            ask_own_share(draft, me, collector, intent)
        else:
            send_proof(draft)
    else:
        tell_how(draft, me)


def _asks_phone(draft: Draft, me: Person, intent: Intent) -> bool:
    """Whether the words order a payment, and a phone can be asked for it."""
    collector = asking.collector_for(draft, me)
    if collector is None or not _is_order(draft, intent):
        return False
    asking.ask(draft, me, collector, amount_cents(intent) or 0)
    return True


def _is_order(draft: Draft, intent: Intent) -> bool:
    names = [person.name for person in draft.group.people]
    is_clear = amount_cents(intent) is not None or not is_amount_said(intent)
    return is_clear and says_pay_now(draft.cause.text, names)


def tell_how(draft: Draft, me: Person, *, is_asked: bool = False) -> None:
    """Where to pay, how much is left, and what waits already.

    is_asked: where to pay is what was asked, so that it is said even where nothing is to be paid.
    """
    left_cents = owed_cents(draft.balances, me.code)
    waiting = draft.said_for(me)
    waiting_cents = waiting.covered_cents(left_cents)
    draft.reply(
        "how_to_pay",
        name=me.name,
        is_own=True,
        is_asked=is_asked,
        remaining_cents=left_cents - waiting_cents,
        waiting_cents=waiting_cents,
        for_rate=waiting_facts(waiting),
        pay_to=pay_to(draft.group, me),
        can_push=draft.situation.api.can_ask(draft.group, me),
        payable=payable(draft, me),
    )


def send_proof(draft: Draft) -> None:
    """Somebody says in words that they paid: ask for the text that proves it."""
    draft.reply("send_proof", pay_to=pay_to(draft.group, draft.situation.me))
