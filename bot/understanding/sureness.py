"""Whether an act is accounted for word by word; what is not is offered by number, never done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.amending import read_change
from bot.understanding.belonging import BESIDE
from bot.understanding.complements import is_complement
from bot.understanding.contents import Contents, days_in, invite_code
from bot.understanding.days import is_month
from bot.understanding.exchanging import rates_in
from bot.understanding.fitting import NAMING, fits_together
from bot.understanding.lexicon import Lexicon, bits_of
from bot.understanding.spending import is_plain

_REPEATED = re.compile(r"(.)\1+")
_OF_A_CLOCK = re.compile(r"\d{1,2}([.:]\d\d)?[ap]m|\d{1,2}[.:]\d\d")
_BY_SO_MUCH = re.compile(
    r"\b(?:by|(?:ongeza|punguza|pandisha|shusha|tu\w+e)\b.*\bkwa)\s+(?:k?shs?\.?|kes)?\s*\d", re.I
)
"""By how much a rule changes, and not what it is to be: "raise contribution by 200"."""

_REF = re.compile(r"(?=\d*[a-f])[0-9a-f]{8}")
_ALWAYS = (
    "courtesy", "thanks", "greeting", "filler", "article", "linker", "i", "me", "mine", "to_me",
    "to", "from", "for", "is_for", "behalf", "yesterday", "now", "already", "day", "relation",
    "title", "each", "neutral", "that", "this", "auxiliary",
)  # fmt: skip
_OBJECTS = ("wrong", "reject", "no", "unjust", "excess", "contest", "complain", "you", "they", "i")
_NEVER = ("not", "forbids", "will", "if", "can", "cannot", "but", "why", "who", "when", "where")
_NOT_ASKING = ("not", "forbids", "will", "if", "cannot", "but", "why", "who", "when")
"""What of these no question for the pages has: "can I", "how do I", "where" are such questions."""

_PERSONS = ("i", "me", "you", "we", "they")
_NOT_SO = frozenset({"not", "notyet", "never", "dont", "will", "if"})  # tenses
_OF_THEIR_OWN = frozenset({
    "remind_all", "remind_one", "language", "switch_group", "reject", "fine_member", "wrong_person",
    "give_back",
})  # fmt: skip
"""These deny or ask by nature: "can you write in Swahili", remind who has not paid, fine who did
not come, who they are not, back to who paid."""


def is_accounted_for(intent: str, found: Contents) -> bool:
    """Whether every word belongs to the act, and nothing asks, denies, doubts or promises."""
    if intent == "amend_rule":
        change = read_change(found.text.original)
        is_to_be = not _BY_SO_MUCH.search(found.text.original)
        return change is not None and change.is_whole and is_to_be
    if intent == "announce":  # it is shown before anything comes of it
        return fits_together(intent, found)
    if intent == "rate":
        return _is_plain_rate(found)
    if intent == "expense":
        return is_plain(found) and not _is_sent_to_member(found)
    if intent == "dashboard":
        return _is_plain_look(found)
    if has_unread_number(intent, found) or not fits_together(intent, found):
        return False
    lexicon = found.lexicon
    if intent not in _OF_THEIR_OWN and found.text.ideas & _turning_round(lexicon):
        return False
    return _is_covered(intent, found)


def _is_sent_to_member(found: Contents) -> bool:
    """Whether what is read as spent may have been sent to who is named: "nimetumia Otieno 1000"."""
    members = found.text.members or {}
    return any(
        found.has(one.start - 1, "send_to.past") for one in found.names if one.start in members
    )


def _is_plain_look(found: Contents) -> bool:
    """Whether nothing but a look at the pages is asked for; a question how, or a slip of the
    finger, asks for it as well."""
    others = bits_of(found.lexicon, _NOT_ASKING)
    if found.text.ideas & others or found.amounts or found.numbers:
        return False
    return _is_covered("dashboard", found, may_be_mended=True)


def _is_plain_rate(found: Contents) -> bool:
    """Whether a rate is said, and nothing asks, denies, doubts, or objects to it.

    Without a number the rate is only told.
    """
    turned = _turning_round(found.lexicon) | bits_of(found.lexicon, _OBJECTS)
    if "?" in found.text.words or found.text.ideas & turned:
        return False
    rates = rates_in(found)
    return rates is None or _is_covered("rate", found, before=rates[0].start)


_OF_A_MONTH = frozenset({"paid_cash", "record_cash", "pay_for"})
_OF_A_DAY = frozenset({"paid_cash", "record_cash", "fine_member"})
"""What may be said with the day on which it was."""


def _is_covered(
    intent: str, found: Contents, before: int | None = None, *, may_be_mended: bool = False
) -> bool:
    """Whether each word is a name, a number, a code, or part of what belongs to the act.

    before: where the words that must be so end; None for all of them. may_be_mended: whether a
    typing mistake counts as the word that is near to it.
    """
    left = places_left_over(intent, found, before, may_be_mended=may_be_mended)
    return next(left, None) is None


def left_over(intent: str, found: Contents) -> list[str]:
    """The words that belong to nothing of an act, as they were typed."""
    return [found.text.surfaces[at] for at in places_left_over(intent, found)]


def places_left_over(
    intent: str, found: Contents, before: int | None = None, *, may_be_mended: bool = False
) -> Iterator[int]:
    """The places of the words that belong to nothing of an act."""
    allowed = bits_of(found.lexicon, (*_ALWAYS, *BESIDE.get(intent, ())))
    covered = _covered(found, has_names=intent in NAMING)
    covered |= days_in(found.text) if intent in _OF_A_DAY else frozenset()
    codes = {invite_code(found) if intent == "join" else None, found.receipt}
    text, small = found.text, [surface.lower() for surface in found.text.surfaces]
    words = zip(text.surfaces[:before], text.readings[:before], strict=True)
    for at, (surface, reading) in enumerate(words):
        if at in covered or surface == "?" or _is_code(surface) or surface.upper() in codes:
            continue
        if intent in _OF_A_MONTH and is_month(small[at]):
            continue  # "1k yake ya July"
        phrase = found.lexicon.phrase_at(text.words, at)
        aside = found.lexicon.asides.at(small, at)
        if phrase and phrase[1].ideas & allowed:
            covered.update(range(at, at + phrase[0]))
        elif aside and not is_complement(intent, at, aside, found):
            covered.update(range(at, at + aside.length))
        elif not _says(reading.ideas, found.lexicon) & allowed or (
            not may_be_mended and _is_guessed(surface, reading.word, found.lexicon)
        ):
            yield at


def _covered(found: Contents, *, has_names: bool) -> set[int]:
    """The places of names, numbers and units."""
    spans = [(name.start, name.end) for name in found.names] if has_names else []
    spans += [(number.start, number.end) for number in found.numbers]
    units = {at for at, word in enumerate(found.text.words) if word in found.lexicon.currencies}
    return units | {at for start, end in spans for at in range(start, end)}


def has_unread_number(intent: str, found: Contents) -> bool:
    """Whether a number stands there that is none of those read; a book ref is none at all."""
    days = days_in(found.text)
    read = {at for number in found.numbers for at in range(number.start, number.end)}
    return any(
        (word[0].isdigit() or word[0] == "-")
        and at not in read
        and at not in days
        and not found.has(at, "day")
        and not _OF_A_CLOCK.fullmatch(word)
        and not (intent == "undo" and _REF.fullmatch(word))
        for at, word in enumerate(found.text.words)
    )


def _is_guessed(surface: str, word: str, lexicon: Lexicon) -> bool:
    """Whether a typing mistake was mended: "praying" is near to "paying", and is not the same."""
    typed = surface.lower().replace("-", "")
    written = (typed, _REPEATED.sub(r"\1", typed), lexicon.in_haste.get(typed))
    return word not in written


def _is_code(surface: str) -> bool:
    """A receipt, reference or invite code: letters and digits in one."""
    return surface.isalnum() and not (surface.isalpha() or surface.isdigit())


def _says(ideas: int, lexicon: Lexicon) -> int:
    """What a word says, and where that is nothing else, who: "nimekopa" is more than "I"."""
    return ideas & ~bits_of(lexicon, _PERSONS) or ideas


@cache
def _turning_round(lexicon: Lexicon) -> int:
    """The bits of what makes a deed none: a negation, a condition, a future, a question."""
    tenses = (bit for idea, bit in lexicon.bits() if idea.partition(".")[2] in _NOT_SO)
    return bits_of(lexicon, _NEVER) | sum(tenses)
