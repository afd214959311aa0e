"""Who may ask that a member gets money back, and how much of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chama import entries
from chama.entries import ROTATION
from chama.journal import Account
from tests.builders import ACHIENG, OTIENO, PEOPLE, WANJIRU, decided, group, proposed, templates_to

AHEAD = {entries.advance(ROTATION, ACHIENG.code): -50_000}


@pytest.mark.parametrize(
    ("text", "balances", "template"),
    [
        pytest.param("refund Achieng 500", AHEAD, "asked_refund", id="english"),
        pytest.param("mrudishie Achieng 500", AHEAD, "asked_refund", id="swahili"),
        pytest.param("tumrejeshee Achieng 300", AHEAD, "asked_refund", id="a-part"),
        pytest.param("refund Achieng 501", AHEAD, "refund_more", id="more-than-is-ahead"),
        pytest.param("refund Achieng 500", {}, "refund_more", id="nothing-ahead"),
        pytest.param("refund Zebedayo 500", AHEAD, "name_unclear", id="nobody-of-the-group"),
        pytest.param("refund Achieng the 500 of hers", AHEAD, "ask_did_you_mean", id="offered"),
    ],
)
def test_an_officer_asks_for_no_more_than_is_paid_ahead(
    text: str, balances: dict[Account, int], template: str
) -> None:
    assert templates_to(decided(WANJIRU, text, balances=balances), WANJIRU) == [template]


def test_a_member_does_not() -> None:
    decision = decided(ACHIENG, "refund Achieng 500", balances=AHEAD)
    assert templates_to(decision, ACHIENG) == ["officers_only"]


def test_an_officer_who_gets_it_is_no_voice_for_it() -> None:
    ahead = {entries.advance(ROTATION, WANJIRU.code): -50_000}
    put = proposed(decided(WANJIRU, "refund Wanjiru 500", balances=ahead))
    assert put.needed == 2
    assert WANJIRU.code not in put.voters


def test_nothing_is_asked_for_whom_no_number_is_known() -> None:
    lost = replace(ACHIENG, has_wrong_number=True)
    people = tuple(lost if one == ACHIENG else one for one in PEOPLE)
    decision = decided(WANJIRU, "refund Achieng 500", group=group(people=people), balances=AHEAD)
    assert templates_to(decision, WANJIRU) == ["no_number_to_pay"]
    assert templates_to(decision, OTIENO) == ["no_number_to_pay"]
