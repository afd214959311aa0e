"""The book: its entries, the newest first, and the message that one of them stands on."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.conversation.cause import STATEMENT
from bot.conversation.money_api import PROVIDER
from bot.dashboard import kit
from bot.dashboard.kit import PLACE, Worded
from bot.dashboard.visit import Visit
from bot.dashboard.words import plain
from bot.views.entries import BookFilter, BookPage, EntryRow, book_page
from bot.views.evidence import Evidence, evidence
from bot.views.members import members
from chama.agreement import CLOCK
from chama.kinds import EntryKind

ORDER = 50
MOST_ROWS = 50

MEMBER, KIND, CODE, ENTRY = "member", "kind", "code", "entry"
_NOBODY = frozenset({CLOCK, STATEMENT, PROVIDER})
"""Who causes entries and is no member."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of the book. people: names by code. proof: of the entry that is chosen, if any."""

    page: BookPage
    people: dict[str, str]
    chosen: EntryRow | None
    proof: Evidence | None


def see(connection: sa.Connection, visit: Visit) -> Seen:
    """The entries that the page's address asks for."""
    asked = visit.asked
    wanted = BookFilter(asked.get(MEMBER, ""), asked.get(KIND, ""), asked.get(CODE, "").strip())
    page = book_page(connection, visit.chama_id, wanted, MOST_ROWS, visit.number(PLACE))
    chosen = next((one for one in page.rows if str(one.seq) == asked.get(ENTRY, "")), None)
    proof = evidence(connection, visit.chama_id, chosen.seq) if chosen is not None else None
    people = {one.code: one.name for one in members(connection, visit.chama_id)}
    return Seen(page, people, chosen, proof)


def draw(visit: Visit, seen: Seen) -> None:
    """What is looked for, the entries, then what one of them stands on."""
    kit.heading(visit)
    kit.choice(visit, MEMBER, seen.people, "all_members")
    kit.choice(visit, KIND, {one.value: visit.say(f"kind_{one}") for one in EntryKind}, "all_kinds")
    kit.field(visit, CODE)
    rows = seen.page.rows
    if not rows:
        kit.nothing(visit, "none")
    else:
        _draw_rows(visit, rows)
    if PLACE in visit.asked:
        kit.turn(visit, "newest", PLACE, "")
    if seen.page.older is not None:
        kit.turn(visit, "older", PLACE, str(seen.page.older))
    if rows:
        kit.section(visit, "evidence_title")
        kit.choice(visit, ENTRY, {str(one.seq): _called(visit, one) for one in rows}, "no_entry")
        _draw_evidence(visit, seen)


def _draw_rows(visit: Visit, rows: tuple[EntryRow, ...]) -> None:
    kit.table(
        visit,
        {
            "on": [one.on or one.recorded_at for one in rows],
            "what": [Worded(_what(visit, one)) for one in rows],
            "amount": [one.amount for one in rows],
            "whose": [", ".join(one.members) for one in rows],
            "receipt": [one.receipt for one in rows],
            "by": [Worded(_by(visit, one)) for one in rows],
            "ref": [one.chain for one in rows],
        },
        "book_table",
    )


def _what(visit: Visit, one: EntryRow) -> str:
    return visit.say(f"kind_{one.kind}")


def _by(visit: Visit, one: EntryRow) -> str:
    named = (visit.say(f"by_{who}") if who in _NOBODY else plain(who) for who in one.actors)
    return ", ".join(named)


def _called(visit: Visit, one: EntryRow) -> str:
    """An entry in a list to choose from, as plain text."""
    about = " ".join(part for part in (str(one.amount), *one.members) if part)
    return f"{one.chain} {_what(visit, one)}: {about}"


def _draw_evidence(visit: Visit, seen: Seen) -> None:
    if seen.chosen is None:
        return
    proof = seen.proof
    if proof is None:
        by = [one for one in seen.chosen.actors if one in _NOBODY]
        kit.nothing(visit, f"evidence_{by[0]}" if by else "evidence_none")
        return
    facts = {"sender": proof.sender, "at": proof.came_at.isoformat()}
    if proof.text:
        kit.says(visit, "evidence_from" if proof.sender else "evidence_phone", **facts)
        kit.letter(proof.text)
    else:
        kit.says(visit, "evidence_click", **facts)
