"""Whether a word stands where a person does: "from mercy", "baraka gave me", "kumbusha joy alipe".

So a name is told from the same word that means something else, without a capital or a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.understanding.lexicon import Lexicon, Reading

_ACTS = ("pay.past", "give.past", "give_to_me.past")
_DONE = (*_ACTS, "pay.notyet", "receive.past", "done_by", "debt")
"""What stands behind who did it, or has not."""

_DOING = ("pay", "give", "receive", "return", "borrow", "come", "remain", "finish")
_TAKES = (
    "title", "kin", "remind", "pay_for", "refund", "forgive", "tell", "ask_them", "ask", "stk",
    "add", "pay", "send_to", "record",
)  # fmt: skip
"""What stands before a person: "mama zawadi", "remind joy", "lipia patience 300"."""

_OWNED = (
    "pay", "pay_for", "contribution", "money", "cash", "fine", "statement", "history", "balance",
    "debt", "loan", "pot", "turn", "welfare", "event", "kin", "receipt_word", "number", "remind",
    "behalf", "stk", "payout",
)  # fmt: skip
"""What is somebody's, or for somebody: "fine of grace", "salio la neema", "msiba wa imani"."""

_JOINING = frozenset({"na", "and", "n"})
_IS = frozenset({"ni", "is", "are", "was", "ilikuwa", "zilikuwa"})
_MARKING = ("for", "is_for", "to")
_FIGURES = {"4": "for", "2": "to"}
"""Figures that stand for a word: "payin 4 patience", "sent 2 grace"."""

_HAS = frozenset({"ana", "hana", "anadaiwa", "hadaiwi"})
"""Behind who has something, or has not."""

_GRACE = frozenset({"period", "periods", "day", "days", "time", "week", "weeks"})
"""Behind "grace" it is time that is given."""


def is_giver_or_taker(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """Whether a word stands where one does: "from mercy", "baraka gave me", "gave joy"."""
    before = readings[at - 1].ideas if at else 0
    is_from = lexicon.bit("from")
    if before & (is_from | lexicon.bit("give.past")):
        return True
    if at > 1 and before & lexicon.bit("to") and readings[at - 2].ideas & is_from:
        return True  # "kutoka kwa baraka"
    verb = _verb_behind(readings, at, lexicon)
    return bool(verb & _bits(lexicon, _ACTS)) and not verb & lexicon.bit("i")


def is_titled(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """Whether a title stands before a word: "mzee kinyi"."""
    return at > 0 and bool(readings[at - 1].ideas & lexicon.bit("title"))


def is_acted_for(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """Whether a word stands behind what is done for a person: "nalipia makokha", "refund kinyi"."""
    return at > 0 and bool(
        readings[at - 1].ideas & _bits(lexicon, ("pay_for", "refund", "forgive"))
    )


def is_person(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """Whether a word that is a first name as well stands for a person here."""
    if at + 1 < len(readings) and readings[at + 1].word in _GRACE:
        return False
    return (
        is_giver_or_taker(readings, at, lexicon)
        or (at > 0 and bool(readings[at - 1].ideas & _bits(lexicon, _TAKES)))
        or _does_it(readings, at, lexicon)
        or _is_asked_about(readings, at, lexicon)
        or _owns_it(readings, at, lexicon)
        or _is_joined(readings, at, lexicon)
        or is_first_of_two(readings, at, lexicon)
    )


def is_first_of_two(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """ "grace wanjiku", but not "I hope otieno pays"."""
    before = readings[at - 1].ideas if at else 0
    is_followed = at + 1 < len(readings) and readings[at + 1].ideas & lexicon.bit("a_name")
    return bool(is_followed and not before & _bits(lexicon, ("i", "we", "you")))


def role_of_figure(word: str) -> str:
    """The role of a name behind a figure that stands for a word; "" for another word."""
    return _FIGURES.get(word, "")


def _verb_behind(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> int:
    """The ideas of the word behind, or of the one behind its auxiliary: "has paid"."""
    behind = [reading.ideas for reading in readings[at + 1 : at + 3]]
    is_helped = len(behind) > 1 and behind[0] & lexicon.bit("auxiliary")
    return behind[1] if is_helped else behind[0] if behind else 0


def _does_it(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """ "joy owes", "neema ameshatuma", "did grace pay"."""
    verb = _verb_behind(readings, at, lexicon)
    if verb & lexicon.bit("i"):
        return False
    is_theirs = verb & lexicon.bit("they") or (
        at > 0 and readings[at - 1].ideas & lexicon.bit("auxiliary")
    )
    is_act = verb & _bits(lexicon, _DOING)
    return bool(verb & _bits(lexicon, _DONE) or (is_theirs and is_act))


def _is_asked_about(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """ "baraka balance", "baraka ana deni ngapi", "does baraka have", "when will mercy get"."""
    if at + 1 >= len(readings):
        return False
    behind = readings[at + 1]
    asked = lexicon.bit("auxiliary") | lexicon.bit("will")
    is_asked = at > 0 and bool(readings[at - 1].ideas & asked)
    has_it = bool(behind.ideas & _bits(lexicon, ("have", "receive")))
    is_owner = at == 0 and bool(behind.ideas & _bits(lexicon, _OWNED))
    return behind.word in _HAS or is_owner or (is_asked and has_it)


def _is_joined(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """ "otieno na joy"."""
    names = lexicon.bit("a_name") | lexicon.bit("first_name")
    is_behind = at > 1 and readings[at - 1].word in _JOINING
    return bool(is_behind and readings[at - 2].ideas & names)


def _owns_it(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """ "500 for grace", "msiba wa neema": behind a small word that something of money is before."""
    if at < 2:
        return False
    mark, what = readings[at - 1], readings[at - 2]
    is_marked = mark.ideas & _bits(lexicon, _MARKING) or mark.word in _FIGURES
    is_number = what.word[0].isdigit() or what.word in lexicon.numbers
    is_owned = (
        is_number
        or what.word in _IS
        or what.word in lexicon.scales
        or what.word in lexicon.currencies
    )
    return bool(is_marked and (is_owned or what.ideas & _bits(lexicon, _OWNED)))


@cache
def _bits(lexicon: Lexicon, ideas: tuple[str, ...]) -> int:
    """The bits of ideas, a root with all its kinds."""
    roots = set(ideas)
    return sum(
        bit for idea, bit in lexicon.bits() if idea in roots or idea.partition(".")[0] in roots
    )
