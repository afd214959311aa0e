"""One spelling for a phone number, and one way to hide it."""

from __future__ import annotations

import pytest

from chama.phones import PhoneError, mask, to_e164


@pytest.mark.parametrize(
    "text",
    [
        "0712345678",
        "712345678",
        "254712345678",
        "+254712345678",
        "+254 712 345 678",
        "0712-345-678",
        "(0712) 345678",
        "00254712345678",
        "000254712345678",
        "  0712345678 ",
    ],
)
def test_every_spelling_of_a_kenyan_number(text: str) -> None:
    assert to_e164(text) == "+254712345678"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0110991918", "+254110991918"),
        ("+256712345678", "+256712345678"),
        ("+447911123456", "+447911123456"),
        ("00447911123456", "+447911123456"),
    ],
)
def test_other_numbers(text: str, number: str) -> None:
    assert to_e164(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22141",
        "MPESA",
        "07123456",
        "071234567",
        "07123456789",
        "0712***345",
        "0712345678x",
        "٠٧١٢٣٤٥٦٧٨",
        "whatsapp:+254712345678",
        "+999712345678",
    ],
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(PhoneError, match="is not a phone number"):
        to_e164(text)


@pytest.mark.parametrize(
    ("address", "masked"),
    [("+254712345678", "+25471***678"), ("22141", "***"), ("", "***"), ("KE.12345", "***")],
)
def test_a_log_sees_the_ends_only(address: str, masked: str) -> None:
    assert mask(address) == masked
