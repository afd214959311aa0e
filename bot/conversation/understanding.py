"""Understands what a member wrote: one text becomes one intent with the values in it.

Text -> words and ideas (reading) -> findings such as amounts and names (slots) -> the first line
of evidence that fits (rules). A doubtful text is `unknown`: asking costs a message, guessing money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from bot import words
from bot.conversation.lexicon import Lexicon
from bot.conversation.reading import Text, read
from bot.conversation.rules import FINDINGS, Rule, compiled
from bot.conversation.slots import Contents, day_of_month, slots_of

UNKNOWN = "unknown"
BRIEF = 5  # words; a greeting or a refusal with a little around it
LENGTHY = 14  # words; who wants one thing says it in fewer
_LIGHT = ("courtesy", "yes", "no", "right", "wrong", "thanks", "greeting", "not", "that", "this", "filler")


@dataclass(frozen=True, slots=True)
class Intent:
    """What the sender wants, and the values the text gave; both as tests and commands name them."""

    name: str
    slots: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def understand(text: str) -> Intent:
    """The intent of a text in English, Swahili or Sheng; `unknown` when in doubt. Never raises."""
    mind = _mind()
    read_text = read(text, mind.lexicon)
    found = Contents(read_text, mind.lexicon)
    name = mind.whole_text(read_text) or mind.judged(found)
    return Intent(name, MappingProxyType(slots_of(name, found)))


class _Mind:
    """The lexicon with the rules compiled for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._rules: tuple[Rule, ...] = compiled(lexicon.bit)
        self._bits = {finding: lexicon.bit(finding) for finding in (*FINDINGS, "inverted")}
        self._light = sum(lexicon.bit(idea) for idea in _LIGHT)
        self._courtesy = lexicon.bit("courtesy")

    def whole_text(self, text: Text) -> str | None:
        """The intent of a text that is a command by itself, polite words around it aside."""
        if len(text.words) > 8:
            return None
        whole = self.lexicon.whole_texts
        said = " ".join(text.words)
        if said in whole:
            return whole[said]
        return whole.get(" ".join(self._without_courtesy(text)))

    def judged(self, found: Contents) -> str:
        """The intent of the first rule whose evidence is in the text."""
        ideas = found.text.ideas | self._findings(found)
        return next((rule.intent for rule in self._rules if rule.fits(ideas)), UNKNOWN)

    def _without_courtesy(self, text: Text) -> list[str]:
        pairs = zip(text.words, text.readings, strict=True)
        return [
            word for word, reading in pairs if word != "?" and not reading.ideas & self._courtesy
        ]

    def _opens(self, text: Text, idea: str) -> bool:
        return bool(text.readings and text.readings[0].ideas & self.lexicon.bit(idea))

    def _findings(self, found: Contents) -> int:
        text = found.text
        roles = {name.role for name in found.names}
        facts = {
            "amount": found.money is not None,
            "two_amounts": len(found.amounts) > 1,
            "receipt": found.receipt is not None,
            "phone": bool(text.phone),
            "code": found.code is not None,
            "ref": found.ref is not None,
            "name": bool(found.names),
            "name_for": "for" in roles,
            "name_to": "to" in roles,
            "name_from": "from" in roles,
            "name_first": "first" in roles,
            "clock": found.clock,
            "question_mark": "?" in text.words,
            "later_day": day_of_month(found) is not None
            or found.kind("day") not in (None, "today"),
            "content": any(
                word != "?" and not reading.ideas & self._light
                for word, reading in zip(text.words, text.readings, strict=True)
            ),
            "inverted": self._opens(text, "auxiliary"),
            "brief": len(text.words) <= BRIEF,
            "opens_no": self._opens(text, "no"),
            "opens_greeting": self._opens(text, "greeting"),
            "opens_thanks": self._opens(text, "thanks"),
            "lengthy": len(text.words) > LENGTHY,
        }
        return sum(self._bits[finding] for finding, is_there in facts.items() if is_there)


@cache
def _mind() -> _Mind:
    return _Mind(Lexicon(words.lexicon()))
