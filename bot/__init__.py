"""The bot: everything that touches the world, around the pure library `chama`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from bot.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The Flask application. settings: from the environment when not given."""
    from bot.app import create_app as create  # here, so that `import bot.x` stays light

    return create(settings)
