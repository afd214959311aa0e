"""No text becomes a formula, and no number is spoiled by the caution."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.cells import safe, without_controls

FORMULAS = {
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1)",
    "pipe": "|calc",
    "dde": "=cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "line": "\n=1+1",
    "blank": " =1+1",
    "nul": "\x00=1+1",
    "no-break": "\u00a0=1+1",
    "zero-width": "\u200b=1+1",
    "joiner": "\u2060=1+1",
    "mark": "\ufeff=1+1",
    "full-width": "＝1+1",
    "full-width-at": "＠SUM(A1)",
    "small-plus": "﹢1+1",
    "version": "-1.2.3",
    "several": " \t\u200b\u00a0=1",
}
PLAIN = {
    "name": "Achieng Atieno",
    "apostrophe": "Ng'ang'a",
    "negative": "-5.00",
    "signed": "+5",
    "phone": "+254712000001",
    "inside": "a=b",
    "masked": "0712***003",
    "empty": "",
    "blank": " ",
    "quote": '"=1"',
}


@pytest.mark.parametrize("text", FORMULAS.values(), ids=list(FORMULAS))
def test_what_a_spreadsheet_could_run_is_quoted(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN.values(), ids=list(PLAIN))
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(text=st.text())
def test_what_was_made_safe_is_safe(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    assert safe(text).removeprefix("'") == text.removeprefix("'")


@given(text=st.text())
def test_control_characters_go_and_nothing_else(text: str) -> None:
    kept = without_controls(text)
    assert kept == "".join(one for one in text if one in "\t\n\r" or one >= " ")
