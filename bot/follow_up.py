"""What the clock does for questions nobody answered and claims no collector's text confirmed.

By day only. Each group has a transaction of its own, in which is taken what is said something
about, so that any number of workers may run this at any time; a group that fails fails alone.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

import sqlalchemy as sa

from bot.conversation import agreeing, clock, paying_out, phones
from bot.conversation.cause import of_clock
from bot.conversation.draft import Draft
from bot.conversation.situation import Situation
from bot.each_group import each_group
from bot.store import claims, dispatch, proposals, questions, situations
from bot.store import phones as stored_phones
from bot.store.applying import UnitOfWork
from bot.store.chamas import Groups
from bot.store.database import reading
from bot.store.questions import Unanswered
from chama.rota import NAIROBI, day_in_nairobi

MOST_UNDELIVERABLE = 100  # at once
LIST_FROM = time(8)  # in Nairobi: the list of what members said to the group
DAY_BEGINS, DAY_ENDS = time(7), time(19)  # in Nairobi; a group's own quiet hours are kept besides


def see_to_what_waits(engine: sa.Engine, now: datetime) -> None:
    """Do all that is due at this moment; at night nothing is."""
    if DAY_BEGINS <= now.astimezone(NAIROBI).time() < DAY_ENDS:
        list_what_was_said(engine, now)
        ask_about_claims(engine, now)
        end_old_proposals(engine, now)
        pass_on_what_cannot_be_delivered(engine, now)
        tell_of_silent_phones(engine, now)
        show_questions_again(engine, now)
        bring_up_what_waits_in_line(engine, now)


# --- questions -----------------------------------------------------------------------------------


def show_questions_again(engine: sa.Engine, now: datetime) -> int:
    """Show every question again that has waited a day for its answer; gives how many."""
    groups = Groups()
    with reading(engine) as connection:
        chama_ids = questions.groups_with_unanswered(connection, now)
    return sum(
        each_group(
            engine,
            "show_questions_again",
            chama_ids,
            lambda connection, chama_id: _show_those_of(connection, groups, chama_id, now),
        )
    )


def _show_those_of(
    connection: sa.Connection, groups: Groups, chama_id: int | None, now: datetime
) -> int:
    taken = questions.take_unanswered(connection, chama_id, now)
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


def bring_up_what_waits_in_line(engine: sa.Engine, now: datetime) -> None:
    """Show the next question to whoever never answered the one before it."""
    groups = Groups()
    with reading(engine) as connection:
        chama_ids = questions.groups_with_next_in_line(connection, now)
    each_group(
        engine,
        "bring_up_what_waits_in_line",
        chama_ids,
        lambda connection, chama_id: _bring_up_those_of(connection, groups, chama_id, now),
    )


def _bring_up_those_of(
    connection: sa.Connection, groups: Groups, chama_id: int, now: datetime
) -> None:
    group = groups.get(connection, chama_id)
    for question in questions.take_next_in_line(connection, chama_id, now):
        cause = of_clock(f"question:{question.id}:in_line", now)
        decision = clock.bring_up(Draft(Situation(sender="", group=group), cause), question)
        UnitOfWork(connection, cause, chama_id, None).apply(decision)


# --- what members say -----------------------------------------------------------------------------


def list_what_was_said(engine: sa.Engine, now: datetime) -> None:
    """From the hour of the list on, give officers what members said before it, once a day.

    What is said after that hour is for the next day.
    """
    until = datetime.combine(day_in_nairobi(now), LIST_FROM, NAIROBI)
    if now < until:
        return
    groups = Groups()
    with reading(engine) as connection:
        chama_ids = questions.groups_with_said(connection, until)
    each_group(
        engine,
        "list_what_was_said",
        chama_ids,
        lambda connection, chama_id: _list_that_of(connection, groups, chama_id, until, now),
    )


def _list_that_of(
    connection: sa.Connection, groups: Groups, chama_id: int, until: datetime, now: datetime
) -> None:
    situation, book = situations.without_message(connection, groups, chama_id)
    cause = of_clock(f"said:{chama_id}:{until.isoformat()}", now)
    decision = clock.list_what_was_said(Draft(situation, cause), until)
    UnitOfWork(connection, cause, chama_id, book).apply(decision)


# --- agreement -----------------------------------------------------------------------------------


def end_old_proposals(engine: sa.Engine, now: datetime) -> int:
    """End every proposal that nobody, or too few, agreed to in time; gives how many."""
    groups = Groups()
    with reading(engine) as connection:
        chama_ids = proposals.groups_with_expired(connection, now)
    return sum(
        each_group(
            engine,
            "end_old_proposals",
            chama_ids,
            lambda connection, chama_id: _end_those_of(connection, groups, chama_id, now),
        )
    )


def _end_those_of(connection: sa.Connection, groups: Groups, chama_id: int, now: datetime) -> int:
    situation, book = situations.without_message(connection, groups, chama_id)
    old = proposals.expired(connection, chama_id, now)  # also what nobody is asked about any more
    cause = of_clock(f"expired:{chama_id}:{now.isoformat()}", now)
    draft = Draft(situation, cause)
    for proposal in old:
        agreeing.expire(draft, proposal)
    UnitOfWork(connection, cause, chama_id, book).apply(paying_out.finish(draft))
    return len(old)


def pass_on_what_cannot_be_delivered(engine: sa.Engine, now: datetime) -> None:
    """A question that a provider will not deliver goes to somebody else, and who asked is told."""
    groups = Groups()
    with reading(engine) as connection:
        failed = dispatch.undeliverable_questions(connection, MOST_UNDELIVERABLE)
        by_chama = questions.by_chama(connection, [one.question_id for one in failed])
    each_group(
        engine,
        "pass_on_what_cannot_be_delivered",
        list(by_chama),
        lambda connection, chama_id: _pass_on(
            connection, groups, chama_id, by_chama[chama_id], now
        ),
    )


def _pass_on(
    connection: sa.Connection,
    groups: Groups,
    chama_id: int,
    question_ids: Collection[int],
    now: datetime,
) -> None:
    situation, fund = situations.without_message(connection, groups, chama_id)
    cause = of_clock(f"undeliverable:{chama_id}:{now.isoformat()}", now)
    draft = Draft(situation, cause)
    for question in situation.questions:
        if question.id in question_ids:
            agreeing.unreachable(draft, question)
    UnitOfWork(connection, cause, chama_id, fund).apply(paying_out.finish(draft))


# --- claims --------------------------------------------------------------------------------------


def ask_about_claims(engine: sa.Engine, now: datetime) -> None:
    """Ask about every claim that has waited a day."""
    groups = Groups()
    with reading(engine) as connection:
        chama_ids = claims.groups_with_unseen(connection, now)
    each_group(
        engine,
        "ask_about_claims",
        chama_ids,
        lambda connection, chama_id: _ask_about_claims_of(connection, groups, chama_id, now),
    )


def _ask_about_claims_of(
    connection: sa.Connection, groups: Groups, chama_id: int, now: datetime
) -> None:
    situation, book = situations.without_message(connection, groups, chama_id)
    unseen = claims.take_unseen(connection, chama_id, now)
    cause = of_clock(f"unseen:{chama_id}:{now.isoformat()}", now)
    decision = clock.ask_about(Draft(situation, cause), unseen)
    UnitOfWork(connection, cause, chama_id, book).apply(decision)


# --- phones --------------------------------------------------------------------------------------


def tell_of_silent_phones(engine: sa.Engine, now: datetime) -> None:
    """Tell of every phone that forwards and was not heard of for two days, once a silence."""
    groups = Groups()
    with reading(engine) as connection:
        chama_ids = stored_phones.groups_with_silent(connection, now)
    each_group(
        engine,
        "tell_of_silent_phones",
        chama_ids,
        lambda connection, chama_id: _tell_of_silent_ones(connection, groups, chama_id, now),
    )


def _tell_of_silent_ones(
    connection: sa.Connection, groups: Groups, chama_id: int, now: datetime
) -> None:
    situation, book = situations.without_message(connection, groups, chama_id)
    silent = stored_phones.take_silent(connection, chama_id, now)
    cause = of_clock(f"silent:{chama_id}:{now.isoformat()}", now)
    draft = Draft(situation, cause)
    phones.tell_of_silent(draft, silent)
    UnitOfWork(connection, cause, chama_id, book).apply(draft.finish())
