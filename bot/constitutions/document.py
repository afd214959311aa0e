"""A group's constitution as the document that its register asks for, clauses numbered.

The chapters stand in the order of the Second Schedule of the Community Groups Registration Act
(No. 30 of 2022): name, purpose, address, goal, objectives, values, activities, membership, office
bearers, finances, assets, records, meetings, disputes, amendment, dissolution. Phone numbers are
left out, as the Act keeps members' details confidential.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from bot.render import template_environment
from chama.constitution import Office, Rules
from chama.constitution.clauses import Clause, chapter, clause
from chama.constitution.over_time import with_changes
from chama.group import OFFICE_ORDER, Group

FEWEST_MEMBERS: Final = 10
"""Of a group that registers. Source: mwakili.com's plain text of the Act; facts/domain.md 2.9."""

CHAPTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (),
    "purpose": ("purpose.purpose",),
    "address": (
        "purpose.address",
        "purpose.postal_address",
        "purpose.county",
        "purpose.registration",
    ),
    "goal": ("purpose.goal",),
    "objectives": ("purpose.objectives",),
    "values": ("purpose.values",),
    "activities": ("purpose.activities",),
    "membership": ("articles.membership", "articles.leaving", "articles.discipline"),
    "office": ("articles.office", "articles.tenure"),
    "contributions": ("rotation", "allocation"),
    "payouts": ("payout",),
    "fines": ("fines",),
    "welfare": ("welfare",),
    "expenses": ("expenses",),
    "approvals": ("approvals",),
    "accounts": ("articles.accounts", "evidence", "abroad"),
    "assets": ("articles.assets",),
    "records": ("articles.records", "messages", "privacy"),
    "meetings": ("meetings",),
    "disputes": ("articles.disputes",),
    "amendment": ("amendment",),
    "dissolution": ("articles.dissolution",),
}
"""The rules of each chapter: single ones by path, sections whole."""

Facts = dict[str, object]


def document(group: Group, today: date, language: str, templates: Path) -> str:
    """The whole constitution with what it lacks, in a language that has templates.

    Changes that wait for their day stand under their clauses.
    """
    template = template_environment(templates).get_template(f"{language}/_document.txt")
    text = template.render(facts(group, today), language=language, look="document")
    return text.strip() + "\n"


def facts(group: Group, today: date) -> Facts:
    """What the document is written from."""
    clauses = {
        name: with_changes(group.rules, group.changes, _clauses(group.rules, paths))
        for name, paths in CHAPTERS.items()
    }
    held = {person.office: person for person in group.people if person.office is not None}
    return {
        "chama": group.name,
        "currency": group.currency,
        "on": today.isoformat(),
        "chapters": [
            {"name": name, "clauses": [one.facts() for one in own if not one.is_silent]}
            for name, own in clauses.items()
        ],
        "people": [{"name": one.name, "seats": list(one.seats)} for one in group.people],
        "officers": [
            {"office": str(office), "name": held[office].name}
            for office in OFFICE_ORDER
            if office in held
        ],
        "collectors": [
            {
                "kind": str(one.kind),
                "name": one.name,
                "holder": group.name_of(one.holder),
                "currency": one.currency,
            }
            for one in group.collectors
        ],
        "vacant": [str(office) for office in Office if office not in held],
        "is_small": len(group.people) < FEWEST_MEMBERS,
        "silent": [one.facts() for own in clauses.values() for one in own if one.is_silent],
    }


def _clauses(rules: Rules, paths: tuple[str, ...]) -> list[Clause]:
    found: list[Clause] = []
    for path in paths:
        found += [clause(rules, path)] if "." in path else chapter(rules, path)
    return found
