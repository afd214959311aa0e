"""How it went from round to round, as a view gives it."""

from __future__ import annotations

from datetime import timedelta

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.over_rounds import RoundMoney, over_rounds
from bot.views.receivables import owing
from chama.money import Money
from tests.builders import OTIENO, WANJIRU, received_text
from tests.transcripts import Stage
from tests.views.groups import AMANI, UMOJA


def shown(stage: Stage, last: int = 24) -> tuple[RoundMoney, ...]:
    with reading(stage.engine) as connection:
        return over_rounds(connection, UMOJA, last)


def test_the_newest_round_ends_with_the_money_that_there_is(stage: Stage) -> None:
    (first,) = shown(stage)
    with reading(stage.engine) as connection:
        balances = book.balances(connection, UMOJA)
    money = sum(cents for account, cents in balances.items() if account.kind.meaning.is_money)
    assert (first.number, first.at_end, first.expected) == (1, Money(money), Money(400_000))


def test_each_round_ties_to_what_was_asked_and_settled(stage: Stage) -> None:
    stage.move_clock(stage.now + timedelta(days=7))
    stage.say(WANJIRU, received_text("UKU1AB2C09", "700.00", "OTIENO OUMA 0712000002", "30/11/26"))
    stage.move_clock(stage.now + timedelta(days=7))
    found = shown(stage)
    assert [one.number for one in found] == [1, 2, 3]
    with reading(stage.engine) as connection:
        known = owing(
            connection, load_group(connection, UMOJA), book_at(connection, UMOJA, stage.now)
        )
    for one in known.rounds.values():
        (row,) = [row for row in found if row.number == one.number]
        dues = [known.for_round(f"M0{seat}", one.key) for seat in range(1, 5)]
        assert row.expected.cents == sum(due.asked_cents for due in dues)
        assert row.collected.cents == sum(due.settled_cents for due in dues)
    assert found[0].at_end < found[1].at_end == found[2].at_end
    assert [one.number for one in shown(stage, last=2)] == [2, 3]


def test_another_group_is_another_course(stage: Stage) -> None:
    with reading(stage.engine) as connection:
        (one,) = over_rounds(connection, AMANI, 5)
    assert one.collected == Money(50_000)
    assert OTIENO
