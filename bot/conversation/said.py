"""What members say to the group: put to the officers at once, or kept for one morning list.

Who reads it answers by number, and the member hears which answer it was and whose. What is kept for
the list is a question that nobody is shown yet; the clock makes the list of those.
"""

from __future__ import annotations

from typing import Any, Final

from bot.conversation import agreeing, questions
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Facts
from bot.conversation.situation import Question
from bot.understanding import Intent
from chama.group import Person
from chama.rota import day_in_nairobi

SAID, LIST, RAISED, SHALL_WE_TELL = "said", "said_list", "raised", "shall_we_tell"
"""The kinds of question: one thing for the list, the list, what is put at once, and whether to."""

LONGEST_QUOTE: Final = 140  # characters of what a member wrote
SHORT_QUOTE: Final = 80  # where figures follow it
REQUEST: Final = "request"
"""What only an officer may do, or we do not do, as a member asks for it."""

APOLOGY: Final = "apology"

LISTED: Final = "listed"
"""How what was kept ends once it is on a list."""

AGREED, CALL, SETTLED = "agreed", "call", "settled"

IN_OWN_WORDS: Final = "member_says"
AT_ONCE: Final = {
    "dispute": IN_OWN_WORDS,
    "leave": "wants_to_leave",
    "sent_by_mistake": "mistake_notice",
}
"""What is put to all officers at once, and the template in which they read it, by the intent."""

_ONCE_A_DAY = frozenset({"leave", "sent_by_mistake"})


def keep(draft: Draft, me: Person, what: str, code: str = "") -> None:
    """Keep it for the list of the officer who decides on it, and say so.

    what: the intent. code: of the payment that it is about, "" for none.
    """
    officer = draft.group.officer_besides(me.code)
    if officer is not None:
        day, words = day_in_nairobi(draft.now).isoformat(), quoted(draft)
        details = {
            "what": what,
            "member": me.code,
            "member_name": me.name,
            "text": words,
            "code": code,
            "said_on": day,
        }
        draft.ask(SAID, officer, f"said:{draft.group.id}:{me.code}:{day}:{words}", details)
    draft.reply("kept_for_list", officer=officer.name if officer is not None else "")


def put_at_once(draft: Draft, me: Person, what: str, **figures: Any) -> list[Person]:
    """Every other officer is asked what is to be done; gives who hears of it.

    A complaint goes to all of them: it may be about one. Where there is no other officer, all
    members hear of it. Who answers something else first reads it at once all the same.
    """
    words, others = quoted(draft), [one for one in draft.group.officers if one != me]
    matter = _matter(draft, me, what, words)
    words = words[:SHORT_QUOTE] if figures else words
    facts = {"member_name": me.name, "text": words, **figures}
    details = {"what": what, "member": me.code, "matter": matter, "is_seen": False, **facts}
    for officer in others:
        key = f"{matter}:{officer.code}"
        draft.ask(RAISED, officer, key, details)
        if is_asked(draft, officer):
            template = AT_ONCE[what]
            draft.tell(officer, template, facts, key=f"{key}:now")
    if others:
        return others
    members = [one for one in draft.group.reachable if one != me]
    said = {"member_name": me.name, "text": words}
    for member in members:
        draft.tell(member, IN_OWN_WORDS, said, key=f"{matter}:{member.code}")
    return members


def tell_at_once(draft: Draft, me: Person) -> None:
    """Every other officer reads the words of who objects to what they are asked already."""
    words, others = quoted(draft), [one for one in draft.group.officers if one != me]
    matter = _matter(draft, me, "dispute", words)
    for officer in others:
        facts = {"member_name": me.name, "text": words}
        draft.tell(officer, IN_OWN_WORDS, facts, key=f"{matter}:{officer.code}")
    draft.reply("pass_on", officer=agreeing.names(others))


def ask_first(draft: Draft, me: Person, intent: Intent) -> None:
    """Only a yes of who wrote it tells others what nobody is sure they meant."""
    others = [one for one in draft.group.officers if one != me]
    details = {
        "intent": intent.name,
        "slots": {name: said for name, said in intent.slots.items() if isinstance(said, str)},
        "text": draft.cause.text,
        "officer": agreeing.names(others if intent.name in AT_ONCE else others[:1]),
    }
    draft.ask(SHALL_WE_TELL, me, f"tell:{draft.cause.key}", details)


def answered(draft: Draft, details: Facts, answer: str) -> None:
    """The member hears what an officer says to it, and from whom."""
    me, member = draft.situation.me, draft.group.person(details["member"])
    if me is None or member is None:
        return
    told = {"what": details["what"], "answer": answer, "text": details["text"]}
    draft.tell(member, "said_answer", {"officer": me.name, "code": details.get("code", ""), **told})
    draft.reply("said_passed_on", member_name=member.name)


def settle(draft: Draft, question: Question, answer: str) -> None:
    """What one officer answers to what was put to all counts for all, and they read it."""
    details, me = question.details, draft.situation.me
    answered(draft, details, answer)
    for one in draft.situation.questions:
        is_same = one.kind == RAISED and one.details["matter"] == details["matter"]
        if is_same and not draft.is_closed(one):
            draft.close(one, WITHDRAWN)
    told = {name: details[name] for name in ("member_name", "text")}
    for officer in draft.group.officers:
        if me is not None and officer != me and officer.code != details["member"]:
            draft.tell(officer, "raised_answered", {"officer": me.name, "answer": answer, **told})


def take_back(draft: Draft, me: Person, matter: str, what: str) -> None:
    """What a member raised is over on their own word: every officer reads it."""
    for one in draft.situation.questions:
        if one.kind == RAISED and one.details["matter"] == matter:
            draft.close(one, WITHDRAWN)
    draft.reply("raised_withdrawn", what=what, member_name="")
    for officer in draft.group.officers:
        if officer != me:
            draft.tell(officer, "raised_withdrawn", {"what": what, "member_name": me.name})


def is_asked(draft: Draft, person: Person) -> bool:
    """Whether a question is in front of somebody, behind which others wait."""
    return any(
        one.address == person.phone
        and one.is_presented
        and not questions.stands_aside(one)
        and not draft.is_closed(one)
        for one in draft.situation.questions
    )


def quoted(draft: Draft) -> str:
    """What the sender wrote, in one line, its beginning where it is long."""
    return " ".join(draft.cause.text.split())[:LONGEST_QUOTE]


def _matter(draft: Draft, me: Person, what: str, words: str) -> str:
    """Names what is put at once: once a day, and a complaint once in the same words."""
    day = day_in_nairobi(draft.now).isoformat()
    own = "" if what in _ONCE_A_DAY else f":{words}"
    return f"raised:{draft.group.id}:{me.code}:{what}:{day}{own}"
