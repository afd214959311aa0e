"""Whether a text speaks of somebody else's fine, or calls something fine.

"Mary's fine is not fair" disputes no fine of its writer's, and "it's fine, don't worry" no fine
at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.understanding.contents import Contents, look_into
from bot.understanding.lexicon import all_languages
from bot.understanding.people import people_of
from bot.understanding.phrases import Phrases
from bot.understanding.reading import read
from bot.words import lexicon as word_tables

_OWN = ("i", "me", "mine", "to_me", "we")
_FINE = "fine"
_STOPS = ",.!;:"
_TO_ME = re.compile(r"\b(?:a|u|m|mu|wa)(?:me|li|na|ta)?(?:ni|tu)[a-z]{3,}")  # "mmenitoza"


def whose_fine(text: str, names: Sequence[str]) -> tuple[str, ...] | None:
    """The names of the others whose fine a text is about, () where they are "he" or "she"; None
    where it may be the writer's own, or it speaks of none.

    names: of the group's members.
    """
    found = _look(text, names)
    is_own = any(map(found.speaks_of, _OWN)) or _TO_ME.search(text.lower())
    if not found.speaks_of(_FINE) or is_own or is_all_fine(text):
        return None
    if found.names:
        return tuple(dict.fromkeys(one.text.removesuffix("'s") for one in found.names))
    small = [surface.lower() for surface in found.text.surfaces]
    is_theirs = any(_words().at(small, at) == (1, "theirs") for at in range(len(small)))
    return () if is_theirs else None


def is_all_fine(text: str) -> bool:
    """Whether each "fine" of a text only says that something is well: "am fine"."""
    found = _look(text, ())
    small = [surface.lower() for surface in found.text.surfaces]
    fines = [at for at, word in enumerate(small) if found.has(at, _FINE)]
    return bool(fines) and all(
        small[at] == _FINE and (_is_well(small, at) or _is_answer(found, at)) for at in fines
    )


def _is_well(small: Sequence[str], at: int) -> bool:
    """Whether who or what is fine stands right before it."""
    return any(
        _words().at(small, start) == (at - start, "is_well") for start in range(max(0, at - 3), at)
    )


def _is_answer(found: Contents, at: int) -> bool:
    """Whether it opens the text, "ok" and the like aside, and a stop or the end is behind it."""
    end = found.text.ends[at]
    behind = found.text.original[end:].lstrip(" ")[:1]
    before = range(at)
    is_opening = not found.have(before, ("mine",)) and all(
        found.have((one,), ("courtesy", "yes", "filler", "thanks")) for one in before
    )
    return is_opening and (behind in _STOPS if behind else len(before) > 0)


def _look(text: str, names: Sequence[str]) -> Contents:
    lexicon = all_languages()
    people = people_of(tuple(names)) if names else None
    return look_into(read(text, lexicon, people), lexicon)


@cache
def _words() -> Phrases:
    return Phrases(table.get("well", {}) for table in word_tables())
