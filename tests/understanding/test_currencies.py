"""In which currency an amount is written: as its code says, or as the group's people mean it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import in_currency, understand
from bot.understanding.currencies import SHARED, meant_by, other_than
from bot.understanding.lexicon import all_languages
from chama.money import IN_THOUSANDTHS, WITHOUT_CENTS, Money, minor_digits

SHILLINGS = ("5000 sh", "5000 shs", "5000 shillings", "shilingi 5000", "5000/=", "5000/-",
             "5000 bob", "5000bob", "sh5,000", "silingi elfu tano")  # fmt: skip
WRITTEN = [
    *[(written, group, 5000) for written in SHILLINGS for group in ("KES", "UGX", "TZS")],
    *[(written, "USD", 50) for written in (
        "$50", "50$", "50 usd", "USD50", "USD 50", "US$50", "US$ 50", "50 bucks", "50 dollars",
        "dola hamsini", "$50.00", "dola 50",
    )],
    *[(written, "GBP", 20) for written in (
        "£20", "20 quid", "20 pounds", "GBP20", "20 GBP", "20£", "pauni ishirini", "£20.00",
    )],
    *[(written, "EUR", 30) for written in (
        "€30", "30€", "30 €", "30 euros", "EUR 30", "euro 30", "yuro thelathini",
    )],
    ("$50", "CAD", 50), ("50 dollars", "AUD", 50), ("50 bucks", "NZD", 50), ("pound 20", "EGP", 20),
    ("£20.50", "GBP", Decimal("20.50")), ("$1,250.75", "USD", Decimal("1250.75")),
    ("UGX 100k", "UGX", 100_000), ("1.5m", "UGX", 1_500_000), ("100,000/=", "UGX", 100_000),
    ("Ush 50,000", "UGX", 50_000), ("ugx1.5m", "UGX", 1_500_000), ("ugsh 5000", "UGX", 5000),
    ("TZS 30 000", "TZS", 30_000), ("Tsh 30,000", "TZS", 30_000), ("tshs. 500,000", "TZS", 500_000),
    ("laki moja", "UGX", 100_000), ("shilingi laki tano", "TZS", 500_000), ("ksh. 500", "KES", 500),
    ("RWF 5,000", "RWF", 5000), ("5000 francs", "RWF", 5000), ("faranga 5000", "RWF", 5000),
    ("5000 francs", "XOF", 5000), ("200 birr", "ETB", 200), ("5000 naira", "NGN", 5000),
    ("500 rand", "ZAR", 500), ("AED 100", "AED", 100), ("100 dirhams", "AED", 100),
    ("100 riyals", "SAR", 100), ("100 riyals", "QAR", 100),
    ("500", "JPY", 500), ("500", "GBP", 500),
]  # fmt: skip
OTHER = [
    *[(written, group, "KES") for written in SHILLINGS for group in ("USD", "GBP", "EUR", "RWF")],
    ("$50", "KES", "USD"), ("50 dollars", "UGX", "USD"), ("USD 50", "CAD", "USD"),
    ("US$50", "CAD", "USD"), ("£20", "KES", "GBP"), ("20 quid", "USD", "GBP"),
    ("pauni ishirini", "TZS", "GBP"), ("€30", "GBP", "EUR"), ("yuro thelathini", "USD", "EUR"),
    ("Ush 50,000", "KES", "UGX"), ("UGX 100k", "TZS", "UGX"), ("Tsh 30,000", "UGX", "TZS"),
    ("Ksh 500", "UGX", "KES"), ("KES500", "TZS", "KES"), ("RWF 5,000", "KES", "RWF"),
    ("200 birr", "USD", "ETB"), ("CAD 50", "USD", "CAD"), ("AED 100", "SAR", "AED"),
    ("US $50", "CAD", "USD"), ("50 US dollars", "CAD", "USD"), ("A$50", "USD", "AUD"),
    ("C$50", "USD", "CAD"), ("5000 Kenyan shillings", "UGX", "KES"),
    ("shilingi 5000 za Kenya", "UGX", "KES"), ("5000 Uganda shillings", "KES", "UGX"),
    ("dola 50 za Marekani", "CAD", "USD"), ("50 dola za Marekani", "CAD", "USD"),
    ("50 Canadian dollars", "USD", "CAD"), ("20 pounds sterling", "EGP", "GBP"),
    ("500 USD Kenya", "KES", "USD"), ("500 dollars Kenya", "KES", "USD"),
    ("20 dinars", "KES", "KWD"), ("KWD 20", "KES", "KWD"), ("20 Omani riyals", "KES", "SAR"),
    ("5000 KES 50 USD", "KES", "USD"), ("500 cash in dollars", "KES", "USD"),
]  # fmt: skip
TEXTS = ("I gave Otieno {} cash", "nimempa Otieno {} cash")


@pytest.mark.parametrize(("written", "currency", "amount"), WRITTEN)
@pytest.mark.parametrize("text", TEXTS)
def test_the_groups_own_money_is_read(
    text: str, written: str, currency: str, amount: object
) -> None:
    intent = in_currency(understand(text.format(written), ("Otieno Ouma",)), currency)
    assert (intent.slots.get("amount"), intent.unlike, intent.is_uneven) == (amount, "", False)
    assert intent.sure


@pytest.mark.parametrize(("written", "currency", "other"), OTHER)
@pytest.mark.parametrize("text", TEXTS)
def test_other_money_is_never_the_same_number(
    text: str, written: str, currency: str, other: str
) -> None:
    intent = in_currency(understand(text.format(written), ("Otieno Ouma",)), currency)
    assert intent.unlike == other
    assert not intent.slots.keys() & {"amount", "unclear_amount", "people"}


@pytest.mark.parametrize(
    "text",
    [
        "I sent 100 USD via WorldRemit",
        "undo $100",
        "paying 50 dollars for Otieno",
        "received 50 dollars cash from Otieno",
        "got $50 from Otieno and $50 from Njeri cash",
        "I paid $50. It was cash",
        "I would like to send $50",
    ],
)
def test_whatever_the_amount_is_for(text: str) -> None:
    intent = in_currency(understand(text, ("Otieno Ouma", "Njeri Waweru")), "GBP")
    assert intent.unlike == "USD"
    assert not intent.slots.keys() & {"amount", "people"}


def test_whoever_is_called_bob_is_no_currency() -> None:
    intent = understand("I gave Bob 20 cash", ("Bob Otieno", "Njeri Waweru"))
    assert in_currency(intent, "GBP") == intent
    assert intent.slots["amount"] == 20


@pytest.mark.parametrize("text", ["balance", "announce: bring $50", "when is my turn?"])
def test_where_no_amount_acts_nothing_changes(text: str) -> None:
    intent = understand(text)
    assert in_currency(intent, "GBP") == intent


@pytest.mark.parametrize("written", ["30,50 €", "1.500", "€ 1.500", "1.500.000"])
def test_points_and_commas_of_other_countries_are_never_guessed(written: str) -> None:
    for currency in ("EUR", "UGX"):
        intent = in_currency(understand(f"I gave Otieno {written} cash"), currency)
        assert "amount" not in intent.slots
        assert not intent.sure


def test_every_unit_is_a_code_or_a_name_that_countries_share() -> None:
    units = set(all_languages().currencies.values())
    codes = (units - SHARED.keys()).union(*SHARED.values())
    assert SHARED.keys() <= units
    assert {Money(0, code).currency for code in codes - IN_THOUSANDTHS} == codes - IN_THOUSANDTHS


currencies = st.sampled_from(
    sorted({meant_by(one, "KES") for one in all_languages().currencies.values()} - IN_THOUSANDTHS)
)


@given(currencies, st.integers(1, 99_999_999))
def test_what_we_print_is_read_as_the_same_amount(currency: str, coins: int) -> None:
    money = Money(coins if minor_digits(currency) else coins * 100, currency)
    intent = in_currency(understand(f"I gave Otieno {money} cash", ("Otieno Ouma",)), currency)
    assert Money.of(intent.slots["amount"], currency) == money  # type: ignore[arg-type]


@given(currencies, currencies, st.integers(1, 99_999_999))
def test_what_is_printed_in_one_currency_is_no_amount_of_another(
    one: str, other: str, coins: int
) -> None:
    intent = in_currency(understand(f"I gave Otieno {Money(coins, one)} cash"), other)
    assert ("amount" in intent.slots) == (one == other and not intent.is_uneven)


@given(st.sampled_from(sorted(WITHOUT_CENTS)), st.integers(1, 99_999), st.integers(1, 99))
def test_a_fraction_of_money_without_cents_is_refused(
    currency: str, units: int, cents: int
) -> None:
    text = f"I gave Otieno {units:,}.{cents:02} cash"
    intent = in_currency(understand(text), currency)
    assert intent.is_uneven
    assert "amount" not in intent.slots


@pytest.mark.parametrize("unit", sorted(SHARED))
def test_a_shared_name_means_the_groups_own_money_where_it_has_that_name(unit: str) -> None:
    first, *others = SHARED[unit]
    assert [meant_by(unit, one) for one in others] == others
    assert meant_by(unit, "XPF") == first
    assert other_than(first, {unit}) == ""
