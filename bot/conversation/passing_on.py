"""Words for a member that are no reminder of what they owe, and reminders that leave one out.

A reminder that goes out says what is owed and nothing else: to a member who has just paid, or who
mourns, it would say the opposite of what was meant.
"""

from __future__ import annotations

from bot.conversation.by_word import named_member
from bot.conversation.draft import Draft
from bot.conversation.questions import did_you_mean
from bot.understanding import Intent
from bot.understanding.passing_on import Passing, passing_in
from chama.group import Person

_MAY_PASS_ON = frozenset({
    "remind_all", "remind_one", "ask_to_pay", "unknown", "leave_it", "thanks", "greeting",
    "member_status", "announce",
})  # fmt: skip
"""As what such words are read."""

_REMINDING = frozenset({"remind_all", "remind_one", "leave_it", "unknown", "announce"})


def take(draft: Draft, intent: Intent) -> bool:
    """Answer words that would have something else passed on than a reminder; whether they do."""
    me = draft.situation.me
    if me is None or intent.name not in _MAY_PASS_ON or intent.also:
        return False
    passing = passing_in(draft.cause.text, [one.name for one in draft.group.people])
    if passing is None:
        return False
    if passing.is_other:
        return _tell_who_is_told_what(draft, me, intent, passing)
    if intent.name not in _REMINDING:
        return False
    if passing.is_silence:
        return _tell_how_silence_comes(draft, passing)
    return _offer(draft, passing)


def _tell_who_is_told_what(draft: Draft, me: Person, intent: Intent, passing: Passing) -> bool:
    """What goes out and what does not; a notice to all is read as one before this."""
    people = [named_member(draft, name) for name in passing.meant]
    if intent.name == "announce" or None in people:
        return False
    name = ", ".join(one.name for one in people if one is not None)
    draft.reply("not_passed_on", name=name, officer=me.is_officer)
    return True


def _tell_how_silence_comes(draft: Draft, passing: Passing) -> bool:
    people = [named_member(draft, name) for name in passing.meant]
    if len(people) != 1 or people[0] is None:
        return False
    draft.reply("not_reminded", name=people[0].name)
    return True


def _offer(draft: Draft, passing: Passing) -> bool:
    """The reminder of the others, by number; nobody who is left out gets one."""
    if any(named_member(draft, name) is None for name in (*passing.meant, *passing.left_out)):
        return False
    slots: dict[str, object] = {"but": passing.left_out} if passing.left_out else {}
    if passing.meant:
        slots = {"name": passing.meant[0], "names": passing.meant}
    reminder = Intent("remind_one" if passing.meant else "remind_all", slots, sure=False)
    return did_you_mean.offer(draft, reminder)
