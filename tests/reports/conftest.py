"""Umoja in its third round, with a member whose name means harm, for reports to be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.reports.asked import Asked, Period
from bot.reports.kinds import file_of_words
from bot.reports.words import Words
from bot.store.chamas import load_group
from bot.store.database import open_engine, reading
from bot.views.book_at import book_at
from chama.rota import day_in_nairobi
from tests.builders import ACHIENG, BARAKA, NOW, OTIENO, WANJIRU, received_text, rules
from tests.conftest import Databases
from tests.transcripts import Stage

HARMFUL = replace(BARAKA, name="=Baraka <b>& Co</b>")

Ask = Callable[..., Asked]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stage(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Stage]:
    """Achieng paid ahead, Otieno in part, the rest not; all were fined 50 for round 2.

    Round 1 is older than the group here, and nobody is fined for it. It is read only.
    """
    url = databases.create(request.param)
    engine = open_engine(url)
    stage = Stage(engine)
    people = (WANJIRU, OTIENO, ACHIENG, HARMFUL)
    stage.found(rules(people=people, more="[fines]\nlate = 50\n"))
    stage.say(WANJIRU, received_text(amount="1,250.50"))
    stage.say(WANJIRU, received_text("UKN1AB2C02", "400.00", "OTIENO OUMA 0712000002"))
    for week in (1, 2):
        stage.move_clock(NOW + timedelta(days=7 * week))
    yield stage
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def ask(stage: Stage) -> Iterator[Ask]:
    """Asks for a report of Umoja as it is now, in English; keywords override."""
    with reading(stage.engine) as connection:
        group = load_group(connection, 1)

        def asked(name: str, *, language: str = "en", **changes: Any) -> Asked:
            values: dict[str, Any] = {
                "connection": connection,
                "name": name,
                "group": group,
                "words": Words(language, file_of_words(name)),
                "as_of": book_at(connection, group.id, stage.now),
                "period": Period(None, day_in_nairobi(stage.now)),
            }
            return Asked(**{**values, **changes})

        yield asked
