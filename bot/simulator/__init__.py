"""The demo's page: a phone for each person, and the book beside it. Not there outside demo mode."""

from bot.simulator.routes import simulator_blueprint

__all__ = ["simulator_blueprint"]
