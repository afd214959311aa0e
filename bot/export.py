"""Exports for spreadsheets and other programs: CSV with a heading row, safe to open anywhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

import sqlalchemy as sa

from bot.store.book import entries_of
from bot.store.database import reading
from bot.store.tables import chama, contact, fund, inbox, member, outbox, question, seat
from chama.journal import SealedEntry
from chama.money import Money

Row = Mapping[str, object]

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS_MAY_START_WITH = ("+", "-")
ROWS_AT_ONCE = 1_000


def export(engine: sa.Engine, what: str, out: IO[str]) -> None:
    """Write one of EXPORTS as CSV."""
    headings, rows_of = EXPORTS[what]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    with reading(engine) as connection:
        for row in rows_of(connection):
            writer.writerow([_cell(row[heading]) for heading in headings])


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula; numbers keep their sign."""
    if not isinstance(value, str) or not value.startswith(_STARTS_A_FORMULA):
        return value
    is_number = value.startswith(_NUMBERS_MAY_START_WITH) and value[1:].replace(".", "").isdigit()
    return value if is_number else f"'{value}"


def _entries(connection: sa.Connection) -> Iterator[Row]:
    for sealed, of in _sealed_entries(connection):
        yield _entry(sealed, of)


def _postings(connection: sa.Connection) -> Iterator[Row]:
    for sealed, of in _sealed_entries(connection):
        for line, posting in enumerate(sealed.entry.postings, start=1):
            currency = of.currencies[posting.account.fund]
            yield {
                "chama": of.name,
                "seq": sealed.seq,
                "line": line,
                "fund": posting.account.fund,
                "account": posting.account.code,
                "amount": Money(posting.amount_cents, currency).decimal,
                "currency": currency,
            }


@dataclass(frozen=True, slots=True)
class _Chama:
    """A chama as its entries are written out. currencies: by fund. members: names by code."""

    name: str
    currencies: Mapping[str, str]
    members: Mapping[str, str]


def _sealed_entries(connection: sa.Connection) -> Iterator[tuple[SealedEntry, _Chama]]:
    """Every entry of every book, in order."""
    chamas = connection.execute(sa.select(chama.c.id, chama.c.name).order_by(chama.c.id)).all()
    for chama_id, name in chamas:
        of = _Chama(name, _currencies(connection, chama_id), _names(connection, chama_id))
        for sealed in entries_of(connection, chama_id):
            yield sealed, of


def _currencies(connection: sa.Connection, chama_id: int) -> dict[str, str]:
    chosen = sa.select(fund.c.name, fund.c.currency).where(fund.c.chama_id == chama_id)
    return {row.name: row.currency for row in connection.execute(chosen)}


def _names(connection: sa.Connection, chama_id: int) -> dict[str, str]:
    chosen = sa.select(member.c.code, member.c.name).where(member.c.chama_id == chama_id)
    return {row.code: row.name for row in connection.execute(chosen)}


def _entry(sealed: SealedEntry, of: _Chama) -> Row:
    """One row an entry; its first line says the currency of what it moves."""
    entry = sealed.entry
    funds = list(dict.fromkeys(posting.account.fund for posting in entry.postings))
    currency = of.currencies[funds[0]]
    return {
        "chama": of.name,
        "seq": sealed.seq,
        "kind": entry.kind.value,
        "member": "+".join(of.members.get(code, "") for code in entry.members),
        "amount": Money(entry.amount_cents, currency).decimal,
        "currency": currency,
        "receipt": entry.receipt,
        "chain": sealed.chain_code,
        "reverses": "" if entry.reverses is None else entry.reverses,
        "fund": "+".join(funds),
        "network": entry.network,
        "on": entry.effective_on or "",
        "recorded_at": sealed.recorded_at.isoformat() if sealed.recorded_at else "",
        "actor": "+".join(of.members.get(code, code) for code in entry.actor.split("+")),
        "memo": entry.memo,
    }


def _members(connection: sa.Connection) -> Iterator[Row]:
    own_seats = sa.and_(seat.c.chama_id == member.c.chama_id, seat.c.member == member.c.code)
    lowest = sa.select(sa.func.min(seat.c.number)).where(own_seats)
    first_seat = lowest.scalar_subquery().label("seat")
    chosen = (
        sa.select(
            chama.c.name.label("chama"),
            member.c.code,
            member.c.name,
            member.c.phone,
            first_seat,
            member.c.office,
            contact.c.language,
            contact.c.opted_out_at,
        )
        .join(chama, chama.c.id == member.c.chama_id)
        .outerjoin(contact, contact.c.address == member.c.phone)
        .order_by(chama.c.id, first_seat)
    )
    for row in _streamed(connection, chosen):
        yield {**row._asdict(), "opted_out": "yes" if row.opted_out_at else ""}


def _messages(connection: sa.Connection) -> Iterator[Row]:
    for row in _streamed(connection, sa.select(inbox).order_by(inbox.c.id)):
        yield {
            "direction": "in",
            "channel": row.channel,
            "provider_id": row.provider_id,
            "status": "handled" if row.handled_at else "unhandled",
            "address": row.sender,
            "at": row.received_at.isoformat(),
            "template": "",
            "text": row.text,
            "error": row.error,
        }
    for row in _streamed(connection, sa.select(outbox).order_by(outbox.c.id)):
        yield {
            "direction": "out",
            "channel": row.channel,
            "provider_id": row.provider_id,
            "status": row.status,
            "address": row.address,
            "at": row.created_at.isoformat(),
            "template": row.template,
            "text": row.text,
            "error": row.error,
        }


def _questions(connection: sa.Connection) -> Iterator[Row]:
    chosen = (
        sa.select(question, chama.c.name.label("chama"))
        .outerjoin(chama, chama.c.id == question.c.chama_id)
        .where(question.c.answered_at.is_(None))
        .order_by(question.c.id)
    )
    for row in _streamed(connection, chosen):
        yield {
            "chama": row.chama or "",
            "kind": row.kind,
            "asked": row.address,
            "asked_at": row.asked_at.isoformat(),
            "is_shown": "yes" if row.presented_at else "",
            "details": json.dumps(row.details, ensure_ascii=False, sort_keys=True),
        }


def _streamed(connection: sa.Connection, chosen: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
    return iter(connection.execute(chosen, execution_options={"yield_per": ROWS_AT_ONCE}))


EXPORTS: dict[str, tuple[tuple[str, ...], Callable[[sa.Connection], Iterator[Row]]]] = {
    "entries": (
        (
            *("chama", "seq", "kind", "member", "amount", "currency", "receipt", "chain"),
            *("reverses", "fund", "network", "on", "recorded_at", "actor", "memo"),
        ),
        _entries,
    ),
    "postings": (
        ("chama", "seq", "line", "fund", "account", "amount", "currency"),
        _postings,
    ),
    "members": (
        ("chama", "code", "name", "phone", "seat", "office", "language", "opted_out"),
        _members,
    ),
    "messages": (
        (
            *("direction", "channel", "provider_id", "status", "address", "at"),
            *("template", "text", "error"),
        ),
        _messages,
    ),
    "questions": (("chama", "kind", "asked", "asked_at", "is_shown", "details"), _questions),
}
