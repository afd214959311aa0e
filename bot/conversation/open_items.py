"""What is open in a group, as the values of a list's lines: questions, claims, unowned money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.conversation import questions
from bot.conversation.claims import OpenClaim, UnownedMoney
from bot.conversation.situation import Question, Situation
from chama.group import Group, Person
from chama.rota import day_in_nairobi

Line = Mapping[str, Any]
"""Values of one line. kind: the question's, or "unowned", "claim", "claim_missing". since: ISO day.
asked: who is asked, "" for nobody or the reader. name, code, amount_cents: "" or None for none."""

_NAMES = ("payer", "name", "member_name")  # how questions call the person they are about
_Dated = tuple[datetime, Line]


def for_officer(situation: Situation, group: Group, reader: Person) -> list[Line]:
    """All that is open in the group, the oldest first, each payment once.

    The question in front of the reader is left out: it is shown whole.
    """
    lines: list[_Dated] = []
    known: set[str] = set()
    for question in situation.questions:
        line = line_of(question, group, reader)
        known.add(line["code"])
        if not (question.is_presented and question.address == reader.phone):
            lines.append((question.asked_at, line))
    for money in situation.unowned:
        if money.code not in known:
            known.add(money.code)
            lines.append((money.since, _of_money(money)))
    for claim in situation.open_claims:
        if claim.code not in known:
            lines.append((claim.claimed_at, _of_claim(claim, group.name_of(claim.member))))
    return _oldest_first(lines)


def for_member(situation: Situation, group: Group, reader: Person) -> list[Line]:
    """What waits of a member's own: what they sent, and what an officer is asked on their word."""
    asked = [q for q in situation.questions if q.details.get("said_by") == reader.code]
    own = [claim for claim in situation.open_claims if claim.member == reader.code]
    return _oldest_first(
        [(question.asked_at, line_of(question, group, reader)) for question in asked]
        + [(claim.claimed_at, _of_claim(claim, "")) for claim in own]
    )


def line_of(question: Question, group: Group, reader: Person) -> Line:
    """A question in one line, from the values with which it is put."""
    _, facts = questions.shown(question.kind, question.details)
    asked = group.person_at(question.address)
    return {
        "kind": question.details.get("kind", question.kind),
        "name": next((facts[key] for key in _NAMES if facts.get(key)), ""),
        "amount_cents": facts.get("amount_cents"),
        "code": facts.get("code", ""),
        "since": _day(question.asked_at),
        "asked": asked.name if asked and asked.code != reader.code else "",
    }


def _of_money(money: UnownedMoney) -> Line:
    return {
        "kind": "unowned",
        "name": money.payer_name,
        "amount_cents": money.amount_cents,
        "code": money.code,
        "since": _day(money.since),
        "asked": "",
    }


def _of_claim(claim: OpenClaim, name: str) -> Line:
    return {
        "kind": "claim_missing" if claim.is_missing else "claim",
        "name": name,
        "amount_cents": claim.amount_cents,
        "code": claim.code,
        "since": _day(claim.claimed_at),
        "asked": "",
    }


def _oldest_first(lines: Iterable[_Dated]) -> list[Line]:
    return [line for _, line in sorted(lines, key=lambda dated: dated[0])]


def _day(moment: datetime) -> str:
    return day_in_nairobi(moment).isoformat()
