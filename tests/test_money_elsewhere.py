"""A text can name the code of money that came to another group: the provider's word says whose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.conversation.money_api import OrderState
from bot.simulator.daraja import Fault
from bot.store import book as books
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.store.tables import outbox
from bot.views.book_at import book_at
from bot.views.ties import ties
from chama.constitution import Constitution
from chama.group import Person
from chama.journal import ReceiptId
from chama.recorded import Recorded
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, received_text, rules
from tests.money_forgeries import confirm, payouts_of, received
from tests.money_play import (
    PAID_IN,
    agree,
    agree_to,
    arrival,
    check,
    fill_pot,
    mistake,
    ours,
    settle_down,
)
from tests.money_stage import MoneyStage, money_stage, open_wallet, umoja
from tests.views.groups import NJERI, ZAWADI

SHILLINGS = 100
AMANI = 2


def two_groups() -> tuple[Constitution, Constitution]:
    """Umoja and Amani collect on one number; the texts of Amani's come to Zawadi's phone."""
    return umoja(), umoja(ZAWADI, NJERI, name="Amani")


def told(stage: MoneyStage, template: str) -> set[str]:
    """Who was told something."""
    with reading(stage.engine) as connection:
        chosen = sa.select(outbox.c.address).where(outbox.c.template == template)
        return set(connection.execute(chosen).scalars())


def refs_of(stage: MoneyStage, code: str) -> list[str]:
    """The refs of Amani's entries about a code."""
    with reading(stage.engine) as connection:
        about = [one for one in books.entries_of(connection, AMANI) if code in one.entry.key]
        return [one.chain_code for one in about]


def explained(stage: MoneyStage, chama_id: int) -> set[tuple[str, str]]:
    """What explains that a group's book has other money than M-Pesa has on the account."""
    with reading(stage.engine) as connection:
        at = book_at(connection, chama_id, stage.stage.now)
        found = ties(connection, load_group(connection, chama_id), at)
    return {(item.kind, item.code) for one in found for item in one.known}


def owners_of(stage: MoneyStage, code: str) -> tuple[str, ...]:
    """Whose a payment is in Umoja's book."""
    with reading(stage.engine) as connection:
        newest_first = tuple(reversed(list(books.entries_of(connection, 1))))
    recorded = Recorded.among(newest_first, ReceiptId("mpesa", code))
    assert recorded is not None
    return recorded.owners


def forward_to_amani(stage: MoneyStage, code: str, shillings: int = 1_000) -> None:
    """Amani's treasurer forwards a text of her own making with a true code."""
    stage.say(ZAWADI, received(stage, code, NJERI, shillings, "BDV-2"))


def agree_by_number(stage: MoneyStage, *people: Person) -> None:
    """Each answers what they were asked with yes."""
    for person in people:
        stage.say(person, "1")


@pytest.mark.parametrize("with_initiator", [True, False], ids=["asked about", "listed"])
@pytest.mark.parametrize("shillings", [1_000, 700])
def test_money_goes_to_the_group_that_the_provider_shows(
    engine: sa.Engine, with_initiator: bool, shillings: int
) -> None:
    with money_stage(engine, *two_groups(), with_initiator=with_initiator) as stage:
        paid = stage.provider.customers.pay(
            ACHIENG.phone, stage.provider.shortcode, PAID_IN, "BCY-3"
        )
        forward_to_amani(stage, paid.receipt, shillings)
        assert ours(stage, AMANI)
        settle_down(stage)
        check(stage)
        assert ours(stage, AMANI) == {}
        assert told(stage, "left_to_another") == {ZAWADI.phone, NJERI.phone}


def test_what_was_left_to_another_group_is_not_recorded_again(engine: sa.Engine) -> None:
    with money_stage(engine, *two_groups()) as stage:
        paid = stage.provider.customers.pay(
            ACHIENG.phone, stage.provider.shortcode, PAID_IN, "BCY-3"
        )
        forward_to_amani(stage, paid.receipt)
        settle_down(stage)
        forward_to_amani(stage, paid.receipt)
        stage.say(NJERI, "1")
        settle_down(stage)
        check(stage)
        assert ours(stage, AMANI) == {}


def test_what_was_left_to_another_group_was_not_taken_back_by_m_pesa(engine: sa.Engine) -> None:
    """Whoever asks of its code, of the ref of its receipt or forwards it again is told whose it
    is, and not which group that is."""
    with money_stage(engine, *two_groups()) as stage:
        code = stage.provider.customers.pay(
            ACHIENG.phone, stage.provider.shortcode, PAID_IN, "BCY-3"
        ).receipt
        forward_to_amani(stage, code)
        settle_down(stage)
        stage.arrived()
        refs = refs_of(stage, code)
        assert len(refs) == 2
        for asked in (f"was {code} received?", f"check {refs[0]}"):
            (said,) = stage.say(NJERI, asked)
            assert "was paid to another group" in said
            assert "Umoja" not in said
        (said,) = stage.say(ZAWADI, received(stage, code, NJERI, 1_000, "BDV-2"))
        assert "was paid to another group" in said
        assert told(stage, "receipt_reversed") == set()
        assert ("anothers", code) in explained(stage, AMANI)


def test_what_another_group_had_told_of_is_a_payment_like_any_other(engine: sa.Engine) -> None:
    """It can be asked about, undone and recorded anew, under the same code."""
    with money_stage(engine, *two_groups()) as stage:
        code = stage.provider.customers.pay(
            ACHIENG.phone, stage.provider.shortcode, PAID_IN, "BCY-3"
        ).receipt
        forward_to_amani(stage, code)
        settle_down(stage)
        stage.arrived()
        assert any("1,000" in text for text in stage.say(ACHIENG, f"was {code} received?"))
        stage.say(WANJIRU, f"undo {code}")
        agree_by_number(stage, OTIENO, ACHIENG)
        assert ours(stage) == {}
        stage.say(WANJIRU, received(stage, code, ACHIENG, 1_000, "BCY-3"))
        agree_by_number(stage, OTIENO, ACHIENG)
        check(stage)


def test_what_the_provider_has_shown_to_a_group_stays_there(engine: sa.Engine) -> None:
    """The account of a callback can be made up; where it was believed, people put it right."""
    with money_stage(engine, *two_groups()) as stage:
        arrival(stage)
        (code,) = ours(stage)
        confirm(stage, code, PAID_IN, "BDV-2")
        settle_down(stage)
        check(stage)
        assert ours(stage, AMANI) == {}
        assert told(stage, "receipt_elsewhere") == {ZAWADI.phone, NJERI.phone}


def test_a_payout_whose_code_another_group_has_is_settled(engine: sa.Engine) -> None:
    with money_stage(engine, *two_groups()) as stage:
        fill_pot(stage)
        agree(stage)
        stage.desk.work()
        sent = stage.provider.book.outgoing[0]
        forward_to_amani(stage, sent.receipt, 4_000)
        settle_down(stage)
        check(stage)
        assert [one.state for one in payouts_of(stage)] == [OrderState.DONE]
        assert list(ours(stage, AMANI)) == [sent.receipt]  # the other side of it, as it may be


def test_a_payment_that_goes_back_under_a_code_that_another_group_has_is_out(
    engine: sa.Engine,
) -> None:
    with money_stage(engine, *two_groups()) as stage:
        code = mistake(stage)
        agree_to(stage, stage.say(WANJIRU, f"return {code}"))
        stage.desk.work()
        went_back = stage.provider.ledger.reversal_of(code)
        assert went_back is not None
        forward_to_amani(stage, went_back.receipt, 10)
        settle_down(stage)
        assert code not in ours(stage)


@pytest.mark.parametrize("with_initiator", [True, False], ids=["asked about", "listed"])
def test_nobody_gets_money_by_a_guess_that_another_group_has_by_its_text(
    engine: sa.Engine, with_initiator: bool
) -> None:
    """Njeri of Amani pays for Baraka of Umoja, by his name: whose it is no letters say."""
    with money_stage(engine, *two_groups(), with_initiator=with_initiator) as stage:
        open_wallet(stage.provider, NJERI.phone, NJERI.name)
        code = stage.provider.customers.pay(
            NJERI.phone, stage.provider.shortcode, PAID_IN, "Baraka"
        ).receipt
        stage.say(WANJIRU, received(stage, code, NJERI, 1_000, "Baraka"))
        stage.say(WANJIRU, "Baraka")
        before = ours(stage)
        assert list(before) == [code]
        settle_down(stage)
        assert ours(stage) == before
        assert ours(stage, AMANI) == {}
        assert told(stage, "left_to_another") == set()


def test_an_account_that_only_a_callback_names_takes_nothing_from_another_group(
    engine: sa.Engine,
) -> None:
    with money_stage(engine, *two_groups()) as stage:
        code = stage.provider.customers.pay(
            ACHIENG.phone, stage.provider.shortcode, PAID_IN, "BCY-3"
        ).receipt
        stage.say(WANJIRU, received(stage, code, ACHIENG, 1_000, "BCY-3"))
        confirm(stage, code, PAID_IN, "BDV-2")  # before the true one is looked at
        settle_down(stage)
        check(stage)
        assert ours(stage, AMANI) == {}


def test_what_a_prompt_brought_to_the_only_group_on_the_number_is_surely_its_own(
    engine: sa.Engine,
) -> None:
    """Amani's texts come to Zawadi's own phone; nothing else tells of the payment."""
    phone = f'[[collectors]]\nkind = "phone"\nname = "Z"\nphone = "{ZAWADI.phone}"\n'
    amani = rules("Amani", [ZAWADI, NJERI], more=phone)
    with money_stage(engine, umoja(), amani, registers=False) as stage:
        stage.say(ACHIENG, "pay 1000")
        stage.work(2)
        stage.provider.customers.answer(ACHIENG.phone)
        (paid,) = stage.provider.book.incoming
        number = NJERI.phone.replace("+254", "0")
        payer = f"{NJERI.name.upper()} {number}"
        stage.say(ZAWADI, received_text(paid.receipt, "1,000.00", payer))
        assert list(ours(stage, AMANI)) == [paid.receipt]
        stage.work_for(15)
        assert list(ours(stage)) == [paid.receipt]
        assert ours(stage, AMANI) == {}


def forged(stage: MoneyStage, account: str, forged_account: str, *, times: int = 1) -> str:
    """Achieng pays, and of that only made up callbacks tell, with another account; gives the
    code."""
    code = stage.provider.customers.pay(
        ACHIENG.phone, stage.provider.shortcode, PAID_IN, account
    ).receipt
    for _ in range(times):
        confirm(stage, code, PAID_IN, forged_account)
    stage.work()
    return code


@pytest.fixture
def secret_is_out(engine: sa.Engine) -> Iterator[MoneyStage]:
    """No true callback comes, and somebody knows where they are posted."""
    with money_stage(engine, *two_groups(), faults=[Fault.NO_CALLBACK]) as stage:
        yield stage


def test_what_a_made_up_account_put_into_another_group_goes_where_the_list_shows(
    secret_is_out: MoneyStage,
) -> None:
    stage = secret_is_out
    code = forged(stage, "BCY-3", "BDV-2")
    assert list(ours(stage, AMANI)) == [code]
    assert stage.desk.pull() == 1
    check(stage)
    assert list(ours(stage)) == [code]
    assert ours(stage, AMANI) == {}
    assert told(stage, "left_to_another") == {ZAWADI.phone, NJERI.phone}
    assert told(stage, "came_from_another") == {WANJIRU.phone, OTIENO.phone}
    assert any(one.startswith("Achieng: Thank you") for one in stage.arrived())
    assert stage.desk.pull() == 0


def test_what_went_to_its_group_by_the_list_is_not_brought_back_by_a_callback(
    secret_is_out: MoneyStage,
) -> None:
    stage = secret_is_out
    code = forged(stage, "BCY-3", "BDV-2")
    stage.desk.pull()
    confirm(stage, code, PAID_IN, "BDV-1")
    settle_down(stage)
    check(stage)
    assert list(ours(stage)) == [code]
    assert ours(stage, AMANI) == {}
    assert told(stage, "receipt_left") == {ZAWADI.phone, NJERI.phone}
    assert stage.desk.pull() == 0


def test_a_list_that_names_no_group_moves_nothing(secret_is_out: MoneyStage) -> None:
    """Whose it is would be a guess by who paid: people look at it."""
    stage = secret_is_out
    code = forged(stage, "rent", "BDV-2")
    stage.desk.pull()
    assert list(ours(stage, AMANI)) == [code]
    assert ours(stage) == {}
    assert told(stage, "receipt_elsewhere") == {WANJIRU.phone, OTIENO.phone}


def test_what_a_made_up_account_gave_another_member_goes_to_whom_the_list_names(
    secret_is_out: MoneyStage,
) -> None:
    stage = secret_is_out
    code = forged(stage, "BCY-3", "BCY-4")
    stage.arrived()
    assert owners_of(stage, code) == (BARAKA.code,)
    assert [stage.desk.pull() for _ in range(2)] == [1, 0]
    check(stage)
    assert owners_of(stage, code) == (ACHIENG.code,)
    everybody = {one.phone for one in (WANJIRU, OTIENO, BARAKA)}
    assert told(stage, "amount_corrected") == everybody
    assert {one.partition(":")[0] for one in stage.arrived()} == {
        one.name.split()[0] for one in (WANJIRU, OTIENO, BARAKA, ACHIENG)
    }


def test_what_was_said_of_a_payment_stands_when_the_list_shows_it(
    secret_is_out: MoneyStage,
) -> None:
    """Who pays to their own account may have said for whom it is."""
    stage = secret_is_out
    stage.say(ACHIENG, "1000 is for Baraka")
    code = forged(stage, "BCY-3", "bcy 3")
    assert owners_of(stage, code) == (BARAKA.code,)
    stage.desk.pull()
    assert owners_of(stage, code) == (BARAKA.code,)
