"""SMS go to phone numbers, and a long text that a carrier wrapped is read as it was written."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms import SHORTEST_WRAPPED, refuse_without_number, unwrapped_text
from bot.messages import Remedy, SendError

LONG_TEXT = "TKM4A1B2C3 Confirmed. You have received Ksh500.00 from JOHN OTIENO 0712345678 today."


def wrapped(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("delivered", "text"),
    [
        pytest.param(wrapped(LONG_TEXT), LONG_TEXT, id="wrapped"),
        pytest.param(f" {wrapped(LONG_TEXT)}\r\n", LONG_TEXT, id="wrapped, with spaces around"),
        pytest.param(wrapped(LONG_TEXT + " 🎉 é"), LONG_TEXT + " 🎉 é", id="wrapped utf-8"),
        pytest.param(wrapped(LONG_TEXT + "\x00"), LONG_TEXT, id="wrapped NUL"),
        pytest.param(LONG_TEXT, LONG_TEXT, id="plain"),
        pytest.param(wrapped("salio tafadhali"), wrapped("salio tafadhali"), id="short"),
        pytest.param("a" * 80, "a" * 80, id="one long word"),
        pytest.param("7" * 80, "7" * 80, id="one long number"),
        pytest.param(wrapped("\x01" * 60), wrapped("\x01" * 60), id="control characters"),
        pytest.param(wrapped("ж" * 40), wrapped("ж" * 40), id="hardly any ascii"),
        pytest.param(wrapped(LONG_TEXT)[:-1], wrapped(LONG_TEXT)[:-1], id="cut off"),
        pytest.param("  salio ", "  salio ", id="spaces stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_text_is_unwrapped_only_when_it_was_wrapped(delivered: str, text: str) -> None:
    assert unwrapped_text(delivered) == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=SHORTEST_WRAPPED))
def test_every_long_ascii_text_survives_its_wrapping(text: str) -> None:
    assert unwrapped_text(wrapped(text)) == text


@given(st.text())
def test_texts_with_a_space_are_never_touched(text: str) -> None:
    assert unwrapped_text(f"a {text} b") == f"a {text} b"


@pytest.mark.parametrize("address", ["+254712345678", "+447700900123", "+14155550100"])
def test_a_number_can_be_reached(address: str) -> None:
    refuse_without_number(address)


@pytest.mark.parametrize(
    "address",
    ["", "0712345678", "254712345678", "22384", "MPESA", "whatsapp:KE.135", "+254712345678\n"],
)
def test_anything_else_cannot_be_reached_by_sms(address: str) -> None:
    with pytest.raises(SendError) as failed:
        refuse_without_number(address)
    assert failed.value.remedy is Remedy.GIVE_UP
    assert address not in str(failed.value) or address == ""
