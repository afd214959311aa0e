"""Where the provider that moves money calls us: what it says is kept, and acted on later.

It signs nothing, so its calls come to a path that nobody can guess; and what they say proves
nothing before the provider was asked (`bot.desk`).
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

import sqlalchemy as sa
from flask import Blueprint, Response, abort, jsonify

from bot.desk import validation
from bot.payments.port import NewsKind, Payments
from bot.store import news
from bot.store.database import StoreBusy, writing
from bot.webhook import come_again, whole_body

log = logging.getLogger(__name__)


def money_blueprint(
    payments: Payments | None, secret: str, engine: sa.Engine, clock: Callable[[], datetime]
) -> Blueprint:
    """The routes below /webhooks/daraja/<secret>; without a provider each answers 404."""
    blueprint = Blueprint("money", __name__, url_prefix="/webhooks/daraja/<secret>")
    door = _Door(payments, secret, engine, clock)
    for kind in NewsKind:
        take = door.validate if kind is NewsKind.C2B_VALIDATION else partial(door.keep, kind)
        blueprint.add_url_rule(
            f"/{kind.value}",
            kind.name.lower(),
            take,
            methods=["POST"],
            provide_automatic_options=False,
        )
    blueprint.register_error_handler(StoreBusy, come_again)
    return blueprint


class _Door:
    """Lets in what knows the secret."""

    def __init__(
        self,
        payments: Payments | None,
        secret: str,
        engine: sa.Engine,
        clock: Callable[[], datetime],
    ) -> None:
        self._payments = payments
        self._secret = secret
        self._engine = engine
        self._clock = clock

    def keep(self, kind: NewsKind, secret: str) -> Response:
        """Store what was said, and say so only once it is."""
        self._let_in(secret)
        body = whole_body()
        with writing(self._engine) as connection:
            news.store(connection, kind, body, self._clock())
        return jsonify({"ResultCode": 0, "ResultDesc": "Accepted"})

    def validate(self, secret: str) -> Response:
        """Whether a payment may come: answered at once, from what is known."""
        payments = self._let_in(secret)
        refusal = validation.refusal_of(self._engine, payments, whole_body())
        said = {"ResultCode": refusal, "ResultDesc": "Rejected"}
        return jsonify(said if refusal else {"ResultCode": "0", "ResultDesc": "Accepted"})

    def _let_in(self, secret: str) -> Payments:
        is_known = hmac.compare_digest(secret.encode(), self._secret.encode())
        if self._payments is None or not is_known:
            log.warning("money: refused a call. The console may have another callback secret.")
            abort(404)
        return self._payments
