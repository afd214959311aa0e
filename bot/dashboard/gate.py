"""Who may come in: each request and each websocket is asked for its session before all else.

ASGI itself, as the helpers of frameworks never see websockets. What the pages know of who looks is
the header that is put in here; one that a client sends along is dropped.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote

import streamlit
from anyio.to_thread import run_sync
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.dashboard.house import House
from bot.store.database import StoreBusy

MARK: Final = "X-Chama-Officer"
"""The header by which the pages know the session that looks."""
COOKIE: Final = "chama_dashboard"

ENTER: Final = "/enter"
_OPEN = frozenset({ENTER, "/_stcore/health"})
_SHUT = ("/_stcore/agent", "/_stcore/upload_file", "/media", "/auth", "/oauth2callback")
"""What Streamlit offers and we do not use: machines that drive the page, files of any session."""

_POLICY_VIOLATION = 1008
_MARK = MARK.lower().encode()
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ENGLISH = b'<html lang="en">'
_FIRST_SCRIPT = b"<script>"
_SQUEEZED = b"accept-encoding"
"""What Streamlit squeezes by itself could not be put into its reader's language; what goes out is
squeezed once, by the application's outermost layer."""

Headers = list[tuple[bytes, bytes]]


class Gate:
    """Stands before the whole application."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house
        self._base = house.base
        self._prefix = house.base.rpartition("/")[0]
        self._begins = _where_all_lies(house.base)
        self._headers = _headers_of_all(self._begins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, websocket, or the life of the process."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        placed = self._placed(scope)
        dressed = _Dressed(send, self._headers, self._begins)
        path = str(placed["path"])
        where = path.removeprefix(self._base)
        if path in {"/", self._base}:
            await self._turn_away(placed, receive, dressed, RedirectResponse(f"{self._base}/"))
        elif not path.startswith(f"{self._base}/") or where.startswith(_SHUT):
            await self._turn_away(
                placed, receive, dressed, PlainTextResponse("Not found", status_code=404)
            )
        elif where in _OPEN:
            await self._app(placed, receive, dressed)
        else:
            await self._ask_for_session(placed, receive, dressed)

    def _placed(self, scope: Scope) -> Scope:
        """The scope with the path prefix that a proxy may have taken off, and no mark in it."""
        path = str(scope["path"])
        if self._prefix and not path.startswith(f"{self._prefix}/"):
            path = f"{self._prefix}{path}"
        headers = [one for one in scope["headers"] if one[0].lower() != _MARK]
        return {**scope, "path": path, "raw_path": path.encode(), "headers": headers}

    async def _ask_for_session(self, scope: Scope, receive: Receive, send: _Dressed) -> None:
        try:
            session = await run_sync(self._house.session_with, cookie_in(scope["headers"]))
        except StoreBusy:
            busy = PlainTextResponse("Busy, try again", 503, headers={"Retry-After": "2"})
            await self._turn_away(scope, receive, send, busy)
            return
        if session is None or self._is_from_a_page_of_no_key(scope):
            is_look = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
            to_door = RedirectResponse(f"{self._base}{ENTER}", status_code=303)
            refusal = to_door if is_look else PlainTextResponse("Sign in first", status_code=403)
            await self._turn_away(scope, receive, send, refusal)
            return
        plain = (one for one in scope["headers"] if one[0].lower() != _SQUEEZED)
        marked = [*plain, (_MARK, str(session.id).encode())]
        language = self._house.words.spoken(session.language)
        await self._app({**scope, "headers": marked}, receive, send.speaking(language))

    def _is_from_a_page_of_no_key(self, scope: Scope) -> bool:
        """Whether a page that anybody on the way could have written opens the stream: Streamlit
        takes our own name for ours whether its page came over https or not, and this machine's."""
        said = (value for name, value in scope["headers"] if name.lower() == b"origin")
        is_plain = any(not one.lower().startswith(b"https:") for one in said)
        return scope["type"] == "websocket" and self._house.is_secure and is_plain

    async def _turn_away(
        self, scope: Scope, receive: Receive, send: Send, response: Response
    ) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await response(scope, receive, send)


class _Dressed:
    """Sends answers on with the headers that all have; a page of Streamlit in its reader's
    language, and kept by no browser, as the next to open it may read another. begins: the script
    that such a page begins with."""

    def __init__(self, send: Send, headers: Headers, begins: str, language: str = "") -> None:
        self._send = send
        self._headers = headers
        self._begins = begins
        self._language = language
        self._page: Message | None = None

    def speaking(self, language: str) -> _Dressed:
        return _Dressed(self._send, self._headers, self._begins, language)

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._page is not None and message["type"] == "http.response.body":
            await self._show(message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        own = {name for name, _ in self._headers}
        given: Headers = [one for one in message.get("headers", ()) if one[0].lower() not in own]
        started = {**message, "headers": [*given, *self._headers]}
        if self._language and _is_page(given):
            self._page = started
        else:
            await self._send(started)

    async def _show(self, message: Message) -> None:
        """The one page that Streamlit has; it comes in one piece or several, and goes in one."""
        started = self._page or {}
        started["body"] = started.get("body", b"") + message.get("body", b"")
        if message.get("more_body", False):
            return
        self._page = None
        page = started.pop("body").replace(_ENGLISH, f'<html lang="{self._language}">'.encode(), 1)
        begins = f"<script>{self._begins}</script>".encode()
        page = page.replace(_FIRST_SCRIPT, begins + _FIRST_SCRIPT, 1)
        kept = [one for one in started["headers"] if one[0].lower() not in _ABOUT_BODY]
        length = [(b"content-length", str(len(page)).encode())] if page else []
        started["headers"] = [*kept, *length, (b"cache-control", b"no-store")]
        await self._send(started)
        await self._send({"type": "http.response.body", "body": page})


_ABOUT_BODY = frozenset({b"content-length", b"etag", b"last-modified", b"cache-control"})


def _is_page(headers: Headers) -> bool:
    types = (value for name, value in headers if name.lower() == b"content-type")
    return any(one.startswith(b"text/html") for one in types)


def cookie_in(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """What a browser says that its session is; "" for nothing.

    Cookies of others on our host or above it may look like anything: none of them hides ours. Where
    one bears its name, ours stands first, as it is for the longer path.
    """
    for name, value in headers:
        if name.lower() == b"cookie":
            for one in value.decode("latin-1").split(";"):
                called, _, said = one.partition("=")
                if called.strip() == COOKIE:
                    return said.strip()
    return ""


def client_of(scope: Scope) -> str:
    """Whence somebody comes: from where a proxy on this machine says, else as connected."""
    connected = scope.get("client")
    host = str(connected[0]) if connected else ""
    if host not in {"127.0.0.1", "::1"}:
        return host
    said = [value for name, value in scope["headers"] if name.lower() == b"x-forwarded-for"]
    return said[-1].decode("latin-1").rpartition(",")[2].strip() if said else host


def _where_all_lies(base: str) -> str:
    """The script that says to Streamlit's page where the server is. Without it, a page that is
    opened by its own address looks for the server below itself first, and finds nothing there."""
    return f'window.__streamlit={{BACKEND_BASE_URL:location.origin+"{quote(base)}"}}'


def _headers_of_all(begins: str) -> Headers:
    """What every answer has: nothing is fetched from elsewhere, framed, guessed or told on.

    begins: a script of ours in the page.
    """
    policy = (
        f"default-src 'none'; script-src 'self' {_hashes_of_inline(begins)}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "manifest-src 'self'; worker-src 'self' blob:"
    )
    return [
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        (b"x-robots-tag", b"noindex"),
    ]


def _hashes_of_inline(begins: str) -> str:
    """The scripts that stand in Streamlit's page itself and ours, as a policy names them."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    digests = (hashlib.sha256(one.encode()).digest() for one in [begins, *_INLINE.findall(page)])
    return " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)
