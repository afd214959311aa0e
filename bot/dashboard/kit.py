"""What pages are drawn with: the same look everywhere, and nobody's name read as markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import streamlit as st

from bot.conversation.clicking import Click
from bot.dashboard import acting
from bot.dashboard.acting import TOLD, Told
from bot.dashboard.visit import Visit
from bot.dashboard.words import plain, prose
from bot.reports.value import Table
from chama.money import CENTS_PER_UNIT, Money

GREEN: Final = "#0b6b3a"
CHART_HEIGHT = 220  # pixels
LONGEST_WORD = 40  # letters of what is looked for
PLACE = "below"
"""Under which a page's address keeps how far a long list was turned."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A sentence in a table, of any length, with whatever in it that people have written."""

    text: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A text in a table as the page's words make it: names in it are harmless already."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much there is of an amount, both of one currency."""

    part: Money
    whole: Money

    def __str__(self) -> str:
        if self.part == self.whole:
            return str(self.part)
        return f"{self.part} / {str(self.whole).removeprefix(f'{self.whole.currency} ')}"


Cell = str | int | date | Money | Share | Prose | Worded | None
"""What stands in a table: a name, a number, a day or moment, an amount, how much of an amount, a
text, nothing."""


def heading(visit: Visit) -> None:
    """The page's title, and of which group it is."""
    st.title(visit.say("title"), anchor=False)
    st.caption(visit.say_shared("group", chama=visit.office.chama))
    if not visit.may_act:
        st.info(visit.say_shared("auditor", name=visit.office.name))
    _what_was_told(visit)


def as_of(visit: Visit) -> None:
    """Up to when the page shows what the book says."""
    st.caption(visit.say_shared("as_of", at=visit.at.isoformat()))


def section(visit: Visit, key: str, **values: object) -> None:
    """The title of a part of a page."""
    st.subheader(visit.say(key, **values), anchor=False)


def nothing(visit: Visit, key: str, **values: object) -> None:
    """What a part says that has nothing to show."""
    st.info(visit.say(key, **values))


def says(visit: Visit, key: str, **values: object) -> None:
    """A sentence of the page."""
    st.markdown(visit.say(key, **values))


def part(visit: Visit, key: str, **values: object) -> None:
    """The title of something within a part."""
    st.markdown(f"#### {visit.say(key, **values)}")


def note(visit: Visit, key: str, **values: object) -> None:
    """What explains, in small letters."""
    st.caption(visit.say(key, **values))


def offer(title: str, says: str, links: Mapping[str, str], covers: str) -> None:
    """Something to fetch: its title, what it is, a link for each form in which it can be had.
    covers: of whom or of when it is, as Markdown."""
    st.markdown(f"#### {plain(title)}")
    st.caption(prose(says))
    st.markdown(covers)
    beside_each_other = st.container(horizontal=True, gap="small")
    for label, address in links.items():
        beside_each_other.link_button(label, address, help=f"{plain(title)} {label}")


def letter(text: str) -> None:
    """A text as somebody wrote it or reads it on a phone: no letter of it means anything."""
    st.container(border=True).text(text)


def choice(visit: Visit, name: str, options: Mapping[str, str], empty: str = "") -> None:
    """One of several things to look at, kept in the page's address under a name, whose title the
    page's words have. options: what is shown, by value. empty: the key of what choosing none is
    called, "" where one is always chosen."""
    shown = {"": visit.say(empty), **options} if empty else dict(options)
    key = f"{visit.page}:{visit.chama_id}:{name}"
    chosen = visit.asked.get(name, "")
    values = list(shown)
    st.session_state[key] = chosen if chosen in shown else values[0]
    st.selectbox(
        visit.say(name), values, format_func=shown.__getitem__, key=key,
        on_change=_choose, args=(visit, name, key),
    )  # fmt: skip


def field(visit: Visit, name: str) -> None:
    """A word to look for, kept in the page's address under a name, whose title the words have."""
    key = f"{visit.page}:{visit.chama_id}:{name}"
    st.session_state[key] = visit.asked.get(name, "")
    st.text_input(
        visit.say(name), key=key, max_chars=LONGEST_WORD,
        on_change=_choose, args=(visit, name, key),
    )  # fmt: skip


def turn(visit: Visit, label: str, name: str, value: str) -> None:
    """A button that shows another page of a list. name, value: as the page's address keeps it."""
    key = f"{visit.page}:{visit.chama_id}:{label}"
    st.button(visit.say(label), key=key, on_click=_put, args=(visit, name, value))


def _choose(visit: Visit, name: str, key: str) -> None:
    _put(visit, name, str(st.session_state[key] or ""))


def _put(visit: Visit, name: str, value: str) -> None:
    visit.note_seen()
    if name != PLACE:
        st.query_params.pop(PLACE, None)  # of another list
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def act(visit: Visit, label: str, name: str, click: Click, *, is_main: bool = False) -> None:
    """A button that does something, once, for who may. label: Markdown, as words make it. name:
    what the button is about, the same as long as it shows the same."""
    if not visit.may_act:
        return
    button = acting.offered(visit.page, name, click)
    st.button(
        label,
        key=f"act:{name}",
        type="primary" if is_main else "secondary",
        on_click=acting.act,
        args=(visit.house, visit.session.id, button),
    )


def _what_was_told(visit: Visit) -> None:
    """What came of the last click, as the phone reads it too, until another page is opened."""
    told = st.session_state.get(TOLD)
    if not isinstance(told, Told):
        return
    if told.page != visit.page:
        del st.session_state[TOLD]
    elif told.is_busy:
        st.warning(visit.say_shared("click_busy"))
    elif not told.said:
        st.info(visit.say_shared("click_later"))
    else:
        st.success(visit.say_shared("click_told"))
        said = [visit.say_message(one.template, one.facts) for one in told.said]
        letter("\n\n".join(said))


def figures(items: Sequence[tuple[str, str]]) -> None:
    """A few numbers, large, beside each other where there is room. items: label and number, both
    said by the page's words."""
    beside_each_other = st.container(horizontal=True, gap="medium")
    for label, number in items:
        beside_each_other.metric(label, number, width="content")


def table(visit: Visit, columns: Mapping[str, Sequence[Cell]], says: str) -> None:
    """A table that screen readers read, columns by the keys of their titles. says: the key of what
    it is. Texts are names: they are shown as they are. On a phone it scrolls in itself."""
    _show_table(visit, {visit.say(key): cells for key, cells in columns.items()}, says)


def report(visit: Visit, given: Table, says: str, most: int) -> None:
    """The last lines of a report's table, the newest first; its headings are its own. What it
    says of before and after is left out."""
    lines = [row.cells for row in reversed(given.rows) if not row.is_strong]
    rows = lines[:most]
    columns = {
        prose(column.heading): [_of_report(row[place]) for row in rows]
        for place, column in enumerate(given.columns)
    }
    _show_table(visit, columns, says)
    if len(lines) > most:
        note(visit, f"{says}_more", count=len(lines) - most)


def _of_report(cell: str | int | date | Money | None) -> Cell:
    return Prose(cell) if isinstance(cell, str) else cell


def _show_table(visit: Visit, columns: Mapping[str, Sequence[Cell]], says: str) -> None:
    import pandas as pd  # which Streamlit too loads with the first table, and not before

    shown = {title: [_in_cell(visit, cell) for cell in cells] for title, cells in columns.items()}
    table = pd.DataFrame(shown).style
    amounts = [at for at, cells in enumerate(columns.values(), start=1) if _are_amounts(cells)]
    looks = [{"selector": "td, th", "props": _CLOSE}]
    if amounts:
        cells = ", ".join(f"td:nth-child({at}), th:nth-child({at})" for at in amounts)
        looks.append({"selector": cells, "props": _AT_THE_RIGHT})
    table.set_table_styles(looks)
    st.table(table, border="horizontal", hide_index=True, alt=visit.say(says))


_CLOSE = "padding-left: 0.4rem !important; padding-right: 0.2rem !important"
"""So that as many columns as can be are to be seen on a phone."""
_AT_THE_RIGHT = "text-align: right !important; font-variant-numeric: tabular-nums"
"""So that shillings stand below shillings. Streamlit's own word on it is on each cell."""


def _are_amounts(cells: Sequence[Cell]) -> bool:
    said = [one for one in cells if one is not None]
    return bool(said) and all(isinstance(one, Money | Share) for one in said)


def _in_cell(visit: Visit, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Worded():
            return cell.markdown
        case Prose():
            return prose(cell.text)
        case datetime():
            return _unbroken(visit.say_shared("moment", at=cell.isoformat()))
        case date():
            return _unbroken(visit.say_shared("day", on=cell.isoformat()))
        case Money() | Share() | int():
            return _unbroken(str(cell))
    return plain(cell)


def _unbroken(text: str) -> str:
    """An amount or a day that stays on one line in a narrow column."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def chart(
    visit: Visit, across: Sequence[int], amounts: Sequence[Money], says: str, title: str
) -> None:
    """A bar for each round, in whole units; the numbers stand in a table beside it. across: the
    rounds. says, title: keys."""
    import altair as alt  # 30 MB in memory that only who looks at a chart is to cost

    currency = amounts[0].currency
    bars = [
        {"across": number, "up": amount.cents // CENTS_PER_UNIT}
        for number, amount in zip(across, amounts, strict=True)
    ]
    upright = alt.Axis(labelAngle=0, title=visit.say("round"))
    drawn = (
        alt.Chart({"values": bars}, height=CHART_HEIGHT)
        .mark_bar(color=GREEN)
        .encode(
            x=alt.X("across:O", axis=upright, scale=alt.Scale(paddingInner=0.4)),
            y=alt.Y("up:Q", axis=alt.Axis(title=currency)),
            tooltip=[
                alt.Tooltip("across:O", title=visit.say("round")),
                alt.Tooltip("up:Q", title=visit.say(title), format=","),
            ],
        )
    )
    st.altair_chart(drawn, alt=visit.say(says))
    note(visit, says)


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
