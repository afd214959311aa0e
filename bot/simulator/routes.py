"""The routes of the simulator: its page, what the page shows, what people write on it.

The page plays every person, so only this machine's own browser may reach it: other Host names are
refused (a website's own name may be made to mean 127.0.0.1), and so are posts of other origins.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response, abort, jsonify, request

from bot.around import utc_now
from bot.channels import simulator as channel
from bot.desk.room import api_of
from bot.messages import InboundMessage
from bot.render import Renderer
from bot.simulator.board import board
from bot.simulator.payments import Side, money_text
from bot.simulator.phones import Shelf, addresses
from bot.simulator.posted import field
from bot.simulator.wallet_routes import add_wallet_routes
from bot.simulator.wallets import Wallets
from bot.store.chamas import Groups
from bot.store.database import StoreBusy, reading
from bot.views.chamas import all_chamas
from bot.wiring import TEMPLATES, Parts
from chama.group import Group

MAX_CONTENT_LENGTH = 64 * 1024

_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]{1,5})?", re.ASCII)
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def simulator_blueprint(parts: Parts, wallets: Wallets | None = None) -> Blueprint:
    """The page /simulator and what it calls. wallets: of the provider, where the demo plays one."""
    blueprint = Blueprint("simulator", __name__, url_prefix="/simulator", static_folder="static")
    simulator = _Simulator(parts, wallets)
    blueprint.before_request(_refuse_others)
    blueprint.after_request(_with_headers)
    blueprint.register_error_handler(StoreBusy, _come_again)

    @blueprint.get("")
    def page() -> Response:
        return blueprint.send_static_file("page.html")

    @blueprint.get("/state")
    def state() -> Response:
        return jsonify(simulator.state())

    @blueprint.post("/messages")
    def messages() -> Response:
        simulator.write(field("phone", str), field("text", str))
        return Response(status=204)

    @blueprint.post("/money-texts")
    def money_texts() -> Response:
        text = simulator.money_text(field("chama", int), field("payer", str), field("side", str))
        return jsonify(text=text)

    if wallets is not None:
        add_wallet_routes(blueprint, wallets)
    return blueprint


class _Simulator:
    """What the routes do, as plain values in and out; 400 for what the page never asks."""

    def __init__(self, parts: Parts, wallets: Wallets | None) -> None:
        self._engine = parts.engine
        self._pipeline = parts.pipeline
        self._groups = Groups()
        settings = parts.settings
        renderer = Renderer(TEMPLATES, settings.public_base_url, settings.dashboard_url)
        self._shelf = Shelf(renderer, api_of(parts.payments), wallets)

    def state(self) -> dict[str, Any]:
        """Everything that the page shows."""
        with reading(self._engine) as connection:
            groups = self._all_groups(connection)
            return {
                "boards": [board(connection, group) for group in groups],
                "phones": self._shelf.phones(connection, groups),
            }

    def write(self, phone: str, text: str) -> None:
        """A person on the page sends a message, as a provider would hand it over."""
        with reading(self._engine) as connection:
            if phone not in addresses(self._all_groups(connection)):
                abort(400)
        message = InboundMessage(
            channel=channel.NAME,
            provider_id=uuid.uuid4().hex,
            sender=phone,
            recipient=channel.NAME,
            text=_storable(text),
            received_at=utc_now(),
        )
        self._pipeline.handle(message)

    def money_text(self, chama_id: int, payer: str, side: str) -> str:
        """The M-Pesa text about a payment of that member, as that side's phone shows it."""
        with reading(self._engine) as connection:
            groups = {group.id: group for group in self._all_groups(connection)}
            group = groups.get(chama_id)
            person = group.person(payer) if group is not None else None
            if group is None or person is None or side not in set(Side):
                abort(400)
            return money_text(connection, group, person, Side(side), utc_now()) or abort(400)

    def _all_groups(self, connection: sa.Connection) -> list[Group]:
        return [self._groups.get(connection, one.id) for one in all_chamas(connection)]


def _refuse_others() -> None:
    request.max_content_length = MAX_CONTENT_LENGTH
    if not _LOOPBACK.fullmatch(request.host):
        abort(403)
    if request.method == "POST" and request.origin != request.host_url.rstrip("/"):
        abort(403)


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _come_again(_error: StoreBusy) -> Response:
    return Response("busy", 503, {"Retry-After": "1"}, mimetype="text/plain")


def _storable(text: str) -> str:
    """Without NUL and half surrogates, which JSON may carry and no database takes."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
