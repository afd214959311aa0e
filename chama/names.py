"""Whether two names can be one person's: one as a payment prints it, one as the group knows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

WORDS_NEEDED = 2  # of a name that must fit, where both names have as many
HIDDEN = "*"  # stands for letters that a provider does not show
SHORTEST_CUT = 4  # letters that a word cut off by the printer must still have
SHORTEST_SLIP = 6  # letters from which on one slip cannot make another common name
REMEMBERED = 4096  # names and words: a question compares one payer with the whole group

_TITLES = frozenset(
    {"MR", "MRS", "MS", "MISS", "DR", "REV", "PASTOR", "PST", "MADAM", "MZEE", "BI"}
)
_MARKS_INSIDE_WORDS = re.compile(r"['’‘ʼ`´*]")  # NG'ANG'A, and CH*ACHA as some phones print it
_VOWELS = frozenset("AEIOU")

# Spellings that stand for one sound, applied in this order to a word in capitals.
_ONE_SOUND = (
    (re.compile(r"PH|V"), "F"),  # STEPHEN, STEVEN
    (re.compile(r"C(?=[EIY])|Z"), "S"),  # ELIZABETH, ELISABETH
    (re.compile(r"CK|C(?!H)"), "K"),  # CATHERINE, KATHERINE
    (re.compile(r"(?<=[^AEIOU])W"), "U"),  # SAMWEL, SAMUEL; MWANGI, MUANGI
    (re.compile(r"(?<=[AEIOU])H$"), ""),  # AMINAH, AMINA
    (re.compile(r"[EY]"), "I"),  # WANGARE, WANGARI; SYMON, SIMON
    (re.compile(r"O"), "U"),  # WANJIRO, WANJIRU
    (re.compile(r"(.)\1+"), r"\1"),  # MOHAMMED, MOHAMED
)
# A is never made an O: the first vowel of a Luo name is its gender, OCHIENG a man, ACHIENG a woman.


@lru_cache(maxsize=REMEMBERED)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in capitals, as plain letters: "Ng'ang'a, J." -> ("NGANGA", "J").

    Accents, apostrophes, invisible characters and words hidden by stars are gone, and titles
    unless there is nothing else.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    visible = "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"})
    joined = _MARKS_INSIDE_WORDS.sub("", visible).upper()
    words = [re.sub(r"0(?=[A-Z])", "O", word) for word in re.findall(r"[^\W_]+", joined)]
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


def names_fit(printed: str, known: str) -> bool:
    """Whether a printed name can be that of the person known under another.

    Order, middle names and case do not matter; an initial stands for its word; the last printed
    word may be cut off; a word may be spelt another way. Two words must fit where both names have
    two, else one; initials alone are never enough.
    """
    left, right = list(name_words(printed)), list(name_words(known))
    needed = min(WORDS_NEEDED, len(left), len(right))
    cut = left[-1] if left else ""
    whole = _take_pairs(left, right, _is_same) + _take_pairs(
        left, right, lambda word, other: _is_spelling(word, other) or _is_cut(word, other, cut)
    )
    return whole > 0 and whole + _take_pairs(left, right, _is_initial) >= needed


def names_differ(printed: str, known: str) -> bool:
    """Whether two names are whole enough to say that they cannot be one person's.

    An empty name, one with hidden letters and one of initials say nothing.
    """
    if names_fit(printed, known) or names_fit(known, printed):
        return False
    return all(
        HIDDEN not in one and max(map(len, name_words(one)), default=0) > 1
        for one in (printed, known)
    )


def similarity(one: str, other: str) -> float:
    """How alike two names look, 0 to 100: to list them, never to decide."""
    return fuzz.token_sort_ratio(" ".join(name_words(one)), " ".join(name_words(other)))


def _take_pairs(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> int:
    """How many words of both sides fit, each in one pair; they are taken out of the lists."""
    pairs = 0
    for word in tuple(left):
        other = next((other for other in right if fits(word, other)), None)
        if other is not None:
            left.remove(word)
            right.remove(other)
            pairs += 1
    return pairs


def _is_same(word: str, other: str) -> bool:
    return word == other and len(word) > 1


def _is_initial(word: str, other: str) -> bool:
    return min(len(word), len(other)) == 1 and word[0] == other[0]


def _is_cut(word: str, other: str, last: str) -> bool:
    """Whether `word`, being the last one printed, is what was left of `other`: CHEROTI(CH)."""
    return word == last and len(word) >= SHORTEST_CUT and other.startswith(word)


def _is_spelling(word: str, other: str) -> bool:
    """Whether two whole words sound alike, or differ by one slip in a long word."""
    if min(len(word), len(other)) == 1:
        return False
    sound, other_sound = _sound(word), _sound(other)
    return sound == other_sound or _is_slip(sound, other_sound)


@lru_cache(maxsize=REMEMBERED)
def _sound(word: str) -> str:
    for spelling, letter in _ONE_SOUND:
        word = spelling.sub(letter, word)
    return word


def _is_slip(sound: str, other: str) -> bool:
    """One letter left out, added, or turned round, or one vowel for another, inside a long word.

    One consonant for another is no slip: WANJIKU is not WANJIRU. Nor is a change at either end:
    ATIENO is not OTIENO, NJERI not NJERU.
    """
    if (
        min(len(sound), len(other)) < SHORTEST_SLIP
        or OSA.distance(sound, other, score_cutoff=1) != 1
    ):
        return False
    same_ends = sound[0] == other[0] and sound[-1] == other[-1]
    return same_ends and (len(sound) != len(other) or _consonants(sound) == _consonants(other))


def _consonants(sound: str) -> list[str]:
    return sorted(letter for letter in sound if letter not in _VOWELS)
