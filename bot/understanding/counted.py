"""The amounts of an intent once it is known in what its group counts."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from bot.understanding.currencies import other_than
from bot.understanding.intents import Intent
from bot.understanding.slots import SLOTS
from chama.money import MoneyError, cents_from_units

_AMOUNTS = frozenset({"amount", "unclear_amount", "people", "currency"})


def in_currency(intent: Intent, currency: str) -> Intent:
    """An intent once it is known in what its group counts: with amounts of that, or with none."""
    is_of_money = "amount" in SLOTS.get(intent.name, {})
    unlike = other_than(currency, intent.units) if is_of_money else ""
    is_uneven = not unlike and any(_is_uneven(one, currency) for one in _amounts_in(intent))
    if not (unlike or is_uneven):
        return intent
    slots = {name: said for name, said in intent.slots.items() if name not in _AMOUNTS}
    return replace(intent, slots=MappingProxyType(slots), unlike=unlike, is_uneven=is_uneven)


def _amounts_in(intent: Intent) -> list[object]:
    """The amounts that were said, by themselves or beside somebody's name."""
    several = intent.slots.get("people", ())
    of_each = (amount for _, amount in several) if isinstance(several, tuple) else ()
    return [one for one in (intent.slots.get("amount"), *of_each) if one is not None]


def _is_uneven(amount: object, currency: str) -> bool:
    try:
        cents_from_units(amount, currency)
    except MoneyError:
        return True
    return False
