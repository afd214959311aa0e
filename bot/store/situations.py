"""Reads what a decision needs to know of one message: sender, group, book, open questions.

The group's fund is locked first, so that everything read after it stays true until the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation.commands import needs
from bot.conversation.decide import Understood
from bot.conversation.incoming import Incoming, network_of
from bot.conversation.situation import (
    ClaimFacts,
    Group,
    Payment,
    Question,
    Recorded,
    Situation,
)
from bot.conversation.understanding import Intent
from bot.conversation.which_group import Chosen, which_group
from bot.messages import InboundMessage
from bot.store import chamas, ledger, tables
from bot.store.chamas import Belonging, Groups
from bot.store.ledger import Fund, RecordedReceipt
from chama.journal import EntryKind, JournalEntry, SealedEntry
from chama.receipts import Receipt

REPLY_WINDOW = timedelta(hours=1)

_claim, _question, _payer, _entry = tables.claim, tables.question, tables.payer, tables.entry

_CLAIMS = sa.select(_claim).where(
    _claim.c.chama_id == sa.bindparam("chama_id"),
    _claim.c.code.in_(sa.bindparam("codes", expanding=True)),
)
_PAYERS = sa.select(_payer.c.payer_key, _payer.c.member).where(
    _payer.c.chama_id == sa.bindparam("chama_id"),
    _payer.c.payer_key.in_(sa.bindparam("keys", expanding=True)),
)
_OPEN = _question.c.answered_at.is_(None)
_QUESTIONS_OF_GROUP = (
    sa.select(_question)
    .where(_OPEN, _question.c.chama_id == sa.bindparam("chama_id"))
    .order_by(_question.c.id)
)
_QUESTIONS_OF_SENDER = (
    sa.select(_question)
    .where(_OPEN, _question.c.address == sa.bindparam("address"))
    .order_by(_question.c.presented_at.desc(), _question.c.id.desc())
)
_FOLLOW_UPS = sa.select(_entry.c.id).where(
    _entry.c.fund_id == sa.bindparam("fund_id"),
    _entry.c.key.in_(sa.bindparam("keys", expanding=True))
    | sa.and_(_entry.c.key >= sa.bindparam("moved"), _entry.c.key < sa.bindparam("moved_end")),
)
_RECENT_REPLIES = sa.select(sa.func.count()).where(
    tables.outbox.c.address == sa.bindparam("address"),
    tables.outbox.c.created_at > sa.bindparam("since"),
)


def identify(
    connection: sa.Connection,
    groups: Groups,
    message: InboundMessage,
    understood: Understood,
    now: datetime,
) -> tuple[Situation, Fund | None]:
    """The situation of a message, and the group's fund, locked until the transaction ends."""
    own = chamas.belongings(connection, message.sender)
    belonging = _which(connection, groups, own, message, understood, now)
    if belonging is None:
        return _without_group(connection, groups, own, message), None
    fund = ledger.lock_fund(connection, belonging.chama_id)
    group = groups.get(connection, belonging.chama_id)
    situation = Situation(
        sender=message.sender,
        group=group,
        me=group.person(belonging.member),
        my_collectors=tuple(c for c in group.collectors if c.phone == message.sender),
        balances=ledger.balances(connection, fund.id),
        questions=_questions(connection, group, message.sender, is_in_several=len(own) > 1),
        head=fund.head,
    )
    if understood.receipts:
        return _with_receipts(connection, situation, fund, understood.receipts, now), fund
    return _with_words(connection, groups, situation, fund, own, understood.intent, now), fund


def _which(
    connection: sa.Connection,
    groups: Groups,
    own: Sequence[Belonging],
    message: InboundMessage,
    understood: Understood,
    now: datetime,
) -> Belonging | None:
    """The chama that a message is about; only who is in several costs more than a look."""
    if len(own) < 2:
        return next(iter(own), None)
    contact = chamas.contact(connection, message.sender)
    chosen = (
        Chosen(contact.chama_id, contact.chosen_at)
        if contact is not None and contact.chama_id is not None
        else None
    )
    questions = [_as_question(row) for row in _shown_to(connection, message.sender)]
    group = which_group(
        [groups.get(connection, one.chama_id) for one in own],
        message.sender,
        understood.receipts,
        next(iter(questions), None),
        chosen,
        now,
    )
    return next((one for one in own if group is not None and one.chama_id == group.id), None)


def _shown_to(connection: sa.Connection, address: str) -> list[Any]:
    """The open questions in front of a person, in all their groups, the last shown first."""
    rows = connection.execute(_QUESTIONS_OF_SENDER, {"address": address})
    return [row for row in rows if row.presented_at is not None]


def _without_group(
    connection: sa.Connection, groups: Groups, own: Sequence[Belonging], message: InboundMessage
) -> Situation:
    """A stranger, or somebody in several groups who must say which one."""
    names = tuple((one.chama_id, groups.get(connection, one.chama_id).name) for one in own)
    contact = chamas.contact(connection, message.sender)
    shown = [_as_question(row) for row in _shown_to(connection, message.sender)]
    return Situation(
        sender=message.sender,
        choices=names,
        questions=tuple(question for question in shown if question.chama_id is None),
        stranger_answered_at=contact.stranger_answered_at if contact is not None else None,
    )


def _questions(
    connection: sa.Connection, group: Group, sender: str, *, is_in_several: bool
) -> tuple[Question, ...]:
    """The group's open questions; for a sender in several groups, those shown last come first."""
    own = [_as_question(r) for r in connection.execute(_QUESTIONS_OF_GROUP, {"chama_id": group.id})]
    if not is_in_several:
        return tuple(own)
    shown = [_as_question(row).id for row in _shown_to(connection, sender)]
    return tuple(sorted(own, key=lambda q: shown.index(q.id) if q.id in shown else len(shown)))


def _as_question(row: Any) -> Question:
    return Question(
        id=row.id,
        kind=row.kind,
        address=row.address,
        details=row.details,
        is_presented=row.presented_at is not None,
        chama_id=row.chama_id,
    )


# --- money texts ---------------------------------------------------------------------------------


def _with_receipts(
    connection: sa.Connection,
    situation: Situation,
    fund: Fund,
    receipts: Sequence[Receipt],
    now: datetime,
) -> Situation:
    codes_by_network: dict[str, set[str]] = {}
    for receipt in receipts:
        codes = codes_by_network.setdefault(network_of(receipt), set())
        codes.update(code for code in (receipt.code, receipt.reverses) if code)
    payments = [Incoming.from_receipt(r, "", now) for r in receipts if r.direction == "in"]
    keys = {payment.payer_key for payment in payments if payment is not None}
    return replace(
        situation,
        receipts=_recorded(connection, fund, codes_by_network),
        claims=_claims(connection, situation, set().union(*codes_by_network.values())),
        payers=_payers(connection, situation, keys),
    )


def _recorded(
    connection: sa.Connection, fund: Fund, codes_by_network: dict[str, set[str]]
) -> dict[str, Recorded]:
    """Which of the codes are in a book, of this group or of another."""
    return {
        code: _as_recorded(connection, fund, found)
        for network, codes in codes_by_network.items()
        if codes
        for code, found in ledger.entry_by_receipt(connection, network, codes).items()
    }


def _as_recorded(connection: sa.Connection, fund: Fund, found: RecordedReceipt) -> Recorded:
    """A recorded receipt with what became of it: given to its owner, moved, or taken back."""
    entry, sealed = found.entry, found.sealed
    is_ours = found.fund_id == fund.id
    later = _follow_ups(connection, fund, found) if is_ours else {}
    allocation = later.get(f"allocate:{found.code}")
    moved = [entry for key, entry in later.items() if key.startswith("move:")]
    credit = moved[-1] if moved else allocation
    owner = credit.entry.member if credit is not None else entry.member
    return Recorded(
        code=found.code,
        is_ours=is_ours,
        entry=entry,
        seq=sealed.seq,
        hash=sealed.hash,
        owner=owner,
        is_reversed=f"reverse:{entry.key}" in later,
        allocation=(credit.entry, credit.seq) if credit is not None else None,
    )


def _follow_ups(
    connection: sa.Connection, fund: Fund, found: RecordedReceipt
) -> dict[str, SealedEntry]:
    """The later entries about a receipt, by key, in their order."""
    wanted = {
        "fund_id": fund.id,
        "keys": [f"allocate:{found.code}", f"reverse:{found.entry.key}"],
        "moved": f"move:{found.code}:",
        "moved_end": f"move:{found.code};",
    }
    ids = connection.execute(_FOLLOW_UPS, wanted).scalars().all()
    return {sealed.entry.key: sealed for sealed in ledger.entries_with_ids(connection, ids)}


def _claims(
    connection: sa.Connection, situation: Situation, codes: set[str]
) -> dict[str, tuple[ClaimFacts, ...]]:
    """The claims of this group's members for these codes."""
    if situation.group is None or not codes:
        return {}
    wanted = {"chama_id": situation.group.id, "codes": sorted(codes)}
    found: dict[str, tuple[ClaimFacts, ...]] = {}
    for row in connection.execute(_CLAIMS, wanted):
        claim = ClaimFacts(row.code, row.member, row.amount_cents, row.settled_at is not None)
        found[row.code] = (*found.get(row.code, ()), claim)
    return found


def _payers(connection: sa.Connection, situation: Situation, keys: set[str]) -> dict[str, str]:
    """The officers' remembered answers for these payers."""
    if situation.group is None or not keys:
        return {}
    wanted = {"chama_id": situation.group.id, "keys": sorted(keys)}
    return {row.payer_key: row.member for row in connection.execute(_PAYERS, wanted)}


# --- words ---------------------------------------------------------------------------------------


def _with_words(
    connection: sa.Connection,
    groups: Groups,
    situation: Situation,
    fund: Fund,
    own: Sequence[Belonging],
    intent: Intent,
    now: datetime,
) -> Situation:
    wanted = needs(intent.name)
    shown = [q for q in situation.questions if q.is_presented and q.address == situation.sender]
    codes = _codes_in(shown) | {str(intent.slots.get("receipt", ""))} - {""}
    keys = {Incoming.from_details(q.details).payer_key for q in shown if "payment" in q.details}
    member = situation.me.code if situation.me else ""
    return replace(
        situation,
        receipts=_recorded(connection, fund, {ledger.MPESA: codes}),
        claims=_claims(connection, situation, codes),
        payers=_payers(connection, situation, keys),
        recent_replies=_recent_replies(connection, situation.sender, now),
        groups=_names(connection, groups, own) if "groups" in wanted else (),
        payments=_payments(connection, fund, member) if "payments" in wanted else (),
        waiting_cents=_waiting_cents(connection, situation) if "waiting" in wanted else 0,
        meeting=_meeting(connection, situation) if "meeting" in wanted else "",
    )


def _codes_in(questions: Sequence[Question]) -> set[str]:
    """The receipt codes that questions are about."""
    codes = {str(q.details.get("code", "")) for q in questions}
    codes |= {str(q.details["payment"]["code"]) for q in questions if "payment" in q.details}
    return codes - {""}


def _recent_replies(connection: sa.Connection, address: str, now: datetime) -> int:
    wanted = {"address": address, "since": now - REPLY_WINDOW}
    return int(connection.execute(_RECENT_REPLIES, wanted).scalar_one())


def _names(
    connection: sa.Connection, groups: Groups, own: Sequence[Belonging]
) -> tuple[tuple[int, str], ...]:
    return tuple((one.chama_id, groups.get(connection, one.chama_id).name) for one in own)


def _payments(connection: sa.Connection, fund: Fund, member: str) -> tuple[Payment, ...]:
    """What counts as a member's payments, newest first; what was taken back is left out."""
    sealed = list(ledger.entries_of(connection, fund.id, member=member))
    undone = {one.entry.reverses for one in sealed}
    return tuple(
        Payment(one.entry.effective_on, one.entry.amount_cents, _code_of(one.entry))
        for one in reversed(sealed)
        if one.entry.kind in _PAYMENTS and one.seq not in undone
    )


_PAYMENTS = frozenset({EntryKind.CONTRIBUTION, EntryKind.ALLOCATION})


def _code_of(entry: JournalEntry) -> str:
    """The receipt that a payment came by; for allocated money it stands in the key."""
    if entry.receipt or entry.kind is not EntryKind.ALLOCATION:
        return entry.receipt
    return entry.key.partition(":")[2]


def _waiting_cents(connection: sa.Connection, situation: Situation) -> int:
    """What the sender claimed and nobody has confirmed yet."""
    if situation.group is None or situation.me is None:
        return 0
    waiting = sa.select(sa.func.coalesce(sa.func.sum(_claim.c.amount_cents), 0)).where(
        _claim.c.chama_id == situation.group.id,
        _claim.c.member == situation.me.code,
        _claim.c.settled_at.is_(None),
    )
    return int(connection.execute(waiting).scalar_one())


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
