"""What takes back what its writer asked for or agreed to, and what only sounds so."""

from __future__ import annotations

import pytest

from bot.understanding.second_thoughts import SecondThoughts, second_thoughts


def of(*deeds: str, vote: bool = False, turned: bool = False) -> SecondThoughts:
    return SecondThoughts(frozenset(deeds), vote, turned)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ngoja nimebadilisha nia, usitume", of("pay", turned=True)),
        ("wait, stop, dont send it", of("pay")),
        ("please don't pay that one yet", of("pay")),
        ("stop that payout", of("pay")),
        ("usitume hiyo pesa bado", of("pay")),
        ("tumeghairi, usilipe", of("pay", turned=True)),
        ("don't pay that, we changed our mind", of("pay", turned=True)),
        ("usirekodi, amechukua pesa yake", of("record")),
        ("dont record that, she took it back", of("record")),
        ("usibadilishe, acha tu", of("change", turned=True)),
        ("let's not change it", of("change")),
        ("usimsamehe, nimebadilisha nia", of("forgive", turned=True)),
        ("ngoja, usimfine bado", of("fine")),
        ("tumebadilisha mawazo, tuache 1000", of(turned=True)),
        ("on second thought I'd rather not", of(turned=True)),
        ("cancel my vote", of(vote=True)),
        ("I want to take back my yes", of(vote=True)),
        ("futa kura yangu", of(vote=True)),
        ("nilikubali kimakosa", of(vote=True)),
        ("pole nimekosea, sipingi", of("dispute")),
        ("nimebadilisha nia, nabaki", of("leave", turned=True)),
        ("I am not leaving", of("leave")),
        ("sitaki msaada", of("ask")),
        ("hapana sijaomba pesa", of("ask")),
    ],
)
def test_it_is_taken_back(text: str, meant: SecondThoughts) -> None:
    assert second_thoughts(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "we don't pay that much",
        "they don't send receipts",
        "Kevin changed his mind",
        "don't forget to send the money",
        "usisahau kunitumia pesa",
        "should I tell them, don't send it?",
        "if he is late don't pay him",
        "my vote is yes",
        "kura yangu ni ndio",
        "balance",
        "nimetuma 1000",
        "don't worry",
        "Achieng doesn't record cash",
        "x" * 200 + " don't send it",
    ],
)
def test_nothing_is_taken_back(text: str) -> None:
    assert second_thoughts(text) is None


def test_how_one_stands_to_something_takes_nothing_else_back() -> None:
    assert of("leave", turned=True).is_of_state
    assert not of("pay").is_of_state
    assert not of(turned=True).is_of_state
