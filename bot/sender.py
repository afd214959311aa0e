"""One batch of messages: checked, routed, rendered, written down, sent, and what came of it noted.

One look at the database, one transaction before the calls and one after them, however many
messages there are: a message's share of the work is what it says and the call itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.calling import Call, Calls, Outcome
from bot.channels.base import Channel
from bot.conversation import wrong_number
from bot.conversation.effects import Purpose
from bot.conversation.money_api import NO_API, Api
from bot.group_prefix import with_groups_named
from bot.gsm import to_gsm
from bot.messages import Accepted, OutboundMessage, SendError
from bot.render import FALLBACK_LANGUAGE, Look, Renderer
from bot.routing import WHATSAPP, Route, after_failure, route
from bot.store import dispatch, shown_once
from bot.store.chamas import Groups
from bot.store.database import reading, retrying, writing
from bot.store.dispatch import ToSend
from chama.phones import mask

OPTED_OUT = "opted_out"
WRONG_NUMBER = "wrong_number"
DESPITE_STOP = (Purpose.REPLY, Purpose.DUTY, Purpose.REMINDER)
BY_DAY = (Purpose.NOTICE, Purpose.REMINDER)
NOTHING_TO_SAY = "nothing_owed"
NO_WAY = "no_channel"

log = structlog.get_logger()

Settle = Callable[[sa.Connection], None]
"""Writes down, of a message that does not go out now, why and until when."""


class Sender:
    """Sends queued messages through the configured channels; safe for several threads."""

    def __init__(
        self,
        engine: sa.Engine,
        channels: Mapping[str, Channel],
        renderer: Renderer,
        content_sids: Mapping[tuple[str, str], str],
        clock: Callable[[], datetime],
        api: Api = NO_API,
        *,
        keeps_secrets: bool = False,
    ) -> None:
        """keeps_secrets: only in the demo, whose phones show what is kept of their messages."""
        self._engine = engine
        self._keeps_secrets = keeps_secrets
        self._channels = channels
        self._renderer = renderer
        self._content_sids = content_sids
        self._clock = clock
        self._api = api
        self._groups = Groups()
        self._calls = Calls(self._note)

    def send(
        self, due_ids: Sequence[int], try_number: int, patience_seconds: float | None = None
    ) -> None:
        """Make one try of each message of a batch; tries that another worker has made or overtaken
        do nothing. patience_seconds: as in `Calls.make`."""
        now = self._clock()
        intents = [(known, self._intent(known, now)) for known in self._look(due_ids, try_number)]
        calls = self._begin(intents, now)
        if calls:
            self._calls.make(calls, patience_seconds)

    def stop(self) -> None:
        """Begin no more calls: what has not begun is left to the next worker."""
        self._calls.stop()

    def finish(self, timeout_seconds: float) -> None:
        """Wait for the answers to what was sent."""
        self._calls.finish(timeout_seconds)

    def _look(self, due_ids: Sequence[int], try_number: int) -> list[ToSend]:
        now, found = self._clock(), []
        with reading(self._engine) as connection:
            paused = dispatch.paused(connection, now)
            for due_id in due_ids:
                try:
                    known = dispatch.to_send(
                        connection, self._groups, due_id, try_number, paused, now, self._api
                    )
                except SQLAlchemyError:
                    raise
                except Exception:  # one group's trouble holds up no other's messages
                    log.exception("message_not_read", outbox_id=due_id)
                    continue
                if known is not None:
                    found.append(known)
        return found

    def _intent(self, known: ToSend, now: datetime) -> Call | Settle | None:
        """What to do with a message; None when our own code fails on it."""
        try:
            return self._settled(known, now) or self._routed(known, now)
        except Exception:
            log.exception("message_not_prepared", outbox_id=known.id)
            return None

    def _begin(
        self, intents: Sequence[tuple[ToSend, Call | Settle | None]], now: datetime
    ) -> list[Call]:
        """Write down what is about to go out, and what is not; gives the calls to make."""
        calls = []
        with writing(self._engine) as connection:
            for known, intent in intents:
                if intent is None or not dispatch.hold(connection, known.id, known.try_number):
                    continue
                if isinstance(intent, Call):
                    calls.append(intent)
                else:
                    intent(connection)
                    self._forget_secrets(connection, known)
            begun = [
                (one.known.id, one.message.attempt_id, one.channel.name, self._kept_text(one))
                for one in calls
            ]
            dispatch.start_attempts(connection, begun, now)
        return calls

    def _settled(self, known: ToSend, now: datetime) -> Settle | None:
        """For a message that is not wanted now, or any more."""
        if known.has_wrong_number and known.template not in wrong_number.SAID_TO_ANYBODY:
            return lambda c: dispatch.drop(c, known.id, WRONG_NUMBER)
        if known.is_opted_out and known.purpose not in DESPITE_STOP:
            return lambda c: dispatch.drop(c, known.id, OPTED_OUT)
        if not known.parts:
            return lambda c: dispatch.drop(c, known.id, NOTHING_TO_SAY)
        until = _quiet_until(known, now)
        if until is not None:
            return lambda c: dispatch.postpone(c, known.id, until)
        return None

    def _routed(self, known: ToSend, now: datetime) -> Call | Settle:
        """The message on its way; a template carries one part, so that several go by SMS, or as
        messages of their own where only WhatsApp reaches the person."""
        way = self._route(known, self._channels.keys() - known.paused)
        if way is not None:
            return self._rendered(known, way)
        if known.paused:
            return lambda c: dispatch.postpone(c, known.id, now + dispatch.LEASE)
        if len(known.parts) > 1:
            return lambda c: dispatch.split(c, known.id, now)
        log.error("no_way_to_send", outbox_id=known.id, address=mask(known.address))
        return lambda c: dispatch.drop(c, known.id, NO_WAY)

    def _route(self, known: ToSend, available: frozenset[str] | set[str]) -> Route | None:
        return route(
            known.address,
            wanted=known.wanted,
            last_channel=known.last_channel,
            is_window_open=known.is_window_open,
            has_template=len(known.parts) == 1 and self._content_sid(known) != "",
            failed_with=known.failed_with,
            available=available,
        )

    def _content_sid(self, known: ToSend) -> str:
        """The approved template of a message, in its language or else in English; "" for none."""
        for language in (known.language, FALLBACK_LANGUAGE):
            sid = self._content_sids.get((known.template, language))
            if sid:
                return sid
        return ""

    def _rendered(self, known: ToSend, way: Route) -> Call:
        look = Look.WHATSAPP if way.channel == WHATSAPP else Look.SMS
        texts = [
            self._renderer.render(part.template, part.facts, language=known.language, look=look)
            for part in known.parts
        ]
        if known.is_in_several:
            texts = with_groups_named(known.parts, texts, to_gsm if look is Look.SMS else str)
        message = OutboundMessage(
            attempt_id=uuid.uuid4().hex,
            address=known.address,
            text="\n\n".join(texts),
            content_sid=self._content_sid(known) if way.as_template else "",
            content_variables=self._variables(known) if way.as_template else {},
        )
        return Call(known, self._channels[way.channel], message)

    def _variables(self, known: ToSend) -> Mapping[str, str]:
        (part,) = known.parts
        return self._renderer.template_variables(part.template, part.facts, known.language)

    def _note(self, outcomes: Sequence[Outcome]) -> None:
        """Write down what came of calls; tried again, for a lost note would send them twice."""
        now = self._clock()

        def note() -> None:
            with writing(self._engine) as connection:
                for outcome in outcomes:
                    self._note_one(connection, outcome, now)

        retrying(note)

    def _note_one(self, connection: sa.Connection, outcome: Outcome, now: datetime) -> None:
        known, message = outcome.call.known, outcome.call.message
        match outcome.answer:
            case Accepted(provider_id, cost):
                dispatch.succeeded(
                    connection,
                    known.id,
                    message.attempt_id,
                    provider_id=provider_id,
                    cost=cost,
                    now=now,
                )
            case SendError() as error:
                step = after_failure(error, known.tries, now, is_repeat=known.may_be_out)
                _log_failure(outcome.call, error, step.retry_at)
                dispatch.failed(connection, known.id, message.attempt_id, error, step, now)
            case None:
                dispatch.withdraw(connection, known.id, message.attempt_id, now)
        self._forget_secrets(connection, known)

    def _kept_text(self, call: Call) -> str:
        """What is kept of a message's text."""
        text = call.message.text
        return text if self._keeps_secrets else shown_once.hidden(text, call.known.parts)

    def _forget_secrets(self, connection: sa.Connection, known: ToSend) -> None:
        if shown_once.has_any(known.parts) and not self._keeps_secrets:
            shown_once.forget(connection, known.id)


def _log_failure(call: Call, error: SendError, retry_at: datetime | None) -> None:
    log.warning(
        "message_not_sent",
        outbox_id=call.known.id,
        channel=call.channel.name,
        code=error.code,
        remedy=error.remedy.value,
        retry_at=retry_at.isoformat() if retry_at else "never",
    )


def _quiet_until(known: ToSend, now: datetime) -> datetime | None:
    """When what goes out by day may go out, if that is not now."""
    if known.purpose not in BY_DAY or known.group is None:
        return None
    quiet = known.group.rules.messages.quiet_hours
    if quiet is None:
        return None
    opens = quiet.next_open(now)
    return opens if opens > now else None
