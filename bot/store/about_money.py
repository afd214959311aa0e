"""What the store knows of payments: recorded, claimed, taken back early, meant for somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.conversation.effects import NoteProof
from bot.conversation.situation import (
    AgreedExpense,
    ClaimFacts,
    EarlyReversal,
    Intention,
    Sight,
    Situation,
)
from bot.conversation.wanted import Counted, Look, Wanted
from bot.store import book, database, proposals, tables
from bot.store.book import RecordedReceipt
from bot.store.prepared import Prepared
from chama import entries
from chama.group import Group
from chama.journal import ReceiptId, SealedEntry
from chama.receipts.codes import look_of
from chama.recorded import Recorded

DOUBT_WINDOW = timedelta(days=1)
INTENTION_LASTS = timedelta(days=3)
MOST_FOLLOW_UPS = 99  # corrections of one receipt that are looked for

_claim, _payer, _entry = tables.claim, tables.payer, tables.entry

_early, _intention = tables.early_reversal, tables.intention
_IS_INTENDED = _intention.c.used_at.is_(None)

_sight, _SIGHT = tables.sight, ("code", "printed_at", "balance_cents")

# What is known of one payment; nearly always nothing, so the full look-ups wait for this one.
_KNOWN = Prepared(
    sa.select(
        sa.exists().where(sa.bindparam("look") == tables.receipt.c.look).label("is_recorded"),
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
_OWN_ENTRIES = sa.select(_entry.c.id).where(
    _entry.c.chama_id == sa.bindparam("chama_id"),
    _entry.c.key.in_(sa.bindparam("keys", expanding=True)),
)


def with_payments(
    connection: sa.Connection, situation: Situation, wanted: Wanted, now: datetime
) -> Situation:
    """The situation with what is known of the payments in a text."""
    known = _known(connection, situation, wanted.looks)
    in_books = recorded(connection, situation, known.recorded)
    return replace(
        situation,
        receipts={one: in_books[one] for one in known.ids if one in in_books},
        proven=proven(connection, situation, known.recorded),
        lookalikes=_lookalikes(known.ids, in_books),
        claims=claims(connection, situation, known.claimed),
        payers=payers(connection, situation, known.remembered),
        early_reversals=_early_reversals(connection, situation, known.reversed_early),
        intentions=intentions(connection, situation.group, now) if known.is_intended else (),
        sights=known.sights,
        agreed_expenses=_agreed_expenses(connection, situation),
        recent_doubts=_recent_doubts(connection, wanted.doubts, now) if wanted.doubts else 0,
    )


def _agreed_expenses(connection: sa.Connection, situation: Situation) -> tuple[AgreedExpense, ...]:
    """What the collector's money may have gone for; read only where the book sets some aside."""
    group = situation.group
    if group is None:
        return ()
    return proposals.agreed_expenses(connection, group.id, situation.balances)


@dataclass(slots=True)
class _Known:
    """What there is to read of a message's payments: codes, payer keys.

    ids: the payments themselves, and those that they take back. recorded: codes that are in a book,
    or look like one that is. is_intended: somebody of the group has said for whom they will pay.
    sights: by collector.
    """

    ids: set[ReceiptId] = field(default_factory=set)
    recorded: set[str] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)
    remembered: set[str] = field(default_factory=set)
    reversed_early: set[str] = field(default_factory=set)
    is_intended: bool = False
    sights: dict[str, Sight] = field(default_factory=dict)


def _known(connection: sa.Connection, situation: Situation, looks: Sequence[Look]) -> _Known:
    """One look for each payment in a message, its own and the one it takes back."""
    known = _Known()
    group_id = situation.group.id if situation.group else None
    for look in looks:
        code, collector = look.receipt.code, look.collector
        known.ids.add(look.receipt)
        wanted = {
            "network": look.receipt.network,
            "code": code,
            "look": look_of(code),
            "payer_key": look.payer_key,
            "chama_id": group_id,
            "collector": collector,
        }
        found = _KNOWN.first(connection, wanted)
        if found.printed_at is not None:
            known.sights[collector] = Sight(found.code, found.printed_at, found.balance_cents)
        if found.is_recorded:
            known.recorded.add(code)
        if found.is_claimed:
            known.claimed.add(code)
        if found.is_remembered:
            known.remembered.add(look.payer_key)
        if found.came_before:
            known.reversed_early.add(code)
        known.is_intended = known.is_intended or found.is_intended
    return known


def _recent_doubts(connection: sa.Connection, counted: Counted, now: datetime) -> int:
    """Of how many of the sender's texts an officer was told lately."""
    wanted = {
        "address": counted.address,
        "since": now - DOUBT_WINDOW,
        "pattern": f"{counted.key_prefix}%",
    }
    return int(_DOUBTS.first(connection, wanted).count)


def recorded(
    connection: sa.Connection, situation: Situation, codes: Iterable[str]
) -> dict[ReceiptId, Recorded]:
    """What is in a book, of this group or another, under one of these codes or one that looks
    like it, whatever the network.
    """
    chama_id = situation.group.id if situation.group else None
    return {
        found.id: _as_recorded(connection, chama_id, found)
        for found in book.receipts_that_look_like(connection, codes)
    }


def proven(
    connection: sa.Connection, situation: Situation, codes: Collection[str]
) -> dict[ReceiptId, str]:
    """Which receipts of these codes the provider itself has shown to the group, and by which
    account each was booked."""
    if situation.group is None or not codes:
        return {}
    proof = tables.proof
    chosen = sa.select(proof.c.network, proof.c.code, proof.c.account).where(
        proof.c.chama_id == situation.group.id, proof.c.code.in_(codes)
    )
    return {ReceiptId(row.network, row.code): row.account for row in connection.execute(chosen)}


def note_proof(
    connection: sa.Connection, chama_id: int | None, shown: NoteProof, now: datetime
) -> None:
    """The provider has shown a receipt to a group. What it lists takes the place of what was noted;
    all else is noted once."""
    row = {"chama_id": chama_id, **shown.receipt._asdict()}
    facts = {"cents": shown.cents, "account": shown.account, "shown_at": now}
    added = database.insert(connection, tables.proof).values({**row, **facts})
    if shown.is_listed:
        added = added.on_conflict_do_update(index_elements=list(row), set_=facts)
    else:
        added = added.on_conflict_do_nothing()
    connection.execute(added)


def forget_proof(connection: sa.Connection, chama_id: int, receipt: ReceiptId) -> None:
    """What a callback's account had made a group's is another's."""
    connection.execute(sa.delete(tables.proof).where(*_shown(receipt, chama_id)))


def is_shown(connection: sa.Connection, chama_id: int, receipt: ReceiptId) -> bool:
    """Whether the provider itself has shown a receipt to be this group's."""
    own = sa.select(tables.proof.c.cents).where(*_shown(receipt, chama_id))
    return connection.execute(own).first() is not None


def came_to_another(connection: sa.Connection, chama_id: int, receipt: ReceiptId) -> bool:
    """Whether the provider itself has shown that it came to another group than this one."""
    proof = tables.proof
    others = sa.select(proof.c.cents).where(
        *_shown(receipt), proof.c.chama_id != chama_id, proof.c.cents > 0
    )
    return connection.execute(others).first() is not None


def _shown(receipt: ReceiptId, chama_id: int | None = None) -> tuple[sa.ColumnElement[bool], ...]:
    """What is kept of a receipt as shown. chama_id: to this group, None for whichever."""
    proof = tables.proof
    own = () if chama_id is None else (proof.c.chama_id == chama_id,)
    return (proof.c.network == receipt.network, proof.c.code == receipt.code, *own)


def shown_as(
    connection: sa.Connection, codes: Collection[str]
) -> dict[str, frozenset[tuple[int, str]]]:
    """Which of these codes the provider itself has shown, to whichever groups: each with its cents
    and the account by which it was booked."""
    proof = tables.proof
    chosen = sa.select(proof.c.code, proof.c.cents, proof.c.account).where(proof.c.code.in_(codes))
    found: dict[str, frozenset[tuple[int, str]]] = {}
    for row in connection.execute(chosen):
        found[row.code] = found.get(row.code, frozenset()) | {(row.cents, row.account)}
    return found


def all_proven(connection: sa.Connection, chama_id: int) -> dict[ReceiptId, int]:
    """Every receipt that the provider itself has shown to a group: cents that came, below zero that
    were sent."""
    proof = tables.proof
    own = proof.c.chama_id == chama_id
    chosen = sa.select(proof.c.network, proof.c.code, proof.c.cents).where(own)
    return {ReceiptId(row.network, row.code): row.cents for row in connection.execute(chosen)}


def _lookalikes(
    ids: Iterable[ReceiptId], in_books: Mapping[ReceiptId, Recorded]
) -> dict[ReceiptId, tuple[Recorded, ...]]:
    """For each of these what is in a book and only looks like it."""
    found = {
        one: tuple(
            recorded
            for other, recorded in in_books.items()
            if other != one and look_of(other.code) == look_of(one.code)
        )
        for one in ids
    }
    return {one: alike for one, alike in found.items() if alike}


def _as_recorded(
    connection: sa.Connection, chama_id: int | None, found: RecordedReceipt
) -> Recorded:
    """A recorded receipt with all that followed from it, where it is of this group: also where
    another's book had it before the provider showed whose it is."""
    own = [one for one in _own_entries(connection, chama_id, found.id) if one != found.sealed]
    is_ours = found.chama_id == chama_id
    history = own if own and not is_ours else [found.sealed, *own]
    return Recorded(
        id=found.id,
        is_ours=is_ours or bool(own),
        history=tuple((one.entry, one.seq) for one in history),
        hash=history[0].hash,
    )


def _own_entries(
    connection: sa.Connection, chama_id: int | None, receipt: ReceiptId
) -> list[SealedEntry]:
    """A group's entries about a receipt, in their order, by the keys that they have."""
    later = (entries.follow_up_key(receipt, number) for number in range(1, MOST_FOLLOW_UPS + 1))
    wanted = {"chama_id": chama_id, "keys": [entries.receipt_key(receipt), *later]}
    ids = connection.execute(_OWN_ENTRIES, wanted).scalars().all()
    return book.entries_with_ids(connection, ids)


def _early_reversals(
    connection: sa.Connection, situation: Situation, codes: set[str]
) -> dict[ReceiptId, EarlyReversal]:
    """What M-Pesa took back before the payments themselves came.

    A reversal whose own code has been recorded since, for whatever payment, is left out.
    """
    if situation.group is None or not codes:
        return {}
    used, code = tables.receipt, _early.c.code
    is_used = sa.exists().where(used.c.network == _early.c.network, used.c.code == code)
    chosen = sa.select(_early).where(
        _early.c.chama_id == situation.group.id, _early.c.original.in_(codes), ~is_used
    )
    found = [
        EarlyReversal(
            ReceiptId(row.network, row.code),
            ReceiptId(row.network, row.original),
            row.amount_cents,
            row.reversed_on,
        )
        for row in connection.execute(chosen)
    ]
    return {early.original: early for early in found}


def intentions(
    connection: sa.Connection, group: Group | None, now: datetime
) -> tuple[Intention, ...]:
    """For whom members of the group have said that they will pay, the last word first."""
    if group is None:
        return ()
    chosen = (
        sa.select(_intention)
        .where(
            _intention.c.chama_id == group.id,
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
            row.said_at,
        )
        for row in connection.execute(chosen)
    )


def claims(
    connection: sa.Connection, situation: Situation, codes: Collection[str]
) -> dict[ReceiptId, tuple[ClaimFacts, ...]]:
    """The claims of this group's members for these codes."""
    if situation.group is None or not codes:
        return {}
    wanted = {"chama_id": situation.group.id, "codes": sorted(codes)}
    found: dict[ReceiptId, tuple[ClaimFacts, ...]] = {}
    for row in connection.execute(_CLAIMS, wanted):
        claim = ClaimFacts(
            ReceiptId(row.network, row.code),
            row.member,
            row.amount_cents,
            row.settled_at is not None,
            tuple((member, cents) for member, cents in row.shares or ()),
        )
        found[claim.id] = (*found.get(claim.id, ()), claim)
    return found


def payers(
    connection: sa.Connection, situation: Situation, keys: Collection[str]
) -> dict[str, str]:
    """The officers' remembered answers for these payers."""
    if situation.group is None or not keys:
        return {}
    wanted = {"chama_id": situation.group.id, "keys": sorted(keys)}
    return {row.payer_key: row.member for row in connection.execute(_PAYERS, wanted)}
