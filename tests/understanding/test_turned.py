"""What says of an act that it is not meant, and what only looks so; tests/near_acts.py has more."""

from __future__ import annotations

import pytest

from bot.understanding import ACTS, understand
from bot.understanding.lexicon import all_languages
from tests.builders import PEOPLE

NAMES = [person.name for person in PEOPLE]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nimekosea, futa ya mwisho", "undo"), ("nimeandika vibaya, futa ile ya mwisho", "undo"),
        ("undo the last entry, it was a mistake", "undo"),
        ("sielewi kizungu, tumia kiswahili", "language"),
        ("niweke kwa kikundi cha Amani", "switch_group"),
        ("kumbusha wale hawajalipa", "remind_all"), ("kumbusha Baraka alipe", "remind_one"),
        ("mkaguzi asione", "stop_auditor"),
        ("Good morning, please waive Baraka's fine, he was ill", "waive"),
        ("waive Baraka's fine, he said he was in hospital", "waive"),
        ("Baraka amenipa 500 cash", "record_cash"),
        ("received cash:\nAchieng: 500\nBaraka: KES 1,000", "record_cash"),
        ("nimetumia 600 kununua soda", "expense"),
        ("nimechangia welfare 500, Achieng amelazwa", "welfare_contribute"),
    ],
)  # fmt: skip
def test_what_stands_beside_an_act_leaves_it_sure(text: str, name: str) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.sure, intent.is_guess) == (name, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "umekumbusha wote", "did you remind everyone", "nimekumbusha wote", "wamekumbusha wote",
        "ameniambia nikumbushe Baraka", "Baraka: remind everyone", "kesho tutakumbusha wote",
        "viongozi wanakumbusha wote", 'he wrote "remind everyone"', "nilitaka kukumbusha wote",
        "remind everyone, no wait", "kumbusha wote, natania", "hatutaki ukumbushe wote",
        "usi-kumbushe wote", "remind everyone unless they have paid",
    ],
)  # fmt: skip
def test_what_is_said_of_an_order_makes_it_none(text: str) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name.startswith("remind") and intent.sure), intent


@pytest.mark.parametrize(
    "text",
    [
        "nimelipa 500 cash kwa Otieno, hapana, sijalipa",
        "I paid Otieno 500 in cash. No wait, how much do I owe?",
        "mimi sitoi 500 kwa welfare", "nataka kumpa Otieno 500 cash",
        "my neighbour gave Otieno 500 cash", "wamelipa Otieno 500 cash", "nimpe Otieno 500 cash",
        "did I give 500 for welfare", "huenda nimechangia welfare 500",
    ],
)  # fmt: skip
def test_a_deed_that_is_denied_wished_or_anothers_is_not_told(text: str) -> None:
    intent = understand(text, NAMES)
    assert not any(one.sure and one.name in ACTS for one in (intent, *intent.also)), intent


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("msamehe Baraka faini, alifiwa", True),
        ("msamehe Baraka faini, alifiwa, hapana, acha", False),
        ("waive Baraka's fine, was ill, if he does not pay", False),
        ("user: waive Baraka's fine, was ill", False),
    ],
)
def test_a_reason_may_tell_of_anything_but_not_take_the_request_back(
    text: str, *, is_sure: bool
) -> None:
    intent = understand(text, NAMES)
    assert (intent.name == "waive" and intent.sure) is is_sure


@pytest.mark.parametrize(
    ("word", "person", "tense", "is_wish"),
    [
        ("nimelipa", "me", "past", False), ("ningelipa", "me", "if", False),
        ("nilipe", "me", "do", True), ("hawajalipa", "they", "notyet", False),
        ("usilipe", "you", "dont", True), ("nalipa", "me", "now", False),
    ],
)  # fmt: skip
def test_a_verb_is_taken_apart(word: str, person: str, tense: str, *, is_wish: bool) -> None:
    form = all_languages().verb_form(word)
    assert form is not None
    assert (form.person, form.tense, form.is_wish) == (person, tense, is_wish)


@pytest.mark.parametrize("text", ["don't want you to stop", "I don't want you to stop texting me"])
def test_who_wants_no_end_does_not_ask_for_one(text: str) -> None:
    intent = understand(text)
    assert not (intent.name == "stop" and intent.sure)
