"""The words of the closed grammar: every word and mark of a text accounted for, or nothing.

`parts_of` gives a text as a list of parts (a yes, a number, an amount, a name ...), or None where
any word or mark is left over: a question mark, a quotation, "but", "if", a verb of the future.
What may stand in such a text is said in the [answers] section of each language's words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from bot import words
from bot.understanding.amounts import number_at
from bot.understanding.lexicon import Lexicon, all_languages
from bot.understanding.people import Fitting, People
from bot.understanding.tokens import NUMBER, currency_alone, folded
from chama.money import Units

LONGEST = 160  # characters; who answers says it shortly


class Part(StrEnum):
    """What a word or phrase does in an answer; the names of the lists in words.toml."""

    YES = "yes"
    SEEN = "seen"
    NO = "no"
    DONT_KNOW = "dont_know"
    DOUBT = "doubt"
    NOBODY = "nobody"
    NOT_OURS = "not_ours"
    ME = "me"
    AFFIRM = "affirm"
    DENY = "deny"
    CANCEL = "cancel"
    AGREE = "agree"
    CODE_WORD = "code_word"
    CHOICE_WORD = "choice_word"
    ONE = "one"
    COURTESY = "courtesy"
    POINTER = "pointer"
    FOR = "for"
    FROM = "from"
    PAID = "paid"
    AND = "and"
    EACH = "each"
    NOT = "not"
    PARENT = "parent"
    RELATION = "relation"
    TALK = "talk"
    NUMBER = "a number"
    AMOUNT = "an amount"
    NAME = "a name"
    RECEIPT = "a receipt"
    COLON = "a colon"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text. word: as written, in small letters.

    value, others: a number's, in units; written_in: the units of money beside it. people: those a
    name fits (places in the list of names). is_also_word: a name that the grammar has as a word of
    its own. opens: a comma, full stop or the like stands before it.
    """

    part: Part
    word: str = ""
    value: Units = 0
    others: tuple[Units, ...] = ()
    written_in: frozenset[str] = frozenset()
    people: Fitting = frozenset()
    is_also_word: bool = False
    opens: bool = False


_TOKEN = rf"{NUMBER}|(?<=\d)/[=-](?!\w)|[^\W_]+(?:['-][^\W_]+)*'?|[👍✅👌💯🙏👎❌😊🙂]|[:&]"
_BESIDE = re.compile(r"[\s.,!;()#*_~+…–—-]*")
_BREAK = re.compile(r"[.,!;…\n–—]| - ")
_STRETCHED = re.compile(r"(.)\1+")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_QUOTES = re.compile(r"[\"“”„«»<>‹›]|(?<!\w)'(?=\w)")
_RECEIPT = re.compile(r"[a-z](?=[a-z]*\d)[a-z0-9]{9}")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_LESS_THAN_A_NAME = frozenset({
    Part.COURTESY, Part.PARENT, Part.RELATION, Part.POINTER, Part.FOR, Part.AND,
})  # fmt: skip
_KIN = frozenset({Part.PARENT, Part.RELATION})
_SHORTEST_DRAWN_OUT = 2  # letters
_ARTICLES = frozenset({"a", "an"})  # numbers only before a scale


class ClosedGrammar:
    """The phrases of all languages, and how a text is cut into them."""

    def __init__(self, tables: Iterable[Mapping[str, Sequence[str]]], lexicon: Lexicon) -> None:
        """tables: the [answers] sections; each list is named like a `Part`."""
        self._lexicon = lexicon
        self._names = lexicon.bit("a_name") | lexicon.bit("also_name")
        self._token = re.compile(f"{currency_alone(lexicon.currencies)}|{_TOKEN}", re.I)
        self._phrases: dict[str, list[tuple[tuple[str, ...], Part]]] = {}
        for table in tables:
            for name, phrases in table.items():
                for phrase in phrases:
                    self._add(tuple(phrase.split()), Part(name))
        for entries in self._phrases.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def parts_of(self, text: str, people: People, *, is_rough: bool = False) -> list[Piece] | None:
        """The parts of a text in their order; None where anything else stands in it.

        is_rough: names may be misspelt, or cut off.
        """
        cut = self._tokens(text)
        if not cut:
            return None
        tokens, opening = [word for word, _ in cut], [opens for _, opens in cut]
        found: list[Piece] = []
        at = 0
        while at < len(tokens):
            length, piece = self._named(tokens, at, people, is_rough=is_rough)
            if piece is None:
                length, piece = self._piece(tokens, at, found)
            if piece is None:
                return None
            found.append(replace(piece, opens=opening[at]) if opening[at] else piece)
            at += length
        return found

    def _add(self, phrase: tuple[str, ...], part: Part) -> None:
        entries = self._phrases.setdefault(phrase[0], [])
        known = next((known for words, known in entries if words == phrase), None)
        if known not in (None, part):
            raise ValueError(f'"{" ".join(phrase)}" cannot be {part.value} and {known.value}.')
        if known is None:
            entries.append((phrase, part))

    def _tokens(self, text: str) -> list[tuple[str, bool]] | None:
        """The words of a short text in small letters, each with whether a comma, full stop or the
        like stands before it; None where the text holds any other mark."""
        if len(text) > LONGEST:
            return None
        plain = _UNSEEN.sub("", folded(text)).lower()
        if _QUOTES.search(plain):
            return None
        found: list[tuple[str, bool]] = []
        at = end = _end_of_blank(plain, 0)
        while at < len(plain):
            match = self._token.match(plain, at)
            if match is None:
                return None
            found.append((match[0], _BREAK.search(plain, end, at) is not None))
            end = match.end()
            at = _end_of_blank(plain, end)
        return found

    def _named(
        self, tokens: list[str], at: int, people: People, *, is_rough: bool
    ) -> tuple[int, Piece | None]:
        """A name, unless a phrase of the grammar is longer, or a "mama" by itself."""
        word = tokens[at]
        length, phrase = self._phrase_at(tokens, at)
        is_rough = is_rough and phrase is None and not self._is_plain_word(word)
        run, fitting = people.at(tokens, at, is_rough=is_rough)
        if not run or run < length or (run == 1 and phrase in _LESS_THAN_A_NAME):
            return 0, None
        is_also_word = phrase is not None or word in self._lexicon.numbers
        name = " ".join(tokens[at : at + run])
        return run, Piece(Part.NAME, name, people=fitting, is_also_word=is_also_word)

    def _is_plain_word(self, word: str) -> bool:
        """Whether a language has this word, and not as a name."""
        reading = self._lexicon.read(word)
        return reading.is_known and not reading.ideas & self._names

    def _piece(self, tokens: list[str], at: int, before: list[Piece]) -> tuple[int, Piece | None]:
        word = tokens[at]
        length, phrase = self._phrase_at(tokens, at)
        if phrase is not None and not self._is_one_of_a_number(phrase, word, before):
            return length, Piece(phrase, " ".join(tokens[at : at + length]))
        length, piece = self._number(tokens, at)
        return (length, piece) if piece is not None else self._drawn_out(tokens, at)

    def _is_one_of_a_number(self, phrase: Part, word: str, before: list[Piece]) -> bool:
        """ "one" is a number, but nothing in "the first one"."""
        is_behind_number = bool(before) and before[-1].part is Part.NUMBER
        return phrase is Part.ONE and not is_behind_number and word in self._lexicon.numbers

    def _number(self, tokens: list[str], at: int) -> tuple[int, Piece | None]:
        word, lexicon = tokens[at], self._lexicon
        if word == ":":
            return 1, Piece(Part.COLON, word)
        if word == "&":
            return 1, Piece(Part.AND, word)
        if _RECEIPT.fullmatch(word):
            return 1, Piece(Part.RECEIPT, word.upper())
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            return 1, Piece(Part.NUMBER, word, int(ordinal[1]))
        skip = 1 if word in lexicon.currencies and at + 1 < len(tokens) else 0
        number = None if word in _ARTICLES else number_at(tokens, at + skip, lexicon)
        if number is None:
            return 1, None
        end = number.end
        is_money = number.is_money or bool(skip)
        if end < len(tokens) and tokens[end] in lexicon.currencies:
            is_money, end = True, end + 1
        part = Part.AMOUNT if is_money else Part.NUMBER
        surface, units = " ".join(tokens[at:end]), lexicon.units_in(tokens[at:end])
        return end - at, Piece(part, surface, number.value, number.others, units)

    def _drawn_out(self, tokens: list[str], at: int) -> tuple[int, Piece | None]:
        """ "yeees", "ndiooo": a word by its plain form, where it is none as it stands."""
        plain = _STRETCHED.sub(r"\1", tokens[at])
        if len(plain) < _SHORTEST_DRAWN_OUT:
            return 0, None
        length, phrase = self._phrase_at([*tokens[:at], plain, *tokens[at + 1 :]], at)
        return length, None if phrase is None else Piece(phrase, plain)

    def _phrase_at(self, tokens: list[str], at: int) -> tuple[int, Part | None]:
        """The longest phrase that begins here; (0, None) for none."""
        for phrase, part in self._phrases.get(tokens[at], ()):
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                return len(phrase), part
        return 0, None


@cache
def closed_grammar() -> ClosedGrammar:
    """The closed grammar of all languages together."""
    tables = [language.get("answers", {}) for language in words.lexicon()]
    return ClosedGrammar(tables, all_languages())


def is_by_child(pieces: Sequence[Piece], at: int) -> bool:
    """Whether pieces[at] names somebody whose kin is meant: "mama Njeri", "baba wa Njeri", "mke wa
    Njeri", "Njeri's brother"."""
    if pieces[at].part is not Part.NAME:
        return False
    behind = pieces[at + 1 : at + 2]
    if pieces[at].word.endswith("'s") and behind and behind[0].part in _KIN:
        return True
    if at == 0 or pieces[at].opens:
        return False
    is_of = at > 1 and pieces[at - 1].part is Part.FOR
    return pieces[at - 2 if is_of else at - 1].part in (_KIN if is_of else {Part.PARENT})


def names_parent(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a "mama" at pieces[at] belongs to a name; otherwise it only addresses somebody."""
    return any(is_by_child(pieces, place) for place in range(at + 1, min(at + 3, len(pieces))))


def _end_of_blank(text: str, at: int) -> int:
    blank = _BESIDE.match(text, at)
    end = blank.end() if blank else at
    # A minus directly before a number belongs to it: "-500" is no 500.
    return (
        end - 1 if end < len(text) and text[end].isdigit() and text[end - 1 : end] == "-" else end
    )
