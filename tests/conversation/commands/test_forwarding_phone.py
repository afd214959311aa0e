"""Who may connect a phone, stop one, and see which there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import EndPhone, Say
from bot.conversation.situation import ForwardingPhone
from chama.constitution import CollectorKind
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PHONE,
    WANJIRU,
    decided,
    group,
    templates_to,
)

TILL = replace(PHONE, code="C2", kind=CollectorKind.TILL, phone=BARAKA.phone, holder=BARAKA.code)
BESIDE = replace(TILL, code="C3", phone=WANJIRU.phone, holder=WANJIRU.code)
FORWARDS = (ForwardingPhone(4, "C1", NOW - timedelta(days=9), NOW - timedelta(hours=1)),)
BOTH = (*FORWARDS, ForwardingPhone(5, "C2", NOW))


@pytest.mark.parametrize(
    ("who", "text", "template"),
    [
        pytest.param(WANJIRU, "connect phone", "asked_connect_phone", id="treasurer"),
        pytest.param(WANJIRU, "unganisha simu", "asked_connect_phone", id="in-swahili"),
        pytest.param(OTIENO, "connect phone", "officers_only", id="another-officer"),
        pytest.param(ACHIENG, "connect phone", "officers_only", id="member"),
        pytest.param(WANJIRU, "connect phone?", "phone_how", id="asks"),
        pytest.param(WANJIRU, "never connect the phone", "phone_how", id="denies"),
        pytest.param(WANJIRU, "phones", "forwarding_phones", id="lists"),
        pytest.param(OTIENO, "is our phone connected?", "forwarding_phones", id="asks-for-it"),
        pytest.param(ACHIENG, "phones", "officers_only", id="not-for-members"),
        pytest.param(OTIENO, "disconnect phone", "forwarding_phones", id="none-to-stop"),
        pytest.param(ACHIENG, "disconnect phone", "officers_only", id="none-of-theirs"),
    ],
)
def test_what_somebody_hears_where_no_phone_forwards(who: Person, text: str, template: str) -> None:
    assert templates_to(decided(who, text), who) == [template]


def test_a_stranger_on_the_groups_own_phone_is_told_nothing() -> None:
    of_group = group(collectors=(replace(PHONE, phone="+254720111222"),))
    decision = decided("+254720111222", "connect phone", group=of_group)
    assert [one.template for one in decision if isinstance(one, Say)] == ["unknown"]


@pytest.mark.parametrize(
    ("who", "template"),
    [
        pytest.param(WANJIRU, "ask_phone", id="the-treasurer-any"),
        pytest.param(BARAKA, "asked_connect_phone", id="a-holder-their-own"),
        pytest.param(OTIENO, "officers_only", id="nobody-else"),
    ],
)
def test_a_holder_connects_the_phone_in_their_hand(who: Person, template: str) -> None:
    of_group = group(collectors=(PHONE, TILL, BESIDE))
    assert templates_to(decided(who, "connect phone", group=of_group), who) == [template]


def test_a_phone_in_nobodys_hand_cannot_be_connected() -> None:
    of_group = group(collectors=(replace(PHONE, holder=""),))
    assert templates_to(decided(WANJIRU, "connect phone", group=of_group), WANJIRU) == [
        "phone_none"
    ]


@pytest.mark.parametrize("who", [WANJIRU, OTIENO])
def test_any_officer_stops_a_phone_at_once(who: Person) -> None:
    decision = decided(who, "disconnect phone", phones=FORWARDS)
    assert EndPhone(4) in decision
    assert templates_to(decision, who) == ["phone_stopped"]


def test_a_holder_without_an_office_stops_their_own() -> None:
    of_group = group(collectors=(PHONE, TILL))
    decision = decided(BARAKA, "disconnect phone", group=of_group, phones=BOTH)
    assert EndPhone(5) in decision
    assert EndPhone(4) not in decision


def test_of_several_it_is_asked_which_to_stop() -> None:
    of_group = group(collectors=(PHONE, TILL))
    decision = decided(OTIENO, "disconnect phone", group=of_group, phones=BOTH)
    assert templates_to(decision, OTIENO) == ["ask_phone"]
    assert not [one for one in decision if isinstance(one, EndPhone)]


def test_the_list_says_when_each_was_heard_of() -> None:
    of_group = group(collectors=(PHONE, TILL))
    (said,) = decided(OTIENO, "phones", group=of_group, phones=BOTH)
    assert isinstance(said, Say)
    assert said.facts["items"] == [
        {
            "number": "0712000001",
            "holder": WANJIRU.name,
            "seen_at": (NOW - timedelta(hours=1)).isoformat(),
        },
        {"number": "0712000004", "holder": BARAKA.name, "seen_at": ""},
    ]
