"""Where a session begins: plain pages of a few hundred bytes, without a script.

A look at a link spends nothing, as phones fetch links to show what is behind them; only the button
does.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.dashboard.gate import COOKIE, ENTER, client_of, cookie_in
from bot.dashboard.house import House
from bot.render import template_environment
from bot.store.sessions import AUDIT_LASTS
from bot.wiring import TEMPLATES

MOST_WRONG = 5
WRONG_COUNTED_SECONDS = 60
MOST_ADDRESSES = 10_000
LONGEST_FORM = 1_000  # bytes

_KEPT_NOWHERE = {"Cache-Control": "no-store"}


class Doors:
    """The routes beside Streamlit's own."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._page = template_environment(TEMPLATES).get_template("dashboard_door.html")
        self._wrong = WrongTries()

    def routes(self) -> list[Route]:
        """To look at a link and to spend it; below the address that browsers know."""
        base = self._house.base
        return [
            Route(f"{base}{ENTER}", self._show_enter, methods=["GET"]),
            Route(f"{base}{ENTER}", self._enter, methods=["POST"]),
        ]

    async def _show_enter(self, request: Request) -> Response:
        token = request.query_params.get("t", "")
        if not token:
            return self._shown("how", 200)
        door = await run_in_threadpool(self._house.door_of, token)
        if door is not None:
            return self._shown(door.value, 200, token)
        return self._shown("spent", 410)

    async def _enter(self, request: Request) -> Response:
        whence = client_of(request.scope)
        if not _is_from_here(request):
            return self._shown("how", 403)
        token = await _token_in(request)
        before = cookie_in(request.scope["headers"])
        cookie = await run_in_threadpool(self._house.enter, token, before)
        if not cookie:
            is_slow = self._wrong.are_too_many(whence)
            self._wrong.note(whence)
            return self._shown("slow", 429) if is_slow else self._shown("spent", 410)
        inside = RedirectResponse(f"{self._house.base}/", 303, headers=_KEPT_NOWHERE)
        inside.set_cookie(
            COOKIE,
            cookie,
            max_age=int(AUDIT_LASTS.total_seconds()),  # its row says when it ends
            path=self._house.base,
            secure=self._house.is_secure,
            httponly=True,
            samesite="strict",
        )
        return inside

    def _shown(self, what: str, status: int, token: str = "") -> Response:
        """A page in all languages, as nobody is known yet. token: of the link that its one button
        spends, "" for a page without one."""
        words = self._house.words
        texts = [
            {"language": one, **{key: words.say(one, "doors", f"{what}_{key}") for key in _PARTS}}
            for one in words.languages
        ]
        buttons = " / ".join(words.say(one, "doors", "button") for one in words.languages)
        page = self._page.render(
            texts=texts,
            button=buttons if token else "",
            action=f"{self._house.base}{ENTER}",
            token=token,
        )
        return HTMLResponse(page, status, headers=_KEPT_NOWHERE)


_PARTS = ("title", "text")


class WrongTries:
    """How often an address came with a link that lets nobody in; in memory, as one process serves
    all pages.

    Nobody guesses 130 bits, so a right link always opens: else whoever shares a proxy's address
    with an officer could lock them out.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[str, list[float]] = OrderedDict()

    def note(self, whence: str) -> None:
        """One more."""
        self._tries[whence] = [*self._lately(whence), self._clock()]
        self._tries.move_to_end(whence)
        while len(self._tries) > MOST_ADDRESSES:
            self._tries.popitem(last=False)

    def are_too_many(self, whence: str) -> bool:
        """Whether that address has tried enough for a while."""
        return len(self._lately(whence)) >= MOST_WRONG

    def _lately(self, whence: str) -> list[float]:
        since = self._clock() - WRONG_COUNTED_SECONDS
        return [one for one in self._tries.get(whence, ()) if one > since]


def _is_from_here(request: Request) -> bool:
    """Whether the button was pressed on our own page, as far as the browser says."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


async def _token_in(request: Request) -> str:
    """The one field of the form, "" for a body that is no such form."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            return ""
    return parse_qs(body.decode("latin-1")).get("t", [""])[0]
