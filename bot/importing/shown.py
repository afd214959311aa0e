"""What people are shown of a statement before anything comes of it: its lines and their totals.

What was shown is what is agreed to: a line that would come out otherwise is not carried out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from bot.importing.imported import Imported
from bot.importing.summary import findings_of
from chama.group import Person
from chama.receipts import Receipt

MOST_FINDINGS = 2  # in the question; the summary has more
MOST_GAINERS = 3  # by name in the question; LIST has all

Line = Mapping[str, Any]
"""One payment: `code`, `act`, `amount_cents`, `owners` (members' codes) and `names` to show."""


class Act(StrEnum):
    """What comes of a line."""

    CREDITED = "credited"
    WAITING = "waiting"
    TAKEN_BACK = "taken_back"
    SENT_OUT = "sent_out"


def lines_of(imported: Imported) -> list[Line]:
    """Every payment of which something would come, in the order of the plan."""
    return [*_credits(imported), *_taken_back(imported), *_sent_out(imported)]


def facts_of(imported: Imported, file_id: int, sender: Person | None) -> dict[str, Any]:
    """What a proposal to bring it into the book says; the lines with it."""
    days, lines = imported.days, lines_of(imported)
    return {
        "file": file_id,
        "account": imported.statement.shortcode or imported.statement.holder or "",
        "first_on": days[0].isoformat() if days else "",
        "last_on": days[1].isoformat() if days else "",
        "lines": lines,
        "amount_cents": _cents(lines, Act.CREDITED, Act.WAITING),
        **{f"{act}": sum(line["act"] == act for line in lines) for act in Act},
        **{f"{act}_cents": _cents(lines, act) for act in (Act.TAKEN_BACK, Act.SENT_OUT)},
        **_told_by_name(imported, sender),
        "gains": sorted(_gaining(imported)),
        "findings": findings_of(imported)[:MOST_FINDINGS],
        "more": max(0, len(imported.plan.look_at) - MOST_FINDINGS),
    }


def _credits(imported: Imported) -> Iterator[Line]:
    for one in imported.plan.proposals:
        act = Act.CREDITED if one.owners else Act.WAITING
        payer = "" if one.owners else one.receipt.party_name or ""
        yield _line(one.receipt, act, one.owners, payer)


def _taken_back(imported: Imported) -> Iterator[Line]:
    for one in imported.plan.taken_back:
        code = one.reversal.reverses or ""
        owners = [imported.group.person(owner) for owner in imported.book.recorded[code].owners]
        known = tuple(person for person in owners if person is not None)
        yield {**_line(one.reversal, Act.TAKEN_BACK, known), "code": code}


def _sent_out(imported: Imported) -> Iterator[Line]:
    for one in imported.plan.sent_out:
        yield _line(one.sent, Act.SENT_OUT, (), one.sent.party_name or "")


def _line(receipt: Receipt, act: Act, owners: tuple[Person, ...], name: str = "") -> Line:
    return {
        "code": receipt.code or "",
        "act": str(act),
        "amount_cents": receipt.amount.cents if receipt.amount else 0,
        "owners": [person.code for person in owners],
        "names": ", ".join(person.name for person in owners) or name,
    }


def _cents(lines: list[Line], *acts: Act) -> int:
    return sum(line["amount_cents"] for line in lines if line["act"] in acts)


def _told_by_name(imported: Imported, sender: Person | None) -> dict[str, Any]:
    """Who would be credited with how much: who sent it first, then who gains most; the rest summed.

    Named are those who gain most, whatever their office: an invented line is seldom a small one.
    """
    cents: dict[Person, int] = {}
    for one in imported.plan.proposals:
        for person, share_cents in one.shares:
            cents[person] = cents.get(person, 0) + share_cents
    gainers = sorted(cents, key=lambda one: (one != sender, -cents[one]))
    named, others = gainers[:MOST_GAINERS], gainers[MOST_GAINERS:]
    return {
        "gainers": [{"name": one.name, "amount_cents": cents[one]} for one in named],
        "others": len(others),
        "others_cents": sum(cents[one] for one in others),
    }


def _gaining(imported: Imported) -> set[str]:
    """Whoever gains: all who are credited, and who has less to answer for once it is done."""
    gaining = {person.code for one in imported.plan.proposals for person in one.owners}
    holder = imported.group.holder_of(imported.collector)
    if imported.plan.taken_back and holder is not None:
        gaining.add(holder.code)
    return gaining
