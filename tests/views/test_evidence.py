"""What an entry stands on, as a view gives it."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.store.database import reading
from bot.views.entries import BookFilter, book_page
from bot.views.evidence import Evidence, evidence
from tests.builders import ACHIENG, OTIENO, WANJIRU, received_text, rules
from tests.test_clicks import click, staged, whose
from tests.transcripts import Stage
from tests.views.groups import AMANI, UMOJA


def of(stage: Stage, chama_id: int = UMOJA, **wanted: str) -> Evidence | None:
    """That of the newest entry that is looked for."""
    with reading(stage.engine) as connection:
        page = book_page(connection, chama_id, BookFilter(**wanted), 1, None)
        return evidence(connection, chama_id, page.rows[0].seq)


def test_an_entry_stands_on_the_message_that_posted_it(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    text = received_text()
    stage.say(WANJIRU, "balance")
    stage.say(WANJIRU, text)
    stage.say(ACHIENG, "balance")
    found = of(stage, kind="contribution")
    assert found is not None
    assert (found.sender, found.text) == (WANJIRU.name, text)
    assert found.came_at <= stage.now


def test_the_clocks_entry_stands_on_no_message(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.move_clock(stage.now + timedelta(days=7))
    assert of(stage, kind="round_opened") is None


def test_cash_stands_on_the_word_of_who_confirmed_it(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, "received 300 cash from Baraka")
    stage.deliver()
    stage.say(OTIENO, "yes")
    found = of(stage, kind="contribution")
    assert found is not None
    assert (found.sender, found.text) == (OTIENO.name, "yes")


def test_of_several_texts_in_one_only_its_own_is_shown(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    first, second = received_text(), received_text("UKN1AB2C02", "400.00", "OTIENO OUMA 0712000002")
    stage.say(WANJIRU, f"{first}\n{second}")
    found = of(stage, code="UKN1AB2C02")
    assert found is not None
    assert "UKN1AB2C02" in found.text
    assert "UKN1AB2C01" not in found.text


def test_a_click_has_no_words(engine: sa.Engine) -> None:
    stage = staged(engine)
    click(stage, WANJIRU, whose(stage))
    found = of(stage, kind="allocation")
    assert found is not None
    assert (found.sender, found.text, found.channel) == (WANJIRU.name, "", "dashboard")


def test_an_entry_of_another_group_is_not_found(engine: sa.Engine) -> None:
    stage = staged(engine)
    with reading(engine) as connection:
        assert evidence(connection, AMANI, 999) is None
        newest = book_page(connection, UMOJA, BookFilter(), 1, None).rows[0]
        beside = evidence(connection, AMANI, newest.seq)
    assert beside is None
    assert stage.now
