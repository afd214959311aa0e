"""The words of reports: each language has all of them, with the same facts put in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import UndefinedError, meta

from bot.render import template_environment
from bot.reports.kinds import file_of_words, kinds
from bot.reports.words import SHARED, Words, texts
from bot.words import TEMPLATES
from chama.constitution import LANGUAGES
from chama.kinds import EntryKind
from tests.test_templates import BANNED

FILES = [SHARED, *map(file_of_words, kinds())]
ENVIRONMENT = template_environment(TEMPLATES)


def asked(text: str) -> set[str]:
    """What is put into a text."""
    return meta.find_undeclared_variables(ENVIRONMENT.parse(text)) - {"language"}


@pytest.mark.parametrize("file", FILES)
def test_languages_have_the_same_texts_with_the_same_facts(file: str) -> None:
    english, *others = (
        {key: asked(text) for key, text in texts(TEMPLATES, one, file).items()} for one in LANGUAGES
    )
    assert english
    for other in others:
        assert other == english


def test_there_is_no_file_without_a_report() -> None:
    for language in LANGUAGES:
        found = {path.stem for path in (TEMPLATES / language / "reports").iterdir()}
        assert found == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_no_word_shames(file: str) -> None:
    for language in LANGUAGES:
        for text in texts(TEMPLATES, language, file).values():
            assert not BANNED.search(text)


@pytest.mark.parametrize("file", FILES)
def test_a_report_does_not_say_again_what_all_share(file: str) -> None:
    if file != SHARED:
        assert not set(texts(TEMPLATES, "en", file)) & set(texts(TEMPLATES, "en", SHARED))


def test_a_statement_has_words_for_every_kind_of_entry() -> None:
    said = {key.removeprefix("kind.") for key in texts(TEMPLATES, "en", "statement")}
    assert {kind.value for kind in EntryKind} <= said


def test_days_and_moments_are_of_the_language_and_of_nairobi() -> None:
    at = datetime(2026, 11, 30, 22, 5, tzinfo=UTC)
    swahili, english = Words("sw", "statement"), Words("en", "statement")
    assert swahili.day(date(2026, 11, 6)) == "6 Novemba 2026"
    assert english.day(date(2026, 11, 6)) == "6 November 2026"
    assert english.moment(at) == "1 December 2026, 01:05:00 EAT"
    assert swahili.moment(at) == "1 Desemba 2026, 01:05:00 EAT"


def test_what_a_language_lacks_is_said_in_english(tmp_path: Path) -> None:
    for language, text in (("en", 'title = "Paper"\nlast = "Last"'), ("sw", 'title = "Karatasi"')):
        folder = tmp_path / language / "reports"
        folder.mkdir(parents=True)
        (folder / "paper.toml").write_text(text, "utf-8")
    words = Words("sw", "paper", tmp_path)
    assert (words("title"), words("last")) == ("Karatasi", "Last")


def test_a_gap_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        Words("en", "statement")("whose", name="Achieng")


def test_a_name_is_no_template() -> None:
    said = Words("en", "statement")("whose", name="{{ 7 * 7 }}", code="M01")
    assert said == "{{ 7 * 7 }} (M01)"
