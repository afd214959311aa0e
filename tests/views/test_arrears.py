"""What members owe by age, as a view gives it, against the receivable accounts of the book."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.views.arrears import Arrears, WaitingRow, arrears
from bot.views.book_at import book_at
from chama.constitution import Constitution
from chama.money import Money
from tests.builders import ACHIENG, OTIENO, WANJIRU, received_text, rules
from tests.transcripts import Stage
from tests.views.groups import UMOJA
from tests.years.groups import CLUB_ABROAD


def read(connection: sa.Connection, stage: Stage) -> Arrears:
    group = load_group(connection, UMOJA)
    return arrears(connection, group, book_at(connection, UMOJA, stage.now))


def test_they_are_what_is_receivable(later: sa.Connection, stage: Stage) -> None:
    receivable = sum(
        cents for one, cents in book.balances(later, UMOJA).items() if one.kind.meaning.is_owed
    )
    found = read(later, stage)
    assert sum(row.total.cents for row in found.rows) == receivable
    for row in found.rows:
        assert sum((age.cents for age in row.ages), row.not_due.cents) == row.total.cents


def test_a_round_ages_from_its_last_day(later: sa.Connection, stage: Stage) -> None:
    """Monday the 28th of December: rounds fell due on Thursdays, from the 26th of November on."""
    otieno = next(row for row in read(later, stage).rows if row.code == OTIENO.code)
    assert otieno.not_due == Money(100_000)  # the sixth, until Thursday
    assert otieno.ages == (Money(100_000), Money(300_000), Money(60_000), Money(0))
    assert otieno.oldest == date(2026, 11, 26)


def test_while_there_is_time_nothing_is_overdue(connection: sa.Connection, stage: Stage) -> None:
    found = read(connection, stage)
    assert ACHIENG.code not in {row.code for row in found.rows}
    for row in found.rows:
        assert (row.not_due, row.oldest) == (row.total, None)


def club() -> Constitution:
    """In pounds, with a phone in Kenya."""
    return rules(currency="GBP", contribution=60, more=CLUB_ABROAD)


def test_what_waits_for_a_rate_stands_apart_in_its_own_currency(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(club())
    stage.say(WANJIRU, received_text(amount="9,900.00"))
    with engine.connect() as connection:
        found = read(connection, stage)
    assert found.waiting == {"KES": (WaitingRow(ACHIENG.name, "UKN1AB2C01", Money(990_000)),)}
    assert {row.total for row in found.rows} == {Money(6_000, "GBP")}
