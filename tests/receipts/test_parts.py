"""The small parts: dates in codes, amounts, dates and clocks as printed, one spelling."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.receipts import fields
from chama.receipts.codes import (
    date_in_code,
    is_old_code,
    look_of,
    looks_like_code,
    spelt_as_code,
)
from chama.receipts.line_marks import without_line_marks
from chama.receipts.normalise import normalise
from chama.receipts.spelling import respelt

CODES = {
    "UGTF53TJ94": date(2026, 7, 29),
    "RIP0000000": date(2023, 9, 25),
    "SL1ABCDEFG": date(2024, 12, 1),
    "JAV1234567": date(2015, 1, 31),
    "UBU1234567": None,  # 30 February
    "IA11234567": None,  # 2014: codes held no date
    "UM11234567": None,  # no thirteenth month
    "UA01234567": None,
    "0730053160": None,
    "U": None,
}


@pytest.mark.parametrize(("code", "want"), CODES.items(), ids=CODES)
def test_a_code_begins_with_its_date(code: str, want: date | None) -> None:
    assert date_in_code(code) == want


SPELLINGS = {
    "UAR1AB2C01": "UAR1AB2C01",
    " uar1 ab2c01.": "UAR1AB2C01",
    "UAR1\u200bAB2C01": "UAR1AB2C01",
    "\u0406AR\u0661AB2C01": "IAR1AB2C01",  # a Ukrainian I, an Arabic 1
    "UAR1-AB2C01": "UAR1AB2C01",
    "(ft 1/11)": "FT1/11",  # not M-Pesa's: its signs may count
    "UKN1": "UKN1",
    " .-_ ": "",
    "": "",
}


@pytest.mark.parametrize(("written", "code"), SPELLINGS.items(), ids=map(ascii, SPELLINGS))
def test_a_code_has_one_spelling(written: str, code: str) -> None:
    assert spelt_as_code(written) == code
    assert spelt_as_code(code) == code


def test_codes_look_alike_to_a_hurried_eye() -> None:
    assert look_of("UARIAB2CO1") == look_of("uar1ab2c01") != look_of("UAR2AB2C01")


def test_codes_from_before_2015_have_their_own_shape() -> None:
    assert is_old_code("DT85TH896")
    assert not is_old_code("UFG6G77J1")
    assert not is_old_code("OG32CC373")


@pytest.mark.parametrize(
    ("token", "want"),
    [
        ("UGTF53TJ94", True),
        ("UGFDLBONAZ", True),
        ("UFG6G77J1", True),
        ("ASANTE", False),
        ("KSH500", False),
        ("KES2000", False),
    ],
)
def test_what_may_be_meant_as_a_code(token: str, want: bool) -> None:
    assert looks_like_code(token) is want


AMOUNTS = {
    "1,234.00": (True, 123_400),
    "250": (True, 25_000),
    "7500.0": (True, 750_000),
    "250.00.": (True, 25_000),
    "0.00": (True, 0),
    "10,000,00": (False, 1_000_000),
    "1.000.00": (False, 100_000),
    "1,0000.00": (False, 1_000_000),
    "1O,OOO.00": (False, 1_000_000),
    "-500.00": (False, -50_000),
    "0500.00": (False, 50_000),
    "1,000.005": (False, 100_000),
    "12,345.67890": (False, 1_234_567),
}


@pytest.mark.parametrize(("printed", "want"), AMOUNTS.items(), ids=AMOUNTS)
def test_amount_is_read_and_judged(printed: str, want: tuple[bool, int]) -> None:
    assert (fields.is_well_formed(printed), fields.money(printed).cents) == want


@given(st.integers(min_value=0, max_value=10**12))
def test_amounts_as_mpesa_prints_them_come_back(cents: int) -> None:
    printed = f"{cents // 100:,}.{cents % 100:02}"
    assert fields.is_well_formed(printed)
    assert fields.money(printed).cents == cents


@pytest.mark.parametrize(
    ("printed", "is_month_first", "code_date", "want"),
    [
        ("3/8/26", False, None, date(2026, 8, 3)),
        ("03/08/2026", False, None, date(2026, 8, 3)),
        ("2026-08-03", False, None, date(2026, 8, 3)),
        ("09/15/2026", True, None, date(2026, 9, 15)),
        ("07/11/2026", True, date(2026, 7, 11), date(2026, 7, 11)),
        ("11/07/2026", True, date(2026, 7, 11), date(2026, 7, 11)),
        ("30-DEC-25", False, None, date(2025, 12, 30)),
        ("5 JULY 2025", False, None, date(2025, 7, 5)),
        ("5 JULY, 2025", False, None, date(2025, 7, 5)),
        ("31 JUN 2025", False, None, None),
        ("31/2/26", False, None, None),
        ("9/15/26", False, None, None),
    ],
)
def test_day_is_read_in_the_providers_order_unless_the_code_says_otherwise(
    printed: str, is_month_first: bool, code_date: date | None, want: date | None
) -> None:
    assert fields.day(printed, is_month_first=is_month_first, code_date=code_date) == want


@pytest.mark.parametrize(
    ("printed", "want"),
    [
        ("3:45 PM", time(15, 45)),
        ("12:04 AM", time(0, 4)),
        ("12:30 PM", time(12, 30)),
        ("8.02AM", time(8, 2)),
        ("4:15pm", time(16, 15)),
        ("14:16:42", time(14, 16)),
        ("19:13 PM", None),
        ("0:13 AM", None),
        ("9:73 AM", None),
        ("25:00", None),
        ("noon", None),
    ],
)
def test_clock_is_read(printed: str, want: time | None) -> None:
    assert fields.clock(printed) == want


@pytest.mark.parametrize(
    ("printed", "want"),
    [
        ("0712345678", "+254712345678"),
        ("254112345678", "+254112345678"),
        ("+254 712 345 678", "+254712345678"),
        ("0711 111 111", "+254711111111"),
        ("0712***345", None),
        ("071234567", None),
    ],
)
def test_whole_phone_is_e164_and_a_masked_one_is_none(printed: str, want: str | None) -> None:
    assert fields.phone(printed) == want


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a \u00a0 b\u202fc", "a b c"),
        ("> a\n>> b\n\n c", "a\nb\nc"),
        ("NG\u2019ANG\u2018A", "NG'ANG'A"),
        ("\u202aJANE\u202c", "JANE"),
        ("1\u200b0", "10"),
        ("Кsh", "Ksh"),
        ("１０", "10"),
        ("RENÉ", "RENÉ"),
        ("a\r\nb\x0b\x0bc\u2028d", "a\nb\nc\nd"),
        (" a\t b ", "a b"),
        ("STRAßE", "STRASSE"),
        ("[24/10/26, 08:45] Mum: a\n24/10/2026, 08:45 - Treasurer 2: b", "a\nb"),
    ],
)
def test_one_spelling(text: str, shown: str) -> None:
    assert normalise(text).shown == shown


@pytest.mark.parametrize(
    ("text", "hidden", "look_alikes"),
    [
        ("Ksh1\u200b0,000", True, False),
        ("Ksh\u200e10,000", False, False),
        ("from \u202aJANE\u202c 07", False, False),
        ("JA\u200eNE", True, False),
        ("Кsh10", False, True),
        ("NG\u2019ANG'A", False, False),
        ("RENÉ", False, False),
        ("A7:\u202a254712345678\u202c. New", False, False),
        ("9:13\u200ePM", False, False),
        ("TK\ufeff8N", True, False),
        ("18/2\ufeff/24", True, False),
        ("12,000.00\ufe0e from", True, False),
        ("Ksh\u2067500", True, False),
        ("Ksh500" + " " * 60 + "from", True, False),
        ("Ksh500" + " \n" * 60 + "from", True, False),
        ("漢字", False, True),
    ],
)
def test_deceiving_characters_leave_a_trace(text: str, hidden: bool, look_alikes: bool) -> None:
    normal = normalise(text)
    end = len(normal.shown)
    assert (normal.has_hidden(0, end), normal.has_look_alikes(0, end)) == (hidden, look_alikes)


@given(st.text())
def test_folded_text_stays_aligned_with_shown_text(text: str) -> None:
    normal = normalise(text)
    assert len(normal.folded) == len(normal.shown)


LINE_MARKS = {
    "quote": ("> a", "a"),
    "nested quotes": (">> > a", "a"),
    "export with brackets": ("[24/10/26, 08:45:10 AM] Mum: a", "a"),
    "export with a dash": ("24/10/2026, 08:45 - Treasurer 2: a", "a"),
    "forwarded": ("Fwd: a", "a"),
    "part of two": ("1/2 a\n2/2 b", "a\nb"),
    "part in brackets": ("(1/2) a\n[2/2] b", "a\nb"),
    "part in words": ("Part 1 of 2: a\nPart 2: b", "a\nb"),
    "part behind": ("a (1/2)\nb (2/2)", "a\nb"),
    "part on a line of its own": ("1/2\na", "\na"),
    "header, then part": ("Fwd: [24/10/26, 08:45] Mum: 2/2 a", "a"),
    "a date is no part": ("1/2/26 a", "1/2/26 a"),
    "a time is no header": ("5/7/25 3:45 PM New balance is: a", "5/7/25 3:45 PM New balance is: a"),
}


@pytest.mark.parametrize(("text", "want"), LINE_MARKS.values(), ids=LINE_MARKS)
def test_what_programs_put_before_a_line_is_taken_off(text: str, want: str) -> None:
    assert without_line_marks(text) == want


SPELLING = {
    "a letter missing": ("You have recived", "You have received"),
    "a letter added": ("new ballance", "new balance"),
    "letters swapped": ("You have recieved", "You have received"),
    "a wrong letter": ("comfirmed", "confirmed"),
    "Swahili": ("imedhibitishwa umepkea", "imethibitishwa umepokea"),
    "short words": ("nw frm", "new from"),
    "slash and dash": ("confirmed.500/= sent", "confirmed.ksh500 sent"),
    "no currency": ("received 700 from", "received ksh700 from"),
    "a price stays": ("Ksh500/= from", "Ksh500/= from"),
    "cents stay": ("Ksh2,500.00 from", "Ksh2,500.00 from"),
    "names stay": ("JANE SALIM MWANGI", "JANE SALIM MWANGI"),
    "what was hidden stays": ("recei\u200bvd", "receivd"),
}


@pytest.mark.parametrize(("text", "want"), SPELLING.values(), ids=SPELLING)
def test_slips_in_fixed_words_are_put_right(text: str, want: str) -> None:
    assert respelt(normalise(text)).shown == want


@given(st.text(max_size=80))
def test_what_was_put_right_is_remembered(text: str) -> None:
    before = normalise(text)
    after = respelt(before)
    assert (after.shown != before.shown) is bool(after.misspelt)
    assert len(after.shown) == len(after.folded)
