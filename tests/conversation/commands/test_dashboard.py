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
    ],
)
def test_who_says_that_it_is_to_end_ends_it_at_once(text: str, known: dict[str, object]) -> None:
    end, said = decided(WANJIRU, text, **known)
    assert end == EndSessions(WANJIRU.phone)
    assert isinstance(said, Say)
    assert said.template == "dashboard_stopped"


def test_what_is_forbidden_does_not_end_it() -> None:
    decision = decided(WANJIRU, "don't close the dashboard", **HOLDS)
    assert EndSessions(WANJIRU.phone) not in decision


def test_an_end_is_never_held_back() -> None:
    assert EndSessions(WANJIRU.phone) in decided(
        WANJIRU, "stop dashboard", **HOLDS, recent_replies=1_000
    )
