"""The operator's import: a file from the disk, with progress on a terminal, and a report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa
from rich.console import Console
from rich.progress import Progress as Bar
from sqlalchemy.exc import OperationalError

from bot.importing.importer import (
    Progress,
    carry_out,
    compare,
    content_id,
    digest_of,
    note_seen,
)
from bot.importing.report import report
from bot.importing.summary import queue_summary
from bot.importing.whose import chama_of, insist_on_account
from bot.store.database import reading, writing
from chama.errors import ChamaError
from chama.statements import read


class Interrupted(ChamaError):
    """The database could not be had in the middle of an import."""


def run(
    engine: sa.Engine,
    file: str,
    now: datetime,
    *,
    name: str | None,
    password: str | None,
    is_dry_run: bool,
    is_unchecked: bool = False,
) -> list[str]:
    """Import a statement; gives the lines of the report. Raises ChamaError.

    is_dry_run: change nothing, and refuse what would be refused.
    is_unchecked: the operator says that the account is the group's, though nothing printed does.
    """
    with _shown("Reading") as on_progress:
        statement = read(file, password, on_progress=on_progress)
    with reading(engine) as connection:
        chama_id = chama_of(connection, statement, name)
    imported = compare(engine, statement, chama_id, now)
    insist_on_account(imported.group, statement, is_sure=imported.is_sure or is_unchecked)
    if not is_dry_run:
        try:
            with _shown("Recording") as on_progress:
                carry_out(engine, imported, now, on_progress=on_progress)
            with writing(engine) as connection:
                queue_summary(connection, imported, content_id(imported.statement), now)
                note_seen(connection, imported, digest_of(file), now)
        except OperationalError as error:
            raise Interrupted(
                "The database was busy for too long. Run this again: it goes on where it stopped."
            ) from error
    return list(report(imported, is_dry_run=is_dry_run))


@contextmanager
def _shown(what: str) -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
