"""Callbacks on their way: queued when something happens, posted in an order that a seed chooses."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count
from random import Random

import httpx

TIMEOUT_SECONDS = 15.0


def client_for(timeout_seconds: float) -> httpx.Client:
    """What posts, and gives up after so long; to be closed."""
    return httpx.Client(timeout=timeout_seconds, trust_env=False, verify=_trusted())


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust; reading them takes longer than starting a stub."""
    return ssl.create_default_context()


@dataclass(eq=False, slots=True)
class Callback:
    """One body for one address.

    about: the request or receipt that it tells of. due_at: when the background thread posts it.
    after: what is posted before it. status: the HTTP status it was answered with, 0 for none.
    """

    url: str
    body: bytes
    about: str
    due_at: datetime
    after: Callback | None = None
    status: int = 0
    is_posted: bool = False

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


class Post:
    """The queue, and what came of each callback."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._lock = threading.Lock()
        self._waiting: list[Callback] = []
        self._client = client_for(TIMEOUT_SECONDS)
        self.delivered: list[Callback] = []
        self.undelivered: list[Callback] = []

    @property
    def waiting(self) -> tuple[Callback, ...]:
        """What is not posted yet."""
        with self._lock:
            return tuple(self._waiting)

    def put(self, callback: Callback) -> None:
        """Queue a callback."""
        with self._lock:
            self._waiting.append(callback)

    def try_again(self) -> None:
        """Queue what was not taken once more."""
        with self._lock:
            self._waiting += self.undelivered
            self.undelivered = []

    def deliver(
        self, is_wanted: Callable[[Callback], bool] = lambda _: True, at_most: int | None = None
    ) -> int:
        """Post all that is wanted, also what is queued meanwhile; how many were taken.

        at_most: how many are posted, taken or not; None for all.
        """
        taken = 0
        for _ in count() if at_most is None else range(at_most):
            one = self._next(is_wanted)
            if one is None:
                break
            taken += self._post(one)
        return taken

    def close(self) -> None:
        """Post no more."""
        self._client.close()

    def _next(self, is_wanted: Callable[[Callback], bool]) -> Callback | None:
        with self._lock:
            free = [one for one in self._waiting if one.after is None or one.after.is_posted]
            wanted = [one for one in free if is_wanted(one)]
            if not wanted:
                return None
            chosen = self._random.choice(wanted)
            self._waiting.remove(chosen)
            return chosen

    def _post(self, one: Callback) -> bool:
        try:
            answer = self._client.post(
                one.url, content=one.body, headers={"Content-Type": "application/json"}
            )
            one.status = answer.status_code
        except httpx.HTTPError:
            one.status = 0
        one.is_posted = True
        with self._lock:
            (self.delivered if one.is_taken else self.undelivered).append(one)
        return one.is_taken
