"""The page of the rules."""

from __future__ import annotations

import sqlalchemy as sa

from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, rules
from tests.dashboard.looking import looking, texts
from tests.transcripts import Stage


def founded(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules(more="[fines]\nlate = 100\n"))
    return stage


def test_each_clause_has_the_number_and_the_words_of_the_bot(engine: sa.Engine) -> None:
    stage = founded(engine)
    with looking(stage) as looker:
        said = texts(looker.at("rules", OTIENO))
    stage.say(OTIENO, "rules 6")
    told = "\n".join(one.text for one in stage.deliver() if one.address == OTIENO.phone)
    quoted = [line for line in told.split("\n") if line.startswith("6.")]
    assert quoted
    for line in quoted:
        assert line in said
    assert "6 Fines" in said
    assert "What will change" not in said


def test_what_will_change_stands_first_with_its_day(engine: sa.Engine) -> None:
    stage = founded(engine)
    stage.say(WANJIRU, "change 6.1 to 200")
    stage.deliver()
    for person in (OTIENO, ACHIENG, BARAKA):
        stage.say(person, "yes")
    with looking(stage) as looker:
        said = texts(looker.at("rules", OTIENO))
    assert "What will change: 1" in said
    assert "6.1 from " in said


def test_the_rules_are_said_in_swahili(engine: sa.Engine) -> None:
    stage = founded(engine)
    stage.say(OTIENO, "Kiswahili")
    with looking(stage) as looker:
        said = texts(looker.at("rules", OTIENO))
    assert "Sheria" in said
    assert "6 Faini" in said
