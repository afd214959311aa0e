"""A link by which an outsider looks at the book: any officer gives and ends it, all hear of it."""

from __future__ import annotations

import pytest

from bot.conversation.effects import EndAudits, MakeLink, Say, SecretOf
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, templates_to

HOLDS = {"has_dashboard": True, "offices": ("Umoja",)}
LINK = MakeLink(WANJIRU.phone, for_auditor=True)


@pytest.mark.parametrize(
    "text",
    [
        *("auditor", "AUDITOR", "Send me a link for the auditor", "auditor's link please"),
        *("mkaguzi", "Naomba kiungo cha mkaguzi wetu", "nipe link ya auditor"),
        *("tunataka mkaguzi aangalie kitabu", "give the auditor access", "mpe mkaguzi link"),
        *("send the auditor a link", "mruhusu mkaguzi aone kitabu", "let the auditor in"),
        *("I want the auditor to see our book", "open the book for the auditor", "auditer link"),
    ],
)
def test_an_officer_gets_a_link_to_hand_on_and_the_others_hear(text: str) -> None:
    decision = decided(WANJIRU, text, **HOLDS)
    assert LINK in decision
    said = [one for one in decision if isinstance(one, Say) and one.address == WANJIRU.phone]
    assert [one.template for one in said] == ["auditor_link"]
    assert said[0].facts["link_token"] == SecretOf(WANJIRU.phone, "link")
    assert templates_to(decision, OTIENO) == ["auditor_let_in"]
    assert templates_to(decision, ACHIENG) == []


@pytest.mark.parametrize(
    ("who", "known", "template"),
    [
        pytest.param(ACHIENG, HOLDS, "officers_only", id="no-office-in-this-group"),
        pytest.param(WANJIRU, {}, "dashboard_none", id="none-runs"),
        pytest.param(WANJIRU, {**HOLDS, "links_lately": 3}, "dashboard_enough", id="had-three"),
    ],
)
def test_who_gets_no_link_hears_why(who: Person, known: dict[str, object], template: str) -> None:
    decision = decided(who, "auditor", **known)
    assert templates_to(decision, who) == [template]
    assert not [one for one in decision if isinstance(one, MakeLink)]


@pytest.mark.parametrize(
    "text",
    [
        *("When will the auditor come?", "Can the auditor see our book?", "mkaguzi anakuja lini?"),
        *("the auditor is coming tomorrow", "don't give the auditor a link"),
        *("auditor see our group", "we let the auditor see", "the auditor wants to see our book"),
        *(
            "the auditor said our book is fine",
            "mkaguzi amesema kitabu kiko sawa",
            "sitaki mkaguzi",
        ),
        *("next week we give the auditor the book", "if the auditor comes give him the link"),
        *("I gave the auditor the link", "tumempa mkaguzi link", "pay the auditor"),
        *("mkaguzi anataka kuona kitabu", "we give the auditor access", "auditor sees the book"),
    ],
)
def test_talk_of_an_auditor_lets_nobody_in(text: str) -> None:
    assert LINK not in decided(WANJIRU, text, **HOLDS)


@pytest.mark.parametrize(
    "text",
    [
        *("STOP AUDITOR", "stop the auditor please", "STOP MKAGUZI", "funga kiungo cha mkaguzi"),
        *("remove auditor access", "revoke the auditor's access", "cancel the auditor link"),
        *("mtoe mkaguzi", "not our auditor", "si mkaguzi wetu", "mkaguzi asione tena"),
    ],
)
def test_any_officer_ends_it_and_the_others_hear(text: str) -> None:
    decision = decided(OTIENO, text)
    assert EndAudits() in decision
    assert templates_to(decision, OTIENO) == ["auditor_stopped"]
    assert templates_to(decision, WANJIRU) == ["auditor_stopped_by"]


@pytest.mark.parametrize(
    "text",
    [
        *("mkaguzi amemaliza", "the auditor has finished", "ukaguzi umeisha", "the audit is over"),
        *("sitaki mkaguzi aone kitabu", "we don't want the auditor to see our book"),
        *("stop auditor fees", "auditor amesema stop"),
    ],
)
def test_what_may_mean_an_end_is_told_how_to_say_it(text: str) -> None:
    decision = decided(WANJIRU, text, **HOLDS)
    assert EndAudits() not in decision
    (said,) = decision
    assert isinstance(said, Say)
    assert (said.template, said.facts["ends"]) == ("auditor_how", True)


@pytest.mark.parametrize(
    ("who", "text"),
    [
        pytest.param(WANJIRU, "has the auditor finished?", id="asked"),
        pytest.param(WANJIRU, "mkaguzi bado hajamaliza", id="not-yet"),
        pytest.param(ACHIENG, "STOP AUDITOR", id="no-officer"),
        pytest.param(WANJIRU, "don't stop the auditor", id="forbidden"),
        pytest.param(WANJIRU, "usimfunge mkaguzi", id="forbidden-in-Swahili"),
        pytest.param(WANJIRU, "dashboard", id="something-else"),
    ],
)
def test_nothing_else_ends_it(who: Person, text: str) -> None:
    assert EndAudits() not in decided(who, text, **HOLDS)
