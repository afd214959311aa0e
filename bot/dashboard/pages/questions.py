"""What waits: for this officer, for others' agreement, and for proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.conversation.clicking import Click
from bot.dashboard import kit
from bot.dashboard.kit import Prose, Worded
from bot.dashboard.visit import Visit
from bot.dashboard.words import prose
from bot.views.asked import AskedView, asked_of
from bot.views.claims import WaitingClaim, claims_waiting
from bot.views.proposals import OpenProposal, open_proposals

ORDER = 40
EVERY = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """What waits for whom."""

    own: tuple[AskedView, ...]
    proposals: tuple[OpenProposal, ...]
    claims: Sequence[WaitingClaim]


def see(connection: sa.Connection, visit: Visit) -> Seen:
    """What waits now."""
    is_asked = visit.may_act
    return Seen(
        asked_of(connection, visit.chama_id, visit.session.phone) if is_asked else (),
        open_proposals(connection, visit.chama_id),
        claims_waiting(connection, visit.chama_id),
    )


def draw(visit: Visit, seen: Seen) -> None:
    """One's own first: those are answered here, or on the phone. An auditor has none."""
    kit.heading(visit)
    if visit.may_act:
        _draw_own(visit, seen.own)
    kit.section(visit, "proposals_title", count=len(seen.proposals))
    _draw_proposals(visit, seen.proposals)
    kit.section(visit, "claims_title", count=len(seen.claims))
    _draw_claims(visit, seen.claims)


def _draw_own(visit: Visit, own: Sequence[AskedView]) -> None:
    kit.section(visit, "own_title", count=len(own))
    if not own:
        kit.nothing(visit, "own_none")
    for asked in own:
        _draw_question(visit, asked)


def _draw_question(visit: Visit, asked: AskedView) -> None:
    """The text as on the phone; its numbered answers are the buttons."""
    text = visit.say_message(asked.template, asked.facts)
    head, labels = without_choices(text, len(asked.choices))
    kit.letter(head)
    if not asked.is_clickable:
        kit.note(visit, "on_phone")
        return
    for number, (_, value) in enumerate(asked.choices, start=1):
        click = Click(visit.chama_id, question=asked.id, value=value)
        label = prose(labels.get(number, f"{number}"))
        kit.act(visit, label, f"question:{asked.id}:{number}", click)


def without_choices(text: str, count: int) -> tuple[str, dict[int, str]]:
    """A question's text up to its answers, and the answers by their numbers, without these.

    Where not all of them stand in the text, it is the whole.
    """
    lines = text.split("\n")
    for first in reversed(range(len(lines) - count + 1)):
        found = lines[first : first + count]
        is_list = all(line.startswith(f"{n} ") for n, line in enumerate(found, start=1))
        if count and is_list:
            labels = {n: line.partition(" ")[2] for n, line in enumerate(found, start=1)}
            return "\n".join(lines[:first]).strip(), labels
    return text, {}


def _draw_proposals(visit: Visit, proposals: Sequence[OpenProposal]) -> None:
    if not proposals:
        kit.nothing(visit, "proposals_none")
        return
    rows = [one.row for one in proposals]
    kit.table(
        visit,
        {
            "what": [Worded(visit.say("kind", which=row.kind.replace("_", " "))) for row in rows],
            "about": [Prose(one.row.member or one.words) for one in proposals],
            "amount": [row.amount for row in rows],
            "asked": [", ".join(one.asked) for one in proposals],
            "agreed": [Worded(_agreed(visit, one)) for one in proposals],
            "until": [row.expires_at for row in rows],
        },
        "proposals_table",
    )


def _agreed(visit: Visit, one: OpenProposal) -> str:
    return visit.say("agreed_by", names=one.row.agreed_by, needed=one.needed)


def _draw_claims(visit: Visit, claims: Sequence[WaitingClaim]) -> None:
    if not claims:
        kit.nothing(visit, "claims_none")
        return
    kit.table(
        visit,
        {
            "name": [one.name for one in claims],
            "amount": [one.claim.amount for one in claims],
            "code": [one.claim.code for one in claims],
            "since": [one.claim.claimed_at for one in claims],
        },
        "claims_table",
    )
