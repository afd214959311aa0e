"""A link to the pages in a browser: for officers, in whatever group, and an end at once."""

from __future__ import annotations

import pytest

from bot.conversation.effects import EndSessions, MakeLink, Say, SecretOf
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, templates_to

UMOJA, AMANI = (1, "Umoja"), (2, "Amani")
RUNS = {"has_dashboard": True}
HOLDS = {**RUNS, "offices": ("Umoja",)}
OF_NO_GROUP = {"group": None, "me": None, "choices": (UMOJA, AMANI), "groups": (UMOJA, AMANI)}


@pytest.mark.parametrize(
    "text",
    [
        *("dashboard", "DASHBOARD", "dashibodi", "kitabu", "open the dashboard please"),
        *("Send me the dashboard link", "naomba link ya dashboard", "Nataka kuona dashibodi"),
        *("How do I open the dashboard?", "can I see the dashboard", "dashbord pls", "DASHBOD"),
        *("nataka kuona kitabu kwa computer", "open for me the system", "link ya kuingia"),
        *("niwekee kwa web", "how do i login on my laptop", "nione kitabu online"),
        *("link to the book please", "show me the book on the computer", "nifungulie kitabu"),
    ],
)
def test_an_officer_gets_a_link_for_themselves(text: str) -> None:
    link, said = decided(WANJIRU, text, **HOLDS)
    assert link == MakeLink(WANJIRU.phone)
    assert isinstance(said, Say)
    assert (said.address, said.template) == (WANJIRU.phone, "dashboard_link")
    assert said.facts["link_token"] == SecretOf(WANJIRU.phone, "link")


@pytest.mark.parametrize(
    ("who", "known", "template"),
    [
        pytest.param(ACHIENG, RUNS, "dashboard_not_yours", id="no-office"),
        pytest.param(OTIENO, {"offices": ("Umoja",)}, "dashboard_none", id="none-runs"),
        pytest.param(ACHIENG, {}, "dashboard_not_yours", id="no-office-and-none-runs"),
        pytest.param(WANJIRU, {**HOLDS, "links_lately": 3}, "dashboard_enough", id="had-three"),
    ],
)
def test_who_gets_no_link_hears_why(who: Person, known: dict[str, object], template: str) -> None:
    decision = decided(who, "dashboard", **known)
    assert templates_to(decision, who) == [template]
    assert not [one for one in decision if isinstance(one, MakeLink)]


def test_an_officer_elsewhere_gets_a_link_while_they_speak_of_a_group_where_they_are_none() -> None:
    decision = decided(ACHIENG, "dashboard", **RUNS, offices=("Amani",))
    assert MakeLink(ACHIENG.phone) in decision


@pytest.mark.parametrize(
    "text",
    [
        *("is the dashboard down?", "is the dashboard safe?", "who can see the dashboard?"),
        *("nani anaweza kuona dashboard?", "dashboard ni nini", "what is a dashboard?"),
        *("the dashboard shows wrong amount", "dashboard inagharimu pesa ngapi"),
        *("nimeona kwa dashboard Otieno hajalipa", "Wanjiru opened the dashboard yesterday"),
    ],
)
def test_talk_of_the_pages_is_told_how_they_are_opened(text: str) -> None:
    (said,) = decided(WANJIRU, text, **HOLDS)
    assert isinstance(said, Say)
    assert said.template == "dashboard_how"


@pytest.mark.parametrize(
    "text", ["sitaki dashboard", "usifunge dashboard", "i don't need the dashboard"]
)
def test_who_does_not_want_it_loses_and_gets_nothing(text: str) -> None:
    assert templates_to(decided(WANJIRU, text, **HOLDS), WANJIRU) == ["cancelled"]


@pytest.mark.parametrize("text", ["the link has expired", "Link imeexpire nipe ingine", "new link"])
@pytest.mark.parametrize(
    ("who", "known", "template", "facts"),
    [
        (WANJIRU, HOLDS, "link_which", {"has_files": False, "has_pages": True}),
        (
            ACHIENG,
            {**RUNS, "has_files": True},
            "link_which",
            {"has_files": True, "has_pages": False},
        ),
        (ACHIENG, RUNS, "unknown", {}),
    ],
    ids=["officer", "member", "nothing-to-open"],
)
def test_a_link_that_is_over_is_told_how_another_is_had(
    who: Person, known: dict[str, object], template: str, facts: dict[str, bool], text: str
) -> None:
    (said,) = decided(who, text, **known)
    assert isinstance(said, Say)
    assert said.template == template
    assert {name: said.facts[name] for name in facts} == facts


def test_of_several_groups_it_is_not_asked_which() -> None:
    decision = decided(WANJIRU, "kitabu", **HOLDS, **OF_NO_GROUP)
    assert MakeLink(WANJIRU.phone) in decision
    assert [one.template for one in decision if isinstance(one, Say)] == ["dashboard_link"]


@pytest.mark.parametrize("known", [HOLDS, {**HOLDS, **OF_NO_GROUP}], ids=["in-one", "in-several"])
@pytest.mark.parametrize(
    "text",
    [
        *("STOP DASHBOARD", "stop the dashboard please", "funga dashibodi", "ondoka dashibodi"),
        *("I did not open the dashboard", "sio mimi niliyefungua dashibodi"),
        *("I forgot to log out at the cyber", "someone else opened my dashboard", "acha kitabu"),
        *("nimemaliza na dashboard", "nimeibiwa simu funga dashboard", "si mimi nimefungua"),
        *("it was not me", "log me out everywhere", "funga browser"),
    ],
)
def test_who_says_that_it_is_to_end_ends_it_at_once(text: str, known: dict[str, object]) -> None:
    end, said = decided(WANJIRU, text, **known)
    assert end == EndSessions(WANJIRU.phone)
    assert isinstance(said, Say)
    assert said.template == "dashboard_stopped"


@pytest.mark.parametrize("text", ["not me", "si mimi", "sio mimi"])
def test_not_me_ends_it_while_a_browser_is_signed_in(text: str) -> None:
    assert EndSessions(WANJIRU.phone) in decided(WANJIRU, text, **HOLDS, browsers=1)
    assert EndSessions(WANJIRU.phone) not in decided(WANJIRU, text, **HOLDS)


@pytest.mark.parametrize(
    "text",
    [
        *("the dashboard is not opening", "dashboard haifunguki", "dashboard iko na makosa"),
        *("i can not open the dashboard", "I cannot see my dashboard", "dashboard not working"),
        *("why is dashboard not loading", "who closed the dashboard?"),
    ],
)
def test_who_says_that_it_fails_keeps_it(text: str) -> None:
    assert EndSessions(WANJIRU.phone) not in decided(WANJIRU, text, **HOLDS)


def test_who_holds_no_office_hears_for_whom_it_is_when_they_end_it() -> None:
    decision = decided(ACHIENG, "stop dashboard", **RUNS)
    assert EndSessions(ACHIENG.phone) in decision
    assert templates_to(decision, ACHIENG) == ["dashboard_not_yours"]


def test_what_is_forbidden_does_not_end_it() -> None:
    decision = decided(WANJIRU, "don't close the dashboard", **HOLDS)
    assert EndSessions(WANJIRU.phone) not in decision


def test_an_end_is_never_held_back() -> None:
    assert EndSessions(WANJIRU.phone) in decided(
        WANJIRU, "stop dashboard", **HOLDS, recent_replies=1_000
    )
