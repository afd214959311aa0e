"""The third way to be sure of an act: one part of the text says it by itself, the rest is talk.

"Nimempa Otieno 500 cash jana, she was in a hurry": the open reader puts the act far above all else
for the whole text, and the part before the comma is sure alone and has all the values. What stands
around it may tell of anything but other money, and may not ask, doubt, condition, deny or take back
(turned, frames).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bot.understanding.clauses import is_conditional
from bot.understanding.contents import Contents, look_into
from bot.understanding.frames import is_of_a_log, speaks_of_other_money
from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import read
from bot.understanding.sureness import bits_of, is_of_others
from bot.understanding.turned import turning

if TYPE_CHECKING:
    from bot.understanding.intents import Intent

MOST_PARTS = 8
_MOST_IN_ONE = 3  # parts in a row that say the act together

_LINKS = (
    "so", "because", "bcoz", "coz", "cause", "since", "but", "then", "juu", "ju", "sababu",
    "kwa sababu", "kwani", "maana", "basi", "kwa hivyo", "kwa hiyo", "hivyo", "alafu", "halafu",
    "kisha", "lakini", r"and (?:i|we|he|she|it|they|my|his|her|our|the|this|that)",
)  # fmt: skip
_BREAK = re.compile(
    rf"(?<=[.!;,])\s+|\s+[-–—]+\s+|\n+|\s+(?=(?:{'|'.join(_LINKS)})\s)"
    r"|\s+(?=na (?:ni|si|tu|a|wa|m|u)\w{4})",
    re.I,
)
"""Where one part ends: a stop, a comma, or before a word that links who does what else."""


_ANSWERS = frozenset({"confirm_yes", "confirm_no"})
"""What says nothing by itself."""

_LEAST_REASON = 3  # words

Alone = Callable[[str], "Intent"]


def said_alone(whole: Intent, found: Contents, alone: Alone) -> Intent | None:
    """What a part of a text says by itself; None where no part says the act with all its values, or
    what stands around it may change it.

    whole: what all of it was read as. alone: reads a part and looks into no parts of it.
    """
    text = found.text.original
    if whole.name in _ANSWERS or _may_be_anothers(found) or is_conditional(text):
        return None
    if turning().takes_back(text, whole.name) or speaks_of_other_money(whole.name, found):
        return None
    parts = [part.strip() for part in _BREAK.split(text) if part.strip()]
    if not 1 < len(parts) <= MOST_PARTS:
        return None
    if turning().told(text) - set().union(*map(turning().told, parts)):
        return None  # words that turn it stand on both sides of a break
    for start, end in _windows(len(parts)):
        rest = [*parts[:start], *parts[end:]]
        said = alone(" ".join(parts[start:end]))
        is_it = said.name == whole.name and said.sure and said.slots == whole.slots
        if is_it and all(_is_talk(whole.name, part, found.lexicon) for part in rest):
            return said
    return None


def _may_be_anothers(found: Contents) -> bool:
    return turning().is_anothers(found) or is_of_a_log(found) or is_of_others(found)


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """The places of parts in a row, fewer parts first, never all of them."""
    for length in range(1, min(_MOST_IN_ONE, count - 1) + 1):
        for start in range(count - length + 1):
            yield start, start + length


def _is_hardly_said(found: Contents) -> bool:
    """Whether hardly a word stands there beside courtesy."""
    polite = bits_of(found.lexicon, ("courtesy", "thanks", "greeting", "filler"))
    return sum(not one.ideas & polite for one in found.text.readings) < _LEAST_REASON


def _is_talk(act: str, part: str, lexicon: Lexicon) -> bool:
    found = look_into(read(part, lexicon), lexicon)
    if act == "stop" and (found.names or _is_hardly_said(found)):
        return False  # "stop please, loan, thanks"
    return not found.numbers and not turning().turns_beside(act, found)
