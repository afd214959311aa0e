"""What people call their groups: "umoja" for Umoja, "amani" for Amani Sisters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding import ACTS, Intent, is_meant, not_here, understand
from chama.names import name_words, names_fit

SWITCH = "switch_group"
WRONG_PERSON = "wrong_person"

_ABOUT_THE_PHONE = frozenset({WRONG_PERSON, "start"})
"""Acts that change nothing but what a group sends to the phone that says so."""


def called(said: str, names: Sequence[str]) -> list[int]:
    """Which of these groups somebody calls so, by their places: the one of just that name, else
    those in whose names these words stand in a row."""
    words = name_words(said)
    if not words:
        return []
    whole = [name_words(name) for name in names]
    exact = [at for at, name in enumerate(whole) if name == words]
    return exact or [at for at, name in enumerate(whole) if _has_in_a_row(name, words)]


def with_group_named(
    text: str, names: Sequence[str], people: Sequence[str]
) -> tuple[Intent, int | None] | None:
    """What a text wants that names one of its sender's groups at its end or its beginning.

    "salio amani" is a question to Amani, whose place is given with it; "use umoja" chooses Umoja.
    None where no group is named so, or where the rest would act: that is read as it stands. people:
    the names of all who are in the groups.
    """
    for at, rest in _named_beside(text, names):
        intent = understand(rest, people)
        is_plain = intent.name not in ACTS or (intent.name in _ABOUT_THE_PHONE and intent.sure)
        if intent.is_said and not intent.is_guess and is_plain:
            return intent, at
        chosen = understand(f"{rest} group", people)
        if chosen.name == SWITCH and is_meant(chosen, text, people):
            return Intent(SWITCH, {"group": names[at]}), None
    return None


def group_that_means(text: str, own: Sequence[str], people: Sequence[str]) -> int | None:
    """Which group a text is about that says whose number this is not, by its place; None where it
    names nobody, or whom several call so. own: as whom each knows the sender."""
    said = not_here(text, people)
    fitting = [at for at, name in enumerate(own) if said and names_fit(said, name)]
    return fitting[0] if len(fitting) == 1 else None


def _named_beside(text: str, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The groups that may be named at either end, by their places, with the rest of the text.

    The longest name comes first.
    """
    words = text.split()
    for length in reversed(range(1, len(words))):
        for said, rest in (
            (words[-length:], words[:-length]),
            (words[:length], words[length:]),
        ):
            fitting = called(" ".join(said), names)
            if len(fitting) == 1:
                yield fitting[0], " ".join(rest)


def _has_in_a_row(name: Sequence[str], words: Sequence[str]) -> bool:
    starts = range(len(name) - len(words) + 1)
    return any(tuple(name[start : start + len(words)]) == tuple(words) for start in starts)
