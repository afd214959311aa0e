"""What thieves try with money by API: forged callbacks, codes read early, undone payouts."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.conversation.money_api import OrderState
from bot.desk import calling
from bot.payments.port import Refused, Why
from bot.simulator.daraja import Fault
from bot.store import orders, pauses
from bot.store.database import reading, writing
from bot.store.tables import account as account_table
from bot.store.tables import money_order
from chama.group import Person
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU
from tests.money_forgeries import confirm, payouts_of, received, tell_prompt_paid
from tests.money_play import (
    agree,
    agree_to,
    check,
    fill_pot,
    mistake,
    ours,
    payout,
    settle_down,
    theirs,
    unknown,
)
from tests.money_stage import money_stage, umoja

POT_CENTS = 4_000_00
SHILLINGS = 100
CODE = "UKN1FAKE01"


# --- whose money it is ---------------------------------------------------------------------------


def test_the_code_of_a_payout_is_no_payment_that_came_in(engine: sa.Engine) -> None:
    """Its receiver reads it on her phone before anybody has proven it."""
    with money_stage(engine) as stage:
        fill_pot(stage)
        agree(stage)
        stage.desk.work()
        sent = stage.provider.book.outgoing[0]
        confirm(stage, sent.receipt, sent.cents, "BCY-3")
        settle_down(stage)
        check(stage)


def test_a_text_with_the_code_of_a_payout_gives_nothing_back(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        agree(stage)
        stage.desk.work()
        sent = stage.provider.book.outgoing[0]
        stage.say(WANJIRU, received(stage, sent.receipt, ACHIENG, 4_000, "BCY-3"))
        settle_down(stage)
        said = stage.arrived()
        check(stage)
        assert [one.state for one in payouts_of(stage)] == [OrderState.DONE]
        assert not any("back where it was set aside from" in text for text in said)


def test_the_provider_sends_only_money_that_it_has_shown(engine: sa.Engine) -> None:
    """What texts alone tell of may be forged: people send that, from what they see."""
    with money_stage(engine) as stage:
        for number, person in enumerate((WANJIRU, OTIENO, ACHIENG, BARAKA), start=1):
            code, account = f"UKN1FORG0{number}", f"BCY-{person.seat}"
            stage.say(WANJIRU, received(stage, code, person, 1_000, account))
        agree(stage)
        stage.work()
        assert payouts_of(stage) == []


@pytest.mark.parametrize(
    ("payer", "shillings", "account"),
    [
        pytest.param(BARAKA, 1_000, "BCY-4", id="another amount"),
        pytest.param(ACHIENG, 10, "BCY-3", id="another payer"),
    ],
)
def test_what_the_provider_shows_takes_the_place_of_what_a_text_told(
    engine: sa.Engine, payer: Person, shillings: int, account: str
) -> None:
    with money_stage(engine) as stage:
        paid = stage.provider.customers.pay(
            BARAKA.phone, stage.provider.shortcode, 10 * SHILLINGS, "BCY-4"
        )
        stage.say(WANJIRU, received(stage, paid.receipt, payer, shillings, account))
        settle_down(stage)
        check(stage)
        said = stage.say(WANJIRU, "who has paid")
        assert any("Baraka" in text for text in said)
        with reading(stage.engine) as connection:
            dues = account_table.c.code.like(f"dues:{BARAKA.code}:%")
            owed = sa.select(account_table.c.balance_cents).where(dues)
            assert connection.execute(owed).scalar_one() == 990 * SHILLINGS


@pytest.mark.parametrize("with_initiator", [True, False])
def test_a_prompt_brings_money_once(engine: sa.Engine, with_initiator: bool) -> None:
    with money_stage(engine, with_initiator=with_initiator) as stage:
        stage.say(ACHIENG, "pay 500")
        stage.work(2)
        stage.provider.customers.answer(ACHIENG.phone)
        stage.work()
        with reading(stage.engine) as connection:
            request_id = connection.execute(sa.select(money_order.c.request_id)).scalar_one()
        tell_prompt_paid(stage, request_id, CODE, 500 * SHILLINGS)
        settle_down(stage)
        check(stage)


def test_the_code_of_anothers_payment_is_not_what_a_prompt_brought(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        stage.say(ACHIENG, "pay 500")
        stage.work(2)
        pay = stage.provider.customers.pay
        theirs_ = pay(BARAKA.phone, stage.provider.shortcode, 500 * SHILLINGS, "BCY-4").receipt
        stage.provider.customers.answer(ACHIENG.phone)
        with reading(stage.engine) as connection:
            request_id = connection.execute(sa.select(money_order.c.request_id)).scalar_one()
        tell_prompt_paid(stage, request_id, theirs_, 500 * SHILLINGS)
        settle_down(stage)
        check(stage)
        said = stage.say(BARAKA, "balance")
        assert any("500" in text for text in said)


# --- what was sent -------------------------------------------------------------------------------


def test_nobody_undoes_what_the_provider_has_shown_to_be_sent(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        payout(stage)
        stage.arrived()
        code = stage.provider.book.outgoing[0].receipt
        for words in (f"undo {code}", f"futa {code}", "undo"):
            said = stage.say(OTIENO, words)
            assert not any("Reply" in text for text in said), said
        assert any("M-Pesa itself has shown" in text for text in stage.say(OTIENO, f"undo {code}"))
        agree(stage)
        check(stage)


def test_a_text_that_a_payout_came_back_gives_nothing_back(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        payout(stage)
        stage.arrived()
        sent = stage.provider.book.outgoing[0]
        at = stage.stage.now.astimezone(NAIROBI)
        text = (
            f"UKN9RV1234 confirmed. Reversal of transaction {sent.receipt} has been successfully"
            f" reversed on {at:%d/%m/%y} at {at:%I:%M %p} and Ksh4,000.00 is credited to your"
            " M-PESA account."
        )
        agree_to(stage, stage.say(WANJIRU, text))
        stage.say(OTIENO, "1")
        check(stage)


def test_no_text_settles_what_the_provider_is_sending(engine: sa.Engine) -> None:
    """The treasurer's own phone, which collects too, has sent nothing."""
    phone = f'[[collectors]]\nkind = "phone"\nname = "W"\nphone = "{WANJIRU.phone}"\n'
    with money_stage(engine, umoja(more=phone)) as stage:
        fill_pot(stage)
        agree(stage)
        stage.desk.work()
        sent = stage.provider.book.outgoing[0]
        at = stage.stage.now.astimezone(NAIROBI)
        text = (
            f"{sent.receipt} Confirmed. Ksh4,000.00 sent to WANJIRU KAMAU {WANJIRU.phone[1:]} on"
            f" {at:%d/%m/%y} at {at:%I:%M %p}. New M-PESA balance is Ksh90.00. Transaction cost,"
            " Ksh0.00."
        )
        stage.say(WANJIRU, text)
        settle_down(stage)
        check(stage)


def test_a_text_with_the_code_of_a_return_keeps_no_credit(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        code = mistake(stage)
        agree_to(stage, stage.say(WANJIRU, f"return {code}"))
        stage.desk.work()
        went_back = stage.provider.ledger.reversal_of(code)
        assert went_back is not None
        stage.say(WANJIRU, received(stage, went_back.receipt, ACHIENG, 10, "BCY-3"))
        settle_down(stage)
        assert unknown(stage) == []
        with reading(stage.engine) as connection:
            held = account_table.c.code.startswith("collector:")
            assert set(
                connection.scalars(sa.select(account_table.c.balance_cents).where(held))
            ) == {0}


def test_an_order_that_had_failed_is_never_called_again(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        stage.provider.faults.switch_on(Fault.FORBIDDEN_PAGE, 1)  # never done
        agree(stage)
        stage.desk.work()
        (order,) = payouts_of(stage)
        with writing(stage.engine) as connection:
            orders.settle(connection, order.id, OrderState.FAILED, stage.stage.now, why="other")
            orders.reopen(connection, order.id, stage.stage.now)
        settle_down(stage)
        assert [one.state for one in payouts_of(stage)] == [OrderState.FAILED]
        assert stage.provider.book.outgoing == ()


def test_a_return_that_had_failed_is_never_called_again(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        code = mistake(stage)
        stage.provider.faults.switch_on(Fault.FORBIDDEN_PAGE, 1)  # never done
        agree_to(stage, stage.say(WANJIRU, f"return {code}"))
        stage.desk.work()
        with writing(stage.engine) as connection:
            (order,) = orders.unnamed_returns(connection)
            orders.settle(connection, order.id, OrderState.FAILED, stage.stage.now, why="other")
            orders.reopen(connection, order.id, stage.stage.now)
        settle_down(stage)
        assert stage.provider.ledger.reversal_of(code) is None


def test_an_order_thought_failed_is_asked_about_when_news_says_that_it_was_done(
    engine: sa.Engine,
) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        agree(stage)
        stage.desk.work()
        (order,) = payouts_of(stage)
        with writing(stage.engine) as connection:
            orders.settle(connection, order.id, OrderState.FAILED, stage.stage.now, why="other")
        settle_down(stage)
        check(stage)
        assert [one.state for one in payouts_of(stage)] == [OrderState.DONE]


def test_a_refusal_of_a_second_call_says_nothing_of_the_first(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        with writing(stage.engine) as connection:
            pauses.begin(connection, pauses.PAYOUTS, stage.stage.now, "no_float")
        agree(stage)
        (order,) = payouts_of(stage)
        for state in (OrderState.WAITING, OrderState.UNCLEAR):
            called = calling.begin(stage.room, payouts_of(stage)[0])
            assert called is not None
            if called.calls == 1:
                with writing(stage.engine) as connection:
                    orders.move(connection, called, OrderState.WAITING, stage.stage.now)
                continue
            calling.put_down(stage.room, called, Refused(Why.OTHER, "x"), _must_not_fail)
            assert payouts_of(stage)[0].state is state
        assert order.our_id == payouts_of(stage)[0].our_id


def _must_not_fail(*_: object) -> None:
    raise AssertionError("It may have been sent.")


def test_what_waits_goes_to_the_number_that_was_agreed_or_nowhere(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        agree(stage)
        (order,) = payouts_of(stage)
        with writing(stage.engine) as connection:
            elsewhere = money_order.update().values(phone="+254712999999")
            connection.execute(elsewhere.where(money_order.c.id == order.id))
        stage.work()
        assert [one.why for one in payouts_of(stage)] == [Why.OTHER_NUMBER]
        assert stage.provider.book.outgoing == ()
        assert any("agreed for another number" in text for text in stage.arrived())
        assert ours(stage) == theirs(stage)
