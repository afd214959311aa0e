"""A member's passbook: every entry about them, with what they owe and have paid ahead after it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.reports.accounts import what_for
from bot.reports.asked import Asked, Takes
from bot.reports.value import Cell, Column, Kind, Report, Row, Table
from bot.reports.words import Words
from bot.views.passbook import PassbookRow, PassbookView, Standing, passbook
from chama.journal import Account
from chama.kinds import EntryKind
from chama.money import Money

TAKES = frozenset({Takes.MEMBER, Takes.PERIOD})


def build(asked: Asked) -> Report:
    """The passbook of a member over the period."""
    member, words = asked.whose(), asked.words
    view = passbook(asked.connection, member.code, asked.group.currency, asked.until, asked.after)
    return asked.report(
        [_table(asked, view)],
        facts=[words("whose", name=member.name, code=member.code)],
        notes=[words("note", name=member.name)],
        about=member.code,
    )


def _table(asked: Asked, view: PassbookView) -> Table:
    words, currency = asked.words, asked.group.currency
    columns = (
        Column("date", words("columns.date"), Kind.DATE),
        Column("what", words("columns.what")),
        Column("receipt", words("columns.receipt")),
        Column("in", words("columns.in"), Kind.MONEY),
        Column("out", words("columns.out"), Kind.MONEY),
        Column("owed", words("columns.owed"), Kind.MONEY),
        Column("ahead", words("columns.ahead"), Kind.MONEY),
        Column("chain", words("columns.chain")),
    )
    paid_in = Money(sum(row.paid_in.cents for row in view.rows), currency)
    sent = Money(sum(row.sent.cents for row in view.rows), currency)
    return Table(
        name=words("title"),
        currency=currency,
        columns=columns,
        rows=(
            _standing(words("opening"), view.opening),
            *(Row(_cells(words, row, currency)) for row in view.rows),
            Row((None, words("page.total"), "", paid_in, sent, None, None, ""), is_strong=True),
            _standing(words("closing"), view.closing),
        ),
    )


def _standing(label: str, at: Standing) -> Row:
    return Row((None, label, "", None, None, at.owed, at.ahead, ""), is_strong=True)


def _cells(words: Words, row: PassbookRow, currency: str) -> tuple[Cell, ...]:
    what = _what(words, row, currency)
    return (
        row.on,
        words("taken_back", what=what) if row.is_contra else what,
        row.receipt,
        row.paid_in or None,
        row.sent or None,
        row.owed,
        row.ahead,
        row.chain,
    )


def _what(words: Words, row: PassbookRow, currency: str) -> str:
    """What an entry did, in a line; of a contra entry, what the one did that it takes back."""
    sign = -1 if row.is_contra else 1
    moved = [(account, sign * cents) for account, cents in row.moved]
    owed = [(one, cents) for one, cents in moved if one.kind.meaning.is_owed]
    settled, from_ahead = "", ""
    if row.kind is EntryKind.ROUND_OPENED:
        moved = [(one, cents) for one, cents in owed if cents > 0]
        used_cents = -sum(cents for _, cents in owed if cents < 0)
        from_ahead = str(Money(used_cents, currency)) if used_cents else ""
    elif row.kind is EntryKind.ADVANCE_USED or row.kind is EntryKind.ADVANCE_RECALLED:
        moved = owed
    elif row.kind is EntryKind.PAYOUT_AGREED:
        settled = _parts(words, owed, currency)
        moved = [(one, cents) for one, cents in row.moved if one.kind.meaning.is_payable]
    return words(
        f"kind.{row.kind}",
        parts=_parts(words, moved, currency),
        settled=settled,
        from_ahead=from_ahead,
        came=str(row.came) if row.came else "",
        amount=str(row.amount),
        clause=row.clause,
        is_cash=row.is_cash,
    )


def _parts(words: Words, moved: Iterable[tuple[Account, int]], currency: str) -> str:
    return ", ".join(
        f"{what_for(words, account)} {Money(abs(cents), currency)}" for account, cents in moved
    )
