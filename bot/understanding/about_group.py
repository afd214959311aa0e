"""Everyday questions about the group and its pot, where each word of a text belongs to one.

"Treasurer ni nani", "pot imelipwa?", "when does the round end". Rules that look for evidence read
some of them as reports, and examples as something alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.contents import Contents

_LIGHT = (
    "courtesy", "filler", "article", "auxiliary", "common", "for", "to", "they", "thanks",
    "greeting", "can", "already", "now", "this", "that", "we", "holds", "have", "a_name",
    "spent_on", "money",
)  # fmt: skip
"""What may stand in any of them."""

_OWN = ("i", "me", "mine")
_OPENS = frozenset({"has", "have", "did", "was", "is", "je", "kama", "if"})


@dataclass(frozen=True, slots=True)
class Question:
    """What a text must speak of, one idea of each, to ask this; what else may stand in it; and
    whether it must be put as a question, as its words alone could report the same."""

    intent: str
    speaks_of: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...] = ()
    is_put: bool = False


_HAS_GONE = ("pay.past", "send_to.past", "disburse.past", "receive.past", "got", "give.past")
_ABOUT_POT = ("receive", "pay", "send_to", "disburse", "turn", "round")

_QUESTIONS = (
    Question("who_is", (("who",), ("treasurer", "chair", "secretary"))),
    Question("deadline", (("when",), ("round",), ("close", "finish"))),
    Question("my_turn", (("pot",), _HAS_GONE, _OWN), _ABOUT_POT, is_put=True),
    Question("round_status", (("pot",), _HAS_GONE), _ABOUT_POT, is_put=True),
    Question("money_place", (("how_much",), ("money",), ("group",)), ("place",)),
)


def asked_of_group(found: Contents) -> str | None:
    """Which of these a text asks, word by word; None for any other."""
    if found.numbers or found.receipt:
        return None
    return next((one.intent for one in _QUESTIONS if _is_it(found, one)), None)


def _is_it(found: Contents, one: Question) -> bool:
    words = found.text.words
    if one.is_put and "?" not in words and words[:1] and words[0] not in _OPENS:
        return False
    needed = [idea for ideas in one.speaks_of for idea in ideas]
    known = (*needed, *one.beside, *_LIGHT)
    places = range(len(words))
    speaks = all(found.have(places, ideas) for ideas in one.speaks_of)
    own = () if set(_OWN) <= set(needed) else _OWN
    return speaks and all(
        words[at] == "?" or (found.have([at], known) and not found.have([at], own)) for at in places
    )
