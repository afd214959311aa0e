"""Changes of rules in the store: kept, counted from their day on, and what was stays true."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.constitutions.showing import BeforeTheBook, show
from bot.export import export
from bot.store.chamas import ChamaExists, load_group
from bot.store.database import reading, writing
from bot.store.tables import chama, past_rules, register, rule_change
from bot.store.verify import verify
from chama.constitution.changes import RuleChange
from chama.constitution.charge import Charge
from chama.group import Group
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, NOW, OTIENO, WANJIRU, rules
from tests.transcripts import Stage

NEXT_ROUND = date(2026, 12, 4)


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules(more="[fines]\nlate = 50\n"))
    stage.deliver()
    return stage


def agree(stage: Stage, text: str = "change clause 6.1 to 100") -> None:
    """Achieng proposes it, and two others agree."""
    stage.say(ACHIENG, text)
    for person in (WANJIRU, BARAKA):
        stage.deliver()
        stage.say(person, "yes")
    stage.deliver()


def on(stage: Stage, day: date) -> None:
    stage.move_clock(datetime(day.year, day.month, day.day, 9, tzinfo=NAIROBI))


def group_of(stage: Stage) -> Group:
    with reading(stage.engine) as connection:
        return load_group(connection, 1)


def test_a_change_that_was_agreed_to_waits_for_its_day(stage: Stage) -> None:
    agree(stage)
    group = group_of(stage)
    assert group.changes == (RuleChange(1, "fines.late", 100, NEXT_ROUND),)
    assert group.rules.fines.late == Charge(50)
    on(stage, NEXT_ROUND - timedelta(days=1))
    assert group_of(stage).rules.fines.late == Charge(50)


def test_the_register_says_who_agreed_to_it(stage: Stage) -> None:
    agree(stage)
    about = sa.select(register.c.actor).where(register.c.subject == "rule_change:1")
    with reading(stage.engine) as connection:
        assert connection.execute(about).scalar_one() == "M03+M01+M04"


def test_from_its_day_on_it_counts_and_what_was_is_kept(stage: Stage) -> None:
    agree(stage)
    on(stage, NEXT_ROUND)
    group = group_of(stage)
    assert (group.changes, group.rules.fines.late) == ((), Charge(100))
    (was,) = group.past_rules
    assert (was.until_on, was.path, was.rules.fines.late) == (NEXT_ROUND, "fines.late", Charge(50))


def test_the_book_holds_before_and_after(stage: Stage) -> None:
    agree(stage)
    assert list(verify(stage.engine)) == []
    on(stage, NEXT_ROUND)
    assert list(verify(stage.engine)) == []


@pytest.mark.parametrize(
    ("table", "values", "what"),
    [
        (rule_change, {"written": 1}, "rule_change:1 has another written than the register"),
        (rule_change, {"path": "fines.absent"}, "rule_change:1 has another path"),
        (rule_change, {"from_on": NOW.date()}, "rule_change:1 has another from_on"),
        (past_rules, {"rules": {}}, "past_rules:1 has another rules"),
        (past_rules, {"until_on": NOW.date()}, "past_rules:1 has another until_on"),
        (chama, {"rules": {}}, "rules has another rules"),
    ],
)
def test_a_quiet_edit_of_rules_is_found(
    stage: Stage, table: sa.Table, values: dict[str, Any], what: str
) -> None:
    agree(stage)
    on(stage, NEXT_ROUND)
    with writing(stage.engine) as connection:
        connection.execute(sa.update(table).values(values))
    assert any(what in fault.what for fault in verify(stage.engine))


def test_a_change_that_is_taken_out_is_found(stage: Stage) -> None:
    agree(stage)
    with writing(stage.engine) as connection:
        connection.execute(sa.delete(rule_change))
    (fault,) = verify(stage.engine)
    assert fault.what == "rule_change:1 is in the register and gone from its table"


def test_the_document_shows_the_rules_of_a_day(stage: Stage) -> None:
    agree(stage)
    today = NOW.date()
    shown = show(stage.engine, "Umoja", None, today)
    assert (
        "6.1 Late payment costs KES 50.\n6.1 from 4 Dec 2026: Late payment costs KES 100." in shown
    )
    will_be = show(stage.engine, "Umoja", None, today, date(2027, 1, 1))
    assert "6.1 Late payment costs KES 100.\n6.2" in will_be
    assert "As it stands on 1 Jan 2027" in will_be
    on(stage, NEXT_ROUND)
    assert "6.1 Late payment costs KES 100.\n6.2" in show(stage.engine, "Umoja", None, NEXT_ROUND)
    was = show(stage.engine, "Umoja", None, NEXT_ROUND, date(2026, 12, 3))
    assert "6.1 Late payment costs KES 50.\n6.2" in was
    with pytest.raises(BeforeTheBook, match="begins on 2026-11-23"):
        show(stage.engine, "Umoja", None, NEXT_ROUND, date(2026, 11, 22))


def test_a_file_is_compared_with_the_rules_in_force(stage: Stage) -> None:
    agree(stage)
    on(stage, NEXT_ROUND)
    with pytest.raises(ChamaExists, match=r"fines\.late = 100 -> 50"):
        stage.found(rules(more="[fines]\nlate = 50\n"))
    with pytest.raises(ChamaExists, match="with the same people and rules"):
        stage.found(rules(more="[fines]\nlate = 100\n"))


def test_the_export_names_the_kind_and_who_agreed(stage: Stage) -> None:
    agree(stage)
    out = io.StringIO()
    export(stage.engine, "proposals", out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["kind"], row["state"], row["amount"]) == ("amendment", "done", "")
    assert row["asked_by"] == "Achieng Atieno"
    assert row["agreed_by"] == "Wanjiru Kamau+Baraka Mwangi"


def test_of_two_changes_of_a_clause_the_later_day_stands(stage: Stage) -> None:
    agree(stage, "change clause 6.1 to 100 from 1 Jan 2027")
    agree(stage, "change clause 6.1 to 70 from 10 Dec 2026")
    assert [one.written for one in group_of(stage).changes] == [70, 100]
    on(stage, date(2026, 12, 11))
    assert group_of(stage).rules.fines.late == Charge(70)
    on(stage, date(2027, 1, 1))
    assert group_of(stage).rules.fines.late == Charge(100)
    assert list(verify(stage.engine)) == []


def test_changes_of_two_clauses_keep_each_other(stage: Stage) -> None:
    agree(stage, "change clause 6.1 to 100")
    agree(stage, "change the contribution to 1500")
    on(stage, NEXT_ROUND)
    own = group_of(stage).rules
    assert (own.fines.late, own.rotation.contribution) == (Charge(100), 1500)


def test_rounds_that_open_late_have_the_rules_of_their_own_day(stage: Stage) -> None:
    """The worker was down for weeks: a round that should have opened before has the old rule."""
    agree(stage, "change the contribution to 1500 from 11 Dec 2026")
    on(stage, date(2026, 12, 18))
    group = group_of(stage)
    assert group.round is not None
    rounds = [*reversed(group.earlier_rounds), group.round]
    assert [(one.opens_on, one.contribution_cents) for one in rounds] == [
        (date(2026, 11, 20), 100_000),
        (date(2026, 11, 27), 100_000),
        (date(2026, 12, 4), 100_000),
        (date(2026, 12, 11), 150_000),
        (date(2026, 12, 18), 150_000),
    ]


def test_who_has_proposed_it_does_not_agree_a_second_time(stage: Stage) -> None:
    stage.say(ACHIENG, "change clause 6.1 to 100")
    stage.deliver()
    for _ in range(3):
        stage.say(ACHIENG, "yes")
    stage.say(OTIENO, "yes")
    assert group_of(stage).changes == ()
