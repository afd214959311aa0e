""" "who holds cash?", "pesa iko kwa nani?": where the group's money lies, which all may know."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama import entries
from chama.entries import GENERAL, ROTATION, WELFARE
from chama.kinds import AccountKind

INTENTS = ("money_place",)


def decide(draft: Draft, intent: Intent) -> None:
    """Each phone, till and bank, the cash in each hand, and of what it is."""
    places = entries.places(draft.balances)
    hands = [
        {"name": draft.group.name_of(owner), "amount_cents": cents}
        for kind, owner, cents in places
        if kind is AccountKind.CASH
    ]
    collectors = [
        {
            "name": one.name,
            "kind": one.kind.value,
            "amount_cents": entries.lies_in(draft.balances, one.place),
            "paid_in": one.currency,
        }
        for one in draft.group.collectors
    ]
    draft.reply(
        "money_place",
        collectors=collectors,
        hands=hands,
        total_cents=sum(cents for *_, cents in places),
        pots_cents=entries.money_of(draft.balances, ROTATION),
        welfare_cents=entries.money_of(draft.balances, WELFARE),
        own_cents=entries.money_of(draft.balances, GENERAL),
        agreed_cents=-sum(
            draft.balances.get(entries.set_aside(number), 0)
            for number in entries.set_aside_in(draft.balances)
        ),
    )
