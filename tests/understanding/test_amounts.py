"""Amounts as people write them: read rightly, asked about, or not read; never wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import understand
from bot.understanding.amounts import LARGEST

READ = [
    ("Ksh1,000", 1000), ("KES1,000", 1000), ("sh1,000", 1000), ("Kshs1,500/=", 1500),
    ("Kshs. 1,500", 1500), ("Ksh.500", 500), ("ksh 2k", 2000), ("KES 1,000.00", 1000),
    ("1 000", 1000), ("1 500", 1500), ("12 500", 12_500), ("1 500 000", 1_500_000),
    ("100 000", 100_000), ("1500/-", 1500), ("500/=", 500), ("500bob", 500), ("50 bob", 50),
    ("2k na 500", 2500), ("2k and 500", 2500), ("elfu 2 na 500", 2500), ("1.5k", 1500),
    ("2 elfu na mia tano", 2500), ("elfu moja mia tano", 1500), ("elfu moja na mia tano", 1500),
    ("hamsini elfu", 50_000), ("kumi elfu", 10_000), ("kumi na tano elfu", 15_000),
    ("elfu hamsini", 50_000), ("laki moja", 100_000), ("laki moja na nusu", 150_000),
    ("laki 2 na elfu 50", 250_000), ("nusu laki", 50_000), ("elfu mbili na robo", 2250),
    ("elfu mbili unusu", 2500), ("thao", 1000), ("thao mbili", 2000), ("thao na punch", 1500),
    ("soo", 100), ("soo tano", 500), ("soo tano na hamsini", 550), ("punch", 500),
    ("1m", 1_000_000), ("5oo/=", 500), ("1,5oo/=", 1500), ("2,ooo/=", 2000), ("10oo", 1000),
    ("2 thou", 2000), ("the thousand", 1000), ("hundred bob", 100), ("5hundred", 500),
    ("five handred", 500), ("mbao", 20), ("soo na mbao", 120), ("elfu moja kwanza", 1000),
    ("15k 4 new tyres", 15_000), ("2,000 and half of it is mine", 2000), ("thao moja unusu", 1500),
    ("mia tano bob", 500), ("@500", 500), ("KES1000.00", 1000), ("Kshs. 3,000/-", 3000),
    ("1000, am sure", 1000), ("i wnt 2 pay my 1000", 1000), ("4 lon 5000", 5000),
    ("5 thousand 5 hundred", 5500), ("two thousand five hundred", 2500), ("fifteen hundred", 1500),
    ("hamsini elfu mia tano", 50_500), ("٥٠٠", 500), ("５００", 500), ("1,000", 1000),
    ("ksh 12.50", Decimal("12.50")), ("20 thousand", 20_000), ("mia saba hamsini", 750),
    ("one and a half thousand", 1500), ("2 and a half thousand", 2500), ("half a thousand", 500),
    ("two and a half hundred", 250), ("elfu moja na nusu", 1500), ("a thousand and a half", 1500),
]  # fmt: skip
UNCLEAR = [
    ("1.000", {1000, 1}), ("2.500", {2500, Decimal("2.5")}), ("2k 500", {2500, 2000}),
    ("mia tano elfu moja", {1500, 500_000}), ("elfu mbili na tano", {2005, 2500}),
    ("500 600", {500_600, 500}), ("kumi elfu mbili", {10_002, 2000}),
    ("500 or 600", {500, 600}), ("500 ama 600", {500, 600}), ("500 bob au 600 bob", {500, 600}),
    ("kati ya 500 na 600", {500, 600}), ("between ksh 500 and 600", {500, 600}),
    ("1000 na 500", {1000, 1500}), ("200 x 5", {200, 1000}), ("half of 2000", {2000, 1000}),
    ("nusu ya elfu mbili", {2000, 1000}), ("mbao mbili", {40, 22}), ("finje nne", {200, 54}),
    ("soo mbeli", {200, 100}), ("elfu tanu", {5000, 3000, 1000}),
    ("500 mara mbili", {1000, 500}),
    ("20 na nusu", {20, Decimal("20.5")}), ("60 and a half", {60, Decimal("60.5")}),
]  # fmt: skip
UNREAD = [
    "4 joy", "2 de treasurer", "forty minutes", "thirty years", "5o", "jeti", "1k5",
    "99999999999999999999", "9223372036854775807", "10000000000", "-500", "- 0", "0.001", "1e400",
    "1e5", "1,00", "10,00", "1.2345", "500-600", "12/11/26", "minus 500", "0", "1.234.567",
    "99,999,999,999,999,999,999.00", "Ksh -500", "3,4", "500x",
    "1½", "½", "500¾", "5²", "10³", "1⅓", "1,000.005", "H₂0",
]  # fmt: skip


@pytest.mark.parametrize(("written", "amount"), READ)
def test_it_is_read(written: str, amount: object) -> None:
    found = understand(f"nimelipa {written}")
    assert found.slots.get("amount") == amount
    assert understand(f"I gave Otieno {written} cash").slots.get("amount") == amount


@pytest.mark.parametrize(("written", "readings"), UNCLEAR)
def test_what_can_mean_two_amounts_is_asked_about(written: str, readings: set[object]) -> None:
    found = understand(f"I gave Otieno {written} cash")
    assert "amount" not in found.slots
    assert set(found.slots["unclear_amount"]) == readings  # type: ignore[call-overload]
    assert not found.sure


@pytest.mark.parametrize("written", UNREAD)
def test_what_is_no_amount_is_not_read_in_part(written: str) -> None:
    found = understand(f"I gave Otieno {written} cash")
    assert "amount" not in found.slots


@given(st.integers(1, LARGEST))
def test_every_dress_of_a_number_is_the_same_amount(amount: int) -> None:
    dresses = [f"{amount}", f"{amount:,}", f"Ksh{amount:,}", f"KES {amount}", f"{amount:,}/=",
               f"{amount} bob", f"{amount:,}.00"]  # fmt: skip
    for dress in dresses:
        assert understand(f"nimempa Otieno {dress} cash").slots.get("amount") == amount, dress


@given(st.integers(1, 99), st.integers(1, 9))
def test_thousands_and_hundreds_add_up(thousands: int, hundreds: int) -> None:
    amount = thousands * 1000 + hundreds * 100
    for dress in (
        f"{thousands}k na {hundreds}00",
        f"elfu {thousands} na {hundreds}00",
        f"{thousands} elfu na mia {hundreds}",
        f"{thousands} thousand {hundreds} hundred",
        f"{thousands} {hundreds}00",
    ):
        assert understand(f"nimelipa {dress}").slots.get("amount") == amount, dress


@given(st.text("0123456789.,- kKeE/=", min_size=1, max_size=14))
def test_an_amount_is_never_part_of_something_longer(written: str) -> None:
    """What is read of odd figures is money of whole cents, below the largest there is."""
    amount = understand(f"nimelipa {written}").slots.get("amount")
    assert amount is None or (
        isinstance(amount, int | Decimal) and 0 < amount <= LARGEST and amount * 100 % 1 == 0
    )
