"""What waits for one person, as a view gives it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.render import Look
from bot.views.asked import asked_of
from tests.builders import BARAKA, OTIENO, WANJIRU
from tests.transcripts import RENDERER
from tests.views.groups import AMANI, UMOJA


def test_a_question_is_put_in_the_words_of_its_message(connection: sa.Connection) -> None:
    (asked,) = asked_of(connection, UMOJA, WANJIRU.phone)
    text = RENDERER.render(asked.template, asked.facts, language="en", look=Look.SMS)
    assert text.startswith("Umoja received KES 1,000 from ROSE AKOTH")
    assert [value for _, value in asked.choices][-2:] == ["nobody", "not_ours"]
    assert asked.is_clickable


def test_what_needs_agreement_is_not_answered_on_a_page(connection: sa.Connection) -> None:
    (asked,) = asked_of(connection, UMOJA, OTIENO.phone)
    assert (asked.kind, asked.is_clickable) == ("agree", False)


def test_nobody_sees_what_others_are_asked(connection: sa.Connection) -> None:
    assert asked_of(connection, UMOJA, BARAKA.phone) == ()
    assert asked_of(connection, AMANI, WANJIRU.phone) == ()
