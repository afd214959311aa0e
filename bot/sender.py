"""One try of one message: checked, routed, rendered, sent, and what came of it written down."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import structlog

from bot.channels.base import Channel
from bot.conversation.effects import Purpose
from bot.messages import OutboundMessage, SendError
from bot.render import FALLBACK_LANGUAGE, Look, Renderer
from bot.routing import WHATSAPP, Route, after_failure, route
from bot.store import dispatch
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.store.dispatch import ToSend
from chama.phones import mask

OPTED_OUT = "opted_out"
DESPITE_STOP = (Purpose.REPLY, Purpose.DUTY)
NOTHING_TO_SAY = "nothing_owed"
NO_WAY = "no_channel"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Prepared:
    channel: Channel
    message: OutboundMessage


class Sender:
    """Sends queued messages through the configured channels; safe for several threads."""

    def __init__(
        self,
        engine: sa.Engine,
        channels: Mapping[str, Channel],
        renderer: Renderer,
        content_sids: Mapping[tuple[str, str], str],
        clock: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._channels = channels
        self._renderer = renderer
        self._content_sids = content_sids
        self._clock = clock
        self._groups = Groups()

    def send(self, due_id: int, try_number: int) -> None:
        """Make one try; a try that another worker has made or overtaken does nothing."""
        now = self._clock()
        with reading(self._engine) as connection:
            known = dispatch.to_send(connection, self._groups, due_id, try_number, now)
        if known is None:
            return
        prepared = self._prepare(known, now)
        if prepared is not None:
            self._call(known, prepared)

    def give_back(self, due_id: int, try_number: int) -> None:
        """Leave a message that was taken to the next sweep, of whichever worker."""
        with writing(self._engine) as connection:
            if dispatch.hold(connection, due_id, try_number):
                dispatch.postpone(connection, due_id, self._clock())

    def _prepare(self, known: ToSend, now: datetime) -> _Prepared | None:
        """The message as it will go out, its attempt written down; None when it does not go now."""
        if known.is_opted_out and known.purpose not in DESPITE_STOP:
            self._write(known, lambda c: dispatch.drop(c, known.id, OPTED_OUT))
        elif not known.parts:
            self._write(known, lambda c: dispatch.drop(c, known.id, NOTHING_TO_SAY))
        elif (until := _quiet_until(known, now)) is not None:
            self._write(known, lambda c: dispatch.postpone(c, known.id, until))
        else:
            return self._routed(known, now)
        return None

    def _routed(self, known: ToSend, now: datetime) -> _Prepared | None:
        way = self._route(known, self._channels.keys() - known.paused)
        if way is None and known.paused:
            self._write(known, lambda c: dispatch.postpone(c, known.id, now + dispatch.LEASE))
            return None
        if way is None:
            log.error("no_way_to_send", outbox_id=known.id, address=mask(known.address))
            self._write(known, lambda c: dispatch.drop(c, known.id, NO_WAY))
            return None
        prepared = self._rendered(known, way)
        is_ours = self._write(
            known,
            lambda c: dispatch.start_attempt(
                c,
                known.id,
                prepared.message.attempt_id,
                channel=way.channel,
                text=prepared.message.text,
                now=now,
            ),
        )
        return prepared if is_ours else None

    def _write(self, known: ToSend, act: Callable[[sa.Connection], None]) -> bool:
        """Write something about a message that is still this try's; a short transaction."""
        with writing(self._engine) as connection:
            is_ours = dispatch.hold(connection, known.id, known.try_number)
            if is_ours:
                act(connection)
        return is_ours

    def _route(self, known: ToSend, available: frozenset[str] | set[str]) -> Route | None:
        return route(
            known.address,
            wanted=known.wanted,
            last_channel=known.last_channel,
            is_window_open=known.is_window_open,
            has_template=self._content_sid(known) != "",
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

    def _rendered(self, known: ToSend, way: Route) -> _Prepared:
        look = Look.WHATSAPP if way.channel == WHATSAPP else Look.SMS
        text = "\n\n".join(
            self._renderer.render(part.template, part.facts, language=known.language, look=look)
            for part in known.parts
        )
        variables: Mapping[str, str] = {}
        if way.as_template:
            variables = self._renderer.template_variables(
                known.template, known.parts[0].facts, known.language
            )
        message = OutboundMessage(
            attempt_id=uuid.uuid4().hex,
            address=known.address,
            text=text,
            content_sid=self._content_sid(known) if way.as_template else "",
            content_variables=variables,
        )
        return _Prepared(self._channels[way.channel], message)

    def _call(self, known: ToSend, prepared: _Prepared) -> None:
        """Hand the message to the provider, and write down its answer."""
        message, channel = prepared.message, prepared.channel
        try:
            accepted = channel.send(message)
        except SendError as error:
            self._note_failure(known, prepared, error)
            return
        with writing(self._engine) as connection:
            dispatch.succeeded(
                connection,
                known.id,
                message.attempt_id,
                provider_id=accepted.provider_id,
                cost=accepted.cost,
                now=self._clock(),
            )

    def _note_failure(self, known: ToSend, prepared: _Prepared, error: SendError) -> None:
        now = self._clock()
        step = after_failure(error, known.tries, now)
        log.warning(
            "message_not_sent",
            outbox_id=known.id,
            channel=prepared.channel.name,
            code=error.code,
            remedy=error.remedy.value,
            retry_at=step.retry_at.isoformat() if step.retry_at else "never",
        )
        with writing(self._engine) as connection:
            dispatch.failed(connection, known.id, prepared.message.attempt_id, error, step, now)


def _quiet_until(known: ToSend, now: datetime) -> datetime | None:
    """When a notice may go out, if that is not now."""
    if known.purpose is not Purpose.NOTICE or known.group is None:
        return None
    quiet = known.group.rules.messages.quiet_hours
    if quiet is None:
        return None
    opens = quiet.next_open(now)
    return opens if opens > now else None
