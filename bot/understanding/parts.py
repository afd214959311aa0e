"""The parts of a text: cut at stops, and where a reason, a time, or what others do begins.

The words that open such a part are in [links] of each language's words.toml; "and" and "na" open
one only before who does it, as they also join names.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from bot.understanding.contents import Contents, parts_of
from bot.understanding.phrases import Phrases
from bot.words import lexicon as word_tables

_AND = frozenset({"and", "na"})
_SUBJECTS = frozenset({
    "i", "we", "he", "she", "it", "they", "my", "his", "her", "our", "the", "this", "that",
})  # fmt: skip


def parts_in(found: Contents) -> list[range]:
    """The places of the words of each part, from left to right."""
    small = [surface.lower() for surface in found.text.surfaces]
    starts = {part.start for part in parts_of(found)}
    starts.update(at for at in range(1, len(small)) if _opens(at, small, found))
    return [range(*ends) for ends in pairwise([*sorted(starts), len(small)])]


def typed(found: Contents, first: range, last: range) -> str:
    """The text as it was typed from one part to another, what was cut off between words too."""
    text = found.text
    return text.original[text.starts[first.start] : text.ends[last.stop - 1]]


def opening_link(found: Contents, part: range) -> str:
    """What the word says that opens a part: "reason", "time", "follows"; "" for none of them."""
    link = _links().at([surface.lower() for surface in found.text.surfaces], part.start)
    return link[1] if link is not None else ""


def _opens(at: int, small: list[str], found: Contents) -> bool:
    if small[at] in _AND and at + 1 < len(small):
        form = found.lexicon.verb_form(small[at + 1])
        return small[at + 1] in _SUBJECTS or (form is not None and bool(form.person))
    return _links().at(small, at) is not None


@cache
def _links() -> Phrases:
    return Phrases(table.get("links", {}) for table in word_tables())
