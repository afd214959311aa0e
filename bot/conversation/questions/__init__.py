"""The questions the bot asks, one kind a file: how it is shown, and what its answer does.

A kind's module has `show(details) -> (template, facts)`, `choices(details) -> list[Choice]` and
`answer(draft, question, value)`. It may have `take_words(draft, question)` for answers in free
words, `answered_along(question, waiting)`, `is_forgettable(details)`, and `NEEDS` as commands do.
Details are JSON-like values, stored with the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Protocol

from bot.understanding import Intent
from chama.names import name_words, names_fit

if TYPE_CHECKING:
    from bot.conversation.draft import Draft
    from bot.conversation.situation import Question

LONGEST_CHOICE_DIGITS = 2  # "3" is a choice, "500" is an amount
_NUMBER = re.compile(r"\s*#?([0-9]+)\s*[.)]?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered answer. label: the name or word that is shown beside its number."""

    label: str
    value: str


YES = Choice("yes", "yes")
NO = Choice("no", "no")
YES_OR_NO = (YES, NO)

OUT_OF_RANGE = Choice("", "")
"""The sender answered, but with nothing that was offered."""


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
    names = [module.name for module in iter_modules(__path__)]
    return {name: _kind(f"{__name__}.{name}") for name in names}


def _kind(module: str) -> Kind:
    kind: Kind = import_module(module)
    return kind


def shown(kind: str, details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The template and values that put a question to a person."""
    return kinds()[kind].show(details)


def needs(kind: str) -> frozenset[str]:
    """What the answer to a kind of question wants loaded besides the usual."""
    return frozenset(getattr(kinds()[kind], "NEEDS", ()))


def answered_along(shown: Iterable[Question], waiting: Iterable[Question]) -> list[Question]:
    """The open questions that an answer to one of these answers too, where a kind has such."""
    found: list[Question] = []
    for question in shown:
        along: Callable[[Question, Iterable[Question]], list[Question]] | None
        along = getattr(kinds()[question.kind], "answered_along", None)
        found += along(question, waiting) if along is not None else []
    return found


def take_words(draft: Draft, question: Question) -> bool:
    """Act on an answer in free words, where a kind takes any; whether it was one."""
    takes: Callable[[Draft, Question], bool] | None
    takes = getattr(kinds()[question.kind], "take_words", None)
    return takes is not None and takes(draft, question)


def is_forgettable(kind: str, details: Mapping[str, Any]) -> bool:
    """Whether nobody would miss the answer; a kind says so where that can be."""
    says: Callable[[Mapping[str, Any]], bool] | None
    says = getattr(kinds()[kind], "is_forgettable", None)
    return says is not None and says(details)


def count(question: Question) -> int:
    """How many answers are on offer."""
    return len(kinds()[question.kind].choices(question.details))


def chosen(question: Question, text: str, button: str, intent: Intent) -> Choice | None:
    """The choice that a message makes: by button, number, yes or no, or name; None for none.

    OUT_OF_RANGE when the message is a small number, or a yes or no, that is not on offer.
    """
    offered = kinds()[question.kind].choices(question.details)
    for candidate in (button, text):
        if is_number(candidate):
            return _numbered(offered, int(_digits(candidate)))
    said = {"confirm_yes": YES, "confirm_no": NO}.get(intent.name)
    if said is not None:
        return said if said in offered else OUT_OF_RANGE
    return _named(offered, button.strip() or text.strip())


def is_number(text: str) -> bool:
    """Whether a text is nothing but the number of a choice."""
    return 0 < len(_digits(text)) <= LONGEST_CHOICE_DIGITS


def _digits(text: str) -> str:
    number = _NUMBER.fullmatch(text)
    return number[1] if number else ""


def _numbered(offered: tuple[Choice, ...], number: int) -> Choice:
    return offered[number - 1] if 1 <= number <= len(offered) else OUT_OF_RANGE


def _named(offered: tuple[Choice, ...], text: str) -> Choice | None:
    """The one choice whose name the text is; a text longer than a name is no answer."""
    if not text or len(text.split()) > 4:
        return None
    fitting = [c for c in offered if c.label and c not in YES_OR_NO and _is_named(c, text)]
    return fitting[0] if len(fitting) == 1 else None


def _is_named(choice: Choice, text: str) -> bool:
    """Whether a text is this name and nothing else: "Otieno owes" names nobody."""
    said, known = name_words(text), name_words(choice.label)
    return choice.label.casefold() == text.casefold() or (
        len(said) <= len(known) and names_fit(text, choice.label)
    )
