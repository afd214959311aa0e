"""A person's one-time file: a page with a button, and the file to who presses it.

A look spends nothing, as phones fetch links to show what is behind them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Blueprint, Response

from bot.conversation.commands.my_file import PASSBOOK
from bot.render import template_environment
from bot.reports import command
from bot.reports.command import Options
from bot.store import file_links, one_time
from bot.store.database import StoreBusy, reading, writing
from bot.store.file_links import FileAsked
from bot.webhook import come_again

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; img-src data:"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def files_blueprint(engine: sa.Engine, templates: Path, clock: Callable[[], datetime]) -> Blueprint:
    """GET and POST /files/<token>. templates: the folder of all of them."""
    blueprint = Blueprint("files", __name__)
    door = _Door(templates)

    @blueprint.get("/files/<token>")
    def show(token: str) -> Response:
        if not one_time.is_token(token):
            return door.page("spent", 404)
        with reading(engine) as connection:
            is_there = file_links.is_unspent(connection, token, clock())
        return door.page("fetch", 200) if is_there else door.page("spent", 410)

    @blueprint.post("/files/<token>")
    def give(token: str) -> Response:
        if not one_time.is_token(token):
            return door.page("spent", 404)
        with writing(engine) as connection:
            asked = file_links.spend(connection, token, clock())
        return door.page("spent", 410) if asked is None else _file(engine, asked, clock())

    blueprint.register_error_handler(StoreBusy, come_again)
    return blueprint


def _file(engine: sa.Engine, asked: FileAsked, now: datetime) -> Response:
    """The report as a PDF, under a name that says what it is."""
    options = Options(
        chama=str(asked.chama_id),
        format="pdf",
        member=asked.member if asked.report == PASSBOOK else None,
        language=asked.language or None,
    )
    made = command.run(engine, asked.report, options, now)
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, mimetype="application/pdf", headers={**_HEADERS, **named})


class _Door:
    """The page with the button, in all languages at once, as nobody is known who opens it."""

    def __init__(self, templates: Path) -> None:
        self._page = template_environment(templates).get_template("dashboard_door.html")
        self._texts = {
            path.parent.name: tomllib.loads(path.read_text("utf-8"))
            for path in sorted(templates.glob("*/file_door.toml"))
        }

    def page(self, what: str, status: int) -> Response:
        """what: "fetch", with the button, or "spent"."""
        texts = [{"language": one, **said[what]} for one, said in self._texts.items()]
        buttons = " / ".join(one["button"] for one in texts if "button" in one)
        shown = self._page.render(texts=texts, button=buttons, action="", token="")
        return Response(shown, status, mimetype="text/html", headers=_HEADERS)
