"""The constitution, clause by clause, with the numbers by which messages quote it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.dashboard import kit
from bot.dashboard.visit import Visit
from bot.views.rules import Chapter, RulesView, rules_of
from chama.constitution.clauses import Clause

ORDER = 80  # behind the reports, which are 70
CLAUSES = "_clauses"  # the sentences that messages are made of


def see(connection: sa.Connection, visit: Visit) -> RulesView:
    """The rules as they are, and as they will be."""
    return rules_of(connection, visit.chama_id)


def draw(visit: Visit, seen: RulesView) -> None:
    """What will change first, then chapter by chapter."""
    kit.heading(visit)
    changed_on = seen.changed_on.isoformat() if seen.changed_on else ""
    kit.says(visit, "since", founded_on=seen.founded_on.isoformat(), changed_on=changed_on)
    if seen.to_come:
        kit.section(visit, "to_come", count=len(seen.to_come))
        kit.letter(_sentences(visit, seen, seen.to_come))
    for chapter in seen.chapters:
        _draw_chapter(visit, seen, chapter)
    kit.note(visit, "how_changed")


def _draw_chapter(visit: Visit, seen: RulesView, chapter: Chapter) -> None:
    kit.section(visit, "chapter", number=chapter.number, section=chapter.section)
    kit.letter(_sentences(visit, seen, chapter.clauses))


def _sentences(visit: Visit, seen: RulesView, clauses: tuple[Clause, ...]) -> str:
    """The clauses as messages say them, one below the other."""
    facts = [one.facts() for one in clauses]
    return visit.say_message(CLAUSES, {"clauses": facts, "currency": seen.currency})
