"""The door for what forwarding phones post: proven, told apart from private life, handed on.

What is not the group's is answered like what is, and leaves no trace: no row, no word in a log.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.forwarding import senders
from bot.forwarding.proof import Post, is_signed
from bot.forwarding.reading import Sms, read
from bot.messages import FORWARDING_PHONE, UNSURE, InboundMessage
from bot.store import phones
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.store.phones import Enrolled
from chama.group import Collector
from chama.receipts import read as read_receipts

log = logging.getLogger(__name__)


class Door:
    """Takes the posts of all phones; safe for any number of threads."""

    def __init__(
        self,
        engine: sa.Engine,
        handle: Callable[[InboundMessage], object],
        clock: Callable[[], datetime],
    ) -> None:
        """handle: takes a message for good, as Pipeline.handle does."""
        self._engine = engine
        self._handle = handle
        self._clock = clock
        self._groups = Groups()

    def take(self, secret: str, post: Post) -> bool:
        """Take what a phone posts; False where no phone that forwards for a group posts it.

        True means: stored for good, or none of the group's. Raises StoreBusy.
        """
        now = self._clock()
        with reading(self._engine) as connection:
            phone = phones.with_secret(connection, secret)
            if phone is None:
                log.warning("phone: refused a post: no phone that forwards has this address.")
                return False
            collectors = self._collectors(connection, phone)
        if not is_signed(post, phone.signing_key, now):
            log.warning("phone %s: refused a post: its signature or its clock is wrong.", phone.id)
            return False
        self._note_seen(phone, now)
        sms = read(post.body)
        if sms is not None:
            self._take(phone, sms, post.sim, collectors, now)
        return True

    def _take(
        self, phone: Enrolled, sms: Sms, sim: str, collectors: Sequence[Collector], now: datetime
    ) -> None:
        """Hand on a text of the group's money. sim: which card is the group's, "" for any."""
        is_of_other_card = "" not in (sim, sms.sim) and sim != sms.sim
        receipts = read_receipts(sms.text, now)
        if not is_of_other_card and senders.is_taken(sms, receipts, collectors):
            is_sure = not sim or bool(sms.sim)
            self._handle(_message(phone, sms, collectors[0].phone, now, is_sure=is_sure))

    def _collectors(self, connection: sa.Connection, phone: Enrolled) -> Sequence[Collector]:
        """Those whose texts the phone gets, the one that it was enrolled for first."""
        group = self._groups.get(connection, phone.chama_id)
        return group.collectors_beside(phone.collector)

    def _note_seen(self, phone: Enrolled, now: datetime) -> None:
        """It lives, whatever it posts; not written down each time."""
        if phone.is_seen_anew(now):
            with writing(self._engine) as connection:
                phones.note_seen(connection, phone.id, now)


def _message(
    phone: Enrolled, sms: Sms, recipient: str, now: datetime, *, is_sure: bool
) -> InboundMessage:
    """is_sure: whether it came on the group's card; else somebody looks, and nothing counts."""
    sent = sms.sent_at.isoformat() if sms.sent_at else ""
    return InboundMessage(
        channel=FORWARDING_PHONE,
        provider_id=_key(phone, sms),
        sender=phones.address_of(phone.id),
        recipient=recipient,
        text=sms.text,
        received_at=now,
        raw={"from": sms.sender, "sent": sent, "sim": sms.sim, UNSURE: "" if is_sure else "sim"},
    )


def _key(phone: Enrolled, sms: Sms) -> str:
    """Names an SMS for ever: apps give one two ids, milliseconds apart, and some give none."""
    minute = sms.sent_at.replace(second=0, microsecond=0).isoformat() if sms.sent_at else ""
    said = "\n".join((str(phone.id), sms.sender.upper(), minute, sms.text))
    return hashlib.sha256(said.encode()).hexdigest()
