"""Which chama and which of its collectors a statement is of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import sqlalchemy as sa

from bot.store import tables
from bot.store.book import Row
from chama.constitution import CollectorKind
from chama.errors import ChamaError
from chama.group import Collector, Group
from chama.matching import is_number
from chama.names import names_fit
from chama.receipts import Direction
from chama.statements import Statement, StatementKind

MOST_NAMES = 10  # of chamas in an error

_KINDS = {
    StatementKind.ORGANISATION: (CollectorKind.PAYBILL, CollectorKind.TILL, CollectorKind.BANK),
    StatementKind.CUSTOMER: (CollectorKind.PHONE, CollectorKind.POCHI),
}


class WhichChama(ChamaError):
    """A statement that fits no chama, or more than one; the sentence names them."""


class OtherAccount(ChamaError):
    """A statement of an account that is not the group's."""


def chama_of(connection: sa.Connection, statement: Statement, name: str | None = None) -> int:
    """The id of the chama with that name, else of the one that collects on the statement's account.

    Raises WhichChama.
    """
    chama = tables.chama
    chosen = sa.select(chama.c.id, chama.c.name).order_by(chama.c.id)
    if name is not None:
        chosen = chosen.where(sa.func.lower(chama.c.name) == name.strip().lower())
        found = list(connection.execute(chosen.limit(MOST_NAMES + 1)))
        missing = f"There is no chama called {name}"
    else:
        found = list(connection.execute(_collecting_on(statement, chosen)))
        found = found or list(connection.execute(chosen.limit(MOST_NAMES + 1)))
        missing = "There is no chama yet"
    if len(found) == 1:
        return int(found[0].id)
    raise WhichChama(_choose(connection, missing) if not found else _say_which(found))


def collector_of(
    group: Group,
    statement: Statement,
    codes_of: Callable[[Collector], Collection[str]] = lambda _: (),
) -> tuple[Collector, bool]:
    """The collector that a statement is of, and whether something printed speaks for that.

    codes_of: the receipts that the book has of a collector; one that money came in with names the
    account as surely as its number does. A statement of an account that the group does not know is
    put to the likeliest collector. Raises OtherAccount for a group that collects nothing or in
    another currency.
    """
    currency = statement.opening.currency
    collectors = group.collectors_in("" if currency == group.currency else currency)
    if not collectors:
        raise OtherAccount(f"{group.name} has no account of {currency}.")
    of_kind = [one for one in collectors if one.kind in _KINDS[statement.kind]]
    possible = [one for one in of_kind if not _is_of_another(one, statement)]
    came_in = {one.receipt for one in statement.transactions if one.direction is Direction.IN}
    fitting = [one for one in of_kind if _is_of(one, statement)]
    fitting = fitting or [one for one in possible if not came_in.isdisjoint(codes_of(one))]
    return (fitting or possible or of_kind or list(collectors))[0], bool(fitting)


def insist_on_account(group: Group, statement: Statement, *, is_sure: bool) -> None:
    """Raises OtherAccount unless what is printed says that the account is the group's.

    A statement that names no account is taken for the only one of its kind.
    """
    shown = " ".join(filter(None, (statement.shortcode, statement.holder, statement.holder_phone)))
    of_kind = [one for one in group.collectors if one.kind in _KINDS[statement.kind]]
    if is_sure or (not shown and len(of_kind) == 1):
        return
    accounts = ", ".join(one.number or one.phone for one in group.collectors)
    raise OtherAccount(
        f"The statement is of {shown or 'an account that it does not name'}; {group.name} collects"
        f" on {accounts}. Nothing was recorded. If it is the group's account all the same, say so"
        " with --account-unchecked."
    )


def _collecting_on(
    statement: Statement, chosen: sa.Select[tuple[int, str]]
) -> sa.Select[tuple[int, str]]:
    """The chamas that collect on the account whose number the statement prints."""
    collector = tables.collector
    is_theirs = sa.exists().where(
        collector.c.chama_id == tables.chama.c.id,
        collector.c.number == (statement.shortcode or ""),
    )
    return chosen.where(is_theirs).limit(MOST_NAMES + 1)


def _is_of(collector: Collector, statement: Statement) -> bool:
    if statement.kind is StatementKind.ORGANISATION and collector.number and statement.shortcode:
        return collector.number == statement.shortcode
    if statement.holder_phone:
        return is_number(statement.holder_phone, collector.phone)
    return names_fit(statement.holder or "", collector.name)


def _is_of_another(collector: Collector, statement: Statement) -> bool:
    """Whether both print a number, and another one."""
    if statement.kind is StatementKind.CUSTOMER and statement.holder_phone:
        return not is_number(statement.holder_phone, collector.phone)
    both = collector.number and statement.shortcode
    return bool(both) and collector.number != statement.shortcode


def _choose(connection: sa.Connection, missing: str) -> str:
    names = connection.execute(
        sa.select(tables.chama.c.name).order_by(tables.chama.c.id).limit(MOST_NAMES)
    )
    listed = ", ".join(names.scalars())
    return f"{missing}; there are: {listed}." if listed else f"{missing}."


def _say_which(found: Sequence[Row]) -> str:
    listed = ", ".join(row.name for row in found[:MOST_NAMES])
    more = " and more" if len(found) > MOST_NAMES else ""
    return f"The statement does not say which chama it is of: {listed}{more}. Name it with --chama."
