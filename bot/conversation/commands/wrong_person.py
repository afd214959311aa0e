""" "wrong number", "hii si namba ya Otieno": whoever has the phone is another than we think."""

from __future__ import annotations

from bot.conversation import wrong_number
from bot.conversation.draft import Draft
from bot.conversation.effects import EndSessions
from bot.conversation.situation import SIGNED_IN
from bot.understanding import Intent, not_here
from chama.group import Person
from chama.names import names_fit

INTENTS = ("wrong_person",)
BARE = 3  # words, as "it's not me"
NEEDS = ("payments", SIGNED_IN)


def decide(draft: Draft, intent: Intent) -> None:
    """Nobody is struck off by words that may mean something else or somebody else, nor who is known
    by this number: an officer, or who has paid. They are asked by number first. A bare
    "not me" while a browser is signed in answers our notice of that, and ends it."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
    elif draft.situation.browsers and len(draft.cause.text.split()) <= BARE:
        draft.add(EndSessions(me.phone))
        draft.reply("dashboard_stopped")
    elif intent.sure and _means(draft, me) and not (me.is_officer or draft.situation.payments):
        wrong_number.note(draft, me)
    else:
        details = {"member_name": me.name}
        draft.ask_at_once("whose_number", me, f"whose_number:{draft.cause.key}", details)


def _means(draft: Draft, me: Person) -> bool:
    """Whether who is named as not being here, if anybody is, is the member that we write to."""
    name = not_here(draft.cause.text, [one.name for one in draft.group.people])
    return not name or names_fit(name, me.name)
