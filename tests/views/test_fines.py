"""A member's fines, as a view gives them."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.store import book
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.fines import FineRow, fines_of
from chama.kinds import AccountKind
from chama.money import Money
from tests.builders import BARAKA, OTIENO, TODAY, WANJIRU, received_text, rules
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def shown(stage: Stage, member: str) -> tuple[FineRow, ...]:
    with reading(stage.engine) as connection:
        until = book_at(connection, UMOJA, stage.now)
        found = fines_of(connection, member, "KES", until)
        left = sum(
            cents
            for account, cents in book.balances(connection, UMOJA).items()
            if account.kind is AccountKind.FINES and account.owner == member
        )
    assert sum(one.left.cents for one in found) == left
    return found


def test_a_fine_stands_with_its_clause_and_what_is_left_of_it(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(starts=TODAY, more="[fines]\nlate = 100\n"))
    assert shown(stage, BARAKA.code) == ()
    stage.move_clock(stage.now + timedelta(days=8))
    (fine,) = shown(stage, BARAKA.code)
    assert (fine.round, fine.clauses, fine.amount, fine.left) == (
        1,
        ("6.1",),
        Money(10_000),
        Money(10_000),
    )
    stage.say(WANJIRU, received_text("UL11AB2C03", "100.00", "BARAKA MWANGI 0712000004", "1/12/26"))
    (fine,) = shown(stage, BARAKA.code)
    assert (fine.left, fine.let_off) == (Money(0), Money(0))
    assert shown(stage, OTIENO.code) != ()
