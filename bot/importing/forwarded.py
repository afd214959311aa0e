"""Statements that officers send: fetched from the provider, read, imported, answered, forgotten.

A file is kept for no longer than it takes to read it. One whose worker died is taken anew; to
import a statement twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import sqlalchemy as sa
import structlog

from bot.conversation.effects import Facts, Purpose
from bot.importing import summary
from bot.importing.importer import carry_out, compare
from bot.importing.whose import OtherAccount
from bot.messages import FetchError
from bot.store import outbox, statement_files
from bot.store.chamas import load_group
from bot.store.database import reading, writing
from bot.store.outbox import NewMessage, Part
from bot.store.statement_files import StatementFile
from chama.statements import (
    LockedStatement,
    NotAStatement,
    StatementError,
    StatementTooLarge,
    read,
)

BROKEN = "statement_broken"
OUR_TROUBLE = "our_trouble"
NEXT_TRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))

Fetch = Callable[[str, IO[bytes]], None]
"""Writes the file at an address. Raises FetchError."""

_LINE = re.compile(r"\bline (\d+)")

log = structlog.get_logger()


class Unusable(Exception):
    """A file of which nothing can come. reason, row: for words to the sender; row "" for none."""

    def __init__(self, reason: str, row: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.row = row


class SentStatements:
    """The statements that wait; safe for any number of workers.

    fetchers: for each channel that hands files over, how to get one.
    """

    def __init__(
        self, engine: sa.Engine, fetchers: Mapping[str, Fetch], clock: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._fetchers = fetchers
        self._clock = clock

    def work_through(self) -> int:
        """Fetch, import and answer every file that is due; gives how many were taken up."""
        taken = 0
        while (file := self._take()) is not None:
            taken += 1
            self._handle(file)
        return taken

    def _take(self) -> StatementFile | None:
        with writing(self._engine) as connection:
            return statement_files.take_due(connection, self._clock())

    def _handle(self, file: StatementFile) -> None:
        try:
            template, facts = summary.TEMPLATE, self._import(file)
        except Unusable as error:
            template, facts = BROKEN, {"reason": error.reason, "row": error.row}
        except Exception as error:
            log.error("statement_not_imported", file=file.id, exc_info=error)
            if self._try_again(file, type(error).__name__):
                return
            reason = error.reason if isinstance(error, FetchError) else OUR_TROUBLE
            template, facts = BROKEN, {"reason": reason, "row": ""}
        self._answer(file, template, facts)

    def _import(self, file: StatementFile) -> Facts:
        """The summary's values. Raises Unusable, and whatever else may pass by itself."""
        with TemporaryDirectory() as directory:
            path = Path(directory, "statement")
            self._fetch(file, path)
            try:
                statement = read(path, file.password or None)
                imported = compare(self._engine, statement, file.chama_id, self._clock())
            except StatementError as error:
                raise _unusable(error, has_code=bool(file.password)) from error
            except OtherAccount as error:
                raise Unusable("other_account") from error
        if not imported.is_sure:
            raise Unusable("other_account")
        carry_out(self._engine, imported, self._clock(), asked_by=file.sender)
        return summary.summary_facts(imported)

    def _fetch(self, file: StatementFile, path: Path) -> None:
        fetch = self._fetchers.get(file.channel)
        if fetch is None:
            raise Unusable("unreachable")
        try:
            with path.open("wb") as out:
                fetch(file.url, out)
        except FetchError as error:
            if error.permanent:
                raise Unusable(error.reason) from error
            raise

    def _try_again(self, file: StatementFile, error: str) -> bool:
        """Whether there is another try to come."""
        if file.tries > len(NEXT_TRIES):
            return False
        at = self._clock() + NEXT_TRIES[file.tries - 1]
        with writing(self._engine) as connection:
            statement_files.try_again(connection, file.id, at, error)
        return True

    def _answer(self, file: StatementFile, template: str, facts: Facts) -> None:
        """Tell the officer who sent it what came of it, and be done with it."""
        now = self._clock()
        with reading(self._engine) as connection:
            group = load_group(connection, file.chama_id)
        sender = group.person_at(file.sender)
        message = NewMessage(
            key=f"statement-file:{file.id}",
            address=file.sender,
            parts=(Part(template, {"chama": group.name, **facts}),),
            purpose=Purpose.REPLY,
            chama_id=group.id,
            member=sender.code if sender else "",
            channel=file.channel,
        )
        with writing(self._engine) as connection:
            outbox.queue(connection, [message], now)
            statement_files.finish(connection, file.id, now, str(facts.get("reason", "")))


def _unusable(error: StatementError, *, has_code: bool) -> Unusable:
    """What a statement's fault is called in words to a person, with the line where there is one."""
    if isinstance(error, LockedStatement):
        return Unusable("wrong_code" if has_code else "locked")
    if isinstance(error, NotAStatement):
        return Unusable("foreign")
    if isinstance(error, StatementTooLarge):
        return Unusable("too_large")
    found = _LINE.search(str(error))
    return Unusable("broken", found[1] if found else "")
