"""Bars beside a table: the same numbers as its rows, for those who would rather look."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor

from bot.reports.value import Table
from chama.money import CENTS_PER_UNIT, Money

_HEIGHT, _LEFT, _BELOW, _ABOVE = 100, 50, 22, 22
_WIDEST_GROUP = 90  # points for the bars of one row
_COLOURS: Final = ("#b8c0c8", "#1f6f5c", "#b5651d")  # told apart in grey print too


def bars_of(table: Table, names: Sequence[str], room: float, font: str) -> Drawing:
    """The columns `table.bars` of its rows as bars.

    names: of the rows, in what the font can write.
    """
    places = [[one.key for one in table.columns].index(key) for key in table.bars]
    rows = [row for row in table.rows if not row.is_strong]
    data = [[_units(row.cells[place]) for row in rows] for place in places]
    drawing = Drawing(room, _HEIGHT + _BELOW + _ABOVE)
    drawing.add(_chart(data, names[: len(rows)], room, font))
    drawing.add(_legend([table.columns[place].heading for place in places], font))
    return drawing


def _chart(
    data: Sequence[Sequence[float]], names: Sequence[str], room: float, font: str
) -> VerticalBarChart:
    chart = VerticalBarChart()
    chart.x, chart.y, chart.height = _LEFT, _BELOW, _HEIGHT
    chart.width = min(room - _LEFT, _WIDEST_GROUP * max(1, len(names)))
    chart.data = data
    chart.categoryAxis.categoryNames = list(names)
    chart.valueAxis.valueMin = min(0.0, *(value for one in data for value in one))
    chart.valueAxis.labelTextFormat = "{:,.0f}".format
    chart.groupSpacing = 8
    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = font, 7.5
    for place in range(len(data)):
        chart.bars[place].fillColor = HexColor(_COLOURS[place % len(_COLOURS)])
        chart.bars[place].strokeWidth = 0
    return chart


def _legend(headings: Sequence[str], font: str) -> Legend:
    legend = Legend()
    legend.x, legend.y = _LEFT, _HEIGHT + _BELOW + _ABOVE - 4
    legend.fontName, legend.fontSize = font, 7.5
    legend.alignment, legend.columnMaximum, legend.deltax = "right", 1, 90
    legend.colorNamePairs = [
        (HexColor(_COLOURS[place % len(_COLOURS)]), heading)
        for place, heading in enumerate(headings)
    ]
    return legend


def _units(cell: object) -> float:
    """How high a bar is: the one place where money is no whole number, as nothing is added."""
    return float(Decimal(cell.cents) / CENTS_PER_UNIT) if isinstance(cell, Money) else 0.0
