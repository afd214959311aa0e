"""The round that runs: who has paid, what waits for proof, who is late, how full the pot is."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from bot.dashboard import kit
from bot.dashboard.kit import Bar
from bot.dashboard.visit import Visit
from bot.views.round import RoundView, Share, Stands, running_round

ORDER = 10
EVERY = 30


def see(connection: sa.Connection, visit: Visit) -> RoundView | None:
    """The round, None before the first."""
    return running_round(connection, visit.chama_id)


def draw(visit: Visit, seen: RoundView | None) -> None:
    """The pot first, then who waits for an officer, then who is late, then everybody."""
    kit.heading(visit)
    if seen is None:
        kit.nothing(visit, "none_yet")
        return
    _draw_pot(visit, seen)
    _draw_waiting(visit, seen)
    _draw_late(visit, seen)
    kit.section(visit, "everybody")
    kit.bars([_bar(visit, seen, share) for share in seen.shares])


def _draw_pot(visit: Visit, seen: RoundView) -> None:
    kit.figures(
        [
            (visit.say("round"), visit.say("round_number", number=seen.number)),
            (visit.say("paid"), visit.say("paid_count", of=seen.member_count, n=seen.paid_count)),
            (visit.say("due"), visit.say("due_on", on=seen.due_on.isoformat())),
        ]
    )
    pot = visit.say(
        "pot",
        cents=seen.collected.cents,
        of_cents=seen.expected.cents,
        currency=seen.expected.currency,
        recipient=seen.recipient.split(", "),
    )
    kit.bars([Bar(seen.collected.cents, seen.expected.cents, pot)])


def _draw_waiting(visit: Visit, seen: RoundView) -> None:
    """Those who say that they paid: an officer's look at the phone that collects settles it."""
    shares = seen.that(Stands.WAITING, visit.today)
    kit.section(visit, "waiting_title", count=len(shares))
    if not shares:
        kit.nothing(visit, "waiting_none")
        return
    columns: dict[str, Sequence[kit.Cell]] = {
        "member": [one.name for one in shares],
        "owes": [one.owed + one.arrears for one in shares],
        "says": [one.said if one.said.cents else ", ".join(one.codes) for one in shares],
    }
    kit.table(visit, columns, "waiting_table")


def _draw_late(visit: Visit, seen: RoundView) -> None:
    is_over = seen.is_over(visit.today)
    shares = seen.that(Stands.LATE, visit.today)
    kit.section(visit, "late_title", count=len(shares))
    if not shares:
        kit.nothing(visit, "late_none")
        return
    columns: dict[str, Sequence[kit.Cell]] = {
        "member": [one.name for one in shares],
        "late_with": [one.late(is_over=is_over) for one in shares],
    }
    kit.table(visit, columns, "late_table")


def _bar(visit: Visit, seen: RoundView, share: Share) -> Bar:
    is_over = seen.is_over(visit.today)
    says = visit.say(
        f"bar_{share.stands(is_over=is_over)}",
        name=share.name,
        cents=share.paid.cents,
        of_cents=share.due.cents,
        said_cents=share.said.cents,
        late_cents=share.late(is_over=is_over).cents,
        currency=share.due.currency,
    )
    return Bar(share.paid.cents, share.due.cents, says)
