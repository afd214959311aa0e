"""STOP, START and the language are done at once."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask, Effect, SetLanguage, SetOptOut
from tests.builders import ACHIENG, WANJIRU, asks, decided, reply, templates_to


@pytest.mark.parametrize(
    ("text", "effect", "template"),
    [
        ("STOP", SetOptOut(True), "stopped"),
        ("acha", SetOptOut(True), "stopped"),
        ("START", SetOptOut(False), "started"),
        ("anza", SetOptOut(False), "started"),
        ("Swahili", SetLanguage("sw"), "language_set"),
        ("English please", SetLanguage("en"), "language_set"),
    ],
)
def test_a_wish_is_done_and_confirmed(text: str, effect: Effect, template: str) -> None:
    assert decided(ACHIENG, text) == (effect, reply(ACHIENG, template))


def test_who_names_no_language_is_asked_which() -> None:
    assert decided(ACHIENG, "change language") == (reply(ACHIENG, "which_language"),)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("English please, i dont understand swahili", "en"),
        ("I don't understand Swahili", "en"),
        ("I dont speak swahili well", "en"),
        ("usiandike kizungu", "sw"),
    ],
)
def test_who_does_not_understand_one_gets_the_other(text: str, language: str) -> None:
    assert decided(ACHIENG, text) == (SetLanguage(language), reply(ACHIENG, "language_set"))


@pytest.mark.parametrize(
    "text",
    [
        "My mum doesn't understand English, she only knows Swahili",
        "what is the swahili for treasurer",
        "tuliongea kiswahili na English jana kwa meeting",
        "english is ok, swahili is also ok",
        "the swahili meal yesterday was good, english too",
        "si kiswahili tafadhali",
    ],
)
def test_talk_of_languages_changes_none(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "which_language"),)


def test_who_will_start_again_some_day_is_told_how_to_stop() -> None:
    text = "can you stop for now, i will start again in january"
    assert decided(ACHIENG, text) == (reply(ACHIENG, "stop_how"),)


@pytest.mark.parametrize("text", ["acha tu", "wacha tu", "basi acha", "aki wacha", "wewe wacha"])
def test_never_mind_ends_nothing_and_says_how_to(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "shrugged"),)


def test_stop_as_a_sentence_is_done_beside_what_else_is_said() -> None:
    decision = decided(ACHIENG, "STOP. hiyo pesa si yangu")
    assert SetOptOut(True) in decision
    assert templates_to(decision, ACHIENG) == ["pass_on", "stopped"]


def test_a_blessing_is_never_offered_silence() -> None:
    text = "Habari ya asubuhi wanachama, Mungu awabariki katika kazi zenu. Leo ni siku njema"
    offered = [one for one in decided(ACHIENG, text) if isinstance(one, Ask)]
    assert "stop" not in {line["intent"] for one in offered for line in one.details["lines"]}


@pytest.mark.parametrize("text", ["nilikosea kuandika", "that last one was wrong turn, i am lost"])
def test_a_members_slip_is_asked_about(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "say_plainly"),)


def test_what_was_sent_to_a_member_is_no_spending_by_itself() -> None:
    assert asks(decided(WANJIRU, "nimetumia Otieno 1000 ya viti")) == [
        ("did_you_mean", WANJIRU.phone)
    ]
