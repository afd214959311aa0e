"""Rates and exchanges as people write them: which amounts, in which units, from where."""

from __future__ import annotations

import pytest

from bot.understanding import understand
from bot.understanding.exchanging import Quote


def quotes(text: str) -> list[tuple[str, str, bool]]:
    """Each amount with its unit, and whether it is a fee; "?" joins what it can mean."""
    said = understand(text).slots.get("quotes", ())
    assert isinstance(said, tuple)
    return [
        ("?".join(map(str, one.readings)), one.unit, one.is_fee)
        for one in said
        if isinstance(one, Quote)
    ]


RATES = [
    ("RATE 165", "165", "", None, None),
    ("RATE 165 for round 7", "165", "", 7, None),
    ("rate KES 165 CBK 1 Nov", "165", "KES", None, "CBK 1 Nov"),
    ("Rate KES 165 CBK 1 Nov for round 7", "165", "KES", 7, "CBK 1 Nov"),
    ("rate for round 7 is 165", "165", "", 7, None),
    ("rate 129.35", "129.35", "", None, None),
    ("rate 129.355 Wise", "129.355", "", None, "Wise"),
    ("exchange rate 165 bob", "165", "shilling", None, None),
    ("kiwango 165 kwa raundi ya 7", "165", "", 7, None),
    ("kiwango KES 165 CBK 1 Nov kwa raundi ya 7", "165", "KES", 7, "CBK 1 Nov"),
    ("Kiwango ni 165 raundi ya 2", "165", "", 2, None),
]


@pytest.mark.parametrize(("text", "value", "unit", "round_", "source"), RATES)
def test_a_rate_is_read(
    text: str, value: str, unit: str, round_: int | None, source: str | None
) -> None:
    intent = understand(text)
    assert (intent.name, intent.sure) == ("rate", True)
    assert quotes(text) == [(value, unit, False)]
    assert (intent.slots.get("round"), intent.slots.get("source")) == (round_, source)


@pytest.mark.parametrize(
    "text", ["rate GBP 1 = KES 165", "Rate 1 GBP = 165 KES", "rate £1 = KES 165 today"]
)
def test_a_rate_may_be_an_equation(text: str) -> None:
    assert [(value, unit) for value, unit, _ in quotes(text)] in (
        [("1", "GBP"), ("165", "KES")],
        [("1", "pound"), ("165", "KES")],
    )


@pytest.mark.parametrize("text", ["rate?", "What is the rate?", "kiwango ni ngapi", "Rate please"])
def test_who_asks_for_the_rate_announces_none(text: str) -> None:
    assert understand(text).name == "rate"
    assert quotes(text) == []


def test_a_question_with_an_amount_announces_nothing() -> None:
    assert not understand("is the rate 165?").sure


EXCHANGES = [
    (
        "changed GBP 600 to KES 98,400, fee GBP 4",
        [("600", "GBP", False), ("98400", "KES", False), ("4", "GBP", True)],
    ),
    ("We converted USD 1,000 to KES 128,700", [("1000", "USD", False), ("128700", "KES", False)]),
    (
        "exchanged 600 GBP to 98,400 KES, 4 GBP fee",
        [("600", "GBP", False), ("98400", "KES", False), ("4", "GBP", True)],
    ),
    (
        "nimebadilisha GBP 600 kuwa KES 98,400, ada GBP 4",
        [("600", "GBP", False), ("98400", "KES", False), ("4", "GBP", True)],
    ),
    ("tumebadilisha KES 16,400 kuwa GBP 100", [("16400", "KES", False), ("100", "GBP", False)]),
]


@pytest.mark.parametrize(("text", "expected"), EXCHANGES)
def test_an_exchange_has_both_amounts_and_its_fee(
    text: str, expected: list[tuple[str, str, bool]]
) -> None:
    intent = understand(text)
    assert (intent.name, intent.sure) == ("exchange", True)
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "changed GBP 600 to KES 98,400?",
        "if we changed GBP 600 to KES 98,400",
        "changed GBP 600 to about KES 98,400 for the trip",
    ],
)
def test_what_is_not_accounted_for_exchanges_nothing(text: str) -> None:
    intent = understand(text)
    assert intent.name != "exchange" or not intent.sure
