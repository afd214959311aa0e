"""The messages on a phone's screen: what its owner wrote and what came to it, in both looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

import sqlalchemy as sa
from jinja2 import UndefinedError

from bot.gsm import segments
from bot.render import Look, Renderer, TemplateMissing
from bot.simulator.wallet_texts import SENDER, WalletText
from bot.store.outbox import parts_of
from bot.views.messages import MessageRow, newest_messages
from chama.constitution import LANGUAGES
from chama.rota import NAIROBI

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message. is_own: the phone's owner wrote it. at: Nairobi's clock, "21:54".

    sms, whatsapp: its text in either look. cost: of the SMS, "2 SMS, GSM-7", "" for M-Pesa's.
    status: "queued", "sent", … for what the bot sends, else "". error: why it was not sent.
    sender: who sent it, if neither the owner nor the bot did.
    """

    id: str
    is_own: bool
    at: str
    sms: str
    whatsapp: str
    cost: str
    status: str = ""
    error: str = ""
    sender: str = ""


def bubbles(
    connection: sa.Connection,
    renderer: Renderer,
    address: str,
    language: str,
    texts: Sequence[WalletText] = (),
) -> tuple[Bubble, ...]:
    """The newest messages to and from an address, oldest first. texts: what M-Pesa sent there."""
    known = [
        *(
            (row.at, _written(row) if row.is_incoming else _sent(row, renderer, language))
            for row in newest_messages(connection, address, MOST_SHOWN)
        ),
        *((text.at, _of_wallet(text)) for text in texts[-MOST_SHOWN:]),
    ]
    known.sort(key=itemgetter(0))
    return tuple(bubble for _, bubble in known[-MOST_SHOWN:])


def _of_wallet(text: WalletText) -> Bubble:
    return Bubble(
        id=f"{SENDER}:{text.id}",
        is_own=False,
        at=_clock(text.at),
        sms=text.words,
        whatsapp=text.words,
        cost="",
        sender=SENDER,
    )


def _written(row: MessageRow) -> Bubble:
    return Bubble(
        id=f"in:{row.id}",
        is_own=True,
        at=_clock(row.at),
        sms=row.text,
        whatsapp=row.text,
        cost=_cost(row.text),
    )


def _sent(row: MessageRow, renderer: Renderer, language: str) -> Bubble:
    sms, whatsapp = _looks(row, renderer, language)
    return Bubble(
        id=f"out:{row.id}",
        is_own=False,
        at=_clock(row.at),
        sms=sms,
        whatsapp=whatsapp,
        cost=_cost(sms),
        status=row.status,
        error=row.error,
    )


def _looks(row: MessageRow, renderer: Renderer, language: str) -> tuple[str, str]:
    """A message as SMS and on WhatsApp; what went out stays in the language it went out in."""
    for spoken in (language, *LANGUAGES):
        sms = _rendered(row, renderer, spoken, Look.SMS)
        if row.text in ("", sms):
            return sms, _rendered(row, renderer, spoken, Look.WHATSAPP)
    return row.text, row.text


def _rendered(row: MessageRow, renderer: Renderer, language: str, look: Look) -> str:
    """The stored parts as text; as it went out where today's templates know them no more."""
    try:
        return "\n\n".join(
            renderer.render(part.template, part.facts, language=language, look=look)
            for part in parts_of(row.facts)
        )
    except (TemplateMissing, UndefinedError):
        return row.text


def _cost(text: str) -> str:
    cut = segments(text)
    return f"{cut.count} SMS, {cut.encoding}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(NAIROBI):%H:%M}"
