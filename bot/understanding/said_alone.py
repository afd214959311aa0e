"""The third way to be sure of an act: one part of the text says it by itself, the rest is talk.

"Nimempa Otieno 500 cash jana, she was in a hurry": the open reader puts the act far above all else
for the whole text, and the part before the comma is sure alone and has all the values. What stands
around it may tell of anything but other money, and may not ask, doubt, condition, deny or take back
(turned, frames).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.understanding.bounds import bounds
from bot.understanding.clauses import is_conditional
from bot.understanding.contents import Contents, look_into
from bot.understanding.fitting import is_of_others
from bot.understanding.frames import is_of_a_log, speaks_of_other_money
from bot.understanding.lexicon import Lexicon, bits_of
from bot.understanding.names import distinct
from bot.understanding.parts import parts_in, typed
from bot.understanding.reading import read
from bot.understanding.turned import turning

if TYPE_CHECKING:
    from bot.understanding.intents import Intent

MOST_PARTS = 8
_MOST_IN_ONE = 3  # parts in a row that say the act together

_ANSWERS = frozenset({"confirm_yes", "confirm_no"})
"""What says nothing by itself."""

_TO_ONE = frozenset({"confirm_disbursed", "pay_out", "release_payout", "refund"})

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
    if bounds().bounds(whole.name, found) or _names_another(whole.name, found):
        return None
    if turning().awaits(whole.name, found):
        return None
    if turning().takes_back(text, whole.name) or speaks_of_other_money(whole.name, found):
        return None
    parts = parts_in(found)
    if not 1 < len(parts) <= MOST_PARTS:
        return None
    said = [typed(found, part, part) for part in parts]
    if turning().told(text) - set().union(*map(turning().told, said)):
        return None  # words that turn it stand on both sides of a break
    for start, end in _windows(len(parts)):
        one = alone(typed(found, parts[start], parts[end - 1]))
        is_it = one.name == whole.name and one.sure and one.slots == whole.slots
        if is_it and _is_talk_around(whole.name, said[:start], said[end:], found.lexicon):
            return one
    return None


def _is_talk_around(
    act: str, before: Sequence[str], behind: Sequence[str], lexicon: Lexicon
) -> bool:
    """Whether nothing around an act changes it; a "but" behind it may, whatever it says."""
    if any(_opens_with_but(part, lexicon) for part in behind):
        return False
    parts = [look_into(read(part, lexicon), lexicon) for part in (*before, *behind)]
    if act == "stop" and not _is_reason(parts):
        return False  # "stop please, loan, thanks"
    return not any(one.numbers or turning().turns_beside(act, one) for one in parts)


def _opens_with_but(part: str, lexicon: Lexicon) -> bool:
    return look_into(read(part, lexicon), lexicon).has(0, "but")


def _names_another(act: str, found: Contents) -> bool:
    """Whether money that goes out would be another's as well: "to Baraka, sorry, to Achieng"."""
    return act in _TO_ONE and len(distinct(found.names)) > 1


def _may_be_anothers(found: Contents) -> bool:
    return turning().is_anothers(found) or is_of_a_log(found) or is_of_others(found)


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """The places of parts in a row, fewer parts first, never all of them."""
    for length in range(1, min(_MOST_IN_ONE, count - 1) + 1):
        for start in range(count - length + 1):
            yield start, start + length


def _is_reason(parts: Sequence[Contents]) -> bool:
    """Whether more than a word or a name stands there beside courtesy."""
    readings = [one for part in parts for one in part.text.readings]
    polite = bits_of(parts[0].lexicon, ("courtesy", "thanks", "greeting", "filler"))
    is_named = any(part.names for part in parts)
    return not is_named and sum(not one.ideas & polite for one in readings) >= _LEAST_REASON
