"""The running round as a view gives it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import book
from bot.store.database import reading
from bot.views.round import Owing, running_round
from chama.entries import dues
from chama.money import Money
from tests.builders import BARAKA, OTIENO, ROUND, WANJIRU, rules
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def test_what_is_missing_is_what_the_book_says_is_owed(connection: sa.Connection) -> None:
    shown = running_round(connection, UMOJA)
    assert shown is not None
    assert (shown.number, shown.recipient, shown.due_on) == (1, WANJIRU.name, ROUND.due_on)
    assert (shown.paid_count, shown.member_count) == (1, 4)
    assert shown.owing == (
        Owing(WANJIRU.name, Money(100_000)),
        Owing(OTIENO.name, Money(60_000)),
        Owing(BARAKA.name, Money(70_000)),
    )
    balances = book.balances(connection, UMOJA)
    owed_cents = sum(balances.get(dues(f"M{n:02}", ROUND.key), 0) for n in range(1, 5))
    assert sum(one.amount.cents for one in shown.owing) == owed_cents
    assert shown.expected.cents - shown.collected.cents == owed_cents


def test_before_the_first_round_there_is_none(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(starts=ROUND.due_on))
    with reading(engine) as connection:
        assert running_round(connection, UMOJA) is None
