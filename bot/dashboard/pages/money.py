"""Where the money lies, whose it is, what M-Pesa last printed, and how it went over the rounds."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.dashboard import kit
from bot.dashboard.kit import Cell, Prose, Worded
from bot.dashboard.visit import Visit
from bot.views.money import CollectorView, MoneyView, money_of
from bot.views.over_rounds import RoundMoney, over_rounds
from chama.standing import as_dialled

ORDER = 60
MOST_ROUNDS = 24


@dataclass(frozen=True, slots=True)
class Seen:
    """The money now, and at the end of each round."""

    now: MoneyView
    rounds: tuple[RoundMoney, ...]


def see(connection: sa.Connection, visit: Visit) -> Seen:
    """How the money stands."""
    return Seen(
        money_of(connection, visit.chama_id),
        over_rounds(connection, visit.chama_id, MOST_ROUNDS),
    )


def draw(visit: Visit, seen: Seen) -> None:
    """The whole first, then where it lies, of what it is, and how it came."""
    kit.heading(visit)
    now = seen.now
    kit.figures(
        [
            (visit.say("total"), str(now.total)),
            (visit.say("promised"), str(now.promised)),
            (visit.say("waiting"), str(now.waiting)),
            (visit.say("owed"), str(now.owed)),
        ]
    )
    kit.note(visit, "figures_mean")
    kit.section(visit, "places_title")
    _draw_collectors(visit, now.collectors)
    _draw_hands(visit, now)
    kit.section(visit, "funds_title")
    funds: list[Cell] = [Worded(visit.say(f"fund_{name}")) for name, _ in now.funds]
    kit.table(visit, {"fund": funds, "amount": [one for _, one in now.funds]}, "funds_table")
    kit.section(visit, "rounds_title")
    _draw_rounds(visit, seen.rounds)


def _draw_collectors(visit: Visit, collectors: tuple[CollectorView, ...]) -> None:
    if not collectors:
        kit.nothing(visit, "no_collectors")
        return
    kit.table(
        visit,
        {
            "place": [Prose(_place(visit, one)) for one in collectors],
            "holder": [one.holder for one in collectors],
            "booked": [one.booked for one in collectors],
            "printed": [one.printed.balance if one.printed else None for one in collectors],
            "difference": [one.difference for one in collectors],
            "printed_at": [one.printed.at if one.printed else None for one in collectors],
        },
        "collectors_table",
    )
    for one in collectors:
        _say_how_it_compares(visit, one)


def _place(visit: Visit, one: CollectorView) -> str:
    kind = visit.say(f"collector_{one.kind}")
    return f"{kind} {as_dialled(one.number)} {one.name}"


def _say_how_it_compares(visit: Visit, one: CollectorView) -> None:
    """In words, where M-Pesa printed something else than is booked."""
    if one.printed is None or not one.difference:
        return
    cents = one.difference.cents
    kit.says(
        visit,
        "more_printed" if cents > 0 else "less_printed",
        name=one.name,
        cents=abs(cents),
        currency=one.difference.currency,
        code=one.printed.code,
    )


def _draw_hands(visit: Visit, now: MoneyView) -> None:
    if not now.hands:
        kit.says(visit, "no_cash")
        return
    names, amounts = [name for name, _ in now.hands], [one for _, one in now.hands]
    kit.table(visit, {"hand": names, "cash": amounts}, "hands_table")


def _draw_rounds(visit: Visit, rounds: tuple[RoundMoney, ...]) -> None:
    if not rounds:
        kit.nothing(visit, "no_rounds")
        return
    numbers = [one.number for one in rounds]
    if len(rounds) > 1:
        collected, at_end = [one.collected for one in rounds], [one.at_end for one in rounds]
        kit.chart(visit, numbers, collected, "collected_chart", "collected")
        kit.chart(visit, numbers, at_end, "at_end_chart", "at_end")
    newest = list(reversed(rounds))
    kit.table(
        visit,
        {
            "round": [one.number for one in newest],
            "ended": [one.due_on for one in newest],
            "collected": [one.collected for one in newest],
            "expected": [one.expected for one in newest],
            "at_end": [one.at_end for one in newest],
        },
        "rounds_table",
    )
