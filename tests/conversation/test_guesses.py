"""What the open reader alone has read puts nothing to others, silences nobody and wakes nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.effects import (
    Ask,
    ChooseGroup,
    EndSessions,
    MakeClaim,
    MakeLink,
    NoteWrongNumber,
    Propose,
    Say,
    SetLanguage,
    SetOptOut,
)
from bot.conversation.group_names import with_group_named
from bot.understanding import ACTS, Intent
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, WANJIRU, group, templates_to, wanted


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


LOST = replace(OTIENO, has_wrong_number=True)
BY_OTHERS = {"group": group(people=(WANJIRU, LOST, ACHIENG, BARAKA)), "me": LOST}


@pytest.mark.parametrize("name", ["start", "stop"])
@pytest.mark.parametrize("by_rules", ["", "unknown"], ids=["talk", "guess"])
def test_a_phone_that_is_not_the_members_is_neither_woken_nor_silenced(
    name: str, by_rules: str
) -> None:
    intent = Intent(name, {}, sure=False, by_rules=by_rules)
    decision = wanted(LOST, intent, "so did it begin again", **BY_OTHERS)
    assert templates_to(decision, LOST) == ["nobodys_phone"]
    assert not [one for one in decision if isinstance(one, NoteWrongNumber | SetOptOut)]


@pytest.mark.parametrize("browsers", [0, 1])
def test_a_guess_makes_nobodys_number_anothers_and_ends_no_session(browsers: int) -> None:
    guess = Intent("wrong_person", {}, sure=False, by_rules="unknown")
    decision = wanted(ACHIENG, guess, "that is the wrong one", browsers=browsers)
    assert [one.kind for one in decision if isinstance(one, Ask)] == ["whose_number"]
    assert not [one for one in decision if isinstance(one, NoteWrongNumber | EndSessions)]


@pytest.mark.parametrize(
    ("text", "by_rules", "ends"),
    [
        pytest.param("it is dark on that screen", "unknown", False, id="guess"),
        pytest.param("did you close the dashboard", "", False, id="asked"),
        pytest.param("Otieno said close the dashboard", "", False, id="told"),
        pytest.param("I did not open the dashboard", "", True, id="meant"),
    ],
)
def test_a_guess_ends_no_session(text: str, by_rules: str, *, ends: bool) -> None:
    intent = Intent("stop_dashboard", {}, sure=False, by_rules=by_rules)
    decision = wanted(WANJIRU, intent, text, has_dashboard=True, offices=("Umoja",))
    told = "dashboard_stopped" if ends else "dashboard_how"
    assert templates_to(decision, WANJIRU) == [told]
    assert [isinstance(one, EndSessions) for one in decision if not isinstance(one, Say)] == (
        [True] if ends else []
    )
    assert not [one for one in decision if isinstance(one, MakeLink)]


@pytest.mark.parametrize(
    ("text", "by_rules", "is_chosen"),
    [
        pytest.param("things are good there", "unknown", False, id="guess"),
        pytest.param("did you switch to Amani", "", False, id="asked"),
        pytest.param("I want to ask about Amani", "", True, id="meant"),
    ],
)
def test_a_guess_chooses_no_group(text: str, by_rules: str, *, is_chosen: bool) -> None:
    groups = ((1, "Umoja"), (2, "Amani"))
    intent = Intent("switch_group", {"group": "Amani"}, sure=False, by_rules=by_rules)
    decision = wanted(ACHIENG, intent, text, groups=groups, choices=groups)
    assert [one.chama_id for one in decision if isinstance(one, ChooseGroup)] == (
        [2] if is_chosen else []
    )
    asks = [one.kind for one in decision if isinstance(one, Ask)]
    assert asks == ([] if is_chosen else ["which_chama"])


@pytest.mark.parametrize(
    ("text", "is_chosen"),
    [
        ("switch to Amani", True), ("tumia Amani", True),
        ("my bank wants to switch to Amani", False), ("nitaswitch kwa group ya Amani", False),
        ("did you switch to Amani", False),
    ],
)  # fmt: skip
def test_talk_with_a_groups_name_chooses_no_group(text: str, *, is_chosen: bool) -> None:
    names = [person.name for person in PEOPLE]
    found = with_group_named(text, ["Umoja", "Amani"], names)
    assert (found is not None and found[0].name == "switch_group") is is_chosen


@pytest.mark.parametrize(
    ("text", "template"),
    [
        pytest.param("did I pay UKN1AB2C99", "receipt_unknown", id="asked"),
        pytest.param("ikiwa nimelipa UKN1AB2C99", "receipt_unknown", id="if"),
        pytest.param("ikiwa nimetuma 500", "send_proof", id="without-code"),
    ],
)
def test_talk_of_a_payment_claims_none(text: str, template: str) -> None:
    code = {"receipt": "UKN1AB2C99"} if "UKN" in text else {"amount": 500}
    decision = wanted(ACHIENG, Intent("paid_claim", code, sure=False), text)
    assert templates_to(decision, ACHIENG) == [template]
    assert not [one for one in decision if isinstance(one, MakeClaim)]


@pytest.mark.parametrize(
    ("text", "template"),
    [("why would you use English", "which_language"), ("use English for me too", "language_set")],
)
def test_talk_of_a_language_changes_none(text: str, template: str) -> None:
    decision = wanted(ACHIENG, Intent("language", {"language": "en"}, sure=False), text)
    assert templates_to(decision, ACHIENG) == [template]
    assert (SetLanguage("en") in decision) is (template == "language_set")
