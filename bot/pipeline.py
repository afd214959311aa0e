"""One message from its provider to the book: stored once, understood, decided, carried out.

`Pipeline.handle` is what a webhook calls; when it returns, the message and all that it caused are
committed together, or the message alone is, as unhandled, because our own code failed on it. The
worker tries those again with `retry_unhandled`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.conversation import understand
from bot.conversation.cause import Cause, of_message
from bot.conversation.clicking import Click
from bot.conversation.decide import Understood, decide
from bot.conversation.effects import ChooseGroup
from bot.conversation.group_names import (
    WRONG_PERSON,
    group_of_whom,
    group_that_means,
    with_group_named,
)
from bot.conversation.money_api import NO_API, Api
from bot.conversation.situation import Situation
from bot.conversation.wanted import wanted_by, with_people
from bot.conversation.which_group import is_of_each
from bot.faults import described
from bot.messages import DeliveryReport, InboundMessage, Kind, OptOut
from bot.store import addresses, chamas, inbox, proposals, questions, reports, sessions
from bot.store.applying import Said, UnitOfWork
from bot.store.book import Book, ReceiptUsed, StaleBook
from bot.store.chamas import Groups
from bot.store.database import StoreBusy, reading, writing
from bot.store.situations import (
    forwarded,
    identify,
    informed,
    with_api,
    with_click,
    with_told_unread,
)
from bot.understanding import Intent
from bot.understanding.spoken import language_of
from chama.group import Group
from chama.phones import mask
from chama.receipts import is_fragment, join, read

TRIES = 3  # of a transaction that lost a lock, its connection or a race
MOST_TRIES_OF_A_MESSAGE = 5
RETRY_AFTER = timedelta(seconds=30)
MESSAGES_AT_ONCE = 100
PARTS_COME_WITHIN = timedelta(minutes=10)

NOT_WORDS = Intent("unknown", {})
"""What a message with a money text in it says in words does not matter."""

log = structlog.get_logger()

Result = TypeVar("Result")

Waiting = Mapping[str, Understood]
"""Texts that wait for a choice of group, and what they say."""


class Overtaken(Exception):
    """Another message of the sender came in between reading and locking: begin anew."""


class Pipeline:
    """Handles messages on one database; safe for any number of threads and processes."""

    def __init__(
        self,
        engine: sa.Engine,
        clock: Callable[[], datetime],
        new_code: Callable[[], str] = proposals.new_code,
        api: Api = NO_API,
        *,
        has_dashboard: bool = False,
        has_files: bool = False,
    ) -> None:
        """has_dashboard: whether officers can be sent a link to pages in a browser. has_files:
        whether people can be sent one to a file of theirs."""
        self._engine = engine
        self._api = api
        self._has_dashboard = has_dashboard
        self._has_files = has_files
        self._clock = clock
        self._new_code = new_code
        self._groups = Groups()

    def handle(self, message: InboundMessage) -> Said:
        """Store a message and do what it asks; gives what its sender is told.

        The same one again changes nothing and says nothing. Raises StoreBusy when the database
        could not be had; the provider then comes again.
        """
        try:
            return self._try(lambda: self._receive(message))
        except StoreBusy as busy:
            if not isinstance(busy.__cause__, ReceiptUsed):
                raise
            self._keep(message, busy.__cause__)  # no race is lost that often: the fault is ours
            return ()

    def report(self, report: DeliveryReport) -> None:
        """Take news of one of our messages. Raises StoreBusy."""
        self._try(lambda: self._in_transaction(lambda c: reports.take(c, report, self._clock())))

    def opt_out(self, opt_out: OptOut) -> None:
        """Take a wish for silence that a person told the provider. Raises StoreBusy."""
        opted_out_at = None if opt_out.opted_in else self._clock()

        def take(connection: sa.Connection) -> None:
            chamas.set_contact(connection, opt_out.address, opted_out_at=opted_out_at)
            if opted_out_at is not None:
                sessions.end_all(connection, opt_out.address, opted_out_at)

        self._try(lambda: self._in_transaction(take))

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

    def _receive(self, message: InboundMessage) -> Said:
        now = self._clock()
        try:
            message = self._known(message)
            understood = self._understand(message)
            waiting = self._waiting(message, understood)
            with writing(self._engine) as connection:
                inbox_id = inbox.store(connection, message, now)
                if inbox_id is None:
                    return ()
                if message.alias and addresses.is_number(message.sender):
                    addresses.remember(connection, message.alias, message.sender, now)
                cause = _cause(message, understood, f"in:{inbox_id}", now)
                return self._handle(connection, cause, message, understood, waiting)
        except Exception as error:
            if _is_passing(error):
                raise
            self._keep(message, error)
            return ()

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
            understood = self._understand(message)
            waiting = self._waiting(message, understood)
            with writing(self._engine) as connection:
                if not inbox.lock_unhandled(connection, inbox_id):
                    return False
                inbox.mark_handled(connection, inbox_id, now)
                cause = _cause(message, understood, f"in:{inbox_id}", now)
                self._handle(connection, cause, message, understood, waiting)
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
        self,
        connection: sa.Connection,
        cause: Cause,
        message: InboundMessage,
        understood: Understood,
        waiting: Waiting,
        meant: int | None = None,
    ) -> Said:
        """The steps of one message: identify, decide, apply; gives what its sender is told.

        meant: the chama that the sender says this very message is about.
        """
        meant = meant or understood.chama_id
        situation, book = self._identified(connection, message, understood, cause.at, meant)
        situation = with_api(connection, situation, self._api, cause.at)
        situation = replace(situation, has_dashboard=self._has_dashboard, has_files=self._has_files)
        if message.kind is not Kind.TEXT:
            situation = with_told_unread(connection, situation, message, cause.at)
        if understood.click is not None:
            situation = with_click(connection, situation, understood.click, cause.at)
        if situation.group is not None:
            understood = with_people(understood, cause.text, situation)
            wanted = wanted_by(situation, understood, cause.text, cause.at)
            situation = informed(connection, situation, wanted, cause.at)
        elif not understood.receipts and is_of_each(understood.intent, len(situation.choices)):
            ids = [chama_id for chama_id, _ in situation.choices]
            situation = replace(
                situation, each=self._each(connection, cause, message, understood, ids)
            )
        decision = decide(situation, cause, understood)
        chama_id = situation.group.id if situation.group else None
        said = UnitOfWork(connection, cause, chama_id, book, self._new_code).apply(decision)
        chosen = next((one for one in decision if isinstance(one, ChooseGroup) and one.redo), None)
        if chosen is None:
            return said
        if chosen.redo not in waiting:
            raise Overtaken("What waits for a choice of group has changed since it was read.")
        go_on = replace(message, text=chosen.redo, button="", kind=Kind.TEXT)
        what = waiting[chosen.redo]
        later = _cause(go_on, what, f"{cause.key}:go-on", cause.at)
        return said + self._handle(connection, later, go_on, what, {}, chosen.chama_id)

    def _each(
        self,
        connection: sa.Connection,
        cause: Cause,
        message: InboundMessage,
        understood: Understood,
        chama_ids: Iterable[int],
    ) -> tuple[Situation, ...]:
        """How each of these groups stands for its member, in the order in which all lock them."""
        found = []
        for chama_id in sorted(chama_ids):
            one, _ = self._identified(connection, message, understood, cause.at, chama_id)
            one = with_api(connection, one, self._api, cause.at)
            wanted = wanted_by(one, understood, cause.text, cause.at)
            one = informed(connection, one, wanted, cause.at)
            found.append(replace(one, is_beside=True))
        return tuple(found)

    def _identified(
        self,
        connection: sa.Connection,
        message: InboundMessage,
        understood: Understood,
        now: datetime,
        meant: int | None,
    ) -> tuple[Situation, Book | None]:
        """Who writes, or whose phone posts, and how their group stands."""
        if message.is_by_itself:
            return forwarded(connection, self._groups, message, understood.receipts, now)
        return identify(connection, self._groups, message, understood, now, meant)

    def _known(self, message: InboundMessage) -> InboundMessage:
        """The message under its sender's phone number, where they are known by an id."""
        if addresses.is_number(message.sender):
            return message
        with reading(self._engine) as connection:
            return addresses.known(connection, message)

    def _understand(self, message: InboundMessage) -> Understood:
        """The receipts in a message, or else what its words want; before any lock is taken.

        The names of the sender's groups are names in it, even where they are words as well.
        """
        click = Click.of(message)
        if click is not None:
            return Understood((), click.intent, chama_id=click.chama_id, click=click)
        receipts = tuple(read(message.text, message.received_at))
        is_clean = receipts != () and not any(receipt.is_suspicious for receipt in receipts)
        if not is_clean and is_fragment(message.text):
            return self._joined(message)
        if receipts or message.is_by_itself:
            return Understood(receipts, NOT_WORDS)
        return self._words_of(message)

    def _waiting(self, message: InboundMessage, understood: Understood) -> Waiting:
        """What the sender wrote before, and that waits for their choice of group."""
        if understood.receipts or understood.is_part:
            return {}  # chooses no group
        with reading(self._engine) as connection:
            text = questions.waiting_for_group(connection, message.sender)
        return {text: self._understand(replace(message, text=text, button=""))} if text else {}

    def _joined(self, message: InboundMessage) -> Understood:
        """A part of one M-Pesa text: what it makes up with the parts that came just before."""
        since = message.received_at - PARTS_COME_WITHIN
        with reading(self._engine) as connection:
            earlier = inbox.texts_since(connection, message.sender, since)
        for first in reversed(range(len(earlier))):
            whole = join([*earlier[first:], message.text], message.received_at)
            if whole is not None:
                return Understood(tuple(read(whole, message.received_at)), NOT_WORDS, whole=whole)
        return Understood((), NOT_WORDS, is_part=True)

    def _words_of(self, message: InboundMessage) -> Understood:
        with reading(self._engine) as connection:
            own = chamas.belongings(connection, message.sender)
            groups = [self._groups.get(connection, one.chama_id) for one in own]
        people = tuple(person.name for group in groups for person in group.people)
        text = message.button or message.text
        names = [group.name for group in groups]
        named = with_group_named(text, names, people) if len(groups) > 1 else None
        intent, places = named or (understand(text, people), ())
        if len(groups) > 1 and not places and intent.name == WRONG_PERSON:
            known_as = [_name_in(group, one.member) for group, one in zip(groups, own, strict=True)]
            places = group_that_means(text, known_as, people)
        if len(groups) > 1 and not places:
            members = [[person.name for person in group.people] for group in groups]
            places = group_of_whom(intent, members)
        meant = tuple(groups[at].id for at in places)
        is_one = len(meant) == 1
        return Understood(
            (),
            intent,
            chama_id=meant[0] if is_one else None,
            among=() if is_one else meant,
            language="" if message.button else language_of(message.text, (*people, *names)),
        )

    def _in_transaction(self, act: Callable[[sa.Connection], None]) -> None:
        with writing(self._engine) as connection:
            act(connection)

    def _try(self, act: Callable[[], Result]) -> Result:
        """Run a transaction anew when it lost a lock, its connection or a race."""
        for tries_left in reversed(range(TRIES)):
            try:
                return act()
            except StoreBusy:
                raise  # it has waited long enough
            except Exception as error:
                if not _is_passing(error):
                    raise
                log.warning("transaction_retried", error=type(error).__name__, left=tries_left)
                if not tries_left:
                    raise StoreBusy(str(error)) from error
        raise AssertionError("The last try either gives a result or raises.")


def _cause(message: InboundMessage, understood: Understood, key: str, now: datetime) -> Cause:
    """A message with the text that its parts make up, where it was a part of one."""
    whole = replace(message, text=understood.whole) if understood.whole else message
    return of_message(whole, key, now, understood.language)


def _name_in(group: Group, member: str) -> str:
    """As whom a group knows somebody, "" for whose phone is only its collector's."""
    person = group.person(member)
    return person.name if person is not None else ""


def _is_passing(error: Exception) -> bool:
    """Whether the same transaction may succeed when it is run again."""
    if isinstance(error, DBAPIError):
        return isinstance(error, OperationalError) or error.connection_invalidated
    return isinstance(error, ReceiptUsed | StaleBook | StoreBusy | Overtaken)
