"""What pages are drawn with: the same look everywhere, and nobody's name read as markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from bot.dashboard.visit import Visit
from bot.dashboard.words import plain
from chama.money import Money

Cell = str | int | Money | None
"""What stands in a table: a name, a number, an amount, nothing."""


def heading(visit: Visit) -> None:
    """The page's title, and of which group it is."""
    st.title(visit.say("title"), anchor=False)
    st.caption(visit.say_shared("group", chama=visit.office.chama))


def as_of(visit: Visit) -> None:
    """Up to when the page shows what the book says."""
    st.caption(visit.say_shared("as_of", at=visit.at.isoformat()))


def section(visit: Visit, key: str, **values: object) -> None:
    """The title of a part of a page."""
    st.subheader(visit.say(key, **values), anchor=False)


def nothing(visit: Visit, key: str, **values: object) -> None:
    """What a part says that has nothing to show."""
    st.info(visit.say(key, **values))


def figures(items: Sequence[tuple[str, str]]) -> None:
    """A few numbers, large, beside each other where there is room. items: label and number, both
    said by the page's words."""
    beside_each_other = st.container(horizontal=True, gap="medium")
    for label, number in items:
        beside_each_other.metric(label, number, width="content")


def table(visit: Visit, columns: Mapping[str, Sequence[Cell]], says: str) -> None:
    """A table that screen readers read, columns by the keys of their titles. says: the key of what
    it is. Texts are names: they are shown as they are. On a phone it scrolls in itself."""
    shown = {visit.say(key): [_in_cell(cell) for cell in cells] for key, cells in columns.items()}
    st.table(shown, border="horizontal", hide_index=True, alt=visit.say(says))


def _in_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, Money | int) else plain(cell)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how much of a whole, and the same in words, said by the page. part, whole: cents
    or counts."""

    part: int
    whole: int
    says: str


def bars(items: Sequence[Bar]) -> None:
    """Bars below each other, each with its numbers in words: they are read aloud, weigh nothing,
    and need no library for charts."""
    for one in items:
        share = min(1.0, max(0, one.part) / one.whole) if one.whole > 0 else 1.0
        st.progress(share, text=one.says)
