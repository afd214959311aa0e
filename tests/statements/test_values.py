"""Amounts, times, dates and receipts as statements print them, and what is none of them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from chama.money import MoneyError
from chama.statements.values import cents_of, dates_in, receipt_of, time_of
from chama.statements.workbook import text_of

AMOUNTS = [
    ("2,325.00", 232_500),
    ("-2,325.00", -232_500),
    ("- 53.00", -5_300),
    ("\N{MINUS SIGN}9.00", -900),
    ("(9.00)", -900),
    ("+9", 900),
    ("KES 500", 50_000),
    ("Ksh1,500.5", 150_050),
    ("KSHS. -20.00", -2_000),
    ("500.0000", 50_000),
    ("0.00", 0),
    ("", None),
    (" - ", None),
]


@pytest.mark.parametrize(("text", "cents"), AMOUNTS, ids=[one[0] for one in AMOUNTS])
def test_an_amount_is_read_to_the_cent(text: str, cents: int | None) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    "text", ["500.001", "1e5", "nan", "five", "1.2.3", "12,34.00", "=5+5", "9" * 400, "--5", "KES"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        cents_of(text)


TIMES = [
    ("14-08-2026 18:20:41", "2026-08-14T18:20:41+03:00"),
    ("2026-08-14 18:20:41", "2026-08-14T18:20:41+03:00"),
    ("2026-08-14T18:20:41.000", "2026-08-14T18:20:41+03:00"),
    ("04/08/2026 8:05", "2026-08-04T08:05:00+03:00"),
    ("14 Aug 2026 06:20 PM", "2026-08-14T18:20:00+03:00"),
    ("14-Aug-2026 12:20:00 am", "2026-08-14T00:20:00+03:00"),
    ("14-08-2026", None),
    ("31-09-2026 10:00", None),
    ("08/14/2026 10:00", None),
    ("14-08-2026 25:00", None),
    ("Completion Time", None),
]


@pytest.mark.parametrize(("text", "expected"), TIMES, ids=[one[0] for one in TIMES])
def test_a_time_is_read_as_nairobis(text: str, expected: str | None) -> None:
    time = time_of(text)
    assert (time and time.isoformat()) == expected


def test_dates_are_found_in_a_text() -> None:
    text = "from 01 Aug 2026 - 15th August 2026, made 2026-08-16 (99 Xyz 2026)"
    assert dates_in(text) == [date(2026, 8, 1), date(2026, 8, 15), date(2026, 8, 16)]


@pytest.mark.parametrize(
    ("text", "receipt"),
    [
        (" uha4k1rn0e ", "UHA4K1RN0E"),
        ("DT85TH896", "DT85TH896"),
        ("Total", None),
        ("0722000214", None),
        ("UHA4K1RN0E-1", None),
        ("ÜHA4K1RN0E", None),
    ],
)
def test_a_receipt_is_capitals_and_digits(text: str, receipt: str | None) -> None:
    assert receipt_of(text) == receipt


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (850060.0, "850060"),
        (1234.1, "1234.1"),
        (-0.05, "-0.05"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e21, "1000000000000000000000"),
        (float("nan"), "nan"),
        (datetime(2026, 8, 14, 18, 20, 41), "2026-08-14 18:20:41"),  # noqa: DTZ001 - as in a cell
        (date(2026, 8, 14), "2026-08-14"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_is_its_exact_text(value: object, text: str) -> None:
    assert text_of(value) == text
