"""The web process: webhooks, health and metrics, and in demo mode the simulator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, redirect, url_for

from bot.around import utc_now
from bot.files import files_blueprint
from bot.forwarding.door import Door
from bot.forwarding.web import phones_blueprint
from bot.logs import set_up_logging
from bot.money_webhook import money_blueprint
from bot.operations import operations_blueprint
from bot.settings import Settings
from bot.store.database import ANSWERING
from bot.webhook import webhook_blueprint
from bot.wiring import TEMPLATES, Parts, assemble

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from bot.simulator.wallets import Wallets


def create_app(settings: Settings | None = None) -> Flask:
    """The Flask application for these settings, or for those of the environment."""
    set_up_logging()  # here, because a server of its own starts with nothing of ours set up
    return app_of(assemble(settings or Settings.from_env(), ANSWERING))


def app_of(parts: Parts, wallets: Wallets | None = None) -> Flask:
    """The Flask application of assembled parts. wallets: of the provider that the demo plays."""
    app = Flask("bot", static_folder=None)
    app.config["SECRET_KEY"] = parts.settings.secret_key or None
    app.register_blueprint(
        webhook_blueprint(parts.settings, parts.channels, parts.pipeline, utc_now)
    )
    daraja = parts.settings.daraja
    secret = daraja.callback_secret if daraja is not None else ""
    app.register_blueprint(money_blueprint(parts.payments, secret, parts.engine, utc_now))
    door = Door(parts.engine, parts.pipeline.handle, utc_now)
    app.register_blueprint(phones_blueprint(door, TEMPLATES))
    app.register_blueprint(files_blueprint(parts.engine, TEMPLATES, utc_now))
    app.register_blueprint(operations_blueprint(parts.engine))
    if parts.settings.demo:
        from bot.simulator import simulator_blueprint  # does not exist outside demo mode

        app.register_blueprint(simulator_blueprint(parts, wallets))
        app.add_url_rule("/", "home", lambda: redirect(url_for("simulator.page")))
    _mount_below(app, urlsplit(parts.settings.public_base_url).path)
    return app


def _mount_below(app: Flask, prefix: str) -> None:
    """Answer under the path of PUBLIC_BASE_URL too, for proxies that do not strip it."""
    if not prefix:
        return
    inner = app.wsgi_app

    def below(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(f"{prefix}/"):
            script_name = environ.get("SCRIPT_NAME", "") + prefix
            moved = {"SCRIPT_NAME": script_name, "PATH_INFO": path.removeprefix(prefix)}
            environ = {**environ, **moved}
        return inner(environ, start_response)

    # Flask's own way to wrap an application; the attribute is made to be replaced.
    app.wsgi_app = below  # type: ignore[method-assign]
