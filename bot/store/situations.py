"""Reads what a decision needs to know of one message: sender, group, book, open questions.

The group's book is locked first, so that everything read after it stays true until the commit.
What is known of payments stands in `about_money`, what commands need in `about_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation import answering, clicking
from bot.conversation.clicking import Click
from bot.conversation.commands import needs
from bot.conversation.decide import START, Understood
from bot.conversation.money_api import ORDERS, Api
from bot.conversation.situation import DASHBOARD, Question, Situation
from bot.conversation.wanted import Wanted, wanted_by_receipts
from bot.conversation.which_group import OF_ALL_AT_ONCE, Chosen, which_group
from bot.messages import InboundMessage
from bot.store import (
    about_money,
    about_words,
    book,
    chamas,
    number_names,
    phones,
    proposals,
    sessions,
    tables,
)
from bot.store.book import Book
from bot.store.chamas import Belonging, Groups
from bot.store.prepared import Prepared
from bot.store.questions import SHOWN_AT, as_question
from bot.understanding.own_number import says_own_number
from chama.agreement import Proposal
from chama.entries import period_raised, welfare_key
from chama.group import Group
from chama.receipts import Receipt

_question = tables.question

_OPEN = _question.c.answered_at.is_(None)
_QUESTIONS_OF_GROUP = Prepared(
    sa.select(_question, SHOWN_AT)
    .where(_OPEN, _question.c.chama_id == sa.bindparam("chama_id"))
    .order_by(_question.c.id)
)
_QUESTIONS_OF_SENDER = (
    sa.select(_question, SHOWN_AT)
    .where(_OPEN, _question.c.address == sa.bindparam("address"))
    .order_by(_question.c.presented_at.desc(), _question.c.id.desc())
)


def identify(
    connection: sa.Connection,
    groups: Groups,
    message: InboundMessage,
    understood: Understood,
    now: datetime,
    meant: int | None = None,
) -> tuple[Situation, Book | None]:
    """Who writes, to which group, and how it stands; its book is locked until the commit.

    meant: the chama that the sender says this very message is about.
    """
    every = chamas.belongings(connection, message.sender)
    own = _standing(connection, groups, message, every, understood, meant)
    fitting = [one for one in own if one.chama_id in understood.among] or own
    said = next((one for one in own if one.chama_id == meant), None)
    belonging = said or _which(connection, groups, fitting, message, understood, now)
    if belonging is None:
        known = _without_group(connection, groups, fitting, message, understood, now)
        return replace(known, groups=_names(connection, groups, own)), None
    own_book = book.lock_book(connection, belonging.chama_id)
    balances = book.balances(connection, belonging.chama_id)
    group = groups.get(connection, belonging.chama_id, balances)
    questions = _questions(connection, group, message.sender, is_in_several=len(own) > 1)
    is_wrong = belonging.has_wrong_number
    contact = chamas.contact(connection, message.sender) if is_wrong else None
    named = every if is_wrong else own
    situation = Situation(
        sender=message.sender,
        group=group,
        me=group.person(belonging.member),
        my_collectors=tuple(c for c in group.collectors if c.phone == message.sender),
        balances=balances,
        questions=questions,
        proposals=_proposals(connection, questions),
        head=own_book.head,
        seq=own_book.seq,
        groups=_names(connection, groups, named) if len(named) > 1 else (),
        stranger_answered_at=contact.stranger_answered_at if contact is not None else None,
    )
    return situation, own_book


def informed(
    connection: sa.Connection, situation: Situation, wanted: Wanted, now: datetime
) -> Situation:
    """The situation of a group with what is wanted of it, and nothing else."""
    if wanted.is_money:
        informed = about_money.with_payments(connection, situation, wanted, now)
        return about_words.with_facts(connection, informed, wanted, now)
    return about_words.with_words(connection, situation, wanted, now)


def with_api(connection: sa.Connection, situation: Situation, api: Api, now: datetime) -> Situation:
    """The situation with what the provider that moves money can do, and the names it has on the
    numbers of a group for which it pays out."""
    group = situation.group
    if group is None or not api.can_pay_out or api.collector_of(group) is None:
        return replace(situation, api=api)
    phones = [person.receives_on(now) for person in group.people]
    names = number_names.known(connection, phones, now)
    return replace(situation, api=api, number_names=names)


def with_click(
    connection: sa.Connection, situation: Situation, click: Click, now: datetime
) -> Situation:
    """The situation of who clicked: what they answer as the question in front, and whether they are
    still signed in, however long ago they clicked."""
    found = sessions.with_id(connection, click.session, now)
    is_own = found is not None and found.phone == situation.sender and not found.is_auditor
    return replace(clicking.in_front(situation, click, now), is_signed_in=is_own)


def with_told_unread(
    connection: sa.Connection, situation: Situation, message: InboundMessage, now: datetime
) -> Situation:
    """The situation with whether who sends what nobody reads has just been told so."""
    is_told = about_words.is_told_unread(connection, message.sender, now)
    return replace(situation, is_told_unread=is_told)


def without_message(
    connection: sa.Connection, groups: Groups, chama_id: int
) -> tuple[Situation, Book]:
    """The situation of a group when nobody wrote and the clock decides, and its book, locked."""
    own_book = book.lock_book(connection, chama_id)
    situation = _of_group(connection, groups, own_book)
    return replace(situation, welfare_raised=_welfare_raised(connection, chama_id)), own_book


def _welfare_raised(connection: sa.Connection, chama_id: int) -> date | None:
    """The first day of the newest period whose welfare dues are in the book."""
    between = map(welfare_key, (date.min, date.max))
    key = book.newest_key(connection, chama_id, *between)
    return period_raised(key) if key is not None else None


def about_receipts(
    connection: sa.Connection,
    groups: Groups,
    own_book: Book,
    receipts: Sequence[Receipt],
    now: datetime,
) -> Situation:
    """What is known of payments that no person tells of, but a statement or a provider, and of what
    was ordered of that."""
    situation = _of_group(connection, groups, own_book)
    wanted = wanted_by_receipts(situation, receipts, now)
    wanted = replace(wanted, facts=wanted.facts | {ORDERS})
    return informed(connection, situation, wanted, now)


def forwarded(
    connection: sa.Connection,
    groups: Groups,
    message: InboundMessage,
    receipts: Sequence[Receipt],
    now: datetime,
) -> tuple[Situation, Book | None]:
    """What is known when a phone posts a text by itself: no group where it forwards no more, nor
    where the money is another's for which it forwards too.

    Where it may be that of another that gets its texts there, `choices` has them.
    """
    phone = phones.with_address(connection, message.sender)
    if phone is None:
        return Situation(sender=""), None
    own_book = book.lock_book(connection, phone.chama_id)
    if phones.with_address(connection, message.sender) is None:  # ended while we waited
        return Situation(sender=""), None
    situation = _of_group(connection, groups, own_book)
    group = groups.get(connection, own_book.chama_id)
    collectors = group.collectors_beside(phone.collector)
    number, own_id = collectors[0].phone, own_book.chama_id
    forwards = phones.groups_at(connection, number)
    found = own_id
    if len(forwards) > 1:
        of_number = [groups.get(connection, one) for one in forwards]
        meant = which_group(of_number, number, receipts, None, None, now) if receipts else None
        found = meant.id if meant is not None else 0
    if found != own_id and forwards.get(found):
        return Situation(sender=""), None
    choices = () if found == own_id else _named(connection, groups, forwards)
    return replace(situation, my_collectors=collectors, choices=choices), own_book


def _named(
    connection: sa.Connection, groups: Groups, chama_ids: Iterable[int]
) -> tuple[tuple[int, str], ...]:
    return tuple((one, groups.get(connection, one).name) for one in chama_ids)


def _of_group(connection: sa.Connection, groups: Groups, own_book: Book) -> Situation:
    balances = book.balances(connection, own_book.chama_id)
    group = groups.get(connection, own_book.chama_id, balances)
    questions = _questions(connection, group, "", is_in_several=False)
    return Situation(
        sender="",
        group=group,
        balances=balances,
        questions=questions,
        proposals=_proposals(connection, questions),
        head=own_book.head,
        seq=own_book.seq,
    )


def _standing(
    connection: sa.Connection,
    groups: Groups,
    message: InboundMessage,
    own: list[Belonging],
    understood: Understood,
    meant: int | None,
) -> list[Belonging]:
    """The chamas in which a message counts: not those that have the phone by mistake.

    Where it is in no other, where it names one of those, where it says as whose number it was no
    mistake, or START says so, it is about that. After STOP, START only wants the messages of the
    others again.
    """
    mistaken = [one for one in own if one.has_wrong_number]
    if not mistaken:
        return own
    standing = [one for one in own if not one.has_wrong_number]
    named = [one for one in mistaken if one.chama_id == meant]
    called = {one: groups.get(connection, one.chama_id).name_of(one.member) for one in mistaken}
    named = named or [one for one, name in called.items() if _says_as(message.text, name)]
    if named or not standing:
        return (named or mistaken)[:1]
    if understood.intent.name == START and not chamas.is_opted_out(connection, message.sender):
        return mistaken[:1]
    return standing


def _says_as(text: str, name: str) -> bool:
    """Whether a text says as this member that the number is theirs; "ni mimi" alone names nobody,
    and may answer what another group asks."""
    return says_own_number(text, name) and not says_own_number(text, "")


def _which(
    connection: sa.Connection,
    groups: Groups,
    own: Sequence[Belonging],
    message: InboundMessage,
    understood: Understood,
    now: datetime,
) -> Belonging | None:
    """The chama that a message is about; only who is in several costs more than a look."""
    if len(own) < 2:
        return next(iter(own), None)
    if understood.among or understood.intent.name in OF_ALL_AT_ONCE:
        return None
    contact = chamas.contact(connection, message.sender)
    chosen = (
        Chosen(contact.chama_id, contact.chosen_at)
        if contact is not None and contact.chama_id is not None
        else None
    )
    shown = [as_question(row) for row in _shown_to(connection, message.sender)]
    question = next(iter(shown), None)
    own_groups = [groups.get(connection, one.chama_id) for one in own]
    group = which_group(
        own_groups,
        message.sender,
        understood.receipts,
        question,
        chosen,
        now,
        is_answer=question is not None and _is_answer(question, message, own_groups),
    )
    return next((one for one in own if group is not None and one.chama_id == group.id), None)


def _is_answer(question: Question, message: InboundMessage, groups: Iterable[Group]) -> bool:
    group = next((one for one in groups if one.id == question.chama_id), None)
    me = group.person_at(message.sender) if group is not None else None
    return answering.is_answer(question, message, group, me)


def _shown_to(connection: sa.Connection, address: str) -> list[Any]:
    """The open questions in front of a person, in all their groups, the last shown first."""
    rows = connection.execute(_QUESTIONS_OF_SENDER, {"address": address})
    return [row for row in rows if row.presented_at is not None]


def _names(
    connection: sa.Connection, groups: Groups, own: Sequence[Belonging]
) -> tuple[tuple[int, str], ...]:
    return tuple((one.chama_id, groups.get(connection, one.chama_id).name) for one in own)


def _without_group(
    connection: sa.Connection,
    groups: Groups,
    own: Sequence[Belonging],
    message: InboundMessage,
    understood: Understood,
    now: datetime,
) -> Situation:
    """A stranger, or somebody in several groups who must say which one."""
    names = _names(connection, groups, own)
    contact = chamas.contact(connection, message.sender)
    shown = [as_question(row) for row in _shown_to(connection, message.sender)]
    asks_for_link = bool(names) and DASHBOARD in needs(understood.intent.name)
    offices = sessions.offices_of(connection, message.sender) if asks_for_link else ()
    links = sessions.links_lately(connection, message.sender, now) if asks_for_link else 0
    return Situation(
        sender=message.sender,
        choices=names,
        offices=tuple(one.chama for one in offices),
        links_lately=links,
        groups=names,
        questions=tuple(question for question in shown if question.chama_id is None),
        recent_replies=about_words.recent_replies(connection, message.sender, now) if names else 0,
        stranger_answered_at=contact.stranger_answered_at if contact is not None else None,
    )


def _proposals(connection: sa.Connection, questions: Iterable[Question]) -> tuple[Proposal, ...]:
    """What the open questions ask agreement to."""
    ids = [question.proposal_id for question in questions if question.proposal_id is not None]
    return proposals.open_with_ids(connection, ids) if ids else ()


def _questions(
    connection: sa.Connection, group: Group, sender: str, *, is_in_several: bool
) -> tuple[Question, ...]:
    """The group's open questions; for a sender in several groups, those shown last come first."""
    rows = _QUESTIONS_OF_GROUP.rows(connection, {"chama_id": group.id})
    own = [as_question(row) for row in rows]
    if not is_in_several:
        return tuple(own)
    shown = [as_question(row).id for row in _shown_to(connection, sender)]
    return tuple(sorted(own, key=lambda q: shown.index(q.id) if q.id in shown else len(shown)))
