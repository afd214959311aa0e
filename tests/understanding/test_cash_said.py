"""What is said to cash that somebody told of: how much it was instead, or that none was given."""

from __future__ import annotations

import pytest

from bot.understanding import amount_instead, denies_cash

TWO = ("Mary Akinyi", "Wanjiru Kamau")
ASKED = 1200


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("No, it was 400", 400),
        ("No, 800", 800),
        ("No he gave her 800", 800),
        ("hapana alimpa 800", 800),
        ("ile ya Mary ilikuwa 700", 700),
        ("ilikuwa 700 si 1200", 700),
        ("it was 1000 not 1200", 1000),
        ("Mary gave only 1000", 1000),
        ("aliniambia alipeana 800", 800),
        ("she told me 800", 800),
        ("not 1200, it was 1k", 1000),
    ],
)
def test_another_amount_is_told_by_the_taker(text: str, amount: int) -> None:
    assert amount_instead(text, TWO, ASKED, is_taker=True) == [amount]


@pytest.mark.parametrize("text", ["alinipa 1000 tu", "nimepokea 1000 pekee", "I got 1000 only"])
def test_who_received_less_is_who_took_it(text: str) -> None:
    assert amount_instead(text, TWO, ASKED, is_taker=True) == [1000]
    assert amount_instead(text, TWO, ASKED, is_taker=False) == []


@pytest.mark.parametrize(
    "text", ["No he gave her 800", "ile ya Mary ilikuwa 800", "No, it was 800"]
)
def test_another_officer_may_say_another_amount(text: str) -> None:
    assert amount_instead(text, TWO, ASKED, is_taker=False) == [800]


@pytest.mark.parametrize(
    "text",
    [
        "800",
        "yes 1200",
        "it was 1200",
        "was it 800?",
        "Kevin gave 800",
        "he did not give 800",
        "hakunipa 800",
        "he will give 800",
        "atanipa 800",
        "No, I paid 800 for the hall",
        "if it was 800 tell me",
        "balance 800",
        "undo 800",
    ],
)
def test_other_texts_say_no_other_amount(text: str) -> None:
    assert amount_instead(text, TWO, ASKED, is_taker=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "sikumpa Wanjiru chochote",
        "sijampa Wanjiru pesa yoyote",
        "hapana hiyo si kweli",
        "that is not true",
        "I never gave Wanjiru any cash",
        "I didn't give her anything",
        "hiyo ni uongo",
        "no that's a lie",
        "mimi sikutoa cash",
    ],
)
def test_who_gave_nothing_says_so(text: str) -> None:
    assert denies_cash(text, TWO)


@pytest.mark.parametrize(
    "text",
    [
        "is it not true?",
        "sikumpa Kevin chochote",
        "sikumpa Wanjiru 200 ya fine",
        "I gave Wanjiru 1200 cash",
        "hapana",
        "it is true",
        "sijalipa bado nitalipa kesho",
        "I did not pay because I was sick",
        "the fine is not correct",
    ],
)
def test_other_texts_deny_nothing(text: str) -> None:
    assert not denies_cash(text, TWO)
