"""Money is whole cents and a currency; nothing inexact gets in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.money import (
    CENTS_PER_UNIT,
    IN_THOUSANDTHS,
    WITHOUT_CENTS,
    Money,
    MoneyError,
    cents_from_units,
    coin_cents,
    minor_digits,
    units_from_cents,
)

CURRENCIES = ("KES", "USD", "GBP", "EUR", "TZS", "ZAR", *sorted(WITHOUT_CENTS))


@pytest.mark.parametrize(
    ("units", "cents"),
    [(500, 50_000), (Decimal("12.50"), 1_250), (Decimal("0.01"), 1), (0, 0), (-3, -300)],
)
def test_units_and_cents(units: int | Decimal, cents: int) -> None:
    assert cents_from_units(units) == cents
    assert units_from_cents(cents) == units


def test_whole_units_are_int_and_print_without_a_fraction() -> None:
    assert isinstance(units_from_cents(1_000_000), int)
    assert f"{units_from_cents(1_000_000):,}" == "10,000"
    assert isinstance(units_from_cents(1_250), Decimal)


@pytest.mark.parametrize(
    "amount",
    [1.5, True, "500", None, Decimal("1.005"), Decimal("NaN"), Decimal("Infinity")],
    ids=repr,
)
def test_what_is_not_an_exact_amount_is_refused(amount: object) -> None:
    with pytest.raises(MoneyError):
        cents_from_units(amount)


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1,234.50", 123_450), ("500", 50_000), (" 7.5 ", 750), ("-20", -2_000), ("0.05", 5)],
)
def test_a_plain_decimal_text_is_read(text: str, cents: int) -> None:
    assert Money.parse(text) == Money(cents)


@pytest.mark.parametrize("text", ["", "1,23", "10,000,00", "1.234", "KES 5", "1e3", "--1", "1 000"])
def test_another_text_is_no_amount(text: str) -> None:
    with pytest.raises(MoneyError, match="is not an amount"):
        Money.parse(text)


@pytest.mark.parametrize(
    ("cents", "currency", "decimal", "said"),
    [
        (123_450, "KES", "1234.50", "KES 1,234.50"),
        (100_000, "KES", "1000.00", "KES 1,000"),
        (-50, "KES", "-0.50", "KES -0.50"),
        (2_005, "GBP", "20.05", "GBP 20.05"),
        (50_000_000, "TZS", "500000.00", "TZS 500,000"),
        (123_400, "UGX", "1234", "UGX 1,234"),
        (-150_000_000, "UGX", "-1500000", "UGX -1,500,000"),
        (0, "RWF", "0", "RWF 0"),
        (100_050, "UGX", "1000.50", "UGX 1,000.50"),
    ],
    ids=lambda value: str(value),
)
def test_how_money_is_written(cents: int, currency: str, decimal: str, said: str) -> None:
    assert Money(cents, currency).decimal == decimal
    assert str(Money(cents, currency)) == said


@pytest.mark.parametrize("currency", sorted(WITHOUT_CENTS))
def test_a_currency_without_cents_has_no_fractions(currency: str) -> None:
    for written in (Decimal("0.5"), Decimal("1000.01")):
        with pytest.raises(MoneyError, match=f"has a fraction, and {currency} has none"):
            Money.of(written, currency)
        with pytest.raises(MoneyError, match=currency):
            Money.parse(str(written), currency)
    assert Money.parse("1,000.00", currency) == Money.of(1000, currency)


@pytest.mark.parametrize("currency", sorted(IN_THOUSANDTHS))
def test_a_currency_of_thousandths_is_refused(currency: str) -> None:
    with pytest.raises(MoneyError, match=f"{currency} counts in thousandths"):
        Money(0, currency)


coins = st.integers(min_value=-(10**13), max_value=10**13)


def _money(coin: int, currency: str) -> Money:
    return Money(coin if minor_digits(currency) else coin * CENTS_PER_UNIT, currency)


@given(coins, st.sampled_from(CURRENCIES))
def test_what_is_written_is_read_as_the_same_amount(coin: int, currency: str) -> None:
    money = _money(coin, currency)
    code, said = str(money).split()
    assert Money.parse(money.decimal, currency) == money
    assert (code, Money.parse(said, currency)) == (currency, money)


@given(coins, st.sampled_from(CURRENCIES), st.integers(min_value=1, max_value=50))
def test_a_split_loses_nothing_and_makes_no_part_of_a_coin(
    coin: int, currency: str, parts: int
) -> None:
    money = _money(coin, currency)
    shares = money.split(parts)
    assert sum(share.cents for share in shares) == money.cents
    assert max(shares).cents - min(shares).cents <= coin_cents(currency)
    assert all(Money.of(share.units, currency) == share for share in shares)


@given(coins, st.sampled_from(CURRENCIES), st.integers(min_value=1, max_value=50))
def test_what_can_be_sent_is_split_into_what_can_be_sent_the_most_to_the_first(
    coin: int, currency: str, parts: int
) -> None:
    shares = Money(coin * coin_cents(currency), currency).split(parts)
    assert all(share.cents % coin_cents(currency) == 0 for share in shares)
    assert shares == sorted(shares, reverse=True)


@given(coins, st.integers(0, 300), st.sampled_from(CURRENCIES), st.integers(1, 50))
def test_no_share_of_more_is_less(cents: int, more: int, currency: str, parts: int) -> None:
    cents, more = (_money(one, currency).cents for one in (cents, more))
    less, greater = (Money(one, currency).split(parts) for one in (cents, cents + more))
    assert all(a <= b for a, b in zip(less, greater, strict=True))


@pytest.mark.parametrize(
    ("currency", "coin"),
    [("KES", 100), ("UGX", 100), ("TZS", 100), ("RWF", 100), ("USD", 1), ("GBP", 1), ("EUR", 1)],
)
def test_mobile_money_sends_whole_shillings(currency: str, coin: int) -> None:
    assert coin_cents(currency) == coin


def test_sums_keep_the_currency_and_refuse_another() -> None:
    assert Money(100) + Money(50) - Money(30) == Money(120)
    assert -Money(5) < Money(0) <= Money(0)
    assert Money(2) > Money(1) >= Money(1)
    assert Money(1)
    assert not Money(0)
    with pytest.raises(MoneyError, match="different currencies"):
        Money(100) + Money(100, "UGX")


@pytest.mark.parametrize(("cents", "currency"), [(1.0, "KES"), (True, "KES"), (1, "ksh"), (1, "")])
def test_money_is_never_made_of_something_else(cents: int, currency: str) -> None:
    with pytest.raises(MoneyError):
        Money(cents, currency)


def test_the_first_shares_get_the_coins_that_are_left() -> None:
    assert Money(1_000).split(3) == [Money(400), Money(300), Money(300)]
    assert Money(1_000, "USD").split(3) == [Money(cents, "USD") for cents in (334, 333, 333)]
    assert Money(1_050).split(3) == [Money(400), Money(350), Money(300)]
    with pytest.raises(MoneyError, match="into 0 parts"):
        Money(1_000).split(0)
