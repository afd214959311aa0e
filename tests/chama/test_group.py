"""Which phone is asked for a member's money, and from which numbers a payment is theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chama.group import Person
from tests.builders import ACHIENG, BARAKA, PEOPLE, group

OTHER = "+254722000222"


@pytest.mark.parametrize(
    ("pay_phone", "asked_on", "pays_from"),
    [
        pytest.param("", ACHIENG.phone, (ACHIENG.phone,), id="her-own"),
        pytest.param(OTHER, OTHER, (ACHIENG.phone, OTHER), id="another"),
        pytest.param(BARAKA.phone, BARAKA.phone, (ACHIENG.phone,), id="another-members-own"),
        pytest.param(ACHIENG.phone, ACHIENG.phone, (ACHIENG.phone,), id="her-own-named"),
    ],
)
def test_another_phone_pays_and_its_payments_are_hers_unless_it_is_a_members_own(
    pay_phone: str, asked_on: str, pays_from: tuple[str, ...]
) -> None:
    her: Person = replace(ACHIENG, pay_phone=pay_phone)
    people = tuple(her if one == ACHIENG else one for one in PEOPLE)
    assert her.asked_on == asked_on
    assert group(people=people).pays_from(her) == pays_from
