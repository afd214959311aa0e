"""Reads what a decision needs to know of one message: sender, group, book, open questions.

The group's fund is locked first, so that everything read after it stays true until the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation import questions
from bot.conversation.beneficiaries import with_members_in_mind
from bot.conversation.commands import needs
from bot.conversation.decide import Understood
from bot.conversation.effects import Purpose
from bot.conversation.evidence import doubts
from bot.conversation.evidence.balances import watched
from bot.conversation.incoming import Incoming, network_of
from bot.conversation.recorded import Recorded
from bot.conversation.situation import (
    ClaimFacts,
    EarlyReversal,
    Group,
    Intention,
    Payment,
    Question,
    Sight,
    Situation,
)
from bot.conversation.understanding import Intent
from bot.conversation.waiting import OpenClaim
from bot.conversation.which_group import Chosen, which_group
from bot.messages import InboundMessage
from bot.store import chamas, ledger, tables, waiting
from bot.store.chamas import Belonging, Groups
from bot.store.ledger import Fund, RecordedReceipt
from bot.store.prepared import Prepared
from bot.store.waiting import as_question
from chama import entries
from chama.journal import EntryKind, JournalEntry, SealedEntry
from chama.receipts import Receipt
from chama.rota import day_in_nairobi

REPLY_WINDOW = timedelta(hours=1)
DOUBT_WINDOW = timedelta(days=1)
INTENTION_LASTS = timedelta(days=3)
MOST_RECENT = 200  # entries that an undo looks through
MOST_FOLLOW_UPS = 99  # corrections of one receipt that are looked for

_claim, _question, _payer, _entry = tables.claim, tables.question, tables.payer, tables.entry

_early, _intention = tables.early_reversal, tables.intention
_IS_INTENDED = _intention.c.used_at.is_(None)

_sight, _SIGHT = tables.sight, ("code", "printed_at", "balance_cents")

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
        sa.exists()
        .where(
            _early.c.network == sa.bindparam("network"),
            _early.c.original == sa.bindparam("code"),
            _early.c.chama_id == sa.bindparam("chama_id"),
        )
        .label("came_before"),
        sa.exists()
        .where(_intention.c.chama_id == sa.bindparam("chama_id"), _IS_INTENDED)
        .label("is_intended"),
        *(_sight.c[name] for name in _SIGHT),
    ).select_from(
        sa.select(sa.literal_column("1"))
        .subquery()
        .outerjoin(
            _sight,
            sa.and_(
                _sight.c.chama_id == sa.bindparam("chama_id"),
                _sight.c.collector == sa.bindparam("collector"),
            ),
        )
    )
)
_DOUBTS = Prepared(
    sa.select(sa.func.count().label("count")).where(
        tables.outbox.c.address == sa.bindparam("address"),
        tables.outbox.c.created_at > sa.bindparam("since"),
        tables.outbox.c.key.like(sa.bindparam("pattern")),
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
        seq=fund.seq,
    )
    if understood.receipts:
        return _with_receipts(connection, situation, fund, understood.receipts, now), fund
    intent = with_members_in_mind(understood.intent, message.text, group.people, situation.me)
    return _with_words(connection, groups, situation, fund, own, intent, now), fund


def without_message(
    connection: sa.Connection, groups: Groups, chama_id: int
) -> tuple[Situation, Fund]:
    """The situation of a group when nobody wrote and the clock decides, and its fund, locked."""
    fund = ledger.lock_fund(connection, chama_id)
    group = groups.get(connection, chama_id)
    return _of_group(connection, group, fund), fund


def about_receipts(
    connection: sa.Connection,
    group: Group,
    fund: Fund,
    receipts: Sequence[Receipt],
    now: datetime,
) -> Situation:
    """What is known of payments that no person tells of, but a statement."""
    return _with_receipts(connection, _of_group(connection, group, fund), fund, receipts, now)


def _of_group(connection: sa.Connection, group: Group, fund: Fund) -> Situation:
    return Situation(
        sender="",
        group=group,
        balances=ledger.balances(connection, fund.id),
        questions=_questions(connection, group, "", is_in_several=False),
        head=fund.head,
        seq=fund.seq,
    )


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
    questions = [as_question(row) for row in _shown_to(connection, message.sender)]
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
    shown = [as_question(row) for row in _shown_to(connection, message.sender)]
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
    own = [as_question(row) for row in rows]
    if not is_in_several:
        return tuple(own)
    shown = [as_question(row).id for row in _shown_to(connection, sender)]
    return tuple(sorted(own, key=lambda q: shown.index(q.id) if q.id in shown else len(shown)))


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
        early_reversals=_early_reversals(connection, situation, known.reversed_early),
        intentions=_intentions(connection, situation, now) if known.is_intended else (),
        sights=known.sights,
        recent_doubts=_recent_doubts(connection, situation, now),
    )


@dataclass(slots=True)
class _Known:
    """What there is to read of a message's payments: codes by network, codes, payer keys.

    is_intended: somebody of the group has said for whom they will pay. sights: by collector.
    """

    recorded: dict[str, set[str]] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    remembered: set[str] = field(default_factory=set)
    reversed_early: set[str] = field(default_factory=set)
    is_intended: bool = False
    sights: dict[str, Sight] = field(default_factory=dict)


def _known(
    connection: sa.Connection, situation: Situation, receipts: Sequence[Receipt], now: datetime
) -> _Known:
    """One look for each code in a message, its own and the one it takes back."""
    known = _Known()
    for receipt in receipts:
        network, payer_key = network_of(receipt), _payer_key(receipt, now)
        prints = watched(situation.my_collectors, receipt)
        collector = prints.code if prints else ""
        for code in filter(None, (receipt.code, receipt.reverses)):
            wanted = {"network": network, "code": code, "payer_key": payer_key}
            group_id = situation.group.id if situation.group else None
            seen_on = {"chama_id": group_id, "collector": collector}
            found = _KNOWN.first(connection, {**wanted, **seen_on})
            if found.printed_at is not None:
                known.sights[collector] = Sight(found.code, found.printed_at, found.balance_cents)
            if found.is_recorded:
                known.recorded.setdefault(network, set()).add(code)
            if found.is_claimed:
                known.claimed.add(code)
            if found.is_remembered:
                known.remembered.add(payer_key)
            if found.came_before:
                known.reversed_early.add(code)
            known.is_intended = known.is_intended or found.is_intended
    return known


def _recent_doubts(connection: sa.Connection, situation: Situation, now: datetime) -> int:
    """Of how many of the sender's texts an officer was told; not counted for collectors' phones."""
    if situation.group is None or situation.my_collectors:
        return 0
    officer = doubts.looks_at_texts_of(situation.group, situation.me)
    wanted = {
        "address": officer.phone if officer else "",
        "since": now - DOUBT_WINDOW,
        "pattern": f"{doubts.key_of_sender(situation.group, situation.me)}%",
    }
    return int(_DOUBTS.first(connection, wanted).count)


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
    return {
        code: _as_recorded(connection, fund, found)
        for network, codes in codes_by_network.items()
        if codes
        for code, found in ledger.entry_by_receipt(connection, network, codes).items()
    }


def _as_recorded(connection: sa.Connection, fund: Fund, found: RecordedReceipt) -> Recorded:
    """A recorded receipt with all that followed from it, where it is of this group."""
    is_ours = found.fund_id == fund.id
    later = _follow_ups(connection, fund, found.code) if is_ours else []
    return Recorded(
        code=found.code,
        is_ours=is_ours,
        history=tuple((one.entry, one.seq) for one in (found.sealed, *later)),
        hash=found.sealed.hash,
    )


def _follow_ups(connection: sa.Connection, fund: Fund, code: str) -> list[SealedEntry]:
    """The later entries about a receipt, in their order, by the keys that they have."""
    keys = [entries.follow_up_key(code, number) for number in range(1, MOST_FOLLOW_UPS + 1)]
    ids = connection.execute(_FOLLOW_UPS, {"fund_id": fund.id, "keys": keys}).scalars().all()
    return ledger.entries_with_ids(connection, ids)


def _early_reversals(
    connection: sa.Connection, situation: Situation, codes: set[str]
) -> dict[str, EarlyReversal]:
    """What M-Pesa took back before the payments themselves came, by their codes.

    A reversal whose own code has been recorded since, for whatever payment, is left out.
    """
    if situation.group is None or not codes:
        return {}
    used, code = tables.receipt, _early.c.code
    is_used = sa.exists().where(used.c.network == _early.c.network, used.c.code == code)
    chosen = sa.select(_early).where(
        _early.c.chama_id == situation.group.id, _early.c.original.in_(codes), ~is_used
    )
    return {
        row.original: EarlyReversal(row.code, row.original, row.amount_cents, row.reversed_on)
        for row in connection.execute(chosen)
    }


def _intentions(
    connection: sa.Connection, situation: Situation, now: datetime
) -> tuple[Intention, ...]:
    """For whom members of the group have said that they will pay, the last word first."""
    if situation.group is None:
        return ()
    chosen = (
        sa.select(_intention)
        .where(
            _intention.c.chama_id == situation.group.id,
            _IS_INTENDED,
            _intention.c.said_at > now - INTENTION_LASTS,
        )
        .order_by(_intention.c.id.desc())
    )
    return tuple(
        Intention(
            row.id,
            row.member,
            tuple((code, cents) for code, cents in row.shares),
            day_in_nairobi(row.said_at),
        )
        for row in connection.execute(chosen)
    )


def _claims(
    connection: sa.Connection, situation: Situation, codes: set[str]
) -> dict[str, tuple[ClaimFacts, ...]]:
    """The claims of this group's members for these codes."""
    if situation.group is None or not codes:
        return {}
    wanted = {"chama_id": situation.group.id, "codes": sorted(codes)}
    found: dict[str, tuple[ClaimFacts, ...]] = {}
    for row in connection.execute(_CLAIMS, wanted):
        claim = ClaimFacts(
            row.code,
            row.member,
            row.amount_cents,
            row.settled_at is not None,
            tuple((member, cents) for member, cents in row.shares or ()),
        )
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
    shown = [q for q in situation.questions if q.is_presented and q.address == situation.sender]
    wanted = needs(intent.name).union(*(questions.needs(q.kind) for q in shown))
    recent = _recent(connection, fund) if "recent" in wanted else ()
    codes_by_network = _codes_in([*shown, *questions.answered_along(shown, situation.questions)])
    said = {str(intent.slots.get("receipt", ""))} - {""}
    codes_by_network.setdefault(ledger.MPESA, set()).update(said)
    codes = set().union(*codes_by_network.values())
    keys = {Incoming.from_details(q.details).payer_key for q in shown if "payment" in q.details}
    member = situation.me.code if situation.me else ""
    return replace(
        situation,
        receipts=_recorded(connection, situation, fund, codes_by_network),
        claims=_claims(connection, situation, codes),
        payers=_payers(connection, situation, keys),
        recent_replies=_recent_replies(connection, situation.sender, now),
        groups=_names(connection, groups, own) if "groups" in wanted else (),
        payments=_payments(connection, fund, member) if "payments" in wanted else (),
        open_claims=_open_claims(connection, situation) if "waiting" in wanted else (),
        unowned=(
            waiting.unowned(connection, fund.id, situation.balances) if "unowned" in wanted else ()
        ),
        meeting=_meeting(connection, situation) if "meeting" in wanted else "",
        recent=recent,
    )


def _codes_in(shown: Sequence[Question]) -> dict[str, set[str]]:
    """The receipt codes that questions are about, by network."""
    codes: dict[str, set[str]] = {}
    for question in shown:
        about = question.details.get("payment", question.details)
        if about.get("code"):
            codes.setdefault(about.get("network", ledger.MPESA), set()).add(about["code"])
    return codes


def _recent(connection: sa.Connection, fund: Fund) -> tuple[SealedEntry, ...]:
    """The group's last entries, the newest first."""
    newest = ledger.entries_of(connection, fund.id, after_seq=fund.seq - MOST_RECENT)
    return tuple(reversed(list(newest)))


def _recent_replies(connection: sa.Connection, address: str, now: datetime) -> int:
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
    return waiting.open_claims(connection, situation.group.id) if situation.group else ()


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
