"""What a member says to the group rather than to us: late, absent, wrong: an officer is told."""

from __future__ import annotations

from bot.conversation import agreeing, fining
from bot.conversation.draft import Draft
from bot.conversation.owed_lines import open_fines
from bot.understanding import Intent, disputes_fine
from chama.group import Person
from chama.rota import day_in_nairobi

INTENTS = ("late_notice", "apology", "dispute")
NEEDS = ("absence_fines",)

LONGEST_QUOTE = 200  # characters of what a member wrote


def decide(draft: Draft, intent: Intent) -> None:
    """In the member's own words, to an officer who is not the sender; said once a day.

    A complaint goes to every officer: it may be about one of them.
    """
    me = draft.situation.me
    if me is None:
        draft.reply("pass_on", officer="")
    elif intent.name != "dispute":
        _pass_on(draft, me, _others(draft, me)[:1])
    elif not _fine_is_disputed(draft, me):
        complain(draft, me)


def complain(draft: Draft, me: Person) -> None:
    """Every officer reads the words of who objects to something."""
    _pass_on(draft, me, _others(draft, me))


def _others(draft: Draft, me: Person) -> list[Person]:
    return [one for one in draft.group.officers if one != me]


def _pass_on(draft: Draft, me: Person, told: list[Person]) -> None:
    for officer in told:
        _quote(draft, me, officer)
    draft.reply("pass_on", officer=agreeing.names(told))


def _fine_is_disputed(draft: Draft, me: Person) -> bool:
    """Whether it is about a fine that the sender owes: then others decide if it is let off."""
    fines = open_fines(draft.balances, me.code)
    if not fines or not disputes_fine(draft.cause.text):
        return False
    fining.ask_to_let_off(draft, me, fines, draft.cause.text)
    return True


def _quote(draft: Draft, me: Person, officer: Person) -> None:
    words = " ".join(draft.cause.text.split())[:LONGEST_QUOTE]
    day = day_in_nairobi(draft.now).isoformat()
    key = f"says:{draft.group.id}:{me.code}:{officer.code}:{day}:{words}"
    draft.tell(officer, "member_says", {"member_name": me.name, "text": words}, key=key)
