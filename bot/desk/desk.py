"""The loop: what the provider told us first, then what is to be ordered or asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk import arrivals, balances, ending, names, payouts, pulls, pushes, results, returns
from bot.desk.room import Room
from bot.payments.port import Arrived, PushNews, Unreadable
from bot.store import news, orders
from bot.store.database import StoreBusy, reading, writing
from bot.store.news import Outcome, Piece

AT_ONCE = 50
AFTER_A_BUG = timedelta(minutes=1)

_BY_KIND = {
    OrderKind.PUSH: (pushes.call, pushes.look_after),
    OrderKind.PAYOUT: (payouts.call, payouts.look_after),
    OrderKind.RETURN: (returns.call, returns.look_after),
}
"""How an order of each kind is called, and looked after until it has ended."""

log = structlog.get_logger()


class Desk:
    """Works through what is due; safe for any number of threads and processes."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._pulled_at: datetime | None = None

    def work(self) -> int:
        """Do what is due now; gives how many things were looked at."""
        room, now = self._room, self._room.clock()
        with reading(room.engine) as connection:
            pieces = news.due(connection, now, AT_ONCE)
        done = _each((partial(self._hear, one), partial(self._put_off, one)) for one in pieces)
        with reading(room.engine) as connection:
            due = orders.due(connection, now, AT_ONCE)
        return done + _each((partial(self._see_to, one), partial(self._leave, one)) for one in due)

    def reconcile(self) -> int:
        """Ask about everything that is unknown, whenever it would be due; gives how many things
        were looked at."""
        room, looked_at = self._room, pulls.fetch(self._room, pulls.ALL).count
        with writing(room.engine) as connection:
            news.hurry_all(connection, room.clock())
            orders.hurry_all(connection, room.clock())
        return looked_at + self.work()

    def unknown(self) -> int:
        """Of how many orders nobody knows yet how they ended."""
        with reading(self._room.engine) as connection:
            return orders.count_unknown(connection)

    def give_up(self, our_id: str) -> None:
        """End an order that M-Pesa does not know and an operator has not found there either.
        Raises NotTheOperators."""
        ending.give_up(self._room, our_id)

    def ask_by_receipt(self, our_id: str, receipt: str) -> None:
        """Have M-Pesa show a payout that an operator has found there. Raises NotTheOperators."""
        ending.ask_by_receipt(self._room, our_id, receipt)

    def is_done(self, our_id: str) -> bool:
        """Whether the provider has shown an order to be done."""
        with reading(self._room.engine) as connection:
            order = orders.with_our_id(connection, our_id)
        return order is not None and order.state is OrderState.DONE

    def pull(self) -> int:
        """Fetch what arrived since the last time, should a callback have been lost; gives how many
        receipts. The first time goes back as far as can be: the worker may have stood still."""
        now, before = self._room.clock(), self._pulled_at
        back = pulls.ALL if before is None else min(pulls.ALL, now - before + pulls.OVERLAP)
        fetched = pulls.fetch(self._room, back)
        self._pulled_at = now if fetched.is_all else before
        return fetched.count

    def look_up_names(self) -> int:
        """Look up whose the numbers are to which the running rounds pay; gives how many."""
        return names.look_up(self._room)

    def ask_balance(self) -> None:
        """Have the account compared with the books."""
        balances.ask(self._room)

    def _hear(self, piece: Piece) -> None:
        """Act on one piece of news."""
        room = self._room
        try:
            told = room.payments.read(piece.kind, piece.body)
        except Unreadable:
            log.warning("news_unreadable", news=piece.id, kind=piece.kind.value)
            with writing(room.engine) as connection:
                news.done(connection, piece.id, Outcome.UNREADABLE)
            return
        if isinstance(told, PushNews):
            pushes.hear(room, piece, told)
        elif isinstance(told, Arrived):
            arrivals.hear(room, piece, told)
        else:
            results.hear(room, piece, told)

    def _put_off(self, piece: Piece) -> None:
        """Our own code failed on it: it is tried again, and holds up nothing else."""
        with writing(self._room.engine) as connection:
            due_at = self._room.clock() + AFTER_A_BUG
            news.look_again(connection, piece.id, due_at, piece.outcome)

    def _leave(self, order: Order) -> None:
        """Our own code failed on it: it is seen to again, and holds up nothing else."""
        with writing(self._room.engine) as connection:
            orders.put_off(connection, order.id, self._room.clock() + AFTER_A_BUG)

    def _see_to(self, order: Order) -> None:
        call, look_after = _BY_KIND[order.kind]
        act = call if order.state is OrderState.WAITING else look_after
        act(self._room, order)


def _each(steps: Iterable[tuple[Callable[[], None], Callable[[], None]]]) -> int:
    """Take each step; what fails by a bug of ours is put off, and a busy store waits for no one."""
    done = 0
    for step, put_off in steps:
        done += 1
        try:
            step()
        except StoreBusy:
            log.warning("desk_waits_for_the_store")
            return 0
        except Exception:
            log.exception("desk_step_failed")
            put_off()
    return done
