""" "use the Amani group": the sender speaks about another of their groups."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import ChooseGroup
from bot.understanding import Intent

INTENTS = ("switch_group",)
NEEDS = ("groups",)


def decide(draft: Draft, intent: Intent) -> None:
    """The one group whose name has the words said; where it is not one, how to name it."""
    wanted = str(intent.slots.get("group", "")).casefold()
    fitting = [
        (chama_id, name)
        for chama_id, name in draft.situation.groups
        if wanted and wanted in name.casefold()
    ]
    if len(fitting) == 1:
        draft.add(ChooseGroup(fitting[0][0]))
        draft.reply("group_chosen", group=fitting[0][1])
    else:
        names = [name for _, name in draft.situation.groups]
        draft.reply("your_groups", groups=", ".join(names), example=names[-1] if names else "")
