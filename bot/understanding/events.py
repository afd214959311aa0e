"""What happened in somebody's life, and to whom of theirs: "mama yangu amelazwa", "parent"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.understanding.lexicon import Lexicon, all_languages
from bot.understanding.reading import read

BEREAVEMENT = "bereavement"
MEMBER = "member"

_NOT_TOLD = ("how", "what", "when", "if", "qualify", "thanks", "not", "will")


@dataclass(frozen=True, slots=True)
class Event:
    """kind: "bereavement", "hospital" ... kin: "parent", "child" ... Each "" where none is said.

    is_mine: it is the speaker's own. is_anothers: help is asked for somebody else. is_told: it is
    told as something that was, and not asked about or thanked for.
    """

    kind: str = ""
    kin: str = ""
    is_mine: bool = False
    is_anothers: bool = False
    is_told: bool = False


def event_in(text: str) -> Event:
    """The event of a text, or of the word by which a group's rules call it."""
    lexicon = _lexicon()
    found = read(text, lexicon)

    def speaks_of(*ideas: str) -> bool:
        return any(found.ideas & lexicon.bit(idea) for idea in ideas)

    return Event(
        kind=lexicon.kind(found.ideas, "event") or "",
        kin=lexicon.kind(found.ideas, "kin") or "",
        is_mine=speaks_of("i_suffer") or (speaks_of("mine") and not _is_of_kin(found.ideas)),
        is_anothers=speaks_of("helps_other"),
        is_told=not ("?" in found.words or speaks_of(*_NOT_TOLD)),
    )


def _is_of_kin(ideas: int) -> bool:
    """Whether it is of somebody's whom kin is named by kin: "mtoto wa kaka yangu"."""
    kin = [bit for idea, bit in _lexicon().bits() if idea.startswith("kin.")]
    return sum(bool(ideas & bit) for bit in kin) > 1


@cache
def _lexicon() -> Lexicon:
    return all_languages()
