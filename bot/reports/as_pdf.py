"""A report as PDF: A4, our own letters, every page saying whose, of when and up to where.

What people are called is never markup: cells are plain text, and whatever stands in a paragraph
goes through `_paragraph`, which escapes it. Two runs on the same value give the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape

from babel.dates import format_date
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Drawn

from bot.reports.bars import bars_of
from bot.reports.value import PAGE, PAGES, Cell, Column, Kind, Report, Row, Table
from bot.reports.widths import Wanted, blocks, is_roomy, widths
from chama.money import CENTS_PER_UNIT, Money, minor_digits

_FONTS = Path(__file__).parent / "fonts"
_PLAIN, _BOLD = "ChamaSans", "ChamaSans-Bold"
_SIZE, _LEADING, _PADDING = 8.0, 10.5, 3.5
_SMALL = 6.5
_MARGIN, _FOOT = 15 * mm, 20 * mm
_FRAME = 6  # what reportlab leaves free inside its margins
_INK, _GREY, _LINE, _SHADE = (HexColor(one) for one in ("#1b1f24", "#57606a", "#b8c0c8", "#eceff2"))
_TO_WRITE_IN = 8 * mm  # a line of a form
_LONGEST_WORD = 110.0  # that is not broken
_UNREADABLE = "?"

_TITLE = ParagraphStyle("title", fontName=_BOLD, fontSize=15, leading=19, textColor=_INK)
_HEADING = ParagraphStyle(
    "heading",
    fontName=_BOLD,
    fontSize=10,
    leading=13,
    spaceBefore=8,
    spaceAfter=3,
    textColor=_INK,
    keepWithNext=1,
)
_FACT = ParagraphStyle("fact", fontName=_PLAIN, fontSize=9, leading=12.5, textColor=_INK)
_NOTE = ParagraphStyle("note", fontName=_PLAIN, fontSize=7.5, leading=10, textColor=_GREY)

Style = tuple[Any, ...]


def write(report: Report, out: BinaryIO) -> None:
    """Write it; upright where its tables fit, else sideways."""
    letters = _letters()
    sized = [_Sized.of(table, report.language, letters) for table in report.tables]
    upright = A4[0] - 2 * _MARGIN
    page = A4 if all(is_roomy(one.wanted, upright) for one in sized) else landscape(A4)
    document = SimpleDocTemplate(
        out,
        pagesize=page,
        leftMargin=_MARGIN - _FRAME,
        rightMargin=_MARGIN - _FRAME,
        topMargin=_MARGIN,
        bottomMargin=_FOOT,
        title=_legible(f"{report.group}: {report.title}", letters),
        author="chama-bot",
        lang=report.language,
        invariant=1,
    )
    room = page[0] - 2 * _MARGIN
    footer = _Footer(report, room, letters)
    document.build(list(_story(report, sized, room)), canvasmaker=footer.canvas)


def _story(report: Report, sized: Sequence[_Sized], room: float) -> Iterator[Flowable]:
    yield _paragraph(report.group, _FACT)
    yield _paragraph(report.title, _TITLE)
    yield _paragraph(f"{report.period} · {report.labels.currency}", _FACT)
    for fact in report.facts:
        yield _paragraph(fact, _FACT)
    for one in sized:
        yield _paragraph(one.table.title, _HEADING) if one.table.title else Spacer(1, 8)
        if one.table.bars and one.table.rows:
            yield bars_of(one.table, one.firsts, room, _PLAIN)
            yield _paragraph(one.table.in_words, _NOTE)
            yield Spacer(1, 4)
        if one.table.rows:
            yield from one.drawn(room)
        else:
            yield _paragraph(report.labels.empty, _FACT)
    if report.notes:
        yield Spacer(1, 8)
    for note in report.notes:
        yield _paragraph(note, _NOTE)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    """The only way in which a text becomes a paragraph: reportlab would obey any markup in it."""
    return Paragraph(escape(_legible(text, _letters())), style)


# --- letters -------------------------------------------------------------------------------------


@cache
def _letters() -> frozenset[int]:
    """What both faces of our font can write, once they are registered."""
    faces = [TTFont(name, _FONTS / file) for name, file in _FACES.items()]
    for face in faces:
        registerFont(face)
    plain, bold = (frozenset(face.face.charToGlyph) for face in faces)
    return plain & bold


_FACES: Final = {_PLAIN: "DejaVuSans.ttf", _BOLD: "DejaVuSans-Bold.ttf"}


def _legible(text: str, letters: frozenset[int]) -> str:
    """A text with what our font can write: accents that it lacks are left out, the rest is "?"."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(one if ord(one) in letters else _nearest(one, letters) for one in text)


def _nearest(letter: str, letters: frozenset[int]) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in parts if ord(part) in letters)
    is_invisible = unicodedata.category(letter) in ("Mn", "Cf", "Cc")
    return kept or ("" if is_invisible else _UNREADABLE)


# --- tables --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sized:
    """A table as texts, with how wide its columns want to be."""

    table: Table
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int]
    wanted: tuple[Wanted, ...]

    @classmethod
    def of(cls, table: Table, language: str, letters: frozenset[int]) -> _Sized:
        """Measures a table."""
        rows = list(table.rows)
        if table.totals is not None:
            rows.append(Row(table.totals, is_strong=True))
        shown = tuple(
            tuple(_legible(_shown(cell, language), letters) for cell in row.cells) for row in rows
        )
        heading = tuple(_legible(column.heading, letters) for column in table.columns)
        wanted = tuple(
            _wanted(column, heading[place], [cells[place] for cells in shown])
            for place, column in enumerate(table.columns)
        )
        strong = frozenset(number for number, row in enumerate(rows) if row.is_strong)
        return cls(table, heading, shown, strong, wanted)

    @property
    def firsts(self) -> list[str]:
        """What stands in the first column."""
        return [cells[0] for cells in self.rows]

    def drawn(self, room: float) -> Iterator[Flowable]:
        """The table, in blocks below one another where it is too wide."""
        for number, places in enumerate(blocks(self.wanted, room)):
            if number:
                yield Spacer(1, 6)
            yield self._block(places, room)

    def _block(self, places: Sequence[int], room: float) -> Drawn:
        columns = widths([self.wanted[place] for place in places], room)
        if self.table.is_form:
            columns = _stretched(columns, room)
        heading = [
            _broken(self.heading[place], width, _BOLD)
            for place, width in zip(places, columns, strict=True)
        ]
        rows = [
            [
                _broken(cells[place], width, _BOLD if number in self.strong else _PLAIN)
                for place, width in zip(places, columns, strict=True)
            ]
            for number, cells in enumerate(self.rows)
        ]
        heights = [None, *[_TO_WRITE_IN if self.table.is_form else None for _ in rows]]
        drawn = Drawn(
            [heading, *rows], colWidths=columns, rowHeights=heights, repeatRows=1, hAlign="LEFT"
        )
        drawn.setStyle(self._style(places))
        return drawn

    def _style(self, places: Sequence[int]) -> list[Style]:
        numbers = [
            at
            for at, place in enumerate(places)
            if self.table.columns[place].kind in (Kind.MONEY, Kind.COUNT)
        ]
        return [
            ("FONT", (0, 0), (-1, -1), _PLAIN, _SIZE, _LEADING),
            ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, _LINE),
            ("FONT", (0, 0), (-1, 0), _BOLD, _SIZE, _LEADING),
            ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
            *(("ALIGN", (at, 0), (at, -1), "RIGHT") for at in numbers),
            *([("LINEAFTER", (0, 0), (-2, -1), 0.3, _LINE)] if self.table.is_form else []),
            *(
                ("FONT", (0, number + 1), (-1, number + 1), _BOLD, _SIZE, _LEADING)
                for number in sorted(self.strong)
            ),
        ]


def _stretched(columns: Sequence[float], room: float) -> list[float]:
    """The columns of a form take the whole width: there is to be written in them."""
    more = max(0.0, room - sum(columns)) / max(1, len(columns) - 1)
    return [columns[0], *(width + more for width in columns[1:])]


def _wanted(column: Column, heading: str, cells: Sequence[str]) -> Wanted:
    """Of a column: its longest cell, and of its heading at least the longest word."""
    natural = _widest([*cells, *heading.split()])
    if column.kind is not Kind.TEXT:
        return Wanted(natural, natural, gives_way=False)
    words = [word for cell in cells for word in cell.split()]
    least = min(_widest(words), _LONGEST_WORD)
    return Wanted(natural, min(natural, max(least, _widest(heading.split()))), gives_way=True)


def _widest(texts: Sequence[str]) -> float:
    longest = max((stringWidth(text, _BOLD, _SIZE) for text in texts), default=0.0)
    return float(longest) + 2 * _PADDING + 0.5


def _broken(text: str, width: float, font: str) -> str:
    """A text in lines that fit a column; a word that is too long is broken where it must be."""
    room = width - 2 * _PADDING
    if stringWidth(text, font, _SIZE) <= room:
        return text
    lines = simpleSplit(text, font, _SIZE, room)
    return "\n".join(part for line in lines for part in _pieces(line, font, room))


def _pieces(line: str, font: str, room: float) -> Iterator[str]:
    while line:
        end = len(line)
        while end > 1 and stringWidth(line[:end], font, _SIZE) > room:
            end -= 1
        yield line[:end]
        line = line[end:]


def _shown(cell: Cell, language: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Money):
        places = 2 if cell.cents % CENTS_PER_UNIT else minor_digits(cell.currency)
        return f"{Decimal(cell.cents) / CENTS_PER_UNIT:,.{places}f}"
    if isinstance(cell, date):
        return format_date(cell, "d MMM y", locale=language)
    return str(cell)


# --- every page ----------------------------------------------------------------------------------


class _Footer:
    """What stands at the foot of every page, written once it is known how many there are."""

    def __init__(self, report: Report, room: float, letters: frozenset[int]) -> None:
        labels = report.labels
        what = f"{report.group} · {report.title} · {report.period} · {report.currency}"
        self._left = [_legible(line, letters) for line in (what, labels.as_of, labels.book)]
        self._page = _legible(labels.page, letters)
        self._room = room

    def canvas(self, *args: Any, **options: Any) -> Canvas:
        """Makes the canvas of a document."""
        return _Numbered(self, *args, **options)

    def draw(self, canvas: Canvas, number: int, count: int) -> None:
        """Draw it on the page that is open."""
        canvas.saveState()
        canvas.setStrokeColor(_LINE)
        canvas.setFillColor(_GREY)
        canvas.line(_MARGIN, _FOOT - 3, _MARGIN + self._room, _FOOT - 3)
        page = self._page.replace(PAGE, str(number)).replace(PAGES, str(count))
        taken = stringWidth(page, _PLAIN, _SMALL) + 10
        canvas.setFont(_PLAIN, _SMALL)
        canvas.drawRightString(_MARGIN + self._room, _FOOT - 12, page)
        for at, line in enumerate(self._left):
            fitting = _cut(line, self._room - (0 if at else taken))
            canvas.drawString(_MARGIN, _FOOT - 12 - 8.5 * at, fitting)
        canvas.restoreState()


class _Numbered(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Keeps its pages until the last is there, as each says how many there are."""

    def __init__(self, footer: _Footer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._footer = footer
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  # as reportlab calls it
        """Keep the page."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the pages."""
        for number, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self._footer.draw(self, number, len(self._kept))
            super().showPage()
        super().save()


def _cut(text: str, room: float) -> str:
    """A line that is too long ends in three dots."""
    if stringWidth(text, _PLAIN, _SMALL) <= room:
        return text
    while text and stringWidth(f"{text}…", _PLAIN, _SMALL) > room:
        text = text[:-1]
    return f"{text}…"
