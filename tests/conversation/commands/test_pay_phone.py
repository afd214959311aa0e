"""Which phone is asked when a member pays: another by agreement, their own on their own word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.effects import PayPhone, Propose
from bot.conversation.money_api import Api
from chama.constitution import CollectorKind
from chama.group import Person
from tests.builders import ACHIENG, PEOPLE, PHONE, decided, group, templates_to

PAYBILL = replace(PHONE, kind=CollectorKind.PAYBILL, number="522522", name="Umoja")
API = Api(frozenset({"522522"}), can_push=True)


def known(me: Person = ACHIENG, api: Api = API) -> dict[str, object]:
    people = tuple(me if one.code == me.code else one for one in PEOPLE)
    return {"api": api, "group": group(people=people, collectors=(PAYBILL,)), "me": me}


@pytest.mark.parametrize(
    ("text", "template"),
    [
        pytest.param("pay from 0722000222", "asked_pay_phone", id="another"),
        pytest.param("lipa kutoka 0722000222", "asked_pay_phone", id="in-swahili"),
        pytest.param("pay from 0712000002", "asked_pay_phone", id="of-another-member"),
        pytest.param("pay from 0733000222", "pay_phone_not", id="no-wallet"),
        pytest.param("pay from 0712000003", "pay_phone", id="as-it-is"),
        pytest.param("my own number", "pay_phone", id="her-own"),
        pytest.param("can I pay from 0722000222?", "ask_did_you_mean", id="offered"),
        pytest.param("can I pay from 0712000003?", "pay_phone", id="a-question-about-her-own"),
    ],
)
def test_what_a_member_hears(text: str, template: str) -> None:
    assert templates_to(decided(ACHIENG, text, **known()), ACHIENG) == [template]


def test_ones_own_number_counts_again_at_once() -> None:
    me = replace(ACHIENG, pay_phone="+254722000222")
    decision = decided(ACHIENG, "pay from my number", **known(me))
    assert PayPhone(ACHIENG.code, "", ACHIENG.code) in decision
    assert not any(isinstance(one, Propose) for one in decision)


@pytest.mark.parametrize("text", ["pay from 0722000222", "can I pay from 0722000222?"])
def test_where_no_phone_is_asked_a_member_reads_how_to_pay(text: str) -> None:
    decision = decided(ACHIENG, text, **known(api=Api()))
    assert templates_to(decision, ACHIENG) == ["how_to_pay"]
