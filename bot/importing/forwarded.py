"""Statements that officers send: fetched, read, put to others; carried out when these agree.

A file is kept for no longer than it takes to read it, what was read until it is decided on. One
whose worker died is taken anew; to import a statement twice changes nothing.
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

from bot.conversation.cause import STATEMENT
from bot.conversation.effects import Facts, Purpose
from bot.importing import asking, summary
from bot.importing.imported import Imported
from bot.importing.importer import carry_out, compare, content_id, digest_of, note_seen
from bot.importing.kept import as_read
from bot.importing.warrant import Warrant
from bot.importing.whose import OtherAccount
from bot.messages import FetchError
from bot.store import outbox, proposals, statement_files
from bot.store.chamas import load_group
from bot.store.database import reading, writing
from bot.store.outbox import NewMessage, Part
from bot.store.statement_files import StatementFile
from chama.agreement import AND
from chama.group import Group
from chama.statements import (
    LockedStatement,
    NotAStatement,
    Statement,
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
        """Take up every file that is due, one that came or was agreed to; gives how many."""
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
            if file.statement is not None and file.proposal_id is not None:
                self._carry_out(file, as_read(file.statement), file.proposal_id)
            else:
                self._put(file, *self._read(file))
        except Unusable as error:
            self._give_up(file, error.reason, error.row)
        except Exception as error:
            log.error("statement_not_imported", file=file.id, exc_info=error)
            if not self._try_again(file, type(error).__name__):
                self._give_up(file, error.reason if isinstance(error, FetchError) else OUR_TROUBLE)

    def _read(self, file: StatementFile) -> tuple[Imported, str]:
        """The file beside the book, and its digest.

        Raises Unusable, and whatever else may pass by itself.
        """
        with TemporaryDirectory() as directory:
            path = Path(directory, "statement")
            self._fetch(file, path)
            digest = digest_of(path)
            try:
                statement = read(path, file.password or None)
                imported = compare(self._engine, statement, file.chama_id, self._clock())
            except StatementError as error:
                raise _unusable(error, has_code=bool(file.password)) from error
            except OtherAccount as error:
                raise Unusable("other_account") from error
        if not imported.is_sure:
            raise Unusable("other_account")
        return imported, digest

    def _put(self, file: StatementFile, imported: Imported, digest: str) -> None:
        """Ask people whether it may come into the book; one that changes nothing is only told."""
        now = self._clock()
        with writing(self._engine) as connection:
            if next(imported.plan.steps, None) is not None:
                template, facts = asking.put(connection, imported, file, digest, now)
            else:
                template, facts = summary.TEMPLATE, summary.summary_facts(imported)
                content = content_id(imported.statement)
                summary.queue_summary(connection, imported, content, now, but=file.sender)
                author = asking.author_of(imported.group, file.sender)
                note_seen(connection, imported, digest, now, author.code if author else STATEMENT)
            self._answer(connection, file, imported.group, template, facts)
            if template != asking.ASKED:
                statement_files.finish(connection, file.id, now)

    def _carry_out(self, file: StatementFile, statement: Statement, proposal_id: int) -> None:
        """Bring what people agreed to into the book, and tell the officers and who sent it."""
        now, stand = self._clock(), file.stand or ()
        with reading(self._engine) as connection:
            lines = proposals.facts_of(connection, proposal_id)["lines"]
        warrant = Warrant.of(stand, lines)
        imported = warrant.narrowed(compare(self._engine, statement, file.chama_id, now))
        carry_out(self._engine, imported, now, warrant=warrant)
        names = (imported.group.name_of(code) for code in stand)
        with writing(self._engine) as connection:
            summary.queue_summary(
                connection,
                imported,
                f"agreed:{proposal_id}",
                now,
                stood=", ".join(filter(None, names)),
                also=file.sender,
            )
            note_seen(connection, imported, file.digest, now, AND.join(stand))
            proposals.note_done(connection, proposal_id)
            statement_files.finish(connection, file.id, now)

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

    def _give_up(self, file: StatementFile, reason: str, row: str = "") -> None:
        """Nothing can come of it, or nothing more: say why, and be done with it."""
        now = self._clock()
        with reading(self._engine) as connection:
            group = load_group(connection, file.chama_id)
        facts = {"reason": reason, "row": row, "is_begun": file.proposal_id is not None}
        with writing(self._engine) as connection:
            self._answer(connection, file, group, BROKEN, facts)
            statement_files.finish(connection, file.id, now, reason)

    def _answer(
        self,
        connection: sa.Connection,
        file: StatementFile,
        group: Group,
        template: str,
        facts: Facts,
    ) -> None:
        """Tell who sent it, once when it was read and once more if its carrying out fails."""
        sender = group.person_at(file.sender)
        stage = "agreed" if file.proposal_id is not None else "read"
        message = NewMessage(
            key=f"statement-file:{file.id}:{stage}",
            address=file.sender,
            parts=(Part(template, {"chama": group.name, "currency": group.currency, **facts}),),
            purpose=Purpose.REPLY,
            chama_id=group.id,
            member=sender.code if sender else "",
            channel=file.channel,
        )
        outbox.queue(connection, [message], self._clock())


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
