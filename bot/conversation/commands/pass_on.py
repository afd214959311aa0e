"""What a member says to the group rather than to us: late, absent, wrong: an officer is told."""

from __future__ import annotations

from bot.conversation import agreeing
from bot.conversation.draft import Draft
from bot.conversation.effects import SetOptOut
from bot.understanding import Intent
from chama.group import Person
from chama.rota import day_in_nairobi

INTENTS = ("late_notice", "apology", "dispute", "wrong_person")

LONGEST_QUOTE = 200  # characters of what a member wrote


def decide(draft: Draft, intent: Intent) -> None:
    """In the member's own words, to an officer who is not the sender; said once a day.

    A complaint goes to every officer: it may be about one of them.
    """
    me = draft.situation.me
    officers = [one for one in draft.group.officers if one != me]
    if me is None or not officers:
        draft.reply("pass_on", officer="")
    elif intent.name == "wrong_person":
        _note_wrong_number(draft, me)
    else:
        told = officers if intent.name == "dispute" else officers[:1]
        for officer in told:
            _quote(draft, me, officer)
        draft.reply("pass_on", officer=agreeing.names(told))


def _quote(draft: Draft, me: Person, officer: Person) -> None:
    words = " ".join(draft.cause.text.split())[:LONGEST_QUOTE]
    day = day_in_nairobi(draft.now).isoformat()
    key = f"says:{draft.group.id}:{me.code}:{officer.code}:{day}:{words}"
    draft.tell(officer, "member_says", {"member_name": me.name, "text": words}, key=key)


def _note_wrong_number(draft: Draft, me: Person) -> None:
    """What is a member's own goes to this number no more, and the officers put it right.

    What was asked there is asked of others.
    """
    draft.add(SetOptOut(True))
    draft.reply("wrong_person")
    for question in draft.situation.questions:
        if question.address == me.phone and not draft.is_closed(question):
            agreeing.unreachable(draft, question)
    for officer in draft.group.officers:
        if officer != me:
            draft.tell(officer, "wrong_number", {"member_name": me.name})
