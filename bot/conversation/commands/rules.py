""" "rules", "katiba 6", "what is the fine for late?": the group's own rules, clause by clause.

A change that waits for its day stands under its clause. What the rules were, or will be on a day,
is told too: "old rules", "rules on 1 Nov 2026".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.conversation.draft import Draft
from bot.understanding import Intent
from bot.understanding.days import SaidDay
from chama.constitution.changes import CHANGEABLE
from chama.constitution.clauses import CHAPTERS, NUMBERS, Clause, clause, in_force, path_of
from chama.constitution.over_time import with_changes
from chama.rota import day_in_nairobi

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
    on = _day_of(draft, intent)
    if isinstance(number, str):
        _by_number(draft, number, on)
    elif on is not None:
        _on(draft, on)
    elif intent.slots.get("past"):
        _past(draft)
    elif isinstance(topic, str):
        shown, _ = _page(_with_changes(draft, in_force(draft.group.rules, TOPICS[topic])))
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


def _by_number(draft: Draft, number: str, on: date | None) -> None:
    """A chapter from its beginning, or from the clause that is named. on: as it was on a day."""
    chapter, _, clause = number.partition(".")
    section = dict(enumerate(CHAPTERS, start=1)).get(int(chapter), "")
    path = path_of(number) if clause else ""
    paths = _paths(section)
    if path:
        paths = paths[paths.index(path) :]
    if on is None:
        clauses = _with_changes(draft, in_force(draft.group.rules, paths))
    else:
        clauses = in_force(draft.group.rules_on(on), paths)
    if path is None or not clauses:
        draft.reply("rules_unknown", number=number)
        return
    shown, rest = _page(clauses)
    draft.reply(
        "rules_chapter",
        number=int(chapter),
        section=section,
        on=on.isoformat() if on else "",
        clauses=[one.facts() for one in shown],
        more=rest[0].number if rest else "",
    )


# --- what they were, and what they will be -------------------------------------------------------


def _day_of(draft: Draft, intent: Intent) -> date | None:
    said = intent.slots.get("on")
    return SaidDay.parse(said).until(day_in_nairobi(draft.now)) if isinstance(said, str) else None


def _with_changes(draft: Draft, clauses: Sequence[Clause]) -> list[Clause]:
    return with_changes(draft.group.rules, draft.group.changes, clauses)


def _past(draft: Draft) -> None:
    """The clauses that have changed, as each was, the newest first."""
    past = reversed(draft.group.past_rules)
    clauses = [replace(clause(one.rules, one.path), until_on=one.until_on) for one in past]
    draft.reply("rules_past", clauses=[one.facts() for one in _page(clauses)[0]])


def _on(draft: Draft, day: date) -> None:
    """What was or will be otherwise on a day than it is today."""
    then = draft.group.rules_on(day)
    clauses = [clause(then, path) for path in CHANGEABLE]
    others = [one for one in clauses if one != clause(draft.group.rules, one.path)]
    shown, _ = _page(others)
    first = (shown or clauses)[0].number
    draft.reply(
        "rules_on",
        on=day.isoformat(),
        clauses=[one.facts() for one in shown],
        chapter=int(first.partition(".")[0]),
    )


# --- by the page ---------------------------------------------------------------------------------


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
