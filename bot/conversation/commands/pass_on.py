"""What a member says to the group rather than to us: late, absent, wrong: officers are told."""

from __future__ import annotations

from bot.conversation import agreeing, fining, said
from bot.conversation.draft import Draft
from bot.conversation.owed_lines import open_fines
from bot.understanding import Intent, disputes_fine
from chama.group import Person

INTENTS = ("late_notice", said.APOLOGY, "dispute")
NEEDS = ("absence_fines",)


def decide(draft: Draft, intent: Intent) -> None:
    """A complaint goes to every officer at once, the rest to one of them with the morning list.

    What is only guessed of a text reaches nobody before its writer says so.
    """
    me = draft.situation.me
    if me is None:
        draft.reply("pass_on", officer="")
    elif intent.is_guess:
        said.ask_first(draft, me, intent)
    elif intent.name != "dispute":
        said.keep(draft, me, intent.name)
    elif not _fine_is_disputed(draft, me):
        told = said.put_at_once(draft, me, intent.name)
        draft.reply("pass_on", officer=agreeing.names(told))


def _fine_is_disputed(draft: Draft, me: Person) -> bool:
    """Whether it is about a fine that the sender owes: then others decide if it is let off."""
    fines = open_fines(draft.balances, me.code)
    if not fines or not disputes_fine(draft.cause.text):
        return False
    fining.ask_to_let_off(draft, me, fines, draft.cause.text)
    return True
