"""Welfare and fines: the fund line by line, help that was agreed, every fine and what became of it.

For whom the help was stands nowhere, nor what was written of a hard day, nor why a fine was let
off: the group hears one word of an event, and officers have the rest in their messages.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.reports.accounts import what_for
from bot.reports.asked import Asked, Takes
from bot.reports.lines import fund_called, what_happened
from bot.reports.value import Cell, Column, Kind, Report, Row, Table, rows_of
from bot.views.fine_lines import FinesOfFund, FineStep, fines_of
from bot.views.funds import CLAIMS, OWED, FundView, funds
from bot.views.welfare_book import WelfareBook, welfare_book
from chama.constitution.privacy import Debtors
from chama.entries import WELFARE
from chama.kinds import AccountKind, EntryKind

TAKES = frozenset({Takes.PERIOD})


def build(asked: Asked) -> Report:
    """The fund's figures, its lines, the help; then a table of fines for each fund of theirs."""
    words, connection, group = asked.words, asked.connection, asked.group
    book = welfare_book(connection, group, asked.until, asked.after)
    views = funds(connection, group, asked.until, asked.after)
    (fund,) = (one for one in views if one.fund == WELFARE)
    fined = fines_of(connection, group, asked.until, asked.after)
    is_open = group.rules_on(asked.today).privacy.debtors is Debtors.ALL
    return asked.report(
        [
            _figures(asked, fund),
            _lines(asked, book),
            _help(asked, book),
            *(table for one in fined for table in _fines(asked, one)),
        ],
        facts=() if is_open or not fined else (words("private"),),
        notes=[words("note_help"), words("note_fines"), words("note_left")],
    )


def _figures(asked: Asked, one: FundView) -> Table:
    """The fund from opening to closing, and of what that is made."""
    words = asked.words
    rows: list[tuple[str, Cell]] = [
        ("opening", one.cash(at_opening=True)),
        ("came_in", one.total_in),
        ("went_out", one.total_out),
        ("closing", one.cash()),
        ("aside", -one.has(AccountKind.PAYABLE)),
        ("owed", one.has(*OWED)),
        ("worth", one.cash() + one.has(*OWED) + one.has(*CLAIMS)),
        ("dues", one.by(AccountKind.DUES, EntryKind.WELFARE_DUES)),
    ]
    return Table(
        name=words("figures"),
        title=words("figures"),
        currency=one.currency,
        columns=(
            Column("what", words("columns.what")),
            Column("amount", words("columns.amount"), Kind.MONEY),
        ),
        rows=rows_of([(words(f"figure.{key}"), amount) for key, amount in rows]),
    )


def _lines(asked: Asked, book: WelfareBook) -> Table:
    words = asked.words
    columns = (
        Column("date", words("columns.date"), Kind.DATE),
        Column("what", words("columns.what")),
        Column("receipt", words("columns.receipt")),
        Column("in", words("columns.in"), Kind.MONEY),
        Column("out", words("columns.out"), Kind.MONEY),
        Column("balance", words("columns.balance"), Kind.MONEY),
        Column("chain", words("columns.chain")),
    )
    rows = [
        Row(
            (
                row.on,
                words("help_sent")
                if row.kind is EntryKind.PAYOUT and not row.is_contra
                else what_happened(words, row.kind, row.names, is_contra=row.is_contra),
                row.receipt,
                row.came_in or None,
                row.went_out or None,
                row.balance,
                row.chain,
            )
        )
        for row in book.rows
    ]
    opening = (None, words("columns.opening"), "", None, None, book.opening, "")
    closing = (None, words("columns.closing"), "", None, None, book.closing, "")
    return Table(
        name=words("lines"),
        title=words("lines"),
        currency=asked.group.currency,
        columns=columns,
        rows=(Row(opening, is_strong=True), *rows, Row(closing, is_strong=True)),
    )


def _help(asked: Asked, book: WelfareBook) -> Table:
    words = asked.words
    return Table(
        name=words("help"),
        title=words("help"),
        currency=asked.group.currency,
        columns=(
            Column("date", words("columns.date"), Kind.DATE),
            Column("event", words("event")),
            Column("agreed", words("agreed"), Kind.MONEY, is_summed=True),
            Column("sent", words("sent"), Kind.MONEY, is_summed=True),
            Column("left", words("to_send"), Kind.MONEY, is_summed=True),
            Column("chain", words("columns.chain")),
        ),
        rows=rows_of(
            [
                (
                    one.on,
                    words("happened", event=one.what),
                    one.agreed,
                    one.sent,
                    one.left,
                    one.chain,
                )
                for one in book.help
            ]
        ),
        total_label=words("page.total"),
    )


def _fines(asked: Asked, one: FinesOfFund) -> Iterator[Table]:
    words, fund = asked.words, fund_called(asked.words, one.fund)
    steps = list(FineStep)
    yield Table(
        name=words("fines", fund=fund),
        title=words("fines", fund=fund),
        currency=asked.group.currency,
        columns=(
            Column("date", words("columns.date"), Kind.DATE),
            Column("member", words("columns.member")),
            Column("what", words("reason")),
            Column("clause", words("clause")),
            *(
                Column(step.value, words(f"step.{step}"), Kind.MONEY, is_summed=True)
                for step in steps
            ),
            Column("receipt", words("columns.receipt")),
            Column("chain", words("columns.chain")),
        ),
        rows=rows_of(
            [
                (
                    row.on,
                    row.name,
                    what_for(words, row.account),
                    row.clause,
                    *(row.amount if row.step is step else None for step in steps),
                    row.receipt,
                    row.chain,
                )
                for row in one.rows
            ]
        ),
        total_label=words("page.total"),
    )
    yield _sums(asked, one, fund)


def _sums(asked: Asked, one: FinesOfFund, fund: str) -> Table:
    """What members owe of fines, from the beginning of the period to its end."""
    words = asked.words
    sums = (
        ("opening", one.opening),
        ("raised", one.sum(FineStep.RAISED)),
        ("paid", -one.sum(FineStep.PAID)),
        ("let_off", -one.sum(FineStep.LET_OFF)),
        ("taken_back", -one.sum(FineStep.TAKEN_BACK)),
        ("closing", one.closing),
    )
    return Table(
        name=words("fines_sums", fund=fund),
        title=words("fines_sums", fund=fund),
        currency=asked.group.currency,
        columns=(
            Column("what", words("columns.what")),
            Column("amount", words("columns.amount"), Kind.MONEY),
        ),
        rows=rows_of([(words(f"fine_sum.{key}"), amount) for key, amount in sums]),
    )
