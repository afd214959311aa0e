"""Whether money that is in the book may leave it again: then no pot is paid meanwhile.

A reversal that is claimed is such a thing, a payment that somebody asks to give back, and one that
is on its way back.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.effects import Effect, OrderMoney, Propose, Settle, SettleOrder
from bot.conversation.money_api import OrderKind
from bot.conversation.situation import Situation

REVERSAL, GIVE_BACK = "reversal", "give_back"
_KINDS = (REVERSAL, GIVE_BACK)


def was_so(situation: Situation) -> bool:
    """Whether that is so before anything is decided."""
    return is_so_after(situation, ())


def is_so_after(situation: Situation, effects: Sequence[Effect]) -> bool:
    """Whether that is so once these things are caused."""
    settled = {one.proposal_id for one in effects if isinstance(one, Settle)}
    put = (one.kind for one in effects if isinstance(one, Propose))
    asked = (one.kind for one in situation.proposals if one.id not in settled)
    return any(kind in _KINDS for kind in (*put, *asked)) or _is_returning(situation, effects)


def _is_returning(situation: Situation, effects: Sequence[Effect]) -> bool:
    """Whether a payment is on its way back, or ordered to be."""
    ended = {one.order_id for one in effects if isinstance(one, SettleOrder)}
    ordered = (one.kind for one in effects if isinstance(one, OrderMoney))
    going = (one.kind for one in situation.orders if one.is_open and one.id not in ended)
    return OrderKind.RETURN in (*ordered, *going)
