"""The funds over a period, against the ledger's accounts."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading, writing
from bot.views.book_at import book_at
from bot.views.funds import CLAIMS, OWED, WORTH, FundView, funds, of_currency
from chama.constitution import Constitution
from chama.entries import FUNDS, reversal
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from tests.builders import WANJIRU, received_text, rules
from tests.transcripts import Stage
from tests.views.groups import UMOJA
from tests.years.groups import CLUB_ABROAD


def read(connection: sa.Connection, stage: Stage) -> tuple[FundView, ...]:
    group = load_group(connection, UMOJA)
    return funds(connection, group, book_at(connection, UMOJA, stage.now))


def test_each_fund_holds_what_its_accounts_hold(connection: sa.Connection, stage: Stage) -> None:
    held = book.balances(connection, UMOJA)
    for one in read(connection, stage):
        for kind in AccountKind:
            cents = sum(c for a, c in held.items() if (a.fund, a.kind) == (one.fund, kind))
            assert one.has(kind).cents == cents
        assert one.cash() + one.has(*OWED) == -one.has(*CLAIMS, *WORTH)


def test_what_came_in_is_told_by_what_brought_it(connection: sa.Connection, stage: Stage) -> None:
    rotation, welfare, general = read(connection, stage)
    assert rotation.came_in == {
        EntryKind.CONTRIBUTION: 195_050,
        EntryKind.UNALLOCATED: 100_000,
    }
    assert (rotation.total_in, rotation.total_out) == (Money(295_050), Money(0))
    assert rotation.cash(at_opening=True) == Money(0)
    assert (welfare.total_in, general.total_in) == (Money(0), Money(0))


def test_what_was_taken_back_came_in_no_more(connection: sa.Connection, stage: Stage) -> None:
    waiting = next(
        one for one in book.entries_of(connection, UMOJA) if one.entry.receipt == "UKN1AB2C03"
    )
    taken_back = reversal(waiting.entry, waiting.seq, on=stage.now.date(), actor="M01+M02")
    with writing(stage.engine) as writer:
        book.post(writer, book.lock_book(writer, UMOJA), taken_back, recorded_at=stage.now)
    with reading(stage.engine) as later:
        rotation, *_ = read(later, stage)
    assert rotation.came_in[EntryKind.UNALLOCATED] == 0
    assert rotation.total_out == Money(0)


def test_every_book_has_the_same_funds_in_their_order(
    connection: sa.Connection, stage: Stage
) -> None:
    assert tuple(one.fund for one in read(connection, stage)) == FUNDS


def test_another_currency_stands_by_itself(engine: sa.Engine) -> None:
    stage = Stage(engine)
    abroad: Constitution = rules(currency="GBP", contribution=60, more=CLUB_ABROAD)
    stage.found(abroad)
    stage.say(WANJIRU, received_text())
    with reading(engine) as connection:
        views = read(connection, stage)
    own, shillings = of_currency(views)
    assert (own[0], [one.fund for one in own[1]]) == ("GBP", list(FUNDS))
    assert (shillings[0], [one.fund for one in shillings[1]]) == ("KES", ["kes"])
    assert shillings[1][0].cash() == Money(100_000, "KES")
