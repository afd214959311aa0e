"""What is pulled out of a text: nearly all values that a reader would find, and no wrong amount.

The intent of a row is given, as another reading of the whole text is measured elsewhere.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.understanding.contents import look_into
from bot.understanding.lexicon import all_languages
from bot.understanding.people import people_of
from bot.understanding.reading import read
from bot.understanding.slots import slots_of

TABLE = Path(__file__).parent / "slots_cases.txt"
NOTHING = "-"
OFFICES = {"treasurer", "chair", "secretary"}
OTHERS = (
    "Baraka Otieno", "Grace Achieng Odhiambo", "Joy Nyambura", "Happy Mutiso", "Patience Auma",
    "Will Kimani", "May Chebet", "Peter Kamau", "Mary Wanja", "Rose Moraa", "Daniel Simiyu",
)  # fmt: skip
"""Members whom no row is about."""


class Row(NamedTuple):
    intent: str
    text: str
    values: dict[str, str]


@cache
def rows() -> list[Row]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    intent, text, values = (part.strip() for part in line.split("|"))
    pairs = (pair.strip().partition("=") for pair in values.split(";"))
    return Row(intent, text, {slot: value for slot, _, value in pairs})


def pulled(row: Row, members: tuple[str, ...] = ()) -> dict[str, object]:
    """The values of a row's text. members: of the group, () where nobody is known."""
    lexicon = all_languages()
    people = people_of(members) if members else None
    return slots_of(row.intent, look_into(read(row.text, lexicon, people), lexicon))


def members_of(row: Row) -> tuple[str, ...]:
    """The group of who is named in a row, and of others."""
    named = [row.values[slot] for slot in ("name", "to") if row.values.get(slot)]
    known = (name.title() for name in named if name != NOTHING and name not in OFFICES)
    return (*dict.fromkeys(known), *OTHERS)


def is_right(slot: str, value: str, found: dict[str, object]) -> bool:
    if slot == "name" and "names" in found:
        found = {"name": " ".join(found["names"])}  # type: ignore[arg-type]
    said = found.get(slot)
    if value == NOTHING or said is None:
        return said is None and value == NOTHING
    if slot in ("amount", "months", "round"):
        return Decimal(str(said)) == Decimal(value)
    return str(said).lower() == value.lower()


@pytest.mark.parametrize("are_known", [False, True], ids=["nobody-known", "members-known"])
def test_nearly_every_value_is_pulled_out(are_known: bool) -> None:
    wrong = [
        (row.text, slot, value, found.get(slot))
        for row in rows()
        for found in [pulled(row, members_of(row) if are_known else ())]
        for slot, value in row.values.items()
        if not is_right(slot, value, found)
    ]
    assert len(wrong) <= 0.02 * sum(len(row.values) for row in rows()), wrong


@pytest.mark.parametrize(
    "row", [row for row in rows() if "amount" in row.values], ids=lambda row: row.text
)
def test_no_amount_is_wrong(row: Row) -> None:
    found = pulled(row)
    assert "amount" not in found or is_right("amount", row.values["amount"], found)
