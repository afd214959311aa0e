"""What money was or is to be spent on, in the words of who tells it: "chairs", "viti vya mkutano".

An expense is read word by word: its words of spending, the amount, whose money it was and small
words around them are taken away, and what is left, in its order, is what it was for.
"""

from __future__ import annotations

from bot.understanding.contents import Contents, opens_at

MOST_WORDS = 12
SHORTEST_WORD = 3  # letters, of the word that says something

_AROUND = (
    "expense", "spend", "spent_on", "groups_money", "want", "i", "we", "they", "already",
    "courtesy", "greeting", "thanks", "for", "is_for", "to", "from", "article", "linker",
    "auxiliary", "to_buy", "neutral", "that", "money", "cash", "pay", "give", "receive",
)  # fmt: skip
"""Ideas that stand around what it was for, and say nothing of it."""

_OPENERS = ("expense", "spend", "want", "pay")
_DEALING = (*_OPENERS, "to_buy", "give")
_BEFORE_OPENERS = ("i", "we", "auxiliary", "already")
_ANOTHERS = ("they", "you")

_BESIDE_AMOUNT = ("for", "to", "is_for")
_OF_ELSE = (
    "turn", "pot", "payout", "round", "mine", "relation", "who", "what", "when", "where", "mistake",
    "wrong", "by_mistake", "give_to_me", "to_me", "they", "you", "loan", "borrow", "debt",
)  # fmt: skip
"""What is no answer to "what was it for?", whatever words stand beside it."""

_TURNING = ("not", "forbids", "will", "if", "cannot", "but", "why", "can")


def purpose(found: Contents) -> str | None:
    """What an expense is for, as it was written; None where nothing says it."""
    text = found.text
    taken = _amounts(found) | _phrases(found, ("expense", "spend", "groups_money", "to_buy"))
    kept = [at for at in range(len(text.words)) if at not in taken and text.words[at] != "?"]
    while kept and _is_around(found, kept[0]):
        del kept[0]
    while kept and _is_around(found, kept[-1]):
        del kept[-1]
    said = " ".join(text.surfaces[at] for at in kept)
    return said if _says_something(said) else None


def is_plain(found: Contents) -> bool:
    """Whether who writes asks for an expense or tells of their own, and nothing asks, denies,
    doubts or promises; of what others spent people complain in the same words."""
    is_turned = any(found.speaks_of(idea) for idea in _TURNING) or "?" in found.text.words
    is_anothers = any(found.speaks_of(idea) for idea in _ANOTHERS)
    is_clear = not (is_turned or is_anothers or found.unclear) and len(found.amounts) == 1
    return is_clear and _opens_as_expense(found)


def _opens_as_expense(found: Contents) -> bool:
    """Whether the first word is "expense", or the sender's spending, wanting or paying."""
    at, bits = opens_at(found), sum(map(found.lexicon.bit, _OPENERS))
    while at < len(found.text.words):
        phrase = found.lexicon.phrase_at(found.text.words, at)
        if found.text.readings[at].ideas & bits or (phrase and phrase[1].ideas & bits):
            return True
        if not any(found.has(at, idea) for idea in _BEFORE_OPENERS):
            return False
        at += 1
    return False


def plain_words(found: Contents) -> str:
    """A text that only says what money was for, without the words around it; "" for any other: for
    one that tells of people, of pots, or of something that went wrong."""
    is_turned = any(map(found.speaks_of, (*_TURNING, *_OF_ELSE))) or "?" in found.text.words
    is_handed = bool(found.names) and any(map(found.speaks_of, ("give", "send_to.past")))
    if (
        is_turned
        or is_handed
        or _is_of_oneself(found)
        or found.numbers
        or len(found.text.words) > MOST_WORDS
    ):
        return ""
    return purpose(found) or ""


def _is_of_oneself(found: Contents) -> bool:
    """Whether who writes tells of themselves, and not that they bought something."""
    is_own = any(map(found.speaks_of, ("i", "me")))
    return is_own and not any(map(found.speaks_of, _DEALING))


def _says_something(said: str) -> bool:
    return any(len(word) >= SHORTEST_WORD and word.isalpha() for word in said.split())


def _is_around(found: Contents, at: int) -> bool:
    return any(found.has(at, idea) for idea in _AROUND) and not _is_thing(found, at)


def _is_thing(found: Contents, at: int) -> bool:
    """Whether a word that stands around is a thing as well, such as "water", which is bought."""
    return any(found.has(at, idea) for idea in ("elsewhere", "spending"))


def _amounts(found: Contents) -> set[int]:
    """The places of amounts, their units, and of "for" or "ya" before them."""
    taken: set[int] = set()
    for number in found.amounts:
        taken.update(range(number.start, number.end))
        before = number.start - 1
        if before >= 0 and found.text.words[before] in found.lexicon.currencies:
            taken.add(before)
            before -= 1
        behind = found.text.words[number.end : number.end + 1]
        if behind and behind[0] in found.lexicon.currencies:
            taken.add(number.end)
        if any(found.has(before, idea) for idea in _BESIDE_AMOUNT):
            taken.add(before)
    return taken


def _phrases(found: Contents, ideas: tuple[str, ...]) -> set[int]:
    """The places of the words and phrases that carry one of these ideas."""
    bits = sum(bit for idea, bit in found.lexicon.bits() if idea.partition(".")[0] in ideas)
    taken: set[int] = set()
    for at, reading in enumerate(found.text.readings):
        phrase = found.lexicon.phrase_at(found.text.words, at)
        if phrase and phrase[1].ideas & bits:
            taken.update(range(at, at + phrase[0]))
        elif reading.ideas & bits:
            taken.add(at)
    return taken
