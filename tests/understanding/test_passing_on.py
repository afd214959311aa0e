"""A reminder says what is owed: what else is to be said, and who is left out, is no such thing."""

from __future__ import annotations

import pytest

from bot.understanding import understand
from bot.understanding.passing_on import Passing, passing_in

NAMES = ("Wanjiru Kamau", "Kevin Kiptoo", "Mary Wanjiku", "Baraka Mwangi")
REMINDERS = {"remind_one", "remind_all", "ask_to_pay"}

OTHER = [
    ("mwambie Mary asante kwa malipo", "Mary"),
    ("mwambie Kevin asante kwa kulipa", "Kevin"),
    ("tell Kevin thank you for paying", "Kevin"),
    ("mwambie Kevin nimepata malipo yake", "Kevin"),
    ("tell Mary I received her money", "Mary"),
    ("remind Kevin about the meeting", "Kevin"),
    ("kumbusha Kevin kuhusu mkutano", "Kevin"),
    ("remind Kevin he is the one bringing soda", "Kevin"),
    ("remind everyone of sunday", ""),
    ("mwambie Kevin pole kwa msiba", "Kevin"),
    ("mwambie Kevin asilipe bado", "Kevin"),
    ("tell Kevin not to pay", "Kevin"),
    ("mwambie Kevin deni lake limeisha", "Kevin"),
    ("tell Kevin his debt is cleared", "Kevin"),
    ("tell Kevin I said hi", "Kevin"),
]


@pytest.mark.parametrize(("text", "name"), OTHER)
def test_what_is_no_reminder_sends_none(text: str, name: str) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name in REMINDERS and intent.sure)
    assert passing_in(text, NAMES) == Passing((name,) if name else (), is_other=True)


@pytest.mark.parametrize(
    ("text", "meant", "left_out"),
    [
        ("remind those who havent paid but not Kevin", (), ("Kevin",)),
        ("remind everyone except Kevin and Mary", (), ("Kevin", "Mary")),
        ("kumbusha wote isipokuwa Kevin amefiwa", (), ("Kevin",)),
        ("kumbusha Kevin na Mary lakini si Baraka", ("Kevin", "Mary"), ("Baraka",)),
    ],
)
def test_who_is_left_out_is_not_meant(
    text: str, meant: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name in REMINDERS and intent.sure)
    assert passing_in(text, NAMES) == Passing(meant, left_out)


@pytest.mark.parametrize(
    "text",
    ["dont send Kevin any more reminders his mum passed on", "usimkumbushe Kevin amefiwa"],
)
def test_no_more_for_one(text: str) -> None:
    assert passing_in(text, NAMES) == Passing(("Kevin",), is_silence=True)


@pytest.mark.parametrize(
    "text",
    [
        *("remind Kevin", "remind Kevin to pay", "mwambie Kevin alipe", "remind everyone"),
        *("kumbusha wote ambao hawajalipa", "mkumbushe Mary pole pole", "remind Kevin, thanks"),
        *("tell Kevin to bring his contribution to the meeting", "Tuma reminder kwa members wote"),
        *("Don't remind everybody, only Kevin.", "mwambie Kevin alete pesa yake kabla ya kesho"),
        *("asante kwa malipo", "Mary alilipa jana"),
    ],
)
def test_a_plain_reminder_is_none_of_these(text: str) -> None:
    assert passing_in(text, NAMES) is None
