""" "RATE 165 for round 7", "kiwango 165": an officer announces what a due is in other money.

A second officer confirms. Without a number it is asked which rate is announced.
"""

from __future__ import annotations

from decimal import Decimal

from bot.conversation import abroad, agreeing
from bot.conversation.draft import Draft
from bot.conversation.proposals.rate import shown
from bot.understanding import Intent
from bot.understanding.exchanging import Quote
from chama.constitution.clauses import number_of
from chama.group import Group, Person, RoundFacts
from chama.rota import day_in_nairobi

INTENTS = ("rate",)


def decide(draft: Draft, intent: Intent) -> None:
    """Tell the rates of the round, or put a new one to the second officer."""
    me, newest = draft.situation.me, draft.group.round
    said = intent.slots.get("quotes")
    quotes = tuple(one for one in said if isinstance(one, Quote)) if isinstance(said, tuple) else ()
    if me is None or newest is None or not quotes or not intent.sure:
        _tell(draft, me)
    elif not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif intent.slots.get("round") not in (None, newest.number):
        draft.reply("rate_other_round", round=newest.number)
    else:
        _announce(draft, me, newest, quotes, str(intent.slots.get("source", "")))


def _tell(draft: Draft, me: Person | None) -> None:
    """What is announced, and what the sender may pay at it."""
    group = draft.group
    rates = [one for code in group.rules.abroad.currencies if (one := group.rate_of(code))]
    draft.reply(
        "rate_now",
        rates=[abroad.rate_facts(rate) for rate in rates],
        payable=abroad.payable(draft, me) if me else [],
        round=group.round.number if group.round else 0,
        is_payable=bool(group.rules.abroad.currencies),
        clause=number_of("abroad.currencies"),
    )


def _announce(
    draft: Draft, me: Person, newest: RoundFacts, quotes: tuple[Quote, ...], source: str
) -> None:
    group, said = draft.group, _said(draft.group, quotes)
    payable = group.rules.abroad.currencies
    if said is None:
        draft.reply("rate_how", other=next(iter(payable), ""))
        return
    currency, quote = said
    if currency not in payable or not group.collectors_in(currency):
        draft.reply("rate_not_payable", other=currency, clause=number_of("abroad.currencies"))
        return
    (per_unit,) = quote.readings
    before = group.last_rate_of(currency)
    facts = {
        "other": currency,
        "per_unit": str(per_unit),
        "before": abroad.per_unit_text(before.per_unit) if before is not None else "",
        "is_far": before is not None and _is_far(per_unit, before.per_unit),
        "source": source,
        "on": day_in_nairobi(draft.now).isoformat(),
        "round": newest.number,
        "due_cents": newest.contribution_cents,
        "said_by_name": me.name,
    }
    key = f"rate:{newest.number}:{currency}:{per_unit}"
    voters = agreeing.propose(draft, "rate", key, facts)
    if voters is not None:
        draft.reply("asked_rate", officer=agreeing.names(voters.people), **shown(facts))


def _is_far(per_unit: Decimal, before: Decimal) -> bool:
    """Whether a rate differs by more than a fifth from the one before: more likely a slip."""
    return abs(per_unit - before) * 5 > before


def _said(group: Group, quotes: tuple[Quote, ...]) -> tuple[str, Quote] | None:
    """The other currency and how much of it one unit of the group's is; None where that is unclear.

    "GBP 1 = KES 165" says what "165" does where members may pay in one other currency only.
    """
    payable = group.rules.abroad.currencies
    *units, quote = quotes
    is_one = all(
        one.readings == (Decimal(1),) and abroad.currency_of(one, group) == group.currency
        for one in units
    )
    only = payable[0] if len(payable) == 1 else ""
    currency = abroad.currency_of(quote, group) or only
    is_clear = len(quote.readings) == 1 and quote.readings[0] > 0 and is_one
    return (currency, quote) if is_clear and currency not in ("", group.currency) else None
