"""PDF files: opened with their code, every page as lines of words with their places."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pdfminer import (
    cmapdb,
    encodingdb,
    lzw,
    pdfdevice,
    pdfdocument,
    pdffont,
    pdfinterp,
    pdfpage,
    pdfparser,
    pdftypes,
    psparser,
)
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import Matrix, Rect, apply_matrix_pt

from chama.statements.document import Print, PrintedLine, Progress, Word
from chama.statements.errors import (
    DamagedStatement,
    LockedStatement,
    NotAStatement,
    StatementError,
    StatementTooLarge,
)

MOST_PAGES = 2_000
MOST_GLYPHS = 20_000  # on one page; a full page of a statement has about 4,000
MOST_FIGURES = 200  # on one page; figures inside figures multiply
MOST_DRAWN_TIMES = 15  # of the file's size, by all pages together
LONGEST_PAGE = 1_000_000  # bytes of drawing; a full page has about 30,000
ALWAYS_UNPACKED = 4_000_000  # bytes
MOST_PACKED_TIMES = 30

for _talker in (
    *(cmapdb.log, encodingdb.log, lzw.logger, pdfdevice.logger, pdfdocument.log, pdffont.log),
    *(pdfinterp.log, pdfpage.log, pdfparser.log, pdftypes.logger, psparser.log),
):
    _talker.disabled = True  # they would print names and numbers of a broken file into our log

SAME_LINE = 0.35  # of a letter's height, by which letters of one line may differ
SAME_WORD = 0.22  # of a letter's height; a blank is wider

_STREAM = re.compile(rb"stream\r?\n")
_END_OF_STREAM = b"endstream"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter on a page; top is measured downwards, in points."""

    text: str
    left: float
    right: float
    top: float
    size: float


class _TooMuch(Exception):
    """A page draws more than any statement."""


class _Glyphs(PDFTextDevice):
    """Receives what a page draws and keeps its letters; pictures and lines go by."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.glyphs: list[Glyph] = []
        self._figures = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.glyphs = []
        self._figures = 0

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self._figures += 1
        if self._figures > MOST_FIGURES:
            raise _TooMuch

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\N{REPLACEMENT CHARACTER}"
        advance = font.char_width(cid) * fontsize * scaling
        left, height = apply_matrix_pt(matrix, (0, rise))
        right, _ = apply_matrix_pt(matrix, (advance, rise))
        _, upper = apply_matrix_pt(matrix, (0, rise + fontsize))
        self.glyphs.append(Glyph(text, left, right, -height, abs(upper - height)))
        if len(self.glyphs) > MOST_GLYPHS:
            raise _TooMuch
        return advance


def print_of(data: bytes, password: str | None, on_progress: Progress) -> Print:
    """The lines of every page. Raises StatementError for locked, broken and endless files."""
    _check_streams(data)
    try:
        document = PDFDocument(PDFParser(BytesIO(data)), password=password or "")
        pages = _pages(document)
        lines: list[PrintedLine] = []
        left = max(LONGEST_PAGE, MOST_DRAWN_TIMES * len(data))
        for number, page in enumerate(pages, start=1):
            left -= sum(len(stream.get_data()) for stream in page.contents)
            if left < 0:  # thousands of pages may share one drawing
                raise _TooMuch
            lines += _lines_of(page, number, len(lines))
            on_progress(number, len(pages))
    except StatementError:
        raise
    except PDFPasswordIncorrect as error:
        raise _locked(password) from error
    except _TooMuch as error:
        raise StatementTooLarge("a page of this PDF draws more than any statement.") from error
    except Exception as error:  # pdfminer raises whatever a broken file leads it to
        raise DamagedStatement("this PDF is broken or cut off. Download it again.") from error
    if not lines:
        raise NotAStatement(
            "this PDF holds no text, only pictures. Ask for the statement as M-PESA e-mails it."
        )
    return Print(tuple(lines))


def _locked(password: str | None) -> LockedStatement:
    where = "M-PESA sends it by SMS when the statement is e-mailed"
    if password:
        return LockedStatement(f"the code does not open this PDF: {where}; type it as it came.")
    return LockedStatement(f"this PDF is locked: give the code too; {where}.")


def _pages(document: PDFDocument) -> list[PDFPage]:
    pages: list[PDFPage] = []
    for page in PDFPage.create_pages(document):
        if len(pages) == MOST_PAGES:
            raise StatementTooLarge(f"more than {MOST_PAGES:,} pages.")
        pages.append(page)
    return pages


def _check_streams(data: bytes) -> None:
    """Refuses, before pdfminer unpacks them, streams that would fill our memory."""
    left = max(ALWAYS_UNPACKED, MOST_PACKED_TIMES * len(data))
    for start in _STREAM.finditer(data):
        end = data.find(_END_OF_STREAM, start.end())
        packed = data[start.end() : end if end != -1 else len(data)]
        left -= _unpacked_size(packed, left)
        if left <= 0:
            raise StatementTooLarge("this PDF unpacks to more than any statement holds.")


def _unpacked_size(packed: bytes, most: int) -> int:
    """The size of a stream once unpacked, at least `most` if it is larger; 0 for other streams."""
    if packed.rstrip().endswith(b"~>"):
        try:
            packed = a85decode(packed.strip().removesuffix(b"~>"))
        except ValueError:
            return 0
    try:
        return len(zlib.decompressobj().decompress(packed, most + 1))
    except zlib.error:
        return 0


def _lines_of(page: PDFPage, number: int, before: int) -> Iterator[PrintedLine]:
    """The lines of a page from its top; they are counted on from the `before` of earlier pages."""
    if sum(len(stream.get_data()) for stream in page.contents) > LONGEST_PAGE:
        raise _TooMuch
    resources = PDFResourceManager()
    device = _Glyphs(resources)
    PDFPageInterpreter(resources, device).process_page(page)
    for offset, letters in enumerate(_in_lines(device.glyphs), start=1):
        words = tuple(_words(letters))
        if words:
            yield PrintedLine(before + offset, number, letters[0].top, words)


def _in_lines(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.top):
        if line and glyph.top - line[0].top > SAME_LINE * max(line[0].size, glyph.size):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _words(letters: list[Glyph]) -> Iterator[Word]:
    """The words of a line, cut at blanks and at gaps."""
    word: list[Glyph] = []
    for glyph in sorted(letters, key=lambda one: one.left):
        is_blank = not glyph.text.strip()
        if word and (is_blank or glyph.left - word[-1].right > SAME_WORD * glyph.size):
            yield _word(word)
            word = []
        if not is_blank:
            word.append(glyph)
    if word:
        yield _word(word)


def _word(letters: list[Glyph]) -> Word:
    return Word("".join(one.text for one in letters), letters[0].left, letters[-1].right)
