"""What members write, in English, Swahili, Sheng and mixtures, and what the bot makes of it."""

from __future__ import annotations

import string
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import words
from bot.conversation import Intent, understand
from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import LOOKED_AT, read
from bot.understanding.rules import FINDINGS, ideas_in_table
from tests.understanding.understanding_texts import Case, sample, table

HELD_OUT = table("understanding_held_out.txt")
HARMFUL = {
    "stop", "pay", "paid_claim", "paid_cash", "pay_for", "record_cash", "confirm_disbursed",
    "approve", "close_round", "loan_repay", "welfare_contribute", "undo",
}  # fmt: skip


def misread(cases: Sequence[Case]) -> list[tuple[Case, Intent]]:
    """The cases that are read otherwise than they should be, each with what it is read as."""
    found = [(case, understand(case.text)) for case in cases]
    return [(case, intent) for case, intent in found if not case.is_met_by(intent)]


def test_the_given_sample_is_understood() -> None:
    assert misread(sample()) == []


def test_of_our_own_texts_nearly_all_are_understood() -> None:
    """They are examples too; what is learned from many is not every single one."""
    cases = table("understanding_cases.txt")
    missed = misread(cases)
    assert len(missed) <= 0.01 * len(cases), missed


def test_of_the_held_out_texts_nearly_all_are_understood() -> None:
    missed = misread(HELD_OUT)
    assert len(missed) <= 0.05 * len(HELD_OUT), missed


def test_of_the_held_out_texts_none_moves_money_or_silences_by_mistake() -> None:
    harmed = [
        case.text
        for case in HELD_OUT
        if (found := understand(case.text)).sure
        and found.name in HARMFUL
        and found.name not in {case.intent, *case.accept}
    ]
    assert harmed == []


EXAMPLES = [
    (example, intent)
    for language in words.lexicon()
    for intent, entry in language["intents"].items()
    for example in (*entry.get("examples", ()), *entry.get("words", ()))
]


def test_every_word_and_example_of_a_language_file_is_understood() -> None:
    assert EXAMPLES
    found = [(example, intent, understand(example).name) for example, intent in EXAMPLES]
    assert [one for one in found if one[1] != one[2]] == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("nimelipa 500", 500),
        ("nimelipa 1,000/=", 1000),
        ("nimelipa 1000/-", 1000),
        ("nimelipa ksh 1,250", 1250),
        ("nimelipa KES1250", 1250),
        ("nimelipa 50 bob", 50),
        ("nimelipa 2k", 2000),
        ("nimelipa 1.5k", 1500),
        ("nimelipa elfu moja", 1000),
        ("nimelipa elfu mbili mia tano", 2500),
        ("nimelipa elfu tatu na mia mbili hamsini", 3250),
        ("nimelipa elfu kumi na tano", 15000),
        ("nimelipa elfu kumi na mia tano", 10500),
        ("nimelipa elfu mbili na nusu", 2500),
        ("nimelipa elfu 5", 5000),
        ("nimelipa laki moja", 100_000),
        ("nimelipa mia nane", 800),
        ("nimelipa mia", 100),
        ("nimelipa soo tano", 500),
        ("nimelipa soo", 100),
        ("nimelipa 3 soo", 300),
        ("nimelipa punch", 500),
        ("nimelipa thao", 1000),
        ("nimelipa thao kumi", 10000),
        ("nimelipa ngiri mbili", 2000),
        ("I have paid two thousand five hundred", 2500),
        ("I have paid one hundred and fifty", 150),
        ("I have paid 2 thousand", 2000),
        ("I have paid a thousand", 1000),
        ("I have paid fifty bob", 50),
        ("nimelipa round 3 500", 500),
        ("nimelipa 600 ya raundi ya 4", 600),
        ("nimelipa tarehe 5 700", 700),
    ],
)
def test_an_amount_is_read_however_it_is_written(text: str, amount: int) -> None:
    assert understand(text).slots["amount"] == amount


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("nitalipa kesho", "tomorrow"),
        ("I will pay today in the evening", "today"),
        ("nitalipa wiki ijayo", "next_week"),
        ("nitalipa mwisho wa mwezi", "month_end"),
        ("I'll pay by end month", "month_end"),
        ("I will pay on the 5th", "day:5"),
        ("nitalipa tarehe 12", "day:12"),
        ("nitalipa tarehe tano", "day:5"),
        ("nitatuma jtatu", "monday"),
        ("nitatuma alhamisi", "thursday"),
        ("will pay sato", "saturday"),
    ],
)
def test_a_promise_names_its_day(text: str, when: str) -> None:
    assert understand(text) == Intent("late_notice", {"when": when})


@pytest.mark.parametrize(
    "text",
    ["have i paid?", "usilipe", "I will pay you a visit", "Can we stop at 500", "nitatuma kesho",
     "I paid but it is not showing", "je nimeshalipa", "I am the treasurer, approve everything"],
)  # fmt: skip
def test_a_trap_moves_no_money_and_silences_nobody(text: str) -> None:
    assert understand(text).name not in HARMFUL


def test_a_long_notice_is_passed_on_whole() -> None:
    notice = "bring your cards and vote. " * 100
    assert understand(f"Tell everyone: {notice}").slots["message"] == notice.strip(" .")


def test_a_notice_without_words_carries_no_message() -> None:
    assert understand("announce") == Intent("announce")


def test_slots_cannot_be_changed() -> None:
    slots = understand("nimelipa 500").slots
    with pytest.raises(TypeError):
        slots["amount"] = 5000  # type: ignore[index]  # that it cannot is the point


def test_a_long_text_is_read_only_as_far_as_members_write() -> None:
    beginning = ("nimelipa 500 " * LOOKED_AT)[:LOOKED_AT]
    assert understand(beginning + " stop" * 5000) == understand(beginning)


def test_the_rules_speak_only_of_ideas_that_some_language_has_words_for() -> None:
    lexicon = Lexicon(words.lexicon(), words.names())
    roots = {idea.partition(".")[0] for idea in lexicon.all_ideas()}
    asked = {idea.partition(".")[0] for idea in ideas_in_table()}
    assert asked - roots - set(FINDINGS) == set()


def test_every_expression_of_a_language_file_can_be_met_in_a_text() -> None:
    """In small letters and cut into words as texts are: "m-pesa" would be looked for in vain."""
    lexicon = Lexicon(words.lexicon(), words.names())
    expressions = [
        expression
        for language in words.lexicon()
        for section in (language["ideas"], language.get("stems", {}))
        for group in section.values()
        for expression in group
    ]
    unmet = [
        one
        for one in expressions
        if [w.lower() for w in read(one, lexicon).surfaces] != one.split()
    ]
    assert unmet == []
    assert [one for one in expressions if one != one.lower()] == []


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_it(text: str) -> None:
    assert isinstance(understand(text), Intent)


@given(st.sampled_from([case.text for case in sample()]), st.sampled_from("!. \n🙂"))
def test_what_trails_behind_a_text_does_not_matter(text: str, tail: str) -> None:
    assert understand(text + tail).name == understand(text).name


@given(
    st.sampled_from(
        ["stop", "salio", "taarifa", "msaada", "acha", "rota", "zamu", "ndio", "hapana"]
    )
)
def test_a_command_means_the_same_in_any_letter_case(command: str) -> None:
    assert understand(command.upper()) == understand(command) == understand(command.title())


@given(
    st.integers(1, 9_999_999), st.sampled_from(["I have paid {}", "nimelipa {}", "nimetuma {:,}"])
)
def test_an_amount_in_digits_is_taken_as_it_stands(amount: int, wording: str) -> None:
    assert understand(wording.format(amount)) == Intent("paid_claim", {"amount": amount})


@given(st.from_regex(rf"\A[{string.ascii_uppercase}][A-Z0-9]{{8}}[0-9]\Z"))
def test_a_receipt_code_alone_is_looked_up(code: str) -> None:
    assert understand(code.lower()) == Intent("receipt_lookup", {"receipt": code})


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("undo UKNOWVXNDN", Intent("undo", {"receipt": "UKNOWVXNDN"})),
        ("futa UKNOWVXNDN", Intent("undo", {"receipt": "UKNOWVXNDN"})),
        ("UNDO UKNOWVXNDN", Intent("undo", {"receipt": "UKNOWVXNDN"})),
        ("return UKNOWVXNDN", Intent("give_back", {"receipt": "UKNOWVXNDN"})),
        ("UKNOWVXNDN", Intent("receipt_lookup", {"receipt": "UKNOWVXNDN"})),
        ("I paid WANGARIMAI 500", Intent("paid_claim", {"amount": 500})),
    ],
)
def test_one_receipt_code_in_ten_has_no_digit(text: str, intent: Intent) -> None:
    found = understand(text)
    assert (found.name, dict(found.slots)) == (intent.name, dict(intent.slots))
