"""How a report is called, and which days it is about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reports.asked import Period, slug


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Umoja", "umoja"),
        ("Umoja Women's Group", "umoja-womens-group"),
        ("Wanjirũ & Kĩmani", "wanjiru-kimani"),
        ("../../etc/passwd", "etc-passwd"),
        ("Group 0712345678", "group"),
        ("آمنة", "chama"),
        ("x" * 60, "x" * 40),
    ],
    ids=["plain", "apostrophe", "accents", "path", "phone", "other-letters", "long"],
)
def test_a_group_s_name_becomes_a_file_s(name: str, called: str) -> None:
    assert slug(name) == called


@pytest.mark.parametrize(
    ("first", "last", "stamp"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "2026-11"),
        (date(2028, 2, 1), date(2028, 2, 29), "2028-02"),
        (date(2026, 12, 1), date(2026, 12, 31), "2026-12"),
        (date(2026, 11, 1), date(2026, 12, 31), "2026-11-01-to-2026-12-31"),
        (date(2026, 11, 3), date(2026, 11, 20), "2026-11-03-to-2026-11-20"),
        (None, date(2026, 11, 27), "2026-11-27"),
    ],
    ids=["month", "leap", "december", "two-months", "days", "beginning"],
)
def test_a_period_has_a_stamp(first: date | None, last: date, stamp: str) -> None:
    assert Period(first, last).stamp == stamp
