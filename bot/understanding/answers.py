"""The closed grammar of answers: what a text says to a question of ours, on every path.

A text answers only where every word of it is accounted for: a number in any dress, a yes or no
with courtesy and at most the facts that the question shows, the code of a question about money
out, names of the group with amounts, "somebody else", "I don't know". A question mark, a doubt, a
condition, a future, a quotation, a negation beside a yes, or any other word makes it no answer;
then `read_answer` gives None and the text gets its own answer elsewhere. What stands beside a
refusal is never chosen ("sio 2", "Sarah hapana"): only a choice set apart behind it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from bot.understanding.closed import Part, Piece, closed_grammar, is_by_child, names_parent
from bot.understanding.currencies import other_than
from bot.understanding.lexicon import all_languages
from bot.understanding.people import people_of
from bot.understanding.sharing import cents_of, cents_of_each
from chama.money import DEFAULT_CURRENCY
from chama.names import name_words

LONGEST_CHOICE_DIGITS = 2  # "3" is a choice, "500" is an amount
CODE_DIGITS = 4
_TRIED_CODE_DIGITS = range(3, 7)  # what is nearly a code was meant as one
_TWO = 2
_STRAY_NUMBER = re.compile(r"\W*[0-9]{1,4}\W*", re.ASCII)
"""The number of a choice, or the code of a question, that is not open."""
_DONT = frozenset({"don't", "dont", "do not"})
_N = "n"  # for no, where it is not "and"
_BEFORE_DENIED = frozenset({
    Part.POINTER, Part.FOR, Part.FROM, Part.RELATION, Part.CHOICE_WORD, Part.PARENT,
})  # fmt: skip
_IS = (
    "it is ", "it's ", "its ", "this is ", "that is ", "that's ", "thats ", "he is ", "she is ",
    "is ", "ni ", "niya ", "hii ni ", "hiyo ni ", "hio ni ", "hizi ni ", "ndiye ", "ndio ya ",
    "ndiyo ya ",
)  # fmt: skip
"""What turns from a refusal to what is chosen: "hapana ni Njeri"."""
_BARE = frozenset({"this", "that", "it", "hii", "hiyo", "hio", "hizi", "hizo", "ile"})


class Said(StrEnum):
    """What kind of an answer a text is."""

    CHOICE = "choice"
    """One of the choices, by number or by its label: see `number`."""
    YES = "yes"
    """Agreed; to money out only with the code that the question shows."""
    NO = "no"
    """Refused, or "cancel", "sitaki", "acha hiyo"."""
    YES_WITHOUT_CODE = "yes_without_code"
    """A yes to money out that lacks the code: nothing is agreed, the code is asked for."""
    WRONG_CODE = "wrong_code"
    """A code, but not this question's."""
    NOBODY = "nobody"
    """ "Somebody else", "none of them"."""
    NOT_OURS = "not_ours"
    """ "Not the group's money"."""
    DONT_KNOW = "dont_know"
    """The question goes on to another person."""
    NAMES = "names"
    """Members named, not (only) by what is on offer: see `shares`."""
    OUT_OF_RANGE = "out_of_range"
    """An answer, but with nothing that is on offer."""
    OTHER_CURRENCY = "other_currency"
    """A yes, or members named, with an amount in another currency than the group's."""
    AMBIGUOUS = "ambiguous"
    """An answer that contradicts itself or the question, or a name that fits several: ask again."""


_OF_MONEY = frozenset({Said.YES, Said.YES_WITHOUT_CODE, Said.NAMES, Said.CHOICE, Said.AMBIGUOUS})
"""What agrees to an amount, or might, where one is said."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the group. key: what the caller knows them by."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The open question, as far as reading an answer to it needs.

    choices: the labels on offer in the order of their numbers; a label may be "".
    is_yes_no: 1 is yes, 2 is no, whatever the labels say.
    code: four digits that agree to money out; is_money_out: nothing else agrees. (Choose a code
    that is not one of the amounts shown: "yes 3000" would be both.)
    takes_names: whether members named answer it; names: the members of the group;
    me: the key of who answers ("mimi", "yangu"), "" where nobody of the group does.
    currency: of the group; no amount in another is an answer.
    shown_names, shown_cents: names and amounts that the question itself shows; a yes may repeat
    them, and no others. receipt: the receipt code that the question is about, "" for none.
    """

    choices: tuple[str, ...] = ()
    is_yes_no: bool = False
    code: str = ""
    is_money_out: bool = False
    takes_names: bool = False
    names: tuple[Named, ...] = ()
    me: str = ""
    currency: str = DEFAULT_CURRENCY
    shown_names: tuple[str, ...] = ()
    shown_cents: tuple[int, ...] = ()
    receipt: str = ""


Shares = tuple[tuple[str, int | None], ...]
"""Keys of members with cents each; None is all that is there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text says to a question.

    number: of the choice, from 1. shares: for NAMES, who and how much; for AMBIGUOUS, who all may
    be meant. receipt: another receipt code that the text names: the answer belongs to the question
    about that one, and never to the one that was `Asked`. by_name: a choice said in its own words,
    which may fit another list too.
    """

    said: Said
    number: int = 0
    shares: Shares = ()
    receipt: str = ""
    by_name: bool = False


def would_answer(text: str) -> bool:
    """Whether a text would answer a question, if one were open: "3", "4821", "I don't know"."""
    answer = read_answer(text, "", Asked(is_yes_no=True))
    knows_not = answer is not None and answer.said is Said.DONT_KNOW
    return knows_not or _STRAY_NUMBER.fullmatch(text) is not None


def read_answer(text: str, button: str, asked: Asked) -> Answer | None:
    """The answer that a message gives to a question, None where it gives none. Never raises.

    button: what a pressed button carries, "" for none; where it answers, the text is not read.
    """
    for said in (button, text):
        answer = _Reader(asked).read(said) if said else None
        if answer is not None:
            return answer
    return None


_OF_ANOTHER = {Part.ME, Part.NOBODY, Part.NOT_OURS, Part.EACH, Part.RELATION}
"""What makes of a yes somebody else's, or of something else: "my wife yes"."""

_MENTIONS = {Part.AFFIRM, Part.PAID, Part.FROM, Part.FOR, Part.RELATION}
"""What stands beside a code that is told of and not agreed with: "I got the code 4821"."""


class _Reader:
    """One question, with the names that may be said to it in one list."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        members = tuple(named.name for named in asked.names) if asked.takes_names else ()
        self._labels_from = len(members)
        labels = () if asked.is_yes_no else asked.choices
        self._shown_from = self._labels_from + len(labels)
        self._known = (*members, *labels, *asked.shown_names)

    def read(self, text: str) -> Answer | None:
        people = people_of(self._known)
        pieces = closed_grammar().parts_of(text, people, is_rough=self._asked.takes_names)
        if pieces is None:
            return None
        if _is_only_seen(pieces) or _is_talk(pieces):
            return None
        pieces = [replace(one, part=Part.YES) if one.part is Part.SEEN else one for one in pieces]
        receipts = {piece.word for piece in pieces if piece.part is Part.RECEIPT}
        if len(receipts) > 1:
            return None
        rest = [
            piece
            for at, piece in enumerate(pieces)
            if piece.part not in (Part.RECEIPT, Part.COURTESY)
            and (piece.part is not Part.PARENT or names_parent(pieces, at))
        ]
        answer = self._answer(rest)
        if answer is not None and answer.said in _OF_MONEY and self._is_foreign(rest):
            answer = Answer(Said.OTHER_CURRENCY)
        other = next((code for code in receipts if code != self._asked.receipt.upper()), "")
        if answer is None or not other:
            return answer
        return Answer(answer.said, answer.number, answer.shares, other)

    def _answer(self, pieces: Sequence[Piece]) -> Answer | None:
        parts = {piece.part for piece in pieces}
        if not parts:
            return None
        if Part.DONT_KNOW in parts:
            return Answer(Said.DONT_KNOW) if parts <= {Part.DONT_KNOW, Part.DOUBT} else None
        if Part.DOUBT in parts or (Part.COLON in parts and not _introduces(pieces)):
            return None
        if parts & {Part.CODE_WORD, Part.CHOICE_WORD} and Part.NUMBER not in parts:
            return None
        if self._asked.is_yes_no:
            return self._yes_or_no(pieces, parts)
        return self._one_of_many(pieces, parts)

    def _yes_or_no(self, pieces: Sequence[Piece], parts: set[Part]) -> Answer | None:
        if parts & {Part.ME, Part.NAME} and Part.NOT in parts and Part.NO not in parts:
            return None  # "sio mimi" denies a person, not what was asked
        if Part.NOT in parts and self._choice_numbers(pieces):
            return Answer(Said.AMBIGUOUS)  # "sio 2" is no 2
        code = self._code(pieces)
        if Part.AGREE in parts and code is None:  # "please confirm", "approve 12"
            return None
        if all(piece.word == _N for piece in pieces):
            return Answer(Said.NO, _TWO)
        numbers = set(self._choice_numbers(pieces))
        says_yes = bool(parts & {Part.YES}) or code is Said.YES
        says_no = bool(parts & {Part.NO, Part.NOT, Part.DENY, Part.CANCEL})
        votes = numbers | ({1} if says_yes else set()) | ({_TWO} if says_no else set())
        if len(votes) > 1:
            return Answer(Said.AMBIGUOUS)
        if not votes:
            if code is not None:
                return Answer(code)
            return Answer(Said.AMBIGUOUS) if Part.NOBODY in parts else None
        if votes - {1, _TWO}:
            return Answer(Said.OUT_OF_RANGE)
        if votes == {_TWO}:
            is_more = parts & {Part.AFFIRM, Part.PAID} or self._is_corrected(pieces, parts)
            return None if is_more or _is_undenied(pieces) else Answer(Said.NO, _TWO)
        return self._yes(pieces, parts, code)

    def _is_corrected(self, pieces: Sequence[Piece], parts: set[Part]) -> bool:
        """Whether all that is denied is an amount: "4,000, not 700" is no answer by itself."""
        is_refused = parts & {Part.NO, Part.DENY, Part.CANCEL}
        return bool(self._amounts(pieces)) and not is_refused

    def _yes(self, pieces: Sequence[Piece], parts: set[Part], code: Said | None) -> Answer:
        """A yes, where what stands beside it is in the question too."""
        is_from_nobody = Part.FROM in parts and Part.NAME not in parts  # "from yes"
        is_other = bool(parts & _OF_ANOTHER or is_from_nobody) or any(
            (piece.part is Part.NAME and not self._is_shown(piece)) or _asks(pieces, at)
            for at, piece in enumerate(pieces)
        )
        amounts = [p for p in self._amounts(pieces) if not self._is_shown_amount(p)]
        is_mentioned = code is not None and parts & _MENTIONS
        if is_other or is_mentioned or (amounts and code is None):
            return Answer(Said.AMBIGUOUS)
        if code is Said.WRONG_CODE:
            return Answer(Said.WRONG_CODE)
        needs_code = (self._asked.is_money_out or self._asked.code) and code is not Said.YES
        return Answer(Said.YES_WITHOUT_CODE if needs_code else Said.YES, 1)

    def _one_of_many(self, pieces: Sequence[Piece], parts: set[Part]) -> Answer | None:
        if Part.NOT_OURS in parts:
            is_other = parts & {Part.NAME, Part.NOBODY, Part.AFFIRM, Part.AGREE}
            is_more = is_other or self._amounts(pieces) or self._choice_numbers(pieces)
            return Answer(Said.AMBIGUOUS if is_more else Said.NOT_OURS)
        if parts & {Part.AFFIRM, Part.AGREE} or (Part.ME in parts and not self._asked.me):
            return None
        if any(_is_pick(piece) for piece in pieces):
            chosen = _chosen(pieces)
            if chosen is None:
                return Answer(Said.AMBIGUOUS)
            pieces = chosen
        named = self._named(pieces)
        if named:
            return self._by_name(pieces, named, parts)
        if parts & {Part.AMOUNT, Part.DENY, Part.EACH, Part.PAID} or self._amounts(pieces):
            return None
        numbers = set(self._choice_numbers(pieces))
        if Part.NOBODY in parts:
            return Answer(Said.AMBIGUOUS) if numbers else Answer(Said.NOBODY)
        if numbers:
            return self._numbered(numbers, parts)
        if parts & {Part.NO, Part.NOT, Part.CANCEL}:
            return Answer(Said.AMBIGUOUS) if Part.YES in parts else Answer(Said.NO)
        return Answer(Said.OUT_OF_RANGE) if Part.YES in parts else None

    def _numbered(self, numbers: set[int], parts: set[Part]) -> Answer:
        if len(numbers) > 1 or parts & {Part.CANCEL}:
            return Answer(Said.AMBIGUOUS)
        number = numbers.pop()
        is_on_offer = 1 <= number <= len(self._asked.choices)
        return Answer(Said.CHOICE, number) if is_on_offer else Answer(Said.OUT_OF_RANGE)

    def _by_name(
        self, pieces: Sequence[Piece], named: Sequence[_Mention], parts: set[Part]
    ) -> Answer | None:
        people = [self._resolved(one) for one in named]
        if any(len(keys) != 1 for keys, _ in people) or any(one.is_doubtful for one in named):
            return self._unsure(people)
        if parts & {Part.NOBODY, Part.CANCEL, Part.DENY}:
            return Answer(Said.AMBIGUOUS)
        if len(named) == 1:
            return self._one_name(pieces, *people[0])
        if not self._asked.takes_names:
            return Answer(Said.AMBIGUOUS)
        if any(number <= len(self._asked.choices) for number in self._choice_numbers(pieces)):
            return self._unsure(people)
        shares = cents_of_each(pieces, [one.at for one in named], self._asked.currency)
        keys = [next(iter(keys)) for keys, _ in people]
        if shares is None or len(set(keys)) < len(keys):
            return self._unsure(people)
        return Answer(Said.NAMES, shares=tuple(zip(keys, shares, strict=True)))

    def _one_name(self, pieces: Sequence[Piece], keys: frozenset[str], label: int) -> Answer | None:
        amounts = {self._cents_of(piece) for piece in self._amounts(pieces)}
        numbers = set(self._choice_numbers(pieces))
        if len(amounts) > 1 or None in amounts or (numbers and numbers != {label}):
            return Answer(Said.AMBIGUOUS)
        if label and not amounts:
            return Answer(Said.CHOICE, label, by_name=True)
        if not self._asked.takes_names:
            return None
        return Answer(Said.NAMES, shares=((next(iter(keys)), next(iter(amounts), None)),))

    def _unsure(self, people: Sequence[tuple[frozenset[str], int]]) -> Answer:
        keys = dict.fromkeys(key for keys, _ in people for key in sorted(keys))
        return Answer(Said.AMBIGUOUS, shares=tuple((key, None) for key in keys))

    def _named(self, pieces: Sequence[Piece]) -> list[_Mention]:
        """Who is named, by name or as "me"."""
        return [
            _Mention(at, piece, is_by_child(pieces, at))
            for at, piece in enumerate(pieces)
            if piece.part in (Part.NAME, Part.ME)
        ]

    def _resolved(self, mention: _Mention) -> tuple[frozenset[str], int]:
        """The keys that a name fits, and the number of its choice, 0 for none."""
        asked, piece = self._asked, mention.piece
        if piece.part is Part.ME:
            name = next((one.name for one in asked.names if one.key == asked.me), "")
            return frozenset({asked.me}), self._label_of(name)
        members = [asked.names[at] for at in piece.people if at < self._labels_from]
        labels = [
            at - self._labels_from + 1
            for at in piece.people
            if self._labels_from <= at < self._shown_from
        ]
        if members:
            label = self._label_of(members[0].name) if len(members) == 1 else 0
            return frozenset(one.key for one in members), label
        names = {asked.choices[label - 1] for label in labels}
        return frozenset(names), labels[0] if len(labels) == 1 else 0

    def _label_of(self, name: str) -> int:
        """The number of the one choice with this name, 0 for none."""
        words = name_words(name)
        fitting = [
            at for at, label in enumerate(self._asked.choices, 1) if name_words(label) == words
        ]
        return fitting[0] if name and len(fitting) == 1 else 0

    def _is_shown(self, piece: Piece) -> bool:
        return any(at >= self._shown_from for at in piece.people)

    def _code(self, pieces: Sequence[Piece]) -> Said | None:
        """YES for the question's own code, WRONG_CODE for another, None where none is said."""
        if not self._asked.code:
            return None
        tried = [piece.word for piece in pieces if self._is_code(piece)]
        if not tried:
            return None
        return Said.YES if set(tried) == {self._asked.code} else Said.WRONG_CODE

    def _is_code(self, piece: Piece) -> bool:
        is_digits = piece.part is Part.NUMBER and piece.word.isdigit()
        if not is_digits or len(piece.word) not in _TRIED_CODE_DIGITS:
            return False
        return piece.word == self._asked.code or not self._is_shown_amount(piece)

    def _is_shown_amount(self, piece: Piece) -> bool:
        return self._cents_of(piece) in self._asked.shown_cents

    def _cents_of(self, piece: Piece) -> int | None:
        return cents_of(piece, self._asked.currency)

    def _is_foreign(self, pieces: Sequence[Piece]) -> bool:
        return any(other_than(self._asked.currency, piece.written_in) for piece in pieces)

    def _choice_numbers(self, pieces: Sequence[Piece]) -> list[int]:
        """Numbers that can be a choice; "500" is none, nor "20" in "yes 20" where 20 is shown."""
        return [
            int(piece.value)
            for piece in pieces
            if _is_choice(piece) and not self._is_amount_beside_yes(piece)
        ]

    def _is_amount_beside_yes(self, piece: Piece) -> bool:
        """Whether a number that is neither yes nor no is the amount that the question shows."""
        return self._asked.is_yes_no and piece.value > _TWO and self._is_shown_amount(piece)

    def _amounts(self, pieces: Sequence[Piece]) -> list[Piece]:
        return [
            p for p in pieces if p.part is Part.AMOUNT or (_is_numeral(p) and not _is_choice(p))
        ]


@dataclass(frozen=True, slots=True)
class _Mention:
    """Somebody named at pieces[at]. by_child: "mama Njeri", who need not be Njeri."""

    at: int
    piece: Piece
    by_child: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody else may be meant, or the name is a word too: a member called Tatu."""
        return self.piece.is_also_word or self.by_child


def _chosen(pieces: Sequence[Piece]) -> Sequence[Piece] | None:
    """What stands apart behind all that is refused, everything where nothing is.

    None where a choice stands beside a refusal, or it is not clear which is meant: "sio 2",
    "Sarah hapana", "no Sarah"; but "no, 2", "hapana ni Njeri", "not Achieng, Baraka".
    """
    refused = [at for at in range(len(pieces)) if _refuses(pieces, at)]
    if not refused:
        return pieces
    begins = _behind_denied(pieces, refused[-1])
    denied = [_behind_denied(pieces, at) - 1 for at in refused]
    stray = [p for at, p in enumerate(pieces[:begins]) if at not in denied and _is_pick(p)]
    chosen = pieces[begins:]
    picks = [at for at, piece in enumerate(chosen) if _is_pick(piece)]
    is_one = len(picks) == 1 and not stray
    is_apart = is_one and any(piece.opens or _says_is(piece) for piece in chosen[: picks[0] + 1])
    return chosen if is_apart else None


def _behind_denied(pieces: Sequence[Piece], at: int) -> int:
    """The place behind a refusal and the one whom its "not" denies: "si ya Achieng"."""
    end = at + 1
    if pieces[at].part is Part.NOT:
        while end < len(pieces) and _leads_to_denied(pieces[end]):
            end += 1
        if end < len(pieces) and _is_pick(pieces[end]) and not pieces[end].opens:
            return end + 1
    return at + 1


def _leads_to_denied(piece: Piece) -> bool:
    return piece.part in _BEFORE_DENIED and not piece.opens


def _is_talk(pieces: Sequence[Piece]) -> bool:
    """Whether a text has the words of an answer and is none: "first of all", "thanks Achieng".

    Who is greeted is spoken to, and thanks before a name or number thank for it.
    """
    if any(one.part is Part.TALK for one in pieces):
        return True
    for first, second in pairwise(pieces):
        is_named = second.part in (Part.NAME, Part.NUMBER) and not second.opens
        if is_named and _greets(first, "greeting", "thanks"):
            return True
        if first.part is Part.NAME and _greets(second, "greeting"):
            return True
    return False


def _greets(piece: Piece, *ideas: str) -> bool:
    lexicon = all_languages()
    bits = sum(map(lexicon.bit, ideas))
    words = piece.word.split()
    is_said = any(lexicon.read(word).ideas & bits for word in words)
    is_talk = any(lexicon.small_talk.at(words, at) for at in range(len(words)))
    return piece.part is Part.COURTESY and (is_said or is_talk)


def _is_only_seen(pieces: Sequence[Piece]) -> bool:
    """Whether a text says that its writer has read, and no more: "ok thanks", "poa sana asante"."""
    is_short = {one.part for one in pieces} == {Part.SEEN, Part.COURTESY}
    lexicon = all_languages()
    thanks = lexicon.bit("thanks")
    polite = [word for one in pieces if one.part is Part.COURTESY for word in one.word.split()]
    return is_short and any(lexicon.read(word).ideas & thanks for word in polite)


def _is_undenied(pieces: Sequence[Piece]) -> bool:
    """Whether a refusal is itself forbidden: "don't cancel it"."""
    return any(
        one.word in _DONT and behind.part is Part.CANCEL and not behind.opens
        for one, behind in pairwise(pieces)
    )


def _is_pick(piece: Piece) -> bool:
    """Whether a piece may be what is chosen: somebody, or a number."""
    return piece.part in (Part.NAME, Part.ME, Part.NUMBER)


def _refuses(pieces: Sequence[Piece], at: int) -> bool:
    """Whether pieces[at] refuses; an "n" at either end is a no, between two an "and"."""
    is_n = pieces[at].word == _N and at in (0, len(pieces) - 1)
    return is_n or pieces[at].part in (Part.NO, Part.NOT)


def _says_is(piece: Piece) -> bool:
    """Whether a piece begins with "it is": "ni", "ni ya", "it's for"."""
    return piece.part in (Part.POINTER, Part.FOR) and f"{piece.word} ".startswith(_IS)


def _asks(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a yes stands behind a bare "this", as in "that right" without its question mark."""
    return pieces[at].part is Part.YES and any(piece.word in _BARE for piece in pieces[:at])


def _is_numeral(piece: Piece) -> bool:
    return piece.part is Part.NUMBER


def _is_choice(piece: Piece) -> bool:
    """Whether a number can be that of a choice: "3", "tatu"; not "500", nor the code "0003"."""
    is_whole = _is_numeral(piece) and isinstance(piece.value, int) and not piece.others
    is_short = not piece.word.isdigit() or len(piece.word) <= LONGEST_CHOICE_DIGITS
    return is_whole and is_short and piece.value < 10**LONGEST_CHOICE_DIGITS


def _introduces(pieces: Sequence[Piece]) -> bool:
    """Whether every colon stands behind a code word, a choice word or a name."""
    opens = (Part.CODE_WORD, Part.CHOICE_WORD, Part.NAME, Part.ME, Part.RECEIPT)
    is_yes = any(piece.part in (Part.YES, Part.AFFIRM) for piece in pieces)
    return all(
        at > 0 and pieces[at - 1].part in (opens[:2] if is_yes else opens)
        for at, piece in enumerate(pieces)
        if piece.part is Part.COLON
    )
