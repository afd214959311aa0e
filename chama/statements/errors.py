"""Why a statement cannot be used, each with a sentence that says what to do about it."""

from __future__ import annotations

from chama.errors import ChamaError


class StatementError(ChamaError):
    """Any refusal of a statement; `read` puts the file's name in front."""


class EmptyStatement(StatementError):
    """A file without a single transaction and without balances."""


class NotAStatement(StatementError):
    """Something else: a letter, a picture, a web page, another company's table."""


class LockedStatement(StatementError):
    """A file that opens only with a password, and none was given or the wrong one."""


class DamagedStatement(StatementError):
    """A file that is cut off or broken, or a row that cannot be read."""


class StatementTooLarge(StatementError):
    """More bytes, pages, rows or cells than any real statement has."""


class UnprovenStatement(StatementError):
    """The printed balances do not follow from the rows, so nothing may rest on them."""
