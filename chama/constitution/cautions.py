"""What a file may say and its group should think about: never refused, always told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from chama.constitution import CollectorKind, Constitution
from chama.constitution.approvals import FEWEST
from chama.constitution.rule_cautions import rule_cautions

FAR_AWAY = timedelta(days=366)

_PAID_BY_NUMBER = (CollectorKind.TILL, CollectorKind.PAYBILL, CollectorKind.BANK)


def cautions(file: Constitution, today: date) -> list[str]:
    """Sentences about what will cost the group trouble, none where all is well."""
    return [
        *_of_officers(file),
        *_of_money_out(file),
        *_of_names(file),
        *_of_seats(file),
        *_of_start(file, today),
        *_of_numbers(file),
        *_of_phones(file),
        *_of_currencies(file),
        *(one.text for one in rule_cautions(file)),
    ]


def _of_officers(file: Constitution) -> Iterator[str]:
    officers = [member for member in file.members if member.office is not None]
    if len(officers) < 2:
        count = "only one officer" if officers else "no officer"
        yield (
            f"{file.name} has {count}: money out, cash and corrections need two people who gain "
            "nothing by it; give a second member an office (treasurer, chair, secretary)."
        )


def _of_money_out(file: Constitution) -> Iterator[str]:
    """Who gets a pot never agrees to it, so one member more than must agree is needed."""
    needed = file.rules.approvals.money_out
    if len(file.members) <= needed:
        count = "1 member" if len(file.members) == 1 else f"{len(file.members)} members"
        lower = " or lower approvals.money_out" if needed > FEWEST else ""
        yield (
            f"No pot could be paid out: it needs {needed} people besides the one who gets it, and "
            f"{file.name} has {count}; add members{lower}."
        )


def _of_names(file: Constitution) -> Iterator[str]:
    counted = Counter(member.name.casefold() for member in file.members)
    shared = {one.name.casefold(): one.name for one in file.members}
    for key, count in counted.items():
        if count > 1:
            yield (
                f"{count} members are called {shared[key]}: a payment that shows a name and half a "
                "number is asked about each time; write a further name for each of them."
            )


def _of_seats(file: Constitution) -> Iterator[str]:
    seats = [seat for member in file.members for seat in member.seats]
    if max(seats) > len(seats):
        yield (
            f"Seat {max(seats)} is beyond the {len(seats)} that are taken: turns go by the order "
            "of the seats and none is left out; look whether it is a slip."
        )


def _of_start(file: Constitution, today: date) -> Iterator[str]:
    starts = file.rules.rotation.starts
    if abs(starts - today) > FAR_AWAY:
        when = "from now" if starts > today else "ago"
        yield (
            f"Round 1 begins on {starts.day} {starts:%b %Y}, more than a year {when}: look whether "
            "rotation.starts is right."
        )


def _of_numbers(file: Constitution) -> Iterator[str]:
    for collector in file.collectors:
        if collector.kind in _PAID_BY_NUMBER and collector.number is None:
            yield (
                f"The {collector.kind} of {collector.name} has no number: members are "
                "told its phone's, and a statement of it is not known as the group's; write number."
            )


def _of_phones(file: Constitution) -> Iterator[str]:
    names = {member.phone: member.name for member in file.members}
    for collector in file.collectors:
        if collector.phone not in names:
            yield (
                f"The texts of {collector.name} ({collector.kind}) arrive on {collector.phone}, "
                f"which is no member's: they are taken as sent by {names[collector.holder]}; "
                "write holder = a member's phone where somebody else has it."
            )


def _of_currencies(file: Constitution) -> Iterator[str]:
    payable, arriving = file.rules.abroad.currencies, file.currencies_abroad
    for currency in payable:
        if currency == file.currency:
            yield f"abroad.currencies names {currency}, in which the group counts: take it out."
        elif currency not in arriving:
            yield (
                f"Contributions may be paid in {currency}, and no collector has that currency: "
                f'write currency = "{currency}" in [[collectors]] where that money arrives.'
            )
    for currency in arriving:
        if currency not in payable:
            yield (
                f"Money in {currency} arrives and pays no contribution: it waits until officers "
                f'exchange it; write abroad.currencies = ["{currency}"] if members pay in it.'
            )
    if all(one.currency for one in file.collectors):
        yield (
            f"No collector takes {file.currency}, in which the group counts: members are not told "
            "where to pay."
        )
