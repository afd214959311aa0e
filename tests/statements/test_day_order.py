"""Days that may be read two ways: the receipts, whose letters name their day, settle it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from chama.receipts.model import NAIROBI
from chama.statements import DamagedStatement, Statement, read
from chama.statements.values import is_month_first, time_of

HEADING = "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance"


def _read(folder: Path, *rows: tuple[str, str], above: str = "") -> Statement:
    lines = [
        f'{receipt},"{time}",Funds received from - 2547******003 ACHIENG,Completed,100.00,,{n}00.00'
        for n, (receipt, time) in enumerate(rows, start=1)
    ]
    file = folder / "statement.csv"
    file.write_bytes("\n".join([*filter(None, [above]), HEADING, *lines]).encode())
    return read(file)


@pytest.mark.parametrize(
    ("rows", "want"),
    [
        ([("UK51AS27AB", "11/5/2026 13:00")], True),
        ([("UK51AS27AB", "5/11/2026 13:00")], False),
        ([("UK51AS27AB", "11/6/2026 00:10")], True),  # a minute after midnight
        ([("UK51AS27AB", "2026-11-05 13:00")], False),
        ([("UKN1AS27AB", "11/23/2026 13:00"), ("XX", "1/2/2026 13:00")], True),
        ([("UKN1AS27AB", "23/11/2026 13:00"), ("XX", "1/2/2026 13:00")], False),
        ([("S123456789", "5/6/2026 13:00")], False),  # says nothing of its day
        ([("UK51AS27AB", "3/4/2026 13:00")], False),  # fits neither: worth no refusal
        ([("UKB1AS27AB", "11/11/2026 13:00")], False),
        ([], False),
    ],
)
def test_the_order_of_day_and_month_is_the_files(rows: list[tuple[str, str]], want: bool) -> None:
    assert is_month_first(rows) is want


def test_a_whole_file_is_read_in_its_order(tmp_path: Path) -> None:
    found = _read(tmp_path, ("UK51AS27AB", "11/5/2026 13:00"), ("ZZZZ1AS27A", "11/6/2026 13:00"))
    assert [one.occurred_at.date() for one in found.transactions] == [
        date(2026, 11, 5),
        date(2026, 11, 6),
    ]


def test_rows_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedStatement, match="UK51AS27AB and UK61AS27AB contradict"):
        _read(tmp_path, ("UK51AS27AB", "5/11/2026 13:00"), ("UK61AS27AB", "11/6/2026 13:00"))


def test_a_period_in_which_the_rows_do_not_lie_is_not_believed(tmp_path: Path) -> None:
    above = "Time Period:,From,11/1/2026 00:00:00,To,12/5/2026 23:59:59"
    found = _read(tmp_path, ("UK51AS27AB", "11/5/2026 13:00"), above=above)
    assert (found.covers_from, found.covers_to) == (date(2026, 11, 5),) * 2
    assert not found.is_whole_days


@pytest.mark.parametrize("between", ["\n", "\r\n", "  ", " \n "])
def test_a_time_may_be_broken_over_lines(between: str, tmp_path: Path) -> None:
    at = datetime(2026, 11, 23, 20, 11, 48, tzinfo=NAIROBI)
    assert time_of(f"2026-11-23{between}20:11:48") == at
    (found,) = _read(tmp_path, ("UKN1AS08AB", f"2026-11-23{between}20:11:48")).transactions
    assert found.occurred_at == at
