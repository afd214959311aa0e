""" "wrong number", "hii si namba ya Otieno": whoever has the phone is another than we think."""

from __future__ import annotations

from bot.conversation import answering, wrong_number
from bot.conversation.by_word import named_in
from bot.conversation.draft import Draft
from bot.conversation.effects import EndSessions
from bot.conversation.questions import whose_number
from bot.conversation.situation import SIGNED_IN, Question
from bot.understanding import Intent, ideas_by_word, not_here
from chama.group import Person
from chama.names import names_fit

INTENTS = ("wrong_person",)
BARE = 3  # words, as "it's not me"
NEEDS = ("payments", SIGNED_IN)


def decide(draft: Draft, intent: Intent) -> None:
    """Nobody is struck off by words that may mean something else or somebody else, nor who is known
    by this number: an officer, or who has paid. They are asked by number first; who then says so
    once more has answered. A bare "not me" while a browser is signed in answers our notice of
    that, and ends it."""
    me, asked = draft.situation.me, _asked_already(draft)
    is_believed = intent.sure and not intent.is_guess and me is not None and _means(draft, me)
    is_bare = not intent.is_guess and len(draft.cause.text.split()) <= BARE
    if me is None:
        draft.reply("unknown")
    elif draft.situation.browsers and is_bare:
        draft.add(EndSessions(me.phone))
        draft.reply("dashboard_stopped")
    elif asked is None and _is_of_another(draft, intent, me):
        draft.reply("numbers_how" if _speaks_of_number(draft) else "say_plainly")
    elif is_believed and asked is not None:
        draft.close(asked, whose_number.ANOTHERS)
        wrong_number.note(draft, me)
    elif is_believed and not (me.is_officer or draft.situation.payments):
        wrong_number.note(draft, me)
    elif asked is not None:
        draft.put_again(asked)
    else:
        details = {"member_name": me.name}
        draft.ask_at_once("whose_number", me, f"whose_number:{draft.cause.key}", details)


def _is_of_another(draft: Draft, intent: Intent, me: Person) -> bool:
    """Whether a text names another member and neither speaks of its writer nor of this number."""
    others = named_in(draft, [one for one in draft.group.people if one != me])
    spoken = _ideas(draft)
    is_of_me = bool(spoken & {"i", "me", "mine", "i_am_not", "this"})
    is_plain = bool(spoken & {"wrong", "not", "i", "me"})
    is_bare = bool(named_in(draft, [me])) and "number" in spoken and not is_plain
    is_guess = intent.is_guess and not spoken & {"wrong", "not"}
    return is_bare or is_guess or (bool(others) and not is_of_me)


def _speaks_of_number(draft: Draft) -> bool:
    return bool(_ideas(draft) & {"number", "phone", "handset"})


def _ideas(draft: Draft) -> frozenset[str]:
    return frozenset().union(*ideas_by_word(draft.cause.text))


def _asked_already(draft: Draft) -> Question | None:
    """The question whether the number is another's, where it is the one that was shown last."""
    question = answering.in_front(draft)
    if question is None or question.kind != "whose_number":
        return None
    at = draft.cause.message.received_at if draft.cause.message else draft.now
    return question if question.is_seen(at) else None


def _means(draft: Draft, me: Person) -> bool:
    """Whether who is named as not being here, if anybody is, is the member that we write to."""
    name = not_here(draft.cause.text, [one.name for one in draft.group.people])
    return not name or names_fit(name, me.name)
