"""What the store knows for a message in words: its sender's replies, and what a command needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation.claims import OpenClaim, UnownedMoney
from bot.conversation.effects import Purpose
from bot.conversation.incoming import receipt_about
from bot.conversation.money_api import ORDERS, SHOWN_HELD, Held, Order
from bot.conversation.owed_lines import parts_of
from bot.conversation.situation import (
    DASHBOARD,
    FILES,
    SETTLED,
    SIGNED_IN,
    WAITING_ABROAD,
    AgreedExpense,
    ForwardingPhone,
    Granted,
    Intention,
    PaidFor,
    Payment,
    Referred,
    Settled,
    Situation,
)
from bot.conversation.unread import ONE_GO, SAID_ONCE
from bot.conversation.wanted import Wanted
from bot.store import (
    about_money,
    book,
    claims,
    file_links,
    fines,
    orders,
    phones,
    proposals,
    questions,
    sessions,
    tables,
)
from chama import entries
from chama.group import Group
from chama.journal import JournalEntry, SealedEntry
from chama.kinds import AccountKind, EntryKind
from chama.rota import day_in_nairobi

REPLY_WINDOW = timedelta(hours=1)
MOST_RECENT = 200  # entries that an undo looks through
MOST_PAYMENTS = 60  # entries of a member's that are read for their list of payments

MOST_PAID_FOR = 4  # receipts
ORDERS_LOOKED_BACK = timedelta(days=1)

_Read = Callable[[sa.Connection, Group, Situation, datetime], Any]

_RECENT_REPLIES = sa.select(sa.func.count()).where(
    tables.outbox.c.address == sa.bindparam("address"),
    tables.outbox.c.created_at > sa.bindparam("since"),
    tables.outbox.c.purpose == Purpose.REPLY.value,
)


def with_words(
    connection: sa.Connection, situation: Situation, wanted: Wanted, now: datetime
) -> Situation:
    """The situation with what words, and the questions that they may answer, need."""
    known = with_facts(connection, situation, wanted, now)
    lately = (entries.receipt_of(one.entry.key) for one in known.recent)
    codes = {*wanted.codes, *(one.code for one in lately if one is not None)}
    return replace(
        known,
        receipts=about_money.recorded(connection, situation, wanted.codes),
        proven=about_money.proven(connection, situation, codes),
        claims=about_money.claims(connection, situation, wanted.codes),
        payers=about_money.payers(connection, situation, wanted.payer_keys),
        recent_replies=recent_replies(connection, situation.sender, now),
        referred=_referred(connection, situation, wanted.book_ref),
    )


def with_facts(
    connection: sa.Connection, situation: Situation, wanted: Wanted, now: datetime
) -> Situation:
    """The situation with the facts that are asked for by name. Raises LookupError for a name that
    is none: what asks for it would else be decided without it."""
    if unknown := wanted.facts - _NAMES:
        raise LookupError(f"No fact is called {', '.join(sorted(unknown))}.")
    group = situation.group
    asked_about = group.person(wanted.about) if group is not None and wanted.about else None
    known = replace(situation, me=asked_about) if asked_about is not None else situation
    facts = {
        name: read(connection, group, known, now)
        for name, (fact, read) in _FACTS.items()
        if group is not None and fact in wanted.facts
    }
    return replace(situation, about=wanted.about, **facts)


def recent_replies(connection: sa.Connection, address: str, now: datetime) -> int:
    """How many answers somebody had in the last hour."""
    wanted = {"address": address, "since": now - REPLY_WINDOW}
    return int(connection.execute(_RECENT_REPLIES, wanted).scalar_one())


_TOLD_UNREAD = sa.select(tables.outbox.c.id).where(
    tables.outbox.c.address == sa.bindparam("address"),
    tables.outbox.c.created_at > sa.bindparam("since"),
    tables.outbox.c.template.in_(sorted(SAID_ONCE)),
)


def is_told_unread(connection: sa.Connection, address: str, now: datetime) -> bool:
    """Whether somebody was told a moment ago that what they sent is not read."""
    wanted = {"address": address, "since": now - ONE_GO}
    return connection.execute(_TOLD_UNREAD.limit(1), wanted).first() is not None


def _referred(connection: sa.Connection, situation: Situation, book_ref: str) -> Referred | None:
    if situation.group is None or not book_ref:
        return None
    found = book.referred(connection, situation.group.id, book_ref)
    return Referred(*found) if found else None


# --- facts that commands and questions ask for by name -------------------------------------------


def _recent(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> tuple[SealedEntry, ...]:
    """The group's last entries, the newest first."""
    newest = book.entries_of(connection, group.id, after_seq=situation.seq - MOST_RECENT)
    return tuple(reversed(list(newest)))


def _payments(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> tuple[Payment, ...]:
    """A member's newest payments, pots and fines, newest first, but for what was taken back."""
    member = situation.me.code if situation.me else ""
    sealed = book.newest_of(connection, group.id, member, MOST_PAYMENTS)
    undone = {one.entry.reverses for one in sealed}
    shown = [one for one in sealed if _is_shown(one.entry) and one.seq not in undone]
    return tuple(_as_payment(one.entry) for one in shown)


def _paid_for(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> tuple[PaidFor, ...]:
    """What a member paid that the book has for others now, newest first."""
    member = situation.me.code if situation.me else ""
    meant = claims.shared_by(connection, group.id, member, MOST_PAID_FOR)
    known = about_money.recorded(connection, situation, meant)
    ours = {one.code: one for one in known.values() if one.is_ours}
    return tuple(
        PaidFor(ours[code].entry.effective_on, owner, cents, code, ours[code].currency)
        for code, others in meant.items()
        if code in ours
        for owner, cents in ours[code].shares.items()
        if owner in others
    )


_FINED = {EntryKind.FINE: 1, EntryKind.FINE_WAIVED: -1}
"""What changes what a member owes in fines, and which way."""


def _is_shown(entry: JournalEntry) -> bool:
    meaning = entry.kind.meaning
    return meaning.counts_as_paid != 0 or meaning.moves_money < 0 or entry.kind in _FINED


def _as_payment(entry: JournalEntry) -> Payment:
    if entry.kind in _FINED:
        return Payment(
            entry.effective_on,
            entry.amount_cents,
            "",
            fined=_FINED[entry.kind],
            clause=entries.clause_of(entry),
        )
    receipt, paid = entries.receipt_of(entry.key), entry.kind.meaning.counts_as_paid
    parts = parts_of((p.account, -p.amount_cents) for p in entry.postings)
    gift_cents = -sum(p.amount_cents for p in entry.postings if p.account == entries.given())
    return Payment(
        entry.effective_on,
        (paid or 1) * entry.worth_cents,
        receipt.code if receipt else "",
        is_pot=paid == 0,
        came_cents=entry.amount_cents if entry.currency else 0,
        paid_in=entry.currency,
        fines_cents=parts.fines_cents,
        welfare_cents=parts.welfare_cents + gift_cents * abs(paid),
    )


def _unowned(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> tuple[UnownedMoney, ...]:
    """The group's money that waits for its owner."""
    return claims.unowned(connection, group.id, situation.balances)


def _open_claims(
    connection: sa.Connection, group: Group, _situation: Situation, _now: datetime
) -> tuple[OpenClaim, ...]:
    """What members of the group claimed and no collector's text has confirmed."""
    return claims.open_claims(connection, group.id)


def _told(
    connection: sa.Connection, group: Group, _situation: Situation, _now: datetime
) -> Mapping[str, int]:
    """What words alone say members paid."""
    return proposals.told(connection, group.id)


def _intentions(
    connection: sa.Connection, group: Group, _situation: Situation, now: datetime
) -> tuple[Intention, ...]:
    """For whom members have said that they will pay."""
    return about_money.intentions(connection, group, now)


def _granted(
    connection: sa.Connection, group: Group, _situation: Situation, now: datetime
) -> tuple[Granted, ...]:
    """What was given of welfare in the last year."""
    return proposals.granted(connection, group.id, now)


def _agreed_expenses(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> tuple[AgreedExpense, ...]:
    """The expenses that were agreed to and are not paid."""
    return proposals.agreed_expenses(connection, group.id, situation.balances)


def _meeting(connection: sa.Connection, group: Group, _situation: Situation, _now: datetime) -> str:
    """The last notice of a meeting."""
    meeting = tables.meeting
    newest = (
        sa.select(meeting.c.text)
        .where(meeting.c.chama_id == group.id)
        .order_by(meeting.c.id.desc())
        .limit(1)
    )
    return connection.execute(newest).scalar_one_or_none() or ""


def _settled(
    connection: sa.Connection, group: Group, situation: Situation, now: datetime
) -> tuple[Settled, ...]:
    """The sender's questions of the last days that wait no longer, with what is paid of them."""
    found = questions.settled(connection, group.id, situation.sender, now)
    about = [(one, receipt_about(one.question)) for one in found]
    codes = {receipt.code for _, receipt in about if receipt is not None}
    known = about_money.recorded(connection, situation, codes)
    return tuple(
        replace(one, recorded=known.get(receipt)) if receipt is not None else one
        for one, receipt in about
    )


def _late_fines(
    connection: sa.Connection, group: Group, situation: Situation, now: datetime
) -> tuple[JournalEntry, ...]:
    """The fines for rounds that are not paid, and what was let off of them."""
    today = day_in_nairobi(now)
    rounds = {one.key for one in group.rounds if one.due_on < today}
    return fines.of_late(connection, group.id, situation.balances, rounds)


def _own_fines(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> tuple[JournalEntry, ...]:
    """The sender's fines, the newest first."""
    return fines.of_member(connection, group.id, situation.me.code) if situation.me else ()


def _absences(
    connection: sa.Connection, group: Group, _situation: Situation, _now: datetime
) -> frozenset[str]:
    """The keys of the fines for absence."""
    return fines.for_absence(connection, group.id)


def _apologies(
    connection: sa.Connection, group: Group, _situation: Situation, now: datetime
) -> Mapping[str, tuple[date, ...]]:
    """By member, the days of the apologies that officers accepted lately."""
    phones = [officer.phone for officer in group.officers]
    return questions.apologies(connection, group.id, phones, now)


def _absence_fines(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> tuple[JournalEntry, ...]:
    """The fines for absence of those who owe any, the newest first."""
    return fines.of_absent(connection, group.id, situation.balances)


def _orders(
    connection: sa.Connection, group: Group, _situation: Situation, now: datetime
) -> tuple[Order, ...]:
    """What was ordered of the provider that moves money."""
    numbers = {phone for one in group.people for phone in (one.phone, one.asked_on)} - {""}
    return orders.of_group(connection, group.id, numbers, now - ORDERS_LOOKED_BACK)


def _shown_held(
    connection: sa.Connection, group: Group, situation: Situation, _now: datetime
) -> Mapping[str, Held]:
    """What the provider itself has shown to be at each collector of the group's, by its code.

    Of each payment counts what stands of it, at most what was shown of it: nothing of what only a
    text tells of coming, and all that left. What the group began with is in the file of who runs
    the service.
    """
    if not situation.api.can_pay_out:
        return {}
    proofs = about_money.all_proven(connection, group.id)
    shown = {entries.receipt_key(receipt): cents for receipt, cents in proofs.items()}
    fees, moved = dict[str, int](), dict[tuple[str, str], int]()
    for one in book.moved_at(connection, group.id, AccountKind.FEES):
        fees[one.about] = fees.get(one.about, 0) + one.cents
    for one in book.moved_at(connection, group.id, AccountKind.COLLECTOR):
        if one.account.currency:
            continue
        if one.kind is EntryKind.OPENING:
            shown[one.about] = shown.get(one.about, 0) + one.cents
        at = one.account.owner, one.about
        moved[at] = moved.get(at, 0) + one.cents
    held = dict[str, Held]()
    for (collector, about), cents in moved.items():
        shown_cents, before = shown.get(about, 0), held.get(collector, Held())
        charged_cents = fees.get(about, 0) if shown_cents < 0 else 0
        held[collector] = Held(
            before.cents + min(cents, shown_cents), before.charged_cents + charged_cents
        )
    return held


def _silent(
    connection: sa.Connection, group: Group, _situation: Situation, _now: datetime
) -> frozenset[str]:
    """The members who want to hear of nothing that they did not ask."""
    contact, codes = tables.contact, {person.phone: person.code for person in group.people}
    chosen = sa.select(contact.c.address).where(
        contact.c.address.in_(codes), contact.c.opted_out_at.is_not(None)
    )
    return frozenset(codes[one] for one in connection.execute(chosen).scalars())


def _phones(
    connection: sa.Connection, group: Group, _situation: Situation, _now: datetime
) -> tuple[ForwardingPhone, ...]:
    return phones.of_group(connection, group.id)


def _offices(
    connection: sa.Connection, _group: Group, situation: Situation, _now: datetime
) -> tuple[str, ...]:
    return tuple(one.chama for one in sessions.offices_of(connection, situation.sender))


def _links_lately(
    connection: sa.Connection, _group: Group, situation: Situation, now: datetime
) -> int:
    return sessions.links_lately(connection, situation.sender, now)


def _browsers(connection: sa.Connection, _group: Group, situation: Situation, now: datetime) -> int:
    return sessions.open_now(connection, situation.sender, now)


def _files_lately(
    connection: sa.Connection, _group: Group, situation: Situation, now: datetime
) -> int:
    """How many links to files the sender had in the last hour."""
    return file_links.lately(connection, situation.sender, now)


_FACTS: Mapping[str, tuple[str, _Read]] = {
    "payments": ("payments", _payments),
    "paid_for": ("paid_for", _paid_for),
    "open_claims": ("waiting", _open_claims),
    "told": ("waiting", _told),
    "unowned": ("unowned", _unowned),
    "intentions": ("intentions", _intentions),
    "granted": ("granted", _granted),
    "agreed_expenses": ("agreed_expenses", _agreed_expenses),
    "meeting": ("meeting", _meeting),
    "recent": ("recent", _recent),
    "settled": (SETTLED, _settled),
    "late_fines": ("late_fines", _late_fines),
    "own_fines": ("own_fines", _own_fines),
    "absences": ("absences", _absences),
    "apologies": ("apologies", _apologies),
    "absence_fines": ("absence_fines", _absence_fines),
    "orders": (ORDERS, _orders),
    "shown_held": (SHOWN_HELD, _shown_held),
    "silent": (ORDERS, _silent),
    "phones": ("phones", _phones),
    "offices": (DASHBOARD, _offices),
    "links_lately": (DASHBOARD, _links_lately),
    "browsers": (SIGNED_IN, _browsers),
    "files_lately": (FILES, _files_lately),
}
_NAMES = {fact for fact, _ in _FACTS.values()} | {WAITING_ABROAD}  # which names receipts, no fact
"""What is read for a fact that somebody wants, by the name under which a situation has it."""
