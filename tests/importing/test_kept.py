"""What was read of a statement is kept as JSON and comes back the same."""

from __future__ import annotations

import json

import pytest

from bot.importing.kept import as_kept, as_read
from chama.statements import read
from tests.importing.statements import DATA


@pytest.mark.parametrize("name", ["statement-org.csv", "statement-customer.txt"])
def test_a_statement_comes_back_the_same(name: str) -> None:
    statement = read(str(DATA / name))
    assert as_read(json.loads(json.dumps(as_kept(statement)))) == statement
