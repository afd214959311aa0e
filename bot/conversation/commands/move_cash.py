""" "I gave Otieno 2,000 of the chama's money", "nimempa Otieno 2000 za chama": cash changes hands.

It is nobody's contribution: who takes it answers for it from then on, and says yes.
"""

from __future__ import annotations

from bot.conversation import agreeing, moves
from bot.conversation.by_word import amount_cents
from bot.conversation.commands.paid_cash import named_officer
from bot.conversation.draft import Draft
from bot.conversation.moves import Move
from bot.understanding import Intent

INTENTS = ("move_cash",)
NEEDS = ("recent",)


def decide(draft: Draft, intent: Intent) -> None:
    """Between officers only: the group's cash is in no plain member's hand."""
    me, cents = draft.situation.me, amount_cents(intent)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
        return
    if cents is None:
        draft.reply("say_amount")
        return
    giver_name, taker_name = (str(intent.slots.get(slot, "")) for slot in ("name", "to"))
    giver = named_officer(draft, giver_name) if giver_name else me
    taker = named_officer(draft, taker_name) if taker_name else me
    if giver is None or taker is None or giver == taker:
        draft.reply("officers_hold_cash", officers=agreeing.names(draft.group.officers))
    else:
        moves.tell(draft, me, Move(moves.in_hand(giver), moves.in_hand(taker), cents))
