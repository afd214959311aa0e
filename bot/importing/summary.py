"""What officers are told of an imported statement: counts, and the first codes to look at."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.conversation.effects import Facts, Purpose
from bot.importing.imported import Imported
from bot.store import outbox
from bot.store.outbox import NewMessage, Part

TEMPLATE = "statement_imported"
MOST_CODES = 5  # in a message; the report has all


def queue_summary(
    connection: sa.Connection,
    imported: Imported,
    content_id: str,
    now: datetime,
    *,
    stood: str = "",
    but: str = "",
    also: str = "",
) -> None:
    """Tell every officer, once for what a statement says and who stood for it.

    stood: the names of those who agreed to it, "" for none. but: an officer's address who is told
    in another way. also: the address from which it came, where it is no officer's.
    """
    group, facts = imported.group, summary_facts(imported, stood)
    told = {officer.phone: officer.code for officer in group.officers if officer.phone != but}
    outbox.queue(
        connection,
        [
            NewMessage(
                key=f"statement:{group.id}:{content_id}:{address}",
                address=address,
                parts=(Part(TEMPLATE, facts),),
                purpose=Purpose.DUTY,
                chama_id=group.id,
                member=member,
            )
            for address, member in ({also: ""} | told if also else told).items()
        ],
        now,
    )


def summary_facts(imported: Imported, stood: str = "") -> Facts:
    """The values of the summary's template."""
    plan, days, findings = imported.plan, imported.days, findings_of(imported)
    recorded = [one.receipt for one in plan.proposals if one.owners]
    return {
        "chama": imported.group.name,
        "currency": imported.group.currency,
        "stood": stood,
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


def findings_of(imported: Imported) -> list[dict[str, str]]:
    """What people have to look at, the loudest first."""
    return [{"kind": str(one.kind), "code": one.code} for one in imported.plan.look_at]
