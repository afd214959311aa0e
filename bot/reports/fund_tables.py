"""Tables with a column for each fund: funds stand side by side, and are never added together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.reports.lines import fund_called
from bot.reports.value import Cell, Column, Kind, Row, Table
from bot.reports.words import Words
from bot.views.funds import FundView, of_currency
from chama.kinds import AccountKind, EntryKind
from chama.money import Money

Line = tuple[str, Callable[[FundView], Money], bool]
"""A row: the key of its words, what it is of each fund, whether it is a sum."""

_PAID = (EntryKind.CONTRIBUTION, EntryKind.ALLOCATION, EntryKind.WELFARE)


def fund_tables(
    words: Words, views: Sequence[FundView], lines: Iterable[Line], title: str
) -> Iterator[Table]:
    """A table for each currency, with a column for each of its funds. title: a key of words."""
    rows = list(lines)
    for currency, own in of_currency(tuple(views)):
        called = f"{words(title)} · {currency}"
        yield Table(
            name=called,
            title=called,
            currency=currency,
            columns=(
                Column("what", words("columns.what")),
                *(Column(one.fund, fund_called(words, one.fund), Kind.MONEY) for one in own),
            ),
            rows=tuple(
                Row((words(key), *_cells(own, of)), is_strong=is_sum) for key, of, is_sum in rows
            ),
        )


def _cells(views: Sequence[FundView], of: Callable[[FundView], Money]) -> tuple[Cell, ...]:
    return tuple(of(one) for one in views)


def flows() -> Iterator[Line]:
    """A fund's money from opening to closing: what is left unnamed stands as the rest, so that it
    adds up whatever happened."""
    yield "flow.opening", lambda one: one.cash(at_opening=True), True
    yield "flow.paid", paid, False
    yield "flow.waiting", lambda one: one.money(one.came_in.get(EntryKind.UNALLOCATED, 0)), False
    yield "flow.other_in", _other_in, False
    yield "flow.sent", lambda one: -sent(one), False
    yield "flow.spent", lambda one: -spent(one), False
    yield "flow.charged", lambda one: -charged(one), False
    yield "flow.other_out", _other_out, False
    yield "flow.closing", lambda one: one.cash(), True


def paid(one: FundView) -> Money:
    """What members paid into a fund."""
    return one.money(sum(one.came_in.get(kind, 0) for kind in _PAID))


def sent(one: FundView) -> Money:
    """What was sent to members out of a fund, less what came back; without M-Pesa's charge."""
    out = one.went_out.get(EntryKind.PAYOUT, 0)
    back = one.came_in.get(EntryKind.MONEY_RETURNED, 0)
    return one.money(out - back) - one.by(AccountKind.FEES, EntryKind.PAYOUT)


def spent(one: FundView) -> Money:
    """What a fund paid for the group's needs, without M-Pesa's charge."""
    out = one.went_out.get(EntryKind.EXPENSE, 0)
    return one.money(out) - one.by(AccountKind.FEES, EntryKind.EXPENSE)


def charged(one: FundView) -> Money:
    """What providers took."""
    return one.change(AccountKind.FEES)


def _other_in(one: FundView) -> Money:
    named = (*_PAID, EntryKind.UNALLOCATED, EntryKind.MONEY_RETURNED)
    return one.money(sum(cents for kind, cents in one.came_in.items() if kind not in named))


def _other_out(one: FundView) -> Money:
    """What else went out, such as what passed to another fund: all that is not named above."""
    return sent(one) + spent(one) + charged(one) - one.total_out + _returned(one)


def _returned(one: FundView) -> Money:
    return one.money(one.came_in.get(EntryKind.MONEY_RETURNED, 0))
