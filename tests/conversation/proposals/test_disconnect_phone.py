"""A phone is stopped by one officer at once; another one's no puts it back to work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.conversation.effects import Decision, EndPhone, Propose, ResumePhone, Settle
from bot.conversation.situation import ForwardingPhone
from chama.agreement import State
from tests.builders import (
    BARAKA,
    NOW,
    OTIENO,
    PHONE,
    SARAH,
    WANJIRU,
    answered,
    decided,
    group,
    proposal,
    templates_to,
)

OF_THREE = group(people=(WANJIRU, OTIENO, BARAKA, SARAH))
FORWARDS = (ForwardingPhone(4, PHONE.code, NOW),)
FACTS: dict[str, Any] = {
    "phone": 4,
    "collector": PHONE.code,
    "asker": OTIENO.name,
    "holder_code": WANJIRU.code,
    "number": "0712000001",
    "holder": WANJIRU.name,
}
ASKED = proposal(
    "disconnect_phone", FACTS, OTIENO, SARAH, key="disconnect_phone:4", interested={"M01"}
)


def said(text: str, **known: Any) -> Decision:
    return answered(ASKED, SARAH, text, **{"group": OF_THREE, **known})


def test_another_officer_is_asked_but_never_the_holder() -> None:
    decision = decided(OTIENO, "disconnect phone", group=OF_THREE, phones=FORWARDS)
    assert EndPhone(4) in decision
    (put,) = [one for one in decision if isinstance(one, Propose)]
    assert put.voters == (SARAH.code,)
    assert templates_to(decision, WANJIRU) == ["phone_stopped"]
    assert templates_to(decision, SARAH) == ["ask_disconnect_phone"]


def test_it_is_stopped_also_where_nobody_else_can_be_asked() -> None:
    alone = group(people=(OTIENO, replace(WANJIRU, office=None)))
    decision = decided(OTIENO, "disconnect phone", group=alone, phones=FORWARDS)
    assert EndPhone(4) in decision
    assert templates_to(decision, OTIENO) == ["phone_stopped"]


def test_a_yes_changes_nothing_and_who_stopped_it_hears_of_it() -> None:
    decision = said("yes")
    assert not [one for one in decision if isinstance(one, ResumePhone)]
    assert templates_to(decision, OTIENO) == ["phone_stays_stopped"]


def test_a_no_puts_it_back_to_work_and_all_officers_hear_of_it() -> None:
    decision = said("no")
    assert ResumePhone(4) in decision
    for person in (WANJIRU, OTIENO, SARAH):
        assert templates_to(decision, person) == ["phone_resumed"]


def test_a_no_brings_nothing_back_in_the_place_of_a_newer_one() -> None:
    decision = said("no", phones=(ForwardingPhone(5, PHONE.code, NOW),))
    assert not [one for one in decision if isinstance(one, ResumePhone)]
    assert templates_to(decision, SARAH) == ["cancelled"]


def test_who_stopped_it_may_take_that_back() -> None:
    decision = answered(ASKED, OTIENO, "cancel", group=OF_THREE)
    assert ResumePhone(4) in decision
    assert "phone_resumed" in templates_to(decision, WANJIRU)


def test_a_wish_to_connect_it_that_waits_ends() -> None:
    waits = proposal("connect_phone", {"collector": PHONE.code}, WANJIRU, id=9)
    decision = decided(
        OTIENO, "disconnect phone", group=OF_THREE, phones=FORWARDS, proposals=(waits,)
    )
    assert Settle(9, State.EXPIRED) in decision
