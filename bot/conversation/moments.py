"""Who tells of a loss, an illness, a birth or a feast gets a kind word, and no claim by that alone.

Welfare is asked for what is the writer's own, once they choose it by number or say that they want
help. Of others nothing is put to anybody before who wrote it agrees.
"""

from __future__ import annotations

from bot.conversation import answering, said, welfare
from bot.conversation.draft import Draft
from bot.conversation.welfare import LONGEST_WORDS, Claim
from bot.understanding import Intent
from bot.understanding.events import event_in
from bot.understanding.moments import TALK, WELL, Moment, moment_in
from bot.understanding.opting_out import shrugs
from chama.group import Person

_SHRUGS = frozenset({"leave_it", "confirm_no"})
_ALWAYS = frozenset({"unknown", "welfare_claim", "thanks", "greeting"}) | _SHRUGS
_IF_UNSURE = frozenset({
    "welfare_contribute", "pay_for", "member_status",
})  # fmt: skip
"""As what such words are misread where they are not sure."""

_OF_FINES = frozenset({"dispute", "my_fines", "fine_member", "waive"})
"""As what "it is fine" is misread."""

_SAID_AT_ONCE = frozenset({"prayer", "feast", "condolence", "well"})
_LOSSES = frozenset({"bereavement", "hospital", "disaster"})
_ANNOUNCE = "announce"


def take(draft: Draft, intent: Intent) -> bool:
    """Say what a warm treasurer would; whether there was such a moment, and nothing else in it."""
    me = draft.situation.me
    if me is None or intent.also or not _may_be_moment(intent, me):
        return False
    if answering.in_front(draft) is not None and intent.name not in _ALWAYS:
        return False
    if answering.in_front(draft) is None and shrugs(draft.cause.text):
        draft.reply("shrugged")
        return True
    moment = moment_in(draft.cause.text, [one.name for one in draft.group.people])
    if moment is None or (moment.asks_help and intent.name != _ANNOUNCE):
        return False
    if intent.name in _OF_FINES and moment.kind != WELL:
        return False
    if moment.kind == TALK:
        draft.reply("only_talk")
        return True
    if moment.kind in _SAID_AT_ONCE:
        _say(draft, me, moment)
        return True
    if intent.name == _ANNOUNCE:
        return moment.is_mine and _tell_officers(draft, me, moment)
    if moment.members:
        is_loss = moment.kind in _LOSSES and not (intent.name == "welfare_claim" and me.is_officer)
        return is_loss and _tell_officers(draft, me, moment)
    is_talk = intent.name in _ALWAYS or moment.wants_none
    if is_talk and (not moment.is_mine or moment.wants_none):
        _say(draft, me, moment)
        return True
    return intent.name in _ALWAYS and _offer(draft, me, moment)


def _may_be_moment(intent: Intent, me: Person) -> bool:
    is_unsure = intent.name in _IF_UNSURE and (intent.is_guess or not intent.sure)
    is_notice = intent.name == _ANNOUNCE and not me.is_officer
    return intent.name in _ALWAYS | _OF_FINES or is_unsure or is_notice


def _say(draft: Draft, me: Person, moment: Moment) -> None:
    draft.reply("moment", name=me.name, kind=moment.kind, is_own=moment.is_mine)


def _tell_officers(draft: Draft, me: Person, moment: Moment) -> bool:
    """A kind word, and whether the officers are to read it."""
    _say(draft, me, moment)
    said.ask_first(draft, me, Intent("tell_officers", by_rules="unknown"))
    return True


def _offer(draft: Draft, me: Person, moment: Moment) -> bool:
    """Which of the group's events it is, by number; a word alone where the rules know none."""
    text = draft.cause.text
    event = event_in(text)
    events = welfare.fitting(draft.group.rules.welfare.events, event, text)
    if not events and moment.kind not in _LOSSES:
        _say(draft, me, moment)
        return True
    words = " ".join(text.split())[:LONGEST_WORDS]
    welfare.ask_which(draft, me, Claim(me, event.kind, "", None, words), events)
    return True
