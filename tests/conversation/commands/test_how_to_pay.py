"""Where to pay is said whatever is left to pay, with the account that is the asker's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.understanding import Intent
from chama.constitution import CollectorKind
from tests.builders import (
    ACHIENG,
    OTIENO,
    PHONE,
    WANJIRU,
    group,
    open_claim,
    open_dues,
    reply,
    wanted,
)

ASKED = Intent("how_to_pay")
PAYBILL = replace(PHONE, kind=CollectorKind.PAYBILL, name="Umoja", number="522522")


def test_a_paybill_comes_with_the_members_own_account() -> None:
    (said,) = wanted(ACHIENG, ASKED, group=group(collectors=(PAYBILL,)))
    assert said.template == "how_to_pay"
    assert said.facts["pay_to"].startswith("paybill 522522, account ")
    assert said.facts["pay_to"].endswith("3 (Umoja)")


@pytest.mark.parametrize("is_waiting", [True, False], ids=["waits-to-be-confirmed", "all-paid"])
def test_it_is_said_too_where_nothing_is_left(is_waiting: bool) -> None:
    known = {"open_claims": (open_claim(),)} if is_waiting else {"balances": open_dues(OTIENO)}
    (said,) = wanted(ACHIENG, ASKED, **known)
    assert said.facts["remaining_cents"] == 0
    assert (said.facts["pay_to"], said.facts["is_asked"]) == ("0712000001 (Wanjiru Kamau)", True)


def test_who_collects_learns_what_the_others_are_told() -> None:
    facts = {"name": WANJIRU.name, "pay_to": "0712000001 (Wanjiru Kamau)"}
    assert wanted(WANJIRU, ASKED) == (reply(WANJIRU, "paid_to_you", **facts),)


def test_a_phone_of_the_group_is_asked_for_texts() -> None:
    (said,) = wanted("+254712000099", ASKED)
    assert said.template == "send_proof"
