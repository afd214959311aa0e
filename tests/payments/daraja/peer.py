"""Daraja on loopback: a real HTTP server that keeps what it is sent and says what it is told to.

Like Daraja, it ends the token before with each new one, and turns away who comes with an old one.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any

from tests.channels.stub_provider import Answer, Call, StubProvider

PUSH = "/mpesa/stkpush/v1/processrequest"
QUERY = "/mpesa/stkpushquery/v1/query"
PAYOUT = "/mpesa/b2c/v3/paymentrequest"
TOKEN = "/oauth/v1/generate?grant_type=client_credentials"

ACCEPTED = {
    "MerchantRequestID": "29115-1",
    "CheckoutRequestID": "ws_CO_1",
    "ConversationID": "AG_20261127_1",
    "OriginatorConversationID": "71840-1",
    "ResponseCode": "0",
    "ResponseDescription": "Accept the service request successfully.",
}
INVALID_TOKEN = {
    "requestId": "1-2-3",
    "errorCode": "404.001.03",
    "errorMessage": "Invalid Access Token",
}


def error(code: str, message: str, status: int = 500) -> Answer:
    """Daraja's error document."""
    return Answer.of_json(
        status, {"requestId": "1-2-3", "errorCode": code, "errorMessage": message}
    )


class DarajaPeer(StubProvider):
    """Answers what is queued to each POST it lets through, else that it took it over."""

    def __init__(self) -> None:
        super().__init__()
        self.valid_token = ""
        self.gives_tokens: Answer | None = None  # what it says instead of a token
        self._tokens = itertools.count(1)

    @property
    def posts(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Path and body of each POST that came."""
        return [(one.path, json.loads(one.body)) for one in self.calls if one.method == "POST"]

    @property
    def body(self) -> Mapping[str, Any]:
        """The body of the only POST that came."""
        ((_, body),) = self.posts
        return body

    @property
    def tokens_given(self) -> int:
        return sum(one.path == TOKEN for one in self.calls)

    def answer_to(self, call: Call) -> Answer:
        if call.path == TOKEN:
            return self.gives_tokens or self._new_token()
        if call.headers["Authorization"] != f"Bearer {self.valid_token}":
            return Answer.of_json(401, INVALID_TOKEN)
        return self._answers.popleft() if self._answers else Answer.of_json(200, ACCEPTED)

    def _new_token(self) -> Answer:
        self.valid_token = f"hidden-token-{next(self._tokens)}"
        return Answer.of_json(200, {"access_token": self.valid_token, "expires_in": "3599"})
