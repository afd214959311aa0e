"""A group that joins in the middle of a cycle brings along what members had paid and owed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.database import reading
from bot.store.verify import verify
from chama.constitution import ConstitutionError
from tests.builders import BARAKA, rules
from tests.transcripts import Stage


def brought(engine: sa.Engine, units: int) -> tuple[Stage, dict[str, int]]:
    """Umoja, of whom Baraka brings so much along, and its accounts."""
    stage = Stage(engine)
    stage.found(rules(more=f"opening = {units}\n"))
    stage.deliver()
    with reading(engine) as connection:
        balances = book.balances(connection, 1)
    assert list(verify(engine)) == []
    return stage, {account.code: cents for account, cents in balances.items()}


@pytest.mark.parametrize(
    ("units", "accounts", "answer"),
    [
        pytest.param(
            1_500, {"collector:C1": 150_000, "advance:M04": -50_000, "dues:M04:1.1": 0},
            "nothing left to pay", id="paid-ahead-pays-the-round-that-runs",
        ),
        pytest.param(
            -700, {"dues:M04": 70_000, "opening": -70_000, "dues:M04:1.1": 100_000}, "KES 1,700",
            id="owed-from-before",
        ),
        pytest.param(0, {"opening": 0, "dues:M04:1.1": 100_000}, "KES 1,000", id="nothing"),
    ],
)  # fmt: skip
def test_what_is_brought_along(
    engine: sa.Engine, units: int, accounts: dict[str, int], answer: str
) -> None:
    stage, balances = brought(engine, units)
    assert {code: balances.get(code, 0) for code in accounts} == accounts
    stage.say(BARAKA, "balance")
    assert any(answer in one.text for one in stage.deliver())


ABROAD = """
[abroad]
currencies = ["USD"]
[[collectors]]
kind = "phone"
name = "Wanjiru Kamau"
phone = "0712000001"
currency = "USD"
"""
AT_HOME = """
[[collectors]]
kind = "till"
name = "Umoja Till"
phone = "0712000001"
number = "5123456"
"""


@pytest.mark.parametrize("units", [500, -500])
def test_it_lies_where_the_groups_own_money_arrives(engine: sa.Engine, units: int) -> None:
    stage = Stage(engine)
    stage.found(rules(more=f"opening = {units}\n{ABROAD}{AT_HOME}"))
    with reading(engine) as connection:
        balances = book.balances(connection, 1)
    assert list(verify(engine)) == []
    places = {one.code: one.fund for one in balances if one.kind.meaning.is_money}
    assert places == ({"collector:C2": "rotation"} if units > 0 else {})


@pytest.mark.parametrize("units", [500, -500])
def test_without_such_a_place_the_file_is_refused(units: int) -> None:
    with pytest.raises(ConstitutionError) as refused:
        rules(more=f"opening = {units}\n{ABROAD}")
    (fault,) = refused.value.faults
    assert f"opening = {units}: no table [[collectors]] takes KES" in fault
    assert "Add one that does." in fault
    assert rules(more=ABROAD).members[-1].opening == 0


def test_what_was_owed_from_before_is_paid_first(engine: sa.Engine) -> None:
    stage, _ = brought(engine, -700)
    stage.say("+254712000001", (
        "UKN1AB2C01 Confirmed.You have received Ksh1,000.00 from BARAKA MWANGI 0712000004 on "
        "23/11/26 at 8:15 AM New M-PESA balance is Ksh12,500.00."
    ))  # fmt: skip
    with reading(engine) as connection:
        balances = {one.code: cents for one, cents in book.balances(connection, 1).items()}
    assert ("dues:M04" in balances, balances["dues:M04:1.1"]) == (False, 70_000)
