"""Who asks for the figures of somebody else: officers see them, a member is told whom to ask."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.constitution.privacy import Balances
from chama.group import Group, Person
from chama.names import names_fit

BALANCE, STATEMENT, STATUS, FINES = "balance", "statement", "member_status", "my_fines"
FIGURES = frozenset({BALANCE, STATEMENT, STATUS, FINES})


def name_in(intent: Intent) -> str:
    """Whose figures an intent asks for, as it was written; "" for the sender's own."""
    slot = "name" if intent.name == STATUS else "whose"
    return str(intent.slots.get(slot, ""))


def fitting(group: Group, name: str) -> list[Person]:
    """The members whom a name fits."""
    return [one for one in group.people if name and names_fit(name, one.name)]


def shown_to(group: Group, me: Person, intent: Intent) -> Person | None:
    """The member whose figures answer a question: who asks, or whom it names; None where that is
    not theirs to see, or nobody can be told by the name."""
    name = name_in(intent)
    if intent.name not in FIGURES or not name or names_fit(name, me.name):
        return me
    meant = fitting(group, name)
    return meant[0] if len(meant) == 1 and may_see(group, me, intent) else None


def refuse(draft: Draft, me: Person, intent: Intent) -> None:
    """Say why somebody's figures are not shown: they are private, or it is not clear whose."""
    if may_see(draft.group, me, intent):
        ask_which(draft, name_in(intent))
    else:
        officers = [officer.name for officer in draft.group.officers]
        draft.reply("figures_private", officers=", ".join(officers))


def ask_which(draft: Draft, name: str) -> None:
    """Ask whom a question means: the name is missing, nobody's, or that of several."""
    draft.reply("which_member", name=name, names=[one.name for one in fitting(draft.group, name)])


def may_see(group: Group, me: Person, intent: Intent) -> bool:
    """Whether the figures that an intent asks for are the sender's to see, whosever they are."""
    is_open = intent.name != STATEMENT and group.rules.privacy.balances is Balances.ALL
    return me.is_officer or is_open
