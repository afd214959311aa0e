"""The document that a register asks for: its order, people and clauses, and what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.constitutions.document import CHAPTERS, document
from bot.wiring import TEMPLATES
from chama.constitution import Rules, parse
from chama.constitution.clauses import NUMBERS
from chama.constitution.rules import SECTIONS
from chama.group import Group
from tests.builders import BARAKA, PEOPLE, SARAH, group, rules
from tests.chama.constitution.test_rules import FULL

TODAY = date(2026, 11, 23)


def printed(own: Group, language: str = "en") -> str:
    return document(own, TODAY, language, TEMPLATES)


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.isupper()]


def with_rules(own: Rules) -> Group:
    return replace(group(), rules=own)


def test_its_chapters_stand_in_the_order_of_the_act() -> None:
    assert headings(printed(group())) == [
        "CONSTITUTION OF UMOJA",
        "NAME",
        "PURPOSE",
        "ADDRESS AND REGISTRATION",
        "GOAL",
        "OBJECTIVES",
        "VALUES",
        "ACTIVITIES",
        "MEMBERSHIP",
        "OFFICE BEARERS",
        "FINANCES: CONTRIBUTIONS AND TURNS",
        "FINANCES: PAYOUTS",
        "FINANCES: FINES",
        "FINANCES: WELFARE",
        "FINANCES: EXPENSES",
        "FINANCES: WHO AGREES",
        "FINANCES: ACCOUNTS AND EVIDENCE OF PAYMENTS",
        "ASSETS",
        "RECORDS, MESSAGES AND PRIVACY",
        "MEETINGS AND QUORUM",
        "DISPUTES",
        "AMENDMENT OF THIS CONSTITUTION",
        "DISSOLUTION",
        "WHAT IS MISSING",
    ]


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("own", [rules().rules, parse(FULL).rules], ids=["defaults", "all said"])
def test_every_clause_stands_in_it_once(own: Rules, language: str) -> None:
    text = printed(with_rules(own), language)
    numbers = re.findall(r"^(\d+\.\d+) ", text, re.MULTILINE)
    assert sorted(numbers) == sorted(NUMBERS.values())
    assert not re.search(r"[{}]|None|Undefined|True|False|\n\n\n", text)


def test_every_rule_belongs_to_one_chapter() -> None:
    paths = [path for own in CHAPTERS.values() for path in own]
    whole = {path for path in paths if "." not in path}
    single = {path for path in paths if "." in path}
    assert len(paths) == len(whole | single)
    assert not {path for path in single if path.partition(".")[0] in whole}
    assert whole | {path.partition(".")[0] for path in single} == set(SECTIONS)


def test_members_stand_by_seat_without_their_phones() -> None:
    double = replace(BARAKA, further_seats=(5,))
    text = printed(group(people=(*PEOPLE[:3], double)))
    assert "The group has 4 members, here by seat:" in text
    assert "- Wanjiru Kamau, seat 1\n" in text
    assert "- Baraka Mwangi, seats 4, 5\n" in text
    assert "0712" not in text
    assert "+254" not in text


def test_officers_and_where_money_arrives_are_named() -> None:
    text = printed(group())
    assert "OFFICE BEARERS\n- Treasurer: Wanjiru Kamau\n- Chair: Otieno Ouma\n" in text
    assert "- Money arrives on the phone of Wanjiru Kamau, which Wanjiru Kamau holds." in text


def test_what_the_act_asks_for_and_nobody_says_is_listed() -> None:
    missing = printed(group()).partition("WHAT IS MISSING")[2]
    assert "- Secretary: nobody holds this office." in missing
    assert "at least 10 members (a special interest group 5); this one has 4." in missing
    assert "\n1.2 Goal: not written down\n" in missing
    assert "\n14.9 Settling disputes: not written down\n" in missing
    assert "6.1" not in missing


def test_a_whole_constitution_misses_nothing() -> None:
    people = (*PEOPLE, SARAH, *(replace(BARAKA, code=f"M{n}", seat=n) for n in range(10, 16)))
    own = replace(group(people=people), rules=parse(FULL).rules)
    assert printed(own).endswith(
        "\nNothing that the Community Groups Registration Act asks for is missing.\n"
    )
    assert printed(own, "sw").endswith(
        "\nHakuna kinachokosekana kati ya yale ambayo Sheria ya Usajili wa Vikundi vya Jamii "
        "inataka.\n"
    )


def test_it_is_printed_in_swahili() -> None:
    text = printed(group(), "sw")
    assert text.startswith("KATIBA YA UMOJA\nIlivyo tarehe 23 Nov 2026\n\nJINA\n")
    assert "\n2.1 Kila nafasi inalipa KES 1,000 kwa raundi.\n" in text
    assert "\n- Mweka hazina: Wanjiru Kamau\n" in text
    assert "\n1.2 Lengo: haijaandikwa\n" in text
