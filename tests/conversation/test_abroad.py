"""A club that counts in pounds and collects shillings at home, through the whole bot."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest

from bot.export import export
from bot.store.database import open_engine
from bot.store.verify import verify
from tests.conversation.proposals.stories import ABROAD
from tests.conversation.thames import (
    CHAIR,
    MEMBER,
    SECRETARY,
    TREASURER,
    TWELVE,
    announce,
    balances,
    found,
    paid_by,
    say,
    shillings,
    told,
)
from tests.transcripts import Stage


@pytest.fixture
def stage(checked: Stage) -> Stage:
    return found(checked)


def test_totals_are_never_added_across_currencies(stage: Stage) -> None:
    announce(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    assert (
        told(say(stage, MEMBER, "round"), MEMBER)
        .split("\n")[0]
        .endswith("GBP 60 of GBP 720, 1 of 12 have paid.")
    )
    statement = told(say(stage, MEMBER, "statement"), MEMBER)
    assert "GBP 60 (KES 9,900) UKN1AB2C01" in statement
    assert "Total: GBP 60" in statement
    assert "9,960" not in statement


def test_each_line_of_an_export_has_the_currency_of_its_fund(stage: Stage) -> None:
    announce(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    out = io.StringIO()
    export(stage.engine, "postings", out)
    lines = [line.split(",") for line in out.getvalue().splitlines()]
    assert [line[3:] for line in lines[-4:]] == [
        ["kes", "collector:C2", "9900.00", "KES"],
        ["kes", "exchange", "-9900.00", "KES"],
        ["rotation", "exchange:KES", "60.00", "GBP"],
        ["rotation", "dues:M04:1.1", "-60.00", "GBP"],
    ]
    out = io.StringIO()
    export(stage.engine, "entries", out)
    assert "9900.00,KES,UKN1AB2C01" in out.getvalue()
    out = io.StringIO()
    export(stage.engine, "exchanges", out)
    assert "60.00,GBP,9900.00,KES,GBP 1 = KES 165," in out.getvalue()


def test_a_payment_at_a_rate_is_undone_as_it_was_recorded(stage: Stage) -> None:
    announce(stage)
    before = balances(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "11,550"))
    say(stage, TREASURER, "undo UKN1AB2C01")
    for officer in (CHAIR, SECRETARY):
        say(stage, officer, "yes")
    assert balances(stage) == before


def test_a_payment_at_a_rate_moves_to_another_in_its_own_currency(stage: Stage) -> None:
    announce(stage)
    other = TWELVE[4]
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    say(stage, TREASURER, f"UKN1AB2C01 is for {other.name.split()[0]}")
    arrived = say(stage, CHAIR, "yes")
    assert "KES 9,900 = GBP 60" in told(arrived, other)
    held = balances(stage)
    assert held[f"rotation dues:{MEMBER.code}:1.1"] == 6_000
    assert f"rotation dues:{other.code}:1.1" not in held


def test_mpesa_takes_back_a_payment_at_a_rate_whole_and_never_in_part(stage: Stage) -> None:
    announce(stage)
    before = balances(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    paid = balances(stage)
    taken = (
        "UKN9RV8S01 Confirmed. Transaction UKN1AB2C01 has been reversed on 23/11/26 at 9:30 AM and "
        "Ksh{}.00 is debited from your M-PESA account. New M-PESA account balance is Ksh2,600.00."
    )
    say(stage, TREASURER, taken.format("5,000"))
    say(stage, CHAIR, "yes")
    assert balances(stage) == paid
    say(stage, TREASURER, taken.format("9,900"))
    say(stage, CHAIR, "yes")
    assert balances(stage) == before


def test_shillings_of_an_unpayable_currency_wait_and_the_clause_is_named(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    stage = Stage(engine)
    closed = ABROAD.replace('currencies = ["KES"]', "currencies = []")
    found(stage, closed)
    arrived = say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    assert "(clause 15.2)" in told(arrived, MEMBER)
    arrived = say(stage, TREASURER, "RATE KES 165")
    assert "(clause 15.2)" in told(arrived, TREASURER)
    assert list(verify(engine)) == []
    engine.dispose()


def test_a_claim_in_shillings_is_no_claim_of_so_many_pounds(stage: Stage) -> None:
    sent = (
        "UKN1AB2C01 Confirmed. Ksh60.00 sent to WANJIRU KAMAU 0712000001 on 23/11/26 at 8:15 AM. "
        "New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh0.00."
    )
    assert "KES 60" in told(say(stage, MEMBER, sent), MEMBER)
    balance = told(say(stage, MEMBER, "balance"), MEMBER)
    assert "GBP 60" in balance
    assert "Waiting to be confirmed: UKN1AB2C01." in balance


def test_money_that_waits_is_listed_in_its_own_currency(stage: Stage) -> None:
    say(stage, TREASURER, shillings(1, "ROSE AKOTH 0798***321", "9,900"))
    arrived = say(stage, CHAIR, "open questions")
    assert "KES 9,900" in told(arrived, CHAIR)
    assert "GBP 9,900" not in told(arrived, CHAIR)


def test_a_holder_elsewhere_decides_as_ever(stage: Stage) -> None:
    """The treasurer's own shillings are credited by nobody but others."""
    announce(stage)
    say(stage, TREASURER, paid_by(TREASURER, 1, "9,900"))
    assert f"rotation dues:{TREASURER.code}:1.1" in balances(stage)
    say(stage, CHAIR, "yes")
    assert f"rotation dues:{TREASURER.code}:1.1" not in balances(stage)


def test_where_money_lies_is_said_in_its_own_currency(stage: Stage) -> None:
    announce(stage)
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    places = told(say(stage, MEMBER, "who holds cash?"), MEMBER)
    assert "Thames has GBP 0 by the book." in places
    assert "Wanjiru Kamau (phone): KES 9,900" in places


def test_welfare_is_never_paid_in_shillings(stage: Stage) -> None:
    announce(stage)
    say(stage, MEMBER, "9900 for welfare")
    say(stage, TREASURER, paid_by(MEMBER, 1, "9,900"))
    assert not [name for name in balances(stage) if name.startswith("welfare")]
    assert f"rotation dues:{MEMBER.code}:1.1" not in balances(stage)


@pytest.mark.parametrize(("amount", "is_spared"), [("9,900", True), ("9,800", False)])
def test_shillings_that_were_in_time_take_their_fine_back(
    sqlite_url: str, amount: str, is_spared: bool
) -> None:
    engine = open_engine(sqlite_url)
    stage = Stage(engine)
    found(stage, f"[fines]\nlate = 5\n{ABROAD}", starts=date(2026, 11, 23), rotation="due = 2\n")
    announce(stage)
    stage.move_clock(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    fine = f"general fines:{MEMBER.code}:1.1"
    assert balances(stage)[fine] == 500
    say(stage, TREASURER, paid_by(MEMBER, 1, amount))
    assert (fine not in balances(stage)) == is_spared
    assert list(verify(engine)) == []
    engine.dispose()
