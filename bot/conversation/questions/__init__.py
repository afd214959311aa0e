"""The questions the bot asks, one kind a file: how it is shown, and what its answer does.

A kind's module has `show(details) -> (template, facts)`, `choices(details) -> list[Choice]` and
`answer(draft, question, value)`. It may have `answer_names(draft, question, shares)` where members
named in words answer it, `answer_words(draft, question, words)` where it may be said in words of
one's own what something was for, `unknown(draft, question, asked)` for who does not know,
`answered_along(question, waiting)`, `is_forgettable(details)`, `holds(draft, question)`: whether
what it asks about is still so, `page(details, number)`: what LIST shows,
`gives_way(details)`: whether any other question takes its place, `needs(details)`: what is
loaded for it, and `about(details)`: the member whose payments are. `STANDS_ASIDE = True`: while it
is in front of somebody, others are put all the same, and it is said again by nobody.
`WAITS_FOR_LIST = True`: it comes up by itself at no time. `IS_NEWS = True`: a bare yes or no has
read it, and `read(draft, question)` says what then follows. Details are JSON-like values, stored
with the question. How an answer is read is one for all: `bot.understanding.answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from bot.conversation.one_a_file import modules_of
from bot.understanding.answers import Asked, Named, Said, Shares, read_answer, would_answer
from chama.money import DEFAULT_CURRENCY

if TYPE_CHECKING:
    from bot.conversation.draft import Draft
    from bot.conversation.effects import Ask
    from bot.conversation.situation import Question
    from chama.group import Group, Person


_Shown = tuple[str, Mapping[str, Any]]
"""A template and its values."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered answer. label: the name or word that is shown beside its number."""

    label: str
    value: str


YES = Choice("yes", "yes")
NO = Choice("no", "no")
YES_OR_NO = (YES, NO)


class Kind(Protocol):
    """What each module of this package offers."""

    def show(self, details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """The template of the question and its values."""

    def choices(self, details: Mapping[str, Any]) -> tuple[Choice, ...]:
        """What can be answered, in the order of the numbers."""

    def answer(self, draft: Draft, question: Question, value: str) -> None:
        """Cause what the chosen value means."""


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of question by its name, which is its module's."""
    return modules_of(__name__, __path__)


def shown(kind: str, details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The template and values that put a question to a person."""
    return kinds()[kind].show(details)


def needs(kind: str, details: Mapping[str, Any]) -> frozenset[str]:
    """What the answer to a question wants loaded besides the usual."""
    wanted: Callable[[Mapping[str, Any]], frozenset[str]] | None
    wanted = getattr(kinds()[kind], "needs", None)
    return wanted(details) if wanted is not None else frozenset()


def answered_along(shown: Iterable[Question], waiting: Iterable[Question]) -> list[Question]:
    """The open questions that an answer to one of these answers too, where a kind has such."""
    found: list[Question] = []
    for question in shown:
        along: Callable[[Question, Iterable[Question]], list[Question]] | None
        along = getattr(kinds()[question.kind], "answered_along", None)
        found += along(question, waiting) if along is not None else []
    return found


def takes_names(kind: str) -> bool:
    """Whether members named in words answer a kind of question."""
    return _names_answer(kind) is not None


def answer_names(draft: Draft, question: Question, shares: Shares) -> None:
    """Act on an answer that names members, for a kind that takes names."""
    answer = _names_answer(question.kind)
    if answer is None:
        raise LookupError(f"No names answer a question of the kind {question.kind!r}.")
    answer(draft, question, shares)


def _names_answer(kind: str) -> Callable[[Draft, Question, Shares], None] | None:
    return getattr(kinds()[kind], "answer_names", None)


def answer_words(kind: str) -> Callable[[Draft, Question, str], None] | None:
    """What acts on words of one's own that answer a kind of question, None where none do."""
    return getattr(kinds()[kind], "answer_words", None)


def unknown(draft: Draft, question: Question, asked: Person | None) -> bool:
    """Ask somebody else than who was asked, where a kind knows whom; whether it does."""
    act: Callable[[Draft, Question, Person | None], None] | None
    act = getattr(kinds()[question.kind], "unknown", None)
    if act is not None:
        act(draft, question, asked)
    return act is not None


def is_forgettable(kind: str, details: Mapping[str, Any]) -> bool:
    """Whether nobody would miss the answer; a kind says so where that can be."""
    says: Callable[[Mapping[str, Any]], bool] | None
    says = getattr(kinds()[kind], "is_forgettable", None)
    return says is not None and says(details)


def gives_way(question: Question) -> bool:
    """Whether any other question to the same person takes its place, and it is not said again."""
    says: Callable[[Mapping[str, Any]], bool] | None
    says = getattr(kinds()[question.kind], "gives_way", None)
    return says is not None and says(question.details)


def holds(draft: Draft, question: Question) -> bool:
    """Whether what a question asks about is still so; where a kind does not say, nothing changes
    it."""
    says: Callable[[Draft, Question], bool] | None
    says = getattr(kinds()[question.kind], "holds", None)
    return says is None or says(draft, question)


@cache
def marked(mark: str) -> frozenset[str]:
    """The kinds that have a mark, such as STANDS_ASIDE."""
    return frozenset(name for name, kind in kinds().items() if getattr(kind, mark, False))


def stands_aside(question: Question) -> bool:
    """Whether a question that was put holds up no other."""
    return question.kind in marked("STANDS_ASIDE")


def comes_up(question: Question) -> bool:
    """Whether a question is in its person's line: in front, or to be put when its time comes."""
    is_put = question.is_presented and stands_aside(question)
    return not is_put and question.kind not in marked("WAITS_FOR_LIST")


def is_put(ask: Ask, busy: Container[str]) -> bool:
    """Whether a question is put as soon as it is asked. busy: whom others are put to already."""
    waits = ask.address in busy or ask.kind in marked("WAITS_FOR_LIST")
    return ask.is_presented or not waits


def is_read(kind: str, text: str) -> bool:
    """Whether who was told news says no more than that they have read it: "OK", "no"."""
    if kind not in marked("IS_NEWS") or would_answer(text):  # a number that is not on the list
        return False
    plain = read_answer(text, "", Asked(is_yes_no=True))
    return plain is not None and plain.said in (Said.YES, Said.NO)


def read(draft: Draft, question: Question) -> None:
    """What follows when news has been read; nothing, where a kind does not say."""
    follow: Callable[[Draft, Question], None] | None = getattr(kinds()[question.kind], "read", None)
    if follow is not None:
        follow(draft, question)


def page(kind: str, details: Mapping[str, Any], number: int) -> _Shown | None:
    """What LIST shows of a question, from page 1; None for a kind that shows all at once."""
    turn: Callable[[Mapping[str, Any], int], _Shown] | None = getattr(kinds()[kind], "page", None)
    return turn(details, number) if turn is not None else None


def about(kind: str, details: Mapping[str, Any]) -> str:
    """The code of the member whose payments an answer shows, "" for nobody's."""
    whose: Callable[[Mapping[str, Any]], str] | None = getattr(kinds()[kind], "about", None)
    return whose(details) if whose is not None else ""


def receipt_of(question: Question) -> str:
    """The receipt code that a question is about, "" for none."""
    return str(shown(question.kind, question.details)[1].get("code", ""))


def asked_of(question: Question, group: Group | None, me: Person | None) -> Asked:
    """A question as the closed grammar needs it to read an answer."""
    offered = kinds()[question.kind].choices(question.details)
    _, facts = shown(question.kind, question.details)
    people = group.people if group else ()
    return Asked(
        choices=tuple(choice.label for choice in offered),
        is_yes_no=offered == YES_OR_NO,
        code=question.code,
        is_money_out=question.code != "",
        takes_names=takes_names(question.kind),
        names=tuple(Named(person.code, person.name) for person in people),
        me=me.code if me else "",
        currency=group.currency if group else DEFAULT_CURRENCY,
        shown_names=tuple(str(facts[key]) for key in _NAMES if facts.get(key)),
        shown_cents=tuple(cents for key, cents in facts.items() if _is_cents(key, cents)),
        receipt=str(facts.get("code", "")),
    )


_NAMES = ("name", "to", "whose", "officer", "recipient", "turn", "member_name", "payer")
"""How questions call the people whom they show."""


def _is_cents(key: str, value: object) -> bool:
    return key.endswith("cents") and isinstance(value, int)
