"""The slip of a pot, against the pot and what is set aside in the ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.payout_slips import PayoutSlip, Step, payout_slips
from bot.views.round_sheet import NoSuchRound
from chama.agreement import CLOCK
from chama.entries import ROTATION, payable, pot
from chama.money import Money
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    received_text,
    rules,
)
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """All but Wanjiru, whose turn it was, had paid; the pot is agreed to."""
    stage = Stage(engine)
    stage.found(rules(people=(*PEOPLE, SARAH)))
    stage.deliver()
    for number, person in enumerate((OTIENO, ACHIENG, BARAKA, SARAH)):
        payer = f"{person.name.upper()} 0{person.phone[4:]}"
        stage.say(WANJIRU, received_text(f"UKN1AB2C1{number}", payer=payer))
    stage.deliver()
    stage.move_clock(stage.now + timedelta(days=5))  # the round is over
    for sent in stage.deliver():
        code = sent.text.partition("Reply ")[2][:4]
        if code.isdigit():
            stage.say(sent.address, code)
    return stage


def slip(stage: Stage) -> PayoutSlip:
    with reading(stage.engine) as connection:
        group = load_group(connection, 1)
        (one,) = payout_slips(connection, group, book_at(connection, 1, stage.now))
    return one


def test_it_says_what_was_taken_kept_and_is_to_be_sent(stage: Stage) -> None:
    one = slip(stage)
    assert [(row.step, row.amount.cents) for row in one.rows] == [
        (Step.PROMISED, 500_000),
        (Step.TAKEN, 500_000),
        (Step.KEPT, 100_000),
    ]
    assert (one.name, one.to_send, one.left) == (WANJIRU.name, Money(400_000), Money(0))


def test_it_says_who_asked_who_agreed_and_when(stage: Stage) -> None:
    (agreed,) = slip(stage).agreed
    assert agreed.asked_by == (CLOCK,)
    assert [(member, agrees) for member, agrees, _ in agreed.votes] == [
        (OTIENO.code, True),
        (SARAH.code, True),
    ]
    assert all(agreed.asked_at < at for *_, at in agreed.votes)


def test_what_was_sent_has_its_receipt_and_ends_with_the_ledger(stage: Stage) -> None:
    stage.say(
        WANJIRU,
        "UKS1AB2C20 Confirmed. Ksh4,000.00 sent to WANJIRU KAMAU 0712000001 on 28/11/26 at "
        "9:15 AM. New M-PESA balance is Ksh8,443.00. Transaction cost, Ksh57.00.",
    )
    one = slip(stage)
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    assert one.left.cents == -held.get(pot("1.1"), 0)
    assert one.to_send.cents == -held.get(payable(ROTATION, "M01", "1.1"), 0)
    sent = [row for row in one.rows if row.step is Step.SENT]
    assert sum(row.amount.cents for row in sent) + one.to_send.cents == 400_000
    assert all(row.receipt == "UKS1AB2C20" for row in sent)


def test_a_round_that_is_not_there_is_refused(stage: Stage) -> None:
    with reading(stage.engine) as connection:
        group, until = load_group(connection, 1), book_at(connection, 1, stage.now)
        with pytest.raises(NoSuchRound):
            payout_slips(connection, group, until, 9)


def test_each_of_two_recipients_has_a_slip(two_receive: sa.Connection) -> None:
    group = load_group(two_receive, 1)
    first, second = payout_slips(two_receive, group, book_at(two_receive, 1, NOW))
    assert (first.name, second.name) == (WANJIRU.name, OTIENO.name)
    assert first.left == second.left == Money(100_000)
