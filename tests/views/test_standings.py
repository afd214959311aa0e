"""How each member stands, as a view gives it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.views.standings import MemberStanding, standings
from chama.kinds import AccountKind
from chama.money import Money
from tests.builders import ACHIENG, NOW, OTIENO, WANJIRU
from tests.views.groups import AMANI, UMOJA


def of(connection: sa.Connection, code: str, chama_id: int = UMOJA) -> MemberStanding:
    (found,) = [one for one in standings(connection, chama_id, NOW) if one.code == code]
    return found


def test_everybody_is_there_by_seat_with_their_turn(connection: sa.Connection) -> None:
    shown = standings(connection, UMOJA, NOW)
    assert [one.seats for one in shown] == [(1,), (2,), (3,), (4,)]
    assert [one.turns for one in shown] == [(1,), (2,), (3,), (4,)]
    assert [one.office for one in shown] == ["treasurer", "chair", "", ""]


def test_what_is_paid_owed_and_ahead_is_what_the_book_says(connection: sa.Connection) -> None:
    group, balances = load_group(connection, UMOJA), book.balances(connection, UMOJA)
    for one in standings(connection, UMOJA, NOW):
        owed = sum(c for a, c in balances.items() if a.kind.meaning.is_owed and a.owner == one.code)
        ahead = sum(
            -c for a, c in balances.items() if a.kind is AccountKind.ADVANCE and a.owner == one.code
        )
        assert (one.owed.cents, one.ahead.cents) == (owed, ahead)
        assert group.round is not None
        assert one.due.cents - one.paid.cents == one.owed.cents
    assert of(connection, ACHIENG.code).ahead == Money(25_050)
    assert of(connection, OTIENO.code).paid == Money(40_000)


def test_another_groups_members_are_its_own(connection: sa.Connection) -> None:
    assert len(standings(connection, AMANI, NOW)) == 2
    assert of(connection, WANJIRU.code, AMANI).name != WANJIRU.name
