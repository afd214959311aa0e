"""Secrets in messages: sent once to who needs them, and then nowhere in what is kept of it.

Until it is sent a message must hold its values. What is kept of its text never has them.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from bot.messages import DeliveryStatus
from bot.store.outbox import Part, facts_of, parts_of
from bot.store.tables import outbox

TEMPLATES = frozenset({"phone_connected", "dashboard_link", "auditor_link", "file_link"})
"""Which messages hold any."""

_NAMES = frozenset({"url_secret", "signing_key", "link_token", "file_token"})
_HIDDEN = "(shown once)"


def has_any(parts: Iterable[Part]) -> bool:
    """Whether a message holds secrets, or did."""
    return any(part.template in TEMPLATES for part in parts)


def hidden(text: str, parts: Iterable[Part]) -> str:
    """A text without the secrets among the values of its parts."""
    for part in parts:
        for name in _NAMES & part.facts.keys() if part.template in TEMPLATES else ():
            text = text.replace(part.facts[name], _HIDDEN) if part.facts[name] else text
    return text


def forget(connection: sa.Connection, due_id: int) -> None:
    """Blank the secrets of a message that waits no longer, whatever became of it."""
    chosen = sa.select(outbox.c.facts, outbox.c.status).where(outbox.c.id == due_id)
    row = connection.execute(chosen).one()
    if row.status == DeliveryStatus.QUEUED.value:
        return
    parts = [
        Part(part.template, {**part.facts, **dict.fromkeys(_NAMES & part.facts.keys(), "")})
        for part in parts_of(row.facts)
    ]
    connection.execute(sa.update(outbox).where(outbox.c.id == due_id).values(facts=facts_of(parts)))
