"""What members and officers write of money by API, played with the provider beside the bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.conversation.money_api import OrderState
from bot.simulator.daraja import Fault
from bot.store.database import open_engine, reading
from bot.store.tables import money_order
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU
from tests.money_play import agree_to, check, give_back, mistake, settle_down
from tests.money_stage import MoneyStage, money_stage, umoja

HUSBAND = "+254722000222"


@pytest.fixture
def quick(sqlite_url: str) -> Iterator[sa.Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def played(quick: sa.Engine) -> Iterator[MoneyStage]:
    """Umoja beside a provider that behaves."""
    with money_stage(quick) as stage:
        stage.provider.customers.add(HUSBAND, "JOSEPH OKELLO", balance_cents=500_000)
        yield stage


def prompts(stage: MoneyStage, phone: str) -> list[int]:
    """What a phone is asked for now, in cents."""
    stage.work()
    return [one.cents for one in stage.provider.customers.prompts(phone)]


def states(stage: MoneyStage) -> list[OrderState]:
    with reading(stage.engine) as connection:
        rows = connection.execute(money_order.select().order_by(money_order.c.id))
        return [OrderState(row.state) for row in rows]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("PAY", 100_000), ("lipa", 100_000), ("stk", 100_000), ("prompt", 100_000),
        ("pay 500", 50_000), ("send me stk for 500", 50_000), ("nitumie stk ya soo tano", 50_000),
        ("nataka kulipa elfu mbili", 200_000),
    ],
)  # fmt: skip
def test_words_that_order_it_put_a_prompt_on_ones_own_phone(
    played: MoneyStage, text: str, cents: int
) -> None:
    played.say(ACHIENG, text)
    assert prompts(played, ACHIENG.phone) == [cents]


@pytest.mark.parametrize(
    ("account", "payee"),
    [
        pytest.param("BCY-3", BARAKA, id="their-own-account"),
        pytest.param("BCY-2", OTIENO, id="of-somebody-else"),
    ],
)
def test_whom_a_member_said_they_pay_for_gets_what_they_pay_to_their_own_account(
    played: MoneyStage, account: str, payee: Person
) -> None:
    played.say(ACHIENG, "500 for Baraka")
    played.provider.customers.pay(ACHIENG.phone, played.provider.shortcode, 50_000, account)
    played.work_for(2)
    paid_for = [text for text in played.arrived() if "KES 500 for you" in text]
    assert [text.split(":")[0] for text in paid_for] == [payee.name.split()[0]]


@pytest.mark.parametrize(
    "text",
    ["how do I pay?", "HOW TO PAY", "NALIPAJE", "can I pay 500?", "pay 500?", "nitalipa kesho",
     "don't pay", "paybill", "pay 0"],
)  # fmt: skip
def test_words_that_only_speak_of_paying_put_none(played: MoneyStage, text: str) -> None:
    said = played.say(ACHIENG, text)
    assert said != []
    assert prompts(played, ACHIENG.phone) == []


def test_how_to_pay_names_the_reply_and_the_account_with_the_groups_letters(
    played: MoneyStage,
) -> None:
    (said,) = played.say(ACHIENG, "how do I pay?")
    assert "Reply PAY" in said
    assert f"paybill {played.provider.shortcode}, account BCY-3 (Umoja)" in said


def test_a_reminder_names_the_reply_as_it_goes_out(played: MoneyStage) -> None:
    (_, to_achieng) = played.say(WANJIRU, "remind Achieng")
    assert to_achieng.startswith("Achieng: Hi Achieng")
    assert "reply PAY, or pay to paybill" in to_achieng


def test_an_officer_asks_a_member_and_hears_how_it_ends(played: MoneyStage) -> None:
    said = played.say(OTIENO, "ask Achieng for 500")
    assert any(one.startswith("Achieng:") and "Otieno Ouma asks you" in one for one in said)
    assert prompts(played, ACHIENG.phone) == [50_000]
    played.provider.customers.answer(ACHIENG.phone)
    played.work()
    heard = played.arrived()
    assert any(one.startswith("Otieno:") and "KES 500" in one for one in heard)
    check(played)


def test_a_doubtful_wish_is_offered_and_asks_on_a_yes(played: MoneyStage) -> None:
    (said,) = played.say(OTIENO, "can you ask Achieng for 500")
    assert "ask the phone of Achieng for KES 500" in said
    assert prompts(played, ACHIENG.phone) == []
    played.say(OTIENO, "1")
    assert prompts(played, ACHIENG.phone) == [50_000]


# --- another phone pays --------------------------------------------------------------------------


def test_another_phone_pays_for_a_member_once_it_is_agreed(played: MoneyStage) -> None:
    played.say(ACHIENG, "pay from 0722 000 222")
    played.say(OTIENO, "yes")
    played.say(ACHIENG, "pay 500")
    assert prompts(played, ACHIENG.phone) == []
    assert prompts(played, HUSBAND) == [50_000]
    played.provider.customers.answer(HUSBAND)
    played.work()
    assert "KES 500" in played.say(ACHIENG, "balance")[-1]
    check(played)


def test_what_that_phone_pays_from_its_menu_counts_for_her_too(played: MoneyStage) -> None:
    played.provider.faults.switch_on(Fault.PHONE_HASHED)
    played.say(ACHIENG, "pay from 0722 000 222")
    played.say(OTIENO, "yes")
    played.provider.customers.pay(HUSBAND, played.provider.shortcode, 40_000, "rent")
    played.work()
    assert any(one.startswith("Achieng:") and "KES 400" in one for one in played.arrived())
    check(played)


def test_a_members_own_phone_may_pay_for_another_and_keeps_its_own_payments(
    played: MoneyStage,
) -> None:
    played.say(ACHIENG, "pay from 0712 000 004")
    played.say(OTIENO, "yes")
    played.say(ACHIENG, "pay 500")
    assert prompts(played, BARAKA.phone) == [50_000]
    played.provider.customers.answer(BARAKA.phone)
    played.work()
    played.provider.customers.pay(BARAKA.phone, played.provider.shortcode, 30_000, "x")
    played.work()
    heard = played.arrived()
    assert any(one.startswith("Achieng:") and "KES 500" in one for one in heard)
    assert any(one.startswith("Baraka:") and "KES 300" in one for one in heard)
    check(played)


@pytest.mark.parametrize("words", ["STOP", "wrong number"])
def test_another_members_phone_is_not_asked_against_their_word(
    played: MoneyStage, words: str
) -> None:
    played.say(ACHIENG, "pay from 0712 000 004")
    played.say(OTIENO, "yes")
    played.say(BARAKA, words)
    (said,) = played.say(ACHIENG, "pay 500")
    assert "not asked" in said
    assert "Baraka Mwangi" in said
    assert prompts(played, BARAKA.phone) == []


def test_the_phone_that_pays_is_asked_no_more_often_for_two_members(played: MoneyStage) -> None:
    played.say(ACHIENG, "pay from 0712 000 004")
    played.say(OTIENO, "yes")
    played.say(BARAKA, "pay 300")
    played.work()
    (said,) = played.say(ACHIENG, "pay 500")
    assert "asking on that phone already" in said


# --- a payment goes back -------------------------------------------------------------------------


def test_a_payment_made_by_mistake_goes_back_and_counts_no_more(played: MoneyStage) -> None:
    give_back(played)
    assert states(played) == [OrderState.DONE]
    wallet = played.provider.ledger.wallets[BARAKA.phone.removeprefix("+")]
    assert wallet.cents == 300_000_00
    assert "KES 1,000" in played.say(BARAKA, "balance")[-1]
    check(played)


def test_while_it_goes_back_no_pot_is_paid(quick: sa.Engine) -> None:
    people = tuple(replace(one, seat=seat) for seat, one in enumerate((ACHIENG, BARAKA), 1))
    officers = tuple(replace(one, seat=seat) for seat, one in enumerate((WANJIRU, OTIENO), 3))
    with money_stage(quick, umoja(*people, *officers), faults=(Fault.NO_CALLBACK,)) as stage:
        code = mistake(stage)
        agree_to(stage, stage.say(WANJIRU, f"return {code}"))
        stage.desk.work()
        for seat in (1, 3, 4):
            payer = (*people, *officers)[seat - 1]
            stage.provider.customers.pay(
                payer.phone, stage.provider.shortcode, 100_000, f"BCY-{seat}"
            )
        stage.provider.customers.pay(BARAKA.phone, stage.provider.shortcode, 100_000, "BCY-2")
        stage.desk.pull()
        assert not any("to agree" in line for line in stage.arrived())
        assert "payout" not in proposals(stage)
        settle_down(stage, hours=1)
        assert "payout" in proposals(stage)


def proposals(stage: MoneyStage) -> list[str]:
    with reading(stage.engine) as connection:
        return list(connection.execute(sa.text("SELECT kind FROM proposal")).scalars())


def test_a_return_without_an_answer_is_found_beside_news_of_strangers(quick: sa.Engine) -> None:
    with money_stage(quick, faults=(Fault.NO_ANSWER, Fault.UNKNOWN_REQUEST)) as stage:
        give_back(stage)
        settle_down(stage, hours=2)
        check(stage)
        assert states(stage) == [OrderState.DONE]


def test_of_a_payment_that_is_spent_nothing_moves_and_the_officers_hear_so(
    quick: sa.Engine,
) -> None:
    with money_stage(quick, faults=(Fault.REVERSAL_OF_SPENT,)) as stage:
        code = mistake(stage)
        agree_to(stage, stage.say(WANJIRU, f"return {code}"))
        settle_down(stage, hours=1)
        assert states(stage) == [OrderState.FAILED]
        assert any("was not given back" in line for line in stage.arrived())
        assert stage.provider.book.outgoing == ()


def test_one_reversed_by_hand_before_is_asked_about_and_taken_out_by_its_text(
    quick: sa.Engine,
) -> None:
    with money_stage(quick, faults=(Fault.REVERSED_BEFORE,)) as stage:
        give_back(stage)
        assert len(stage.provider.book.outgoing) == 1
        settle_down(stage, hours=1)
        check(stage)
