"""Reads what a decision needs to know of one message: sender, group, book, open questions.

The group's fund is locked first, so that everything read after it stays true until the commit.
What is known of payments stands in `about_money`, what commands need in `about_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation.beneficiaries import with_members_in_mind
from bot.conversation.decide import Understood
from bot.conversation.situation import Question, Situation
from bot.conversation.which_group import Chosen, which_group
from bot.messages import InboundMessage
from bot.store import about_money, about_words, chamas, ledger, proposals, tables
from bot.store.chamas import Belonging, Groups
from bot.store.ledger import Fund
from bot.store.prepared import Prepared
from bot.store.questions import SHOWN_AT, as_question
from chama.agreement import Proposal
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
) -> tuple[Situation, Fund | None]:
    """The situation of a message, and the group's fund, locked until the transaction ends.

    meant: the chama that the sender says this very message is about.
    """
    own = chamas.belongings(connection, message.sender)
    said = next((one for one in own if one.chama_id == meant), None)
    belonging = said or _which(connection, groups, own, message, understood, now)
    if belonging is None:
        return _without_group(connection, groups, own, message, now), None
    fund = ledger.lock_fund(connection, belonging.chama_id)
    group = groups.get(connection, belonging.chama_id)
    questions = _questions(connection, group, message.sender, is_in_several=len(own) > 1)
    situation = Situation(
        sender=message.sender,
        group=group,
        me=group.person(belonging.member),
        my_collectors=tuple(c for c in group.collectors if c.phone == message.sender),
        balances=ledger.balances(connection, fund.id),
        questions=questions,
        proposals=_proposals(connection, questions),
        head=fund.head,
        seq=fund.seq,
    )
    if understood.receipts:
        return about_money.with_receipts(
            connection, situation, fund, understood.receipts, now
        ), fund
    intent = with_members_in_mind(understood.intent, message.text, group.people, situation.me)
    return about_words.with_words(connection, groups, situation, fund, own, intent, now), fund


def without_message(
    connection: sa.Connection, groups: Groups, chama_id: int
) -> tuple[Situation, Fund]:
    """The situation of a group when nobody wrote and the clock decides, and its fund, locked."""
    fund = ledger.lock_fund(connection, chama_id)
    group = groups.get(connection, chama_id)
    return _of_group(connection, group, fund), fund


def about_receipts(
    connection: sa.Connection,
    group: Group,
    fund: Fund,
    receipts: Sequence[Receipt],
    now: datetime,
) -> Situation:
    """What is known of payments that no person tells of, but a statement."""
    return about_money.with_receipts(
        connection, _of_group(connection, group, fund), fund, receipts, now
    )


def _of_group(connection: sa.Connection, group: Group, fund: Fund) -> Situation:
    questions = _questions(connection, group, "", is_in_several=False)
    return Situation(
        sender="",
        group=group,
        balances=ledger.balances(connection, fund.id),
        questions=questions,
        proposals=_proposals(connection, questions),
        head=fund.head,
        seq=fund.seq,
    )


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
    contact = chamas.contact(connection, message.sender)
    chosen = (
        Chosen(contact.chama_id, contact.chosen_at)
        if contact is not None and contact.chama_id is not None
        else None
    )
    questions = [as_question(row) for row in _shown_to(connection, message.sender)]
    group = which_group(
        [groups.get(connection, one.chama_id) for one in own],
        message.sender,
        understood.receipts,
        next(iter(questions), None),
        chosen,
        now,
    )
    return next((one for one in own if group is not None and one.chama_id == group.id), None)


def _shown_to(connection: sa.Connection, address: str) -> list[Any]:
    """The open questions in front of a person, in all their groups, the last shown first."""
    rows = connection.execute(_QUESTIONS_OF_SENDER, {"address": address})
    return [row for row in rows if row.presented_at is not None]


def _without_group(
    connection: sa.Connection,
    groups: Groups,
    own: Sequence[Belonging],
    message: InboundMessage,
    now: datetime,
) -> Situation:
    """A stranger, or somebody in several groups who must say which one."""
    names = tuple((one.chama_id, groups.get(connection, one.chama_id).name) for one in own)
    contact = chamas.contact(connection, message.sender)
    shown = [as_question(row) for row in _shown_to(connection, message.sender)]
    return Situation(
        sender=message.sender,
        choices=names,
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
