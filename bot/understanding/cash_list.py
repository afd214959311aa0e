"""Who gave cash, and how much, in one list: "cash: Mary 1000, Kevin 500, Otieno bado, total 1500".

A list is read whole or not at all. Each name has an amount beside it, before or behind it, or a
word that says that nothing came; every other word is one of those that stand around such lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, auto
from types import MappingProxyType

from bot.understanding.contents import Contents, look_into, units_of
from bot.understanding.handovers import RECORD, directed
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, bits_of
from bot.understanding.people import People
from bot.understanding.reading import LOOKED_AT, read

FEWEST = 2
"""People in a list; of one, who gave and who took is for other readers to tell."""

SMALLEST_AMOUNT = 10  # units; less is the number of a line

_NUMBERED = re.compile(r"^[ \t]*(\d{1,2})[ \t]*[.):-]?[ \t]*(?=[^\W\d])", re.M)
_NUMBERED_IN_LINE = re.compile(r"(?<!\S)(\d{1,2})[.)][ \t]*(?=[^\W\d])")
_PARTED = re.compile(r"[,;\n]|\.(?!\d)")
_JOINING = frozenset({"and", "na", "n", "&", "plus"})
_TOTAL = frozenset({"total", "totals", "totalling", "jumla", "sum"})
_NOTHING = (
    ("not", "yet"), ("not", "paid"), ("has", "not", "paid"), ("bado",), ("nil",), ("nill",),
    ("none",), ("zero",), ("sufuri",), ("hakuna",), ("hakuna", "kitu"), ("hajalipa",),
    ("hajatoa",), ("hakulipa",), ("hakutoa",), ("hajaleta",), ("hana",), ("absent",), ("pending",),
    ("didn't", "pay"), ("hasn't", "paid"), ("hasnt", "paid"), ("didnt", "pay"), ("nothing",),
    ("hajalipa", "bado"), ("bado", "hajalipa"), ("hakuwa", "na", "pesa"), ("hajafika",),
    ("hakuja",), ("hayupo",),
)  # fmt: skip
"""What says beside a name that nothing came."""
_ELSEWHERE = (("m", "pesa"), ("mpesa",), ("till",), ("paybill",), ("bank",), ("benki",))
_RECEIVED = (
    "receive.past", "got", "collect.past", "give_to_me.past", "give_me.past", "to_me", "from",
)  # fmt: skip
_HANDED = ("give.past", "pay.past", "send_to.past")
_AROUND = (
    *("courtesy", "greeting", "filler", "article", "linker", "auxiliary", "that", "this", "i"),
    *("list", "history", "collect", "money", "contribution", "meeting", "yesterday", "already"),
    *("hand", "day.today", "relation", "title", "neutral", "they", "now"),
    *(*_RECEIVED, *_HANDED),
)
_TURNS = (
    *("not", "forbids", "if", "can", "cannot", "why", "who", "when", "where", "how", "how_much"),
    *("for", "fine", "loan", "welfare", "event", "spending", "each", "phone", "receipt_word"),
)
_LATER = ("will", "late")
_A_NAME = ("a_name", "first_name")


class _Kind(Enum):
    """What a place of the text is to a list."""

    NAME = auto()
    AMOUNT = auto()
    NOTHING = auto()
    TOTAL = auto()
    ELSEWHERE = auto()
    LATER = auto()
    PART = auto()
    CASH = auto()
    RECEIVED = auto()
    AROUND = auto()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A place with what it says: a name as typed, or an amount in units."""

    kind: _Kind
    name: str = ""
    amount: Decimal | int = 0


@dataclass(frozen=True, slots=True)
class CashList:
    """A list as it was read. given: each name with its amount, in units. without: who is named and
    whose amount is missing. left_out: who gave nothing, not yet, or not in cash. total: what the
    text says it adds up to, in units; None where it does not.

    says_cash, says_received: whether the words around it do. is_unclear: somebody of it is yet to
    pay, or paid in no cash, and it cannot be told who. units: of money, as they were written.
    """

    given: tuple[tuple[str, Decimal | int], ...] = ()
    without: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    total: Decimal | int | None = None
    says_cash: bool = False
    says_received: bool = False
    is_unclear: bool = False
    units: frozenset[str] = frozenset()

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but names and amounts; who is yet to pay is on no other list."""
        return not (self.says_cash or self.says_received or self.left_out)

    @property
    def adds_up(self) -> bool:
        """Whether it has no total, or the right one."""
        return self.total is None or self.total == sum(amount for _, amount in self.given)


@dataclass(slots=True)
class _Segment:
    """What stands between two commas: pairs of a name and an amount, 0 for nothing; the rest."""

    names: list[str] = field(default_factory=list)
    pairs: list[tuple[str, Decimal | int]] = field(default_factory=list)
    total: Decimal | int | None = None
    is_elsewhere: bool = False
    is_later: bool = False


def listed_cash(text: str, lexicon: Lexicon, people: People | None) -> Intent | None:
    """A list of received cash as `record_cash`, sure where its words leave no doubt; None for any
    other text, and for a bare list, which may mean other things too."""
    found = cash_list(text, lexicon, people) if people is not None else None
    if found is None or found.is_bare:
        return None
    people_given = (*found.given, *((name, None) for name in found.without))
    slots: dict[str, object] = {"people": people_given}
    if found.left_out:
        slots["left_out"] = found.left_out
    if not found.adds_up:
        slots["total"] = found.total
    if found.is_unclear:
        slots["is_later"] = True
    is_sure = found.says_cash and found.says_received and found.adds_up
    is_sure = is_sure and not (found.is_unclear or found.without)
    return Intent(RECORD, MappingProxyType(slots), is_sure, found.units, is_list=True)


def cash_list(text: str, lexicon: Lexicon, people: People) -> CashList | None:
    """The list that a text is; None where it is none, or has words that no list has."""
    unnumbered = _without_numbers(text)
    if len(unnumbered) > LOOKED_AT or "?" in text:
        return None
    found = look_into(read(unnumbered, lexicon, people), lexicon)
    if not found.text.members or found.unclear or found.text.phone or found.receipt:
        return None
    pieces = list(_pieces(found))
    if None in pieces or directed(RECORD, found) != RECORD:
        return None
    listed = _listed([one for one in pieces if one is not None])
    return None if listed is None else replace(listed, units=units_of(found))


def _without_numbers(text: str) -> str:
    """A text without the numbers of its lines, where they count from one."""
    for pattern in (_NUMBERED, _NUMBERED_IN_LINE):
        numbers = [int(number) for number in pattern.findall(text)]
        if len(numbers) >= FEWEST and numbers == list(range(1, len(numbers) + 1)):
            return pattern.sub("", text)
    return text


def _pieces(found: Contents) -> Iterator[_Piece | None]:
    """What each place is, and where one part ends; None for a word that no list has."""
    at, words = 0, [surface.lower() for surface in found.text.surfaces]
    while at < len(words):
        gap = found.text.original[found.text.ends[at - 1] : found.text.starts[at]] if at else ""
        if _PARTED.search(gap):
            yield _Piece(_Kind.PART)
        length, piece = _piece_at(found, words, at)
        yield piece
        at += length


def _piece_at(found: Contents, words: Sequence[str], at: int) -> tuple[int, _Piece | None]:
    """How many words belong to what stands at a place, and what it is."""
    if number := next((one for one in found.numbers if one.start == at), None):
        amount = number.value
        is_read = amount == 0 or amount >= SMALLEST_AMOUNT
        kind = _Kind.AMOUNT if amount else _Kind.NOTHING
        return number.end - at, _Piece(kind, amount=amount) if is_read else None
    if end := _end_of_name(found, words, at):
        return end - at, _Piece(_Kind.NAME, " ".join(found.text.surfaces[at:end]))
    for phrases, kind in ((_NOTHING, _Kind.NOTHING), (_ELSEWHERE, _Kind.ELSEWHERE)):
        if length := _length_of(phrases, words, at):
            return length, _Piece(kind)
    if words[at] in _JOINING:
        return 1, _Piece(_Kind.PART)
    if words[at] in _TOTAL:
        return 1, _Piece(_Kind.TOTAL)
    if words[at] in found.lexicon.currencies or words[at] in ("/=", "/-"):
        return 1, _Piece(_Kind.AROUND)
    return 1, _piece_of(found, at)


def _piece_of(found: Contents, at: int) -> _Piece | None:
    """What a word says by its ideas."""
    lexicon, ideas = found.lexicon, found.text.readings[at].ideas
    day = lexicon.kind(ideas, "day")
    if (ideas & bits_of(lexicon, _LATER)) or (day and day != "today"):
        return _Piece(_Kind.LATER)
    if ideas & bits_of(lexicon, _TURNS) and not found.has(at, "from"):
        return None
    if _is_of_others(found, at):
        return None
    for idea, kind in (("cash", _Kind.CASH), *((one, _Kind.RECEIVED) for one in _RECEIVED)):
        if found.has(at, idea):
            return _Piece(kind)
    return _Piece(_Kind.AROUND) if ideas & bits_of(lexicon, _AROUND) else None


def _is_of_others(found: Contents, at: int) -> bool:
    """Whether others than the writer received it here, "umepokea", "alipokea", or somebody is given
    something: a giving has its giver before it, or says "me"."""
    if found.has(at, "receive.past"):
        return any(found.has(at, person) for person in ("you", "they", "we"))
    if found.has(at, "to_me") or not found.have((at,), _HANDED):
        return False
    giver_ends = at - found.has(at - 1, "auxiliary")
    members = (found.text.members or {}).values()
    return giver_ends not in members and not any(one.end == giver_ends for one in found.names)


def _end_of_name(found: Contents, words: Sequence[str], at: int) -> int:
    """The place behind the name that begins here: a member's with a surname that we do not know, or
    one that no member has; 0 where none does."""
    members = found.text.members or {}
    end = members.get(at, 0)
    if not end and not _is_of_stranger(found, words, at):
        return 0
    end = end or at + 1
    while end < len(words) and end not in members and _is_of_stranger(found, words, end):
        if _PARTED.search(found.text.original[found.text.ends[end - 1] : found.text.starts[end]]):
            break
        end += 1
    return end


def _is_of_stranger(found: Contents, words: Sequence[str], at: int) -> bool:
    reading = found.text.readings[at]
    if not words[at].isalpha() or words[at] in _TOTAL | _JOINING:
        return False
    is_word = any(_length_of(phrases, words, at) for phrases in (_NOTHING, _ELSEWHERE))
    is_name = reading.ideas & bits_of(found.lexicon, _A_NAME)
    return not is_word and bool(is_name or not reading.is_known)


def _length_of(phrases: Sequence[tuple[str, ...]], words: Sequence[str], at: int) -> int:
    """The words of the longest of these phrases that stands at a place; 0 for none."""
    return max((len(one) for one in phrases if tuple(words[at : at + len(one)]) == one), default=0)


def _listed(pieces: Sequence[_Piece]) -> CashList | None:
    """The list that these pieces are."""
    segments = [_segment(one) for one in _segments(pieces)]
    if None in segments:
        return None
    read_ = [one for one in segments if one is not None]
    pairs = [pair for one in read_ for pair in one.pairs]
    without = [name for one in read_ for name in one.names]
    totals = [one.total for one in read_ if one.total is not None]
    named = [name.lower() for name, _ in pairs] + [name.lower() for name in without]
    if len(pairs) < FEWEST or len(set(named)) < len(named) or len(totals) > 1:
        return None
    left_out = {pair for one in read_ if one.is_elsewhere or one.is_later for pair in one.pairs}
    left_out |= {pair for pair in pairs if not pair[1]}
    given = tuple(pair for pair in pairs if pair not in left_out)
    kinds = {piece.kind for piece in pieces}
    is_unclear = any(one.is_later and len(one.pairs) != 1 for one in read_)
    is_unclear |= any(one.is_elsewhere and len(one.pairs) != 1 for one in read_)
    return CashList(
        given,
        tuple(without),
        tuple(name for name, amount in pairs if (name, amount) in left_out),
        totals[0] if totals else None,
        _Kind.CASH in kinds,
        _Kind.RECEIVED in kinds,
        is_unclear or not given,
    )


def _segments(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    segment: list[_Piece] = []
    for piece in pieces:
        if piece.kind is _Kind.PART:
            yield segment
            segment = []
        else:
            segment.append(piece)
    yield segment


def _segment(pieces: Sequence[_Piece]) -> _Segment | None:
    """The pairs of a segment; None where names and amounts do not come in pairs."""
    kinds = [piece.kind for piece in pieces]
    segment = _Segment(is_elsewhere=_Kind.ELSEWHERE in kinds, is_later=_Kind.LATER in kinds)
    said = [one for one in pieces if one.kind in (_Kind.NAME, _Kind.AMOUNT, _Kind.NOTHING)]
    if _Kind.TOTAL in kinds:
        total = _total_of(pieces)
        if total is None:
            return None
        segment.total, said = total.amount, [one for one in said if one is not total]
    elif len(said) % 2 and said[0].kind is _Kind.AMOUNT:
        segment.total, said = said[0].amount, said[1:]
    if len(said) == 1 and said[0].kind is _Kind.NAME:
        segment.names.append(said[0].name)
        return segment
    for one, other in zip(said[::2], said[1::2], strict=len(said) % 2 == 0):
        if (one.kind is _Kind.NAME) == (other.kind is _Kind.NAME):
            return None
        name, amount = (one, other) if one.kind is _Kind.NAME else (other, one)
        segment.pairs.append((name.name, amount.amount))
    return segment if len(said) % 2 == 0 else None


def _total_of(pieces: Sequence[_Piece]) -> _Piece | None:
    """The amount beside the word for a total: behind it, else right before it."""
    at = next(place for place, one in enumerate(pieces) if one.kind is _Kind.TOTAL)
    behind = (one for one in pieces[at + 1 :] if one.kind is not _Kind.AROUND)
    first = next(behind, None)
    if first is not None and first.kind is _Kind.AMOUNT:
        return first
    return pieces[at - 1] if at and pieces[at - 1].kind is _Kind.AMOUNT else None
