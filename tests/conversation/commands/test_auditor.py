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
    ],
)
def test_talk_of_an_auditor_lets_nobody_in(text: str) -> None:
    assert LINK not in decided(WANJIRU, text, **HOLDS)


@pytest.mark.parametrize(
    "text", ["STOP AUDITOR", "stop the auditor please", "STOP MKAGUZI", "funga kiungo cha mkaguzi"]
)
def test_any_officer_ends_it_and_the_others_hear(text: str) -> None:
    decision = decided(OTIENO, text)
    assert EndAudits() in decision
    assert templates_to(decision, OTIENO) == ["auditor_stopped"]
    assert templates_to(decision, WANJIRU) == ["auditor_stopped_by"]


@pytest.mark.parametrize(
    ("who", "text"),
    [
        pytest.param(ACHIENG, "STOP AUDITOR", id="no-officer"),
        pytest.param(WANJIRU, "don't stop the auditor", id="forbidden"),
        pytest.param(WANJIRU, "usimfunge mkaguzi", id="forbidden-in-Swahili"),
        pytest.param(WANJIRU, "dashboard", id="something-else"),
    ],
)
def test_nothing_else_ends_it(who: Person, text: str) -> None:
    assert EndAudits() not in decided(who, text, **HOLDS)
