"""Fines are raised by the clock: once for ever, by the rule, and never for money on its way."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot import schedule
from bot.store import book, chamas, tables
from bot.store.database import open_engine, reading, writing
from bot.store.verify import verify
from chama import entries
from chama.constitution.changes import RuleChange
from chama.constitution.clauses import number_of, path_of
from chama.journal import JournalEntry
from chama.kinds import EntryKind
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    received_text,
    reversal_text,
    rules,
)
from tests.conftest import Databases
from tests.transcripts import Stage

pytestmark = pytest.mark.drawn

STARTS = date(2026, 11, 23)
"""The day on which the group is founded and its first round opens."""

FOUNDED = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DUE, LATE = datetime(2026, 12, 22, 20, 59, tzinfo=UTC), datetime(2026, 12, 22, 21, 0, tzinfo=UTC)
"""The last minute of the due day in Nairobi, and the first one after it."""

ONCE, DAILY = "late = 50", 'late = 50\nlate_every = "day"\nlate_cap = 300'
DAY = timedelta(days=1)


def founded(engine: sa.Engine, fines: str = ONCE, starts: date = STARTS) -> Stage:
    stage = Stage(engine, now=FOUNDED)
    stage.found(rules(starts=starts, every="month", more=f"[fines]\n{fines}\n"))
    stage.deliver()
    return stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    return founded(engine)


def run(stage: Stage, *moments: datetime) -> None:
    for moment in moments:
        stage.now = moment
        schedule.take_what_is_due(stage.engine, moment)


def fines(stage: Stage) -> list[JournalEntry]:
    with reading(stage.engine) as connection:
        found = [one.entry for one in book.entries_of(connection, 1)]
    return [one for one in found if one.kind is EntryKind.FINE]


def fined(stage: Stage) -> dict[str, int]:
    """What each member was fined in all, in units."""
    totals: dict[str, int] = {}
    for one in fines(stage):
        totals[one.member] = totals.get(one.member, 0) + one.amount_cents // 100
    return totals


def test_late_is_late_only_after_the_end_of_the_due_day_in_nairobi(stage: Stage) -> None:
    run(stage, DUE)
    assert fines(stage) == []
    run(stage, LATE)
    assert fined(stage) == {"M01": 50, "M02": 50, "M03": 50, "M04": 50}


def test_every_fine_has_its_clause_and_day(stage: Stage) -> None:
    run(stage, LATE)
    assert {one.memo for one in fines(stage)} == {f"{number_of('fines.late')} 2026-12-23"}
    assert {one.key for one in fines(stage)} == {
        f"fine:late:1.1:{member}" for member in ("M01", "M02", "M03", "M04")
    }


def test_each_fine_in_the_book_names_a_clause_on_fines_and_its_day(engine: sa.Engine) -> None:
    stage = founded(engine, f"{DAILY}\nabsent = 200\nabsent_with_apology = 100")
    for words in ("Baraka was absent", "Achieng was absent with apology"):
        stage.say(WANJIRU, words)
        stage.deliver()
        stage.say(OTIENO, "yes")
    run(stage, LATE, LATE + 2 * DAY)
    paths = {path_of(entries.clause_of(one)) for one in fines(stage)}
    assert paths == {"fines.late", "fines.absent", "fines.absent_with_apology"}
    assert all(one.memo.split()[1] == str(one.effective_on) for one in fines(stage))


def test_who_has_paid_is_not_fined_and_who_paid_a_part_is(stage: Stage) -> None:
    stage.say(WANJIRU, received_text())
    stage.say(WANJIRU, received_text("UKN1AB2C02", "400.00", "BARAKA MWANGI 0712000004"))
    run(stage, LATE)
    assert fined(stage) == {"M01": 50, "M02": 50, "M04": 50}


def test_a_machine_that_was_off_raises_the_days_that_passed(engine: sa.Engine) -> None:
    stage = founded(engine, DAILY)
    run(stage, LATE + 3 * DAY)
    assert fined(stage)["M02"] == 200
    own = [one.effective_on for one in fines(stage) if one.member == "M02"]
    assert own == [date(2026, 12, 23 + number) for number in range(4)]
    run(stage, LATE + 30 * DAY)
    assert fined(stage)["M02"] == 300  # the cap


def test_nothing_is_fined_in_a_round_that_the_group_joined_in_its_middle(
    engine: sa.Engine,
) -> None:
    stage = founded(engine, DAILY, starts=STARTS - DAY)
    run(stage, LATE, LATE + 5 * DAY)
    assert fined(stage) == {}


def test_the_group_is_left_alone_once_nothing_more_can_be_fined(engine: sa.Engine) -> None:
    stage = founded(engine, DAILY)
    run(stage, LATE + 30 * DAY)
    with reading(engine) as connection:
        looked_at = connection.execute(sa.select(tables.chama.c.clock_on)).scalar_one()
    assert looked_at == date(2027, 1, 23)  # when the second round is late


# --- idempotence ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rule", [ONCE, DAILY, 'late = "5%"\nlate_every = "week"'])
def test_the_clock_may_run_whenever_and_as_often_as_it_likes(
    rule: str, seed: int, databases: Databases
) -> None:
    rng, last = random.Random(seed), LATE + 25 * DAY
    moments = sorted(LATE + rng.random() * 25 * DAY for _ in range(rng.randint(1, 6)))
    assert _raised(databases, rule, *moments, last, last) == _raised(databases, rule, last)


def _raised(databases: Databases, rule: str, *moments: datetime) -> list[tuple[str, int, str]]:
    url = databases.create("sqlite")
    stage = founded(open_engine(url), rule)
    run(stage, *moments)
    raised = sorted((one.key, one.amount_cents, one.memo) for one in fines(stage))
    stage.engine.dispose()
    databases.drop(url)
    assert raised
    return raised


# --- money on its way ----------------------------------------------------------------------------


def cleared(stage: Stage) -> set[str]:
    run(stage, LATE)
    return {"M01", "M02", "M03", "M04"} - set(fined(stage))


def test_what_a_member_showed_they_sent_spares_them(stage: Stage) -> None:
    stage.say(ACHIENG, "nimelipa UKN1AB2C01")
    assert cleared(stage) == {"M03"}


def test_cash_that_waits_for_its_yes_spares_its_giver(stage: Stage) -> None:
    stage.say(BARAKA, "I gave Otieno 1000 cash")
    assert cleared(stage) == {"M04"}


def test_money_that_waits_for_its_owner_spares_whose_it_may_be(stage: Stage) -> None:
    stage.say(WANJIRU, received_text(payer="ROSE AKOTH 0733***911"))  # nobody's name
    assert cleared(stage) == {"M01", "M02", "M03", "M04"}


def test_money_of_one_name_spares_no_other(stage: Stage) -> None:
    stage.say(WANJIRU, received_text(payer="OTIENO OUMA 0733***911"))
    run(stage, LATE)
    assert "M03" in fined(stage)
    assert "M02" not in fined(stage)


def test_what_is_said_spares_only_as_much_as_it_is(engine: sa.Engine) -> None:
    stage = founded(engine, 'late = "10%"')
    stage.say(BARAKA, "I gave Otieno 400 cash")
    run(stage, LATE)
    assert fined(stage)["M04"] == 60


def test_it_is_fined_by_the_clock_once_it_is_refused(stage: Stage) -> None:
    stage.say(BARAKA, "I gave Otieno 1000 cash")
    stage.deliver()
    run(stage, LATE)
    assert "M04" not in fined(stage)
    stage.now = LATE + timedelta(hours=12)
    stage.say(OTIENO, "no")
    run(stage, LATE + DAY)
    assert fined(stage)["M04"] == 50
    assert [one.memo for one in fines(stage) if one.member == "M04"] == ["6.1 2026-12-23"]


# --- money that turns out to have been in time ---------------------------------------------------


IN_TIME = received_text("ULM1AB2C01", day="22/12/26")
"""Of the last day, by its code and print; it comes when the clock has fined."""


def waived(stage: Stage) -> list[JournalEntry]:
    with reading(stage.engine) as connection:
        found = [one.entry for one in book.entries_of(connection, 1)]
    return [one for one in found if one.kind is EntryKind.FINE_WAIVED]


def left_of(stage: Stage, member: str) -> int:
    """What a member owes of the first round, with its fines."""
    with reading(stage.engine) as connection:
        owed = entries.owed_by(book.balances(connection, 1), member)
    return sum(cents for account, cents in owed if account.round == "1.1")


def test_what_was_paid_in_time_takes_its_fine_back(engine: sa.Engine) -> None:
    stage = founded(engine, DAILY)
    run(stage, LATE, LATE + DAY)
    assert fined(stage)["M03"] == 100
    stage.now = LATE + DAY + timedelta(hours=12)
    stage.say(WANJIRU, IN_TIME)
    assert [(one.member, one.amount_cents, one.memo[:3]) for one in waived(stage)] == [
        ("M03", 10_000, "6.1")
    ]
    assert left_of(stage, "M03") == 0
    run(stage, LATE + 2 * DAY)
    assert fined(stage)["M03"] == 100
    assert list(verify(engine)) == []


@pytest.mark.parametrize(("rule", "again"), [(ONCE, 50), (DAILY, 150)])
def test_a_fine_taken_back_comes_again_once_that_payment_is_taken_back(
    engine: sa.Engine, rule: str, again: int
) -> None:
    stage = founded(engine, rule)
    run(stage, LATE)
    stage.now = LATE + timedelta(hours=12)
    stage.say(WANJIRU, IN_TIME)
    assert left_of(stage, "M03") == 0
    code = IN_TIME.split()[0]
    stage.say(WANJIRU, reversal_text("ULN9RV8S07", code, day="23/12/26"))
    stage.deliver()
    stage.say(OTIENO, "yes")
    stage.deliver()
    run(stage, LATE + 2 * DAY, LATE + 2 * DAY)
    assert left_of(stage, "M03") == 100_000 + 100 * again
    assert list(verify(engine)) == []


@pytest.mark.parametrize("fund", ["general", "welfare"])
@pytest.mark.parametrize(
    ("paid", "fined_cents", "repaid"),
    [("50.00", 5_000, "50"), ("20.00", 5_000, "20"), ("0.00", 5_000, "")],
)
def test_a_fine_that_was_paid_is_given_back_once_the_round_turns_out_to_be_in_time(
    engine: sa.Engine, fund: str, paid: str, fined_cents: int, repaid: str
) -> None:
    stage = founded(engine, f'{ONCE}\nfund = "{fund}"')
    run(stage, LATE)
    stage.now = LATE + timedelta(hours=12)
    if repaid:
        stage.say(WANJIRU, received_text("ULN1AB2C02", paid, day="23/12/26"))
    stage.deliver()
    stage.say(WANJIRU, IN_TIME)
    assert [one.amount_cents for one in waived(stage) if one.member == "M03"] == [fined_cents]
    with reading(stage.engine) as connection:
        balances = book.balances(connection, 1)
    own = {one.code: cents for one, cents in balances.items() if one.owner == "M03"}
    ahead_cents = 100 * int(repaid or 0)
    assert own.get("advance:M03", 0) + own["dues:M03:1.2"] == 100_000 - ahead_cents
    assert left_of(stage, "M03") == 0
    assert list(verify(engine)) == []
    (receipt,) = [one.text for one in stage.deliver() if one.address == ACHIENG.phone]
    assert "The fine of KES 50 is taken back" in receipt
    assert (f"You had paid KES {repaid} of it" in receipt) is bool(repaid)


def test_money_that_is_moved_to_its_owner_takes_back_the_fine_for_which_it_was_in_time(
    stage: Stage,
) -> None:
    stage.now = DUE - timedelta(hours=3)
    baraka = f"{BARAKA.name.upper()} 0{BARAKA.phone[4:]}"
    stage.say(WANJIRU, received_text("ULM1AB2C01", "1,000.00", baraka, day="22/12/26"))
    stage.deliver()
    run(stage, LATE)
    assert sorted(fined(stage)) == ["M01", "M02", "M03"]
    stage.now = LATE + timedelta(hours=12)
    stage.say(WANJIRU, "ULM1AB2C01 is for Achieng")
    stage.deliver()
    stage.say(OTIENO, "yes")
    assert left_of(stage, "M03") == 0
    (receipt,) = [one.text for one in stage.deliver() if one.address == ACHIENG.phone]
    assert "The fine of KES 50 is taken back" in receipt
    run(stage, LATE + DAY)
    assert fined(stage)["M04"] == 50
    assert list(verify(stage.engine)) == []


def test_a_part_that_is_taken_back_wakes_the_clock(stage: Stage) -> None:
    stage.say(WANJIRU, received_text())
    run(stage, LATE, LATE + DAY)
    stage.now = LATE + DAY + timedelta(hours=12)
    reversal = reversal_text("ULO9RV8S07", "UKN1AB2C01", "400.00", day="24/12/26")
    stage.say(WANJIRU, reversal)
    stage.deliver()
    stage.say(OTIENO, "yes")
    assert left_of(stage, "M03") == 40_000
    run(stage, LATE + DAY + timedelta(hours=13))
    assert fined(stage)["M03"] == 50


# --- rules that change ----------------------------------------------------------------------------


def change(stage: Stage, path: str, written: str | int, from_on: date) -> None:
    with writing(stage.engine) as connection:
        held = book.lock_book(connection, 1)
        agreed = RuleChange(1, path, written, from_on)
        chamas.agree_on_change(connection, held, agreed, "M01+M02", stage.now)


@pytest.mark.parametrize(
    ("path", "written", "paid_on", "is_spared"),
    [
        pytest.param("fines.grace_days", 5, "23/12/26", False, id="a-longer-grace-later"),
        pytest.param("fines.grace_days", 5, "22/12/26", True, id="and-in-time-is-in-time"),
        pytest.param("fines.fund", "welfare", "22/12/26", True, id="another-fund-later"),
        pytest.param("fines.late", "none", "22/12/26", True, id="no-fine-any-more"),
    ],
)
def test_in_time_is_what_the_rules_of_the_due_day_call_so(
    stage: Stage, path: str, written: str | int, paid_on: str, is_spared: bool
) -> None:
    run(stage, LATE)
    change(stage, path, written, date(2026, 12, 23))
    run(stage, LATE + timedelta(hours=1))
    stage.now = LATE + timedelta(hours=12)
    code = "ULM1AB2C01" if paid_on.startswith("22") else "ULN1AB2C01"
    stage.say(WANJIRU, received_text(code, day=paid_on))
    assert bool(waived(stage)) is is_spared
    assert left_of(stage, "M03") == (0 if is_spared else 5_000)


@pytest.mark.parametrize(
    ("before", "after", "each"),
    [("late = 0", "50", 0), (ONCE, "500", 50)],
)
def test_a_rule_reaches_back_to_no_round_that_fell_due_before_it(
    engine: sa.Engine, before: str, after: str, each: int
) -> None:
    stage = founded(engine, before if each else "absent = 20")
    stage.now = LATE
    change(stage, "fines.late", after, date(2026, 12, 23))
    run(stage, LATE + DAY, LATE + 2 * DAY)
    assert fined(stage) == ({"M01": each, "M02": each, "M03": each, "M04": each} if each else {})


def test_what_was_paid_late_pays_it(stage: Stage) -> None:
    run(stage, LATE)
    stage.now = LATE + timedelta(hours=12)
    stage.say(WANJIRU, received_text("ULN1AB2C01", day="23/12/26"))
    assert waived(stage) == []
    assert left_of(stage, "M03") == 5_000


def test_a_part_that_was_paid_in_time_does_not_spare_the_rest(stage: Stage) -> None:
    run(stage, LATE)
    stage.now = LATE + timedelta(hours=12)
    stage.say(WANJIRU, received_text("ULM1AB2C01", "999.00", day="22/12/26"))
    assert waived(stage) == []


# --- let off --------------------------------------------------------------------------------------


def test_officers_who_let_a_fine_off_end_the_lateness_of_the_round(engine: sa.Engine) -> None:
    stage = founded(engine, DAILY)
    run(stage, LATE)
    stage.now = LATE + timedelta(hours=12)
    stage.say(WANJIRU, "waive Baraka's fine, he was in hospital")
    stage.deliver()
    stage.say(OTIENO, "yes")
    assert left_of(stage, "M04") == 100_000
    run(stage, LATE + 3 * DAY)
    assert fined(stage) == {"M01": 200, "M02": 200, "M03": 200, "M04": 50}
    assert list(verify(engine)) == []


def test_what_is_being_decided_on_is_not_asked_a_second_time(engine: sa.Engine) -> None:
    """An older waiver could else let off an absence that was fined after it was shown."""
    stage = founded(engine, f"{ONCE}\nabsent = 200")
    stage.say(WANJIRU, "Baraka was absent")
    stage.deliver()
    stage.say(OTIENO, "yes")
    stage.say(WANJIRU, "waive Baraka's fine, he was in hospital")
    run(stage, LATE)
    stage.now = LATE + timedelta(hours=12)
    stage.deliver()
    stage.say(WANJIRU, "waive Baraka's fine, he was in hospital")
    (again,) = [one.text for one in stage.deliver() if one.address == WANJIRU.phone]
    assert "Baraka Mwangi's fine of KES 50 is let off" in again
    stage.say(WANJIRU, "waive Baraka's fine, he was in hospital")
    (again,) = [one.text for one in stage.deliver() if one.address == WANJIRU.phone]
    assert "That is asked already (KES 250)" in again


# --- told ----------------------------------------------------------------------------------------


def told(stage: Stage, at: datetime) -> list[str]:
    stage.now = at
    return [one.text for one in stage.deliver() if one.address == BARAKA.phone]


def test_the_member_is_told_by_day_and_once(engine: sa.Engine) -> None:
    stage = founded(engine)
    run(stage, LATE)
    assert told(stage, LATE + timedelta(hours=1)) == []  # at night
    (text,) = told(stage, LATE + timedelta(hours=12))
    assert "fine of" in text
    assert "clause 6.1" in text
    assert "DISPUTE" in text
    run(stage, LATE + DAY)
    assert told(stage, LATE + DAY + timedelta(hours=12)) == []


def test_fines_by_the_day_are_told_on_the_first(engine: sa.Engine) -> None:
    stage = founded(engine, DAILY)
    run(stage, LATE)
    assert len(told(stage, LATE + timedelta(hours=12))) == 1
    run(stage, LATE + DAY, LATE + 2 * DAY)
    assert told(stage, LATE + 2 * DAY + timedelta(hours=12)) == []
    assert fined(stage)["M04"] == 150


def test_the_book_holds(stage: Stage) -> None:
    run(stage, LATE, LATE + DAY)
    assert list(verify(stage.engine)) == []
    with reading(stage.engine) as connection:
        balances = book.balances(connection, 1)
    assert balances[entries.income()] == -20_000
