"""Exports for spreadsheets and other programs: CSV with a heading row, safe to open anywhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO

import sqlalchemy as sa

from bot.reports.cells import safe
from bot.store.database import reading
from bot.views.entries import EntryRow, entries
from bot.views.exchanges import ExchangeRow, exchanges
from bot.views.members import MemberRow, members
from bot.views.messages import MessageRow, messages
from bot.views.postings import PostingRow, postings
from bot.views.proposals import ProposalRow, proposals
from bot.views.questions import QuestionRow, open_questions

Row = Mapping[str, object]


def export(engine: sa.Engine, what: str, out: IO[str]) -> None:
    """Write one of EXPORTS as CSV."""
    headings, rows_of = EXPORTS[what]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    with reading(engine) as connection:
        for row in rows_of(connection):
            writer.writerow([_cell(row[heading]) for heading in headings])


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    return safe(value) if isinstance(value, str) else value


def _entry(row: EntryRow) -> Row:
    return {
        "chama": row.chama,
        "seq": row.seq,
        "kind": row.kind,
        "member": "+".join(row.members),
        "amount": row.amount.decimal,
        "currency": row.amount.currency,
        "receipt": row.receipt,
        "chain": row.chain,
        "reverses": "" if row.reverses is None else row.reverses,
        "fund": "+".join(row.funds),
        "network": row.network,
        "on": row.on or "",
        "recorded_at": row.recorded_at.isoformat() if row.recorded_at else "",
        "actor": "+".join(row.actors),
        "memo": row.memo,
    }


def _posting(row: PostingRow) -> Row:
    return {
        "chama": row.chama,
        "seq": row.seq,
        "line": row.line,
        "fund": row.fund,
        "account": row.account,
        "amount": row.amount.decimal,
        "currency": row.amount.currency,
    }


def _exchange(row: ExchangeRow) -> Row:
    return {
        "chama": row.chama,
        "seq": row.seq,
        "kind": row.kind,
        "on": row.on or "",
        "member": "+".join(row.members),
        "amount": row.own.decimal,
        "currency": row.own.currency,
        "other_amount": row.other.decimal,
        "other_currency": row.other.currency,
        "rate": row.rate,
        "reverses": "" if row.reverses is None else row.reverses,
    }


def _member(row: MemberRow) -> Row:
    return {
        "chama": row.chama,
        "code": row.code,
        "name": row.name,
        "phone": row.phone,
        "seat": "+".join(map(str, row.seats)),
        "office": row.office,
        "language": row.language,
        "opted_out": _yes(row.is_opted_out),
        "wrong_number": _yes(row.has_wrong_number),
    }


def _message(row: MessageRow) -> Row:
    return {
        "direction": "in" if row.is_incoming else "out",
        "channel": row.channel,
        "provider_id": row.provider_id,
        "status": row.status,
        "address": row.address,
        "at": row.at.isoformat(),
        "template": row.template,
        "text": row.text,
        "error": row.error,
    }


def _proposal(row: ProposalRow) -> Row:
    return {
        "chama": row.chama,
        "number": row.number,
        "kind": row.kind,
        "amount": "" if row.amount is None else row.amount.decimal,
        "currency": row.currency,
        "member": row.member,
        "asked_by": "+".join(row.asked_by),
        "agreed_by": "+".join(row.agreed_by),
        "state": row.state.value,
        "entry": "" if row.entry is None else row.entry,
        "refused_by": "+".join(row.refused_by),
        "asked_at": row.asked_at.isoformat(),
        "expires_at": row.expires_at.isoformat(),
        "decided_at": row.decided_at.isoformat() if row.decided_at else "",
    }


def _question(row: QuestionRow) -> Row:
    return {
        "chama": row.chama,
        "kind": row.kind,
        "asked": row.address,
        "asked_at": row.asked_at.isoformat(),
        "is_shown": _yes(row.is_shown),
        "details": json.dumps(row.details, ensure_ascii=False, sort_keys=True),
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else ""


EXPORTS: dict[str, tuple[tuple[str, ...], Callable[[sa.Connection], Iterator[Row]]]] = {
    "entries": (
        (
            *("chama", "seq", "kind", "member", "amount", "currency", "receipt", "chain"),
            *("reverses", "fund", "network", "on", "recorded_at", "actor", "memo"),
        ),
        lambda connection: map(_entry, entries(connection)),
    ),
    "postings": (
        ("chama", "seq", "line", "fund", "account", "amount", "currency"),
        lambda connection: map(_posting, postings(connection)),
    ),
    "exchanges": (
        (
            *("chama", "seq", "kind", "on", "member", "amount", "currency"),
            *("other_amount", "other_currency", "rate", "reverses"),
        ),
        lambda connection: map(_exchange, exchanges(connection)),
    ),
    "members": (
        (
            *("chama", "code", "name", "phone", "seat", "office", "language", "opted_out"),
            "wrong_number",
        ),
        lambda connection: map(_member, members(connection)),
    ),
    "messages": (
        (
            *("direction", "channel", "provider_id", "status", "address", "at"),
            *("template", "text", "error"),
        ),
        lambda connection: map(_message, messages(connection)),
    ),
    "proposals": (
        (
            *("chama", "number", "kind", "amount", "currency", "member", "asked_by", "agreed_by"),
            *("state", "entry", "refused_by", "asked_at", "expires_at", "decided_at"),
        ),
        lambda connection: map(_proposal, proposals(connection)),
    ),
    "questions": (
        ("chama", "kind", "asked", "asked_at", "is_shown", "details"),
        lambda connection: map(_question, open_questions(connection)),
    ),
}
