"""Who is named by kinship alone: "gave my wife 500", "mke wa Baraka", beside a name or instead."""

from __future__ import annotations

import re

from bot.understanding.asides import KIN
from bot.understanding.contents import Contents
from bot.understanding.names import Name
from bot.understanding.reading import Text

_OF = frozenset({"wa", "ya", "za", "of"})
_PAUSE = re.compile(r"[,.;:!\n]")


def is_of_kin(found: Contents) -> bool:
    """Whether somebody takes part who is named by kinship alone: "gave my wife 500", "my son gave
    Mary 500". Who is named besides is not meant, nor who is spoken to: "Bro, nimempa Mary 500"."""
    small = [surface.lower() for surface in found.text.surfaces]
    named = {at for name in found.names for at in _beside(name, found)}
    kin = (
        range(at, at + aside.length)
        for at in range(len(small))
        if (aside := found.lexicon.asides.at(small, at)) and aside.kind == KIN
    )
    return any(
        not named.intersection(place) and not _is_set_apart(place, found.text) for place in kin
    )


def is_of_somebodys_kin(found: Contents) -> bool:
    """Whether "mke wa Baraka" or "Baraka's son" is meant, and not Baraka."""
    small = [surface.lower() for surface in found.text.surfaces]
    for name in found.names:
        of = name.start - 1
        is_behind_of = of > 0 and small[of] in _OF and _is_kin(of - 1, small, found)
        owns = small[name.end - 1].endswith("'s") and _is_kin(name.end, small, found)
        if is_behind_of or owns:
            return True
    return False


def is_number_of_kin(found: Contents) -> bool:
    """Whether a number is said to be that of kin: "my wife's number", "namba ya mke wangu"."""
    small = [surface.lower() for surface in found.text.surfaces]
    numbers = [at for at in range(len(small)) if found.have((at,), ("number", "handset"))]
    behind = (at - 1 for at in numbers if small[at - 1].endswith("'s"))
    before = (at + 2 for at in numbers if small[at + 1 : at + 2] and small[at + 1] in _OF)
    owners = [small[at].removesuffix("'s") for at in (*behind, *before) if 0 <= at < len(small)]
    return any((one := found.lexicon.asides.at([word], 0)) and one.kind == KIN for word in owners)


def _is_kin(at: int, small: list[str], found: Contents) -> bool:
    aside = found.lexicon.asides.at(small, at) if at < len(small) else None
    return aside is not None and aside.kind == KIN


def _beside(name: Name, found: Contents) -> range:
    """The places of a name and of who they are: "my sister Mary", "dada yangu Mary", "Mary my
    sister"."""
    is_owned = name.start > 1 and found.has(name.start - 1, "mine")
    owns = found.text.surfaces[name.end - 1].lower().endswith("'s")  # "Wanjiru's son" is another
    behind = 0 if owns else 1 + found.has(name.end, "mine")
    return range(name.start - 1 - is_owned, name.end + behind)


def _is_set_apart(place: range, text: Text) -> bool:
    """Whether words stand between stops, commas and the ends of a text."""
    before = text.original[
        text.ends[place.start - 1] if place.start else 0 : text.starts[place.start]
    ]
    behind = text.original[text.ends[place.stop - 1] :][:1]
    opens = place.start == 0 or bool(_PAUSE.search(before))
    return opens and (not behind or bool(_PAUSE.match(behind)))
