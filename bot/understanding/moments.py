"""What happens in people's lives, told and not asked for: a loss, an illness, a birth, a feast.

Who tells of it wants a kind word. Whether it is the writer's own, and whether help is asked for in
words, decides if anything else follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.understanding.contents import Contents, look_into
from bot.understanding.events import event_in
from bot.understanding.fine_of_another import is_all_fine
from bot.understanding.lexicon import all_languages
from bot.understanding.people import people_of
from bot.understanding.phrases import Phrases
from bot.understanding.reading import read
from bot.words import lexicon as word_tables

CONDOLENCE, WELL, PRAYER, FEAST, TALK = "condolence", "well", "prayer", "feast", "talk"
_WITHOUT_EVENT = (PRAYER, FEAST)

_ASKING = ("help", "welfare_help", "claim", "qualify", "apply", "helps_other")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST_BLESSING = 8  # words


@dataclass(frozen=True, slots=True)
class Moment:
    """kind: an event's ("bereavement", "birth" ...), or one of those above.

    is_mine: it is the writer's own, or their family's. members: the names of others whose it is.
    asks_help: help is asked for in words. wants_none: it is long past, or money is not wanted.
    """

    kind: str
    is_mine: bool = False
    members: tuple[str, ...] = ()
    asks_help: bool = False
    wants_none: bool = False


def moment_in(text: str, names: Sequence[str] = ()) -> Moment | None:
    """What a text tells of somebody's life; None for any other text.

    names: of the group's members.
    """
    lexicon = all_languages()
    found = look_into(read(text, lexicon, people_of(tuple(names)) if names else None), lexicon)
    small = [surface.lower() for surface in found.text.surfaces]
    said = {name for at in range(len(small)) if (name := (_words().at(small, at) or (0, ""))[1])}
    blessing = next((one for one in _WITHOUT_EVENT if one in said), "")
    if blessing and len(small) <= _LONGEST_BLESSING and not found.amounts:
        return Moment(blessing)
    if is_all_fine(text):
        return Moment(WELL)
    event = event_in(text)
    if not event.kind:
        return None
    if "guessing" in said:
        return Moment(TALK)
    if found.speaks_of("condolence") and not event.is_mine and not found.amounts:
        return Moment(CONDOLENCE)
    return Moment(
        event.kind,
        is_mine=_is_mine(found, said, is_told_as_mine=event.is_mine),
        members=tuple(one.text.removesuffix("'s") for one in found.names),
        asks_help=_asks_help(found),
        wants_none="wants_none" in said or _YEAR.search(text) is not None,
    )


def asks_help(text: str) -> bool:
    """Whether help, or the welfare fund, is spoken of."""
    lexicon = all_languages()
    found = look_into(read(text, lexicon), lexicon)
    return _asks_help(found)


def _asks_help(found: Contents) -> bool:
    """By a word for help, or for the fund, which is not that for a burial."""
    places = range(len(found.text.words))
    is_of_fund = any(found.has(at, "welfare") and not found.has(at, "event") for at in places)
    return is_of_fund or any(map(found.speaks_of, _ASKING))


def _is_mine(found: Contents, said: set[str], *, is_told_as_mine: bool) -> bool:
    """Whether it is the writer's own: "my boss lost his wife" and "his wife died" are not, "Dad
    passed away" is."""
    if "outsider" in said or found.names:
        return False
    small = [surface.lower() for surface in found.text.surfaces]
    are_theirs = any(
        found.has(at, "they") and found.lexicon.verb_form(small[at]) is None
        for at in range(len(small))
    )
    is_own_word = found.speaks_of("mine")
    return is_told_as_mine or (found.speaks_of("kin") and (is_own_word or not are_theirs))


@cache
def _words() -> Phrases:
    return Phrases(table.get("moments", {}) for table in word_tables())
