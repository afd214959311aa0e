"""Who asks for the figures of somebody else: officers see them, a member is told whom to ask."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.constitution.privacy import Balances
from chama.group import Group, Person
from chama.names import names_fit

BALANCE, STATEMENT = "balance", "statement"


def shown_to(group: Group, me: Person, intent: Intent) -> Person | None:
    """The member whose figures answer a question: who asks, or whom it names; None where that is
    not theirs to see, or nobody can be told by the name."""
    name = str(intent.slots.get("whose", ""))
    if intent.name not in (BALANCE, STATEMENT) or not name or names_fit(name, me.name):
        return me
    fitting = [one for one in group.people if names_fit(name, one.name)]
    may_see = len(fitting) == 1 and _may_see(group, me, intent)
    return fitting[0] if may_see else None


def refuse(draft: Draft, me: Person, intent: Intent) -> None:
    """Say why somebody's figures are not shown: they are private, or it is not clear whose."""
    if _may_see(draft.group, me, intent):
        draft.reply("name_unclear", name=str(intent.slots["whose"]))
    else:
        officers = [officer.name for officer in draft.group.officers]
        draft.reply("figures_private", officers=", ".join(officers))


def _may_see(group: Group, me: Person, intent: Intent) -> bool:
    is_open = intent.name == BALANCE and group.rules.privacy.balances is Balances.ALL
    return me.is_officer or is_open
