"""Reads what a decision needs to know of one message: sender, group, book, open questions.

The group's fund is locked first, so that everything read after it stays true until the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation.commands import needs
from bot.conversation.decide import Understood
from bot.conversation.effects import Purpose
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
from bot.store.prepared import Prepared
from chama.journal import EntryKind, JournalEntry, SealedEntry
from chama.receipts import Receipt

REPLY_WINDOW = timedelta(hours=1)

_claim, _question, _payer, _entry = tables.claim, tables.question, tables.payer, tables.entry

# What is known of one payment; nearly always nothing, so the full look-ups wait for this one.
_KNOWN = Prepared(
    sa.select(
        sa.exists()
        .where(
            tables.receipt.c.network == sa.bindparam("network"),
            tables.receipt.c.code == sa.bindparam("code"),
        )
        .label("is_recorded"),
        sa.exists()
        .where(
            _claim.c.network == sa.bindparam("network"),
            _claim.c.code == sa.bindparam("code"),
            _claim.c.chama_id == sa.bindparam("chama_id"),
        )
        .label("is_claimed"),
        sa.exists()
        .where(
            _payer.c.chama_id == sa.bindparam("chama_id"),
            _payer.c.payer_key == sa.bindparam("payer_key"),
        )
        .label("is_remembered"),
    )
)
_CLAIMS = sa.select(_claim).where(
    _claim.c.chama_id == sa.bindparam("chama_id"),
    _claim.c.code.in_(sa.bindparam("codes", expanding=True)),
)
_PAYERS = sa.select(_payer.c.payer_key, _payer.c.member).where(
    _payer.c.chama_id == sa.bindparam("chama_id"),
    _payer.c.payer_key.in_(sa.bindparam("keys", expanding=True)),
)
_OPEN = _question.c.answered_at.is_(None)
_QUESTIONS_OF_GROUP = Prepared(
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
    _entry.c.key.in_(sa.bindparam("keys", expanding=True)),
)
_RECENT_REPLIES = sa.select(sa.func.count()).where(
    tables.outbox.c.address == sa.bindparam("address"),
    tables.outbox.c.created_at > sa.bindparam("since"),
    tables.outbox.c.purpose == Purpose.REPLY.value,
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
        return _without_group(connection, groups, own, message, now), None
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
    connection: sa.Connection,
    groups: Groups,
    own: Sequence[Belonging],
    message: InboundMessage,
    now: datetime,
) -> Situation:
    """A stranger, or somebody in several groups who must say which one."""
    names = tuple((one.chama_id, groups.get(connection, one.chama_id).name) for one in own)
    contact = chamas.contact(connection, message.sender)
    shown = [_as_question(row) for row in _shown_to(connection, message.sender)]
    return Situation(
        sender=message.sender,
        choices=names,
        questions=tuple(question for question in shown if question.chama_id is None),
        recent_replies=_recent_replies(connection, message.sender, now) if names else 0,
        stranger_answered_at=contact.stranger_answered_at if contact is not None else None,
    )


def _questions(
    connection: sa.Connection, group: Group, sender: str, *, is_in_several: bool
) -> tuple[Question, ...]:
    """The group's open questions; for a sender in several groups, those shown last come first."""
    rows = _QUESTIONS_OF_GROUP.rows(connection, {"chama_id": group.id})
    own = [_as_question(row) for row in rows]
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
    known = _known(connection, situation, receipts, now)
    return replace(
        situation,
        receipts=_recorded(connection, situation, fund, known.recorded),
        claims=_claims(connection, situation, known.claimed),
        payers=_payers(connection, situation, known.remembered),
    )


@dataclass(slots=True)
class _Known:
    """What there is to read of a message's payments: codes by network, codes, payer keys."""

    recorded: dict[str, set[str]] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    remembered: set[str] = field(default_factory=set)


def _known(
    connection: sa.Connection, situation: Situation, receipts: Sequence[Receipt], now: datetime
) -> _Known:
    """One look for each code in a message, its own and the one it takes back."""
    known = _Known()
    for receipt in receipts:
        network, payer_key = network_of(receipt), _payer_key(receipt, now)
        for code in filter(None, (receipt.code, receipt.reverses)):
            wanted = {"network": network, "code": code, "payer_key": payer_key}
            group_id = situation.group.id if situation.group else None
            found = _KNOWN.first(connection, {**wanted, "chama_id": group_id})
            if found.is_recorded:
                known.recorded.setdefault(network, set()).add(code)
            if found.is_claimed:
                known.claimed.add(code)
            if found.is_remembered:
                known.remembered.add(payer_key)
    return known


def _payer_key(receipt: Receipt, now: datetime) -> str:
    """Under what an answer about this payer is remembered, "" where there is no payer."""
    if receipt.direction != "in":
        return ""
    payment = Incoming.from_receipt(receipt, "", now)
    return payment.payer_key if payment is not None else ""


def _recorded(
    connection: sa.Connection,
    situation: Situation,
    fund: Fund,
    codes_by_network: dict[str, set[str]],
) -> dict[str, Recorded]:
    """Which of the codes are in a book, of this group or of another."""
    members = [person.code for person in situation.group.people] if situation.group else []
    return {
        code: _as_recorded(connection, fund, found, members)
        for network, codes in codes_by_network.items()
        if codes
        for code, found in ledger.entry_by_receipt(connection, network, codes).items()
    }


def _as_recorded(
    connection: sa.Connection, fund: Fund, found: RecordedReceipt, members: Sequence[str]
) -> Recorded:
    """A recorded receipt with what stands of it: given to its owner, moved, or taken back."""
    is_ours = found.fund_id == fund.id
    later = _follow_ups(connection, fund, found, members) if is_ours else []
    taken_back = {one.entry.reverses for one in later}
    known = (found.sealed, *later) if is_ours else ()
    credits = [one for one in known if one.entry.reverses is None]
    standing = [(one.entry, one.seq) for one in credits if one.seq not in taken_back]
    return Recorded(
        code=found.code,
        is_ours=is_ours,
        entry=found.entry,
        hash=found.sealed.hash,
        standing=tuple(reversed(standing)),
    )


def _follow_ups(
    connection: sa.Connection, fund: Fund, found: RecordedReceipt, members: Sequence[str]
) -> list[SealedEntry]:
    """The later entries about a receipt, in their order, by the keys that they can have."""
    code = found.code
    credits = [f"allocate:{code}", *(f"move:{code}:{member}" for member in members)]
    undone = [f"reverse:{key}" for key in (found.entry.key, *credits)]
    wanted = {"fund_id": fund.id, "keys": [*credits, *undone]}
    ids = connection.execute(_FOLLOW_UPS, wanted).scalars().all()
    return ledger.entries_with_ids(connection, ids)


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
        receipts=_recorded(connection, situation, fund, {ledger.MPESA: codes}),
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
