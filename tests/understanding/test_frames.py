"""Acts among other words: sure where nothing turns them, offered where anything might."""

from __future__ import annotations

import pytest

from bot.understanding import ACTS, understand
from bot.understanding.frames import FRAMES

NAMES = ("Achieng Atieno", "Baraka Otieno", "Njeri Waweru")

AMONG_OTHER_WORDS = [
    ("Enough of the choir table for today, now take me to the Upendo Women group", "switch_group"),
    ("Good evening from rainy Limuru, kindly speak Swahili with me, my eyes are old", "language"),
    ("I was given the code BX72KP at the posho mill, let me join you", "join"),
    ("Since Lucy was the last one to eat, tufunge round ya kumi na moja", "close_round"),
    ("Please remind Baraka about the contribution, he sleeps too much these days", "remind_one"),
    ("Wakumbushe wote wenye hawajalipa, mwisho wa mwezi umefika", "remind_all"),
]  # fmt: skip
TURNED = [
    "{}?", "if {}", "{} kama atakubali", "{}, he said", 'he wrote "{}"', "user: {}", "I think {}",
    "labda {}", "I wanted to: {}", "{}, I think", "[{}]", "eti {}",
]  # fmt: skip


@pytest.mark.parametrize(("text", "intent"), AMONG_OTHER_WORDS)
def test_an_act_is_sure_among_words_that_turn_nothing(text: str, intent: str) -> None:
    found = understand(text, NAMES)
    assert (found.name, found.sure) == (intent, True)


@pytest.mark.parametrize("turned", TURNED)
@pytest.mark.parametrize(("text", "intent"), AMONG_OTHER_WORDS)
def test_it_is_not_where_a_word_turns_it(text: str, intent: str, turned: str) -> None:
    found = understand(turned.format(text), NAMES)
    assert not (found.name in ACTS and found.sure), found


@pytest.mark.parametrize(
    "text",
    [
        "I gave Baraka 500 cash for the flowerpot", "nimempa Baraka 500 ya maua",
        "Baraka gave me 1000 cash towards my aquarium", "approve L05 and paint it green",
        "undo the last entry of my diary", "stop the messages in the bottle",
        "send Njeri the pot with the geraniums", "reject L05 like a bad cheque",
    ],
)  # fmt: skip
def test_money_agreement_and_silence_account_for_each_word(text: str) -> None:
    found = understand(text, NAMES)
    assert not (found.name in ACTS and found.sure), found


@pytest.mark.parametrize("intent", sorted(FRAMES))
def test_a_frame_is_of_an_act(intent: str) -> None:
    assert intent in ACTS


def test_a_word_of_slang_is_nobody() -> None:
    found = understand("shtua wasee wote watoe doh")
    assert (found.name, found.slots) == ("remind_all", {})


@pytest.mark.parametrize(
    "text",
    [
        "undo the last entry, no", "remind everyone, never", "use English, never",
        "pay Njeri the pot, I am against it", "wait pay Njeri the pot",
        "no need remind everyone who has not paid", "the church gave Baraka 500 cash",
        "I gave Baraka's son 500 cash", "mwaka jana nilimpa Baraka 500 cash",
        "0712000003 is a wrong number", "I am not Baraka's wife", "please don't ever STOP",
        "STOP, never", "usinitumie ujumbe usiku", "msinitumie ujumbe kesho",
        "dont ever stop the messages", "wacha hivyo bana",
        "mmekosea namba ya nyumba yangu", "nimekosea namba ya gari yangu",
    ],
)  # fmt: skip
def test_what_another_part_of_a_text_refuses_is_not_done(text: str) -> None:
    found = understand(text, NAMES)
    assert not (found.name in ACTS and found.sure), found
