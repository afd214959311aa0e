"""The pots: what each would pay, who is asked, and what was paid lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.conversation.clicking import Click
from bot.dashboard import kit
from bot.dashboard.kit import Cell, Worded
from bot.dashboard.visit import Visit
from bot.views.payouts import PayoutSlip, newest_payouts
from bot.views.pots import Deduction, PotStage, PotView, open_pots
from chama.constitution.clauses import number_of
from chama.money import Money
from chama.phones import mask

ORDER = 30
EVERY = 5
MOST_SLIPS = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What is still to be paid, and what was set aside lately."""

    pots: tuple[PotView, ...]
    slips: tuple[PayoutSlip, ...]


def see(connection: sa.Connection, visit: Visit) -> Seen:
    """The pots as they are now."""
    return Seen(
        open_pots(connection, visit.chama_id, visit.at),
        newest_payouts(connection, visit.chama_id, MOST_SLIPS),
    )


def draw(visit: Visit, seen: Seen) -> None:
    """What is to be paid, each with its slip; then what was."""
    kit.heading(visit)
    if not seen.pots:
        kit.nothing(visit, "none_open")
    for pot in seen.pots:
        _draw_pot(visit, pot)
    kit.section(visit, "lately")
    if not seen.slips:
        kit.nothing(visit, "none_lately")
    for slip in seen.slips:
        _draw_slip(visit, slip)


def _draw_pot(visit: Visit, pot: PotView) -> None:
    facts = {"round": pot.round, "recipient": pot.recipient}
    kit.section(visit, "pot_title", **facts)
    kit.says(
        visit,
        f"stage_{pot.stage}",
        missing_cents=pot.missing.cents,
        currency=pot.missing.currency,
        due_on=pot.due_on.isoformat() if pot.due_on else "",
        clause=number_of("payout.short_pot"),
        asked=pot.asked,
        agreed=pot.agreed,
    )
    if pot.gross:
        _draw_lines(visit, pot.gross, pot.deducted, pot.net)
    if pot.phone:
        kit.says(visit, "to_number", phone=mask(pot.phone), recipient=pot.recipient)
    if pot.missing and pot.stage is not PotStage.FILLING:
        kit.says(visit, "short", cents=pot.missing.cents, currency=pot.missing.currency)
    if pot.stage is PotStage.PAYABLE:
        click = Click(visit.chama_id, pot=pot.account, seen=pot.seen)
        name = f"pot:{pot.account}:{pot.seen}"
        kit.act(visit, visit.say("ask", **facts), name, click, is_main=True)
        if visit.may_act:
            kit.note(visit, "ask_means")


def _draw_lines(visit: Visit, gross: Money, deducted: Sequence[Deduction], net: Money) -> None:
    """The slip: what is in the pot, what is taken of it, what is sent."""
    what: list[Cell] = [Worded(visit.say("gross"))]
    amounts: list[Cell] = [gross]
    for one in deducted:
        what.append(Worded(visit.say(_why(one), number=one.round)))
        amounts.append(one.amount)
    what.append(Worded(visit.say("net")))
    amounts.append(net)
    kit.table(visit, {"line": what, "amount": amounts}, "slip_table")


def _why(one: Deduction) -> str:
    """The key of what a deduction is for."""
    if one.is_fine:
        return "less_fine"
    return "less_welfare" if one.is_welfare else "less_owed"


def _draw_slip(visit: Visit, slip: PayoutSlip) -> None:
    kit.part(visit, "pot_title", round=slip.round, recipient=slip.recipient)
    kit.says(
        visit,
        "slip_agreed",
        on=slip.on.isoformat() if slip.on else "",
        agreed=slip.agreed,
        chain=slip.chain,
    )
    _draw_lines(visit, slip.gross, slip.deducted, slip.net)
    for sent in slip.sent:
        kit.says(
            visit,
            "slip_sent",
            cents=sent.amount.cents,
            currency=sent.amount.currency,
            on=sent.on.isoformat() if sent.on else "",
            receipt=sent.receipt,
            chain=sent.chain,
        )
    if not slip.sent:
        kit.says(visit, "slip_released" if slip.is_released else "slip_waits")
