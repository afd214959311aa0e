"""Two groups with a little history, for views to be held against the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store.database import reading
from tests.builders import BARAKA, OTIENO, WANJIRU, received_text, rules
from tests.transcripts import Stage
from tests.views.groups import NJERI, ZAWADI


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja: paid ahead, in part, by nobody known, in cash that is agreed and cash that is not.

    Amani: one payment.
    """
    stage = Stage(engine)
    stage.found(rules(), rules("Amani", [ZAWADI, NJERI], contribution=500))
    stage.say(WANJIRU, received_text(amount="1,250.50"))
    stage.say(WANJIRU, received_text("UKN1AB2C02", "400.00", "OTIENO OUMA 0712000002"))
    stage.say(WANJIRU, received_text("UKN1AB2C03", payer="ROSE AKOTH"))
    stage.say(WANJIRU, "received 300 cash from Baraka")
    stage.deliver()
    stage.say(OTIENO, "yes")
    stage.say(BARAKA, "I gave Otieno 200 cash")
    stage.say(ZAWADI, received_text("UKN1AB2C04", "500.00", "NJERI WAIRIMU 0712000012"))
    stage.deliver()
    return stage


@pytest.fixture
def connection(stage: Stage) -> Iterator[sa.Connection]:
    with reading(stage.engine) as connection:
        yield connection


@pytest.fixture
def two_receive(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Umoja, where two receive in each round and do not pay in it."""
    stage = Stage(engine)
    stage.found(rules(rotation="recipients = 2\nrecipient_pays = false\n"))
    with reading(engine) as connection:
        yield connection


@pytest.fixture
def later(stage: Stage) -> Iterator[sa.Connection]:
    """The two groups five weeks on, in the sixth round: nobody has paid since."""
    for _ in range(5):
        stage.move_clock(stage.now + timedelta(days=7))
    with reading(stage.engine) as connection:
        yield connection
