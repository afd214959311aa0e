"""Where a forwarding phone posts, and the page that says how to set it up."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, request

from bot.forwarding.door import Door
from bot.forwarding.proof import Post
from bot.render import template_environment
from bot.store.database import StoreBusy
from bot.webhook import come_again, whole_body

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def phones_blueprint(door: Door, templates: Path) -> Blueprint:
    """POST /webhooks/phone/<secret> and GET /phone-setup. templates: the folder of all of them."""
    blueprint = Blueprint("phones", __name__)
    page = template_environment(templates).get_template("phone_setup.html").render()

    @blueprint.post("/webhooks/phone/<secret>", provide_automatic_options=False)
    def take(secret: str) -> Response:
        post = Post(
            whole_body(),
            signature=request.headers.get("X-Signature", ""),
            timestamp=request.headers.get("X-Timestamp", ""),
            sim=request.args.get("sim", ""),
        )
        if not door.take(secret, post):
            abort(404)
        return Response("", mimetype="text/plain")

    @blueprint.get("/phone-setup")
    def phone_setup() -> Response:
        return Response(page, mimetype="text/html", headers={"Content-Security-Policy": _POLICY})

    blueprint.register_error_handler(StoreBusy, come_again)
    return blueprint
