"""A view of one chama reads what is that chama's, however many others there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import tables
from bot.store.chamas import load_group
from bot.store.database import open_engine, writing
from bot.views.arrears import arrears
from bot.views.asked import asked_of
from bot.views.book_at import book_at
from bot.views.cash_book import cash_book
from bot.views.chain import chain, personal, proposals_at
from bot.views.chain import statements_of as statements
from bot.views.chamas import all_chamas
from bot.views.claims import claims_waiting, open_claims
from bot.views.coming import next_round, open_matters
from bot.views.entries import BookFilter, book_page, entries, last_payment, newest_entries
from bot.views.evidence import evidence
from bot.views.fine_lines import fines_of
from bot.views.funds import funds
from bot.views.matrix import matrix
from bot.views.members import members
from bot.views.messages import newest_messages
from bot.views.money import money_of
from bot.views.over_rounds import over_rounds
from bot.views.passbook import passbook
from bot.views.payout_slips import payout_slips
from bot.views.payouts import newest_payouts
from bot.views.people_over_time import meetings, people_over_time
from bot.views.postings import postings
from bot.views.pots import open_pots
from bot.views.proposals import open_proposals, proposals
from bot.views.questions import open_questions
from bot.views.round import running_round
from bot.views.round_sheet import round_sheet
from bot.views.rules import rules_of
from bot.views.standings import standings
from bot.views.ties import ties
from bot.views.welfare_book import welfare_book
from tests.builders import ACHIENG, NOW, OTIENO, PEOPLE, TODAY, rules
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
    "book page": partial(
        book_page, chama_id=UMOJA, wanted=BookFilter("M03", "contribution", "UKN"), limit=5, below=9
    ),
    "evidence": partial(evidence, chama_id=UMOJA, seq=2),
    "claims waiting": partial(claims_waiting, chama_id=UMOJA),
    "open proposals": partial(open_proposals, chama_id=UMOJA),
    "standings": partial(standings, chama_id=UMOJA, now=NOW),
    "payouts": partial(newest_payouts, chama_id=UMOJA, limit=5),
    "over rounds": partial(over_rounds, chama_id=UMOJA, last=5),
    "rules": partial(rules_of, chama_id=UMOJA),
    "pots": partial(open_pots, chama_id=UMOJA, now=NOW),
    "money": partial(money_of, chama_id=UMOJA),
    "asked": partial(asked_of, chama_id=UMOJA, address=OTIENO.phone),
    "passbook": lambda c: passbook(c, ACHIENG.code, "KES", book_at(c, UMOJA, NOW)),
    "round sheet": lambda c: round_sheet(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "matrix": lambda c: matrix(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW), None, TODAY),
    "arrears": lambda c: arrears(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "cash book": lambda c: cash_book(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "ties": lambda c: ties(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "funds": lambda c: funds(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "fines": lambda c: fines_of(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "welfare": lambda c: welfare_book(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "payout slips": lambda c: payout_slips(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "what comes": lambda c: next_round(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "what is open": lambda c: open_matters(c, book_at(c, UMOJA, NOW)),
    "people": lambda c: people_over_time(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "meetings": lambda c: meetings(c, load_group(c, UMOJA), book_at(c, UMOJA, NOW)),
    "chain": lambda c: list(chain(c, book_at(c, UMOJA, NOW))),
    "personal": lambda c: personal(c, book_at(c, UMOJA, NOW)),
    "proposals then": lambda c: proposals_at(c, book_at(c, UMOJA, NOW)),
    "statements": lambda c: statements(c, book_at(c, UMOJA, NOW)),
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
        _let_others_vote(connection)
        connection.execute(sa.text("ANALYZE"))
    yield stage
    engine.dispose()
    databases.drop(url)


def _let_others_vote(connection: sa.Connection) -> None:
    """Proposals of the other groups that are over, each with an answer."""
    of = connection.execute(sa.select(tables.proposal).limit(1)).one()._asdict()
    del of["id"]
    over = {**of, "state": "done"}
    put = [
        {**over, "chama_id": n % OTHERS + 3, "number": n + 1, "key": str(n)}
        for n in range(50 * OTHERS)
    ]
    connection.execute(sa.insert(tables.proposal), put)
    own = tables.proposal.c.chama_id > UMOJA + 1
    ids = connection.execute(sa.select(tables.proposal.c.id).where(own)).scalars()
    answers = [{"proposal_id": one, "member": "M01", "agrees": True, "said_at": NOW} for one in ids]
    connection.execute(sa.insert(tables.vote), answers)


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
