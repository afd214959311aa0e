"""What people call their groups: "umoja" for Umoja, "amani" for Amani Sisters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding import ACTS, Intent, ideas_by_word, is_meant, not_here, understand
from chama.names import name_words, names_fit

MOST_WORDS = 20
"""Of a text that is about a group; what is longer tells something that may name one beside it."""

SWITCH = "switch_group"
WRONG_PERSON = "wrong_person"

ABOUT_SOMEBODY = frozenset({"member_status", "my_turn", "my_fines"})
"""Questions that may be about another member."""

_ABOUT_THE_PHONE = frozenset({WRONG_PERSON, "start"})
"""Acts that change nothing but what a group sends to the phone that says so."""

_POINTING = frozenset({
    "for", "is_for", "to", "from", "place", "that", "this", "want", "group", "switch", "switch_to",
    "use", "give_me", "courtesy", "filler", "article", "i", "me", "mine", "we",
})  # fmt: skip
"""One of these carries each word that may stand beside a group's name and say no more than that it
is meant: "ya Umoja", "nataka Umoja please"."""

_OF_A_NAME = frozenset({"common", "also_name", "first_name"})
"""All that a word carries that can only be part of a name: "welfare" is more."""


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
) -> tuple[Intent, Sequence[int]] | None:
    """What a text wants that names one of its sender's groups.

    "salio amani" is a question to Amani, whose place is given with it; "use umoja", "ya umoja" and
    "umoja" choose Umoja. A name that several have in theirs gives the places of all of them. None
    where no group is named so, or where the rest would act: that is read as it stands. people: the
    names of all who are in the groups.
    """
    if len(text.split()) > MOST_WORDS:
        return None
    for said, fitting, rest in _named_in(text, names):
        is_persons = any(names_fit(said, one) for one in people)
        is_pointing = all(ideas & _POINTING for ideas in ideas_by_word(rest))
        wish = Intent(SWITCH, {"group": said})
        if is_pointing and not is_persons and is_meant(wish, text, people):
            return wish, ()
        intent = understand(rest, people)
        if intent.is_said and not intent.is_guess and _is_plain(intent, fitting):
            return intent, fitting
        chosen = understand(f"{rest} group", people)
        if chosen.name == SWITCH and is_meant(chosen, text, people):
            return wish, ()
    return None


def _is_plain(intent: Intent, fitting: Sequence[int]) -> bool:
    """Whether what is wanted of the groups that fit may be done where a word was their name."""
    is_of_phone = intent.name in _ABOUT_THE_PHONE and intent.sure and len(fitting) == 1
    return intent.name not in ACTS or is_of_phone


def group_that_means(text: str, own: Sequence[str], people: Sequence[str]) -> tuple[int, ...]:
    """Which group a text is about that says whose number this is not, by its place; () where it
    names nobody, or whom several call so. own: as whom each knows the sender."""
    said = not_here(text, people)
    fitting = tuple(at for at, name in enumerate(own) if said and names_fit(said, name))
    return fitting if len(fitting) == 1 else ()


def group_of_whom(intent: Intent, members: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Which group a question about somebody is about, by its place: the only one that has such a
    member; () where none or several have. members: the names of each group's."""
    said = intent.slots.get("name") or intent.slots.get("whose")
    if intent.name not in ABOUT_SOMEBODY or not said:
        return ()
    fitting = tuple(
        at for at, names in enumerate(members) if any(names_fit(str(said), one) for one in names)
    )
    return fitting if len(fitting) == 1 else ()


def _named_in(text: str, names: Sequence[str]) -> Iterator[tuple[str, Sequence[int], str]]:
    """The names of groups in a text, with the places of those they may mean and the rest of it. The
    longest comes first, of equals the one nearer to the end."""
    words = text.split()
    longest = max((len(name.split()) for name in names), default=0)
    for length in reversed(range(1, min(len(words), longest) + 1)):
        for start in reversed(range(len(words) - length + 1)):
            said = " ".join(words[start : start + length])
            fitting = called(said, names)
            if fitting and _may_be_a_name(said, [names[at] for at in fitting]):
                yield said, fitting, " ".join([*words[:start], *words[start + length :]])


def _may_be_a_name(said: str, fitting: Sequence[str]) -> bool:
    """Whether words are a group's whole name, or a part of one that says nothing else."""
    is_whole = any(name_words(said) == name_words(name) for name in fitting)
    return is_whole or all(ideas <= _OF_A_NAME for ideas in ideas_by_word(said))


def _has_in_a_row(name: Sequence[str], words: Sequence[str]) -> bool:
    starts = range(len(name) - len(words) + 1)
    return any(tuple(name[start : start + len(words)]) == tuple(words) for start in starts)
