"""A change of a rule: what fits, and from which day it can count; nothing is ever backwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.constitution import Rules
from chama.constitution.changes import (
    CHANGEABLE,
    RuleChange,
    RuleUnfit,
    Written,
    changed,
    due,
    earliest,
    example,
    fitting,
    opening_from,
    waits_for_round,
    written_now,
)
from chama.constitution.charge import Charge
from chama.constitution.clauses import NUMBERS, clause
from chama.constitution.over_time import PastRules, rules_on
from tests.builders import rules

STARTS = date(2026, 11, 20)  # a Friday
OURS = rules(more="[fines]\nlate = 50\n").rules
DAY = date(2027, 1, 1)


def change(path: str, written: Written, from_on: date = DAY, number: int = 1) -> RuleChange:
    return RuleChange(number, path, written, from_on)


@pytest.mark.parametrize("path", CHANGEABLE)
def test_a_change_changes_one_clause_and_can_be_stored(path: str) -> None:
    after = changed(OURS, change(path, example(OURS, path)))
    others = {one for one in NUMBERS if clause(after, one) != clause(OURS, one)}
    assert path in others
    assert others <= {path, "welfare.starts"}
    assert Rules.stored(after.to_store()) == after


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("fines.late", "150%"),
        ("fines.late", "week"),
        ("rotation.contribution", 0),
        ("rotation.contribution", "none"),
        ("rotation.due", 8),  # a round has seven days
        ("approvals.money_out", 1),
        ("meetings.quorum", "3/2"),
        ("privacy.debtors", "nobody"),
    ],
)
def test_what_a_file_would_not_say_is_no_change(path: str, written: Written) -> None:
    with pytest.raises(RuleUnfit):
        changed(OURS, change(path, written))
    assert fitting(OURS, path, [written]) is None


def test_another_rule_of_the_section_must_still_fit() -> None:
    own = replace(OURS, rotation=replace(OURS.rotation, due=7))
    with pytest.raises(RuleUnfit):
        changed(own, change("rotation.every", "day"))


def test_dues_of_a_new_rhythm_count_from_the_change() -> None:
    after = changed(OURS, change("welfare.every", "month"))
    assert after.welfare.starts == DAY


def test_of_what_words_may_mean_the_first_that_fits_counts() -> None:
    assert fitting(OURS, "meetings.every", [2, "2 weeks"]) == "2 weeks"
    assert fitting(OURS, "rotation.recipient_pays", ["none", False]) is False
    assert fitting(OURS, "fines.late", [0]) == "none"
    assert written_now(OURS, "fines.late") == 50


@pytest.mark.parametrize(
    ("day", "opens_on"),
    [
        (date(2026, 11, 1), STARTS),
        (STARTS, STARTS),
        (date(2026, 11, 21), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 11, 27)),
    ],
)
def test_the_next_opening(day: date, opens_on: date) -> None:
    assert opening_from(OURS.rotation, day) == opens_on


@given(st.dates(STARTS, date(2030, 1, 1)), st.sampled_from(CHANGEABLE), st.integers(0, 90))
def test_law_a_change_never_counts_before_its_notice_is_over(
    agreed_on: date, path: str, notice_days: int
) -> None:
    own = replace(OURS, amendment=replace(OURS.amendment, notice_days=notice_days))
    first = earliest(own, path, agreed_on)
    assert (first - agreed_on).days >= notice_days
    if waits_for_round(path):
        assert (first - STARTS).days % 7 == 0
        assert (first - agreed_on).days < notice_days + 7


def test_of_two_changes_of_a_clause_the_later_day_stands_then_the_later_number() -> None:
    first = change("fines.late", 100, date(2027, 1, 8), number=3)
    second = change("fines.late", 70, date(2027, 1, 1), number=5)
    third = change("fines.late", 80, date(2027, 1, 8), number=4)
    waiting = (first, second, third)
    assert list(due(waiting, date(2027, 1, 8))) == [second, first, third]
    assert list(due(waiting, date(2027, 1, 7))) == [second]
    assert list(due(waiting, date(2026, 12, 31))) == []


def test_the_rules_of_a_day() -> None:
    first, second = rules(contribution=500).rules, rules(contribution=700).rules
    past = (
        PastRules(date(2026, 12, 4), "rotation.contribution", first),
        PastRules(date(2027, 1, 1), "rotation.contribution", second),
    )
    on = {day: rules_on(day, OURS, past, ()) for day in (date(2026, 12, 3), date(2026, 12, 4), DAY)}
    assert list(on.values()) == [first, second, OURS]
    assert rules_on(DAY, OURS, (), ()) == OURS
    will_be = rules_on(DAY, OURS, (), (change("fines.late", 100),))
    assert (will_be.fines.late, OURS.fines.late) == (Charge(100), Charge(50))
