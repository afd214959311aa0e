"""What the clock does for questions nobody answered and claims no collector's text confirmed.

By day only. What is taken is taken in the transaction that says something about it, so that any
number of workers may run this at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

import sqlalchemy as sa

from bot.conversation import clock
from bot.conversation.cause import of_clock
from bot.conversation.draft import Draft
from bot.conversation.situation import Situation
from bot.store import claims, questions, situations
from bot.store.applying import UnitOfWork
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.store.questions import Unanswered
from chama.rota import NAIROBI

DAY_BEGINS, DAY_ENDS = time(7), time(19)  # in Nairobi; a group's own quiet hours are kept besides
BATCH = 100


def see_to_what_waits(engine: sa.Engine, now: datetime) -> None:
    """Do all that is due at this moment; at night nothing is."""
    if DAY_BEGINS <= now.astimezone(NAIROBI).time() < DAY_ENDS:
        ask_about_claims(engine, now)
        show_questions_again(engine, now)


# --- questions -----------------------------------------------------------------------------------


def show_questions_again(engine: sa.Engine, now: datetime) -> int:
    """Show every question again that has waited a day for its answer; gives how many."""
    groups, shown = Groups(), 0
    while count := _show_some_again(engine, groups, now):
        shown += count
    return shown


def _show_some_again(engine: sa.Engine, groups: Groups, now: datetime) -> int:
    with writing(engine) as connection:
        taken = questions.take_unanswered(connection, now, BATCH)
        for unanswered in taken:
            _show_again(connection, groups, unanswered, now)
    return len(taken)


def _show_again(
    connection: sa.Connection, groups: Groups, unanswered: Unanswered, now: datetime
) -> None:
    question, number = unanswered.question, unanswered.number
    group = groups.get(connection, question.chama_id) if question.chama_id is not None else None
    cause = of_clock(f"question:{question.id}:reminder:{number}", now)
    draft = Draft(Situation(sender="", group=group), cause)
    decision = clock.remind(draft, question, number, is_opted_out=unanswered.is_opted_out)
    UnitOfWork(connection, cause, question.chama_id, None).apply(decision)


# --- claims --------------------------------------------------------------------------------------


def ask_about_claims(engine: sa.Engine, now: datetime) -> None:
    """Ask about every claim that has waited a day, each group in its own transaction."""
    groups = Groups()
    while chama_ids := _groups_with_unseen(engine, now):
        for chama_id in chama_ids:
            with writing(engine) as connection:
                _ask_about_claims_of(connection, groups, chama_id, now)


def _groups_with_unseen(engine: sa.Engine, now: datetime) -> Sequence[int]:
    with reading(engine) as connection:
        return claims.groups_with_unseen(connection, now, BATCH)


def _ask_about_claims_of(
    connection: sa.Connection, groups: Groups, chama_id: int, now: datetime
) -> None:
    situation, book = situations.without_message(connection, groups, chama_id)
    unseen = claims.take_unseen(connection, chama_id, now)
    cause = of_clock(f"unseen:{chama_id}:{now.isoformat()}", now)
    decision = clock.ask_about(Draft(situation, cause), unseen)
    UnitOfWork(connection, cause, chama_id, book).apply(decision)
