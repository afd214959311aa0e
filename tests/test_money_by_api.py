"""Money by API beside a real provider: what is booked where, and what is called how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.simulator.daraja import Fault
from bot.store import pauses
from bot.store.database import reading, writing
from bot.store.tables import entry, money_order, news, outbox
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, WANJIRU
from tests.money_play import agree, check, fill_pot, is_stopped, mend, payout, settle_down
from tests.money_stage import MoneyStage, money_stage, open_wallet, umoja
from tests.views.groups import NJERI, ZAWADI

pytestmark = pytest.mark.drawn

PAYOUT = "/mpesa/b2c/v3/paymentrequest"
SHILLINGS = 100


def sent_ids(stage: MoneyStage) -> list[str]:
    """Our ids of the payouts that the provider was asked for, in order."""
    asked = (one for one in stage.provider.received if one.path == PAYOUT)
    return [one.body["OriginatorConversationID"] for one in asked]


def booked(stage: MoneyStage, chama_id: int = 1) -> list[str]:
    """The receipts in a group's book."""
    with reading(stage.engine) as connection:
        chosen = sa.select(entry.c.receipt).where(
            entry.c.chama_id == chama_id, entry.c.receipt != ""
        )
        return list(connection.execute(chosen.order_by(entry.c.seq)).scalars())


def texts_to(stage: MoneyStage, address: str) -> list[str]:
    with reading(stage.engine) as connection:
        chosen = sa.select(outbox.c.template).where(outbox.c.address == address)
        return list(connection.execute(chosen).scalars())


# --- whose money it is ---------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [Fault.PHONE_HASHED, Fault.PHONE_ABSENT, None])
@pytest.mark.parametrize("with_initiator", [True, False])
def test_on_an_account_of_several_groups_each_payment_finds_its_own(
    engine: sa.Engine, fault: Fault | None, with_initiator: bool
) -> None:
    amani = umoja(ZAWADI, NJERI, name="Amani")
    faults = {fault: None} if fault else {}
    with money_stage(engine, umoja(), amani, faults=faults, with_initiator=with_initiator) as stage:
        for person in (ZAWADI, NJERI):
            open_wallet(stage.provider, person.phone, person.name)
        pay = stage.provider.customers.pay
        ours = pay(ACHIENG.phone, stage.provider.shortcode, 500 * SHILLINGS, "BCY-3").receipt
        theirs = pay(NJERI.phone, stage.provider.shortcode, 500 * SHILLINGS, "bdv 2").receipt
        stage.work()
        assert booked(stage, 1) == [ours]
        assert booked(stage, 2) == [theirs]


def test_what_no_group_can_be_told_from_is_kept_and_the_operator_is_told_once(
    engine: sa.Engine,
) -> None:
    amani = umoja(ZAWADI, NJERI, name="Amani")
    operator = "+254700000001"
    with money_stage(engine, umoja(), amani, with_initiator=False, operator=operator) as stage:
        open_wallet(stage.provider, "+254799111222", "STRANGER")
        stage.provider.customers.pay(
            "+254799111222", stage.provider.shortcode, 500 * SHILLINGS, "KANISA"
        )
        stage.work_for(3)
        assert (booked(stage, 1), booked(stage, 2)) == ([], [])
        assert texts_to(stage, operator) == ["operator_no_group"]
        with reading(stage.engine) as connection:
            kept = connection.execute(sa.select(news.c.outcome)).scalars().all()
        assert kept == ["nobodys"]


@pytest.mark.parametrize("with_initiator", [True, False])
def test_a_push_without_an_answer_is_booked_by_its_callback_alone(
    engine: sa.Engine, with_initiator: bool
) -> None:
    with money_stage(
        engine,
        faults={Fault.NO_ANSWER: 1},
        with_initiator=with_initiator,
        registers=False,  # nothing else tells of it
    ) as stage:
        stage.say(ACHIENG, "pay 500")
        stage.work(2)
        stage.provider.customers.answer(ACHIENG.phone)
        stage.work_for(15)
        (receipt,) = [one.receipt for one in stage.provider.book.incoming]
        assert booked(stage) == [receipt]


def test_a_prompt_that_waited_too_long_is_not_put_on_the_phone(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        stage.say(ACHIENG, "pay 500")
        stage.pass_time(3_600)
        stage.work()
        assert stage.provider.customers.prompts(ACHIENG.phone) == ()
        assert any("could not be reached" in text for text in stage.arrived())


# --- how often is called -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("faults", "calls"),
    [
        pytest.param({}, 1, id="in peace"),
        pytest.param({Fault.NO_ANSWER: 1}, 1, id="no answer, and done"),
        pytest.param({Fault.ERROR_THOUGH_DONE: 1}, 1, id="HTTP 500, and done"),
        pytest.param({Fault.RESULT_LOST: None}, 1, id="the result is lost"),
        pytest.param({Fault.SAID_TO_BE_KNOWN: 1}, 1, id="said to be known"),
        pytest.param({Fault.FORBIDDEN_PAGE: 1}, 2, id="a firewall's page, and never done"),
        pytest.param({Fault.SPIKE_ARREST: 1}, 2, id="refused at the gate"),
    ],
)
def test_a_payout_is_called_once_and_again_only_by_the_same_id(
    engine: sa.Engine, faults: dict[Fault, int | None], calls: int
) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        for fault, times in faults.items():
            stage.provider.faults.switch_on(fault, times)
        agree(stage)
        settle_down(stage)
        assert len(sent_ids(stage)) == calls
        assert len(set(sent_ids(stage))) == 1
        check(stage)


def test_what_stops_payouts_stops_all_of_them_and_the_operator_is_told_once(
    engine: sa.Engine,
) -> None:
    operator = "+254700000001"
    with money_stage(engine, operator=operator) as stage:
        fill_pot(stage)
        stage.provider.faults.switch_on(Fault.CREDENTIAL_LOCKED)
        agree(stage)
        settle_down(stage)
        assert is_stopped(stage)
        assert texts_to(stage, operator) == ["operator_payouts_stopped"]
        assert len(sent_ids(stage)) == 1
        mend(stage)
        check(stage)
        assert len(sent_ids(stage)) == 2


def test_what_waits_for_the_operator_may_be_taken_back_and_is_never_sent_then(
    engine: sa.Engine,
) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        with writing(stage.engine) as connection:
            until = stage.stage.now + timedelta(days=1)
            pauses.begin(connection, pauses.PAYOUTS, until, "locked")
        agree(stage)
        stage.work()
        stage.say(OTIENO, "cancel Wanjiru's payout")
        stage.pass_time(60)
        stage.say(WANJIRU, "yes")
        mend(stage)
        assert sent_ids(stage) == []
        with reading(stage.engine) as connection:
            states = connection.execute(sa.select(money_order.c.state)).scalars().all()
        assert states == ["failed"]


def test_what_is_on_its_way_is_not_taken_back(engine: sa.Engine) -> None:
    with money_stage(engine, faults={Fault.NO_ANSWER: 1}) as stage:
        fill_pot(stage)
        agree(stage)
        stage.desk.work()
        said = stage.say(OTIENO, "cancel Wanjiru's payout")
        assert any("is sending it" in text for text in said)
        settle_down(stage)
        check(stage)


def test_a_pot_is_paid_out_by_the_provider_and_everybody_hears_once(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        payout(stage)
        said = stage.arrived()
        sent = [text for text in said if "was sent to" in text]
        assert len(sent) == len(PEOPLE)
        assert BARAKA.phone not in {one.payee for one in stage.provider.book.outgoing}
