"""One access token for all processes, in the database: each new one ends the one before it.

Who finds none has the turn to fetch one, and the others wait for it: two who fetched at once would
end each other's. The turn is a row with an end, and no lock: nobody else's writing waits for a
provider, and a process that dies with the turn holds it for half a minute only.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from bot.store.database import StoreBusy, insert, reading, writing
from bot.store.tables import provider_token

TURN: Final = timedelta(seconds=30)
"""How long one may take to fetch a token; longer than a provider is waited for."""
LONGEST: Final = timedelta(days=1)
"""No token lasts longer; what ends later was put there by a clock that was wrong."""
AHEAD: Final = timedelta(seconds=5)
"""How far apart the clocks of one server's processes may be."""
SPARE: Final = timedelta(seconds=60)
"""A token that ends so soon is as good as ended: a request with it may still be on its way."""
PAUSE_SECONDS: Final = 0.05
LONGEST_WAIT_SECONDS: Final = 40.0  # longer than a turn

_FETCHING = ""  # what stands for the token while somebody has the turn


class StoredTokens:
    """Implements bot.payments.port.Tokens for one provider. clock: aware UTC."""

    def __init__(
        self,
        engine: sa.Engine,
        provider: str = "daraja",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._provider = provider
        self._clock = clock

    def get(self) -> str:
        """The token that counts now. "": there is none, and it is the caller's turn to fetch one.

        The turn ends with `put`, or with `drop("")` for who could fetch none; while another has it,
        this waits. Raises StoreBusy.
        """
        deadline = time.monotonic() + LONGEST_WAIT_SECONDS
        while time.monotonic() < deadline:
            found = self._standing()
            if found:
                return found
            if found is None and self._has_turn():
                return ""
            time.sleep(PAUSE_SECONDS)
        raise StoreBusy("nobody fetched an access token in time")

    def put(self, token: str, lasts_seconds: int) -> None:
        """A new one; the one before it counts no more."""
        ends_at = self._clock() + min(timedelta(seconds=lasts_seconds) - SPARE, LONGEST)
        with writing(self._engine) as connection:
            connection.execute(self._replacing(token, ends_at, connection))

    def drop(self, token: str) -> None:
        """The provider refuses it; another one that came meanwhile stays."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.delete(provider_token).where(
                    provider_token.c.provider == self._provider, provider_token.c.token == token
                )
            )

    def _standing(self) -> str | None:
        """The token, "" while somebody fetches one, None where nobody does."""
        with reading(self._engine) as connection:
            found: str | None = connection.scalar(
                sa.select(provider_token.c.token).where(
                    provider_token.c.provider == self._provider, _counts(self._clock())
                )
            )
        return found

    def _has_turn(self) -> bool:
        """Take the turn to fetch a token, unless another was quicker or there is a token again."""
        now = self._clock()
        with writing(self._engine) as connection:
            taken = self._replacing(_FETCHING, now + TURN, connection, sa.not_(_counts(now)))
            returned = connection.execute(taken.returning(provider_token.c.provider))
            return returned.first() is not None

    def _replacing(
        self,
        token: str,
        ends_at: datetime,
        connection: sa.Connection,
        where: sa.ColumnElement[bool] | None = None,
    ) -> Any:
        """The statement that puts it in the place of what is there, where `where` holds."""
        values = {"token": token, "ends_at": ends_at}
        adding = insert(connection, provider_token).values(provider=self._provider, **values)
        return adding.on_conflict_do_update(index_elements=["provider"], set_=values, where=where)


def _counts(now: datetime) -> sa.ColumnElement[bool]:
    """Whether the row still stands: not one that a clock ahead of the world's has put there, which
    would bar all others until the world has come so far."""
    token, ends_at = provider_token.c.token, provider_token.c.ends_at
    is_turn = sa.and_(token == _FETCHING, ends_at <= now + TURN + AHEAD)
    is_token = sa.and_(token != _FETCHING, ends_at <= now + LONGEST + AHEAD)
    return sa.and_(ends_at > now, sa.or_(is_turn, is_token))
