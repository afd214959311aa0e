"""The questions that wait for an answer, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.tables import chama, member, question
from bot.views._streamed import streamed
from chama.money import Money


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An open question. chama: "" where it asks which one.

    address, asked: who is asked, by phone and by name ("" where the chama does not know them).
    is_shown: not in line behind another. about, amount, code: whose money it is about, how much and
    by which receipt, as far as it knows. details: all that it was made of.
    """

    id: int
    chama: str
    kind: str
    address: str
    asked: str
    asked_at: datetime
    is_shown: bool
    about: str
    amount: Money | None
    code: str
    details: Mapping[str, Any]

    @property
    def what(self) -> str:
        """What is asked: the kind of proposal that the question puts, else its own kind."""
        return str(self.details.get("kind", self.kind)) if self.kind == "agree" else self.kind


_QUESTIONS = (
    sa.select(
        question,
        chama.c.name.label("chama"),
        chama.c.currency,
        member.c.name.label("asked"),
    )
    .outerjoin(chama, chama.c.id == question.c.chama_id)
    .outerjoin(
        member,
        sa.and_(member.c.chama_id == question.c.chama_id, member.c.phone == question.c.address),
    )
    .where(question.c.answered_at.is_(None))
    .order_by(question.c.id)
)


def open_questions(connection: sa.Connection, chama_id: int | None = None) -> Iterator[QuestionRow]:
    """Every open question in the order in which they were asked; of all, also those of no chama."""
    chosen = _QUESTIONS
    if chama_id is not None:
        chosen = chosen.where(question.c.chama_id == chama_id)
    for row in streamed(connection, chosen):
        yield _row(row)


def _row(row: Any) -> QuestionRow:
    details = row.details.get("facts", row.details)  # what a proposal asks stands one deeper
    facts = {**details, **details.get("payment", {})}
    cents = facts.get("amount_cents")
    return QuestionRow(
        id=row.id,
        chama=row.chama or "",
        kind=row.kind,
        address=row.address,
        asked=row.asked or "",
        asked_at=row.asked_at,
        is_shown=row.presented_at is not None,
        about=facts.get("payer_name") or facts.get("member_name") or "",
        amount=Money(cents, row.currency) if isinstance(cents, int) and row.currency else None,
        code=facts.get("code") or "",
        details=row.details,
    )
