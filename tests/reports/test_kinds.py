"""What holds for every report there is, in every language and format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pdfminer.high_level import extract_text

from bot.reports import as_csv, as_pdf, as_xlsx
from bot.reports.asked import Asked, Takes
from bot.reports.kinds import kinds
from bot.reports.value import Report
from chama.constitution import LANGUAGES
from tests.builders import ACHIENG
from tests.reports.conftest import HARMFUL, Ask

NAMES = list(kinds())
PHONE = re.compile(r"\d{9,}")


def asked_of(ask: Ask, name: str, language: str) -> Asked:
    """Asked for with all that it may take."""
    member = ACHIENG if Takes.MEMBER in kinds()[name].TAKES else None
    return ask(name, language=language, member=member)


@pytest.fixture(params=[(name, language) for name in NAMES for language in LANGUAGES], ids=str)
def report(request: pytest.FixtureRequest, ask: Ask) -> Report:
    name, language = request.param
    return kinds()[name].build(asked_of(ask, name, language))


def texts(report: Report) -> Iterator[str]:
    """All that it says."""
    yield from (report.title, report.period, report.file_name, *report.facts, *report.notes)
    for table in report.tables:
        yield from (table.name, table.title, *(column.heading for column in table.columns))
        yield from (cell for row in table.rows for cell in row.cells if isinstance(cell, str))


def test_it_says_whose_of_when_and_up_to_where(report: Report) -> None:
    assert (report.group, report.currency) == ("Umoja", "KES")
    assert report.head in report.labels.book
    assert "09:00:00 EAT" in report.labels.as_of
    assert all((report.title, report.period, report.labels.page, report.labels.about))


def test_it_has_no_gap_and_no_phone_number(report: Report) -> None:
    for text in texts(report):
        assert not re.search(r"[{}]|None|Undefined|  ", text), text
        assert not PHONE.search(text), text


def test_its_keys_are_distinct_and_for_programs(report: Report) -> None:
    for table in report.tables:
        keys = [column.key for column in table.columns]
        assert len(set(keys)) == len(keys)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in keys)


@pytest.mark.parametrize("name", NAMES)
def test_its_keys_and_amounts_are_the_same_in_every_language(ask: Ask, name: str) -> None:
    one, other = (kinds()[name].build(asked_of(ask, name, it)) for it in LANGUAGES)
    for table, same in zip(one.tables, other.tables, strict=True):
        assert [column.key for column in table.columns] == [column.key for column in same.columns]
        for row, again in zip(table.rows, same.rows, strict=True):
            for cell, twin in zip(row.cells, again.cells, strict=True):
                assert isinstance(cell, str) or cell == twin


def test_the_same_book_gives_the_same_pdf(report: Report) -> None:
    written = [io.BytesIO(), io.BytesIO()]
    for out in written:
        as_pdf.write(replace(report), out)
    assert written[0].getvalue() == written[1].getvalue()


def test_all_formats_have_all_rows(report: Report) -> None:
    pdf, xlsx, csv = io.BytesIO(), io.BytesIO(), io.BytesIO()
    as_pdf.write(report, pdf)
    as_xlsx.write(report, xlsx)
    as_csv.write(report, csv)
    book = load_workbook(xlsx)
    blocks = csv.getvalue().decode().split("\n\n")
    assert len(blocks) == len(report.tables) == len(book.sheetnames) - 1
    for table, sheet, block in zip(report.tables, book.sheetnames, blocks, strict=False):
        rows = len(table.rows) + 1
        assert len(block.splitlines()) == rows
        assert book[sheet].max_row == rows + (table.totals is not None)
    assert report.title in extract_text(pdf)


def test_a_member_s_name_is_no_formula_anywhere(report: Report) -> None:
    if any(HARMFUL.name in text for text in texts(report)):
        csv, xlsx = io.BytesIO(), io.BytesIO()
        as_csv.write(report, csv)
        as_xlsx.write(report, xlsx)
        assert f"\n{HARMFUL.name}" not in csv.getvalue().decode()
        cells = [cell for sheet in load_workbook(xlsx) for row in sheet for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
        assert any(HARMFUL.name in str(cell.value) for cell in cells)
