"""Pulls the values out of a text: amounts, receipts, names, days, codes, each in its own spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.amounts import Number, numbers_in
from bot.conversation.lexicon import Lexicon
from bot.conversation.names import Name, first_name, names_in
from bot.conversation.reading import Text
from chama.money import DEFAULT_CURRENCY
from chama.phones import PhoneError, to_e164

SlotValue = object
"""str, int, or Decimal for an amount with cents."""

_RECEIPT = re.compile(r"[A-Z](?=[A-Z0-9]*\d)[A-Z0-9]{9}")
_REF = re.compile(r"[A-Z]{0,3}-?\d{1,6}")
_CODE = re.compile(r"(?=.*[A-Z])(?=.*\d)[A-Z0-9]{4,10}")
_PLAIN_CODE = re.compile(r"[A-Z0-9]{4,10}")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:am|pm|hrs)|\d{1,2}:\d\d")
_MESSAGE_EDGE = " \t\n:,;.-–—"
LAST_DAY_OF_A_MONTH = 31


@dataclass(frozen=True)
class Contents:
    """What can be found in a text beside ideas; each is looked for when first asked for."""

    text: Text
    lexicon: Lexicon

    @cached_property
    def numbers(self) -> list[Number]:
        return numbers_in(self.text.words, self.lexicon)

    @cached_property
    def names(self) -> list[Name]:
        return names_in(self.text, self.lexicon)

    @cached_property
    def amounts(self) -> list[Number]:
        """The numbers that are money: no date, hour, round or count. Those with a unit go first."""
        amounts = [number for number in self.numbers if self._is_amount(number)]
        return sorted(amounts, key=lambda number: not (number.is_money or self._has_currency(number)))

    @cached_property
    def money(self) -> Number | None:
        return self.amounts[0] if self.amounts else None

    @cached_property
    def receipt(self) -> str | None:
        found = (surface.upper() for surface in self.text.surfaces if len(surface) == 10)
        return next((code for code in found if _RECEIPT.fullmatch(code)), None)

    @cached_property
    def clock(self) -> bool:
        """Whether an hour is named: "2pm", "14:30", "saa nane"."""
        return any(_CLOCK.fullmatch(word) for word in self.text.words) or any(
            self._word_before(number) == "saa" for number in self.numbers
        )

    @cached_property
    def ref(self) -> str | None:
        """The reference of a request: "L05", "27"; never a receipt or an amount of money."""
        codes = (surface.upper() for surface in reversed(self.text.surfaces))
        code = next((code for code in codes if _REF.fullmatch(code)), None)
        if code:
            return code
        counted = [number.value for number in self.numbers if not number.is_money]
        return str(counted[-1]) if counted and counted[-1] != 1 else None

    @cached_property
    def code(self) -> str | None:
        """An invite code: letters and digits, or the capitals behind "code"."""
        candidates = [
            (surface, reading)
            for surface, reading in zip(self.text.surfaces, self.text.readings, strict=True)
            if surface.upper() != self.receipt
        ]
        mixed = (surface.upper() for surface, _ in candidates if _CODE.fullmatch(surface.upper()))
        plain = (
            surface
            for surface, reading in candidates[1:]
            if _PLAIN_CODE.fullmatch(surface) and not reading.ideas
        )
        return next(mixed, None) or next(plain, None)

    def kind(self, root: str) -> str | None:
        return self.lexicon.kind(self.text.ideas, root)

    def has(self, at: int, idea: str) -> bool:
        """Whether the word at a place carries an idea; False outside the text."""
        inside = 0 <= at < len(self.text.readings)
        return inside and bool(self.text.readings[at].ideas & self.lexicon.bit(idea))

    def _is_amount(self, number: Number) -> bool:
        is_small_word = number.value < 20 and not number.is_money and not self._is_digit(number)
        return not (
            is_small_word
            or number.value <= 0
            or self._is_numbered(number)
            or (self.has(number.end, "counted") and not self._has_currency(number))
        )

    def _is_numbered(self, number: Number) -> bool:
        """Whether the number counts something by its place: "round 3", "raundi ya 4", "tarehe 5"."""
        if number.is_money:
            return False
        before = number.start - 1
        if self.has(before, "for") and not self.has(before - 1, "contribution"):
            before -= 1
            return self.has(before, "round") or self.has(before, "request")
        return self.has(before, "numbered")

    def _is_digit(self, number: Number) -> bool:
        return self.text.words[number.start][-1:].isdigit()

    def _word_before(self, number: Number) -> str:
        return self.text.words[number.start - 1] if number.start else ""

    def _has_currency(self, number: Number) -> bool:
        return self.currency_at(number) is not None

    def currency_at(self, number: Number) -> str | None:
        """The ISO code written before, behind or onto a number, KES included."""
        words = self.text.words
        for at in (number.start - 1, number.end):
            if 0 <= at < len(words) and words[at] in self.lexicon.currencies:
                return self.lexicon.currencies[words[at]]
        letters = words[number.start].strip("0123456789.,")
        return self.lexicon.currencies.get(letters)


def _amount(found: Contents) -> SlotValue:
    return found.money.value if found.money else None


def _currency(found: Contents) -> SlotValue:
    currency = found.currency_at(found.money) if found.money else None
    return None if currency == DEFAULT_CURRENCY else currency


def _receipt(found: Contents) -> SlotValue:
    return found.receipt


def _phone(found: Contents) -> SlotValue:
    try:
        return to_e164(found.text.phone) if found.text.phone else None
    except PhoneError:
        return None


def _when(found: Contents) -> SlotValue:
    """A day by name, or "day:5"; a later day wins over "today"."""
    day = day_of_month(found)
    kind = found.kind("day")
    if day and kind in (None, "today", "after_tomorrow"):
        return f"day:{day}"
    is_too_late = kind == "today" and found.text.ideas & found.lexicon.bit("cannot")
    return None if kind == "after_tomorrow" or is_too_late else kind


def day_of_month(found: Contents) -> int | None:
    """5 in "tarehe 5", "the 5th", "by the 5"."""
    for at, word in enumerate(found.text.words):
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal and not found.has(at + 1, "round"):
            return int(ordinal[1])
    for number in found.numbers:
        before = found.text.words[number.start - 1] if number.start else ""
        is_day = before in {"tarehe", "tar", "trh", "date"} and number.value <= LAST_DAY_OF_A_MONTH
        if is_day:
            return int(number.value)
    return None


def _months(found: Contents) -> SlotValue:
    for number in found.numbers:
        if found.has(number.end, "months") or found.has(number.start - 1, "months"):
            return int(number.value)
    return None


def _round(found: Contents) -> SlotValue:
    for number in found.numbers:
        before = number.start - 1
        if found.has(before, "round") or found.has(before - 1, "round"):
            return int(number.value)
    return None


def _event(found: Contents) -> SlotValue:
    return found.kind("event") or "other"


def _language(found: Contents) -> SlotValue:
    return found.kind("language")


def _named(*roles: str) -> Callable[[Contents], SlotValue]:
    def slot(found: Contents) -> SlotValue:
        name = first_name(found.names, roles)
        return name.text if name else None

    return slot


def _to(found: Contents) -> SlotValue:
    if found.text.ideas & found.lexicon.bit("treasurer"):
        return "treasurer"
    return _named("to", "")(found)


def _ref(found: Contents) -> SlotValue:
    return found.ref


def _code(found: Contents) -> SlotValue:
    return found.code


def _group(found: Contents) -> SlotValue:
    """The name beside the word "group" or "chama", else any name."""
    name = first_name(found.names, ("to", "for", "")) or None
    return _capitalised(found) or (name.text if name else None)


def _capitalised(found: Contents) -> str | None:
    """The first run of words with capitals behind the first word, "group" and "chama" aside."""
    run: list[str] = []
    for at, surface in enumerate(found.text.surfaces):
        is_part = (
            at > 0 and surface[0].isupper() and surface.isalpha() and not found.has(at, "group")
        )
        if is_part and surface != "I":
            run.append(surface)
        elif run:
            break
    return " ".join(run) or None


def _message(found: Contents) -> SlotValue:
    """The notice without "announce", "tell everyone that"; the whole text when nothing introduces."""
    start = _end_of_introduction(found)
    return found.text.original[start:].strip(_MESSAGE_EDGE if start else None)


def _end_of_introduction(found: Contents) -> int:
    text, lexicon = found.text, found.lexicon
    announce = lexicon.bit("announce") | lexicon.bit("tell")
    for at in range(len(text.words)):
        length, reading = lexicon.phrase_at(text.words, at) or (1, text.readings[at])
        if reading.ideas & announce:
            return _end_of_audience(found, at + length)
    return 0


def _end_of_audience(found: Contents, at: int) -> int:
    text = found.text
    while (
        at < len(text.words) - 1 and ":" not in text.original[text.ends[at - 1] : text.starts[at]]
    ):
        is_article = found.has(at, "article") and found.has(at + 1, "audience")
        if not (is_article or found.has(at, "audience")):
            at += found.has(at, "linker")
            break
        at += 1
    return text.starts[at] if at < len(text.words) else text.ends[-1]


SLOTS: Mapping[str, Mapping[str, Callable[[Contents], SlotValue]]] = {
    "receipt_lookup": {"receipt": _receipt},
    "pay": {"amount": _amount, "currency": _currency},
    "paid_claim": {"amount": _amount, "currency": _currency, "receipt": _receipt},
    "paid_cash": {"amount": _amount, "to": _to},
    "pay_for": {"name": _named("for", "", "first"), "amount": _amount},
    "late_notice": {"when": _when, "amount": _amount},
    "welfare_contribute": {"amount": _amount, "name": _named("for", "to", "")},
    "welfare_claim": {"event": _event},
    "loan_request": {"amount": _amount, "months": _months},
    "loan_repay": {"amount": _amount},
    "dispute": {"receipt": _receipt},
    "language": {"language": _language},
    "switch_group": {"group": _group},
    "join": {"code": _code},
    "record_cash": {"name": _named("from", "for", "", "first"), "amount": _amount},
    "announce": {"message": _message},
    "close_round": {"round": _round},
    "confirm_disbursed": {"receipt": _receipt, "amount": _amount, "name": _named("to", "", "for")},
    "add_member": {"name": _named("", "for", "to"), "phone": _phone},
    "approve": {"ref": _ref},
    "reject": {"ref": _ref},
}
"""What each intent carries; a slot that is not in the text is left out."""


def slots_of(intent: str, found: Contents) -> dict[str, SlotValue]:
    """The values in the text that belong to the intent."""
    values = {slot: read(found) for slot, read in SLOTS.get(intent, {}).items()}
    return {slot: value for slot, value in values.items() if value is not None}
