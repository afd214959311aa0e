"""The outbox: every message that is to go out, as template and values, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation.effects import Facts, Purpose
from bot.messages import DeliveryStatus
from bot.store.prepared import PreparedRows
from bot.store.tables import book, outbox

Head = tuple[int, str]

_INSERT = PreparedRows(
    outbox,
    [column.name for column in outbox.c if column is not outbox.c.id],
    lambda insert: insert.on_conflict_do_nothing().returning(outbox.c.id),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One template with its values; a message may have several, one below the other."""

    template: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be queued. key: names it once and for ever. channel: "" to choose at sending.
    language: "" for the person's own.

    question_id: the question that it puts to the person, None where it asks nothing. head: number
    and hash with which the group's book ends as this is queued, which the message bears witness of;
    None to look it up.
    """

    key: str
    address: str
    parts: tuple[Part, ...]
    purpose: Purpose
    chama_id: int | None = None
    member: str = ""
    channel: str = ""
    language: str = ""
    question_id: int | None = None
    head: Head | None = None


def queue(connection: sa.Connection, messages: Iterable[NewMessage], now: datetime) -> int:
    """Queue messages; one whose key is there already is left out. Gives how many were new."""
    wanted = list(messages)
    heads = _heads(connection, {one.chama_id for one in wanted if one.head is None})
    rows = [_row(one, one.head or heads.get(one.chama_id), now) for one in wanted]
    return len(_INSERT.rows(connection, rows))


def _heads(connection: sa.Connection, chama_ids: Iterable[int | None]) -> dict[int | None, Head]:
    """How the books of these chamas stand."""
    of_chamas = [chama_id for chama_id in chama_ids if chama_id is not None]
    if not of_chamas:
        return {}
    chosen = sa.select(book).where(book.c.chama_id.in_(of_chamas))
    return {row.chama_id: (row.seq, row.head) for row in connection.execute(chosen)}


def _row(message: NewMessage, head: Head | None, now: datetime) -> Mapping[str, Any]:
    book_seq, book_hash = head or (None, None)
    return {
        "key": message.key,
        "chama_id": message.chama_id,
        "member": message.member,
        "address": message.address,
        "channel": message.channel,
        "language": message.language,
        "template": message.parts[0].template,
        "facts": facts_of(message.parts),
        "purpose": message.purpose.value,
        "created_at": now,
        "not_before": now,
        "status": DeliveryStatus.QUEUED.value,
        "taken_at": None,
        "tries": 0,
        "provider_id": "",
        "text": "",
        "error": "",
        "sent_at": None,
        "question_id": message.question_id,
        "book_seq": book_seq,
        "book_hash": book_hash,
    }


def facts_of(parts: Sequence[Part]) -> Facts:
    """The parts of a message as they are stored."""
    return {"parts": [[part.template, dict(part.facts)] for part in parts]}


def parts_of(facts: Mapping[str, Sequence[Any]]) -> tuple[Part, ...]:
    """The parts of a stored message."""
    return tuple(Part(template, values) for template, values in facts["parts"])
