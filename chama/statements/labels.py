"""The lines above a table's heading: labels and their values, in cells of no fixed place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from chama.money import MoneyError
from chama.statements.document import Line
from chama.statements.errors import DamagedStatement
from chama.statements.heading import plain_name
from chama.statements.rows import Around
from chama.statements.values import cents_of, dates_in, in_one_line

_LABELS: Final = frozenset(
    {
        *("accountholder", "organization", "organisation", "shortcode", "businessshortcode"),
        *("account", "timeperiod", "operator", "dateofreport", "openingbalance", "closingbalance"),
        *("availablebalance", "totalpaidin", "totalwithdrawn", "customername", "mobilenumber"),
        *("emailaddress", "statementperiod", "requestdate", "dateofstatement"),
    }
)


def around_table(lines: Sequence[Line]) -> Around:
    """What the lines above the heading say."""
    values = dict(reversed(list(_labelled(lines))))  # the first of two equal labels counts
    days = dates_in(values.get("timeperiod", "") or values.get("statementperiod", ""))
    made = dates_in(values.get("dateofreport", "") or values.get("requestdate", ""))
    return Around(
        opening_cents=_cents(values, "openingbalance"),
        closing_cents=_cents(values, "closingbalance"),
        covers_from=days[0] if len(days) > 1 else None,
        covers_to=days[1] if len(days) > 1 else None,
        made_on=made[0] if made else None,
        holder=_first(values, "accountholder", "customername", "organization", "organisation"),
        holder_phone=_first(values, "mobilenumber"),
        shortcode=_first(values, "shortcode", "businessshortcode"),
    )


def has_label(lines: Sequence[Line], *labels: str) -> bool:
    """Whether one of these labels stands in the lines."""
    return any(label in labels for label, _ in _labelled(lines))


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Every label with the cells up to the next label: a period takes four of them."""
    for line in lines:
        label, values = "", list[str]()
        for cell in line.filled:
            head, colon, tail = cell.partition(":")
            if plain_name(head) in _LABELS:
                yield from _pair(label, values)
                label, values = plain_name(head), [tail] if colon and tail.strip() else []
            else:
                values.append(cell)
        yield from _pair(label, values)


def _pair(label: str, values: list[str]) -> Iterator[tuple[str, str]]:
    if label and values:
        yield label, in_one_line(" ".join(values))


def _first(values: Mapping[str, str], *labels: str) -> str | None:
    return next((values[label] for label in labels if label in values), None)


def _cents(values: Mapping[str, str], label: str) -> int | None:
    text = values.get(label, "")
    if not any(character.isdigit() for character in text):
        return None  # nothing, or "N/A"
    try:
        return cents_of(text)
    except MoneyError as error:
        raise DamagedStatement(f"the {label.removesuffix('balance')} balance: {error}") from error
