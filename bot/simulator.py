"""The demo's page: a phone for each person, and the book beside it."""

from __future__ import annotations

from flask import Blueprint

from bot.wiring import Parts


def simulator_blueprint(parts: Parts) -> Blueprint:
    """The page /simulator and what it calls."""
    return Blueprint("simulator", __name__, url_prefix="/simulator")
