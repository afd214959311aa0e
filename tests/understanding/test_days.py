"""Days as people write them; what is not said whole is the nearest that fits."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.days import SaidDay, day_at, past_day_in

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "length", "after", "until"),
    [
        ("1 jan 2027", 3, date(2027, 1, 1), date(2027, 1, 1)),
        ("1st of january 2027", 4, date(2027, 1, 1), date(2027, 1, 1)),
        ("january 5", 2, date(2027, 1, 5), date(2026, 1, 5)),
        ("january", 1, date(2027, 1, 1), date(2026, 1, 1)),
        ("december", 1, date(2026, 12, 1), date(2025, 12, 1)),
        ("january 2028", 2, date(2028, 1, 1), date(2028, 1, 1)),
        ("2027-01-05", 1, date(2027, 1, 5), date(2027, 1, 5)),
        ("5/1/2027", 1, date(2027, 1, 5), date(2027, 1, 5)),
        ("5/1/27", 1, date(2027, 1, 5), date(2027, 1, 5)),
        ("tarehe 5 januari", 3, date(2027, 1, 5), date(2026, 1, 5)),
        ("tarehe 5 ya mwezi wa pili", 6, date(2027, 2, 5), date(2026, 2, 5)),
        ("desemba", 1, date(2026, 12, 1), date(2025, 12, 1)),
        ("23 november", 2, TODAY, TODAY),
        ("today", 1, TODAY, TODAY),
        ("leo", 1, TODAY, TODAY),
        ("next month", 2, date(2026, 12, 1), TODAY),
        ("mwezi ujao", 2, date(2026, 12, 1), TODAY),
        ("31 february", 2, None, None),
        ("1 nov 2026 please", 3, date(2026, 11, 1), date(2026, 11, 1)),
    ],
)
def test_a_day_is_read(text: str, length: int, after: date | None, until: date | None) -> None:
    found = day_at(text.split(), 0)
    assert found is not None
    assert found[0] == length
    said = SaidDay.parse(str(found[1]))
    assert said == found[1]
    assert (said.after(TODAY), said.until(TODAY)) == (after, until)


@pytest.mark.parametrize("text", ["5", "1500 from", "the late", "2/3", "monday", "round 8", ""])
def test_other_words_are_no_day(text: str) -> None:
    assert day_at(text.split(), 0) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i paid yesterday", date(2026, 11, 22)),
        ("nililipa jana", date(2026, 11, 22)),
        ("the day before yesterday", date(2026, 11, 21)),
        ("juzi", date(2026, 11, 21)),
        ("on friday", date(2026, 11, 20)),
        ("ijumaa iliyopita", date(2026, 11, 20)),
        ("monday", TODAY),
        ("today", TODAY),
        ("on 20 nov", date(2026, 11, 20)),
        ("20/11/2026", date(2026, 11, 20)),
        ("tarehe 20 novemba", date(2026, 11, 20)),
        ("on 25 dec", None),
        ("in november", None),
        ("1 nov 2020", None),
        ("yesterday and on friday", None),
        ("next month", None),
        ("nothing", None),
    ],
)
def test_the_one_day_that_was_is_read(text: str, day: date | None) -> None:
    assert past_day_in(text.split(), TODAY) == day
