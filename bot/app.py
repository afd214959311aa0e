"""The web process: webhooks, health and metrics, and in demo mode the simulator."""

from __future__ import annotations

from flask import Flask

from bot.operations import operations_blueprint
from bot.settings import Settings
from bot.webhook import webhook_blueprint
from bot.wiring import Parts, assemble, utc_now


def create_app(settings: Settings | None = None) -> Flask:
    """The Flask application for these settings, or for those of the environment."""
    return app_of(assemble(settings or Settings.from_env()))


def app_of(parts: Parts) -> Flask:
    """The Flask application of assembled parts."""
    app = Flask("bot", static_folder=None)
    app.config["SECRET_KEY"] = parts.settings.secret_key or None
    app.register_blueprint(
        webhook_blueprint(parts.settings, parts.channels, parts.pipeline, utc_now)
    )
    app.register_blueprint(operations_blueprint(parts.engine))
    if parts.settings.demo:
        from bot.simulator import simulator_blueprint  # does not exist outside demo mode

        app.register_blueprint(simulator_blueprint(parts))
    return app
