"""Money of several members in any order, with several faults at once and workers that are killed.

Everything follows from a seed: what goes wrong, who does what when, and when a worker dies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import sqlalchemy as sa

from bot.simulator.daraja import Fault
from chama.group import Person
from tests.builders import PEOPLE
from tests.money_cells import CELLS, come_to_rest
from tests.money_kills import workers_of
from tests.money_play import agree_to, fill_pot
from tests.money_stage import MoneyStage, money_stage

MOST_FAULTS, EVENTS = 4, 14
PLAYED = tuple(dict.fromkeys(cell.fault for cell in CELLS))

_ASKS = ("lipa", "lipa", "lipa 300", "lipa 1250")
_SHILLINGS = (100, 350, 1_000, 1_000, 2_400)
_SECONDS = (1, 20, 70, 130, 700)
_FIRST_DEATHS = 40  # a worker dies within so many steps


@dataclass(frozen=True)
class Chance:
    """What a seed draws. deaths: before which step each worker dies, as `Workers` takes it."""

    seed: int
    faults: tuple[Fault, ...]
    deaths: tuple[int, ...] = ()

    def __str__(self) -> str:
        names = ", ".join(fault.name.lower().replace("_", " ") for fault in self.faults)
        dying = f", workers die at {self.deaths}" if self.deaths else ""
        return f"seed {self.seed}: {names}{dying}"


def drawn(seed: int, *, with_kills: bool = False) -> Chance:
    """Two faults or more, and up to three deaths."""
    random = Random(seed)
    faults = tuple(random.sample(PLAYED, random.randint(2, MOST_FAULTS)))
    deaths = [random.randint(1, _FIRST_DEATHS) for _ in range(random.randint(1, 3))]
    return Chance(seed, faults, tuple(deaths) if with_kills else ())


def play_chance(engine: sa.Engine, chance: Chance) -> int:
    """Play it to its end; gives how many workers died. Raises AssertionError where the law does
    not hold."""
    faults = {fault: fault.times for fault in chance.faults}
    with money_stage(engine, faults=faults, seed=chance.seed) as stage:
        if not chance.deaths:
            _play(stage, Random(chance.seed))
            return 0
        with workers_of(stage, *chance.deaths) as workers:
            _play(stage, Random(chance.seed))
            return workers.killed


def _play(stage: MoneyStage, random: Random) -> None:
    pot_at = random.randrange(EVENTS)
    for number in range(EVENTS):
        if number == pot_at:
            fill_pot(stage)
        random.choice(_DEEDS)(stage, random)
        agree_to(stage, stage.arrived())
    stage.work()
    come_to_rest(stage)


# --- what may happen next ------------------------------------------------------------------------


def _somebody(random: Random) -> Person:
    return random.choice(PEOPLE)


def _ask(stage: MoneyStage, random: Random) -> None:
    """Somebody wants to pay from their phone."""
    stage.stage.say(_somebody(random), random.choice(_ASKS))


def _answer(stage: MoneyStage, random: Random) -> None:
    """Whoever is asked does something about it: mostly, they pay."""
    customers = stage.provider.customers
    for person in PEOPLE:
        if customers.prompts(person.phone):
            acts = (customers.answer, customers.answer, customers.answer, customers.cancel)
            random.choice((*acts, customers.leave, customers.be_away))(person.phone)


def _pay(stage: MoneyStage, random: Random) -> None:
    """Somebody pays from the menu, for a seat that may be another's, or for none."""
    references = (*(f"BCY-{person.seat}" for person in PEOPLE), "", "chama", "BCY-77")
    cents, payer = random.choice(_SHILLINGS) * 100, _somebody(random)
    where, reference = stage.provider.shortcode, random.choice(references)
    stage.provider.customers.pay(payer.phone, where, cents, reference)


def _wait(stage: MoneyStage, random: Random) -> None:
    stage.pass_time(random.choice(_SECONDS))


def _work(stage: MoneyStage, random: Random) -> None:
    stage.desk.work()


def _deliver(stage: MoneyStage, random: Random) -> None:
    stage.web.busy_for = random.choice((0, 0, 1))
    stage.provider.deliver()


def _pull(stage: MoneyStage, random: Random) -> None:
    stage.desk.pull()


_DEEDS: tuple[Callable[[MoneyStage, Random], None], ...] = (
    *(_ask, _ask, _answer, _answer, _answer),
    *(_pay, _pay, _wait, _wait, _work, _work, _work, _deliver, _deliver, _pull),
)
