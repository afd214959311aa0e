"""Words that a hand has misspelt: the fixed words of the wordings, put right for a second look.

Machines do not misspell: what was put right is remembered, and nothing that needed it counts by
itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from chama.receipts.normalise import Text

_FIXED_WORDS = """\
ACCOUNT AIRTIME AKAUNTI BALANCE BOUGHT BUSINESS CONFIRMED CREDITED DEBITED DEPOSITED FULIZA
IMELIPWA IMETHIBITISHWA IMETUMWA KUTOKA MUAMALA NUMBER OUTSTANDING PARTIALLY PAYMENT RECEIPT
RECEIVED REFERENCE REFUNDED REPAYMENT REVERSAL REVERSED SUCCESSFULLY TAREHE TRANSACTION
TRANSFERRED UMELIPA UMENUNUA UMEPOKEA UMETUMA WITHDRAW
"""
_WORDS = frozenset(_FIXED_WORDS.split())
# Short words are one letter away from too many others.
_SHORT_WORDS = {
    **dict.fromkeys(("FRM", "FRON", "FRO", "FRMO", "FROMM"), "FROM"),
    **dict.fromkeys(("NW", "NWE", "NEWW"), "NEW"),
    **dict.fromkeys(("SALIYO", "SALLIO", "SALO", "SALIOO"), "SALIO"),
    **dict.fromkeys(("HAV", "HVE", "HAEV"), "HAVE"),
    "PAYED": "PAID",
    **dict.fromkeys(("MNAMU", "MNAO", "MNMO"), "MNAMO"),
}
_WORD = re.compile(r"(?<![^\W_])[A-Za-z]{2,15}(?![^\W_])")
_BARE_SHILLINGS = re.compile(
    r"(?<![0-9,/])(?<![0-9]\.)(?<!sh)(?<!sh[ .])(?<!es)(?<!es[ .])([0-9][0-9.,]{0,12}+)"
    r"(?: ?/[=-]|(?= (?:fro?m|kutoka|sent to|paid to)\b))",
    re.IGNORECASE,
)
_LONGEST = 4096  # characters; nobody types more by hand


def respelt(text: Text) -> Text:
    """The text with its misspelt words put right, "500/=" and "700 from" as ksh500 and ksh700.

    The text itself where nothing was to be put right, and one too long for a hand.
    A text in which characters were hidden or swapped stays as it is: a forger's, not a slip.
    """
    if text.hidden or text.look_alikes or len(text.shown) > _LONGEST:
        return text
    pieces: list[str] = []
    places: list[int] = []
    length = done = 0
    for start, end, right in _corrections(text.shown):
        length += start - done
        places.append(length)
        pieces += (text.shown[done:start], right)
        length += len(right)
        done = end
    if not places:
        return text
    shown = "".join((*pieces, text.shown[done:]))
    folded = shown.upper().replace("\n", " ")
    return replace(text, shown=shown, folded=folded, misspelt=tuple(places))


def _corrections(shown: str) -> list[tuple[int, int, str]]:
    """Start, end and right spelling of each slip, in order."""
    found = [
        (match.start(), match.end(), f"ksh{match[1]}") for match in _BARE_SHILLINGS.finditer(shown)
    ]
    for match in _WORD.finditer(shown):
        right = _right_spelling(match.group().upper())
        if right:
            in_its_case = right.lower() if match.group().islower() else right
            found.append((*match.span(), in_its_case))
    return sorted(found)


@lru_cache(maxsize=2048)
def _right_spelling(word: str) -> str | None:
    """The fixed word that this one is a slip of (one letter missing, added, swapped, wrong)."""
    if word in _SHORT_WORDS:
        return _SHORT_WORDS[word]
    if len(word) < 5 or word in _WORDS:
        return None
    shortened = _without_one_letter()
    for candidate in (word, *_shorter(word)):
        right = shortened.get(candidate)
        if right and right[0] == word[0] and abs(len(right) - len(word)) <= 1:
            return right
    return None


@cache
def _without_one_letter() -> dict[str, str]:
    """Each fixed word by itself and by what is left of it without one of its letters."""
    table = {short: word for word in _WORDS for short in _shorter(word)}
    return table | {word: word for word in _WORDS}


def _shorter(word: str) -> list[str]:
    return [word[:index] + word[index + 1 :] for index in range(1, len(word))]
