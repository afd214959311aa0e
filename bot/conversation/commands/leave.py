""" "I want to leave the chama": nothing changes by it; the member and the officers know it all."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.rota import day_in_nairobi
from chama.standing import owed_cents

INTENTS = ("leave",)

LONGEST_QUOTE = 80  # characters of what a member wrote


def decide(draft: Draft, intent: Intent) -> None:
    """Each officer but the sender hears of it once a day, in the sender's words: whoever is
    misunderstood is so in sight of all. What becomes of the money is the group's to decide."""
    me, group = draft.situation.me, draft.group
    if me is None:
        draft.reply("unknown")
        return
    figures = {
        "left_cents": owed_cents(draft.balances, me.code),
        "advance_cents": entries.advance_of(draft.balances, ROTATION, me.code),
        "office": me.office.value if me.office is not None else "",
    }
    words = " ".join(draft.cause.text.split())[:LONGEST_QUOTE]
    told = [officer for officer in group.officers if officer != me]
    key = f"leaves:{group.id}:{me.code}:{day_in_nairobi(draft.now).isoformat()}"
    for officer in told:
        facts = {"member_name": me.name, "text": words, **figures}
        draft.tell(officer, "wants_to_leave", facts, key=f"{key}:{officer.code}")
    draft.reply("leaving", name=me.name, is_told=bool(told), **figures)
