""" "changed GBP 600 to KES 98,400, fee GBP 4": money went from one currency into another.

Both amounts are those that really moved; nothing is worked out from a rate.
"""

from __future__ import annotations

from bot.conversation import abroad, agreeing, another
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.proposals.exchange import key_of, leaving_cents, put_another
from bot.understanding import Intent
from bot.understanding.exchanging import Quote
from chama import entries
from chama.group import Collector, Group, Person
from chama.money import Money

INTENTS = ("exchange",)
NEEDS = ("recent",)


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to as many as agree to money out; who asks for it counts as one."""
    me, said = draft.situation.me, intent.slots.get("quotes")
    quotes = tuple(one for one in said if isinstance(one, Quote)) if isinstance(said, tuple) else ()
    moved = _moved(draft.group, quotes) if intent.sure else None
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif moved is None:
        draft.reply("exchange_how", other=_other(draft.group))
    else:
        _propose(draft, me, *moved)


def _moved(group: Group, quotes: tuple[Quote, ...]) -> tuple[Money, Money, Money | None] | None:
    """What was given, what came for it, and the fee; None where that is not said plainly.

    One of the two is in the group's own currency. A fee without a unit is of what was given.
    """
    amounts = [one for one in quotes if not one.is_fee]
    fees = [one for one in quotes if one.is_fee]
    if len(amounts) != 2 or len(fees) > 1:
        return None
    gave, got = (abroad.money_in(one, abroad.currency_of(one, group) or "-") for one in amounts)
    if gave is None or got is None or gave.currency == got.currency:
        return None
    if group.currency not in (gave.currency, got.currency) or not (gave.cents and got.cents):
        return None
    fee = [abroad.money_in(one, abroad.currency_of(one, group) or gave.currency) for one in fees]
    if None in fee or any(one and one.currency not in (gave.currency, got.currency) for one in fee):
        return None
    return gave, got, next(iter(fee), None)


def _propose(draft: Draft, me: Person, gave: Money, got: Money, fee: Money | None) -> None:
    group = draft.group
    from_, to = (_collector(group, one, me) for one in (gave, got))
    if from_ is None or to is None:
        draft.reply("exchange_nowhere", other=(gave if from_ is None else got).currency)
        return
    receipt = abroad.waiting_of(draft, to.currency, got.cents)
    home = gave if gave.currency == group.currency else got
    facts: Facts = {
        "amount_cents": home.cents,
        "gave_cents": gave.cents,
        "gave_in": gave.currency,
        "got_cents": got.cents,
        "got_in": got.currency,
        "fee_cents": fee.cents if fee else 0,
        "fee_in": fee.currency if fee else gave.currency,
        "from": from_.code,
        "to": to.code,
        "free_cents": abroad.free_cents(draft, from_),
        "code": receipt.code if receipt else "",
        "network": receipt.network if receipt else "",
        "said_by_name": me.name,
    }
    if from_.currency and leaving_cents(facts) > facts["free_cents"]:
        _tell_less_is_free(draft, facts, from_)
        return
    key = key_of(facts)
    if key in draft.proposals or not another.ask(draft, me, "exchange", key, facts):
        put_another(draft, me, facts)


def _tell_less_is_free(draft: Draft, facts: Facts, from_: Collector) -> None:
    """What waits for its owner or a rate is nobody's to change, nor is what no text has told of.

    Of the group's own money people tell by word: the book may lag, and who agrees is shown that.
    """
    draft.reply(
        "exchange_more",
        gave_in=facts["gave_in"],
        leaving_cents=leaving_cents(facts),
        fee_cents=leaving_cents(facts) - facts["gave_cents"],
        free_cents=facts["free_cents"],
        lies_cents=max(0, entries.lies_in(draft.balances, from_.place)),
        waiting_cents=abroad.waiting_cents(draft, from_.currency),
    )


def _collector(group: Group, money: Money, me: Person) -> Collector | None:
    currency = "" if money.currency == group.currency else money.currency
    return abroad.collector_of(group, currency, me)


def _other(group: Group) -> str:
    """The currency of an example."""
    return next((one.currency for one in group.collectors if one.currency), "KES")
