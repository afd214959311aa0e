"""What gunicorn does once, before it starts the processes that answer: its settings file."""

from __future__ import annotations


def when_ready(_arbiter: object) -> None:
    """Load what every process that answers is made of, and shares from then on.

    Nothing is opened here. A process that takes another's place is there at once. It is done once
    gunicorn hears signals and listens: who calls meanwhile waits.
    """
    import bot.app  # noqa: F401
