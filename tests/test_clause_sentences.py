"""Every rule of every section has a sentence in every language, whatever its value."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.gsm import segments
from bot.render import template_environment
from chama.constitution import Rules, parse, rule_cautions
from chama.constitution.clauses import CHAPTERS, NUMBERS, chapter
from tests.builders import rules
from tests.chama.constitution.test_rules import FULL
from tests.test_templates import BANNED, FOLDER, LANGUAGES

ENVIRONMENT = template_environment(FOLDER)

PERCENTS = rules(
    more='[fines]\nlate = "10%"\nlate_cap = "20%"\nlate_every = "week"\nabsent = "5%"\n'
    "grace_days = 1\n[payout]\nnet_off = []\n"
).rules
ARREARS = rules(more='[payout]\nnet_off = ["arrears"]\n').rules
EVERY_WAY = [rules(starts=date(2027, 1, 4)).rules, parse(FULL).rules, PERCENTS, ARREARS]


def sentences(own: Rules, language: str) -> dict[str, str]:
    """What is said of each rule, by its number."""
    template = ENVIRONMENT.get_template(f"{language}/_clauses.txt")
    clauses = [one.facts() for section in CHAPTERS for one in chapter(own, section)]
    text = template.render(clauses=clauses, currency="KES", language=language, look="sms")
    lines = [line for line in text.split("\n") if line]
    return dict(line.split(" ", 1) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("own", EVERY_WAY, ids=["defaults", "all said", "percentages", "arrears"])
def test_every_rule_has_a_sentence_of_its_own(own: Rules, language: str) -> None:
    said = sentences(own, language)
    assert list(said) == list(NUMBERS.values())
    assert len(set(said.values())) == len(said)
    for sentence in said.values():
        assert not re.search(r"[{}]|None|Undefined|True|False|  | [,.:;]", sentence)
        assert not BANNED.search(sentence)
        assert segments(sentence).encoding == "GSM-7"
        assert segments(sentence).count == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_value_is_another_sentence(language: str) -> None:
    """The full file says each rule otherwise than by default."""
    by_default, full = (sentences(own, language) for own in EVERY_WAY[:2])
    assert all(by_default[number] != full[number] for number in NUMBERS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_caution_has_a_sentence(language: str) -> None:
    source = Path(rule_cautions.__file__).read_text("utf-8")
    keys = re.findall(r'Caution\(\s*"(\w+)"', source)
    text = ENVIRONMENT.get_template(f"{language}/_cautions.txt").render(cautions=keys)
    said = [line for line in text.split("\n") if line]
    assert len(said) == len(set(said)) == len(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_has_a_title(language: str) -> None:
    titles = ENVIRONMENT.get_template(f"{language}/_chapters.txt").module.titles  # type: ignore[attr-defined]
    assert tuple(titles) == CHAPTERS
    assert len(set(titles.values())) == len(CHAPTERS)


def test_swahili_says_the_hours_of_the_rules_as_people_do() -> None:
    by_default, full, *_ = (sentences(own, "sw") for own in EVERY_WAY)
    quiet, meeting = NUMBERS["messages.quiet_hours"], NUMBERS["meetings.time"]
    assert by_default[quiet].endswith(" haviji kati ya saa 1:00 usiku na saa 1:00 asubuhi.")
    assert by_default[meeting] == "Wakati wa mkutano: haijaandikwa"
    assert full[meeting] == "Wakati wa mkutano: saa 8:00 mchana"
