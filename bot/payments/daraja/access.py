"""Calls with the one access token that all processes share, as each new one ends the one before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.daraja_settings import DarajaSettings
from bot.payments.daraja import values
from bot.payments.daraja.errors import Reply
from bot.payments.daraja.transport import Line, NoAnswer, NotSent
from bot.payments.port import Tokens

SHORTEST_LIFE_SECONDS = 60
DEFAULT_LIFE_SECONDS = 3_599

_TOKEN = re.compile(r"[!-~]{1,4000}")
_REFUSING_STATUSES = frozenset({400, 401})


class KeyRefused(Exception):
    """Daraja does not know our consumer key and secret. code: its own."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Daraja refuses the consumer key and secret: {code}.")
        self.code = code


class Access:
    """Sends requests in the name of one app. tokens: shared by all processes."""

    def __init__(self, line: Line, settings: DarajaSettings, tokens: Tokens) -> None:
        self._line = line
        self._settings = settings
        self._tokens = tokens

    def post(self, path: str, body: Mapping[str, Any]) -> Reply:
        """Post once; once more where the gateway refused the token, as it let nothing through.

        Raises NotSent, NoAnswer, KeyRefused.
        """
        token = self._token()
        reply = self._line.post(path, body, token)
        if not reply.is_token_refused:
            return reply
        self._tokens.drop(token)
        return self._line.post(path, body, self._token())

    def renew(self) -> None:
        """Fetch a token and share it, whether or not there is one. Raises NotSent, KeyRefused."""
        self._tokens.put(*self._fetched())

    def _token(self) -> str:
        return self._tokens.get() or self._new_token()

    def _new_token(self) -> str:
        try:
            token, lasts_seconds = self._fetched()
        except BaseException:
            self._tokens.drop("")  # the next who wants one need not wait for us
            raise
        self._tokens.put(token, lasts_seconds)
        return token

    def _fetched(self) -> tuple[str, int]:
        """A token and how many seconds it lasts. Whatever goes wrong here, no order was sent."""
        try:
            reply = self._line.token(self._settings.consumer_key, self._settings.consumer_secret)
        except NoAnswer as error:
            raise NotSent(f"Daraja gave no access token: {error.code}.") from None
        token = _token_in(reply)
        if reply.is_success and token:
            return token, _life(reply)
        if reply.status in _REFUSING_STATUSES:
            raise KeyRefused(reply.code)
        raise NotSent(f"Daraja gave no access token: {reply.code}.")


def _token_in(reply: Reply) -> str:
    """The token, "" where there is none that a header can hold."""
    token = (reply.content or {}).get("access_token")
    return token if isinstance(token, str) and _TOKEN.fullmatch(token) else ""


def _life(reply: Reply) -> int:
    """How long a token lasts, said as a number or a text."""
    said = values.text((reply.content or {}).get("expires_in"))
    lasts = int(said) if said.isascii() and said.isdigit() else DEFAULT_LIFE_SECONDS
    return min(max(lasts, SHORTEST_LIFE_SECONDS), DEFAULT_LIFE_SECONDS)
