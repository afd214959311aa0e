"""PDF for the meeting: our own letters, names that are never obeyed, the same bytes each time."""

from __future__ import annotations

import builtins
import io
from datetime import date
from typing import Any

import pytest
from pdfminer.high_level import extract_pages, extract_text
from reportlab.lib.utils import ImageReader

from bot.reports.as_pdf import write
from bot.reports.value import Column, Kind, Report, rows_of
from chama.money import Money
from tests.reports.values import COLUMNS, HARMFUL, HEAD, names, report, shillings_of_uganda, table


def written(what: Report) -> bytes:
    out = io.BytesIO()
    write(what, out)
    return out.getvalue()


def text_of(what: Report) -> str:
    return extract_text(io.BytesIO(written(what)))


def pages_of(what: Report) -> list[Any]:
    return list(extract_pages(io.BytesIO(written(what))))


def test_what_is_written_can_be_read_back() -> None:
    said = text_of(report(table(), shillings_of_uganda()))
    for part in ("Wanjirũ Kĩmani", "Ng’ang’a", "6 Nov 2026", "1,250.50", "-500.00", "12,345.67"):
        assert part in said
    for part in ("Members", "Total", "750.50", "Waiting for a rate", "1,500", "Read it aloud."):
        assert part in said


def test_two_runs_give_the_same_bytes() -> None:
    assert written(report()) == written(report())
    assert written(report()) != written(report(group="Amani"))


def test_dates_are_of_the_language() -> None:
    desemba = table(rows=rows_of([("Achieng", date(2026, 12, 6), None, None, None)]))
    assert "6 Des 2026" in text_of(report(desemba, language="sw"))


def test_every_page_says_whose_of_when_and_up_to_where() -> None:
    many = table(rows=rows_of([(f"Member {n}", None, 1, Money(100), None) for n in range(200)]))
    pages = pages_of(report(many))
    assert len(pages) == 5
    for number, page in enumerate(pages, start=1):
        said = "".join(part.get_text() for part in page if hasattr(part, "get_text"))
        for part in ("Umoja", "1 November 2026 to 30 November 2026", "KES", HEAD):
            assert part in said
        assert "As of 30 November 2026, 18:05:00 EAT" in said
        assert f"Page {number} of {len(pages)}" in said
        assert "Member\n" in said  # the heading of the table


@pytest.mark.parametrize("name", HARMFUL)
def test_names_are_never_markup(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in a cell, nor in whatever becomes a paragraph; and no file is opened for one."""
    written(report())  # the fonts are read
    opened: list[object] = []
    monkeypatch.setattr(ImageReader, "__init__", lambda *args, **_: opened.append(args))
    monkeypatch.setattr(builtins, "open", lambda *args, **_: opened.append(args))
    bad = names(name)
    content = written(
        report(bad, group=name, title=name, facts=(name,), notes=(name,), period=name)
    )
    monkeypatch.undo()
    said = " ".join(extract_text(io.BytesIO(content)).split())
    assert said.count(name) >= 6
    assert opened == []


@pytest.mark.parametrize(
    ("written_as", "shown"),
    [
        ("Wanjiru\u0303", "Wanjirũ"),
        ("Nguyễn", "Nguyen"),
        ("Łukasz €5 ✓", "Łukasz €5 ✓"),
        ("آمنة Amina", "???? Amina"),
        ("A\u200bmina\x07", "Amina"),
        ("ﬁ", "fi"),
    ],
    ids=["decomposed", "two-accents", "signs", "arabic", "invisible", "ligature"],
)
def test_letters_that_the_font_lacks_come_near(written_as: str, shown: str) -> None:
    assert shown in text_of(report(names(written_as)))


def test_a_wide_table_lies_on_its_side_and_goes_on_below() -> None:
    columns = (COLUMNS[0], *(Column(f"r{n}", str(n), Kind.MONEY) for n in range(1, 41)))
    wide = table(
        columns=columns,
        rows=rows_of([("Achieng Atieno", *(Money(100_000 + n) for n in range(40)))]),
        total_label="",
    )
    first = pages_of(report(wide))[0]
    assert first.width > first.height
    said = text_of(report(wide))
    assert said.count("Achieng Atieno") > 1
    assert all(str(Money(100_000 + n)).removeprefix("KES ") in said for n in range(1, 40))


def test_a_word_of_any_length_stays_on_the_page() -> None:
    (page,) = pages_of(report(names("x" * 400)))
    assert all(part.x1 <= page.width for part in page)


def test_a_table_without_rows_says_so() -> None:
    assert "Nothing to show." in text_of(report(table(rows=())))
