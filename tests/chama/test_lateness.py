"""What being late costs: fixed, by percentage, once, by the day or week, with cap and grace."""

from __future__ import annotations

from datetime import date

import pytest

from chama.constitution import Rules
from chama.lateness import first_fine_on, late_fines, next_fine_on, round_to_even
from tests.builders import rules

DUE = date(2026, 11, 26)  # a Thursday
DUES = 100_000


def of(fines: str, payout: str = "") -> Rules:
    return rules(more=f"[payout]\n{payout}\n[fines]\n{fines}\n").rules


def raised(
    the_rules: Rules,
    day: date,
    *,
    unpaid: int = DUES,
    before: tuple[int, ...] = (),
    before_cents: int = 0,
    currency: str = "KES",
) -> list[tuple[str, int]]:
    """Of each fine that has fallen due by a day: month and day, and cents."""
    found = late_fines(
        the_rules,
        DUE,
        day,
        unpaid_cents=unpaid,
        dues_cents=DUES,
        raised=before,
        raised_cents=before_cents,
        currency=currency,
    )
    return [(f"{one.on:%m-%d}", one.cents) for one in found]


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


DAILY, WEEKLY = 'late = 50\nlate_every = "day"', 'late = 50\nlate_every = "week"'


@pytest.mark.parametrize(
    ("fines", "on", "expected"),
    [
        pytest.param("", day(30), [], id="no-rule"),
        pytest.param("late = 50", day(26), [], id="on-the-due-day"),
        pytest.param("late = 50", day(27), [("11-27", 5_000)], id="the-day-after"),
        pytest.param("late = 50", day(30), [("11-27", 5_000)], id="once-whenever-it-is-seen"),
        pytest.param('late = "10%"', day(27), [("11-27", 10_000)], id="percentage"),
        pytest.param('late = "2.5%"', day(27), [("11-27", 2_500)], id="part-of-a-percent"),
        pytest.param(
            DAILY, day(29), [("11-27", 5_000), ("11-28", 5_000), ("11-29", 5_000)], id="by-the-day"
        ),
        pytest.param(WEEKLY, day(3, 12), [("11-27", 5_000)], id="within-the-first-week"),
        pytest.param(WEEKLY, day(4, 12), [("11-27", 5_000), ("12-04", 5_000)], id="by-the-week"),
        pytest.param(
            f"{DAILY}\nlate_cap = 120",
            day(30),
            [("11-27", 5_000), ("11-28", 5_000), ("11-29", 2_000)],
            id="cap",
        ),
        pytest.param(
            f'{DAILY}\nlate_cap = "10%"',
            day(30),
            [("11-27", 5_000), ("11-28", 5_000)],
            id="cap-of-the-dues",
        ),
        pytest.param("late = 50\nlate_cap = 30", day(27), [("11-27", 3_000)], id="cap-below-it"),
        pytest.param("late = 50\ngrace_days = 3", day(29), [], id="in-grace"),
        pytest.param("late = 50\ngrace_days = 3", day(30), [("11-30", 5_000)], id="after-grace"),
    ],
)
def test_the_fines_of_a_round_by_a_day(
    fines: str, on: date, expected: list[tuple[str, int]]
) -> None:
    assert raised(of(fines), on) == expected


@pytest.mark.parametrize(
    ("unpaid", "expected"),
    [
        pytest.param(40_000, [("11-27", 4_000)], id="of-what-is-left"),
        pytest.param(0, [], id="paid"),
        pytest.param(-500, [], id="more-than-paid"),
        pytest.param(4, [], id="less-than-a-cent"),
    ],
)
def test_a_percentage_is_of_what_is_still_owed(
    unpaid: int, expected: list[tuple[str, int]]
) -> None:
    assert raised(of('late = "10%"'), day(27), unpaid=unpaid) == expected


@pytest.mark.parametrize(
    ("payout", "fines", "first"),
    [
        pytest.param(0, 0, day(27), id="no-grace"),
        pytest.param(3, 0, day(30), id="a-payment-is-not-late-before"),
        pytest.param(0, 3, day(30), id="and-costs-nothing-before"),
        pytest.param(2, 5, day(2, 12), id="the-longer-counts"),
    ],
)
def test_a_fine_is_never_earlier_than_either_grace(payout: int, fines: int, first: date) -> None:
    the_rules = of(f"late = 50\ngrace_days = {fines}", f"grace_days = {payout}")
    assert first_fine_on(the_rules, DUE) == first


def test_a_weekend_is_days_like_others() -> None:
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    assert first_fine_on(of("late = 50"), friday) == saturday


def test_what_was_raised_before_is_not_raised_again_and_counts_for_the_cap() -> None:
    the_rules = of(f"{DAILY}\nlate_cap = 120")
    assert raised(the_rules, day(29), before=(1, 2), before_cents=10_000) == [("11-29", 2_000)]
    assert raised(the_rules, day(30), before=(1, 2, 3), before_cents=12_000) == []
    assert raised(of("late = 50"), day(30), before=(1,), before_cents=5_000) == []


@pytest.mark.parametrize(
    ("currency", "expected"),
    [
        pytest.param("USD", [("11-27", 1_230)], id="with-cents"),
        pytest.param("UGX", [("11-27", 1_200)], id="without"),
        pytest.param("KES", [("11-27", 1_200)], id="shillings-are-sent-whole"),
    ],
)
def test_amounts_are_to_the_smallest_coin(currency: str, expected: list[tuple[str, int]]) -> None:
    assert raised(of('late = "10%"'), day(27), unpaid=12_300, currency=currency) == expected


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(0, 0), (49, 0), (50, 0), (51, 100), (149, 100), (150, 200), (250, 200)],
)
def test_half_a_coin_goes_to_the_even_one(cents: int, expected: int) -> None:
    assert round_to_even(cents, 100) == expected


@pytest.mark.parametrize(
    ("fines", "after", "expected"),
    [
        pytest.param("", day(20), None, id="no-rule"),
        pytest.param("late = 50", day(20), day(27), id="the-first"),
        pytest.param("late = 50", day(27), None, id="only-once"),
        pytest.param(DAILY, day(27), day(28), id="by-the-day"),
        pytest.param(WEEKLY, day(27), day(4, 12), id="by-the-week"),
        pytest.param(WEEKLY, day(4, 12), day(11, 12), id="and-the-next"),
    ],
)
def test_the_next_fine_after_a_day(fines: str, after: date, expected: date | None) -> None:
    assert next_fine_on(of(fines), DUE, after) == expected
