"""The group's own rules, read clause by clause; reading them never does anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.conversation.commands.rules import TOPICS
from bot.conversation.effects import Say
from bot.understanding.slots import SLOTS, TOPICS_OF_RULES
from chama.constitution.clauses import NUMBERS, clause, number_of
from chama.group import Group
from tests.builders import ACHIENG, decided, group, reply, rules

LONG = "We agree on it in a meeting. " * 16


def with_rules(more: str) -> Group:
    return replace(group(), rules=rules(more=more).rules)


def answer(text: str, own: Group) -> Say:
    (said,) = decided(ACHIENG, text, group=own)
    assert isinstance(said, Say)
    return said


def numbers(said: Say) -> list[str]:
    return [one["number"] for one in said.facts["clauses"]]


@pytest.mark.parametrize("text", ["rules", "Katiba", "sheria za chama", "can I see the rules?"])
def test_the_list_leaves_out_chapters_that_say_nothing(text: str) -> None:
    sections = [
        *((2, "rotation"), (3, "allocation"), (4, "approvals"), (5, "payout"), (6, "fines")),
        *((7, "welfare"), (8, "expenses"), (9, "evidence"), (10, "messages"), (11, "privacy")),
        *((12, "meetings"), (13, "amendment"), (15, "abroad")),
    ]
    chapters = [{"number": number, "section": section} for number, section in sections]
    assert decided(ACHIENG, text) == (reply(ACHIENG, "rules", chapters=chapters),)
    said = answer(text, with_rules('[purpose]\ngoal = "A plot"\n'))
    assert said.facts["chapters"][0] == {"number": 1, "section": "purpose"}


def test_a_chapter_is_read_by_its_number() -> None:
    own = with_rules("[approvals]\nexpense = 3\n")
    clauses = [
        clause(own.rules, f"approvals.{key}").facts()
        for key in ("money_out", "expense", "welfare", "waiver", "amendment")
    ]
    facts = {"number": 4, "section": "approvals", "on": "", "clauses": clauses, "more": ""}
    assert decided(ACHIENG, "rules 4", group=own) == (reply(ACHIENG, "rules_chapter", **facts),)


@pytest.mark.parametrize(
    ("text", "own", "shown", "more"),
    [
        ("rules 6.5", "", ["6.5", "6.6", "6.7"], ""),
        ("kifungu cha 4.4", "", ["4.4", "4.5"], ""),
        ("rules 6", "[fines]\nlate = 50\n", ["6.1", "6.2", "6.3", "6.4", "6.5"], "6.6"),
        ("rules 14", f'[articles]\nleaving = "{LONG}"\nrecords = "Ours"\n', ["14.2"], "14.8"),
        ("rules 14.8", f'[articles]\nleaving = "{LONG}"\nrecords = "Ours"\n', ["14.8"], ""),
        ("rules 1", '[purpose]\nobjectives = ["Save", "Build"]\n', ["1.3"], ""),
    ],
)
def test_a_long_chapter_is_read_in_parts(text: str, own: str, shown: list[str], more: str) -> None:
    said = answer(text, with_rules(own))
    assert (numbers(said), said.facts["more"]) == (shown, more)


def test_the_parts_of_a_chapter_join_up() -> None:
    own = with_rules('[fines]\nlate = 50\nabsent = "10%"\n')

    def parts() -> Iterator[str]:
        number = "6"
        while number:
            said = answer(f"rules {number}", own)
            yield from numbers(said)
            number = said.facts["more"]

    assert list(parts()) == [number for number in NUMBERS.values() if number.startswith("6.")]


@pytest.mark.parametrize("number", ["1", "16", "99", "6.8", "14.1", "2.77"])
def test_a_number_that_says_nothing_is_answered(number: str) -> None:
    said = decided(ACHIENG, f"rules {number}")
    assert said == (reply(ACHIENG, "rules_unknown", number=number),)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("what is the fine for late?", ["fines.late"]),
        ("faini ya kuchelewa ni ngapi?", ["fines.late"]),
        ("how much is the contribution?", TOPICS["contribution"]),
        ("mchango ni ngapi", TOPICS["contribution"]),
        ("who must agree to money out?", TOPICS["money_out"]),
        ("what is the quorum?", ["meetings.quorum"]),
    ],
)
def test_a_question_is_answered_with_its_clauses(text: str, paths: list[str]) -> None:
    said = answer(text, group())
    assert said.template == "rules_about"
    assert numbers(said) == [number_of(path) for path in paths]


def test_every_topic_that_is_understood_has_clauses() -> None:
    assert set(TOPICS) == set(TOPICS_OF_RULES)
    assert "topic" in SLOTS["rules"]
    for topic, paths in TOPICS.items():
        assert paths, topic
        assert set(paths) <= set(NUMBERS)
