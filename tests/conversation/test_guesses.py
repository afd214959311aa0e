"""What the open reader alone has read puts nothing to others, silences nobody and wakes nobody."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask, MakeClaim, Propose, Say, SetLanguage, SetOptOut
from bot.understanding import ACTS, Intent
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, templates_to, wanted


@pytest.mark.parametrize(
    ("who", "intent", "text", "template"),
    [
        pytest.param(ACHIENG, "stop", "hakuna ujumbe umefika", "stop_how", id="stop"),
        pytest.param(ACHIENG, "start", "so did it begin", "start_how", id="start"),
        pytest.param(WANJIRU, "not_group_money", "it is mine I guess", "which_not_ours", id="ours"),
    ],
)
def test_a_guess_is_told_how_to_say_it(who: Person, intent: str, text: str, template: str) -> None:
    decision = wanted(who, Intent(intent, {}, sure=False, by_rules="unknown"), text)
    assert templates_to(decision, who) == [template]
    assert not [one for one in decision if isinstance(one, SetOptOut | Propose)]


def test_a_guess_of_need_is_asked_back_by_number() -> None:
    decision = wanted(
        ACHIENG, Intent("welfare_claim", {}, by_rules="unknown"), "things are very hard"
    )
    assert [one.kind for one in decision if isinstance(one, Ask)] == ["welfare_event"]
    assert not [one for one in decision if isinstance(one, Propose)]


STRANGER = "+254799000111"


@pytest.mark.parametrize("name", ["stop", "start", "my_data"])
def test_a_guess_silences_no_stranger(name: str) -> None:
    guess = Intent(name, {}, sure=False, by_rules="unknown")
    decision = wanted(STRANGER, guess, "no text came", group=None)
    assert not [one for one in decision if isinstance(one, SetOptOut)]
    assert [one.template for one in decision if isinstance(one, Say)] == ["unknown_sender"]


@pytest.mark.parametrize(
    ("intent", "slots", "template"),
    [
        pytest.param("language", {"language": "sw"}, "which_language", id="language"),
        pytest.param("paid_claim", {"amount": 500}, "send_proof", id="claim"),
        pytest.param("paid_claim", {"receipt": "UKN1AB2C99"}, "receipt_unknown", id="claim-code"),
    ],
)
def test_a_guess_changes_no_setting_and_claims_nothing(
    intent: str, slots: dict[str, object], template: str
) -> None:
    decision = wanted(ACHIENG, Intent(intent, slots, by_rules="unknown"), "he said it in Swahili")
    assert templates_to(decision, ACHIENG) == [template]
    assert not [one for one in decision if isinstance(one, SetLanguage | MakeClaim | Propose)]


@pytest.mark.parametrize("groups", [(), ((1, "Umoja"), (2, "Amani"))], ids=["one", "two"])
@pytest.mark.parametrize("near", [(), ("balance", "stop", "language")], ids=["alone", "near"])
@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize("who", [OTIENO, ACHIENG], ids=["officer", "member"])
def test_no_guess_does_more_than_answer_and_ask_its_writer(
    who: Person, act: str, near: tuple[str, ...], groups: tuple[tuple[int, str], ...]
) -> None:
    guess = Intent(act, {}, sure=False, by_rules="unknown", near=near)
    decision = wanted(who, guess, "so it was with that thing of yours", groups=groups)
    assert [one for one in decision if isinstance(one, Say)]
    for one in decision:
        assert isinstance(one, Say | Ask)
        assert one.address == who.phone
        assert getattr(one, "template", "") != "unknown"
