"""What every part of the desk works with, and how the provider's word becomes a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.conversation import paying_out
from bot.conversation.cause import of_provider
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts, Purpose
from bot.conversation.money_api import Api
from bot.payments.port import Payments
from bot.store import book as books
from bot.store import outbox, proposals, situations
from bot.store.applying import UnitOfWork
from bot.store.chamas import Groups
from bot.store.outbox import NewMessage, Part
from chama.group import Group
from chama.receipts import Receipt

Act = Callable[[Draft], None]


@dataclass(frozen=True)
class Room:
    """engine: of the book. payments: the provider. clock: aware, UTC. operator: the phone of who
    runs the service, "" for none."""

    engine: sa.Engine
    payments: Payments
    clock: Callable[[], datetime]
    new_code: Callable[[], str] = proposals.new_code
    operator: str = ""
    groups: Groups = field(default_factory=Groups)

    @property
    def api(self) -> Api:
        """What the provider can do, as decisions know it."""
        return api_of(self.payments)

    def group(self, connection: sa.Connection, chama_id: int) -> Group:
        """A group's facts as they are now."""
        return self.groups.get(connection, chama_id)

    def tell_operator(
        self, connection: sa.Connection, key: str, template: str, facts: Facts
    ) -> None:
        """Tell who runs the service, once for each key, what only they can mend."""
        if self.operator:
            message = NewMessage(
                key=f"operator:{key}",
                address=self.operator,
                parts=(Part(template, facts),),
                purpose=Purpose.DUTY,
            )
            outbox.queue(connection, [message], self.clock())

    def decide(
        self,
        connection: sa.Connection,
        chama_id: int,
        what: str,
        act: Act,
        receipts: Sequence[Receipt] = (),
    ) -> None:
        """Decide in a group on what the provider has shown, in this transaction.

        what: names it once and for ever. receipts: what has to be known of payments for it.
        """
        now = self.clock()
        own_book = books.lock_book(connection, chama_id)
        known = situations.about_receipts(connection, self.groups, own_book, receipts, now)
        cause = of_provider(what, now)
        known = situations.with_api(connection, known, self.api, now)
        draft = Draft(known, cause)
        act(draft)
        decision = paying_out.finish(draft)
        UnitOfWork(connection, cause, chama_id, own_book, self.new_code).apply(decision)


def api_of(payments: Payments | None) -> Api:
    """What a provider can do, as decisions know it; of none, nothing."""
    if payments is None:
        return Api()
    return Api(
        payments.shortcodes,
        payments.can_push,
        payments.can_pay_out,
        can_give_back=payments.can_ask_status,  # both are an initiator's to ask
    )


def later(now: datetime, times: int, first: timedelta, most: timedelta) -> datetime:
    """When to look again after so many looks: each wait twice the one before it."""
    wait: timedelta = first * 2.0 ** min(times, 20)
    return now + min(wait, most)
