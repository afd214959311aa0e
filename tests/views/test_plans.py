"""A view of one chama reads what is that chama's, however many others there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import tables
from bot.store.database import open_engine, writing
from bot.views.chamas import all_chamas
from bot.views.claims import open_claims
from bot.views.entries import entries, last_payment, newest_entries
from bot.views.members import members
from bot.views.messages import newest_messages
from bot.views.postings import postings
from bot.views.proposals import proposals
from bot.views.questions import open_questions
from bot.views.round import running_round
from tests.builders import ACHIENG, PEOPLE, rules
from tests.conftest import Databases
from tests.store.plans import scanned, statements_of
from tests.transcripts import Stage
from tests.views.groups import UMOJA, with_history

OTHERS = 30

ABOUT_ONE: dict[str, Callable[[sa.Connection], Any]] = {
    "chamas": partial(all_chamas, chama_id=UMOJA),
    "round": partial(running_round, chama_id=UMOJA),
    "members": lambda c: list(members(c, UMOJA)),
    "entries": lambda c: list(entries(c, UMOJA)),
    "newest entries": partial(newest_entries, chama_id=UMOJA, limit=5),
    "last payment": partial(last_payment, chama_id=UMOJA, member=ACHIENG.code),
    "postings": lambda c: list(postings(c, UMOJA)),
    "questions": lambda c: list(open_questions(c, UMOJA)),
    "proposals": lambda c: list(proposals(c, UMOJA)),
    "claims": partial(open_claims, chama_id=UMOJA, member=ACHIENG.code),
    "messages": partial(newest_messages, address=ACHIENG.phone, limit=5),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def crowded(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Stage]:
    """Umoja beside others, and statistics that tell so; it is read only."""
    url = databases.create(request.param)
    engine = open_engine(url)
    stage = with_history(engine)
    for number in range(OTHERS):
        people = [replace(one, phone=f"+2547{number + 20:02}{one.seat:06}") for one in PEOPLE]
        stage.found(rules(f"Group {number}", people))
    with writing(stage.engine) as connection:
        asked = {"kind": "meeting", "address": "+254", "details": {}, "asked_at": stage.now}
        others = [{**asked, "key": str(n), "chama_id": n % OTHERS + 3} for n in range(50 * OTHERS)]
        connection.execute(sa.insert(tables.question), others)
        connection.execute(sa.text("ANALYZE"))
    yield stage
    engine.dispose()
    databases.drop(url)


@pytest.mark.parametrize("name", ABOUT_ONE)
def test_a_view_of_one_chama_reads_no_table_whole(
    crowded: Stage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(crowded.engine) as connection:
        if connection.dialect.name == "postgresql":  # which reads small tables whole by choice
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material"):
                connection.execute(sa.text(f"SET LOCAL enable_{way} = off"))
        asked = statements_of(connection, ABOUT_ONE[name], monkeypatch)
        assert asked
        for sql, bound in asked:
            assert scanned(connection, sql, bound) & set(tables.metadata.tables) == set(), sql
