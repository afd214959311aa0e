""" "use the Amani group", "switch": the sender speaks about another of their groups."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.group_names import called
from bot.conversation.meaning import is_meant
from bot.conversation.questions import which_chama
from bot.understanding import Intent

INTENTS = ("switch_group",)


def decide(draft: Draft, intent: Intent) -> None:
    """The group that is named; of two the other one, where none is; else it is asked which one, as
    it is where words only seem to want another."""
    groups = draft.situation.groups
    fitting = called(str(intent.slots.get("group", "")), [name for _, name in groups])
    meant = ([groups[at] for at in fitting] or _others(draft)) if is_meant(draft, intent) else []
    if not groups:
        draft.reply("one_group")
        return
    waiting, is_money = which_chama.withdraw(draft)
    if len(meant) == 1 and not intent.is_guess:
        which_chama.choose(draft, *meant[0], waiting)
    else:
        several = meant if len(meant) > 1 else groups
        which_chama.ask(draft, several, waiting, is_money=is_money)


def _others(draft: Draft) -> list[tuple[int, str]]:
    """The groups besides the one that is spoken about; none where that is not known."""
    group = draft.situation.group
    return [one for one in draft.situation.groups if group is not None and one[0] != group.id]
