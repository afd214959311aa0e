"""A phone is connected by another officer's yes; nobody but its holder gets what the app needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.effects import Decision, EnrolPhone, Propose, Say, SecretOf, Settle
from chama.agreement import EXPIRES_AFTER, State
from tests.builders import (
    BARAKA,
    OTIENO,
    PHONE,
    SARAH,
    WANJIRU,
    answered,
    decided,
    group,
    proposal,
    rules,
    templates_to,
)
from tests.conversation.proposals.payouts import said_to, states
from tests.conversation.proposals.stories import THREE_OFFICERS, asked, tell
from tests.transcripts import Stage

OF_THREE = group(people=(WANJIRU, OTIENO, BARAKA, SARAH))
HELD_BY_BARAKA = replace(OF_THREE, collectors=(replace(PHONE, holder=BARAKA.code),))
FACTS: dict[str, Any] = {
    "collector": PHONE.code,
    "asker": WANJIRU.name,
    "replaces": False,
    "holder_code": BARAKA.code,
    "number": "0712000001",
    "holder": BARAKA.name,
}
ASKED = proposal("connect_phone", FACTS, WANJIRU, OTIENO, SARAH, key="connect_phone:C1")


def agreed(**known: Any) -> Decision:
    return answered(ASKED, OTIENO, "yes", **{"group": HELD_BY_BARAKA, **known})


def test_it_is_put_to_who_neither_asks_nor_holds_it() -> None:
    for of_group, asker in ((OF_THREE, WANJIRU), (HELD_BY_BARAKA, BARAKA)):
        decision = decided(asker, "connect phone", group=of_group)
        (put,) = [one for one in decision if isinstance(one, Propose)]
        officers = {one.code for one in (WANJIRU, OTIENO, SARAH)}
        assert set(put.voters) == officers - {asker.code}


def test_the_holder_alone_gets_what_the_app_needs() -> None:
    decision = agreed()
    assert EnrolPhone(PHONE.code, (WANJIRU.code, OTIENO.code)) in decision
    (told,) = [one for one in decision if isinstance(one, Say) and one.address == BARAKA.phone]
    assert told.template == "phone_connected"
    assert told.facts["url_secret"] == SecretOf(PHONE.code, "url")
    assert told.facts["signing_key"] == SecretOf(PHONE.code, "key")
    for person in (WANJIRU, OTIENO, SARAH):
        assert templates_to(decision, person) == ["phone_agreed"]


@pytest.mark.parametrize(
    "of_group",
    [
        pytest.param(replace(OF_THREE, collectors=()), id="collector-gone"),
        pytest.param(OF_THREE, id="in-another-hand"),
        pytest.param(HELD_BY_BARAKA.without_phone_of(BARAKA), id="holder-out-of-reach"),
    ],
)
def test_what_does_not_hold_any_more_is_not_carried_out(of_group: Any) -> None:
    decision = agreed(group=of_group)
    assert not [one for one in decision if isinstance(one, EnrolPhone)]
    assert templates_to(decision, OTIENO) == ["cancelled"]


def test_a_stop_that_waits_to_be_agreed_has_no_meaning_any_more() -> None:
    stop = proposal("disconnect_phone", {"collector": PHONE.code, "phone": 4}, OTIENO, id=9)
    other = replace(stop, id=10, facts={"collector": "C2", "phone": 5})
    decision = agreed(proposals=(ASKED, stop, other))
    assert Settle(9, State.EXPIRED) in decision
    assert Settle(10, State.EXPIRED) not in decision


@pytest.mark.parametrize("words", ["yes", "1", "ndio"])
def test_who_asks_never_agrees(stage: Stage, words: str) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (WANJIRU, "connect phone"), (WANJIRU, words))
    assert states(stage) == [("connect_phone", "open")]
    assert asked(stage) == sorted([OTIENO.phone, SARAH.phone])


def test_a_no_and_silence_leave_it(stage: Stage) -> None:
    stage.found(rules(people=THREE_OFFICERS))
    stage.deliver()
    tell(stage, (WANJIRU, "connect phone"))
    heard = said_to(stage, OTIENO, "no")
    assert "did not agree" in heard[WANJIRU.phone]
    tell(stage, (WANJIRU, "connect phone"))
    stage.move_clock(stage.now + EXPIRES_AFTER + timedelta(hours=1))
    assert states(stage) == [("connect_phone", "refused"), ("connect_phone", "expired")]
    assert any("nobody answered" in one.text for one in stage.deliver())
