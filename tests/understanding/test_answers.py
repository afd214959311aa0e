"""What a text says to an open question, and what can never be a yes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import words
from bot.understanding.answers import Answer, Asked, Named, Said, read_answer
from bot.understanding.closed import LONGEST

CASES = Path(__file__).parent / "answers_cases.txt"
PEOPLE = (
    Named("wanjiru", "Wanjiru Kamau"),
    Named("otieno", "Otieno Ouma"),
    Named("achieng", "Achieng Atieno"),
    Named("baraka", "Baraka Mwangi"),
    Named("samuel", "Samuel Kimani"),
    Named("njeri", "Njeri Waweru"),
    Named("njeri2", "Njeri Kariuki"),
    Named("mercy", "Mercy Chebet"),
    Named("grace", "Grace Wambui"),
    Named("tatu", "Tatu Juma"),
)
CASH = Asked(
    ("yes", "no"),
    is_yes_no=True,
    shown_names=("Achieng Atieno", "Wanjiru Kamau"),
    shown_cents=(100_000,),
)
OUT = Asked(
    ("yes", "no"),
    is_yes_no=True,
    code="4821",
    is_money_out=True,
    shown_names=("JANE WANGUI",),
    shown_cents=(300_000,),
)
WHOSE = Asked(
    ("Achieng Atieno", "Baraka Mwangi", "Samuel Kimani", ""),
    takes_names=True,
    names=PEOPLE,
    me="wanjiru",
    shown_names=("PETER OBUYA",),
    shown_cents=(100_000,),
    receipt="UKN1AB2C01",
)
GROUP = Asked(("Umoja", "Umoja Sisters", "Amani"))
QUESTIONS = {"cash": CASH, "out": OUT, "whose": WHOSE, "group": GROUP}


def _cases() -> list[tuple[str, str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return [tuple(part.strip() for part in row.split(" | ")) for row in rows]  # type: ignore[misc]


def _written(answer: Answer | None) -> str:
    """An answer as the table writes it."""
    if answer is None:
        return "-"
    number = f" {answer.number}" if answer.said is Said.CHOICE else ""
    is_named = answer.said is Said.NAMES
    shares = [f" {key}" + (f"={cents}" if cents else "") for key, cents in answer.shares]
    code = f" @{answer.receipt}" if answer.receipt else ""
    return answer.said.value + number + ("".join(shares) if is_named else "") + code


def test_a_text_answers_what_it_says() -> None:
    read = [
        (question, text, answer, _written(read_answer(text, "", QUESTIONS[question])))
        for question, text, answer in _cases()
    ]
    assert [one for one in read if one[2] != one[3]] == []


def test_the_table_is_large() -> None:
    assert len(_cases()) >= 400


@pytest.mark.parametrize(
    ("button", "text", "answer"),
    [
        ("1", "Yes", "yes"),
        ("2", "", "no"),
        ("", "2", "no"),
        ("no", "yes", "no"),
        ("remind:77", "yes", "yes"),
    ],
)
def test_a_button_is_read_before_its_label(button: str, text: str, answer: str) -> None:
    assert _written(read_answer(text, button, CASH)) == answer


@pytest.mark.parametrize("said", ["sio 2", "no Baraka", "2 hapana"])
def test_a_button_chooses_no_more_than_its_words_would(said: str) -> None:
    assert _written(read_answer("", said, WHOSE)) == "ambiguous"


def test_a_button_agrees_to_no_money_out() -> None:
    assert read_answer("yes", "1", OUT) == Answer(Said.YES_WITHOUT_CODE, 1)


def test_who_all_can_be_meant_is_said_back() -> None:
    found = read_answer("ni ya Njeri", "", WHOSE)
    assert found == Answer(Said.AMBIGUOUS, shares=(("njeri", None), ("njeri2", None)))


def test_an_amount_shown_that_is_the_code_too_agrees_only_as_the_code() -> None:
    asked = Asked(is_yes_no=True, code="3000", is_money_out=True, shown_cents=(300_000,))
    assert read_answer("KES 3,000", "", asked) is None
    assert read_answer("3000", "", asked) == Answer(Said.YES, 1)


def test_money_out_without_a_code_is_never_agreed() -> None:
    asked = Asked(is_yes_no=True, is_money_out=True)
    assert read_answer("yes", "", asked) == Answer(Said.YES_WITHOUT_CODE, 1)
    assert read_answer("4821", "", asked) is None


def test_every_phrase_of_a_language_is_read_by_itself_without_a_mistake() -> None:
    """A yes is a yes, a no a no, and what only goes along is no answer."""
    said = {
        "yes": "yes",
        "seen": "yes",
        "no": "no",
        "deny": "no",
        "cancel": "no",
        "dont_know": "dont_know",
    }
    for language in words.lexicon():
        for part, phrases in language["answers"].items():
            for phrase in phrases:
                found = _written(read_answer(phrase, "", CASH))
                if part in said:
                    assert found == said[part], phrase
                else:
                    assert found in ("-", "ambiguous", "no", "yes"), phrase
                    assert found != "yes" or phrase == "one", phrase


AGREEING = [(q, text) for q, text, answer in _cases() if answer.startswith("yes")]
KNOWN = {
    word
    for language in words.lexicon()
    for phrases in language["answers"].values()
    for phrase in phrases
    for word in phrase.split()
}
NEGATIONS = ["not", "no", "never", "hapana", "si", "sio", "siyo", "usi", "don't", "bado", "sitaki"]
DOUBTS = ["maybe", "labda", "but", "lakini", "if", "kama", "not sure", "sijui", "nadhani", "will"]
agreeing = st.sampled_from(AGREEING)


def _agrees(question: str, text: str) -> bool:
    answer = read_answer(text, "", QUESTIONS[question])
    return answer is not None and answer.said in (Said.YES, Said.YES_WITHOUT_CODE)


def _inserted(text: str, word: str, at: int) -> str:
    parts = text.split()
    at %= len(parts) + 1
    return " ".join([*parts[:at], word, *parts[at:]])


@given(agreeing, st.sampled_from(["?", "??", " ?", "؟", "？"]))
def test_a_question_mark_never_agrees(case: tuple[str, str], mark: str) -> None:
    assert not _agrees(case[0], case[1] + mark)


@given(agreeing, st.sampled_from([*NEGATIONS, *DOUBTS]), st.integers(0, 9))
def test_a_negation_or_doubt_anywhere_never_agrees(
    case: tuple[str, str], word: str, at: int
) -> None:
    assert not _agrees(case[0], _inserted(case[1], word, at))


@given(agreeing, st.from_regex(r"[b-hj-z]{3,12}", fullmatch=True), st.integers(0, 9))
def test_an_unknown_word_anywhere_never_agrees(case: tuple[str, str], word: str, at: int) -> None:
    plain = re.sub(r"(.)\1+", r"\1", word)
    if not {word, plain} & KNOWN and word not in ("kes", "ksh", "bob"):
        assert not _agrees(case[0], _inserted(case[1], word, at)), word


@given(agreeing, st.sampled_from(['"{}"', "“{}”", "'{}'", "«{}»", "„{}“", "she said '{}'", "> {}"]))
def test_a_quotation_never_agrees(case: tuple[str, str], quotes: str) -> None:
    assert not _agrees(case[0], quotes.format(case[1]))


@given(st.integers(0, 9999))
@example(4821)
@example(3000)  # the amount that the question shows is no code that was tried
def test_no_other_code_agrees(code: int) -> None:
    answer = read_answer(f"{code:04}", "", OUT)
    assert (answer is not None and answer.said is Said.YES) == (code == 4821)
    assert (answer is None) == (code == 3000)


@given(
    st.text(max_size=LONGEST + 5)
    | st.lists(st.sampled_from([*sorted(KNOWN), "?", "2"])).map(" ".join),
    st.text(max_size=8),
    st.sampled_from(sorted(QUESTIONS)),
)
def test_no_text_at_all_breaks_it(text: str, button: str, question: str) -> None:
    found = read_answer(text, button, QUESTIONS[question])
    assert found is None or isinstance(found, Answer)


@given(st.lists(st.sampled_from(sorted(KNOWN - {"one"})), min_size=1, max_size=5).map(" ".join))
def test_money_out_is_agreed_by_no_words_without_the_code(text: str) -> None:
    answer = read_answer(text, "", OUT)
    assert answer is None or answer.said is not Said.YES


@pytest.mark.parametrize(
    "text",
    ["First of all", "one by one", "moja moja", "correct it", "please correct", "yeah right"],
)
def test_talk_with_a_word_of_an_answer_in_it_is_none(text: str) -> None:
    assert read_answer(text, "", Asked(is_yes_no=True)) is None


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ("hi Otieno", False), ("thanks Achieng", False), ("asante sana Achieng", False),
        ("Otieno hi", False), ("thanks 2", False), ("2 thanks", True), ("ni ya Otieno", True),
        ("Otieno asante", True),
    ],
)  # fmt: skip
def test_who_is_greeted_or_thanked_is_not_named_as_the_payer(text: str, *, is_answer: bool) -> None:
    named = (Named("M2", "Otieno Ouma"), Named("M3", "Achieng Atieno"))
    asked = Asked(choices=("Achieng Atieno", "Otieno Ouma"), takes_names=True, names=named)
    assert (read_answer(text, "", asked) is not None) is is_answer


@pytest.mark.parametrize(
    "text",
    ["I got the code 4821", "4821 received", "nimepata 4821", "thanks for 4821", "nimelipa 4821"],
)
def test_a_code_that_is_told_of_agrees_to_nothing(text: str) -> None:
    answer = read_answer(text, "", Asked(is_yes_no=True, code="4821"))
    assert answer is None or answer.said is Said.AMBIGUOUS
