"""In which language a text is written: clear ones, and those that are nobody's or everybody's."""

import re
from pathlib import Path

import pytest

from bot.understanding.spoken import Spoken, language_of
from bot.words import TEMPLATES, by_language

PEOPLE = ("Rose Akinyi", "Baraka Mwangi", "Will Ng'ang'a", "Amani Sisters")
M_PESA = "UKN1AB2C01"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("how much do I owe", "en", id="English"),
        pytest.param("when is Njeri's turn?", "en", id="English about somebody"),
        pytest.param("Please remind me of it", "en", id="English with a capital"),
        pytest.param("thanks", "en", id="one word that only English has"),
        pytest.param("nadaiwa ngapi", "sw", id="Swahili"),
        pytest.param("nitumie statement yangu", "sw", id="Swahili with a borrowed noun"),
        pytest.param("nimedrop soo tano wasee", "sw", id="Sheng"),
        pytest.param("nime-send doo", "sw", id="Sheng with a hyphen"),
        pytest.param("salio", "sw", id="one word that only Swahili has"),
        pytest.param("Ndio 4821", "sw", id="a yes with its code"),
        pytest.param("hapana, leave it as it was", "", id="both"),
        pytest.param("who amelipa?", "", id="both in two words"),
        pytest.param("balance", "", id="a word that both have"),
        pytest.param("STATEMENT", "", id="a command that both know"),
        pytest.param("undo", "", id="English in a Swahili verb's frame"),
        pytest.param("yes", "", id="yes is said by all"),
        pytest.param("ok", "", id="ok"),
        pytest.param("1", "", id="a number"),
        pytest.param("4821", "", id="a code that agrees"),
        pytest.param(M_PESA, "", id="a receipt's code"),
        pytest.param(f"{M_PESA}?", "", id="a receipt's code, asked"),
        pytest.param("👍", "", id="a mark"),
        pytest.param("", "", id="nothing"),
        pytest.param("Xyzzy qwrt", "", id="words that nobody has"),
        pytest.param("Rose", "", id="a name that is a word"),
        pytest.param("Will's", "", id="somebody's"),
        pytest.param("amani", "", id="a group's name"),
        pytest.param("Ng'ang'a", "", id="a name with marks"),
        pytest.param("kwa " * 10_000, "sw", id="endless"),
    ],
)
def test_a_language_is_told_by_the_words_that_it_alone_has(text: str, language: str) -> None:
    assert language_of(text, PEOPLE) == language


@pytest.mark.parametrize("language", by_language())
def test_no_message_asks_for_a_word_that_would_change_its_language(language: str) -> None:
    asked = {
        word
        for path in (TEMPLATES / language).glob("*.txt")
        for word in re.findall(r"\b[A-Z]{4,}(?: [A-Z]{4,})*\b", path.read_text(encoding="utf-8"))
    }
    assert asked
    assert {word for word in asked if language_of(word) not in ("", language)} == set()


@pytest.mark.parametrize("language", by_language())
def test_most_examples_of_a_language_are_written_in_it(language: str) -> None:
    """They are of people who mix: those that are not clear count for nobody."""
    paths = sorted(Path(TEMPLATES / language / "examples").glob("*.txt"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    read = [language_of(line) for line in lines if line and not line.startswith("#")]
    clear = [one for one in read if one]
    assert clear.count(language) >= 0.85 * len(clear)
    assert len(clear) >= 0.7 * len(read)


def test_a_language_more_is_a_table_more() -> None:
    tables = {
        "en": {"ideas": {"for": ["for"], "pay": ["pay"]}},
        "fr": {"ideas": {"for": ["pour"], "pay": ["payer"]}},
        "lg": {"stems": {"pay": ["sasul"]}},
    }
    spoken = Spoken(tables)
    assert spoken.language_of("payer pour Rose") == "fr"
    assert spoken.language_of("nisasula") == "lg"
    assert spoken.language_of("pay pour") == ""
