"""Which language, group, request or round a text chooses, of those that it names."""

from __future__ import annotations

import re

from bot.understanding.amounts import Number
from bot.understanding.contents import Contents, look_into, request_ref
from bot.understanding.lexicon import all_languages
from bot.understanding.names import first_name, opens_sentence
from bot.understanding.reading import read

LAST_ROUND = 99

_ASKING = ("speak", "want", "change", "use", "give_me", "switch")
_BEFORE_IT = frozenset({"in", "kwa", "to", "using"})
_REFUSING = frozenset({"not", "no", "si", "sio", "siyo", "hapana", "acha"})
_OTHER = ("en", "sw")
_REACH = 4  # words before a language that may ask for it: "speak with me Kiswahili"
_GENERAL = frozenset({"group", "chama", "kikundi", "kundi", "groups", "vikundi", "vyama"})
_CALLED = frozenset({"ya", "cha", "la", "za", "called", "named"})
_DASHED_REF = re.compile(r"\b[A-Z]{1,3}-\d{1,6}\b", re.I | re.ASCII)


_POINTING = frozenset({
    "hii", "hiyo", "iyo", "ile", "hizi", "hizo", "izo", "zile", "this", "that", "these", "those",
    "your", "yenu", "zenu",
})  # fmt: skip
"""What stands before the language that was written so far: "hii swa ndefu"."""


def language(found: Contents) -> str | None:
    """The language asked for: "in English, not Swahili", "no English, use Swahili"; the last one
    where nothing tells two apart."""
    asked = _languages(found)
    if len(asked) == 1 and _is_not_understood(found):
        return next(other for other in _OTHER if other not in asked)
    return max(reversed(asked), key=asked.__getitem__) if asked else None


def wishes_language(text: str) -> bool:
    """Whether a text wants to be written to in a language, and does not only speak of one."""
    lexicon = all_languages()
    found = look_into(read(text, lexicon), lexicon)
    return not is_talk_of_language(found)


def knows_only_other(text: str) -> bool:
    """Whether who writes does not understand, or forbids, the one language that a text names."""
    lexicon = all_languages()
    found = look_into(read(text, lexicon), lexicon)
    return "?" not in text and len(_languages(found)) == 1 and _is_not_understood(found)


def is_talk_of_language(found: Contents) -> bool:
    """Whether languages are only spoken of: what a word is in one, what was spoken or eaten, that
    either is good."""
    weights = list(_languages(found).values())
    is_either = len(weights) > 1 and len(set(weights)) == 1
    is_of_word = found.speaks_of("what") and found.speaks_of("for")
    is_refused = bool(weights) and max(weights) < 0 and not _is_not_understood(found)
    return is_either or is_of_word or is_refused or found.speaks_of("yesterday")


def _is_not_understood(found: Contents) -> bool:
    """Whether who writes does not know the one language that is named, or forbids it: "I don't
    understand Swahili", "usiandike kizungu"."""
    words = range(len(found.text.words))
    is_mine = found.speaks_of("i") and not found.speaks_of("kin")
    is_unknown = is_mine and any(map(found.speaks_of, ("understand.not", "speak.not", "know.not")))
    small = [surface.lower() for surface in found.text.surfaces]
    is_forbidden = any(
        found.has(at, "speak") and small[at].startswith(("usi", "msi")) for at in words
    )
    return is_unknown or is_forbidden


def is_clear_language(found: Contents) -> bool:
    """Whether one language is named, or one of them asked for more plainly than the other."""
    weights = list(_languages(found).values())
    is_told_apart = len(weights) < 2 or len(set(weights)) > 1
    return is_told_apart and max(weights, default=0) >= 0  # "my English is borrowed"


def _languages(found: Contents) -> dict[str, int]:
    """The languages named, in the order of their last mention; how plainly each is asked for."""
    asked: dict[str, int] = {}
    for at, reading in enumerate(found.text.readings):
        kind = found.lexicon.kind(reading.ideas, "language")
        if kind:
            weight = _asked_for(found, at)
            asked[kind] = max(weight, asked.pop(kind, weight))
    return asked


def _asked_for(found: Contents, at: int) -> int:
    """How plainly the words before a language ask for it; below nothing where they refuse it."""
    words = found.text.words
    if any(found.has(beside, "mine") for beside in (at - 1, at + 1)):
        return -1  # "my Swahili is bad"
    if at and found.text.surfaces[at - 1].lower() in _POINTING:
        return -1  # "hii swa ndefu"
    weight = 0
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if _is_parted(found, before) or found.lexicon.kind(
            found.text.readings[before].ideas, "language"
        ):
            break
        if words[before] in _REFUSING or _is_unknown_at(found, before):
            return -1
        is_next = before == at - 1
        if any(found.has(before, idea) for idea in _ASKING) or (
            is_next and words[before] in _BEFORE_IT
        ):
            weight = 1
    return weight


def _is_unknown_at(found: Contents, at: int) -> bool:
    """Whether "don't understand" or "don't speak" stands there."""
    return found.has(at, "not") and found.have((at + 1,), ("understand", "speak"))


def _is_parted(found: Contents, at: int) -> bool:
    """Whether a comma or a full stop stands behind a word."""
    text = found.text
    return bool(re.search(r"[.,;!?]", text.original[text.ends[at] : text.starts[at + 1]]))


def group(found: Contents) -> str | None:
    """The words with capitals within a sentence, "Group" and "Chama" aside; else what stands beside
    a word for a group; else a name."""
    run: list[str] = []
    for at, surface in enumerate(found.text.surfaces):
        if _is_of_its_name(found, at, is_within=bool(run)):
            run.append(surface)
        elif run:
            break
    name = first_name(found.names, ("to", "for", ""))
    return " ".join(run) or _beside_group(found) or (name.text if name else None)


def _is_of_its_name(found: Contents, at: int, *, is_within: bool) -> bool:
    text, surface = found.text, found.text.surfaces[at]
    if surface.isdigit():  # "Ward 7 Welfare"
        return is_within and at + 1 < len(text.surfaces) and text.surfaces[at + 1][0].isupper()
    is_part = len(surface) > 1 and surface[0].isupper() and surface.isalpha()
    return is_part and text.words[at] not in _GENERAL and not opens_sentence(text, at)


def _beside_group(found: Contents) -> str | None:
    """ "bidii" in "the bidii group" and "chama ya bidii"."""
    words, surfaces = found.text.words, found.text.surfaces
    for at, word in enumerate(words):
        if word not in _GENERAL:
            continue
        behind = at + 2 if at + 1 < len(words) and words[at + 1] in _CALLED else len(words)
        for place in (at - 1, behind):
            if 0 <= place < len(words) and _is_no_more_than_a_name(found, place):
                return surfaces[place]
    return None


def _is_no_more_than_a_name(found: Contents, at: int) -> bool:
    little = sum(map(found.lexicon.bit, ("also_name", "a_name", "first_name")))
    return found.text.surfaces[at].isalpha() and not found.text.readings[at].ideas & ~little


def ref(found: Contents) -> str | None:
    """The reference of a request, also with a dash or in words: "L-7", "ombi la tatu"."""
    dashed = _DASHED_REF.search(found.text.original)
    if dashed or (code := request_ref(found)):
        return dashed[0].upper() if dashed else code
    numbers = (one for one in found.numbers if _is_behind(found, one, ("request", "number")))
    return next((str(one.value) for one in numbers if not one.others), None)


def closed_round(found: Contents) -> int | None:
    """The number of a round that is closed and not named: "ya saba imeisha", "the second one"."""
    for number in found.numbers:
        is_counting = found.has(number.end, "counted") or found.has(number.end, "member")
        is_ordinal = found.text.words[number.start] in found.lexicon.ordinals
        is_small = number.value <= LAST_ROUND and not (number.others or is_counting)
        if is_small and (is_ordinal or found.has(number.start - 1, "for")):
            return int(number.value)
    return None


def _is_behind(found: Contents, number: Number, ideas: tuple[str, ...]) -> bool:
    """Whether a word of these ideas stands right before a number, or before its "la" or "ya"."""
    before = number.start - 1 - found.has(number.start - 1, "for")
    return any(found.has(before, idea) for idea in ideas)
