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
from bot.store.tables import NewSalt, new_salt
from chama.constitution import Constitution, MemberEntry, Office


def found_all(
    engine: sa.Engine, rules: Sequence[Constitution], now: datetime, new_salt: NewSalt = new_salt
) -> list[int]:
    """Create these chamas, all or none, each with the round that runs now; gives their ids.

    Every member is told who added them, why, and how to leave. Raises chamas.ChamaExists.
    """
    with writing(engine) as connection:
        return [_found(connection, one, now, new_salt) for one in rules]


def _found(connection: sa.Connection, rules: Constitution, now: datetime, new_salt: NewSalt) -> int:
    chama_id = chamas.found(connection, rules, now, new_salt)
    schedule.open_rounds(connection, chama_id, now)
    outbox.queue(connection, _welcomes(chama_id, rules), now)
    return chama_id


def _welcomes(chama_id: int, rules: Constitution) -> list[NewMessage]:
    return [
        NewMessage(
            key=f"welcome:{chama_id}:{member.phone}",
            address=member.phone,
            parts=(Part("welcome", _welcome_facts(rules, member)),),
            purpose=Purpose.NOTICE,
            chama_id=chama_id,
            member=f"M{number:02d}",
        )
        for number, member in enumerate(rules.members, start=1)
    ]


def _welcome_facts(rules: Constitution, member: MemberEntry) -> dict[str, object]:
    return {
        "name": member.name,
        "chama": rules.name,
        "added_by": _added_by(rules, member),
        "currency": rules.currency,
        "contribution_cents": rules.contribution.cents,
        "every": str(rules.every),
        "starts_on": rules.starts.isoformat(),
    }


def _added_by(rules: Constitution, member: MemberEntry) -> str:
    """Who answers for the list: the first officer who is somebody else, or else the group."""
    officers = {other.office: other.name for other in rules.members if other is not member}
    return next((officers[office] for office in Office if office in officers), rules.name)
