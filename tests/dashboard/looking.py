"""A page as an officer looks at it: the script of one look, on a test's database and clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from streamlit.testing.v1 import AppTest

from bot.dashboard.house import House, open_house
from bot.dashboard.visit import OFFICER
from bot.settings import Settings
from chama.group import Person
from tests.transcripts import Stage

NO_BREAK = "\N{NO-BREAK SPACE}"


def _one_page() -> None:
    """What Streamlit runs; it is read as text, so it imports what it needs."""
    import streamlit as st

    from bot.dashboard.house import Over, this_house
    from bot.dashboard.pages import pages
    from bot.dashboard.script import look as script

    house, name = this_house(), st.session_state["page"]
    session = script._session(house)
    try:
        if session is None:
            raise Over
        script._draw(house, session, name, pages()[name])
    except Over:
        script._show_end(house)


@dataclass
class Looker:
    """The bot and a dashboard beside it, on one database."""

    stage: Stage
    house: House

    def session(self, of: Person, audited: int | None = None) -> int:
        """The session that this person, or their auditor of that group, has just opened."""
        return self.stage.sign_in(of, audited)

    def at(self, page: str, of: Person | int, **asked: str) -> AppTest:
        """A page as somebody sees it. of: who, or a session that they have. asked: what the page's
        address asks for."""
        look = AppTest.from_function(_one_page, default_timeout=30)
        look.user[OFFICER] = str(self.session(of) if isinstance(of, Person) else of)
        look.session_state["page"] = page
        for name, value in asked.items():
            look.query_params[name] = value
        look.run()
        assert not look.exception
        return look


@contextmanager
def looking(stage: Stage) -> Iterator[Looker]:
    """A dashboard beside this stage, by its clock."""
    url = stage.engine.url.render_as_string(hide_password=False)
    house = open_house(Settings(database_url=url), lambda: stage.now)
    try:
        yield Looker(stage, house)
    finally:
        house.close()


def texts(look: AppTest) -> str:
    """All that a page says, in no order: to look for words in."""
    said: list[str] = []
    for kind in ("title", "subheader", "markdown", "caption", "text", "info", "success", "warning"):
        said += [str(one.value) for one in getattr(look, kind)]
    said += [f"{one.label} {one.value}" for one in look.metric]
    said += [one.label for one in look.button]
    said += [cell for table in look.table for cell in cells(table.value)]
    return shown("\n".join(said))


def shown(text: str) -> str:
    """A text as it looks: without what keeps it from being markup or from breaking."""
    return text.replace("\\", "").replace("\N{WORD JOINER}", "").replace(NO_BREAK, " ")


def cells(frame: Any) -> list[str]:
    """Everything in a table, headings too."""
    return [*map(str, frame.columns), *(str(one) for row in frame.values.tolist() for one in row)]


def row(look: AppTest, containing: str) -> list[str]:
    """The first row of a page's tables that has a text in it."""
    for table in look.table:
        for one in table.value.values.tolist():
            cells_of = [shown(str(cell)) for cell in one]
            if any(containing in cell for cell in cells_of):
                return cells_of
    raise AssertionError(f"No row has {containing} in it.")


def press(look: AppTest, label: str) -> AppTest:
    """Click the button with that text on it."""
    (found,) = [one for one in look.button if shown(one.label) == label]
    pressed: AppTest = found.click().run()
    assert not pressed.exception
    return pressed
