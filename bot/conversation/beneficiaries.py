"""For whom a payment is, by the words around it: "for Samuel", "500 Achieng na 500 mimi".

Only a short, plain text directs money: every word of it is accounted for by the closed grammar.
"zamu ya Njeri ni lini?" and "pole kwa msiba wa Achieng" say nothing about a payment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding import Intent, people_meant, receipt_in
from bot.understanding.closed import Part, Piece, closed_grammar, is_by_child
from bot.understanding.currencies import other_than
from bot.understanding.names import names_parent_of
from bot.understanding.people import People, people_of
from bot.understanding.sharing import cents_of, cents_of_each
from chama.group import Person
from chama.names import names_fit
from chama.receipts import Receipt

Shares = tuple[tuple[str, int | None], ...]
"""Members' codes with cents each; None is all that comes. Empty: nothing was said."""

PAY_FOR = "pay_for"
_MAY_DIRECT = frozenset({"unknown", "receipt_lookup", "wrong_person", PAY_FOR})

LONGEST_TALK = 400  # characters; whom a payment is for is said shortly

_PLAIN = frozenset({
    Part.COURTESY, Part.POINTER, Part.FOR, Part.PAID, Part.AND, Part.EACH, Part.NOT, Part.RELATION,
    Part.PARENT, Part.NUMBER, Part.AMOUNT, Part.NAME, Part.ME, Part.RECEIPT, Part.COLON,
})  # fmt: skip
_MINE = frozenset({"yangu", "wangu", "langu", "zangu", "mine"})
_BACK = re.compile(
    r"\b(?:hiyo|hio|hizo|ile|zile|that|thats|of it|(?:it|this|these|\d) w(?:as|ere)|w(?:as|ere) for"
    r"|i (?:sent|paid) (?:is|was|were)|(?:my )?last (?:payment|one)|(?:ilik|zilik|yalik|nilik)uwa"
    r"|i had|malipo (?:yangu )?ya mwisho|n(?:i)?li(?:yo|zo|o|cho)[a-z]+)\b",
    re.I,
)
"""Words that point to a payment that was made: "hiyo 1000 ni ya Achieng", "400 of it was for"."""
_DENIES = r"(?:n't|\b(?:not|no|si|sio|siyo|wala|hapana))\s+(?:(?:ya|za|wa|kwa|for|of|from)\s+)*"
_POINTED_AT = re.compile(r"\b(?:for|ya|za|wa)\s+(.{3,60})", re.I)
_AMOUNT = r"(?:(?:kes|kshs?|sh)\.? ?)?\d[\d,]*(?:\.\d\d)?(?:/[=-])?"
_FOR_WHOM = r"(?:ni )?(?:for|ya|za|kwa|on behalf)\b[^\d]{2,60}"
_END_OF_SENTENCE = re.compile(r"(?<=[.!])\s+|(?<=\d)[.)]?\s+|(?<=\d)\.(?=[^\W\d])")
_TAIL = re.compile(
    rf"(?:[.!] +((?:{_AMOUNT} +)?{_FOR_WHOM}(?:{_AMOUNT})?)|\d[.)]? +({_FOR_WHOM}))\Z", re.I
)
"""What stands behind a confirmation on its line; its last sentence may end in a number."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What was said about a payment.

    unclear: a name that fits no member, or several. denied: members whose it is said not to be, by
    code, where nobody is named besides. is_unlike: an amount is in another currency than the
    group's, and so it directs nothing.
    """

    shares: Shares = ()
    unclear: str = ""
    denied: tuple[str, ...] = ()
    is_unlike: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """Members named by pieces[at]. is_for: the text says that something is theirs."""

    at: int
    people: tuple[Person, ...]
    name: str
    is_for: bool


def with_members_in_mind(
    intent: Intent, text: str, people: Sequence[Person], me: Person | None, currency: str
) -> Intent:
    """The intent of a text once it is known who the members are: "UKN... ni ya Baraka" is pay_for.

    Its receipt, if it names one, comes as a slot.
    """
    meant = meant_for(text, people, me, currency)
    is_meant = meant.shares or meant.denied or meant.is_unlike or names_parent_of(meant.unclear)
    may_direct = intent.heard in _MAY_DIRECT and bool(is_meant)
    if not may_direct and intent.name != PAY_FOR:
        return intent
    receipt = receipt_in(text)
    slots = {**intent.slots, **({"receipt": receipt} if receipt else {})}
    return replace(intent, name=PAY_FOR, slots=slots, sure=may_direct or intent.sure)


def points_back(text: str) -> bool:
    """Whether a text speaks of a payment that was made, not of one to come."""
    return _BACK.search(text) is not None


def is_denied(name: str, text: str) -> bool:
    """Whether a text says of a name that something is not theirs: "yangu, sio ya Otieno"."""
    words = r"\s+".join(map(re.escape, name.split()))
    return bool(words) and re.search(rf"{_DENIES}{words}\b", text, re.I) is not None


def talk_around(text: str, receipts: Sequence[Receipt], people: Sequence[Person] = ()) -> str:
    """What a message says beside its confirmations: other lines, and words before or behind one."""
    codes = [receipt.code for receipt in receipts if receipt.code]
    known = people_of(tuple(person.name for person in people))
    lines = [_beside(line, codes, known) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)[:LONGEST_TALK]


def meant_for(talk: str, people: Sequence[Person], me: Person | None, currency: str) -> Meant:
    """For whom, when that is said plainly: "for" one member, or several members by amounts."""
    known = people_of(tuple(person.name for person in people))
    pieces = closed_grammar().parts_of(talk, known, is_rough=True)
    if pieces is None or not _is_plain(pieces) or _is_not_mine(pieces):
        return Meant(unclear=_unknown_name(talk, people, known) or _pointed_at(talk, known))
    if me is None and any(piece.part is Part.ME for piece in pieces):
        return Meant()
    named = _people_in(pieces, talk, people, me)
    if not named:
        return Meant(denied=_denied_in(pieces, people))
    if any(other_than(currency, piece.written_in) for piece in pieces):
        return Meant(unclear=", ".join(one.name for one in named), is_unlike=True)
    unsure = next((one for one in named if len(one.people) != 1), None)
    cents = cents_of_each(pieces, [one.at for one in named], currency)
    if unsure is None and cents is not None and len(named) > 1:
        codes = [one.people[0].code for one in named]
        if len(set(codes)) == len(codes):
            return Meant(tuple(zip(codes, cents, strict=True)))
    if not any(one.is_for for one in named):
        return Meant()
    if len(named) > 1 or unsure is not None:
        return Meant(unclear=", ".join(one.name for one in named))
    return _for_one(named[0], pieces, currency)


def _for_one(named: _Mention, pieces: Sequence[Piece], currency: str) -> Meant:
    """All of a payment, or the one amount that is said; nothing where the amount is unclear."""
    amounts = [cents_of(p, currency) for p in pieces if p.part in (Part.AMOUNT, Part.NUMBER)]
    if len(amounts) > 1 or None in amounts or 0 in amounts:
        return Meant(unclear=named.name)
    return Meant(((named.people[0].code, amounts[0] if amounts else None),))


def _beside(line: str, codes: Sequence[str], known: People) -> str:
    """What a line says beside a confirmation; all of it where there is none."""
    at = min((line.upper().find(code) for code in codes if code in line.upper()), default=-1)
    if at < 0:
        return line.strip()
    behind = _plain_tail(line, known)
    if not behind and (tail := _TAIL.search(line)):
        behind = (tail[1] or tail[2]).strip()
    return " ".join(part for part in (line[:at].strip(), behind) if part)


def _plain_tail(line: str, known: People) -> str:
    """The longest end of a line that plainly speaks of somebody's money; "" for none.

    It begins behind a full stop or a number; balance, cost and adverts are no plain talk.
    """
    longest = ""
    for start in reversed([found.end() for found in _END_OF_SENTENCE.finditer(line)]):
        tail = line[start:].strip()
        pieces = closed_grammar().parts_of(tail, known, is_rough=True) if tail else ()
        if pieces is None or not _is_plain(pieces):
            break  # nor is anything longer
        if _speaks_of_somebody(pieces):
            longest = tail
    return longest


def _is_plain(pieces: Sequence[Piece]) -> bool:
    return _PLAIN.issuperset(piece.part for piece in pieces)


def _speaks_of_somebody(pieces: Sequence[Piece]) -> bool:
    return any(piece.part in (Part.NAME, Part.ME) for piece in pieces)


def _people_in(
    pieces: Sequence[Piece], talk: str, people: Sequence[Person], me: Person | None
) -> list[_Mention]:
    """Everybody named, but those behind a "not": "si ya Achieng, ni ya Baraka"."""
    found: list[_Mention] = []
    for at, piece in enumerate(pieces):
        if piece.part not in (Part.NAME, Part.ME):
            continue
        before = _part_before(pieces, at)
        if before is Part.NOT:
            continue
        is_alone = piece.part is Part.ME and len(pieces) == 1
        is_mine = before is Part.POINTER and piece.word in _MINE
        is_for = is_alone or is_mine or before in (Part.FOR, Part.PAID, Part.PARENT)
        fitting = () if is_by_child(pieces, at) else _fitting(piece, people, me)
        name = f"{pieces[at - 1].word} {piece.word}" if is_by_child(pieces, at) else piece.word
        found.append(_Mention(at, fitting, _as_written(name, talk), is_for))
    return found


def _fitting(piece: Piece, people: Sequence[Person], me: Person | None) -> tuple[Person, ...]:
    if piece.part is Part.NAME:
        return tuple(people[place] for place in sorted(piece.people))
    return () if me is None else (me,)


def _is_not_mine(pieces: Sequence[Piece]) -> bool:
    """Whether who writes says that it was not them who paid: "sio mimi nimemlipia Achieng"."""
    rows = zip(pieces, pieces[1:], pieces[2:], strict=False)
    return any(
        (one.part, behind.part, last.part) == (Part.NOT, Part.ME, Part.PAID)
        and not (behind.opens or last.opens)
        for one, behind, last in rows
    )


def _denied_in(pieces: Sequence[Piece], people: Sequence[Person]) -> tuple[str, ...]:
    """Whose it is said not to be, where the name fits one member."""
    denied = (
        piece
        for at, piece in enumerate(pieces)
        if piece.part is Part.NAME and _part_before(pieces, at) is Part.NOT
    )
    return tuple(
        people[place].code for one in denied if len(one.people) == 1 for place in one.people
    )


def _part_before(pieces: Sequence[Piece], at: int) -> Part | None:
    """What stands before a name, "my sister" and the like aside."""
    while at > 0 and pieces[at - 1].part is Part.RELATION:
        at -= 1
    return pieces[at - 1].part if at else None


def _as_written(name: str, talk: str) -> str:
    found = re.search(r"\s+".join(map(re.escape, name.split())), talk, re.I)
    return found[0] if found else name


def _unknown_name(talk: str, people: Sequence[Person], known: People) -> str:
    """A name behind "for" that is no member's, in a text that is plain without it; "" for none."""
    for name in people_meant(talk):
        if not any(names_fit(name, person.name) for person in people):
            pieces = closed_grammar().parts_of(talk.replace(name, " "), known)
            if pieces is not None and _is_plain(pieces):
                return name
    return ""


def _pointed_at(talk: str, known: People) -> str:
    """A member behind "for" in a text that is not plain: it may be meant, so nothing is sure."""
    if "?" in talk:
        return ""
    for found in _POINTED_AT.finditer(talk):
        words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", found[1])
        length, _ = known.at(words, 0) if words else (0, frozenset())
        if length:
            return " ".join(words[:length])
    return ""
