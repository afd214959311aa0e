"""What officers are told of an imported statement: counts, and the first codes to look at."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.conversation.effects import Facts, Purpose
from bot.importing.imported import Imported
from bot.store import outbox
from bot.store.outbox import NewMessage, Part
from chama.group import Person

TEMPLATE = "statement_imported"
MOST_CODES = 5  # in a message; the report has all


def queue_summary(
    connection: sa.Connection,
    imported: Imported,
    content_id: str,
    now: datetime,
    asked_by: str = "",
) -> None:
    """Tell every officer, once for what a statement says; the one who asked is answered instead."""
    group, facts = imported.group, summary_facts(imported)
    told = [officer for officer in group.officers if officer.phone != asked_by]
    messages = [_message(group.id, officer, content_id, facts) for officer in told]
    outbox.queue(connection, messages, now)


def _message(chama_id: int, officer: Person, content_id: str, facts: Facts) -> NewMessage:
    return NewMessage(
        key=f"statement:{chama_id}:{content_id}:{officer.phone}",
        address=officer.phone,
        parts=(Part(TEMPLATE, facts),),
        purpose=Purpose.EVENT,
        chama_id=chama_id,
        member=officer.code,
    )


def summary_facts(imported: Imported) -> Facts:
    """The values of the summary's template."""
    plan, days = imported.plan, imported.days
    recorded = [one.receipt for one in plan.proposals if one.owners]
    findings = [{"kind": str(one.kind), "code": one.code} for one in plan.look_at]
    return {
        "chama": imported.group.name,
        "currency": imported.group.currency,
        "first_on": days[0].isoformat() if days else "",
        "last_on": days[1].isoformat() if days else "",
        "matched": plan.matched,
        "recorded": len(recorded),
        "recorded_cents": sum(one.amount.cents for one in recorded if one.amount),
        "waiting": len(plan.proposals) - len(recorded),
        "taken_back": len(plan.taken_back),
        "asked": len(plan.sent_out),
        "private": plan.private,
        "before": plan.before_the_rounds,
        "findings": findings[:MOST_CODES],
        "more": max(0, len(findings) - MOST_CODES),
    }
