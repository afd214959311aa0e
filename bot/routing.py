"""Which way a message goes to a person, and what follows when a try fails. Rules only, no I/O."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.messages import Remedy, SendError
from chama.constitution import DEFAULT_QUIET_HOURS

WHATSAPP = "twilio_whatsapp"
SIMULATOR = "simulator"
SMS_IN_KENYA = ("africastalking_sms", "twilio_sms")
SMS_ABROAD = ("twilio_sms", "africastalking_sms")
KENYA = "+254"

WHATSAPP_WINDOW = timedelta(hours=24)
WINDOW_MARGIN = timedelta(minutes=5)  # a message may wait a moment behind others

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
LATE_RETRY = timedelta(minutes=30)
PAUSE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Route:
    """A channel, and whether the message must go as an approved template there."""

    channel: str
    as_template: bool = False


def route(
    address: str,
    *,
    wanted: str,
    last_channel: str,
    is_window_open: bool,
    has_template: bool,
    failed_with: str,
    available: Collection[str],
) -> Route | None:
    """How a message goes to an address, None when there is no way.

    wanted: the channel it answers on, "" for a message of our own. last_channel: where the person
    wrote last. is_window_open: they wrote on WhatsApp in the last 24 hours. has_template: an
    approved template stands for this message. failed_with: what an earlier try said.
    """
    for channel in (wanted, last_channel, SIMULATOR, *_sms(address), WHATSAPP):
        if channel not in available:
            continue
        if channel != WHATSAPP:
            if address.startswith("+"):
                return Route(channel)
        elif failed_with == Remedy.USE_SMS:
            continue
        elif is_window_open and failed_with != Remedy.USE_TEMPLATE:
            return Route(channel)
        elif has_template:
            return Route(channel, as_template=True)
    return None


def _sms(address: str) -> tuple[str, ...]:
    return SMS_IN_KENYA if address.startswith(KENYA) else SMS_ABROAD


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows a failed try: again at `retry_at`, or never when that is None.

    counts: whether the try counts against the message. pause_until: keep off the channel till then.
    """

    retry_at: datetime | None = None
    counts: bool = True
    opt_out: bool = False
    pause_until: datetime | None = None


def stops_the_channel(error: SendError) -> bool:
    """Whether the next message would fare no better there: a fault of the account's."""
    return error.remedy in {Remedy.ALERT, Remedy.RETRY_TOMORROW}


def after_failure(
    error: SendError, tries: int, now: datetime, *, is_repeat: bool = False
) -> NextStep:
    """What to do about an error. tries: how many tries of this message came before this one.

    is_repeat: one of those got no answer. A provider that takes messages over and is slow to say
    so would deliver each further try: after a second one without an answer there is none.
    """
    if error.ambiguous and is_repeat:
        return NextStep()
    match error.remedy:
        case Remedy.RETRY:
            return _later(error, BACKOFF[tries], now) if tries < len(BACKOFF) else NextStep()
        case Remedy.RETRY_ONCE:
            return NextStep(retry_at=now + LATE_RETRY) if tries == 0 else NextStep()
        case Remedy.RETRY_TOMORROW:
            tomorrow = DEFAULT_QUIET_HOURS.next_open(now + timedelta(hours=12))
            return NextStep(retry_at=tomorrow, pause_until=tomorrow, counts=False)
        case Remedy.USE_TEMPLATE | Remedy.USE_SMS:
            return NextStep(retry_at=now) if tries < len(BACKOFF) else NextStep()
        case Remedy.ALERT:  # other channels take over at once
            return NextStep(retry_at=now, pause_until=now + PAUSE, counts=False)
        case Remedy.OPT_OUT:
            return NextStep(opt_out=True)
        case Remedy.GIVE_UP:
            return NextStep()


def _later(error: SendError, pause: timedelta, now: datetime) -> NextStep:
    asked = timedelta(seconds=error.retry_after_seconds or 0)
    return NextStep(retry_at=now + max(pause, asked))
