"""The welfare fund line by line; for whom help was stands nowhere."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.welfare_book import WelfareBook, welfare_book
from chama.entries import welfare_money, welfare_promised
from chama.kinds import EntryKind
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, PEOPLE, SARAH, WANJIRU, received_text, rules
from tests.transcripts import Stage

MORE = '[welfare]\nevery = "month"\ndues = 100\nevents = {hospital = 200}\n'


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Achieng gave 600; 200 for Baraka, who is in hospital, are agreed to."""
    stage = Stage(engine)
    stage.found(rules(people=(*PEOPLE, SARAH), more=MORE))
    stage.deliver()
    stage.say(ACHIENG, "600 for welfare")
    stage.say(WANJIRU, received_text(amount="600.00"))
    stage.say(BARAKA, "nimelazwa hospitali, naomba msaada wa welfare")
    for sent in stage.deliver():
        code = sent.text.partition("Reply ")[2][:4]
        if code.isdigit():
            stage.say(sent.address, code)
    stage.deliver()
    return stage


def read(stage: Stage) -> WelfareBook:
    with reading(stage.engine) as connection:
        group = load_group(connection, 1)
        return welfare_book(connection, group, book_at(connection, 1, stage.now))


def test_it_closes_with_the_money_of_the_fund(stage: Stage) -> None:
    found = read(stage)
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    assert found.closing == Money(welfare_money(held)) == Money(60_000)
    assert sum(one.left.cents for one in found.help) == welfare_promised(held) == 20_000


def test_who_gave_is_named_and_who_was_helped_is_not(stage: Stage) -> None:
    stage.say(WANJIRU, _sent_to(BARAKA.name))
    stage.deliver()
    found = read(stage)
    given, helped = found.rows
    assert (given.names, given.receipt, given.came_in) == (
        *(ACHIENG.name, "UKN1AB2C01", Money(60_000)),
    )
    assert helped.kind is EntryKind.PAYOUT
    assert (helped.names, helped.receipt, helped.went_out) == ("", "", Money(20_000))
    (one,) = found.help
    assert (one.what, one.agreed, one.sent, one.left) == (
        *("hospital", Money(20_000), Money(20_000), Money(0)),
    )


def _sent_to(name: str) -> str:
    return (
        f"UKN1AB2C08 Confirmed. Ksh200.00 sent to {name.upper()} 0712000004 on 23/11/26 at "
        "9:15 AM. New M-PESA balance is Ksh12,293.00. Transaction cost, Ksh7.00."
    )
