"""What was learned fits the examples that are there, and reads what nobody taught word by word."""

from __future__ import annotations

from collections import Counter

import pytest

from bot import words
from bot.conversation.commands import commands
from bot.conversation.decide import Understood  # noqa: F401  (all commands, in whatever order)
from bot.understanding import ACTS, explain, features_in, understand
from bot.understanding.open_reader import NO_ACT, UNKNOWN, open_reader

FEWEST = 12  # examples of an intent, or nothing can be learned of it


def test_it_was_learned_from_the_examples_that_are_there() -> None:
    assert words.learned()["examples"] == words.fingerprint(words.examples()), "run `make model`"


def test_each_intent_that_we_answer_has_examples_and_no_other() -> None:
    counts = Counter(one.intent for one in words.examples())
    assert set(counts) == set(words.learned()["intents"])
    assert {intent for intent, count in counts.items() if count < FEWEST} == set()
    assert set(counts) - set(commands()) <= {"confirm_no", NO_ACT}


def test_of_what_it_learned_from_it_has_kept_nearly_all() -> None:
    drawn = [one for one in words.examples() if one.intent != NO_ACT][::40]
    kept = sum(open_reader().rank(features_in(one.text))[0].intent == one.intent for one in drawn)
    assert kept >= 0.95 * len(drawn)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("habari za jioni, naulizia tu tarehe ya mwisho ya kutoa pesa ni gani", "deadline"),
        ("kindly remind me who keeps our books these days", "who_is"),
        ("aki mwezi huu niko down sana nitatuma doo wiki ijayo", "late_notice"),
        ("which paybill do we use and what do I put as account", "how_to_pay"),
        ("my cousin says football is better than church", UNKNOWN),
    ],
)
def test_it_reads_what_is_said_in_other_words(text: str, intent: str) -> None:
    assert understand(text).name == intent


@pytest.mark.parametrize("text", ["xyzzy plugh", "2?", "Achieng?", "asdkjh qwrt", ""])
def test_of_words_that_nobody_knows_it_makes_nothing(text: str) -> None:
    assert understand(text, ["Achieng Atieno"]).name == UNKNOWN


def test_names_and_amounts_are_no_part_of_what_is_learned() -> None:
    one, other = "nimempa Otieno 500 jana", "nimempa Achieng 750 jana"
    assert features_in(one) == features_in(other)


def test_an_act_that_it_alone_sees_does_not_act() -> None:
    guesses = [understand(one.text) for one in words.examples()[::7]]
    acting = [one for one in guesses if one.is_guess and one.name in ACTS and one.sure]
    assert acting == []
    assert sum(one.is_guess for one in guesses) > 100


def test_why_a_text_is_understood_so_can_be_told() -> None:
    told = explain("nimempa Wanjiru 500 jana kwa mandolini", ["Wanjiru Kamau"])
    assert (told.rules, told.left) == ("paid_cash", ("mandolini",))
    assert told.ranked[0].intent == "paid_cash"
    assert (told.intent.name, told.intent.sure) == ("paid_cash", False)
