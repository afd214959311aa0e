"""Lists of cash as treasurers write them: each name with its amount, what came not, and a total."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.understanding import bare_cash_list, understand

NAMES = (
    "Wanjiru Kamau", "Otieno Ouma", "Mary Akinyi", "Baraka Mwangi", "Kevin Mutua", "Sarah Wambui",
)  # fmt: skip
TWO = (("Mary", 1000), ("Kevin", 500))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("cash from Mary 1000, Kevin 500", TWO),
        ("received cash mary 1000 kevin 500 total 1500", (("mary", 1000), ("kevin", 500))),
        ("cash received 1500: Mary 1000, Kevin 500", TWO),
        ("nimepokea pesa taslimu kutoka kwa Mary 1000 na Kevin 500 jumla 1500", TWO),
        ("Good morning, cash collected: Mary - 1,000; Kevin - 500/=", TWO),
        ("received cash today - Mary (1k), Kevin (500). Jumla 1500", TWO),
        ("Mary alinipa 1000 cash, Kevin alinipa 500 cash", TWO),
        ("cash received\n1. Mary - 1000\n2. Kevin - 500", TWO),
        ("received cash 1) Mary 1000 2) Kevin 500", TWO),
        ("cash received: Mary 1000, Njoroge 500", (("Mary", 1000), ("Njoroge", 500))),
        ("nimepokea cash: Mary Wanjohi 1000, Kevin 500", (("Mary Wanjohi", 1000), ("Kevin", 500))),
    ],
)
def test_a_list_with_words_of_receiving_is_sure(
    text: str, people: tuple[tuple[str, int], ...]
) -> None:
    found = understand(text, NAMES)
    assert (found.name, found.slots.get("people"), found.sure) == ("record_cash", people, True)


@pytest.mark.parametrize(
    ("text", "people", "left_out"),
    [
        ("cash received Mary 1000 Kevin nil Sarah 1200", (("Mary", 1000), ("Sarah", 1200)),
         ("Kevin",)),
        ("nimepokea cash: Mary 1000, Kevin 500, Sarah bado", TWO, ("Sarah",)),
        ("cash received\nMary - 1000\nKevin - 500\nOtieno - not yet", TWO, ("Otieno",)),
        ("nimepokea cash Mary 1000, Kevin 500, Otieno hajalipa, Sarah 0", TWO, ("Otieno", "Sarah")),
        ("received 1000 from Mary cash and 500 from Kevin cash, Baraka 1000 mpesa", TWO,
         ("Baraka",)),
        ("cash received Mary 1000, Kevin 500, Sarah 1000 kesho", TWO, ("Sarah",)),
        ("nimepokea cash Mary 1000, Kevin 500, Sarah atalipa 1000 ijumaa", TWO, ("Sarah",)),
    ],
)  # fmt: skip
def test_who_gave_nothing_or_not_yet_or_no_cash_is_left_out(
    text: str, people: tuple[tuple[str, int], ...], left_out: tuple[str, ...]
) -> None:
    found = understand(text, NAMES)
    assert (found.slots["people"], found.slots["left_out"]) == (people, left_out)
    assert found.sure


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("cash: Mary 1000, Kevin 500", {}),
        ("Cash list\n1. Mary - 1000\n2. Kevin - 500", {}),
        ("Mary 1000 cash, Kevin 500 cash", {}),
        ("Mary 1000, Kevin 500, Sarah bado", {}),
        ("received cash Mary 1000, Kevin 500. Total 3000", {"total": 3000}),
        ("nimepokea cash Mary 1000, Kevin 500, jumla ni 1600", {"total": 1600}),
        ("cash received Mary 1000 kesho Kevin 500", {"is_later": True}),
        ("received cash Mary 1000 mpesa Kevin 500", {"is_later": True}),
    ],
)
def test_what_may_be_otherwise_or_does_not_add_up_is_not_sure(
    text: str, slots: Mapping[str, object]
) -> None:
    found = understand(text, NAMES)
    assert (found.name, found.sure, found.is_list) == ("record_cash", False, True)
    assert {name: found.slots.get(name) for name in ("total", "is_later")} == {
        "total": None,
        "is_later": None,
        **slots,
    }


def test_whose_amount_is_missing_is_told() -> None:
    found = understand("cash from Mary, Kevin 500, Sarah 1000", NAMES)
    assert found.slots["people"] == (("Kevin", 500), ("Sarah", 1000), ("Mary", None))
    assert not found.sure


@pytest.mark.parametrize(
    "text",
    [
        "I gave cash Mary 1000, Kevin 500",
        "paid Mary 1000, Kevin 500 cash",
        "nimempa Mary 1000 cash, Kevin 500",
        "fine cash Mary 50, Kevin 50",
        "welfare cash received Mary 200, Kevin 200",
        "did you receive cash Mary 1000, Kevin 500",
        "umepokea cash Mary 1000, Kevin 500?",
        "umepokea cash Mary 1000, Kevin 500",
        "have you received cash Mary 1000, Kevin 500?",
        "cash from Mary 1000, Kevin 500 for Sarah",
        "received 2000 cash from Mary and Kevin",
        "cash received Mary 1000, Mary 1000",
        "if you received cash Mary 1000, Kevin 500 tell me",
        "cash Mary 1.000, Kevin 500",
        "cash Mary 5, Kevin 6",
        "cash received Mary 1000, Kevin 500 " + "asante sana " * 60,
    ],
)
def test_other_texts_with_names_and_amounts_are_no_list(text: str) -> None:
    assert not understand(text, NAMES).is_list


def test_names_and_amounts_alone_are_a_list_only_for_who_asks_for_it() -> None:
    listed = bare_cash_list("Mary 1000, Kevin 500", NAMES)
    assert listed is not None
    assert listed.given == TWO
    assert bare_cash_list("Mary 1000, Kevin 500, Sarah bado", NAMES) is None
    assert bare_cash_list("cash Mary 1000, Kevin 500", NAMES) is None
    assert bare_cash_list("500 ya Mary, 500 ya Kevin", NAMES) is None
    assert not understand("Mary 1000, Kevin 500", NAMES).is_list
