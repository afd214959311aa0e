"""Other currencies in words: which one is meant, where its money lies, and what it settles."""

from __future__ import annotations

from decimal import Decimal

from bot.conversation import crediting
from bot.conversation.claims import Said
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.incoming import Incoming
from bot.understanding.currencies import meant_by
from bot.understanding.exchanging import Quote
from chama.entries import fund_of, lies_in, receipt_waiting_in
from chama.group import Collector, Group, Person
from chama.journal import ReceiptId
from chama.money import Money, MoneyError
from chama.rates import Rate
from chama.standing import owed_from, pay_to


def currency_of(quote: Quote, group: Group) -> str:
    """In what an amount was said, as an ISO code; "" where no unit stands beside it."""
    return meant_by(quote.unit, group.currency) if quote.unit else ""


def money_in(quote: Quote, currency: str) -> Money | None:
    """An amount as money of a currency; None for one with two meanings or too many places."""
    try:
        (units,) = quote.readings
        return Money.of(units, currency)
    except (MoneyError, ValueError):
        return None


def collector_of(group: Group, currency: str, holder: Person | None) -> Collector | None:
    """Where money of a currency lies, "" for the group's own: with this officer, else the first."""
    collectors = group.collectors_in(currency)
    own = (one for one in collectors if holder is not None and one.holder == holder.code)
    return next(own, next(iter(collectors), None))


def per_unit_text(per_unit: Decimal) -> str:
    """A rate as people read it: "165", "129.35", "1,500"."""
    return f"{per_unit.normalize():,f}"


def rate_facts(rate: Rate) -> Facts:
    """What a message says of a rate."""
    return {
        "other": rate.currency,
        "per_unit": per_unit_text(rate.per_unit),
        "source": rate.source,
    }


def payable(draft: Draft, member: Person) -> list[Facts]:
    """What a member may pay for their dues in other currencies, at the rates announced."""
    group = draft.group
    found: list[Facts] = []
    for currency in group.rules.abroad.currencies:
        rate = group.rate_of(currency)
        collector = collector_of(group, currency, None)
        if rate is None or collector is None:
            continue
        owed = owed_from(group, draft.balances, member.code, collector.place)
        cents = rate.asked_cents(sum(owed_cents for _, owed_cents in owed))
        if cents:
            to = pay_to(group, member, currency)
            found.append({**rate_facts(rate), "asked_cents": cents, "to": to})
    return found


def waiting_facts(said: Said) -> list[Facts]:
    """For a message: what of a member's money in other currencies waits for a rate."""
    return [{"other": currency, "amount_cents": cents} for currency, cents in said.abroad]


def held(draft: Draft) -> list[Facts]:
    """What lies in each other currency, and what of the group's was exchanged for how much of it.

    One line a currency: they are never added up.
    """
    found: list[Facts] = []
    for currency in dict.fromkeys(one.currency for one in draft.group.collectors if one.currency):
        fund = fund_of(currency)
        lies = [
            cents
            for account, cents in draft.balances.items()
            if account.fund == fund and account.kind.meaning.is_money
        ]
        waits_cents = waiting_cents(draft, currency)
        found.append({"other": currency, "lies_cents": sum(lies), "waiting_cents": waits_cents})
    return found


def waiting_cents(draft: Draft, currency: str) -> int:
    """What waits for its owner or a rate in a currency, "" for the group's own."""
    return -sum(
        cents
        for account, cents in draft.balances.items()
        if account.kind.meaning.is_waiting and account.currency == currency
    )


def free_cents(draft: Draft, collector: Collector) -> int:
    """What lies in a collector and may be changed: nothing of what waits for its owner or a rate,
    wherever that may lie."""
    currency = collector.currency
    all_cents = sum(
        cents
        for account, cents in draft.balances.items()
        if account.kind.meaning.is_money and account.currency == currency
    )
    lies_cents = lies_in(draft.balances, collector.place)
    return max(0, min(lies_cents, all_cents - waiting_cents(draft, currency)))


def settle_waiting(draft: Draft, currency: str) -> list[crediting.Credit]:
    """Money that waited for a rate, and whose owner is known, pays at the rate announced now."""
    credits = []
    for recorded in list(draft.receipts.values()):
        owner = draft.group.person(recorded.waits_for) if recorded.is_ours else None
        if recorded.currency == currency and owner is not None:
            payment = Incoming.waiting(recorded, currency)
            credits.append(crediting.allocate(draft, payment, owner))
    return credits


def waiting_of(draft: Draft, currency: str, cents: int) -> ReceiptId | None:
    """The one payment of so much that waits, in a currency, "" for the group's own; None for none
    or several."""
    alike = [
        account
        for account, balance in draft.balances.items()
        if account.kind.meaning.is_waiting and account.currency == currency and balance == -cents
    ]
    return receipt_waiting_in(alike[0]) if len(alike) == 1 else None
