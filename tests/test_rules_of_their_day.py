"""Whatever the clock raises has the rules of its own day, however late the clock comes to it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import book, chamas
from bot.store.database import open_engine, reading, writing
from bot.store.verify import verify
from chama import pots
from chama.constitution.changes import RuleChange, Written
from chama.kinds import EntryKind
from chama.rota import NAIROBI
from tests.builders import ACHIENG, WANJIRU, rules
from tests.conftest import Databases
from tests.transcripts import Stage

pytestmark = pytest.mark.drawn

RULES = """
[payout]
grace_days = 2
[fines]
late = 50
[welfare]
every = "week"
dues = 100
starts = 2026-11-26
"""


def founded(engine: sa.Engine) -> Stage:
    """Umoja, whose rounds open on Fridays and whose welfare dues come on Thursdays."""
    stage = Stage(engine)
    stage.found(rules(starts=date(2026, 11, 20), more=RULES))
    stage.deliver()
    return stage


def change(stage: Stage, number: int, path: str, written: Written, from_on: date) -> None:
    agreed = RuleChange(number, path, written, from_on)
    with writing(stage.engine) as connection:
        held = book.lock_book(connection, 1)
        chamas.agree_on_change(connection, held, agreed, "M01+M02", stage.now)


def runs(stage: Stage, *days: date, times: int = 1) -> None:
    for day in days:
        for _ in range(times):
            stage.move_clock(datetime(day.year, day.month, day.day, 9, tzinfo=NAIROBI))


def raised(stage: Stage, kind: EntryKind) -> dict[date, int]:
    """What was asked of a member each day."""
    with reading(stage.engine) as connection:
        found = [one.entry for one in book.entries_of(connection, 1)]
    return {
        one.effective_on: one.postings[-1 if one.postings[0].amount_cents < 0 else 0].amount_cents
        for one in found
        if one.kind is kind and one.effective_on
    }


def test_the_clock_looks_on_the_day_of_a_change(engine: sa.Engine) -> None:
    stage = founded(engine)
    runs(stage, date(2026, 11, 28))
    change(stage, 1, "approvals.money_out", 3, date(2026, 12, 1))
    runs(stage, date(2026, 11, 30), date(2026, 12, 1))
    with reading(stage.engine) as connection:
        group = chamas.load_group(connection, 1)
    assert (group.rules.approvals.money_out, group.changes) == (3, ())


@pytest.mark.parametrize(
    ("path", "from_on", "kind", "expected"),
    [
        pytest.param(
            "welfare.dues", date(2026, 12, 3), EntryKind.WELFARE_DUES,
            {date(2026, 11, 26): 10_000, date(2026, 12, 3): 70_000, date(2026, 12, 10): 70_000},
            id="welfare-on-the-day-itself",
        ),
        pytest.param(
            "welfare.dues", date(2026, 12, 5), EntryKind.WELFARE_DUES,
            {date(2026, 11, 26): 10_000, date(2026, 12, 3): 10_000, date(2026, 12, 10): 70_000},
            id="welfare-between-two",
        ),
        pytest.param(
            "rotation.contribution", date(2026, 12, 4), EntryKind.ROUND_OPENED,
            {date(2026, 11, 20): 100_000, date(2026, 11, 27): 100_000, date(2026, 12, 4): 70_000,
             date(2026, 12, 11): 70_000},
            id="rounds",
        ),
    ],
)  # fmt: skip
def test_a_worker_that_was_down_raises_each_by_the_rules_of_its_day(
    engine: sa.Engine, path: str, from_on: date, kind: EntryKind, expected: dict[date, int]
) -> None:
    stage = founded(engine)
    change(stage, 1, path, 700, from_on)
    runs(stage, date(2026, 12, 13), times=8)
    assert raised(stage, kind) == expected
    assert list(verify(engine)) == []


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changed=st.lists(
        st.tuples(st.sampled_from(["welfare.dues", "rotation.contribution"]),
                  st.integers(2, 30), st.sampled_from([300, 700])),
        max_size=3,
    ),
    looked=st.lists(st.integers(1, 30), max_size=4),
)  # fmt: skip
def test_when_the_clock_looks_changes_nothing_of_what_it_raises(
    databases: Databases, changed: list[tuple[str, int, int]], looked: list[int]
) -> None:
    """Law: a worker that looks every day and one that looks seldom write the same."""
    every_day = [date(2026, 11, 20 + day) if day <= 10 else date(2026, 12, day - 10) for day in
                 range(1, 32)]  # fmt: skip
    seldom = [every_day[day] for day in sorted(looked)]
    written = []
    for days in (every_day, [*seldom, every_day[-1]]):
        url = databases.create("sqlite")
        engine = open_engine(url)
        stage = founded(engine)
        for number, (path, day, value) in enumerate(changed, start=1):
            change(stage, number, path, value, every_day[day])
        runs(stage, *days, times=2)  # each does all that is due; the second finds nothing
        written.append(
            [raised(stage, kind) for kind in (EntryKind.WELFARE_DUES, EntryKind.ROUND_OPENED)]
        )
        engine.dispose()
        databases.drop(url)
    assert written[0] == written[1]


def test_a_pot_falls_short_by_the_grace_of_its_own_round(engine: sa.Engine) -> None:
    stage = founded(engine)
    change(stage, 1, "payout.grace_days", 6, date(2026, 11, 27))
    runs(stage, date(2026, 11, 27))
    with reading(stage.engine) as connection:
        group = chamas.load_group(connection, 1)
    assert [pots.short_on(group, one) for one in group.rounds] == [
        date(2026, 12, 10),
        date(2026, 11, 29),
    ]


def test_a_fine_by_the_rules_of_before_says_so(engine: sa.Engine) -> None:
    """The clause that it names says something else by now."""
    stage = founded(engine)
    change(stage, 1, "fines.late", 20, date(2026, 12, 4))
    runs(stage, date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 7))
    said = [one.text for one in stage.deliver() if one.address == ACHIENG.phone]
    assert any("(clause 6.1, as the rules were on Thu 3 Dec)" in text for text in said)
    runs(stage, date(2026, 12, 14))
    said = [one.text for one in stage.deliver() if one.address == ACHIENG.phone]
    assert any("not paid (clause 6.1)" in text for text in said)


@pytest.mark.parametrize(
    ("value", "shown"), [(50, "No rule"), (80, "before 27 Nov 2026")], ids=["the-same", "another"]
)
def test_what_changed_nothing_is_no_rule_of_the_past(
    engine: sa.Engine, value: int, shown: str
) -> None:
    stage = founded(engine)
    change(stage, 1, "fines.late", value, date(2026, 11, 27))
    runs(stage, date(2026, 11, 27))
    stage.deliver()
    stage.say(WANJIRU, "old rules")
    said = [one.text for one in stage.deliver() if one.address == WANJIRU.phone]
    assert any(shown in text for text in said)
