"""Some weeks of each kind of group, played by a seed: every law holds after every day.

tests/fuzz/fuzz_years.py plays whole years for as long as it is told to.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.store.database import open_engine
from chama.constitution import Constitution
from tests.years.driver import Year
from tests.years.groups import GROUPS

DAYS = 25


@pytest.mark.parametrize(("name", "rules"), GROUPS.items(), ids=list(GROUPS))
def test_every_law_holds_after_every_day(
    sqlite_url: str, name: str, rules: Callable[[], Constitution]
) -> None:
    year = Year(open_engine(sqlite_url), rules(), f"test/{name}")
    assert year.play(DAYS) == []
    assert year.counts["payments"] > 0
    year.engine.dispose()
