"""What a text wants a rule of the group to become: "change clause 6.1 to 100 from January".

    change = [verb] rule [former] [be] value [from day]     in any order of value and day
    rule   = "clause" number | a phrase of [rule_phrases] in words.toml
    former = "from" value | value, before "to" or "be"
    value  = amount | percentage | share | a phrase of [rule_values]
    day    = a day of the calendar | "next month" | "round 8" | "next round" | "now"

With any other word in the text a change is only offered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from bot import words as word_tables
from bot.understanding.amounts import number_at
from bot.understanding.days import day_at
from bot.understanding.lexicon import Lexicon, all_languages
from bot.understanding.phrases import Phrases
from bot.understanding.tokens import NUMBER, currency_alone, folded
from chama.money import Units

LONGEST = 200  # characters; who wants a rule changed says it in a sentence
ROUND = "round"

_CLAUSE = re.compile(r"[1-9]\d?\.[1-9]\d?", re.ASCII)
_SHARE = re.compile(r"\d{1,2}/\d{1,2}", re.ASCII)
_HOURS = re.compile(r"\d{1,2}:\d{2}(?:-\d{1,2}:\d{2})?", re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
_VALUE = ("amount", "word", "unit")
_BESIDE = re.compile(r"[\s.,;:!()\"'*–—-]*")
_MORE = r"|(?<=\d)/[=-](?!\w)|[^\W\d_]+(?:['-][^\W_]+)*|[=%?]"


@dataclass(frozen=True, slots=True)
class Change:
    """What was read.

    path, number: which rule is meant, by its phrase or by its clause, "" for not. fixed: what words
    cannot change, as "members", "" for nothing such. amount: a number; word: a value as a file
    writes it; unit: what the number counts. from_on: a day as `days` writes it, "round:8", or
    "round:" for the next one. removes: there is to be no such rule; only for a clause by its
    number, as "remove the fine" may ask to be let off. is_whole: every word is accounted for.
    """

    path: str = ""
    number: str = ""
    fixed: str = ""
    amount: Units | None = None
    word: str = ""
    unit: str = ""
    from_on: str = ""
    has_verb: bool = False
    removes: bool = False
    has_be: bool = False
    is_whole: bool = True

    @property
    def has_value(self) -> bool:
        """Whether it says what the rule should be."""
        return self.amount is not None or self.word != ""

    @property
    def is_meant(self) -> bool:
        """Whether a text that was read so asks for a change at all."""
        names_rule = bool(self.path or self.number)
        is_sum = bool(self.number) and not self.path and not self.is_whole  # "1.1=0" among others
        is_said = self.has_be and names_rule and self.has_value and not is_sum
        is_asked = self.has_verb and (names_rule or bool(self.fixed))
        return is_asked or is_said or (self.removes and bool(self.number))


@lru_cache(maxsize=64)
def read_change(text: str) -> Change | None:
    """The change that a text asks for; None for a question, or where no rule is to change."""
    words = _reader().words_of(text)
    if not words or "?" in words:
        return None
    change = _reader().read(words)
    return change if change.is_meant else None


class _Reader:
    """The words of all languages about changes."""

    def __init__(self, tables: Sequence[Mapping[str, Mapping[str, Sequence[str]]]]) -> None:
        self._lexicon: Lexicon = all_languages()
        self._parts = Phrases([table.get("amending", {}) for table in tables])
        self._rules = Phrases([table.get("rule_phrases", {}) for table in tables])
        self._values = Phrases([table.get("rule_values", {}) for table in tables])
        self._units = Phrases([table.get("rule_units", {}) for table in tables])
        pattern = f"{currency_alone(self._lexicon.currencies)}|{NUMBER}{_MORE}"
        self._token = re.compile(pattern, re.I)

    def words_of(self, text: str) -> list[str]:
        """The words of a text in small letters; none where it is long or holds other marks."""
        plain = folded(text).lower() if len(text) <= LONGEST else ""
        words: list[str] = []
        at = _behind_blank(plain, 0)
        while at < len(plain):
            token = self._token.match(plain, at)
            if token is None:
                return []
            words.append(token[0])
            at = _behind_blank(plain, token.end())
        return words

    def read(self, words: Sequence[str]) -> Change:
        """All that stands in a text, a place after the other; "from 50 to 100" is to be 100."""
        found: dict[str, Any] = {}
        at = left = 0
        while at < len(words):
            length, said = self._at(words, at, found)
            left += not length
            if "has_be" in said and "has_be" not in found:
                found = {part: value for part, value in found.items() if part not in _VALUE}
            found.update(said)
            at += length or 1
        return Change(**found, is_whole=not left)

    def _at(
        self, words: Sequence[str], at: int, found: Mapping[str, Any]
    ) -> tuple[int, dict[str, Any]]:
        """What begins at a place, with its number of words; 0 for what nobody knows."""
        has_rule = bool(found.keys() & {"path", "number", "fixed"})
        has_value = bool(found.keys() & {"amount", "word"})
        if (day := self._day(words, at)) is not None and "from_on" not in found:
            return day
        if not has_rule and (named := self._rule(words, at)) is not None:
            return named
        if has_rule and not has_value and (value := self._value(words, at)) is not None:
            return value
        part = self._parts.at(words, at)
        if part is None:
            return 0, {}
        match part[1]:
            case "change":
                return part[0], {"has_verb": True}
            case "remove":
                return part[0], {"removes": True, "word": "none"}
            case "be":
                return part[0], {"has_be": True}
            case "from" if has_rule and not has_value:
                return part[0] + self._former_value(words, at + part[0]), {}
            case "filler" | "from":
                return part[0], {}
        return 0, {}

    def _former_value(self, words: Sequence[str], at: int) -> int:
        """How many words say what the rule was until now, behind "from"."""
        value = self._value(words, at) if at < len(words) else None
        return 0 if value is None else value[0]

    def _rule(self, words: Sequence[str], at: int) -> tuple[int, dict[str, Any]] | None:
        """A clause by its number, or a rule by its phrase."""
        part = self._parts.at(words, at)
        behind = at + part[0] if part is not None and part[1] == "rule" else at
        if behind < len(words) and _CLAUSE.fullmatch(words[behind]):
            return behind + 1 - at, {"number": words[behind]}
        phrase = self._rules.at(words, at)
        if phrase is None:
            return None
        key, _, name = phrase[1].rpartition(":")
        if key == "meant":
            return phrase[0], {"fixed": name, "has_verb": True}
        return phrase[0], {key or "path": name}

    def _value(self, words: Sequence[str], at: int) -> tuple[int, dict[str, Any]] | None:
        """An amount, a percentage, a share, hours, or a word that rules know."""
        if phrase := self._values.at(words, at):
            return phrase[0], {"word": phrase[1]}
        if _SHARE.fullmatch(words[at]) or _HOURS.fullmatch(words[at]):
            return 1, {"word": words[at]}
        part = self._parts.at(words, at)
        if part is not None and part[1] == "percent":  # "asilimia 10"
            share = number_at(words, at + part[0], self._lexicon)
            return (share.end - at, {"word": f"{share.value}%"}) if share else None
        unit = self._units.at(words, at)
        is_unit_first = unit is not None and at + unit[0] < len(words)
        skip = 1 if words[at] in self._lexicon.currencies else 0
        skip = unit[0] if unit is not None and is_unit_first else skip
        number = number_at(words, at + skip, self._lexicon) if at + skip < len(words) else None
        if number is None or number.others:
            return None
        end = number.end
        if end < len(words) and (percent := self._parts.at(words, end)) and percent[1] == "percent":
            return end + percent[0] - at, {"word": f"{number.value}%"}
        if end < len(words) and words[end] in self._lexicon.currencies:
            end += 1
        behind = None if unit is not None and is_unit_first else self._units.at(words, end)
        counted = unit if unit is not None and is_unit_first else behind
        end += behind[0] if behind is not None else 0
        return end - at, {"amount": number.value, "unit": counted[1] if counted else ""}

    def _day(self, words: Sequence[str], at: int) -> tuple[int, dict[str, Any]] | None:
        """From when; "from" may stand before it, and must where a number could be a value."""
        part = self._parts.at(words, at)
        behind = at + part[0] if part is not None and part[1] == "from" else at
        day = day_at(words, behind)
        if day is not None and (behind > at or not day[1].is_bare_month):
            return behind + day[0] - at, {"from_on": str(day[1])}
        round_ = self._parts.at(words, behind) if behind < len(words) else None
        if round_ is None or round_[1] not in ("round", "next_round"):
            return None
        after = behind + round_[0]
        if round_[1] == "next_round":
            return after - at, {"from_on": f"{ROUND}:"}
        if after < len(words) and _COUNT.fullmatch(words[after]):
            return after + 1 - at, {"from_on": f"{ROUND}:{words[after]}"}
        return None


def _behind_blank(text: str, at: int) -> int:
    blank = _BESIDE.match(text, at)
    end = blank.end() if blank else at
    # A minus directly before a number belongs to it: "-500" is no 500.
    return end - 1 if text[end : end + 1].isdigit() and text[end - 1 : end] == "-" else end


@cache
def _reader() -> _Reader:
    return _Reader(word_tables.lexicon())
