"""The phones by number; the answer goes on with the one that is meant, if it still may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.effects import Decision, EndPhone, Propose
from bot.conversation.phones import CONNECT, DISCONNECT
from bot.conversation.situation import ForwardingPhone
from tests.builders import BARAKA, NOW, PHONE, WANJIRU, decided, group, question, templates_to

OF_GROUP = group(
    collectors=(PHONE, replace(PHONE, code="C2", phone=BARAKA.phone, holder=BARAKA.code))
)
FORWARD = (ForwardingPhone(4, "C1", NOW), ForwardingPhone(5, "C2", NOW))


def details(act: str) -> dict[str, Any]:
    return {
        "act": act,
        "options": [
            {"label": "0712000001 (Wanjiru Kamau)", "value": "C1"},
            {"label": "0712000004 (Baraka Mwangi)", "value": "C2"},
        ],
    }


def answered(act: str, text: str, **known: Any) -> Decision:
    asked = question("which_phone", WANJIRU, details(act))
    return decided(WANJIRU, text, **{"group": OF_GROUP, "questions": (asked,), **known})


@pytest.mark.parametrize(("act", "connects"), [(CONNECT, True), (DISCONNECT, False)])
def test_it_is_put_with_numbers_and_holders(act: str, connects: bool) -> None:
    options = ["0712000001 (Wanjiru Kamau)", "0712000004 (Baraka Mwangi)"]
    shown = questions.shown("which_phone", details(act))
    assert shown == ("ask_phone", {"options": options, "connects": connects})


def test_the_one_meant_is_put_to_the_others() -> None:
    (put,) = [one for one in answered(CONNECT, "2") if isinstance(one, Propose)]
    assert (put.key, put.interested) == ("connect_phone:C2", (BARAKA.code,))


def test_the_one_meant_is_stopped() -> None:
    stopped = [
        one for one in answered(DISCONNECT, "2", phones=FORWARD) if isinstance(one, EndPhone)
    ]
    assert stopped == [EndPhone(5)]


def test_what_was_stopped_meanwhile_is_not_stopped_again() -> None:
    decision = answered(DISCONNECT, "2", phones=FORWARD[:1])
    assert templates_to(decision, WANJIRU) == ["cancelled"]


def test_what_is_in_no_hand_any_more_is_not_connected() -> None:
    decision = answered(CONNECT, "2", group=group(collectors=(PHONE,)))
    assert templates_to(decision, WANJIRU) == ["cancelled"]
