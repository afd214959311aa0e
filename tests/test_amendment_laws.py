"""Laws of changed rules: the past stays as it was, and each round has the rules of its own day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import book, chamas
from bot.store.database import open_engine, reading
from bot.store.verify import verify
from chama.journal import SealedEntry
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, NOW, OTIENO, WANJIRU, received_text, rules
from tests.conftest import Databases
from tests.transcripts import Stage

FEW = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Step:
    """Days go by, something is paid, and perhaps a contribution is agreed on, from a day on."""

    days: int
    paid: bool
    contribution: int
    from_in_days: int


STEPS = st.lists(
    st.builds(
        Step,
        days=st.integers(1, 20),
        paid=st.booleans(),
        contribution=st.sampled_from([0, 500, 1_500, 2_000]),
        from_in_days=st.sampled_from([0, 3, 12, 25]),
    ),
    min_size=1,
    max_size=5,
)


@contextmanager
def stage_on(databases: Databases) -> Iterator[Stage]:
    url = databases.create("sqlite")
    engine = open_engine(url)
    stage = Stage(engine)
    stage.found(rules(more="[amendment]\nnotice_days = 2\n"))
    stage.deliver()
    yield stage
    engine.dispose()
    databases.drop(url)


def entries(stage: Stage) -> list[SealedEntry]:
    with reading(stage.engine) as connection:
        return list(book.entries_of(connection, 1))


def play(stage: Stage, number: int, step: Step) -> None:
    """One step, with all that the worker does meanwhile."""
    day = (stage.now + timedelta(days=step.days)).date()
    stage.move_clock(datetime(day.year, day.month, day.day, 9, tzinfo=NAIROBI))
    if step.paid:
        payer = f"{OTIENO.name.upper()} 0{OTIENO.phone[4:]}"
        stage.say(WANJIRU, received_text(f"UKN1AB2C{number:02d}", "700.00", payer))
    if step.contribution:
        on = day + timedelta(days=step.from_in_days)
        from_on = f" from {on:%d/%m/%Y}" if step.from_in_days else ""
        stage.say(ACHIENG, f"change the contribution to {step.contribution}{from_on}")
        for person in (WANJIRU, BARAKA):
            stage.deliver()
            stage.say(person, "yes")
    stage.deliver()


def dues_by_day(stage: Stage) -> dict[date, int]:
    """What each round raised of all members, by the day on which it opened."""
    return {
        one.entry.effective_on or NOW.date(): one.entry.amount_cents
        for one in entries(stage)
        if one.entry.kind.value == "round_opened"
    }


@FEW
@given(steps=STEPS)
def test_what_is_in_the_book_stays_and_each_round_has_the_rule_of_its_day(
    databases: Databases, steps: Sequence[Step]
) -> None:
    with stage_on(databases) as stage:
        before: list[SealedEntry] = []
        for number, step in enumerate(steps):
            play(stage, number, step)
            now = entries(stage)
            assert now[: len(before)] == before
            before = now
        assert list(verify(stage.engine)) == []
        with reading(stage.engine) as connection:
            group = chamas.load_group(connection, 1)
        raised = dues_by_day(stage)
        assert raised
        for opened_on, cents in raised.items():
            then = group.rules_on(opened_on)
            assert cents == then.rotation.contribution_cents * len(group.people)
