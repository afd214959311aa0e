"""Dates of rounds and turns: no day lost, no day twice, every seat once a cycle."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.rota import (
    NAIROBI,
    Every,
    Period,
    RotaError,
    Turn,
    day_in_nairobi,
    deadline,
    next_turn_of,
    propose,
    propose_first,
    round_dates,
    round_on,
    start_of,
    turns_from,
)

WEEK, FORTNIGHT, MONTH = Every(Period.WEEK), Every(Period.WEEK, 2), Every(Period.MONTH)
SUNDAY = date(2026, 11, 22)

starting_days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
rhythms = st.builds(Every, st.sampled_from(Period), st.integers(1, 14))
round_numbers = st.integers(1, 600)
seat_lists = st.lists(st.integers(1, 500), min_size=1, max_size=40, unique=True)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("day", Every(Period.DAY)),
        ("week", WEEK),
        ("weekly", WEEK),
        ("Fortnight", FORTNIGHT),
        ("2 weeks", FORTNIGHT),
        ("1 week", WEEK),
        (" 10  days ", Every(Period.DAY, 10)),
        ("month", MONTH),
        ("quarter", Every(Period.MONTH, 3)),
        ("3 months", Every(Period.MONTH, 3)),
        ("year", Every(Period.MONTH, 12)),
    ],
)
def test_a_rhythm_is_read(text: str, every: Every) -> None:
    assert Every.parse(text) == every


@pytest.mark.parametrize(
    "text", ["", "wek", "0 weeks", "-1 day", "1.5 weeks", "999 weeks", "two", "biweekly", "week\0"]
)
def test_another_rhythm_is_refused(text: str) -> None:
    with pytest.raises(RotaError):
        Every.parse(text)


@given(rhythms)
def test_a_written_rhythm_reads_back(every: Every) -> None:
    assert Every.parse(str(every)) == every


@pytest.mark.parametrize("count", [0, -1, 367])
def test_a_rhythm_of_no_sense_is_refused(count: int) -> None:
    with pytest.raises(RotaError, match="no rhythm"):
        Every(Period.WEEK, count)


@pytest.mark.parametrize(
    ("starts", "every", "number", "opens_on", "due_on"),
    [
        pytest.param(SUNDAY, WEEK, 1, "2026-11-22", "2026-11-28", id="first week"),
        pytest.param(SUNDAY, WEEK, 3, "2026-12-06", "2026-12-12", id="third week"),
        pytest.param(SUNDAY, FORTNIGHT, 2, "2026-12-06", "2026-12-19", id="second fortnight"),
        pytest.param(SUNDAY, Every(Period.DAY), 2, "2026-11-23", "2026-11-23", id="a day"),
        pytest.param(date(2026, 11, 1), MONTH, 3, "2027-01-01", "2027-01-31", id="over new year"),
        pytest.param(date(2026, 1, 31), MONTH, 2, "2026-02-28", "2026-03-30", id="short month"),
        pytest.param(date(2026, 1, 31), MONTH, 3, "2026-03-31", "2026-04-29", id="full day again"),
        pytest.param(date(2027, 12, 30), MONTH, 3, "2028-02-29", "2028-03-29", id="leap year"),
        pytest.param(
            date(2026, 11, 30), Every(Period.MONTH, 3), 2, "2027-02-28", "2027-05-29", id="quarter"
        ),
    ],
)
def test_a_round_has_its_dates(
    starts: date, every: Every, number: int, opens_on: str, due_on: str
) -> None:
    dates = round_dates(starts, every, number)
    assert (dates.opens_on.isoformat(), dates.due_on.isoformat()) == (opens_on, due_on)
    assert dates.closes_on == dates.due_on


@pytest.mark.parametrize(
    ("due_day", "due_on"),
    [(1, date(2027, 2, 1)), (5, date(2027, 2, 5)), (28, date(2027, 2, 28))],
)
def test_a_due_day_counts_from_the_opening(due_day: int, due_on: date) -> None:
    dates = round_dates(date(2026, 11, 1), MONTH, 4, due_day)
    assert (dates.due_on, dates.closes_on) == (due_on, date(2027, 2, 28))


def test_a_due_day_that_the_round_has_not_is_its_last() -> None:
    assert round_dates(date(2026, 11, 1), MONTH, 4, 31).due_on == date(2027, 2, 28)


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_a_round_outside_the_calendar_is_refused(number: int) -> None:
    for every in (WEEK, MONTH):
        with pytest.raises(RotaError):
            round_dates(SUNDAY, every, number)


def test_a_due_day_before_the_round_is_refused() -> None:
    with pytest.raises(RotaError, match="days count from 1"):
        round_dates(SUNDAY, WEEK, 1, 0)


@given(starting_days, rhythms, round_numbers)
def test_rounds_follow_each_other_without_gap_or_overlap(
    starts: date, every: Every, number: int
) -> None:
    this, following = (round_dates(starts, every, n) for n in (number, number + 1))
    assert this.opens_on <= this.due_on <= this.closes_on
    assert following.opens_on == this.closes_on + timedelta(days=1)
    assert (this.closes_on - this.opens_on).days + 1 >= every.shortest_days


@given(starting_days, rhythms, st.integers(0, 100_000))
def test_a_day_lies_in_the_round_that_runs_on_it(starts: date, every: Every, later: int) -> None:
    day = starts + timedelta(days=later)
    number = round_on(starts, every, day)
    assert number is not None
    dates = round_dates(starts, every, number)
    assert dates.opens_on <= day <= dates.closes_on


@given(starting_days, rhythms, round_numbers)
def test_the_round_on_its_first_and_last_day_is_itself(
    starts: date, every: Every, number: int
) -> None:
    dates = round_dates(starts, every, number)
    assert round_on(starts, every, dates.opens_on) == number
    assert round_on(starts, every, dates.closes_on) == number


@given(starting_days, rhythms, st.integers(1, 1_000))
def test_no_round_runs_before_the_first(starts: date, every: Every, earlier: int) -> None:
    assert round_on(starts, every, starts - timedelta(days=earlier)) is None


def test_the_last_day_of_the_calendar_has_a_round() -> None:
    assert round_on(date(2026, 1, 31), MONTH, date.max) == (9999 - 2026) * 12 + 12


THREE = {5: "M01", 9: "M02", 2: "M03"}


def test_a_cycle_is_proposed_by_seat_a_round_each() -> None:
    assert propose(THREE, 4, 20) == (
        Turn(4, 20, 1, 2, "M03"),
        Turn(4, 21, 1, 5, "M01"),
        Turn(4, 22, 1, 9, "M02"),
    )


@given(seat_lists, st.integers(1, 50), round_numbers)
def test_every_seat_receives_once_a_cycle(seats: list[int], cycle: int, first: int) -> None:
    turns = propose({seat: f"M{seat}" for seat in seats}, cycle, first)
    assert [turn.seat for turn in turns] == sorted(seats)
    assert [turn.round for turn in turns] == list(range(first, first + len(seats)))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(1, [(1, 1, 2), (1, 2, 5), (1, 3, 9)], id="at the beginning"),
        pytest.param(6, [(2, 6, 9)], id="the last of a cycle"),
        pytest.param(8, [(3, 8, 5), (3, 9, 9)], id="in the middle"),
    ],
)
def test_a_book_that_begins_late_has_the_rest_of_its_cycle(
    number: int, expected: list[tuple[int, int, int]]
) -> None:
    turns = propose_first(THREE, number)
    assert [(turn.cycle, turn.round, turn.seat) for turn in turns] == expected


@pytest.mark.parametrize(
    "act",
    [
        lambda: propose_first({}, 1),
        lambda: propose_first(THREE, 0),
        lambda: turns_from((), {}, 1, 1),
        lambda: next_turn_of((), THREE, "M07", 1),
    ],
    ids=["no seats", "round 0", "no seats to come", "a stranger"],
)
def test_a_rota_that_names_nobody_is_refused(act: Callable[[], object]) -> None:
    with pytest.raises(RotaError):
        act()


SWAPPED = (Turn(1, 1, 1, 9, "M02"), Turn(1, 2, 1, 2, "M03"), Turn(1, 2, 2, 5, "M01"))
"""Stored turns that no arithmetic would propose: swapped, and two receive in one round."""


def test_stored_turns_stand_and_only_those_after_them_are_proposed() -> None:
    coming = turns_from(SWAPPED, THREE, 2, 5)
    assert coming == (*SWAPPED[1:], *propose(THREE, 2, 3))


@given(seat_lists, st.integers(1, 40), st.integers(1, 60))
def test_the_coming_turns_go_on_without_gap_from_any_round(
    seats: list[int], first: int, count: int
) -> None:
    taken = {seat: f"M{seat}" for seat in seats}
    stored = propose(taken, 1, 1)
    coming = turns_from(stored, taken, first, count)
    assert [turn.round for turn in coming] == list(range(first, first + count))
    order = sorted(seats)
    assert all(turn.seat == order[(turn.round - 1) % len(order)] for turn in coming)
    assert all(turn.cycle == (turn.round - 1) // len(order) + 1 for turn in coming)


@pytest.mark.parametrize(
    ("member", "first", "number"),
    [("M02", 1, 1), ("M02", 2, 5), ("M01", 1, 2), ("M03", 3, 3)],
    ids=["now", "in the next cycle", "second of a round", "when the cycle is over"],
)
def test_a_member_learns_their_next_turn(member: str, first: int, number: int) -> None:
    turn = next_turn_of(SWAPPED, THREE, member, first)
    assert (turn.member, turn.round) == (member, number)


def test_who_has_two_seats_has_two_turns() -> None:
    seats = {1: "M01", 2: "M02", 3: "M01"}
    stored = propose(seats, 1, 1)
    assert [next_turn_of(stored, seats, "M01", first).round for first in (1, 2, 4)] == [1, 3, 4]


def test_a_round_ends_at_midnight_in_nairobi() -> None:
    assert deadline(date(2026, 12, 31)) == datetime(2026, 12, 31, 21, tzinfo=UTC)
    assert start_of(SUNDAY) == datetime(2026, 11, 21, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 20, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 21, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 22, 0, 0, tzinfo=NAIROBI), date(2026, 11, 22)),
    ],
)
def test_a_moment_has_a_day_in_nairobi(moment: datetime, day: date) -> None:
    assert day_in_nairobi(moment) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(RotaError, match="time zone"):
        day_in_nairobi(datetime(2026, 11, 22, 12))  # noqa: DTZ001 - the naive moment is the case
