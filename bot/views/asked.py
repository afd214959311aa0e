"""What waits for one person of a chama, as it is put to them, with the answers on offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation import questions
from bot.conversation.clicking import may_be_clicked
from bot.store.questions import as_question
from bot.store.tables import chama, question


@dataclass(frozen=True, slots=True)
class AskedView:
    """An open question to a person. template, facts: how it is put in words. choices: the answers
    on offer, each as its label and its value; the label may be "" where the template names it.

    is_clickable: whether it may be answered on a page; what needs agreement is not.
    """

    id: int
    kind: str
    template: str
    facts: Mapping[str, Any]
    choices: tuple[tuple[str, str], ...]
    asked_at: datetime
    is_clickable: bool


def asked_of(connection: sa.Connection, chama_id: int, address: str) -> tuple[AskedView, ...]:
    """What waits for the person with this phone, the oldest first."""
    chosen = (
        sa.select(question, chama.c.name, chama.c.currency, sa.null().label("shown_at"))
        .join(chama, chama.c.id == question.c.chama_id)
        .where(
            question.c.answered_at.is_(None),
            question.c.chama_id == chama_id,
            question.c.address == address,
        )
        .order_by(question.c.id)
    )
    return tuple(_asked(row) for row in connection.execute(chosen))


def _asked(row: Any) -> AskedView:
    one = as_question(row)
    template, facts = questions.shown(one.kind, one.details)
    choices = questions.kinds()[one.kind].choices(one.details)
    return AskedView(
        id=one.id,
        kind=one.kind,
        template=template,
        facts={"chama": row.name, "currency": row.currency, **facts},
        choices=tuple((choice.label, choice.value) for choice in choices),
        asked_at=one.asked_at,
        is_clickable=may_be_clicked(one),
    )
