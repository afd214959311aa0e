"""A phone that is not the member's: from then on it is nobody of the group, until it says START.

It is asked nothing, agrees to nothing and learns nothing; what was asked there is asked of others,
and what the member must know is told to an officer instead.
"""

from __future__ import annotations

from bot.conversation import agreeing
from bot.conversation.draft import Draft
from bot.conversation.effects import NoteWrongNumber, SetOptOut
from bot.understanding.answers import Asked, Said, read_answer
from bot.understanding.own_number import names_only
from chama.group import Person

SAID_TO_ANYBODY = frozenset({"wrong_person", "nobodys_phone", "stopped"})
"""All that goes out to such a phone, whatever else waits to be sent to it."""


def note(draft: Draft, member: Person) -> None:
    """Whoever writes is not this member: every other officer hears of it."""
    draft.add(NoteWrongNumber(member.code, is_wrong=True))
    is_told = draft.group.officer_besides(member.code) is not None
    is_in_others = len(draft.situation.groups) > 1
    draft.reply("wrong_person", is_told=is_told, several=is_in_others)
    draft.disown(member)
    for officer in draft.group.officers:
        draft.tell(officer, "wrong_number", {"member_name": member.name})
    for question in draft.situation.questions:
        if question.address == member.phone and not draft.is_closed(question):
            agreeing.unreachable(draft, question)


def answer_in(draft: Draft, member: Person) -> Said | None:
    """What a text answers to whether the number is the member's after all: a yes, their name and
    nothing else, or a no; None for any other text. An officer's is theirs on no bare yes, as money
    goes out on their word."""
    if names_only(draft.cause.text, member.name):
        return Said.YES
    answer = read_answer(draft.cause.text, draft.cause.button, Asked(is_yes_no=True))
    heard = (Said.NO,) if member.is_officer else (Said.YES, Said.NO)
    return answer.said if answer is not None and answer.said in heard else None


def take_back(draft: Draft, member: Person) -> None:
    """START: it is the member's after all, as the phone says; the officers hear of that too."""
    draft.add(NoteWrongNumber(member.code, is_wrong=False))
    draft.add(SetOptOut(False))
    draft.reply("started")
    for officer in draft.group.officers:
        draft.tell(officer, "number_is_theirs", {"member_name": member.name})
