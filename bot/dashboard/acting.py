"""What happens between a click and its answer: one call that is idempotent in the database.

A script may be killed half-way and run twice at once, so a click is handled in a callback that
asks nothing of Streamlit until it is committed. What the button showed goes with it, and a mark
that was made when it was drawn: with the same mark nothing happens twice.
"""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from bot.conversation.clicking import Click
from bot.dashboard.house import House, Over
from bot.store.applying import Said
from bot.store.database import StoreBusy

TOLD: Final = "told"
"""Under which a browser's state keeps what came of the last click."""
_ONCE = "once:"


@dataclass(frozen=True, slots=True)
class Button:
    """A click that is on offer. page: where. name: of the button, the same as long as it shows the
    same. once: the mark under which it is handled once."""

    page: str
    name: str
    click: Click
    once: str


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a click. said: as to the phone; none where nothing was done, as the database was
    busy, or where it was kept and is done later."""

    page: str
    once: str
    said: Said
    is_busy: bool = False


def offered(page: str, name: str, click: Click) -> Button:
    """The button of a click, under the mark that it had when it was drawn before."""
    once = st.session_state.setdefault(f"{_ONCE}{name}", secrets.token_hex(16))
    return Button(page, name, click, once)


def act(house: House, session: int, button: Button) -> None:
    """Handle a click, then remember what came of it for the page that is drawn next."""
    outcome = handled(house, session, button)
    if outcome is not None:
        remember(st.session_state, button, outcome)


def handled(house: House, session: int, button: Button) -> Told | None:
    """What came of a click: None where the session or the office is over, and nothing was done."""
    try:
        said = house.click(session, button.click, button.once)
    except Over:
        return None
    except StoreBusy:
        return Told(button.page, button.once, (), is_busy=True)
    return Told(button.page, button.once, said)


def remember(state: MutableMapping[Any, Any], button: Button, outcome: Told) -> None:
    """Keep what a click came to. The second of two clicks on one button says nothing: what the
    first said stays."""
    before = state.get(TOLD)
    is_repeat = isinstance(before, Told) and before.once == outcome.once and not outcome.said
    if not is_repeat:
        state[TOLD] = outcome
    if not outcome.is_busy:
        state.pop(f"{_ONCE}{button.name}", None)
