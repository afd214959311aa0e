"""Another phone pays for a member: an officer agrees, and whoever has it is told."""

from __future__ import annotations

import pytest

from bot.store import chamas
from bot.store.database import reading
from tests.builders import ACHIENG, BARAKA, OTIENO, SARAH, WANJIRU, rules
from tests.conversation.proposals.payouts import said_to
from tests.conversation.proposals.stories import DARAJA, PAYBILL, THREE_OFFICERS, asked, tell
from tests.transcripts import Stage

NEW = "+254722000222"
CHANGE = "pay from 0722000222"


@pytest.fixture
def umoja(stage: Stage) -> Stage:
    """Umoja with a paybill of the provider's."""
    stage.api = DARAJA
    stage.__post_init__()
    stage.found(rules(people=THREE_OFFICERS, more=PAYBILL))
    stage.deliver()
    return stage


def asked_on(stage: Stage) -> str:
    """The phone that is asked when Achieng pays."""
    with reading(stage.engine) as connection:
        person = chamas.load_group(connection, 1).person(ACHIENG.code)
    assert person is not None
    return person.asked_on


def test_it_counts_once_an_officer_has_agreed(umoja: Stage) -> None:
    tell(umoja, (ACHIENG, CHANGE))
    assert asked_on(umoja) == ACHIENG.phone
    tell(umoja, (OTIENO, "yes"))
    assert asked_on(umoja) == NEW


def test_that_phone_hears_that_nothing_is_paid_without_its_pin(umoja: Stage) -> None:
    tell(umoja, (ACHIENG, CHANGE))
    heard = said_to(umoja, OTIENO, "yes")
    assert "Nothing is paid without your PIN" in heard[NEW]
    assert "PAY FROM MY NUMBER" in heard[ACHIENG.phone]
    assert BARAKA.phone not in heard


def test_the_owner_of_the_phone_is_named_told_and_does_not_agree(umoja: Stage) -> None:
    heard = said_to(umoja, ACHIENG, "pay from 0712000002")
    assert asked(umoja) == sorted([WANJIRU.phone, SARAH.phone])
    assert "the phone of Otieno Ouma" in heard[SARAH.phone]
    heard = said_to(umoja, SARAH, "yes")
    assert "Nothing is paid without your PIN" in heard[OTIENO.phone]
    assert asked_on(umoja) == OTIENO.phone


def test_a_refusal_leaves_it_and_only_the_member_hears(umoja: Stage) -> None:
    tell(umoja, (ACHIENG, CHANGE))
    heard = said_to(umoja, OTIENO, "no")
    assert "Otieno Ouma did not agree" in heard[ACHIENG.phone]
    assert asked_on(umoja) == ACHIENG.phone


def test_her_own_number_drops_what_is_asked_about_and_what_counts(umoja: Stage) -> None:
    tell(umoja, (ACHIENG, CHANGE), (ACHIENG, "pay from my number"))
    assert asked(umoja) == []
    tell(umoja, (ACHIENG, CHANGE), (OTIENO, "yes"), (ACHIENG, "namba yangu mwenyewe"))
    assert asked_on(umoja) == ACHIENG.phone


def test_a_third_number_takes_the_place_of_the_one_that_is_asked_about(umoja: Stage) -> None:
    tell(umoja, (ACHIENG, CHANGE), (ACHIENG, "pay from 0722000333"), (OTIENO, "yes"))
    assert asked_on(umoja) == "+254722000333"


def test_a_payment_from_that_phone_counts_for_her(umoja: Stage) -> None:
    tell(umoja, (ACHIENG, CHANGE), (OTIENO, "yes"))
    text = (
        "UKN1AB2C01 Confirmed. on 23/11/26 at 8:15 AM Ksh500.00 received from 254722000222 JOSEPH"
        " OKELLO Account Number X. New Utility balance is Ksh8,000.00."
    )
    assert "KES 500" in said_to(umoja, WANJIRU, text)[ACHIENG.phone]


def test_what_the_owner_of_that_phone_pays_by_themselves_stays_theirs(umoja: Stage) -> None:
    tell(umoja, (ACHIENG, "pay from 0712000002"), (SARAH, "yes"))
    text = (
        "UKN1AB2C01 Confirmed. on 23/11/26 at 8:15 AM Ksh500.00 received from 254712000002 OTIENO"
        " OUMA Account Number X. New Utility balance is Ksh8,000.00."
    )
    heard = said_to(umoja, WANJIRU, text)
    assert "KES 500" in heard[OTIENO.phone]
    assert ACHIENG.phone not in heard
