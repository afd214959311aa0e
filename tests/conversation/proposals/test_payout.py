"""A pot that is complete: asked by the rules, agreed by two, set aside, sent, told to all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import tables
from bot.store.database import reading
from chama import pots
from chama.journal import Account
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    SARAH,
    WANJIRU,
    received_text,
    rules,
    sent_text,
)
from tests.conversation.proposals.payouts import ALL, all_pay, complete, said_to, set_aside, states
from tests.conversation.proposals.stories import THREE_OFFICERS, asked, balances, tell, yes_of
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


def test_a_charge_beyond_any_tariff_settles_nothing_by_itself(stage: Stage) -> None:
    set_aside(stage)
    text = sent_text("UKN5OU7T01", "10.00", OWN_NUMBER).replace("cost, Ksh13.00", "cost, Ksh540.00")
    heard = said_to(stage, WANJIRU, text)
    assert payable(stage) == 500_000
    assert "540" in heard[OTIENO.phone]


def test_what_reached_the_recipient_is_told_without_the_charge_that_they_bear(stage: Stage) -> None:
    set_aside(stage, '[payout]\nfees = "recipient"\n')
    heard = said_to(stage, WANJIRU, sent_text("UKN5OU7T01", "4,987.00", OWN_NUMBER))
    assert "4,987" in heard[ACHIENG.phone]


def test_a_renewed_code_lasts_as_long_as_the_first(stage: Stage) -> None:
    complete(stage)
    stage.move_clock(stage.now + timedelta(days=8))
    stage.deliver()
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))  # too old: a new one is shown
    tell(stage, (OTIENO, yes_of(stage, OTIENO)), (SARAH, yes_of(stage, SARAH)))
    tell(stage, (SARAH, yes_of(stage, SARAH)))
    assert payable(stage) == 500_000


def test_what_was_withdrawn_as_a_debt_was_paid_is_put_anew(stage: Stage) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (WANJIRU, "I paid 1000"), (OTIENO, "yes"))
    for n, name in enumerate(("OTIENO OUMA 0712000002", "BARAKA MWANGI 0712000004"), start=1):
        tell(stage, (WANJIRU, received_text(f"UKN1AB2D0{n}", payer=name)))
    tell(stage, (WANJIRU, received_text("UKN1AB2D03", payer="SARAH WEKESA 0712000005")))
    stage.move_clock(stage.now + timedelta(days=4))
    stage.deliver()
    assert states(stage)[-1] == ("payout", "open")
    tell(stage, (WANJIRU, received_text("UKR1AB2D04", day="27/11/26")))
    assert [one for one in states(stage) if one[0] == "payout"] == [
        ("payout", "expired"),
        ("payout", "open"),
    ]


def test_nothing_is_sent_to_a_number_that_is_somebody_elses(stage: Stage) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (ACHIENG, "wrong number"), (ACHIENG, "1"))
    all_pay(stage)
    assert [one for one in states(stage) if one[0] == "payout"] == []


def test_the_pot_of_a_round_long_ago_is_paid_all_the_same(stage: Stage) -> None:
    complete(stage, "[payout]\nnet_off = []\n")
    tell(stage, (OTIENO, "no"))
    stage.move_clock(stage.now + timedelta(days=100))
    stage.deliver()
    tell(stage, (SARAH, "pay Achieng"))
    assert states(stage)[-1] == ("payout", "open")
    tell(stage, (WANJIRU, yes_of(stage, WANJIRU)))
    assert payable(stage) == 500_000
    stage.move_clock(stage.now + timedelta(days=60))
    tell(stage, (SARAH, "cancel the payout of Achieng"), (WANJIRU, "yes"))
    assert payable(stage) == 0


SENT = sent_text("UKN5OU7T01", "5,000.00", OWN_NUMBER)
AGAIN = ("pay Achieng", "payout Achieng", "pay Achieng the pot", "lipa Achieng pesa ya raundi")


@pytest.mark.parametrize("words", AGAIN)
def test_a_pot_is_never_asked_for_a_second_time(stage: Stage, words: str) -> None:
    set_aside(stage)
    tell(stage, (SARAH, words))
    assert [one for one in states(stage) if one[0] == "payout"] == [("payout", "agreed")]
    tell(stage, (WANJIRU, SENT), (SARAH, words), (OTIENO, words))
    assert [one for one in states(stage) if one[0] == "payout"] == [("payout", "done")]
    assert asked(stage) == []


def test_a_second_text_to_the_recipient_is_asked_about(stage: Stage) -> None:
    set_aside(stage)
    tell(stage, (WANJIRU, SENT))
    before = balances(stage)
    heard = said_to(stage, WANJIRU, sent_text("UKN5OU7T02", "5,000.00", OWN_NUMBER))
    assert "What was it for?" in heard[WANJIRU.phone]
    assert balances(stage) == before


@pytest.mark.parametrize("words", AGAIN)
def test_while_a_text_is_asked_about_the_pot_is_not_paid_beside_it(
    stage: Stage, words: str
) -> None:
    complete(stage)
    tell(stage, (WANJIRU, SENT))
    assert states(stage)[-2:] == [("payout", "expired"), ("money_out", "open")]
    assert "UKN5OU7T01" in said_to(stage, SARAH, words)[SARAH.phone]
    assert ("payout", "open") not in states(stage)
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    assert states(stage)[-1] == ("money_out", "done")
    assert "pot::1.1" not in balances(stage)


def test_a_text_that_is_refused_leaves_the_pot_to_be_paid(stage: Stage) -> None:
    complete(stage)
    tell(stage, (WANJIRU, SENT), (OTIENO, "no"))
    assert states(stage)[-2:] == [("money_out", "refused"), ("payout", "open")]


def test_a_pot_is_not_agreed_to_for_a_number_that_counts_no_more(stage: Stage) -> None:
    stage.found(rules(people=THREE_OFFICERS, more="[payout]\nreceive_phone_hours = 24\n"))
    stage.deliver()
    tell(stage, (ACHIENG, "send my pot to 0733000222"), (WANJIRU, "yes"))
    all_pay(stage)
    stage.move_clock(stage.now + timedelta(hours=25))
    stage.deliver()
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    heard = said_to(stage, SARAH, yes_of(stage, SARAH))
    assert payable(stage) == 0
    assert "0733000222" in heard[SARAH.phone]
    tell(stage, (OTIENO, yes_of(stage, OTIENO)), (SARAH, yes_of(stage, SARAH)))
    assert payable(stage) == 500_000


def test_who_bears_the_charge_bears_it_on_every_path(stage: Stage) -> None:
    complete(stage, '[payout]\nfees = "recipient"\n')
    tell(stage, (WANJIRU, sent_text("UKN5OU7T01", "4,987.00", OWN_NUMBER)))
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    assert states(stage)[-1] == ("money_out", "done")
    assert not {"pot::1.1", "fees"} & balances(stage).keys()


def test_who_bears_the_charge_bears_it_where_others_agree_to_another_number(stage: Stage) -> None:
    set_aside(stage, '[payout]\nfees = "recipient"\n')
    tell(stage, (WANJIRU, sent_text("UKN5OU7T01", "4,987.00", "ACHIENG ATIENO 0799000003")))
    tell(stage, (WANJIRU, "1"))
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    assert payable(stage) == 0
    assert "fees" not in balances(stage)


def test_what_is_said_to_be_sent_elsewhere_is_not_put_back_meanwhile(stage: Stage) -> None:
    set_aside(stage)
    tell(stage, (WANJIRU, sent_text("UKN5OU7T01", "5,500.00", OWN_NUMBER)))
    heard = said_to(stage, SARAH, "cancel the payout of Achieng")
    assert "sent already" in heard[SARAH.phone]
    assert "release" not in dict(states(stage))
