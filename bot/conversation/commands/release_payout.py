""" "cancel Achieng's payout": what was agreed and not sent goes back, when another agrees."""

from __future__ import annotations

from bot.conversation import agreeing
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.proposals import release
from bot.understanding import Intent
from chama.names import names_fit

INTENTS = ("release_payout",)


def decide(draft: Draft, intent: Intent) -> None:
    """Ask another officer; only of what is set aside and was not sent."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    fitting = [one for one in draft.group.people if name and names_fit(name, one.name)]
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif len(fitting) != 1:
        draft.reply("name_unclear", name=name)
    elif reserved := payouts.reserved_for(draft, fitting[0]):
        release.propose(draft, me, reserved[0])
    else:
        draft.reply("nothing_to_release", recipient=fitting[0].name)
