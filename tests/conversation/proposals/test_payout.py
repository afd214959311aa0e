"""A pot that is complete: asked by the rules, agreed by two, set aside, sent, told to all."""

from __future__ import annotations

import pytest

from bot.store import tables
from bot.store.database import reading
from chama import pots
from chama.journal import Account
from tests.builders import ACHIENG, BARAKA, OTIENO, SARAH, WANJIRU, received_text, sent_text
from tests.conversation.proposals.payouts import ALL, complete, said_to, set_aside, states
from tests.conversation.proposals.stories import asked, balances, tell, yes_of
from tests.transcripts import Stage

OWN_NUMBER = "ACHIENG ATIENO 0712000003"


def payable(stage: Stage) -> int:
    """What is set aside for Achieng."""
    return -balances(stage).get("payable:M03:1.1", 0)


def test_the_last_payment_completes_it_and_the_officers_are_asked(stage: Stage) -> None:
    complete(stage)
    assert asked(stage) == sorted([WANJIRU.phone, OTIENO.phone, SARAH.phone])
    assert states(stage)[-1] == ("payout", "open")


def test_two_must_agree_and_who_forwarded_the_text_is_one_of_them(stage: Stage) -> None:
    complete(stage)
    tell(stage, (WANJIRU, yes_of(stage, WANJIRU)))
    assert payable(stage) == 0
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    assert payable(stage) == 500_000
    assert states(stage)[-1] == ("payout", "agreed")


def test_its_recipient_never_agrees(stage: Stage) -> None:
    complete(stage)
    code = yes_of(stage, OTIENO)
    tell(stage, (ACHIENG, code), (ACHIENG, "yes"), (BARAKA, code))
    assert states(stage)[-1] == ("payout", "open")


def test_a_refusal_leaves_it_in_the_pot_until_an_officer_asks_again(stage: Stage) -> None:
    complete(stage)
    heard = said_to(stage, OTIENO, "no")
    assert set(heard) == {WANJIRU.phone, OTIENO.phone, SARAH.phone, ACHIENG.phone}
    tell(stage, (BARAKA, "round"))
    assert asked(stage) == []
    tell(stage, (SARAH, "pay Achieng"))
    assert asked(stage) == sorted([WANJIRU.phone, OTIENO.phone])


def test_the_text_of_the_collector_settles_it_with_its_charge_and_all_hear(stage: Stage) -> None:
    set_aside(stage)
    before = balances(stage)["collector:C1"]
    heard = said_to(stage, WANJIRU, sent_text("UKN5OU7T01", "5,000.00", OWN_NUMBER))
    assert set(heard) == {person.phone for person in ALL}
    assert payable(stage) == 0
    assert states(stage)[-1] == ("payout", "done")
    with reading(stage.engine) as connection:
        fees = connection.execute(
            tables.account.select().where(tables.account.c.code == "fees")
        ).one()
    assert fees.balance_cents == 1_300
    assert before - balances(stage).get("collector:C1", 0) in {0, 500_000, before + 1_300}


def test_several_texts_may_make_it_up(stage: Stage) -> None:
    set_aside(stage)
    heard = said_to(stage, WANJIRU, sent_text("UKN5OU7T01", "3,000.00", OWN_NUMBER))
    assert "2,000" in heard[ACHIENG.phone]
    assert BARAKA.phone not in heard
    assert payable(stage) == 200_000
    said_to(stage, WANJIRU, sent_text("UKN5OU7T02", "2,000.00", OWN_NUMBER))
    assert payable(stage) == 0


@pytest.mark.parametrize(
    ("payee", "amount"),
    [
        pytest.param("ACHIENG ATIENO 0799000003", "5,000.00", id="another-number"),
        pytest.param("JANE WANGUI 0712000003", "5,500.00", id="more-than-agreed"),
        pytest.param("ACHIENG ATIENO 0712000003", "5,500.00", id="more-to-the-right-number"),
        pytest.param("BARAKA MWANGI 0712000004", "5,000.00", id="another-member"),
        pytest.param("JANE WANGUI 0798765432", "5,000.00", id="a-stranger"),
    ],
)
def test_anything_else_than_was_agreed_settles_nothing(
    stage: Stage, payee: str, amount: str
) -> None:
    set_aside(stage)
    tell(stage, (WANJIRU, sent_text("UKN5OU7T01", amount, payee)))
    assert payable(stage) == 500_000


def test_more_than_was_agreed_counts_when_others_agree_and_the_rest_is_owed(stage: Stage) -> None:
    set_aside(stage)
    heard = said_to(stage, WANJIRU, sent_text("UKN5OU7T01", "5,500.00", OWN_NUMBER))
    assert "5,000" in heard[OTIENO.phone]
    assert SARAH.phone in heard
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    assert payable(stage) == 0
    assert balances(stage)["dues:M03"] == 50_000
    assert states(stage)[-1] == ("money_out", "done")
    assert ("payout", "done") in states(stage)


def test_a_recipient_may_bear_the_charge(stage: Stage) -> None:
    set_aside(stage, '[payout]\nfees = "recipient"\n')
    tell(stage, (WANJIRU, sent_text("UKN5OU7T01", "4,987.00", OWN_NUMBER)))
    assert payable(stage) == 0
    assert "fees" not in balances(stage)


def test_a_claimed_reversal_withdraws_the_question_until_it_is_decided(stage: Stage) -> None:
    complete(stage)
    text = (
        "UKN9RV8S07 confirmed. Reversal of transaction UKN1AB2D02 has been successfully reversed on"
        " 23/11/26 at 8:40 AM and Ksh1,000.00 is debited from your M-PESA account. New M-PESA"
        " account balance is Ksh11,500.00."
    )
    tell(stage, (WANJIRU, text))
    assert [one for one in states(stage) if one[0] == "payout"] == [("payout", "expired")]
    tell(stage, (OTIENO, "no"))
    assert states(stage)[-1] == ("payout", "open")


def test_what_completes_it_again_after_an_undo_is_asked_anew(stage: Stage) -> None:
    complete(stage)
    tell(stage, (WANJIRU, "undo UKN1AB2D02"), (OTIENO, "yes"))
    if ("payout", "expired") not in states(stage):  # Otieno was shown the payout first
        tell(stage, (SARAH, "no"), (OTIENO, "yes"))
    tell(stage, (WANJIRU, received_text("UKN1AB2D09", payer="BARAKA MWANGI 0712000004")))
    assert states(stage)[-1][0] in {"payout", "undo"}


def test_payables_are_named_by_their_round() -> None:
    assert pots.round_of(Account.parse("rotation", "payable:M03:1.7")) == 7
    assert pots.round_of(Account.parse("welfare", "payable:M03:1.7")) == 0
