"""Money was set aside to be sent, and what stands behind it has gone: who would send it is warned.

An agreement does not lapse by itself when M-Pesa takes a payment back, or officers do: somebody may
have sent it already. It is for the officers to cancel it, and to send nothing until then.
"""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from chama import pots
from chama.entries import ROTATION, WELFARE

FUNDS = (ROTATION, WELFARE)
"""Out of which members are paid."""


def warn(draft: Draft) -> None:
    """After a decision: officers hear of what is set aside and not there any more, or doubted."""
    if draft.situation.group is None:
        return
    is_doubted = draft.is_pot_contested and not draft.was_pot_contested
    for fund in FUNDS:
        waiting = [(one, cents) for one, cents in pots.payables(draft.balances) if one.fund == fund]
        missing_cents = _newly_missing_cents(draft, fund)
        if waiting and (is_doubted or missing_cents):
            names = [draft.group.name_of(one.owner) for one, _ in waiting]
            facts: Facts = {
                "names": ", ".join(dict.fromkeys(filter(None, names))),
                "amount_cents": sum(cents for _, cents in waiting),
                "missing_cents": missing_cents,
            }
            draft.tell_officers("send_nothing_yet", facts)


def _newly_missing_cents(draft: Draft, fund: str) -> int:
    """How much less lies in a fund than was set aside in it, where this decision made it so."""
    before = pots.set_aside_cents(draft.situation.balances, fund)
    now = pots.set_aside_cents(draft.balances, fund)
    missing_cents = pots.missing_cents(draft.balances, fund)
    is_more = missing_cents > pots.missing_cents(draft.situation.balances, fund)
    return missing_cents if is_more and now <= before else 0
