"""The lines of the book as a view gives them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.views.postings import postings
from chama.journal import Account
from tests.views.groups import AMANI, UMOJA


@pytest.mark.parametrize("chama_id", [UMOJA, AMANI])
def test_the_lines_add_up_to_the_balances(connection: sa.Connection, chama_id: int) -> None:
    sums: dict[Account, int] = {}
    for row in postings(connection, chama_id):
        account = Account.parse(row.fund, row.account)
        sums[account] = sums.get(account, 0) + row.amount.cents
    stored = book.balances(connection, chama_id)
    assert stored
    assert {account: cents for account, cents in sums.items() if cents} == stored


def test_each_entry_adds_up_to_nothing(connection: sa.Connection) -> None:
    sums: dict[tuple[str, int], int] = {}
    for row in postings(connection):
        sums[row.chama, row.seq] = sums.get((row.chama, row.seq), 0) + row.amount.cents
    assert {chama for chama, _ in sums} == {"Umoja", "Amani"}
    assert set(sums.values()) == {0}
