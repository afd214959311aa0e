"""One message from its provider to the book: stored once, understood, decided, carried out.

`Pipeline.receive` is what a webhook calls; when it returns, the message and all that it caused are
committed together, or the message alone is, as unhandled, because our own code failed on it. The
worker tries those again with `retry_unhandled`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.conversation import understand
from bot.conversation.decide import Understood, decide
from bot.conversation.effects import ChooseGroup, Decision
from bot.faults import described
from bot.messages import DeliveryReport, InboundMessage, OptOut
from bot.store import addresses, chamas, inbox, reports
from bot.store.applying import UnitOfWork
from bot.store.chamas import Groups
from bot.store.database import StoreBusy, reading, writing
from bot.store.ledger import ReceiptUsed, StaleFund
from bot.store.situations import identify
from bot.understanding import Intent
from chama.phones import mask
from chama.receipts import read

TRIES = 3  # of a transaction that lost a lock, its connection or a race
MOST_TRIES_OF_A_MESSAGE = 5
RETRY_AFTER = timedelta(seconds=30)
MESSAGES_AT_ONCE = 100

NOT_WORDS = Intent("unknown", {})
"""What a message with a money text in it says in words does not matter."""

log = structlog.get_logger()


class Pipeline:
    """Handles messages on one database; safe for any number of threads and processes."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock
        self._groups = Groups()

    def receive(self, message: InboundMessage) -> None:
        """Store a message and do what it asks. The same one again changes nothing.

        Raises StoreBusy when the database could not be had; the provider then comes again.
        """
        try:
            self._try(lambda: self._receive(message))
        except StoreBusy as busy:
            if not isinstance(busy.__cause__, ReceiptUsed):
                raise
            self._keep(message, busy.__cause__)  # no race is lost that often: the fault is ours

    def report(self, report: DeliveryReport) -> None:
        """Take news of one of our messages. Raises StoreBusy."""
        self._try(lambda: self._in_transaction(lambda c: reports.take(c, report, self._clock())))

    def opt_out(self, opt_out: OptOut) -> None:
        """Take a wish for silence that a person told the provider. Raises StoreBusy."""
        opted_out_at = None if opt_out.opted_in else self._clock()
        self._try(
            lambda: self._in_transaction(
                lambda c: chamas.set_contact(c, opt_out.address, opted_out_at=opted_out_at)
            )
        )

    def retry_unhandled(self, *, everything: bool = False) -> int:
        """Handle messages again on which our code failed; gives how many are handled now.

        everything: also those that failed too often or a moment ago.
        """
        now = self._clock()
        with reading(self._engine) as connection:
            waiting = inbox.unhandled(
                connection,
                limit=MESSAGES_AT_ONCE,
                before=now if everything else now - RETRY_AFTER,
                most_tries=None if everything else MOST_TRIES_OF_A_MESSAGE,
            )
        return sum(self._retry(inbox_id, message) for inbox_id, message in waiting)

    def _receive(self, message: InboundMessage) -> None:
        now = self._clock()
        try:
            with writing(self._engine) as connection:
                message = addresses.known(connection, message)
                inbox_id = inbox.store(connection, message, now)
                if inbox_id is not None:
                    self._handle(connection, f"in:{inbox_id}", message, now)
        except Exception as error:
            if _is_passing(error):
                raise
            self._keep(message, error)

    def _keep(self, message: InboundMessage, error: Exception) -> None:
        """Our own code failed: all it did is undone, the message alone is kept for another try."""
        log.error("message_not_handled", sender=mask(message.sender), exc_info=error)
        with writing(self._engine) as connection:
            inbox_id = inbox.store(connection, message, self._clock())
            if inbox_id is not None:
                inbox.mark_unhandled(connection, inbox_id, described(error))

    def _retry(self, inbox_id: int, message: InboundMessage) -> bool:
        """Handle a kept message; False when our code fails again, or another was faster."""
        now = self._clock()
        try:
            with writing(self._engine) as connection:
                if not inbox.lock_unhandled(connection, inbox_id):
                    return False
                inbox.mark_handled(connection, inbox_id, now)
                self._handle(connection, f"in:{inbox_id}", message, now)
        except Exception as error:
            if _is_passing(error):
                log.warning("message_waits_for_the_store", error=type(error).__name__)
                return False
            log.error("message_not_handled", sender=mask(message.sender), exc_info=error)
            with writing(self._engine) as connection:
                inbox.mark_unhandled(connection, inbox_id, described(error))
            return False
        return True

    def _handle(
        self, connection: sa.Connection, cause: str, message: InboundMessage, now: datetime
    ) -> None:
        """The steps of one message: understand, identify, decide, apply."""
        understood = understanding_of(message)
        situation, fund = identify(connection, self._groups, message, understood, now)
        decision = decide(situation, message, understood, now)
        chama_id = situation.group.id if situation.group else None
        UnitOfWork(connection, message, cause, chama_id, fund, now).apply(decision)
        waited = _waiting_text(decision)
        if waited:
            go_on = replace(message, text=waited, button="")
            self._handle(connection, f"{cause}:go-on", go_on, now)

    def _in_transaction(self, act: Callable[[sa.Connection], None]) -> None:
        with writing(self._engine) as connection:
            act(connection)

    def _try(self, act: Callable[[], None]) -> None:
        """Run a transaction anew when it lost a lock, its connection or a race."""
        for tries_left in reversed(range(TRIES)):
            try:
                act()
            except StoreBusy:
                raise  # it has waited long enough
            except Exception as error:
                if not _is_passing(error):
                    raise
                log.warning("transaction_retried", error=type(error).__name__, left=tries_left)
                if not tries_left:
                    raise StoreBusy(str(error)) from error
            else:
                return


def understanding_of(message: InboundMessage) -> Understood:
    """The receipts in a message, or else what its words want."""
    receipts = tuple(read(message.text, message.received_at))
    if receipts:
        return Understood(receipts, NOT_WORDS)
    return Understood((), understand(message.button or message.text))


def _waiting_text(decision: Decision) -> str:
    """The text that waited until its sender said which group they mean, "" when none did."""
    return next((e.redo for e in decision if isinstance(e, ChooseGroup)), "")


def _is_passing(error: Exception) -> bool:
    """Whether the same transaction may succeed when it is run again."""
    if isinstance(error, DBAPIError):
        return isinstance(error, OperationalError) or error.connection_invalidated
    return isinstance(error, ReceiptUsed | StaleFund | StoreBusy)
