"""A loss, a birth or a prayer gets a kind word; a claim only once it is chosen or asked for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import Decision, Propose
from chama.group import Person
from tests.builders import ACHIENG, WANJIRU, asks, decided, reply, templates_to
from tests.conversation.commands.test_welfare_claim import said


def moment(kind: str, *, is_own: bool = False, to: Person = ACHIENG) -> Any:
    return reply(to, "moment", name=to.name, kind=kind, is_own=is_own)


def proposals(decision: Decision) -> list[Propose]:
    return [one for one in decision if isinstance(one, Propose)]


@pytest.mark.parametrize(
    "text",
    [
        *("my boss lost his wife so i am on leave", "my pastor's wife died last night"),
        "my friend lost her dad so I am in Kisumu",
    ],
)
def test_anothers_loss_is_no_claim(text: str) -> None:
    assert said(ACHIENG, text) == (moment("bereavement"),)


@pytest.mark.parametrize(
    "text",
    [
        *("my wife is sick", "bibi yangu ni mgonjwa", "I lost my father", "nimefiwa"),
        "my dad is in hospital ICU na bill imefika 80k",
        "Mama yangu ameaga dunia usiku wa jana, sijui nitafanya nini",
    ],
)
def test_ones_own_is_offered_and_nothing_is_asked_by_the_word_alone(text: str) -> None:
    decision = said(ACHIENG, text)
    assert asks(decision) == [("welfare_event", ACHIENG.phone)]
    assert proposals(decision) == []


@pytest.mark.parametrize(
    "text",
    [
        "mama alikufa 2015, niko sawa sasa",
        "My mother passed on. I don't want any money, just prayers",
    ],
)
def test_who_wants_nothing_is_offered_nothing(text: str) -> None:
    assert said(ACHIENG, text) == (moment("bereavement", is_own=True),)


def test_help_in_words_asks_the_officers() -> None:
    assert len(proposals(said(ACHIENG, "I lost my mum, please help me from welfare"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Dad passed away. The burial is on Saturday, kindly inform the members.",
        "Baraka lost his mum, kindly let us contribute 200 each",
    ],
)
def test_what_the_officers_should_know_is_offered_to_them(text: str) -> None:
    decision = said(ACHIENG, text)
    assert templates_to(decision, ACHIENG)[0] == "moment"
    assert asks(decision) == [("shall_we_tell", ACHIENG.phone)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("Amen", "prayer"), ("praise God", "prayer"), ("Merry christmas", "feast")),
        *(("pole sana kwa msiba", "condolence"), ("heri ya mwaka mpya", "feast")),
    ],
)
def test_a_blessing_is_answered_as_one(text: str, kind: str) -> None:
    assert decided(WANJIRU, text) == (moment(kind, to=WANJIRU),)


def test_a_birth_where_the_rules_know_none_is_congratulated() -> None:
    assert said(ACHIENG, "Mtoto wangu amezaliwa leo!") == (moment("birth", is_own=True),)


def test_a_joke_of_theft_asks_for_nothing() -> None:
    assert templates_to(said(ACHIENG, "who stole my chapo"), ACHIENG) == ["only_talk"]
