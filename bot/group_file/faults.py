"""What is wrong with a group's file, or stands in the way of moving the group."""

from __future__ import annotations

from chama.errors import ChamaError


class GroupFileError(ChamaError):
    """A file that is not taken: nothing of it was stored."""


class NotExported(ChamaError):
    """A group that is not written to a file: its book does not hold, or money is on its way."""
