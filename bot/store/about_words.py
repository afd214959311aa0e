"""What the store knows for a message in words: its sender's replies, and what a command needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.conversation import questions
from bot.conversation.claims import OpenClaim
from bot.conversation.commands import needs
from bot.conversation.effects import Purpose
from bot.conversation.incoming import Incoming
from bot.conversation.situation import Payment, Question, Referred, Situation
from bot.store import about_money, claims, ledger, proposals, tables
from bot.store.chamas import Belonging, Groups
from bot.store.ledger import Fund
from bot.understanding import Intent
from chama import entries
from chama.journal import EntryKind, JournalEntry, SealedEntry

REPLY_WINDOW = timedelta(hours=1)
MOST_RECENT = 200  # entries that an undo looks through

_RECENT_REPLIES = sa.select(sa.func.count()).where(
    tables.outbox.c.address == sa.bindparam("address"),
    tables.outbox.c.created_at > sa.bindparam("since"),
    tables.outbox.c.purpose == Purpose.REPLY.value,
)


def with_words(
    connection: sa.Connection,
    groups: Groups,
    situation: Situation,
    fund: Fund,
    own: Sequence[Belonging],
    intent: Intent,
    now: datetime,
) -> Situation:
    shown = [q for q in situation.questions if q.is_presented and q.address == situation.sender]
    wanted = needs(intent.name).union(*(questions.needs(q.kind, q.details) for q in shown))
    recent = _recent(connection, fund) if "recent" in wanted else ()
    codes_by_network = _codes_in([*shown, *questions.answered_along(shown, situation.questions)])
    said = {str(intent.slots.get("receipt", ""))} - {""}
    codes_by_network.setdefault(ledger.MPESA, set()).update(said)
    codes = set().union(*codes_by_network.values())
    facts = [question.details.get("facts", question.details) for question in shown]
    keys = {Incoming.from_details(one).payer_key for one in facts if "payment" in one}
    member = situation.me.code if situation.me else ""
    return replace(
        situation,
        receipts=about_money.recorded(connection, situation, fund, codes_by_network),
        claims=about_money.claims(connection, situation, codes),
        payers=about_money.payers(connection, situation, keys),
        recent_replies=recent_replies(connection, situation.sender, now),
        groups=_names(connection, groups, own) if "groups" in wanted else (),
        payments=_payments(connection, fund, member) if "payments" in wanted else (),
        open_claims=_open_claims(connection, situation) if "waiting" in wanted else (),
        handovers=(
            proposals.handovers(connection, situation.group.id, now)
            if "handovers" in wanted and situation.group
            else ()
        ),
        unowned=(
            claims.unowned(connection, fund.id, situation.balances) if "unowned" in wanted else ()
        ),
        meeting=_meeting(connection, situation) if "meeting" in wanted else "",
        recent=recent,
        referred=_referred(connection, fund, str(intent.slots.get("book_ref", ""))),
    )


def _codes_in(shown: Sequence[Question]) -> dict[str, set[str]]:
    """The receipt codes that questions are about, by network."""
    codes: dict[str, set[str]] = {}
    for question in shown:
        said = question.details.get("facts", question.details)
        about = said.get("payment", said)
        if about.get("code"):
            codes.setdefault(about.get("network", ledger.MPESA), set()).add(about["code"])
    return codes


def _recent(connection: sa.Connection, fund: Fund) -> tuple[SealedEntry, ...]:
    """The group's last entries, the newest first."""
    newest = ledger.entries_of(connection, fund.id, after_seq=fund.seq - MOST_RECENT)
    return tuple(reversed(list(newest)))


def _referred(connection: sa.Connection, fund: Fund, book_ref: str) -> Referred | None:
    found = ledger.referred(connection, fund.id, book_ref) if book_ref else None
    return Referred(*found) if found else None


def recent_replies(connection: sa.Connection, address: str, now: datetime) -> int:
    wanted = {"address": address, "since": now - REPLY_WINDOW}
    return int(connection.execute(_RECENT_REPLIES, wanted).scalar_one())


def _names(
    connection: sa.Connection, groups: Groups, own: Sequence[Belonging]
) -> tuple[tuple[int, str], ...]:
    return tuple((one.chama_id, groups.get(connection, one.chama_id).name) for one in own)


def _payments(connection: sa.Connection, fund: Fund, member: str) -> tuple[Payment, ...]:
    """A member's payments, newest first; what was taken back is left out, a part is deducted."""
    sealed = list(ledger.entries_of(connection, fund.id, member=member))
    undone = {one.entry.reverses for one in sealed}
    return tuple(
        Payment(
            one.entry.effective_on,
            _PAYMENTS[one.entry.kind] * one.entry.amount_cents,
            _code_of(one.entry),
        )
        for one in reversed(sealed)
        if one.entry.kind in _PAYMENTS and one.seq not in undone
    )


# What adds to a member's payments, and what takes away.
_PAYMENTS = {EntryKind.CONTRIBUTION: 1, EntryKind.ALLOCATION: 1, EntryKind.PARTIAL_REVERSAL: -1}


def _code_of(entry: JournalEntry) -> str:
    """The receipt that a payment came by; for what followed from one it stands in the key."""
    return entries.receipt_of(entry.key)


def _open_claims(connection: sa.Connection, situation: Situation) -> tuple[OpenClaim, ...]:
    """What members of the group claimed and no collector's text has confirmed."""
    return claims.open_claims(connection, situation.group.id) if situation.group else ()


def _meeting(connection: sa.Connection, situation: Situation) -> str:
    meeting = tables.meeting
    if situation.group is None:
        return ""
    newest = (
        sa.select(meeting.c.text)
        .where(meeting.c.chama_id == situation.group.id)
        .order_by(meeting.c.id.desc())
        .limit(1)
    )
    return connection.execute(newest).scalar_one_or_none() or ""
