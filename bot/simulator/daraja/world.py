"""What all parts of the stub share: its book, its clock, its faults, its tokens and its post."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bot.simulator.daraja.body import ApiError
from bot.simulator.daraja.credentials import Credentials
from bot.simulator.daraja.documents import Document, to_json
from bot.simulator.daraja.faults import Fault, Mischief
from bot.simulator.daraja.ledger import Kind, Ledger, Organisation
from bot.simulator.daraja.naming import Namer
from bot.simulator.daraja.post import Callback, Post

_STATUS_OF_OLD_TOKEN = (401, 404)

Faults = Iterable[Fault] | Mapping[Fault, int | None]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the stub behaves when it behaves.

    shortcode: the paybill, and the till's head office; b2c_shortcode pays out, and may be the same.
    prompt_seconds: how long a prompt waits for a PIN. hang_seconds: how long NO_ANSWER waits.
    callback_seconds: the longest time from an event to its callback, in the background.
    push_gap_seconds: how soon the same amount may be asked of the same phone again. is_validating:
    whether C2B payments are put to the validation address, for validation_seconds at most.
    has_pull: whether payments are listed for who never registered for it.
    strange_reference: the account of a group that is not ours.
    """

    shortcode: str = "600000"
    till: str = "500001"
    b2c_shortcode: str = "600100"
    name: str = "CHAMA"
    utility_cents: int = 1_000_000_00
    token_seconds: int = 3599
    prompt_seconds: float = 60.0
    hang_seconds: float = 5.0
    callback_seconds: float = 0.0
    push_gap_seconds: float = 0.0
    is_validating: bool = False
    validation_seconds: float = 8.0
    has_pull: bool = False
    strange_reference: str = "KANISA-7"


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came. headers: without the token. body: of JSON, None where it is none."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: Any = field(repr=False)
    at: datetime


class Tokens:
    """One token counts at a time: a new one ends the one before it."""

    def __init__(
        self, names: Namer, random: Random, now: Callable[[], datetime], seconds: int
    ) -> None:
        self._names = names
        self._random = random
        self._now = now
        self._seconds = seconds
        self._token = ""
        self._ends_at = now()

    def issue(self) -> str:
        """A new one."""
        self._token = self._names.token()
        self._ends_at = self._now() + timedelta(seconds=self._seconds)
        return self._token

    def check(self, header: str) -> None:
        """Raises ApiError, with either HTTP status, for a header without the token that counts."""
        is_good = bool(self._token) and header == f"Bearer {self._token}"
        if not is_good or self._now() >= self._ends_at:
            status = self._random.choice(_STATUS_OF_OLD_TOKEN)
            raise ApiError(status, "404.001.03", "Invalid Access Token")


class World:
    """One provider with its book. Nothing is posted while `lock`, which guards all, is held."""

    def __init__(
        self, settings: Settings, seed: int, faults: Faults, now: Callable[[], datetime]
    ) -> None:
        self.settings = settings
        self.credentials = Credentials()
        self.now = now
        self.random = Random(seed)
        self.names = Namer(self.random)
        self.ledger = Ledger(self.names)
        self.mischief = Mischief(faults, self.random)
        self.tokens = Tokens(self.names, self.random, now, settings.token_seconds)
        self.post = Post(self.random)
        self.lock = threading.RLock()
        self.is_ending = threading.Event()
        self.received: list[Received] = []
        self._open_accounts()

    def _open_accounts(self) -> None:
        settings = self.settings
        payers = {settings.b2c_shortcode}
        for shortcode in dict.fromkeys((settings.shortcode, settings.till, settings.b2c_shortcode)):
            self.ledger.add_organisation(
                Organisation(
                    shortcode,
                    settings.name,
                    utility_cents=settings.utility_cents if shortcode in payers else 0,
                    is_till=shortcode == settings.till,
                )
            )

    def tell(
        self, kind: Kind, url: str, document: Document, about: str, after: Callback | None = None
    ) -> Callback | None:
        """Queue a callback, once, twice or not at all; what to wait for before the next one."""
        lost = (Fault.NO_CALLBACK, Fault.RESULT_LOST)
        if not url or any(self.mischief.strikes(fault, kind) for fault in lost):
            return after
        told = self.enqueue(url, document, about, after)
        if self.mischief.strikes(Fault.CALLBACK_TWICE, kind):
            self.enqueue(url, document, about, after)
        return told

    def enqueue(
        self, url: str, document: Document, about: str, after: Callback | None = None
    ) -> Callback:
        """Queue a callback that nothing happens to."""
        wait = timedelta(seconds=self.random.uniform(0, self.settings.callback_seconds))
        callback = Callback(url, to_json(document), about, self.now() + wait, after)
        self.post.put(callback)
        return callback
