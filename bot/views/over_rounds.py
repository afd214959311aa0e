"""How it went from round to round: what was collected, and how much money there was at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.store.tables import (
    ACCOUNT_IS_OPEN,
    UtcDateTime,
    account,
    chama,
    entry,
    fund,
    posting,
)
from bot.views.rounds import rounds
from chama.entries import ROTATION
from chama.journal import Account
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.rota import day_in_nairobi

_MONEY = tuple(str(kind) for kind in AccountKind if kind.meaning.is_money)
_ASKS = (str(EntryKind.OPENING), str(EntryKind.ROUND_OPENED))
_IS_DUES = account.c.code.startswith(f"{AccountKind.DUES}:")
_LINES = (
    sa.select(entry.c.id)
    .join(posting, posting.c.entry_id == entry.c.id)
    .join(account, account.c.id == posting.c.account_id)
    .join(fund, fund.c.id == account.c.fund_id)
)


@dataclass(frozen=True, slots=True)
class RoundMoney:
    """A round. collected: what is settled of its dues by now, expected: all of them; at_end: the
    money of all funds in the group's currency on its last day, by the book of now."""

    number: int
    due_on: date
    collected: Money
    expected: Money
    at_end: Money


def over_rounds(connection: sa.Connection, chama_id: int, last: int) -> tuple[RoundMoney, ...]:
    """The last so many rounds of a chama, the oldest first; the database adds up."""
    of_chama = sa.select(chama.c.currency).where(chama.c.id == chama_id)
    currency = connection.execute(of_chama).scalar_one()
    shown = list(rounds(connection, chama_id).values())[-last:]
    days = _money_by_day(connection, chama_id)
    asked, left = _asked(connection, chama_id), _left(connection, chama_id)
    return tuple(
        RoundMoney(
            number=one.number,
            due_on=one.due_on,
            collected=Money(asked.get(one.key, 0) - left.get(one.key, 0), currency),
            expected=Money(asked.get(one.key, 0), currency),
            at_end=Money(sum(cents for day, cents in days if day <= one.due_on), currency),
        )
        for one in shown
    )


def _asked(connection: sa.Connection, chama_id: int) -> Mapping[str, int]:
    """What members were asked for, in cents by the key of the round."""
    chosen = (
        _LINES.with_only_columns(account.c.code, posting.c.amount_cents)
        .where(entry.c.chama_id == chama_id, entry.c.kind.in_(_ASKS), _IS_DUES)
        .where(fund.c.name == ROTATION, posting.c.amount_cents > 0)
    )
    return _by_round(connection.execute(chosen))


def _left(connection: sa.Connection, chama_id: int) -> Mapping[str, int]:
    """What of that is not paid, in cents by the key of the round."""
    chosen = (
        sa.select(account.c.code, account.c.balance_cents)
        .join(fund, fund.c.id == account.c.fund_id)
        .where(account.c.chama_id == chama_id, ACCOUNT_IS_OPEN, fund.c.name == ROTATION, _IS_DUES)
    )
    return _by_round(connection.execute(chosen))


def _by_round(rows: Iterable[sa.Row[*tuple[Any, ...]]]) -> Mapping[str, int]:
    sums: dict[str, int] = {}
    for code, cents in rows:
        key = Account.parse(ROTATION, code).round
        sums[key] = sums.get(key, 0) + cents
    return sums


def _money_by_day(connection: sa.Connection, chama_id: int) -> list[tuple[date, int]]:
    """By how much the money changed, in cents, by the day on which it moved; of what has no day,
    on which it was put down."""
    put_down = sa.case((entry.c.effective_on.is_(None), entry.c.recorded_at))
    chosen = (
        _LINES.with_only_columns(
            entry.c.effective_on,
            sa.type_coerce(put_down, UtcDateTime()).label("put_down"),
            sa.func.sum(posting.c.amount_cents),
        )
        .join(chama, chama.c.id == entry.c.chama_id)
        .where(
            entry.c.chama_id == chama_id,
            fund.c.currency == chama.c.currency,
            sa.or_(*(account.c.code.startswith(f"{kind}:") for kind in _MONEY)),
        )
        .group_by(entry.c.effective_on, put_down)
    )
    return [
        (day or day_in_nairobi(at), int(cents)) for day, at, cents in connection.execute(chosen)
    ]
