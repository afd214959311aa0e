"""What bounds an act: it is of a part, of every month, for another day, but for some, or undone.

"Waive half of Baraka's fine" is no waiver of the fine, "close the round on Friday" closes nothing
now, and "I sent the pot to Baraka's wife" is no payout to Baraka. Each word of such a text may
belong to the act; what they say together does not. The lists are in [bounds] of each language's
words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from bot.understanding.asides import KIN
from bot.understanding.belonging import belonging_to
from bot.understanding.contents import SOME_DAY, TODAY, Contents
from bot.understanding.days import is_month
from bot.understanding.fitting import NAMING
from bot.understanding.intents import ACTS
from bot.understanding.lexicon import bits_of
from bot.understanding.names import Name
from bot.understanding.parts import opening_link, parts_in
from bot.understanding.phrases import Phrases
from bot.words import lexicon as word_tables

_TOLD = frozenset({
    "paid_cash", "record_cash", "move_cash", "bank_move", "exchange", "welfare_contribute",
    "confirm_disbursed", "paid_claim", "loan_repay", "expense",
})  # fmt: skip
"""What is told of as done."""

_OF_A_WHOLE = frozenset({
    "confirm_disbursed", "pay_out", "release_payout", "waive", "refund", "give_back", "undo",
    "close_round",
})  # fmt: skip
"""What is done to all of a thing, or not at all."""

_OF_AN_AMOUNT = (_TOLD - {"confirm_disbursed"}) | {"refund", "pay_for", "ask_to_pay", "waive"}
_OF_ANY_TIME = frozenset({"amend_rule", "language", "start", "meeting", "announce", "wrong_person"})
"""What may hold from then on: "English every time", a rule for each month."""

_SETTINGS = frozenset({"switch_group", "receive_phone", "pay_phone"})
_REMINDERS = frozenset({"remind_all", "remind_one"})
_OF_PEOPLE = frozenset({"remind_all", "remind_one", "fine_member", "waive"})
_UNSAID = frozenset({"wrong_person", "add_member", "join"})
"""What names people of whom nothing is told."""

_SILENCE = frozenset({"stop"})
"""What has a grammar of its own (opting_out)."""

_PASSED_ON = _TOLD - {"expense", "loan_repay", "exchange"} | {"pay_out", "pay_for"}
_NOT_LATER = (_TOLD - {"loan_repay"}) | _OF_ANY_TIME | _SETTINGS | _REMINDERS | _SILENCE
BARRED_BY: Mapping[str, frozenset[str]] = {
    "part": _OF_A_WHOLE,
    "around": _OF_AN_AMOUNT | {"confirm_disbursed"},
    "or_so": _OF_AN_AMOUNT | {"confirm_disbursed"},
    "not_money": _TOLD - {"expense"},
    "rate": ACTS - _OF_ANY_TIME,
    "often": ACTS - _OF_ANY_TIME - _SILENCE,
    "later": ACTS - _NOT_LATER,
    "until": ACTS - _NOT_LATER - {"fine_member", "add_member"},  # "was absent on Saturday"
    "month": ACTS - (_NOT_LATER - _REMINDERS) - {"loan_repay"},
    "failed": _TOLD,
    "but_for": ACTS - _SILENCE,
    "without": frozenset({"remind_all"}),
    "instead": ACTS,
    "in_place": ACTS - {"undo"},
    "for_now": ACTS - _OF_ANY_TIME - _SETTINGS,
    "over": _OF_PEOPLE,
    "much": _OF_PEOPLE,
    "taken": frozenset({"paid_cash", "pay_for", "welfare_contribute", "loan_repay"}),
    "corrects": ACTS - _SILENCE - {"wrong_person", "undo"},
    "long_ago": _TOLD,
    "gifts": _TOLD | {"pay_out", "receive_phone"},
    "hard": frozenset({"language"}),
    "other_use": frozenset({"receive_phone"}),
    "lenders": frozenset({"loan_repay"}),
    "other_list": frozenset({"add_member"}),
    "some": frozenset({"remind_all", "remind_one"}),
    "promised": frozenset({"record_cash"}),
    "other_thing": frozenset({"undo"}),
}
"""Which acts each list bounds."""

_IN_RETURN = frozenset({"instead", "but_for"})
_BEHIND = frozenset({"later", "until", "failed", "often", "corrects"})
"""What bounds an act only behind it, and not in a reason."""

_PLACED: Mapping[str, Callable[[Contents, int, int], bool]] = {
    "around": lambda found, at, length: any(one.start == at + length for one in found.numbers),
    "over": lambda found, at, length: any(one.start == at + length for one in found.numbers),
    "rate": lambda found, at, _: any(one.end == at for one in found.numbers),
    "corrects": lambda found, at, _: _names_anew(found, at),
    "not_money": lambda found, at, length: any(
        one.start - _NEAR < at + length and at < one.end + _NEAR for one in found.numbers
    ),
    "month": lambda found, at, _: any(map(is_month, found.text.words[at + 1 : at + 2])),
}
"""What bounds only an amount: "about 500", "500 a month"."""

_NEAR = 3  # words
_BEFORE_A_YEAR = frozenset({"in", "year", "mwaka"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_TAKERS = (
    "article", "mine", "me", "they", "you", "we", "treasurer", "chair", "secretary", "title",
    "relation", "group", "member", "bank", "number", "handset", "cash", "money", "this", "that",
    "day", "place", "kin", "round", "month", "loan", "welfare", "contribution", "date", "set_on",
)  # fmt: skip
"""What may stand behind "to" that is no deed."""


class Bounds:
    """The words of all languages that bound an act."""

    def __init__(self, tables: Iterable[Mapping[str, Mapping[str, Sequence[str]]]]) -> None:
        """tables: the words of each language."""
        self._phrases = Phrases(table.get("bounds", {}) for table in tables)

    def conditions(self, intent: str, found: Contents) -> bool:
        """Whether what stands anywhere, be it in a reason, asks for something in return."""
        return bool(set(self._named(intent, found)) & _IN_RETURN)

    def bounds(self, intent: str, found: Contents) -> bool:
        """Whether what a text says is less, more, or another thing than the act."""
        named = set(self._named(intent, found))
        return (
            bool(named & _barring(intent))
            or (intent not in _OF_ANY_TIME | _UNSAID | _SILENCE and _names_year(found))
            or (
                intent in NAMING - _UNSAID
                and any(_owns(name, intent, found) for name in found.names)
            )
            or (intent in _PASSED_ON and _is_passed_on(found))
        )

    def _named(self, intent: str, found: Contents) -> Iterator[str]:
        """The lists of which the text has a phrase: of times and failures only behind what the act
        is about, and not in a reason."""
        small = [surface.lower() for surface in found.text.surfaces]
        first = min(belonging_to(intent, found), default=0)
        reasons = _reasons(found)
        for at in range(len(small)):
            if at in (found.text.members or {}):
                continue
            length, name = self._phrases.at(small, at) or (1, "")
            if _is_some_day(found, at):
                name = "until"
            is_placed = name not in _PLACED or _PLACED[name](found, at, length)
            is_told = name not in _BEHIND or (at > first and at not in reasons)
            if is_placed and is_told:
                yield name


def _reasons(found: Contents) -> set[int]:
    """The places of the words that give a reason."""
    parts = (part for part in parts_in(found) if opening_link(found, part) == "reason")
    return {at for part in parts for at in part}


def _is_some_day(found: Contents, at: int) -> bool:
    """Whether a day other than today and those that were is named there."""
    kind = found.lexicon.kind(found.text.readings[at].ideas, "day")
    return kind not in (None, TODAY, SOME_DAY)


def _names_anew(found: Contents, at: int) -> bool:
    """Whether an amount, a phone or a name is said once more behind a place: "500, sorry 600"."""
    places = {one.start for one in found.numbers} | {one.start for one in found.names}
    return min(places, default=at) < at and not places.isdisjoint(range(at + 1, at + _NEAR + 1))


def _barring(intent: str) -> frozenset[str]:
    """The lists that bound an act."""
    return frozenset(name for name, acts in BARRED_BY.items() if intent in acts)


def _names_year(found: Contents) -> bool:
    """Whether a year stands there that is no amount: "in 2019", "mwaka wa 2019", "2019 March"."""
    words, money = found.text.words, {one.start for one in found.amounts[:1]}
    return any(
        at not in money or not _BEFORE_A_YEAR.isdisjoint(words[max(0, at - 2) : at])
        for at, word in enumerate(words)
        if _YEAR.fullmatch(word)
    )


def _owns(name: Name, intent: str, found: Contents) -> bool:
    """Whether a name says whose something is that the act is not about: "Baraka's wife"."""
    if not found.text.surfaces[name.end - 1].lower().endswith(("'s", "s'")):
        return False
    if name.end >= len(found.text.words):
        return True
    small = [surface.lower() for surface in found.text.surfaces]
    aside = found.lexicon.asides.at(small, name.end)
    is_of_theirs = name.end in belonging_to(intent, found) or small[name.end][0].isdigit()
    is_strict = intent == "pay_for" and not found.has(name.end, "neutral")
    return (aside is not None and aside.kind in (KIN, "place", "title")) or (
        is_strict and not is_of_theirs
    )


def _is_passed_on(found: Contents) -> bool:
    """Whether what was given is for somebody to do something with: "500 to give to Wanjiru"."""
    return any(_is_use(found, at) for at in range(2, len(found.text.words)))


def _is_use(found: Contents, at: int) -> bool:
    """Whether a deed stands behind "to", and that behind who got something, or what."""
    words, before = found.text.surfaces, at - 2
    if words[at - 1].lower() != "to" or any(one.start == at for one in found.names):
        return False
    ends = {one.end for one in found.names} | {one.end for one in found.numbers}
    is_behind = at - 1 in ends or found.have((before,), ("cash", "money", "pot"))
    aside = found.lexicon.asides.at([word.lower() for word in words], at)
    is_taker = found.text.readings[at].ideas & bits_of(found.lexicon, _TAKERS) or aside
    is_deed = found.has(at, "give") or found.has(at, "send_to") or not is_taker
    return is_behind and is_deed and words[at].isalpha()


@cache
def bounds() -> Bounds:
    """The one reader of such words."""
    return Bounds(word_tables())
