"""The payout slip in words, line by line, with who agreed and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.reports.asked import WrongAsked
from bot.reports.kinds.payout import build
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, SARAH, WANJIRU, received_text, rules
from tests.reports.conftest import Ask
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """The pot of the first round is agreed to: Wanjiru, whose turn it was, had not paid."""
    stage = Stage(engine)
    stage.found(rules(people=(*PEOPLE, SARAH)))
    stage.deliver()
    for number, person in enumerate((OTIENO, ACHIENG, BARAKA, SARAH)):
        payer = f"{person.name.upper()} 0{person.phone[4:]}"
        stage.say(WANJIRU, received_text(f"UKN1AB2C1{number}", payer=payer))
    stage.deliver()
    stage.move_clock(stage.now + timedelta(days=5))
    _agree(stage)
    return stage


def _agree(stage: Stage) -> None:
    """Whoever is asked for four digits sends them."""
    for sent in stage.deliver():
        code = sent.text.partition("Reply ")[2][:4]
        if code.isdigit():
            stage.say(sent.address, code)
    stage.deliver()


def test_every_line_from_the_dues_to_what_is_to_be_sent(ask: Ask) -> None:
    report = build(ask("payout"))
    slip, agreed = report.tables
    assert [row.cells[1:3] for row in slip.rows] == [
        ("The dues of the round", Money(500_000)),
        ("Agreed: taken from the pot", Money(500_000)),
        ("Kept for what they owed: round 1", Money(-100_000)),
        ("Taken from the pot", Money(500_000)),
        ("Kept for what they owed", Money(100_000)),
        ("Sent", Money(0)),
        ("Charge borne by the group", Money(0)),
        ("Agreed and still to be sent", Money(400_000)),
        ("Still in the pot, dues not paid yet among it", Money(0)),
    ]
    assert [row.cells[1:3] for row in agreed.rows] == [
        ("Asked for agreement", "by the rules"),
        ("Agreed", OTIENO.name),
        ("Agreed", SARAH.name),
        ("Agreed to", ""),
    ]
    assert all(str(row.cells[3]).endswith("EAT") for row in agreed.rows[:3])
    assert report.facts == (f"Recipient: {WANJIRU.name}",)
    assert report.notes[0] == "The group bears M-Pesa's charge."


def test_what_is_sent_stands_with_its_receipt(ask: Ask, stage: Stage) -> None:
    """The pot of the second round, to Otieno, who had not paid either."""
    for number, person in enumerate((ACHIENG, BARAKA, SARAH)):
        payer = f"{person.name.upper()} 0{person.phone[4:]}"
        stage.say(WANJIRU, received_text(f"UKS1AB2C1{number}", payer=payer, day="28/11/26"))
    stage.say(WANJIRU, "I paid 1000")
    stage.deliver()
    stage.say(OTIENO, "yes")
    stage.move_clock(stage.now + timedelta(days=7))
    _agree(stage)
    stage.say(
        WANJIRU,
        "UL51AB2C20 Confirmed. Ksh4,000.00 sent to OTIENO OUMA 0712000002 on 5/12/26 at "
        "9:15 AM. New M-PESA balance is Ksh8,443.00. Transaction cost, Ksh57.00.",
    )
    with reading(stage.engine) as connection:
        until = book_at(connection, 1, stage.now)
        group = load_group(connection, 1)
        slip, _ = build(ask("payout", connection=connection, group=group, as_of=until)).tables
    said = {str(row.cells[1]): row.cells for row in slip.rows if not row.is_strong}
    assert (said["Sent"][2], said["Sent"][3]) == (Money(-400_000), "UL51AB2C20")
    assert said["M-Pesa's charge, borne by the group"][2] == Money(-5_700)
    sums = {str(row.cells[1]): row.cells[2] for row in slip.rows if row.is_strong}
    assert sums["Agreed and still to be sent"] == Money(0)


def test_a_round_of_somebody_else_is_refused(ask: Ask) -> None:
    with pytest.raises(WrongAsked, match=WANJIRU.name):
        build(ask("payout", round=1, member=ACHIENG))
