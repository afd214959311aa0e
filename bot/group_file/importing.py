"""Brings a group from a file to this server: all of it, recomputed, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from bot.conversation import proposals as kinds_of_proposals
from bot.conversation import questions as kinds_of_questions
from bot.conversation.cause import of_clock
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.phones import DISCONNECT
from bot.conversation.situation import Situation
from bot.group_file.exporting import MOST_FAULTS
from bot.group_file.faults import GroupFileError
from bot.group_file.restoring import Restoring
from bot.group_file.rows import FileRow, Manifest, read_rows
from bot.store import tables
from bot.store.chamas import load_group
from bot.store.database import writing
from bot.store.proposals import new_code as random_code
from bot.store.proposals import open_with_ids
from bot.store.questions import SHOWN_AT, as_question
from bot.store.served import collects_on
from bot.store.verify import faults_of
from chama.account_ref import group_code
from chama.agreement import State
from chama.group import Group


@dataclass(frozen=True, slots=True)
class Imported:
    """A group that came in, or stood here already.

    is_new: False where it was here, and nothing was changed. account: how members name the group
    now when they pay a paybill. asked: how many open questions are put again. silenced: how many
    people who are known here get no messages any more, as they had said STOP there.
    """

    manifest: Manifest
    chama_id: int
    is_new: bool
    account: str = ""
    people: int = 0
    asked: int = 0
    silenced: int = 0


def import_group(
    engine: sa.Engine,
    file: Path,
    now: datetime,
    new_code: Callable[[], str] = random_code,
    served: Collection[str] = (),
) -> Imported:
    """Store the group of a file. The same file again changes nothing.

    served: the numbers of a provider's account here on which it must not collect: what its file
    says to lie there would be paid out of the money of whoever collects there.

    The whole file is looked at before anything is locked, then stored and verified in one
    transaction. Raises GroupFileError; nothing is left behind then.
    """
    try:
        with file.open("rb") as opened:
            _look_through(opened)
            opened.seek(0)
            with writing(engine) as connection:
                return _import(connection, opened, now, new_code, served)
    except OSError as error:
        raise GroupFileError(f"{file} cannot be read: {error.strerror or error}.") from error


def _look_through(file: IO[bytes]) -> None:
    _, rows = read_rows(file)
    for _ in rows:
        pass


def _import(
    connection: sa.Connection,
    file: IO[bytes],
    now: datetime,
    new_code: Callable[[], str],
    served: Collection[str],
) -> Imported:
    manifest, rows = read_rows(file)
    here = _here(connection, manifest)
    if here is not None:
        return Imported(manifest, here, is_new=False)
    restoring = Restoring(connection, manifest, now, new_code)
    for row in rows:
        if row.name == tables.member_address.name:
            _refuse_namesake(connection, manifest, row, restoring.book.chama_id)
        restoring.take(row)
    restoring.finish()
    chama_id = restoring.book.chama_id
    if served and collects_on(connection, chama_id, served):
        raise GroupFileError(
            "The group collects on the number of this server's own M-Pesa account, and would be"
            " paid from what others have there. Is the account this group's own, say --own-account."
        )
    _verify(connection, manifest, chama_id)
    _end_what_is_about_phones(connection, chama_id, now)
    group = _readable(connection, chama_id, now)
    asked = _put_again(connection, chama_id, now)
    return Imported(
        manifest,
        chama_id,
        is_new=True,
        account=group_code(chama_id),
        people=len(group.people),
        asked=asked,
        silenced=restoring.silenced,
    )


# --- whether it is here already ------------------------------------------------------------------


def _here(connection: sa.Connection, manifest: Manifest) -> int | None:
    """The chama of that book, if the file's chain is the beginning of its own; None for no such
    book. Raises GroupFileError where the two have gone different ways."""
    book = tables.book
    row = connection.execute(sa.select(book).where(book.c.ref == manifest.book)).one_or_none()
    if row is None:
        return None
    at = [
        sa.select(table.c.hash).where(table.c.chama_id == row.chama_id, table.c.seq == manifest.seq)
        for table in (tables.entry, tables.register)
    ]
    hash_here = connection.execute(sa.union_all(*at)).scalar()
    if hash_here == manifest.head or (manifest.seq, manifest.head) == (row.seq, row.head):
        return int(row.chama_id)
    raise GroupFileError(
        f"{manifest.chama} is here already, and its book is another than the file's from some "
        f"entry on: here it ends with number {row.seq}, in the file with {manifest.seq}. "
        "Nothing was imported."
    )


def _refuse_namesake(connection: sa.Connection, manifest: Manifest, row: FileRow, own: int) -> None:
    """Members could not tell two groups of one name apart that they are both in."""
    chama, member, known = tables.chama, tables.member, tables.member_address
    chosen = (
        sa.select(chama.c.name)
        .join(member, member.c.chama_id == chama.c.id)
        .join(known, known.c.member_id == member.c.id)
        .where(known.c.address == row.values["address"], chama.c.id != own)
    )
    for name in connection.execute(chosen).scalars():
        if name.casefold() == manifest.chama.casefold():
            raise GroupFileError(
                f"A group called {name} is here already, with a member of the same number. Nothing "
                "was imported."
            )


# --- whether all of it holds ---------------------------------------------------------------------


def _verify(connection: sa.Connection, manifest: Manifest, chama_id: int) -> None:
    """The book as it stands here now, recomputed: chain, balances, register against tables."""
    book = tables.book
    row = connection.execute(sa.select(book).where(book.c.chama_id == chama_id)).one()
    if (row.seq, row.head) != (manifest.seq, manifest.head):
        raise GroupFileError(
            f"The chain ends with number {row.seq}, not with number {manifest.seq} as the manifest "
            "says: entries are left out. Nothing was imported."
        )
    faults = [str(fault) for fault in faults_of(connection, chama_id)]
    if faults:
        named = "\n".join(f"- {fault}" for fault in faults[:MOST_FAULTS])
        raise GroupFileError(f"The book does not hold, so nothing was imported:\n{named}")


def _readable(connection: sa.Connection, chama_id: int, now: datetime) -> Group:
    """The group as this software reads it, and all that waits in it as it would be shown."""
    try:
        group = load_group(connection, chama_id)
        proposal, question = tables.proposal, tables.question
        is_open = sa.and_(proposal.c.chama_id == chama_id, tables.PROPOSAL_IS_OPEN)
        ids = connection.execute(sa.select(proposal.c.id).where(is_open)).scalars().all()
        for one in open_with_ids(connection, ids):
            kinds_of_proposals.kinds()[one.kind].show(one.facts)
        chosen = sa.select(question, SHOWN_AT).where(
            question.c.chama_id == chama_id, question.c.answered_at.is_(None)
        )
        draft = Draft(Situation(sender="", group=group), of_clock("import", now))
        for row in connection.execute(chosen):
            draft.put(as_question(row))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise GroupFileError(
            f"This software cannot read what is in the file: {type(error).__name__}, {error}. "
            "Nothing was imported."
        ) from error
    return group


# --- what goes on here ---------------------------------------------------------------------------


def _end_what_is_about_phones(connection: sa.Connection, chama_id: int, now: datetime) -> None:
    """Whether a phone stays stopped is decided where it forwarded; here none does yet."""
    proposal, question = tables.proposal, tables.question
    which = sa.select(proposal.c.id).where(
        proposal.c.chama_id == chama_id, tables.PROPOSAL_IS_OPEN, proposal.c.kind == DISCONNECT
    )
    ids = connection.execute(which).scalars().all()
    connection.execute(
        sa.update(question)
        .where(question.c.proposal_id.in_(ids), question.c.answered_at.is_(None))
        .values(answered_at=now, answer=WITHDRAWN)
    )
    connection.execute(
        sa.update(proposal)
        .where(proposal.c.id.in_(ids))
        .values(state=State.EXPIRED.value, decided_at=now)
    )


def _put_again(connection: sa.Connection, chama_id: int, now: datetime) -> int:
    """Each question that is in front of its person is put from this server's numbers, as soon as
    the worker runs; only then does an answer count. Gives how many are."""
    question = tables.question
    in_front = sa.select(question.c.id, question.c.kind, question.c.details).where(
        question.c.chama_id == chama_id,
        question.c.answered_at.is_(None),
        question.c.presented_at.is_not(None),
    )
    ids = [
        row.id
        for row in connection.execute(in_front)
        if not kinds_of_questions.is_forgettable(row.kind, row.details)
    ]
    connection.execute(sa.update(question).where(question.c.id.in_(ids)).values(remind_at=now))
    return len(ids)
