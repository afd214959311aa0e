"""Who gave cash, who took it and for whom it is, by the place of each name in a report of it.

"Baraka amempa Wanjiru 500 ya Njeri": Baraka gave, Wanjiru took, and it is Njeri's. Who reports is
none of these but by "I" and "me".
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.contents import Contents
from bot.understanding.names import Name, distinct

OFFICES = ("treasurer", "chair", "secretary")
SEVERAL = 2

PAID, RECORD = "paid_cash", "record_cash"
_DIRECTED = frozenset({PAID, RECORD})

_GIVING = ("give.past", "pay.past", "send_to.past")
_GIVEN_TO_ME = ("give_to_me.past", "give_me.past")
_HANDING = (
    *(*_GIVING, *_GIVEN_TO_ME, "receive.past", "got", "to_me"),
    *("take.past", "collect.past", "record", "put"),
)
_BETWEEN = ("article", "to", "auxiliary")
_JOINING = frozenset({"na", "and", "n", "&", "plus"})


@dataclass(frozen=True, slots=True)
class Handover:
    """The people of one report of cash, each in one role; offices by their English word.

    unplaced: who is named beside them, and it cannot be told what for.
    """

    givers: tuple[Name, ...] = ()
    takers: tuple[str, ...] = ()
    for_whom: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


def directed(intent: str, found: Contents) -> str:
    """The same report of cash from the side on which its writer stands: who says "handed me" or
    "akanipa" took it, who says "I gave" or "nimempa" gave it, and who says "Baraka gave" tells of
    others, whoever else is named, and wherever.

    A text that says two of these, or none, stays what it was taken for.
    """
    if intent not in _DIRECTED or found.speaks_of("to_oneself"):
        return intent
    sides = {side for at in range(len(found.text.words)) if (side := _side_of(found, at))}
    return sides.pop() if len(sides) == 1 else intent


def other_side(intent: str, found: Contents) -> str:
    """The other reading of a report that has no word of giving or receiving, "Otieno 500 cash"; ""
    for any that has one, and for what is none."""
    if intent not in _DIRECTED or any(map(found.speaks_of, _HANDING)):
        return ""
    return RECORD if intent == PAID else PAID


def _side_of(found: Contents, at: int) -> str:
    """On which side of a giving at this place the writer stands; "" for neither, or no giving."""
    if any(found.has(at, given) for given in _GIVEN_TO_ME):
        return RECORD
    if not any(found.has(at, giving) for giving in _GIVING):
        return ""
    is_passive = _is_phrase_of(found, at - 1, "given_by_others")
    subject = at - 1 - is_passive
    while found.has(subject, "auxiliary"):
        subject -= 1
    if found.has(at, "i") or _is_writer_acting(found, subject):
        return RECORD if is_passive else PAID
    is_told_of_others = any(name.end == subject + 1 for name in found.names) and not is_passive
    is_to_writer = found.has(at, "to_me") or _is_writer(found, _behind(found, at))
    return RECORD if is_to_writer or is_told_of_others else ""


def _is_phrase_of(found: Contents, at: int, idea: str) -> bool:
    """Whether a phrase of an idea begins at a place."""
    phrase = found.lexicon.phrase_at(found.text.words, at) if at >= 0 else None
    return phrase is not None and bool(phrase[1].ideas & found.lexicon.bit(idea))


def _behind(found: Contents, at: int) -> int:
    """The place behind a giving of who or what was given, "over to" aside."""
    at += 1
    while any(found.has(at, idea) for idea in _BETWEEN):
        at += 1
    return at


def _is_writer(found: Contents, at: int) -> bool:
    """Whether a place says "me", and not "my" or "I"."""
    return found.has(at, "me") and not found.has(at, "i")


def _is_writer_acting(found: Contents, at: int) -> bool:
    """Whether a place says "I", and not "my"."""
    return found.has(at, "i") and not found.has(at, "mine")


def given_by_sender(found: Contents) -> Handover:
    """ "nimempa Wanjiru 500 ya Njeri": the sender gave it.

    Who opens the text is spoken to, or is the sender: "Otieno, nimempa Wanjiru 500".
    """
    takers = [
        name
        for at, name in enumerate(found.names)
        if _is_held_by(found, name) or (not _opens(name) and _took(found, at))
    ]
    named = [name for name in found.names if not _opens(name) and name not in takers]
    for_whom = [name.text for name in named if name.role == "for"]
    others = [name for name in named if name.role != "for"]
    if not takers and not _offices(found, others):
        takers, others = (others or _told_of_first(found))[:1], others[1:]
    return Handover(
        takers=(*(name.text for name in takers), *_offices(found, takers)),
        for_whom=tuple(for_whom),
        unplaced=tuple(name.text for name in others),
    )


def _told_of_first(found: Contents) -> list[Name]:
    """Who opens the text and did something by it, "Wanjiru alikuja kwangu nikampa 500", or is named
    where nobody is said to have done anything: "Otieno 500 cash"."""
    opening = [name for name in found.names if _opens(name)]
    if not any(map(found.speaks_of, _HANDING)):
        return opening
    return [name for name in opening if found.has(name.end, "they") or found.has(name.end, "come")]


def told_of(found: Contents) -> Handover:
    """ "Baraka amempa Wanjiru 500", "received 500 from Baraka for Njeri": who gave is named too.

    Who is named alone gave it, or it is put down for them.
    """
    takers = [name for at, name in enumerate(found.names) if _took(found, at)]
    if len(found.names) == 1 and not _takes_or_is_given(found, found.names[0]):
        takers = []
    others = [name for name in found.names if name not in takers]
    others = [name for name in others if not _is_spoken_to(found, name)] or others
    givers = [name for name in others if name.role != "for"] or others
    return Handover(
        givers=tuple(distinct(givers)),
        takers=(*(name.text for name in takers), *_offices(found, takers)),
        for_whom=tuple(name.text for name in others if name not in givers),
    )


def names_taker(found: Contents) -> bool:
    """Whether somebody is said to have been given something: "gave Wanjiru", "gave me"."""
    if found.speaks_of("to_me") and found.speaks_of("give.past"):
        return True
    offices = (place for office in OFFICES for place in _places(found, office))
    return any(found.is_given_to(name) for name in found.names) or any(
        found.has(_before(found, place), "give.past") for place in offices
    )


def is_clear_who_took(found: Contents) -> bool:
    """Whether a report says plainly who took the cash and who gave it.

    "cash received Wanjiru 500" may mean either, and "Otieno, received 500" may be said to him.
    """
    if len(found.names) != 1:
        opening = (name for name in found.names if _opens(name) and not _is_spoken_to(found, name))
        return not any(_is_followed_by_comma(found, name) for name in opening)
    (name,) = found.names
    if _opens(name):
        return not (_is_followed_by_comma(found, name) and _is_followed_by_receiving(found, name))
    return not (name.role == "" and _is_received_by_nobody(found, name))


def _took(found: Contents, at: int) -> bool:
    """Whether a name is of somebody who took it: also "na Otieno" behind one who did."""
    name = found.names[at]
    if _is_given_to(found, name) or name.role == "to" or _is_followed_by_receiving(found, name):
        return True
    before = name.start - 2
    if before < 0 or found.text.words[before + 1] not in _JOINING:
        return False
    is_behind_office = any(found.has(before, office) for office in OFFICES)
    return is_behind_office or (
        at > 0 and found.names[at - 1].end == before + 1 and _took(found, at - 1)
    )


def _is_held_by(found: Contents, name: Name) -> bool:
    """ "in the hands of Joy", "in Wairimu's palm"."""
    return name.role == "for" and any(found.has(at, "held_in") for at in (name.start - 2, name.end))


def _takes_or_is_given(found: Contents, name: Name) -> bool:
    """Whether somebody named alone took it; "amelipa Njeri 500" is what Njeri paid."""
    return found.is_given_to(name) or _is_followed_by_receiving(found, name)


def _is_given_to(found: Contents, name: Name) -> bool:
    """Whether a name stands behind a giving of somebody: "amempa Wanjiru", "paid Wanjiru"."""
    return any(found.has(name.start - 1, giving) for giving in _GIVING)


def _is_followed_by_receiving(found: Contents, name: Name) -> bool:
    """ "Wanjiru received", "Wanjiru has received", "Wanjiru amepokea"; not "Wanjiru nimepokea"."""
    if not _opens(name):
        return False
    at = name.end + found.has(name.end, "auxiliary")
    return found.has(at, "receive.past") and not found.has(at, "i")


def _is_received_by_nobody(found: Contents, name: Name) -> bool:
    """Whether a receiving behind other words, by nobody who is named, stands before the name."""
    places = [at for at in range(name.start) if found.has(at, "receive.past")]
    if not places or found.speaks_of("i") or found.speaks_of("to_me"):
        return False
    is_a_list = ":" in found.text.original
    said_before = [at for at in range(places[0]) if not found.has(at, "courtesy")]
    return bool(said_before) and not is_a_list


def _is_spoken_to(found: Contents, name: Name) -> bool:
    """ "Achieng, nimepokea 500 kutoka kwa Baraka"."""
    return _opens(name) and found.has(name.end, "i")


def _opens(name: Name) -> bool:
    return name.role == "first"


def _is_followed_by_comma(found: Contents, name: Name) -> bool:
    text = found.text
    if name.end >= len(text.words):
        return False
    return "," in text.original[text.ends[name.end - 1] : text.starts[name.end]]


def _offices(found: Contents, takers: list[Name]) -> list[str]:
    """The offices whose holders took it: not who is named beside it, nor who is spoken to.

    Where an office and nobody else is named, its holder took it, wherever the word stands.
    """
    beside = {at for name in takers for at in _beside(found, name)}
    places = {office: _places(found, office) for office in OFFICES}
    named = {
        office: ranges[0]
        for office, ranges in places.items()
        if ranges and not any(beside.intersection(place) for place in ranges)
    }
    given = [office for office, place in named.items() if _is_given(found, place)]
    return given or ([] if takers else [*named][:1])


def _places(found: Contents, office: str) -> list[range]:
    """Where the word or phrase for an office stands."""
    text, bit = found.text, found.lexicon.bit(office)
    if not found.speaks_of(office):
        return []
    ranges: list[range] = []
    for at, reading in enumerate(text.readings):
        phrase = found.lexicon.phrase_at(text.words, at)
        if phrase and phrase[1].ideas & bit:
            ranges.append(range(at, at + phrase[0]))
        elif reading.ideas & bit and not any(at in known for known in ranges):
            ranges.append(range(at, at + 1))
    return ranges


def _beside(found: Contents, name: Name) -> set[int]:
    """Where an office is a name's own: "treasurer Wanjiru", "Wanjiru the treasurer"."""
    is_joined = name.end < len(found.text.words) and found.text.words[name.end] in _JOINING
    before = name.start - 1
    before -= found.has(before, "relation") and not found.has(before, "mine")  # "secretary madam"
    return {before} | (set() if is_joined else {name.end, name.end + 1})


def _is_given(found: Contents, place: range) -> bool:
    """Whether an office stands behind the giving, a "to", or an "and"."""
    before = _before(found, place)
    is_direct = any(found.has(before, idea) for idea in (*_GIVING, "to"))
    return is_direct or (before >= 0 and found.text.words[before] in _JOINING)


def _before(found: Contents, place: range) -> int:
    """The place before an office, an article aside."""
    return place.start - 1 - found.has(place.start - 1, "article")
