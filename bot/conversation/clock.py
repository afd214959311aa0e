"""What is said when time goes by: questions nobody answered, claims no collector's text confirmed.

Nobody has asked for any of it, so it goes out by day only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.conversation import questions, said
from bot.conversation.claims import OpenClaim
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Decision, Purpose, Say
from bot.conversation.open_items import line_of
from bot.conversation.questions import claim_unseen
from bot.conversation.situation import Question
from chama import entries
from chama.group import Group, Person
from chama.rota import day_in_nairobi

A_DAY = timedelta(hours=24)
MOST_REMINDERS = 3

REMINDER = "question_reminder"
QUESTION_ID = "question_id"  # among a reminder's values: not said, but looked at when it goes out


def remind(draft: Draft, question: Question, number: int, *, is_opted_out: bool) -> Decision:
    """Show a question again, the number-th time.

    When its person wants no messages, or was silent after all but the last, another officer is
    told.
    """
    put = draft.put(question)
    draft.add(replace(put, template=REMINDER, facts={QUESTION_ID: question.id}))
    draft.add(put)
    if number == MOST_REMINDERS or (is_opted_out and number == 1):
        _tell_another(draft, question)
    return by_day(draft.finish())


def bring_up(draft: Draft, question: Question) -> Decision:
    """Show a question that waited in line, as the one before it was given up."""
    draft.add(draft.put(question))
    return by_day(draft.finish())


def ask_about(draft: Draft, claims: list[OpenClaim]) -> Decision:
    """Ask an officer whether these payments have come, unless one is asked already.

    Of a payment that is in the book and waits for its owner nobody need be asked. What one officer
    has not found, and another says nothing of for so long, counts as not found.
    """
    for question in draft.situation.questions:
        if claim_unseen.is_given_up(question, draft.now):
            draft.close(question, "expired")
            claim_unseen.note_not_found(draft, question)
    asked = {_claim_asked_about(question) for question in draft.situation.questions}
    in_book = (one for one in draft.balances if one.kind.meaning.is_waiting)
    waiting = {entries.receipt_waiting_in(account) for account in in_book}
    for claim in claims:
        is_in_book = claim.receipt in waiting
        officer = _who_would_know(draft.group, claim.member)
        if officer is None or is_in_book or (claim.code, claim.member) in asked:
            continue
        draft.ask("claim_unseen", officer, _key(draft, claim), _details(draft.group, claim))
    return by_day(draft.finish())


def list_what_was_said(draft: Draft, until: datetime) -> Decision:
    """Each officer gets one list of what members said to the group before this moment, with a
    number to each; the list before it is over. Who answers another question first reads the list
    now, and gets its numbers behind that."""
    lists: dict[Person, list[Mapping[str, Any]]] = {}
    for question in draft.situation.questions:
        if question.kind == said.SAID and not question.is_presented and question.asked_at < until:
            draft.close(question, said.LISTED)
            officer = draft.group.officer_besides(question.details["member"])
            if officer is not None:
                lists.setdefault(officer, []).append(question.details)
    for officer, items in lists.items():
        _put_list(draft, officer, items)
    return by_day(draft.finish())


def _put_list(draft: Draft, officer: Person, items: list[Mapping[str, Any]]) -> None:
    for question in draft.situation.questions:
        if question.kind == said.LIST and question.address == officer.phone:
            draft.close(question, WITHDRAWN)
    key = f"said_list:{draft.group.id}:{officer.code}:{day_in_nairobi(draft.now).isoformat()}"
    draft.ask(said.LIST, officer, key, {"items": items})
    if said.is_asked(draft, officer):
        template, facts = questions.shown(said.LIST, {"items": items, "is_later": True})
        draft.tell(officer, template, facts, key=f"{key}:now")


def _tell_another(draft: Draft, question: Question) -> None:
    """One line to an officer whom the question neither asks nor concerns."""
    group = draft.situation.group
    asked = group.person_at(question.address) if group else None
    if group is None or asked is None:
        return
    concerned = [value for value in question.details.values() if isinstance(value, str)]
    officer = group.officer_besides(asked.code, *concerned)
    if officer is not None:
        items = [line_of(question, group, asked)]
        draft.tell(officer, "question_unanswered", {"officer": asked.name, "items": items})


def _claim_asked_about(question: Question) -> tuple[str, str] | None:
    if question.kind != "claim_unseen":
        return None
    return question.details["code"], question.details["member"]


def _who_would_know(group: Group, claimer: str) -> Person | None:
    """An officer other than the claimer: one on whose phone money arrives, else by office."""
    phones = {collector.phone for collector in group.collectors}
    others = [officer for officer in group.officers if officer.code != claimer]
    owners = [officer for officer in others if officer.phone in phones]
    return next(iter(owners or others), None)


def _key(draft: Draft, claim: OpenClaim) -> str:
    """Asked anew on another day, should the text still not come after a yes."""
    day = day_in_nairobi(draft.now).isoformat()
    return f"unseen:{draft.group.id}:{claim.network}:{claim.code}:{claim.member}:{day}"


def _details(group: Group, claim: OpenClaim) -> dict[str, object]:
    return {
        "code": claim.code,
        "network": claim.network,
        "member": claim.member,
        "member_name": group.name_of(claim.member),
        "amount_cents": claim.amount_cents,
        "claimed_on": day_in_nairobi(claim.claimed_at).isoformat(),
    }


def by_day(decision: Decision) -> Decision:
    """What officers must know of the group's money reaches them even after STOP, but no earlier."""
    return tuple(
        replace(
            effect,
            purpose=Purpose.REMINDER if effect.purpose is Purpose.DUTY else Purpose.NOTICE,
        )
        if isinstance(effect, Say)
        else effect
        for effect in decision
    )
