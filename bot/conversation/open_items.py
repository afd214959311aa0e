"""What is open in a group, as the values of a list's lines: questions, claims, unowned money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.conversation import questions
from bot.conversation.claims import OpenClaim, UnownedMoney
from bot.conversation.situation import Question, Situation
from chama.agreement import AND, Proposal
from chama.group import Group, Person
from chama.rota import day_in_nairobi

Line = Mapping[str, Any]
"""Values of one line. kind: the question's, or "unowned", "claim", "claim_missing". since: ISO day.
asked: the names of those who are asked besides the reader. name, code: "", amount_cents: None where
there is none."""

AGREE = "agree"
_NAMES = ("payer", "name", "member_name")  # how questions call the person they are about
_Dated = tuple[datetime, Line]


def for_officer(situation: Situation, group: Group, reader: Person) -> list[Line]:
    """All that is open in the group, the oldest first, each payment and each proposal once.

    The question in front of the reader is left out: it is shown whole.
    """
    lines: list[_Dated] = []
    known: set[str] = set()
    for asked in _by_matter(situation.questions):
        line = _line_of_all(asked, group, reader)
        known.add(line["code"])
        if not any(one.is_presented and one.address == reader.phone for one in asked):
            lines.append((asked[0].asked_at, line))
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
    on_their_word = {
        one.id for one in situation.proposals if reader.code in one.asked_by.split(AND)
    }
    asked = [one for one in situation.questions if one.proposal_id in on_their_word]
    own = [claim for claim in situation.open_claims if claim.member == reader.code]
    return _oldest_first(
        [(one[0].asked_at, _line_of_all(one, group, reader)) for one in _by_matter(asked)]
        + [(claim.claimed_at, _of_claim(claim, "")) for claim in own]
    )


def line_of(question: Question, group: Group, reader: Person) -> Line:
    """A question in one line, from the values with which it is put."""
    return _line_of_all([question], group, reader)


def line_of_proposal(proposal: Proposal, group: Group, reader: Person) -> Line:
    """What waits for agreement in one line, whoever is asked."""
    details = {"kind": proposal.kind, "facts": proposal.facts}
    as_put = Question(0, AGREE, "", details, is_presented=False, asked_at=proposal.asked_at)
    line = _line_of_all([as_put], group, reader)
    paid = questions.shown(as_put.kind, details)[1].get("recipient", "")
    return {**line, "name": paid or line["name"], "asked": []}


def _by_matter(asked: Iterable[Question]) -> list[list[Question]]:
    """Questions that put one proposal to several people together, each other one alone.

    What only its own writer would miss is nobody's business but theirs.
    """
    matters: dict[tuple[str, int], list[Question]] = {}
    for one in asked:
        if not questions.is_forgettable(one.kind, one.details):
            about = ("question", one.id) if one.proposal_id is None else ("agree", one.proposal_id)
            matters.setdefault(about, []).append(one)
    return list(matters.values())


def _line_of_all(asked: Sequence[Question], group: Group, reader: Person) -> Line:
    """One line for the questions that put one thing. asked: in the line, who else is asked."""
    question = asked[0]
    _, facts = questions.shown(question.kind, question.details)
    people = (group.person_at(one.address) for one in asked)
    others = [one.name for one in people if one is not None and one.code != reader.code]
    return {
        "kind": question.details.get("kind", question.kind),
        "name": next((facts[key] for key in _NAMES if facts.get(key)), ""),
        "amount_cents": facts.get("amount_cents"),
        "paid_in": facts.get("currency", ""),
        "code": facts.get("code", ""),
        "since": _day(question.asked_at),
        "asked": others,
    }


def _of_money(money: UnownedMoney) -> Line:
    return {
        "kind": "unowned",
        "name": money.payer_name,
        "amount_cents": money.amount_cents,
        "paid_in": money.currency,
        "code": money.code,
        "since": _day(money.since),
        "asked": [],
    }


def _of_claim(claim: OpenClaim, name: str) -> Line:
    return {
        "kind": "claim_missing" if claim.is_missing else "claim",
        "name": name,
        "amount_cents": claim.amount_cents,
        "paid_in": "",
        "code": claim.code,
        "since": _day(claim.claimed_at),
        "asked": [],
    }


def _oldest_first(lines: Iterable[_Dated]) -> list[Line]:
    return [line for _, line in sorted(lines, key=lambda dated: dated[0])]


def _day(moment: datetime) -> str:
    return day_in_nairobi(moment).isoformat()
