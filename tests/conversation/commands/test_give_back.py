"""Which payments M-Pesa can be asked to give back, and why not the others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.money_api import Api
from chama.group import Person
from tests.builders import ACHIENG, WANJIRU, received_text, rules
from tests.conversation.proposals.stories import (
    BY_PAYBILL,
    DARAJA,
    PAYBILL,
    THREE_OFFICERS,
    Line,
    tell,
)
from tests.transcripts import Stage

RETURN = "return UKN1AB2C01"
ON_HER_PHONE = (
    '[[collectors]]\nkind = "phone"\nname = "Wanjiru"\nphone = "+254712000001"\n' + PAYBILL
)


def heard(
    stage: Stage, *before: Line, by: Person = WANJIRU, api: Api = DARAJA, days: int = 0
) -> str:
    """What who asks hears, so many days after what came before."""
    stage.api = api
    stage.__post_init__()
    stage.found(rules(people=THREE_OFFICERS, more=ON_HER_PHONE))
    stage.deliver()
    tell(stage, *before)
    stage.move_clock(stage.now + timedelta(days=days))
    stage.deliver()
    said = tell(stage, (by, RETURN))
    return "\n".join(one.text for one in said if one.address == by.phone)


PAID = (WANJIRU, BY_PAYBILL)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        pytest.param((PAID,), "We have asked Otieno Ouma, Sarah Wekesa", id="it-can"),
        pytest.param((), "no payment in this group's book", id="unknown"),
        pytest.param((PAID, (WANJIRU, RETURN)), "asked already", id="asked-already"),
        pytest.param(((WANJIRU, received_text()),), "Whoever holds that phone", id="elsewhere"),
    ],
)
def test_an_officer_hears_whether_it_can_go_back(
    checked: Stage, before: tuple[Line, ...], words: str
) -> None:
    assert words in heard(checked, *before)


def test_one_of_long_ago_does_not(checked: Stage) -> None:
    assert "more than 30 days old" in heard(checked, PAID, days=31)


def test_of_a_provider_that_cannot_nobody_is_asked(checked: Stage) -> None:
    assert "Whoever holds that phone" in heard(checked, PAID, api=Api(DARAJA.shortcodes))


def test_a_member_does_not_ask_for_it(checked: Stage) -> None:
    assert "Only an officer" in heard(checked, PAID, by=ACHIENG)
