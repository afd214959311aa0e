"""Who holds which office, and who belongs: names, and nobody's number."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.commands.who_is import MOST_NAMES
from bot.understanding import Intent
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, PEOPLE, WANJIRU, group, reply, wanted

TREASURER = {"office": "treasurer", "name": WANJIRU.name, "is_you": False}
CHAIR = {"office": "chair", "name": OTIENO.name, "is_you": False}


def asked(office: str = "") -> Intent:
    return Intent("who_is", {"office": office} if office else {})


@pytest.mark.parametrize(
    ("office", "is_held", "officers"),
    [
        ("treasurer", True, [TREASURER]),
        ("chair", True, [CHAIR]),
        ("secretary", False, [TREASURER, CHAIR]),
        ("", False, [TREASURER, CHAIR]),
    ],
)
def test_the_holder_of_an_office(office: str, is_held: bool, officers: list[Any]) -> None:
    expected = reply(ACHIENG, "who_is", asked=office, is_held=is_held, officers=officers)
    assert wanted(ACHIENG, asked(office)) == (expected,)


def test_an_officer_who_asks_for_themselves_is_told_so() -> None:
    (said,) = wanted(OTIENO, asked("chair"))
    assert said.facts["officers"] == [{**CHAIR, "is_you": True}]


def test_the_members_by_name_in_the_order_of_seats() -> None:
    names = [person.name for person in PEOPLE]
    expected = reply(ACHIENG, "member_list", names=names, count=4, more=0)
    assert wanted(ACHIENG, asked("members")) == (expected,)


def test_a_large_group_is_told_in_part() -> None:
    many = tuple(
        Person(f"M{seat:02d}", f"Member Number{seat}", f"+2547120001{seat:02d}", seat)
        for seat in range(1, 31)
    )
    (said,) = wanted(many[0], asked("members"), group=group(people=many))
    assert len(said.facts["names"]) == MOST_NAMES
    assert (said.facts["count"], said.facts["more"]) == (30, 30 - MOST_NAMES)


@pytest.mark.parametrize("office", ["treasurer", "members", ""])
def test_nobodys_number_is_told(office: str) -> None:
    assert "2547" not in str(wanted(ACHIENG, asked(office))[0].facts)


def test_a_phone_of_the_group_learns_no_names() -> None:
    (said,) = wanted("+254712000099", asked("members"))
    assert said.template == "unknown"
