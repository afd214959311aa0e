"""What a text may mean, offered by number: its readings, or what its sender most likely wants.

An act that is not sure, with something else near it, is offered as a list of sentences; a text in
which nothing fits, as a list of topics. A number does what its line says, and nothing besides.
Agreements and votes are never in a list: they stay with the question that has their code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.conversation import answering, limits, topics
from bot.conversation.commands import commands, not_so, small_talk
from bot.conversation.commands import needs as needs_of
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice, did_you_mean
from bot.conversation.situation import Question
from bot.understanding import ACTS, UNKNOWN, Intent, in_currency, read_as
from bot.understanding.answers import would_answer
from bot.understanding.opting_out import opting_out
from chama.group import Person
from chama.names import names_fit

WHICH, MENU = "which_meant", "what_to_do"
_OFFERS = frozenset({"did_you_mean", WHICH, MENU})

MOST_READINGS = 2
LINES_OF_A_MENU = 3
MENU_LASTS = timedelta(hours=12)
"""A list of topics that was shown so lately is not sent again for more talk."""

_ANSWERS = frozenset({"approve", "reject", "confirm_yes"})
"""What agrees or refuses: where it is only guessed, and nothing was asked, it may mean more."""

_LEAVES_OPEN = frozenset({*small_talk.INTENTS, *not_so.INTENTS})
"""Words beside an offer that take nothing of it back."""

_OF_ANOTHER = frozenset({"whose", "name", "statement"})
"""The values of a question that would show the figures of another: a line of a list says "you"."""

NOBODY = "nobody"
"""How a question keeps the last line of a list: none of them."""

Option = Mapping[str, Any]
"""A line: `intent` and `slots`, as `did_you_mean.as_details` has them, and `is_whole`: whether it
is an act with its values, which is done, or a topic."""


def by_number(draft: Draft, intent: Intent) -> bool:
    """Offer an act that is not sure beside what else its words may mean; whether there was such.

    Where the sender may not do it, or it was guessed and its values are missing, another act that
    they may do is offered without it.
    """
    me = draft.situation.me
    if intent.sure or intent.name not in ACTS or me is None:
        return False
    first = _line(draft, me, intent)
    others = [line for one in _near(draft, intent) if (line := _line(draft, me, one))]
    lines = _without_repeats([first, *others] if first else others)[:MOST_READINGS]
    if first is None and not (_is_hollow(me, intent) and any(one["is_whole"] for one in lines)):
        return False
    if first is not None and len(lines) < MOST_READINGS:
        return False
    draft.ask(WHICH, me, f"which_meant:{draft.cause.key}", _kept(draft, lines))
    return True


def menu(draft: Draft, intent: Intent) -> bool:
    """Offer what the sender most likely wants, where their words want nothing; whether they do.

    Not beside an open question, nor for what was only passed on, and not again and again: plain
    talk, and more of it, gets one line.
    """
    me = draft.situation.me
    is_doubtful = intent.is_guess and intent.name in _ANSWERS and intent.near
    wants_nothing, text = intent.name == UNKNOWN or is_doubtful, draft.cause.text
    if me is None or not wants_nothing or would_answer(text) or limits.is_pasted(text):
        return False
    question = answering.in_front(draft)
    if question is not None and question.kind != MENU:
        return False
    near = [line for one in _near(draft, intent) if (line := _topic(draft, me, one))]
    is_shown = question is not None and draft.now - question.asked_at < MENU_LASTS
    is_talk = intent.is_talk or (bool(intent.near) and _LEAVES_OPEN.issuperset(intent.near))
    if is_talk or limits.is_talkative(draft) or (is_shown and not near):
        draft.reply("only_talk")
        return True
    if question is not None:
        draft.close(question, "replaced")
    lines = _without_repeats([*near, *_usual(draft, me)])[:LINES_OF_A_MENU]
    draft.ask(MENU, me, f"menu:{draft.cause.key}", _kept(draft, lines))
    return True


def drop(draft: Draft, question: Question, intent: Intent) -> None:
    """Who says something else of weight does not mean an offer any more; talk leaves it open."""
    if question.kind in _OFFERS and intent.name not in _LEAVES_OPEN:
        draft.close(question, "replaced")


def facts_of(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """The lines of a list as they are shown."""
    return {
        "items": [
            {**did_you_mean.facts_of(one), "is_whole": one["is_whole"]} for one in details["lines"]
        ]
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The lines by number, and by the name in them where only one of them has it."""
    names = [_name_in(one) for one in details["lines"]]
    return tuple(
        Choice(name if names.count(name) == 1 else "", str(at)) for at, name in enumerate(names)
    )


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What is loaded for whatever may be chosen."""
    return frozenset().union(*(needs_of(one["intent"]) for one in details["lines"]))


def choose(draft: Draft, details: Mapping[str, Any], value: str) -> None:
    """Do or answer what a line says; what needs values that were not said is explained."""
    line, text = details["lines"][int(value)], details["text"]
    name = line["intent"]
    if line["is_whole"]:
        did_you_mean.do(draft, line, text)
    elif name in topics.EXPLAINED:
        draft.reply("how_to_say", intent=name)
    else:
        draft.hear(text)
        heard_from = "" if name in topics.DONE else UNKNOWN
        commands()[name].decide(draft, Intent(name, line["slots"], by_rules=heard_from))


def _near(draft: Draft, intent: Intent) -> Iterator[Intent]:
    """What else the words may mean, with the values that they have for it in the group's money."""
    names = [one.name for one in draft.group.people]
    for name in dict.fromkeys(map(topics.topic_of, intent.near)):
        if name == "stop" and not opting_out().speaks_of_it(draft.cause.text):
            continue  # a blessing is no wish for silence
        read = in_currency(read_as(name, draft.cause.text, names), draft.group.currency)
        if name != intent.name and not (read.unlike or read.is_uneven):
            yield read


def _line(draft: Draft, me: Person, intent: Intent) -> Option | None:
    """An intent as a line beside others: an act only with all its values."""
    if _is_whole(draft, me, intent):
        return {**did_you_mean.as_details(intent), "is_whole": True}
    is_done = intent.name in topics.DONE | topics.QUESTIONS
    return _topic(draft, me, intent) if is_done else None


def _topic(draft: Draft, me: Person, intent: Intent) -> Option | None:
    """An intent as a line in a list of topics; None where it is none of the sender's."""
    if not topics.is_open_to(draft, me, topics.topic_of(intent.name)):
        return None
    kept, is_whole = did_you_mean.as_details(intent), _is_whole(draft, me, intent)
    said = kept["slots"].items()
    own = {name: one for name, one in said if is_whole or name not in _OF_ANOTHER}
    return {"intent": topics.topic_of(intent.name), "slots": own, "is_whole": is_whole}


def _usual(draft: Draft, me: Person) -> Iterator[Option]:
    usual = topics.USUAL_OF_OFFICERS if me.is_officer else topics.USUAL
    for name in usual:
        yield {"intent": name, "slots": {}, "is_whole": False}


def _is_whole(draft: Draft, me: Person, intent: Intent) -> bool:
    """Whether an act can be done as it stands, and is none that one does with oneself."""
    side = {"record_cash": "name", "paid_cash": "to"}.get(intent.name, "")
    is_own = names_fit(str(intent.slots.get(side, "")) or "-", me.name)
    has_all = did_you_mean.has_values(intent) and not is_own
    return has_all and did_you_mean.is_whole(draft, intent, me)


def _is_hollow(me: Person, intent: Intent) -> bool:
    """Whether an act is not the sender's to do, or is a guess that lacks its values."""
    is_barred = not me.is_officer and topics.topic_of(intent.name) in topics.OF_OFFICERS
    return is_barred or (intent.is_guess and not did_you_mean.has_values(intent))


def _without_repeats(lines: Sequence[Option]) -> list[Option]:
    """The lines, each topic once."""
    firsts: dict[str, Option] = {}
    for one in lines:
        firsts.setdefault(one["intent"], one)
    return list(firsts.values())


def _kept(draft: Draft, lines: Sequence[Option]) -> Mapping[str, Any]:
    return {"lines": list(lines), "text": draft.cause.text}


def _name_in(line: Option) -> str:
    """The one member whom a line names, "" for none."""
    facts = did_you_mean.facts_of(line)
    named = [name for name in (facts["name"], facts["to"]) if name]
    return named[0] if len(named) == 1 and line["is_whole"] else ""
