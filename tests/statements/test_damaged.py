"""Files that are broken, foreign, empty, locked, cut off or hostile get a clear sentence each."""

from __future__ import annotations

import csv
import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from chama.statements import (
    DamagedStatement,
    EmptyStatement,
    LockedStatement,
    NotAStatement,
    StatementError,
    StatementTooLarge,
    UnprovenStatement,
    read,
)
from tests.statements import printing
from tests.statements.world import Customer

DATA = Path(__file__).parent / "data"
ORG = (DATA / "statement-org.csv").read_bytes()
TEXT = (DATA / "statement-customer.txt").read_bytes()
HEADING = b"Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\n"
ROW = (
    b"UH6F3C9LRE,06-08-2026 07:48:52,Funds received from - 0700***377 N,Completed,500.00,,500.00\n"
)


def package(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def bomb_in_a_pdf() -> bytes:
    packed = zlib.compress(b" " * 300_000_000)
    return b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\n"


FILES: list[tuple[str, str, bytes | Callable[[], bytes], type[StatementError], str]] = [
    ("nothing", "s.csv", b"", EmptyStatement, "empty"),
    ("only blanks", "s.csv", b"\xef\xbb\xbf \r\n\t\r\n", EmptyStatement, "empty"),
    ("a heading without rows", "s.csv", HEADING, EmptyStatement, "no transaction"),
    ("a shopping list", "s.csv", b"bread,milk\n1,2\n", NotAStatement, "no heading"),
    ("a letter", "s.txt", b"Dear treasurer,\nplease find enclosed\n", NotAStatement, "no heading"),
    ("a picture", "s.pdf", b"\x89PNG\r\n\x1a\n\x00\x00", NotAStatement, "picture"),
    ("a photo", "s.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF", NotAStatement, "picture"),
    ("a web page", "s.xls", b"\n<html><table><tr><td>Receipt No.", NotAStatement, "web page"),
    ("an old Excel file", "s.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, NotAStatement, ".xlsx"),
    (
        "a locked Excel file",
        "s.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        LockedStatement,
        "save it without a password",
    ),
    ("a Word document", "s.docx", package(word__document=b"<w/>"), NotAStatement, "Word"),
    ("some other package", "s.xlsx", package(a=b"b"), NotAStatement, "no spreadsheet"),
    ("a spreadsheet cut off", "s.xlsx", printing.as_xlsx([["a"]])[:-90], DamagedStatement, "cut"),
    (
        "a spreadsheet of rubbish",
        "s.xlsx",
        package(**{"xl__workbook.xml": b"<broken"}),
        DamagedStatement,
        "broken",
    ),
    (
        "a spreadsheet that bursts",
        "s.xlsx",
        package(**{"xl__workbook.xml": b" " * 30_000_000}),
        StatementTooLarge,
        "unpacks",
    ),
    ("a PDF cut off", "s.pdf", b"%PDF-1.4\n1 0 obj\n<<", DamagedStatement, "cut off"),
    ("a PDF that bursts", "s.pdf", bomb_in_a_pdf, StatementTooLarge, "unpacks"),
    ("a program", "s.csv", bytes(range(256)) * 4, NotAStatement, "no text"),
    ("too many bytes", "s.csv", b"a" * 20_000_001, StatementTooLarge, "20 MB"),
    ("too many rows", "s.csv", HEADING + b"\n" * 200_001, StatementTooLarge, "200,000"),
    ("a cell without end", "s.csv", HEADING + b'"' + b"x" * 300_000, StatementError, "line"),
    (
        "rows missing in the middle",
        "s.csv",
        b"".join(line for line in ORG.splitlines(True) if b"UHB4T0XK6C,11" not in line),
        UnprovenStatement,
        "line 11 (receipt UHC9ZP4D8W)",
    ),
    (
        "the oldest row missing",
        "s.csv",
        b"".join(ORG.splitlines(True)[:-1]),
        UnprovenStatement,
        "line 14 (receipt UHAQ8M1NVJ)",
    ),
    (
        "the newest rows missing",
        "s.csv",
        b"".join(line for line in ORG.splitlines(True) if b"UHEB7KQ2MX" not in line),
        UnprovenStatement,
        "rows are missing",
    ),
    (
        "an amount changed",
        "s.csv",
        ORG.replace(b'Completed,500.00,,"1,500.00"', b'Completed,600.00,,"1,500.00"'),
        UnprovenStatement,
        "line 15 (receipt UH6F3C9LRE)",
    ),
    (
        "a charge's balance changed",
        "s.csv",
        ORG.replace(b'-9.00,"3,261.00"', b'-9.00,"3,262.00"'),
        UnprovenStatement,
        "receipt UHEB7KQ2MX",
    ),
    ("a row cut off", "s.csv", HEADING + ROW[:40], DamagedStatement, "line 2 (receipt UH6F3C9LRE)"),
    (
        "an amount in words",
        "s.csv",
        HEADING + ROW.replace(b",500.00,,", b",five hundred,,"),
        DamagedStatement,
        "line 2 (receipt UH6F3C9LRE)",
    ),
    (
        "a tenth of a cent",
        "s.csv",
        HEADING + ROW.replace(b",500.00,,500.00", b",500.001,,500.001"),
        DamagedStatement,
        "line 2 (receipt UH6F3C9LRE)",
    ),
    (
        "a time that is none",
        "s.csv",
        HEADING + ROW.replace(b"06-08-2026", b"31-09-2026"),
        DamagedStatement,
        "its time cannot be read",
    ),
    (
        "a receipt that is none",
        "s.csv",
        HEADING + ROW.replace(b"UH6F3C9LRE", b"UH6"),
        DamagedStatement,
        "line 2: 'UH6' is not a receipt number",
    ),
    (
        "both paid in and withdrawn",
        "s.csv",
        HEADING + ROW.replace(b"500.00,,", b"500.00,-5.00,"),
        DamagedStatement,
        "both",
    ),
    (
        "no balance anywhere",
        "s.csv",
        HEADING + ROW.replace(b",,500.00", b",,"),
        DamagedStatement,
        "no balance",
    ),
    (
        "another currency",
        "s.csv",
        ORG.replace(b",KES\n", b",USD\n").replace(b",KES\r\n", b",USD\r\n"),
        DamagedStatement,
        "USD",
    ),
    (
        "a page missing",
        "s.txt",
        TEXT[: TEXT.index(b"Page 1 of 2") + 11],
        DamagedStatement,
        "page 2 of 2 is missing",
    ),
    (
        "rows cut off at the end of a text",
        "s.txt",
        TEXT[: TEXT.index(b"UH5Z6L3WBU")].replace(b" of 2", b" of 1"),
        DamagedStatement,
        "rows are missing",
    ),
    (
        "a printed row cut off",
        "s.txt",
        TEXT[: TEXT.index(b"738.00") - 20].replace(b"Page 1 of 2", b""),
        DamagedStatement,
        "cut off",
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "refusal", "words"), [case[1:] for case in FILES], ids=[c[0] for c in FILES]
)
def test_a_file_that_cannot_be_used_is_refused_in_its_own_words(
    name: str,
    data: bytes | Callable[[], bytes],
    refusal: type[StatementError],
    words: str,
    tmp_path: Path,
) -> None:
    (tmp_path / name).write_bytes(data() if callable(data) else data)
    with pytest.raises(refusal) as refused:
        read(tmp_path / name)
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}: ")
    assert words in sentence


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.csv", "with\0nought.csv"):
        with pytest.raises(NotAStatement, match="cannot be opened"):
            read(path)


@pytest.mark.parametrize("code", [None, "", "4829", "nyota"])
def test_a_locked_pdf_asks_for_its_code(code: str | None, tmp_path: Path) -> None:
    world = Customer(random.Random(7), 8).world
    file = printing.as_pdf(world, tmp_path / "s.pdf", password="482913")
    with pytest.raises(LockedStatement, match="code"):
        read(file, code)
    assert read(file, "482913").closing.cents == world.closing


def changed(line: str) -> list[str]:
    """The line of a completed row with one digit of an amount or of its balance changed."""
    found = []
    cells = next(csv.reader([line]))
    for column in (5, 6, 7):
        if cells[4] == "Completed" and cells[column]:
            digit = (int(cells[column][-4]) + 1) % 10
            text = f"{cells[column][:-4]}{digit}{cells[column][-3:]}"
            other = [*cells[:column], text, *cells[column + 1 :]]
            found.append(printing.as_csv([other]).decode().strip())
    return found


def test_every_balance_and_amount_of_a_statement_is_watched(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    lines = ORG.decode().splitlines()
    forgeries = [
        [*lines[:place], line, *lines[place + 1 :]]
        for place in range(7, len(lines))
        for line in changed(lines[place])
    ]
    assert len(forgeries) == 14
    for forgery in forgeries:
        file.write_text("\n".join(forgery), "utf-8")
        with pytest.raises(UnprovenStatement):
            read(file)


def test_formulas_are_text(tmp_path: Path) -> None:
    """A name that a spreadsheet would run stays a name; an amount that is a formula is refused."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    cells = HEADING.decode().strip().split(",")
    sheet.append(cells)
    details = '=HYPERLINK("http://x")'
    sheet.append(["UH6F3C9LRE", "06-08-2026 07:48:52", details, "Completed", 500, None, 500])
    book.save(tmp_path / "s.xlsx")
    assert read(tmp_path / "s.xlsx").transactions[0].details == details
    sheet["E2"] = "=250+250"
    book.save(tmp_path / "s.xlsx")
    with pytest.raises(DamagedStatement, match=r"line 2 .receipt UH6F3C9LRE.*not an amount"):
        read(tmp_path / "s.xlsx")
