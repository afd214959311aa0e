"""The page of what waits: questions that are answered there, and what is not."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.dashboard.pages.questions import without_choices
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, rules, sent_text
from tests.dashboard.looking import looking, press, row, texts
from tests.test_clicks import CODE, booked, staged
from tests.transcripts import Stage


def test_a_question_is_answered_by_one_click(engine: sa.Engine) -> None:
    stage = staged(engine)
    with looking(stage) as looker:
        page = looker.at("questions", WANJIRU)
        said = texts(page)
        assert "Umoja received KES 1,000 from ROSE AKOTH" in said
        assert "Reply with the number" not in said
        assert "Not the group's money" in [one.label.replace("\\", "") for one in page.button]
        page = press(page, ACHIENG.name)
        said = texts(page)
        assert "Done. This was sent to your phone too:" in said
        assert CODE in said
        assert "Nothing waits for your answer." in said
    assert booked(stage)[-1] == ("allocation", (ACHIENG.name,))
    on_phones = [(one.address, one.text) for one in stage.deliver()]
    assert any(address == WANJIRU.phone and CODE in text for address, text in on_phones)


def test_what_needs_agreement_is_answered_on_the_phone(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, "received 300 cash from Baraka")
    stage.deliver()
    with looking(stage) as looker:
        page = looker.at("questions", OTIENO)
        assert "answer on your phone" in texts(page)
        assert not page.button
        waits = row(page, "cash")
        assert waits[1:5] == [BARAKA.name, "KES 300", OTIENO.name, "nobody yet (0 of 1)"]
        assert "For you: 0" in texts(looker.at("questions", WANJIRU))


def test_an_expense_says_what_it_is_for(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, "expense 500 plastic chairs")
    with looking(stage) as looker:
        page = looker.at("questions", WANJIRU)
    assert row(page, "expense")[:3] == ["expense", "plastic chairs", "KES 500"]


def test_what_members_say_waits_for_proof(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(ACHIENG, sent_text("UKN1AB2C08", "600.00"))
    with looking(stage) as looker:
        page = looker.at("questions", OTIENO)
        assert row(page, "UKN1AB2C08")[:3] == [ACHIENG.name, "KES 600", "UKN1AB2C08"]


def test_nothing_waits_is_said(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        said = texts(looker.at("questions", OTIENO))
    for words in ("Nothing waits for your answer", "Nothing waits for agreement", "Nobody says"):
        assert words in said


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("Whose?\n1 A\n2 B C\nReply with the number.", 2, ("Whose?", {1: "A", 2: "B C"})),
        ("1 of 2\n1 Yes\n2 No", 2, ("1 of 2", {1: "Yes", 2: "No"})),
        ("What was it for?", 2, ("What was it for?", {})),
        ("Say how much.", 0, ("Say how much.", {})),
        ("", 3, ("", {})),
    ],
)
def test_the_answers_of_a_text_become_buttons(
    text: str, count: int, expected: tuple[str, dict[int, str]]
) -> None:
    assert without_choices(text, count) == expected
