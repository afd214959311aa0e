"""The pots: what each would pay, who is asked, and what was paid lately."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.conversation.clicking import Click
from bot.dashboard import kit
from bot.dashboard.kit import Cell, Worded
from bot.dashboard.visit import Visit
from bot.views.payouts import PayoutSlip, newest_payouts
from bot.views.pots import Deduction, PotStage, PotView, open_pots
from chama.constitution.clauses import number_of
from chama.standing import as_dialled

ORDER = 30
EVERY = 5
MOST_SLIPS = 6

LESS_OWN = "less_own"


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
        is_filling = pot.stage is PotStage.FILLING
        _draw_lines(visit, pot, "net_so_far" if is_filling else "net")
    if pot.phone:
        kit.says(visit, "to_number", phone=_masked(pot.phone), recipient=pot.recipient)
    if pot.missing and pot.stage is not PotStage.FILLING:
        kit.says(visit, "short", cents=pot.missing.cents, currency=pot.missing.currency)
    if pot.stage is PotStage.PAYABLE:
        click = Click(visit.chama_id, pot=pot.account, seen=pot.seen)
        name = f"pot:{pot.account}:{pot.seen}"
        kit.act(visit, visit.say("ask", **facts), name, click, is_main=True)
        if visit.may_act:
            kit.note(visit, "ask_means")


def _masked(phone: str) -> str:
    """A number as M-Pesa shows it."""
    dialled = as_dialled(phone)
    return f"{dialled[:4]}***{dialled[-3:]}"


def _draw_lines(visit: Visit, of: PotView | PayoutSlip, net: str) -> None:
    """The slip: what is in the pot, what is taken of it, what is sent. The receiver's own share of
    the round counts as in the pot until it is taken from it, and that is said. net: the key of what
    is left."""
    reasons = [_why(one, of.round) for one in of.deducted]
    what: list[Cell] = [Worded(visit.say("gross_with_own" if LESS_OWN in reasons else "gross"))]
    amounts: list[Cell] = [of.gross]
    for why, one in zip(reasons, of.deducted, strict=True):
        what.append(Worded(visit.say(why, number=one.round)))
        amounts.append(one.amount)
    what.append(Worded(visit.say(net)))
    amounts.append(of.net)
    kit.table(visit, {"line": what, "amount": amounts}, "slip_table")


def _why(one: Deduction, number: int) -> str:
    """The key of what a deduction from the pot of that round is for."""
    if one.is_fine:
        return "less_fine"
    if one.is_welfare:
        return "less_welfare"
    return LESS_OWN if one.round == number else "less_owed"


def _draw_slip(visit: Visit, slip: PayoutSlip) -> None:
    kit.part(visit, "pot_title", round=slip.round, recipient=slip.recipient)
    kit.says(
        visit,
        "slip_agreed",
        on=slip.on.isoformat() if slip.on else "",
        agreed=slip.agreed,
        chain=slip.chain,
    )
    _draw_lines(visit, slip, "net")
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
