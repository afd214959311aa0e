"""What may be said of an error in a log or beside a message: never whom it was about.

An exception's text can quote a statement's values, a key that was not found, a member's own words.
So numbers, quotations and names are taken out of it, and of a database's error only its code and
the name of what it broke are told.
"""

from __future__ import annotations

import logging
import re
import sqlite3
import sys
import time
import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError

GONE = "***"

_PRIVATE = re.compile(
    r"""(['"‘“`])(?:.*?)['"’”`]"""  # a quotation
    r"|[+\d*][\d*., -]*\d[\d*]*"  # a number of any spelling
    r"|\b\w*[^\W\d_a-z]\w*(?:['’]\w+)*\b",  # a word with a capital letter: a name, a code
    re.DOTALL,
)


def described(error: BaseException) -> str:
    """The error's class and what its text says about nobody."""
    said = _of_database(error)
    if said is None:
        said = _PRIVATE.sub(GONE, str(error))
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _of_database(error: BaseException) -> str | None:
    """The code and what was broken; None for an error that is no database's.

    PostgreSQL's sentences quote whole rows, SQLite's none.
    """
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        return f"{getattr(original, 'sqlite_errorname', '')} {original}".strip()
    if isinstance(original, psycopg.Error):
        return " ".join(filter(None, (original.sqlstate, original.diag.constraint_name)))
    return "" if isinstance(error, DBAPIError) else None


def traced(error: BaseException) -> str:
    """Where an error came from, frame by frame, and those behind it; without their values."""
    chain = list(_chain(error))
    return "\nwhich led to:\n\n".join(
        "".join([*traceback.format_tb(one.__traceback__), described(one)]) for one in chain[::-1]
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, then what was behind it; each once, should they go in a circle."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def without_values(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """For structlog: turns exc_info into text that names nobody."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else _current(given)
    if error is not None:
        event["exception"] = traced(error)
    return event


def _current(given: Any) -> BaseException | None:
    if isinstance(given, tuple):
        error: BaseException | None = given[1]
        return error
    return sys.exc_info()[1] if given else None


def record_without_values(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """For logging.setLogRecordFactory, where libraries write with formatters of their own."""
    record = logging.LogRecord(*args, **kwargs)
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = traced(record.exc_info[1])
    return record


class Formatter(logging.Formatter):
    """For the standard library's logging: the same, at times in UTC."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%SZ"
    default_msec_format = None

    def format(self, record: logging.LogRecord) -> str:
        """Heeds nothing that another handler's formatter has left on the record."""
        record.exc_text = None
        return super().format(record)

    def formatException(  # noqa: N802  # the library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return traced(ei[1]) if ei[1] is not None else ""
