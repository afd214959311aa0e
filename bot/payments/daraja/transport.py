"""One HTTP call to Daraja: never repeated, and its failures told apart by whether it was sent."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import httpx

from bot.environment import Timeouts
from bot.payments.daraja.errors import NOT_SENT, Reply
from bot.payments.daraja.values import loaded
from bot.payments.port import Unreadable

MAX_BYTES = 2_000_000
"""Of an answer: a page of the Pull API has some 40,000."""


class NotSent(Exception):
    """Daraja never got the request. The sentence holds nothing of it."""

    code = NOT_SENT


class NoAnswer(Exception):
    """The request may have arrived; no whole answer came. code: the kind of failure."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Daraja gave no answer: {code}.")
        self.code = code


class Line:
    """The connections of a process to Daraja, for many threads. Redirects are not followed.

    mpesakit's own client posts again after a time-out, up to three times: a slow push would ask a
    member three times. It is also bound to Safaricom's two hosts.
    """

    def __init__(self, base_url: str, timeouts: Timeouts) -> None:
        self._read_seconds = timeouts.read_seconds
        self._client = httpx.Client(
            base_url=base_url,
            timeout=httpx.Timeout(timeouts.read_seconds, connect=timeouts.connect_seconds),
            follow_redirects=False,
        )

    def __del__(self) -> None:
        self._client.close()

    def post(self, path: str, body: Mapping[str, Any], token: str) -> Reply:
        """Post once. Raises NotSent, NoAnswer."""
        headers = {"Authorization": f"Bearer {token}"}
        return self._once(self._client.build_request("POST", path, json=body, headers=headers))

    def token(self, consumer_key: str, consumer_secret: str) -> Reply:
        """Ask for an access token, once. Raises NotSent, NoAnswer."""
        request = self._client.build_request(
            "GET", "/oauth/v1/generate", params={"grant_type": "client_credentials"}
        )
        return self._once(request, httpx.BasicAuth(consumer_key, consumer_secret))

    def _once(self, request: httpx.Request, auth: httpx.BasicAuth | None = None) -> Reply:
        # The errors behind ours are cut off: they hold the request, with its secrets.
        try:
            response = self._client.send(request, auth=auth, stream=True)
            try:
                body = self._read(response)
            finally:
                response.close()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise NotSent("Daraja could not be reached.") from None
        except httpx.RequestError as error:
            raise NoAnswer(type(error).__name__) from None
        return Reply(response.status_code, _content(body))

    def _read(self, response: httpx.Response) -> bytes:
        """The body, unless it is too long or drips in too slowly."""
        deadline = time.monotonic() + self._read_seconds
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > MAX_BYTES or time.monotonic() > deadline:
                raise NoAnswer("TooLong")
        return bytes(body)


def _content(body: bytes) -> Mapping[str, Any] | None:
    try:
        return loaded(body, MAX_BYTES)
    except Unreadable:
        return None
