"""Setting up chamas: from constitution files to groups with a book, a first round and a welcome."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot import schedule
from bot.conversation.effects import Purpose
from bot.store import chamas, outbox
from bot.store.database import writing
from bot.store.outbox import NewMessage, Part
from chama.constitution import Constitution, Office


def found_all(engine: sa.Engine, rules: Sequence[Constitution], now: datetime) -> list[int]:
    """Create these chamas, all or none, each with the round that runs now; gives their ids.

    Every member is told who added them, why, and how to leave. Raises chamas.ChamaExists.
    """
    with writing(engine) as connection:
        return [_found(connection, one, now) for one in rules]


def _found(connection: sa.Connection, rules: Constitution, now: datetime) -> int:
    chama_id = chamas.found(connection, rules, now)
    schedule.open_rounds(connection, chama_id, now)
    outbox.queue(connection, _welcomes(chama_id, rules), now)
    return chama_id


def _welcomes(chama_id: int, rules: Constitution) -> list[NewMessage]:
    treasurer = next((m.name for m in rules.members if m.office is Office.TREASURER), rules.name)
    return [
        NewMessage(
            key=f"welcome:{chama_id}:{member.phone}",
            address=member.phone,
            parts=(Part("welcome", _welcome_facts(rules, member.name, treasurer)),),
            purpose=Purpose.NOTICE,
            chama_id=chama_id,
            member=f"M{number:02d}",
        )
        for number, member in enumerate(rules.members, start=1)
    ]


def _welcome_facts(rules: Constitution, name: str, added_by: str) -> dict[str, object]:
    return {
        "name": name,
        "chama": rules.name,
        "added_by": added_by,
        "currency": rules.currency,
        "contribution_cents": rules.contribution.cents,
        "every": str(rules.every),
        "starts_on": rules.starts.isoformat(),
    }
