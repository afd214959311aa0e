"""Rounds open by the clock, and who receives in them is what was stored when their cycle began."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date, timedelta

import sqlalchemy as sa

from bot import schedule
from bot.store import chamas, tables
from bot.store.book import balances
from bot.store.chamas import Groups, load_group
from bot.store.database import reading, writing
from bot.store.salts import new_salt
from bot.store.tables import turn
from chama import entries
from chama.constitution import MemberEntry
from chama.group import Group, Person
from chama.rota import Turn
from tests.builders import ACHIENG, NOW, OTIENO, PEOPLE, ROUND, WANJIRU, rules
from tests.transcripts import Stage

WEEK = timedelta(weeks=1)


def founded(engine: sa.Engine, *people: Person, starts: date = ROUND.opens_on) -> Stage:
    """Umoja, or a group of these people, at NOW."""
    stage = Stage(engine)
    stage.found(rules(people=people or PEOPLE, starts=starts))
    return stage


def group_of(engine: sa.Engine) -> Group:
    with reading(engine) as connection:
        return load_group(connection, 1)


def pass_weeks(stage: Stage, weeks: int) -> None:
    """The clock's runs, a week after another."""
    for _ in range(weeks):
        stage.now += WEEK
        assert schedule.take_what_is_due(stage.engine, stage.now) == 1


def recipients(engine: sa.Engine) -> list[tuple[str, tuple[str, ...]]]:
    """Of the rounds that the group knows of: key and whose turn, the oldest first."""
    group = group_of(engine)
    rounds = [one for one in (group.round, *group.earlier_rounds) if one is not None]
    return [(one.key, one.recipients) for one in reversed(rounds)]


def swap_rounds(engine: sa.Engine, first: int, second: int) -> None:
    """Two members change turns, as an agreed swap would store it."""
    with writing(engine) as connection:
        rows = connection.execute(sa.select(turn).order_by(turn.c.round)).all()
        seats = {row.round: (row.seat, row.member) for row in rows}
        for number, other in ((first, second), (second, first)):
            seat, member = seats[other]
            changed = sa.update(turn).where(turn.c.round == number)
            connection.execute(changed.values(seat=seat, member=member))
        chamas.touch(connection, 1)


def join(engine: sa.Engine, name: str, seat: int) -> None:
    """A fifth member sits down."""
    entry = MemberEntry(name, f"+25471200009{seat}", seat)
    with writing(engine) as connection:
        chamas.store_member(connection, 1, "M05", entry, NOW, new_salt())
        chamas.touch(connection, 1)


# --- turns ---------------------------------------------------------------------------------------


def test_a_cycle_is_stored_whole_when_a_group_is_founded(engine: sa.Engine) -> None:
    founded(engine)
    assert group_of(engine).turns == tuple(
        Turn(1, number, 1, number, person.code) for number, person in enumerate(PEOPLE, start=1)
    )


def test_a_group_that_begins_later_knows_its_rota(engine: sa.Engine) -> None:
    founded(engine, starts=date(2026, 12, 4))
    group = group_of(engine)
    assert group.round is None
    assert [one.member for one in group.turns] == ["M01", "M02", "M03", "M04"]


def test_a_book_that_begins_late_begins_with_the_round_that_runs(engine: sa.Engine) -> None:
    founded(engine, starts=ROUND.opens_on - 5 * WEEK)
    assert recipients(engine) == [("2.6", ("M02",))]
    assert [one.round for one in group_of(engine).turns] == [6, 7, 8]


def test_the_next_cycle_is_stored_when_its_first_round_opens(engine: sa.Engine) -> None:
    stage = founded(engine)
    pass_weeks(stage, 3)
    assert len(group_of(engine).turns) == 4
    pass_weeks(stage, 1)
    assert [one.cycle for one in group_of(engine).turns] == [1] * 4 + [2] * 4
    assert recipients(engine)[-1] == ("2.5", ("M01",))


def test_who_receives_is_what_is_stored_however_it_came_about(engine: sa.Engine) -> None:
    stage = founded(engine)
    swap_rounds(engine, 2, 4)
    pass_weeks(stage, 3)
    assert [who for _, (who,) in recipients(engine)] == ["M01", "M04", "M03", "M02"]


def test_a_new_member_rewrites_no_turn_and_no_round_key(engine: sa.Engine) -> None:
    stage = founded(engine)
    pass_weeks(stage, 1)
    before = recipients(engine)
    join(engine, "Zawadi Cherono", 9)
    pass_weeks(stage, 3)
    after = recipients(engine)
    assert after[: len(before)] == before
    assert [key for key, _ in after] == ["1.1", "1.2", "1.3", "1.4", "2.5"]
    assert [one.member for one in group_of(engine).turns][-5:] == [f"M0{n}" for n in range(1, 6)]


def test_who_leaves_takes_no_cycle_number_back(engine: sa.Engine) -> None:
    stage = founded(engine)
    pass_weeks(stage, 4)
    with writing(engine) as connection:
        connection.execute(sa.delete(tables.seat).where(tables.seat.c.number > 2))
        chamas.touch(connection, 1)
    pass_weeks(stage, 4)
    keys = [key for key, _ in recipients(engine)]
    assert keys[-5:] == ["2.5", "2.6", "2.7", "2.8", "3.9"]


def test_two_receive_in_one_round_where_it_is_stored_so(engine: sa.Engine) -> None:
    stage = founded(engine)
    second = Turn(1, 2, 2, 4, "M04")
    with writing(engine) as connection:
        connection.execute(sa.delete(turn).where(turn.c.round == 4))
        connection.execute(sa.insert(turn).values(chama_id=1, **asdict(second)))
        chamas.touch(connection, 1)
    pass_weeks(stage, 1)
    assert recipients(engine)[-1] == ("1.2", ("M02", "M04"))
    stage.deliver()
    stage.say(ACHIENG, "round")
    (said,) = stage.deliver()
    assert "Otieno Ouma, Baraka Mwangi" in said.text
    pass_weeks(stage, 2)
    assert recipients(engine)[-1] == ("2.4", ("M01",))


def test_the_rota_says_what_is_stored(engine: sa.Engine) -> None:
    stage = founded(engine)
    swap_rounds(engine, 2, 4)
    stage.deliver()
    stage.say(OTIENO, "my turn")
    stage.say(ACHIENG, "rota")
    mine, order = (sent.text for sent in stage.deliver())
    assert "round 4" in mine
    assert [line.split(",")[0] for line in order.split("\n")[1:]] == [
        "1. Wanjiru Kamau",
        "2. Baraka Mwangi",
        "3. Achieng Atieno",
        "4. Otieno Ouma",
    ]


# --- seats ---------------------------------------------------------------------------------------

DOUBLE = replace(WANJIRU, further_seats=(3,))
THIRD = replace(ACHIENG, seat=4)


def test_each_seat_pays_and_receives(engine: sa.Engine) -> None:
    stage = founded(engine, DOUBLE, OTIENO, THIRD)
    with reading(engine) as connection:
        owed = balances(connection, 1)
    assert [owed[entries.dues(code, "1.1")] for code in ("M01", "M02", "M03")] == [
        200_000,
        100_000,
        100_000,
    ]
    assert owed[entries.pot("1.1")] == -400_000
    pass_weeks(stage, 3)
    assert [who for _, (who,) in recipients(engine)] == ["M01", "M02", "M01", "M03"]


def test_who_has_two_seats_owes_for_both_and_the_round_expects_it(engine: sa.Engine) -> None:
    stage = founded(engine, DOUBLE, OTIENO, THIRD)
    stage.deliver()
    stage.say(DOUBLE, "balance")
    stage.say(OTIENO, "round")
    balance, standing = (sent.text for sent in stage.deliver())
    assert "2,000" in balance
    assert "4,000" in standing


# --- the clock's runs ----------------------------------------------------------------------------


def test_a_run_opens_one_round_and_the_next_run_the_next(engine: sa.Engine) -> None:
    stage = founded(engine)
    later = stage.now + 3 * WEEK
    assert [schedule.take_what_is_due(engine, later) for _ in range(5)] == [1, 1, 1, 0, 0]


def test_a_run_with_nothing_to_open_changes_nothing(engine: sa.Engine) -> None:
    stage = founded(engine)
    before = group_of(engine).version
    with writing(engine) as connection:
        schedule.take(connection, Groups(), 1, stage.now)
    assert group_of(engine).version == before


def test_runs_that_overlap_open_a_round_once(engine: sa.Engine) -> None:
    """The clock starts a run each minute, while a long one may still go on."""
    stage = founded(engine)
    with ThreadPoolExecutor(4) as threads:
        later = stage.now + WEEK
        runs = threads.map(lambda _: schedule.take_what_is_due(engine, later), range(8))
        assert sum(runs) == 1
    assert [key for key, _ in recipients(engine)] == ["1.1", "1.2"]
