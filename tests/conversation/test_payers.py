"""By which accounts a paybill's payment is known as a member's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.payers import candidates
from chama.matching import Payer, match_payer
from tests.builders import ACHIENG, PEOPLE, group

OTHER = "+254722000222"


@pytest.mark.parametrize(
    ("account", "member"),
    [
        ("3", "M03"), ("03", "M03"), ("BCY-3", "M03"), ("bcy3", "M03"), ("BCY 3", "M03"),
        ("BCY-9", None), ("BCZ-3", None), ("BCY", None), ("33", None),
    ],
)  # fmt: skip
def test_the_groups_letters_and_the_seat_or_the_seat_alone(
    account: str, member: str | None
) -> None:
    payer = Payer("ACHIENG ATIENO", phone="+254799999999", account=account)
    assert match_payer(payer, candidates(group())).member_id == member


def test_the_phone_that_pays_for_a_member_is_one_of_theirs() -> None:
    her = replace(ACHIENG, pay_phone=OTHER)
    people = tuple(her if one == ACHIENG else one for one in PEOPLE)
    payer = Payer("JOSEPH OKELLO", phone=OTHER)
    assert match_payer(payer, candidates(group(people=people))).member_id == her.code
