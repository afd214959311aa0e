"""Reads a text word by word: the words as the lexicon spells them, and the ideas they carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.lexicon import Lexicon, Reading
from bot.understanding.names import members_in
from bot.understanding.people import People
from bot.understanding.tokens import folded

LOOKED_AT = 600  # characters; what a member wants is said by then, and hostile texts cost no more
REACH_OF_NOT = 3  # words behind "not" that it turns around: "has not yet been paid"

_PHONE = re.compile(r"(?<![\w+])(?:\+?254|0)[ -]?[17](?:[ -]?\d){8}(?!\w)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into words.

    original: all of it, quotes straightened; what follows is of its beginning only.
    surfaces: the words as typed; words: in small letters, typing mistakes mended.
    starts, ends: where each word stands in `original`.
    readings: what each word means by itself; ideas: all ideas of the text, phrases included.
    phone: the first Kenyan phone number as typed, "" when there is none.
    members: where people of the group are named, by the place of the first word: the place behind;
    None where it is not known who they are.
    """

    original: str
    surfaces: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    readings: list[Reading]
    ideas: int
    phone: str
    members: Mapping[int, int] | None = None


def read(text: str, lexicon: Lexicon, people: People | None = None) -> Text:
    """The words and ideas of the first `LOOKED_AT` characters."""
    original = folded(text)
    body = original[:LOOKED_AT]
    phone = _PHONE.search(body) if "7" in body or "1" in body else None
    if phone:  # its digits are no amount; blanks keep every other word in its place
        body = _PHONE.sub(lambda match: " " * len(match[0]), body)
    found = _without_small_talk(_found(body, lexicon), lexicon)
    surfaces = [match[2] for match in found]
    readings = [lexicon.read(_spelled(surface)) for surface in surfaces]
    members = members_in(surfaces, readings, lexicon, people) if people is not None else None
    for start, end in (members or {}).items():
        readings[start:end] = [_member(surface, lexicon) for surface in surfaces[start:end]]
    words = [reading.word for reading in readings]
    return Text(
        original,
        surfaces,
        words,
        [match[0] for match in found],
        [match[1] for match in found],
        readings,
        _ideas(words, readings, lexicon),
        phone[0] if phone else "",
        members,
    )


def _found(body: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Start, end and surface of each token; "round 3 500" tells of a round and an amount."""
    found: list[tuple[int, int, str]] = []
    for match in lexicon.tokens.finditer(body):
        surface = match[0]
        if " " in surface and found and lexicon.is_numbered([one[2] for one in found[-2:]]):
            first, _, rest = surface.partition(" ")
            found.append((match.start(), match.start() + len(first), first))
            found.append((match.end() - len(rest), match.end(), rest))
        else:
            found.append((match.start(), match.end(), surface))
    return found


def _without_small_talk(
    found: list[tuple[int, int, str]], lexicon: Lexicon
) -> list[tuple[int, int, str]]:
    """The tokens without "hope you are fine" and "mungu akubariki", unless that is all."""
    kept = lexicon.small_talk.without([surface.lower() for _, _, surface in found])
    return [found[at] for at in kept]


def _spelled(surface: str) -> str:
    """As the lexicon spells it: in small letters, "sita-approve" in one."""
    small = surface.lower()
    return small.replace("-", "") if small[0].isalpha() else small


def _member(surface: str, lexicon: Lexicon) -> Reading:
    """A member's name, whatever else the word means."""
    return Reading(surface.lower(), lexicon.bit("a_name"), lexicon.bit("a_name"), True)


def _ideas(words: list[str], readings: list[Reading], lexicon: Lexicon) -> int:
    """The ideas of all words and phrases; those shortly behind a "not" turned around."""
    ideas = 0
    negation = lexicon.bit("not")
    negated_until = 0
    for position, reading in enumerate(readings):
        phrase = lexicon.phrase_at(words, position)
        is_negated = position < negated_until
        ideas |= reading.negated if is_negated else reading.ideas
        if phrase:
            ideas |= phrase[1].negated if is_negated else phrase[1].ideas
        if reading.ideas & negation or (phrase and phrase[1].ideas & negation):
            negated_until = position + 1 + REACH_OF_NOT
    return ideas | _bereaved(readings, lexicon)


def _bereaved(readings: list[Reading], lexicon: Lexicon) -> int:
    """The ideas of a death where one of the family was lost: a phone or a job that was is none."""
    lost = lexicon.bit("lose.past")
    own = lexicon.bit("i") | lexicon.bit("mine") | lexicon.bit("we") | lexicon.bit("filler")
    between = own | sum(map(lexicon.bit, ("article", "courtesy", "they")))
    for position, reading in enumerate(readings):
        if reading.ideas & lost:
            behind = position + 1
            while behind < len(readings) and not readings[behind].ideas & lexicon.bit("kin"):
                if not readings[behind].ideas & between:
                    break
                behind += 1
            else:
                if behind < len(readings):
                    said = readings[max(0, position - 1) : behind + 1]
                    is_own = any(reading.ideas & own & ~lexicon.bit("filler") for reading in said)
                    event = lexicon.bit("event") | lexicon.bit("event.bereavement")
                    return event | lexicon.bit("i_suffer") * is_own
    return 0
