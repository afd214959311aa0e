""" "rules", "katiba 6", "what is the fine for late?": the group's own rules, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.constitution.clauses import CHAPTERS, NUMBERS, Clause, in_force, path_of

INTENTS = ("rules",)

ROOM = 390  # letters of a readable message, its heading and what comes next apart
_SENTENCE = 65  # letters of a clause whose value is a word or a number

TOPICS: Final[Mapping[str, Sequence[str]]] = {
    "late_fine": ("fines.late", "fines.late_every", "fines.late_cap", "fines.grace_days"),
    "absence_fine": ("fines.absent", "fines.absent_with_apology"),
    "fines": ("fines.late", "fines.absent", "fines.absent_with_apology", "fines.fund"),
    "lateness": ("rotation.due", "payout.grace_days", "fines.late"),
    "contribution": ("rotation.contribution", "rotation.every", "rotation.due"),
    "money_out": ("approvals.money_out", "approvals.expense"),
    "quorum": ("meetings.quorum",),
    "meetings": (
        *("meetings.every", "meetings.day", "meetings.time", "meetings.place"),
        *("meetings.quorum", "meetings.notice_days"),
    ),
    "welfare": ("welfare.every", "welfare.dues", "welfare.assessment", "welfare.events"),
    "expenses": ("expenses.limit", "expenses.needs_purpose", "approvals.expense"),
    "amendment": ("amendment.approve", "amendment.share", "amendment.notice_days"),
    "short_pot": ("payout.short_pot",),
    "payout": ("payout.net_off", "payout.short_pot", "payout.fees", "approvals.money_out"),
}
"""The clauses that answer a question, by what it is about."""


def decide(draft: Draft, intent: Intent) -> None:
    """A chapter or clause by its number, the clauses of a topic, or the list of the chapters."""
    number, topic = intent.slots.get("number"), intent.slots.get("topic")
    if isinstance(number, str):
        _by_number(draft, number)
    elif isinstance(topic, str):
        clauses = in_force(draft.group.rules, TOPICS[topic])
        shown, _ = _page(clauses)
        draft.reply("rules_about", clauses=[one.facts() for one in shown])
    else:
        _list(draft)


def _list(draft: Draft) -> None:
    chapters = [
        {"number": number, "section": section}
        for number, section in enumerate(CHAPTERS, start=1)
        if in_force(draft.group.rules, _paths(section))
    ]
    draft.reply("rules", chapters=chapters)


def _by_number(draft: Draft, number: str) -> None:
    """A chapter from its beginning, or from the clause that is named."""
    chapter, _, clause = number.partition(".")
    section = dict(enumerate(CHAPTERS, start=1)).get(int(chapter), "")
    path = path_of(number) if clause else ""
    paths = _paths(section)
    if path:
        paths = paths[paths.index(path) :]
    clauses = in_force(draft.group.rules, paths)
    if path is None or not clauses:
        draft.reply("rules_unknown", number=number)
        return
    shown, rest = _page(clauses)
    draft.reply(
        "rules_chapter",
        number=int(chapter),
        section=section,
        clauses=[one.facts() for one in shown],
        more=rest[0].number if rest else "",
    )


def _paths(section: str) -> list[str]:
    return [path for path in NUMBERS if path.partition(".")[0] == section]


def _page(clauses: Sequence[Clause]) -> tuple[Sequence[Clause], Sequence[Clause]]:
    """The first clauses, as many as a message has room for, at least one; and the rest."""
    room = ROOM
    for count, one in enumerate(clauses):
        room -= _SENTENCE + _letters(one.told)
        if room < 0 and count:
            return clauses[:count], clauses[count:]
    return clauses, ()


def _letters(told: object) -> int:
    """How many letters a clause has for what the group says in its own words."""
    if isinstance(told, str):
        return len(told)
    return sum(map(_letters, told)) if isinstance(told, list) else 25 * isinstance(told, dict)
