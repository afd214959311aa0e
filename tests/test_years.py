"""Some weeks of each kind of group, played by a seed: every law holds after every day; calm years.

tests/fuzz/fuzz_years.py plays whole years for as long as it is told to.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.store.database import open_engine
from chama import entries, pots
from chama.constitution import CollectorKind, Constitution
from tests.years import show
from tests.years.driver import Year
from tests.years.groups import GROUPS
from tests.years.laws import broken, read

DAYS = 25


@pytest.mark.parametrize(("name", "rules"), GROUPS.items(), ids=list(GROUPS))
def test_every_law_holds_after_every_day(
    sqlite_url: str, name: str, rules: Callable[[], Constitution]
) -> None:
    year = Year(open_engine(sqlite_url), rules(), f"test/{name}")
    assert year.play(DAYS) == []
    assert year.counts["payments"] > 0
    year.engine.dispose()


@pytest.mark.parametrize("name", ["merry-go-round", "diaspora"])
def test_in_a_calm_year_the_book_has_what_is_on_the_phone_to_the_cent(name: str) -> None:
    year = show.GROUPS[name]()
    assert broken(year.engine) == []
    found = read(year.engine, 1)
    phone = next(one for one in found.group.collectors if one.kind is CollectorKind.PHONE)
    on_phone = year.float.units - show.OWN_ON_THE_PHONE
    assert entries.lies_in(found.balances, phone.place) == 100 * on_phone
    assert pots.payables(found.balances) == []
    year.engine.dispose()
