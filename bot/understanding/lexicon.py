"""What the words of all languages mean: each word or phrase becomes a set of ideas.

A set of ideas is an int with one bit an idea, so that the rules compare whole texts quickly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.asides import Asides
from bot.understanding.currencies import SHARED
from bot.understanding.swahili import TENSES, Form, Verbs
from bot.understanding.tokens import token_pattern
from bot.words import lexicon as word_tables
from bot.words import names as name_tables

LONGEST_WORD = 24  # what is longer is no word, and would only cost time
SHORTEST_FUZZY_WORD = 5  # shorter words have too many neighbours: "shop" and "stop"
SAFELY_FUZZY_WORD = 6  # below, only a dropped letter is mended: "msada", but not "shark" to "share"
SHORTEST_SLIP = 3  # letters of a misspelt number
SHORTEST_OWNER = 4  # letters that must be before the "s" of "kimanis"
READINGS_KEPT = 20_000

_FORMS_WORTH_MENDING = (
    "nime", "nita", "nili", "nisha", "nimesha", "sija", "haja", "hawaja", "ame", "wame", "na", "ku",
)  # fmt: skip
_SOMEBODY = frozenset({"treasurer", "chair", "secretary", "kin"})
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word or phrase means.

    word: as the lexicon spells it (typing mistakes mended).
    ideas: bits of the ideas in it; negated: the same behind a "not".
    is_known: whether any language has it; what is unknown may be a name.
    """

    word: str
    ideas: int
    negated: int
    is_known: bool


class Lexicon:
    """The words of all languages, looked up by spelling, verb form, or nearest spelling."""

    def __init__(
        self, tables: Iterable[Mapping[str, Any]], names: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        """tables: parsed words.toml files, whose sections templates/en/words.toml describes; names:
        templates/names.toml."""
        tables = tuple(tables)
        self._bits: dict[str, int] = {}
        self._names: list[str] = []  # of the bits, the lowest first
        self._words: dict[str, int] = {}
        self._negated_words: dict[str, int] = {}
        self._phrases: dict[str, list[tuple[list[str], Reading]]] = {}
        self.whole_texts = _whole_texts(tables)
        self.numbers: dict[str, int] = _merged(tables, "numbers")
        self.coins: dict[str, int] = _merged(tables, "coins")
        self.ordinals: dict[str, int] = _merged(tables, "ordinals")
        self.numbers |= self.coins | self.ordinals
        self.scales: dict[str, int] = _merged(tables, "scales")
        self.scales_after: dict[str, int] = _merged(tables, "scales_after")
        self.currencies: dict[str, str] = _merged(tables, "currencies")
        self.small_talk = Asides(tables, "small_talk")
        self.asides = Asides(tables, "asides")
        self.in_haste: dict[str, str] = _merged(tables, "spellings")
        self._countries: dict[str, str] = _merged(tables, "countries")
        self.tokens = token_pattern(self.currencies)
        stems = _merged_lists(tables, "stems")
        self._verbs = Verbs(stems)
        self._add_ideas(_merged_lists(tables, "ideas"))
        self._add_vocabulary()
        self._apart: dict[str, int] = {}  # no typing mistake is mended into one of these
        self._add_names(names)
        vocabulary = [*self._words, *_common_forms(stems)]
        self._spellings = _by_first_letter(vocabulary)
        self._skeletons = _skeletons(vocabulary)
        self._kinds = _kinds(self._bits)
        self._somebody = sum(
            bit for idea, bit in self._bits.items() if idea.partition(".")[0] in _SOMEBODY
        )
        self.read = lru_cache(maxsize=READINGS_KEPT)(self._read)

    def bit(self, idea: str) -> int:
        """The bit of an idea; a name never seen before gets the next free one."""
        bit = self._bits.get(idea)
        if bit is None:
            bit = self._bits[idea] = 1 << len(self._bits)
        return bit

    def ideas_in(self, bits: int) -> Iterator[str]:
        """The names of the ideas among the bits."""
        names = self._names
        if len(names) < len(self._bits):
            names[:] = self._bits
        while bits:
            lowest = bits & -bits
            yield names[lowest.bit_length() - 1]
            bits ^= lowest

    def bits(self) -> list[tuple[str, int]]:
        """Every idea with its bit."""
        return list(self._bits.items())

    def kind(self, bits: int, root: str) -> str | None:
        """Which kind of a root idea is among the bits: "friday" where "day.friday" is."""
        for kind, bit in self._kinds.get(root, ()):
            if bits & bit:
                return kind
        return None

    def unit_at(self, words: Sequence[str], at: int) -> str | None:
        """The unit of money that a word names, with a country beside it: "dollars" in "US dollars";
        None for any other word, and outside the text."""
        unit = self.currencies.get(words[at]) if 0 <= at < len(words) else None
        return self._of_country(unit, words, at) if unit else None

    def nearly_numbers(self, word: str) -> list[int]:
        """The numbers that an unknown word may be a slip for: 2 for "mbil", 5 or 2 for "tno"."""
        if len(word) < SHORTEST_SLIP or not word.isalpha() or self.read(word).is_known:
            return []
        near = {
            value
            for spelling, value in self.numbers.items()
            if spelling[0] == word[0] and OSA.distance(word, spelling, score_cutoff=1) <= 1
        }
        return sorted(near, reverse=True)

    def counts(self, word: str) -> bool:
        """Whether a word is a number, or a unit of money."""
        return any(
            word in table
            for table in (self.numbers, self.scales, self.scales_after, self.currencies)
        )

    def is_country(self, word: str) -> bool:
        """Whether a word says whose money it is."""
        return word in self._countries

    def units_in(self, words: Sequence[str]) -> frozenset[str]:
        """The units of money among words: "bob", "50usd", "dola za Marekani" as USD."""
        units = {
            at: self.currencies.get(word.lstrip("0123456789.,")) for at, word in enumerate(words)
        }
        return frozenset(self._of_country(unit, words, at) for at, unit in units.items() if unit)

    def _of_country(self, unit: str, words: Sequence[str], at: int) -> str:
        """The unit at words[at], as that of the country named with it: "US dollars", "dola 50 za
        Marekani"."""
        before = words[at - 1] if at else ""
        behind = next((word for word in words[at + 1 :] if not self._is_skipped(word)), "")
        countries = (self._countries.get(word) for word in (before, behind))
        return next((code for code in countries if code in SHARED.get(unit, ())), unit)

    def _is_skipped(self, word: str) -> bool:
        """Whether a word may stand between a name of money and its country: a number, or "za"."""
        is_number = word[:1].isdigit() or word in self.numbers or word in self.scales
        return is_number or bool(self._words.get(word, 0) & self.bit("for"))

    def is_numbered(self, before: Sequence[str]) -> bool:
        """Whether a number behind these words only tells one thing from another: "raundi ya"."""
        words = [word.lower() for word in before]
        numbered = self.bit("numbered")
        if self._words.get(words[-1], 0) & self.bit("for"):
            words.pop()
        return bool(words and self._words.get(words[-1], 0) & numbered)

    def all_ideas(self) -> set[str]:
        """The names of all ideas that the languages have words for."""
        return {*self._bits, *self._verbs.roots()}

    def verb_form(self, word: str) -> Form | None:
        """A word taken apart as a Swahili verb; None where it is none, or some other word."""
        is_other = self._words.get(word, 0) & self.bit("common")
        return None if is_other else self._verbs.form(word)

    def phrase_at(self, words: list[str], start: int) -> tuple[int, Reading] | None:
        """The longest phrase that begins at words[start], with its number of words."""
        for phrase, reading in self._phrases.get(words[start], ()):
            if words[start : start + len(phrase)] == phrase:
                return len(phrase), reading
        return None

    def _add_ideas(self, ideas: Mapping[str, Iterable[str]]) -> None:
        for idea, expressions in ideas.items():
            for expression in expressions:
                if " " in expression:
                    self._add_phrase(expression, idea)
                else:
                    self._add_word(expression, idea)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda entry: len(entry[0]), reverse=True)

    def _add_word(self, word: str, idea: str) -> None:
        self._words[word] = self._words.get(word, 0) | self._with_root(idea)
        negated = self._negated_words.get(word, 0) | self._negated(idea)
        self._negated_words[word] = negated

    def _add_phrase(self, phrase: str, idea: str) -> None:
        words = phrase.split()
        entries = self._phrases.setdefault(words[0], [])
        same = next((entry for entry in entries if entry[0] == words), None)
        bits, negated = self._with_root(idea), self._negated(idea)
        if same:
            entries.remove(same)
            bits, negated = bits | same[1].ideas, negated | same[1].negated
        entries.append((words, Reading(phrase, bits, negated, True)))

    def _add_vocabulary(self) -> None:
        """Words that carry no idea of their own, but are known and so are nobody's name."""
        parts = (
            word for entries in self._phrases.values() for words, _ in entries for word in words
        )
        counted = (*self.numbers, *self.scales, *self.scales_after)
        of_money = (*self.currencies, *self._countries)
        for word in (*parts, *self.asides.words(), *counted, *of_money):
            self._words.setdefault(word, 0)

    def _add_names(self, names: Mapping[str, Mapping[str, list[str]]]) -> None:
        for sets, bits in (("no_names", 0), ("people", self.bit("a_name"))):
            for listed in names[sets].values():
                self._apart.update(dict.fromkeys(listed, bits))
        first = self.bit("also_name") | self.bit("first_name")
        for word in (word for listed in names["words"].values() for word in listed):
            self._words[word] = self._words.get(word, 0) | first
            self._negated_words[word] = self._negated_words.get(word, 0) | first

    def _with_root(self, idea: str) -> int:
        return self.bit(idea) | self.bit(idea.partition(".")[0])

    def _negated(self, idea: str) -> int:
        """The idea behind a "not": what is past becomes not yet so, the rest keeps a trace."""
        root, _, tense = idea.partition(".")
        if tense == "past":
            return self._with_root(f"{root}.notyet")
        return self._with_root(idea) | self.bit(f"{root}.not")

    def _read(self, word: str) -> Reading:
        if len(word) > LONGEST_WORD:
            return Reading(word, 0, 0, False)
        return (
            self._set_apart(word)
            or self._of_somebody(word)
            or self._exactly(word)
            or self._exactly(self.in_haste.get(word, word))
            or self._exactly(_REPEATED.sub(r"\1", word))
            or self._mended(word)
            or Reading(word, 0, 0, False)
        )

    def _set_apart(self, word: str) -> Reading | None:
        """What names.toml says of a word that words.toml has not, also with "'s" behind it."""
        if word in self._words:
            return None
        name = self.bit("a_name")
        if word in self._apart:
            ideas = self._apart[word]
        elif self.owner(word):
            ideas = name
        else:
            return None
        return Reading(word, ideas, ideas, True)

    def _of_somebody(self, word: str) -> Reading | None:
        """The office or one of the family whose something is: "the treasurer's house"."""
        base = word.removesuffix("'s")
        known = self._exactly(base) if base != word else None
        ideas = known.ideas & self._somebody if known else 0
        return Reading(word, ideas, ideas, True) if ideas else None

    def owner(self, word: str) -> str:
        """Who is named by "grace's", "kimanis" in small letters; "" where nobody is."""
        if word in self._apart or word in self._words or word[-1:] != "s":
            return ""
        base, names = word.removesuffix("'s"), self.bit("a_name")
        if base != word:
            names |= self.bit("first_name")
        elif len(word) <= SHORTEST_OWNER:
            return ""
        else:
            base = word[:-1]
        known = self._apart.get(base, 0) | self._words.get(base, 0)
        return base if known & names else ""

    def _exactly(self, word: str) -> Reading | None:
        listed = self._words.get(word)
        if listed is not None and listed & self.bit("common"):
            return Reading(word, listed, self._negated_words[word], True)
        verb = self._verb(word)
        if listed is None and not verb:
            return None
        return Reading(word, (listed or 0) | verb, self._negated_words.get(word, 0) | verb, True)

    def _verb(self, word: str) -> int:
        """The ideas of a verb form, as far as any rule or word list speaks of them."""
        ideas = 0
        for idea in self._verbs.ideas(word):
            ideas |= self._bits.get(idea, 0) | self._bits.get(idea.partition(".")[0], 0)
        return ideas

    def _mended(self, word: str) -> Reading | None:
        """The one known word this can be a misspelling of; None when there are several."""
        spelling = self._skeletons.get(word) or self._without_vowels(word) or self._nearest(word)
        return self._exactly(spelling) if spelling else None

    def _without_vowels(self, word: str) -> str | None:
        """The longer word that "statmnt" shortens: "statement"."""
        skeleton = _skeleton(word)
        spelling = self._skeletons.get(skeleton) if len(skeleton) >= 4 else None
        return spelling if spelling and len(spelling) > len(word) else None

    def _nearest(self, word: str) -> str | None:
        """The spelling a letter or two away; None when several that differ in meaning are."""
        if len(word) < SHORTEST_FUZZY_WORD:
            return None
        allowed = 1 if len(word) < 9 else 2
        near = process.extract(
            word,
            self._spellings.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=allowed,
            limit=3,
        )
        best = [spelling for spelling, distance, _ in near if distance == near[0][1]]
        if len(word) < SAFELY_FUZZY_WORD:
            best = [spelling for spelling in best if len(spelling) > len(word)]
        meanings = {(found.ideas if (found := self._exactly(spelling)) else 0) for spelling in best}
        return best[0] if len(meanings) == 1 else None


@cache
def all_languages() -> Lexicon:
    """The words of every language that has a file of them."""
    return Lexicon(word_tables(), name_tables())


def _kinds(bits: Mapping[str, int]) -> dict[str, list[tuple[str, int]]]:
    kinds: dict[str, list[tuple[str, int]]] = {}
    for idea, bit in bits.items():
        root, _, kind = idea.partition(".")
        if kind and kind not in TENSES:
            kinds.setdefault(root, []).append((kind, bit))
    return kinds


def _whole_texts(tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {
        text: intent
        for table in tables
        for intent, entry in table.get("intents", {}).items()
        for text in entry.get("words", ())
    }


def _merged(tables: Iterable[Mapping[str, Any]], section: str) -> dict[str, Any]:
    return {word: value for table in tables for word, value in table.get(section, {}).items()}


def _merged_lists(tables: Iterable[Mapping[str, Any]], section: str) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for table in tables:
        for name, words in table.get(section, {}).items():
            merged.setdefault(name, []).extend(words)
    return merged


def _common_forms(stems: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """The verb forms that members use most, so that a misspelt one can be mended."""
    return (f"{form}{stem}a" for stem in stems.get("pay", ()) for form in _FORMS_WORTH_MENDING)


def _by_first_letter(words: Iterable[str]) -> dict[str, list[str]]:
    letters: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        if len(word) >= SHORTEST_FUZZY_WORD:
            letters.setdefault(word[0], []).append(word)
    return letters


def _skeleton(word: str) -> str:
    return word[:1] + _VOWELS.sub("", word[1:])


def _skeletons(words: Iterable[str]) -> dict[str, str]:
    """Words by what is left when the vowels behind the first letter are dropped, if only one."""
    skeletons: dict[str, str] = {}
    shared: set[str] = set()
    for word in dict.fromkeys(words):
        skeleton = _skeleton(word)
        for form in {skeleton, skeleton + "e"} if word.endswith("e") else {skeleton}:
            if form in skeletons:
                shared.add(form)
            if len(form) >= 3:
                skeletons[form] = word
    return {form: word for form, word in skeletons.items() if form not in shared}


@cache
def bits_of(lexicon: Lexicon, ideas: tuple[str, ...]) -> int:
    """The bits of ideas, a root with all its kinds and tenses; "pay.not" is that one alone."""
    wanted = set(ideas)
    return sum(
        bit for idea, bit in lexicon.bits() if idea in wanted or idea.partition(".")[0] in wanted
    )
