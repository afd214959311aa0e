"""The second way to be sure of an act: both readers see it, and nothing in the text turns it.

People put an act among other words: who they are, where they stand, why. Such words belong to no
act and so the grammar cannot account for them one by one (sureness). An act is sure all the same
where the open reader puts it far above all else, the values that it needs are read and can mean one
thing, and no word denies, asks, doubts, wishes, postpones, quotes, or speaks of other money.
Measured in docs/decisions/0038-two-readers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from bot.understanding.belonging import belonging_to
from bot.understanding.contents import Contents, parts_of
from bot.understanding.fitting import NAMING, fits_together
from bot.understanding.lexicon import Lexicon, bits_of
from bot.understanding.open_reader import open_reader
from bot.understanding.parts import parts_in
from bot.understanding.reading import LOOKED_AT
from bot.understanding.sureness import has_unread_number, places_left_over
from bot.understanding.together import VERY_FAR
from bot.understanding.turned import turning

_LINE_OF_A_LOG = re.compile(r"^\W*(?:\w+\W+){0,2}[^\W\d]+\s*:(?!\d)", re.M)
"""Who is said to have said it: "user: received 500"."""

_DEEDS = (
    "pay", "give", "receive", "got", "send_to", "money", "cash", "contribution", "for", "is_for",
    "to_buy", "loan", "fine", "welfare", "event", "spending", "expense", "thing", "groups_money",
    "refund", "undo", "approve", "reject", "stop", "close", "remind", "add", "join", "wrong",
    "hand", "announce", "start", "switch", "record", "put", "take", "pot", "payout", "turn", "each",
    "balance",
)  # fmt: skip
"""What talk beside money, agreement and silence does not speak of: it would be part of them."""

_OTHER_MONEY = (
    "loan", "borrow", "repay", "fine", "welfare", "event", "spending", "expense", "groups_money",
    "refund", "elsewhere", "payout", "convert", "pot",
)  # fmt: skip
_REASONS = ("event", "elsewhere")
_OWN = ("i", "me", "mine", "to_me")
_DENIAL = ("not", "but", "cannot")
_TURNING = (
    "not", "forbids", "will", "if", "can", "cannot", "but", "why", "who", "when", "where",
)  # fmt: skip
_TENSES = {
    "not": "not", "notyet": "not", "never": "not", "dont": "forbids", "will": "will", "if": "if",
}  # fmt: skip
"""The tenses of verbs that turn an act, by the idea that spares them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an act needs, and what may stand beside it.

    values: slots without which it is none; people's names may be several. speaks: ideas one of
    which it has; () for any. bars: ideas that make it another act, or money for something else.
    spared: what turns other acts, and not this one. counts: whether a number that is no amount may
    stand there, as in a date or a code. is_whole: whether each word has to belong to it even so, a
    slip of the finger aside, as money, agreements and wrong numbers ask. is_shown: whether it is
    shown before anything comes of it, so that it may say what turns others. is_strict: whether what
    turns or bars it does so however plain the open reader finds it. STOP has a grammar of its own
    (opting_out).
    """

    values: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    counts: bool = False
    is_whole: bool = False
    is_shown: bool = False
    is_strict: bool = False


_NEW_VERB = re.compile(r"(?:nime|nili|nika|nim|ame|ali|aka|tume|tuli)[a-z]{4,}[aei]")
_HANDING = ("give", "pay", "receive", "send_to", "take", "collect", "give_to_me", "got")
PLAINEST = 15.0
"""How far above all else an act stands whose verb may be a new one."""

SHORT = 6
"""Words: each counts in so few, where a long text says more than the act."""

_POLITELY = ("can",)
"""What "could you" says of an order, and of a report does not."""

_REMINDING = Frame(
    speaks=("remind", "pay", "contribution", "debt", "money", "debtors", "message", "tell"),
    bars=("remind.not", "remind.dont"),
    spared=("not", "who", *_POLITELY),
)

FRAMES: Mapping[str, Frame] = {
    "paid_cash": Frame(("amount",), bars=_OTHER_MONEY, is_whole=True),
    "record_cash": Frame(("amount", "name"), bars=_OTHER_MONEY, is_whole=True),
    "pay_for": Frame(("name",), bars=(*_OTHER_MONEY, "to_me"), spared=("will",), is_whole=True),
    "welfare_contribute": Frame(("amount",), _OWN, ("loan", "fine", "groups_money", "spending")),
    "loan_repay": Frame(("amount",), _OWN, ("fine", "welfare", "borrow", "event", "groups_money")),
    "confirm_disbursed": Frame(
        bars=("loan", "fine", "welfare", "event", "groups_money", "spending", "refund"),
        is_whole=True,
    ),
    "pay_out": Frame(
        bars=("loan", "fine", "welfare", "event", "refund", "groups_money"), is_whole=True
    ),
    "close_round": Frame(
        speaks=("round", "month", "numbered"),
        bars=("dashboard", "account", "open_it", "relation"),
        spared=_POLITELY,
        counts=True,
    ),
    "add_member": Frame(("name", "phone"), bars=("pay.past",), spared=("who",), counts=True),
    "approve": Frame(("ref",), bars=("reject", "undo"), counts=True, is_whole=True),
    "reject": Frame(("ref",), spared=("not", "why"), counts=True),
    "undo": Frame(
        speaks=("entry", "last", "record", "mistake", "err", "wrong"),
        bars=("fine", "approve", "reject", "loan", "message", "undo.not", "undo.dont"),
        spared=("not",),
        is_whole=True,
    ),
    "waive": Frame(
        ("names",),
        ("fine", "debt"),
        ("loan", "payout", "forgive.dont", "forgive.not", "forgive.past", "fine.not"),
        (*_DENIAL, "forbids"),
    ),
    "remind_all": _REMINDING,
    "remind_one": replace(
        _REMINDING, values=("name",), bars=(*_REMINDING.bars, "everyone", "debtors", "add")
    ),
    "meeting": Frame(
        ("when",),
        bars=("fine", "absent"),
        spared=(*_DENIAL, "when", "where", "will"),
        counts=True,
        is_shown=True,
    ),
    "receive_phone": Frame(
        ("phone",),
        ("pot", "turn", "payout", "receive", "money", "send_to"),
        counts=True,
        is_whole=True,
    ),
    "pay_phone": Frame(("phone",), bars=("pot", "turn", "payout"), counts=True, is_whole=True),
    "refund": Frame(("name", "amount"), bars=("loan", "fine", "welfare", "event"), is_whole=True),
    "give_back": Frame(("receipt",), spared=("who",), is_whole=True),
    "release_payout": Frame(speaks=("payout", "pot", "turn"), bars=("loan", "fine"), is_whole=True),
    "announce": Frame(("message",), counts=True, is_shown=True),
    "fine_member": Frame(("names", "what"), bars=("loan",), spared=("not",), is_whole=True),
    "language": Frame(
        ("language",),
        ("speak", "change", "language_word", "give_me", "message", "want", "start", "put", "use"),
        spared=(*_DENIAL, "can"),
    ),
    "switch_group": Frame(("group",), is_strict=True),
    "join": Frame(("code",), spared=("can",), counts=True, is_strict=True),
    "start": Frame(
        bars=("start.not", "start.dont"), spared=(*_DENIAL, *_POLITELY, "forbids", "when")
    ),
    "wrong_person": Frame(
        speaks=("wrong_number", "not_of", "number", "handset"),
        bars=("fine", "loan", "pay", "welfare", "pot", "payout"),
        spared=(*_DENIAL, "who"),
        is_whole=True,
    ),
}
"""The acts that may be said among other words."""


def is_framed(intent: str, found: Contents, slots: Mapping[str, object], lead: float) -> bool:
    """Whether an act that both readers see is said as one, with all that it needs.

    lead: how far the open reader puts it above all else, and above texts that are no act.
    """
    frame = FRAMES.get(intent)
    if frame is None or is_of_a_log(found) or not fits_together(intent, found):
        return False
    if not frame.counts and has_unread_number(intent, found):
        return False
    if intent in NAMING and not _are_names(found):
        return False
    if not all(_has(value, slots) for value in frame.values):
        return False
    is_plain = lead >= VERY_FAR and not frame.is_strict
    is_short = len(found.text.words) <= SHORT and not frame.is_strict
    must_be_whole = frame.is_whole or is_short
    if must_be_whole and not _says_it_whole(intent, found, has_usual=is_plain, lead=lead):
        return False
    return _is_plainly_meant(intent, found) if is_plain else _is_meant(intent, found, slots)


def is_told_at_length(found: Contents, lead: float) -> bool:
    """Whether who gave and who took is plain to the open reader, in more than a few words."""
    return lead >= VERY_FAR and len(found.text.words) > SHORT


def _is_plainly_meant(intent: str, found: Contents) -> bool:
    """What is left to rule out where the open reader has no doubt."""
    is_turned = not FRAMES[intent].is_shown and turning().turns_plainly(intent, found)
    return not (is_turned or speaks_of_other_money(intent, found) or _is_withdrawn(intent, found))


def _is_meant(intent: str, found: Contents, slots: Mapping[str, object]) -> bool:
    """Whether the act's own words stand there, and none that may turn it."""
    frame, turned = FRAMES[intent], turning()
    if turned.takes_back(found.text.original, intent):
        return False
    if not frame.is_shown and turned.turns(intent, found):
        return False
    if frame.speaks and not any(map(found.speaks_of, frame.speaks)):
        return False
    barred = _barred(intent, found.lexicon)
    if _is_handed_over(intent, slots):
        barred &= ~bits_of(found.lexicon, ("elsewhere",))
    return not found.text.ideas & barred


def _is_withdrawn(intent: str, found: Contents) -> bool:
    """Whether a "but" stands behind what the act is about: "he was absent, but he sent word"."""
    own = belonging_to(intent, found)
    buts = [at for at in range(len(found.text.words)) if found.has(at, "but")]
    is_instead = intent == "undo" and bool(found.amounts)  # "I typed 5000 instead of 500"
    return bool(buts) and not is_instead and max(buts) > min(own, default=-1)


def _is_handed_over(intent: str, slots: Mapping[str, object]) -> bool:
    """Whether it is told who gave or took: where that was, does not matter then."""
    return intent in ("paid_cash", "record_cash") and bool({"to", "name"} & slots.keys())


def speaks_of_other_money(intent: str, found: Contents) -> bool:
    """Whether a text speaks of what makes an act another one; what befell somebody is a reason."""
    frame = FRAMES.get(intent)
    return frame is not None and any(
        found.speaks_of(idea) for idea in frame.bars if idea not in _REASONS
    )


def _says_it_whole(intent: str, found: Contents, *, has_usual: bool, lead: float = 0.0) -> bool:
    """Whether some parts of the text say the act word by word, and what the others say is talk.

    has_usual: whether words that people use around the act belong to it, and talk may be of people
    and deeds.
    """
    left = set(places_left_over(intent, found, may_be_mended=True))
    if has_usual:
        left = {at for at in left if not _is_usual(intent, at, found)}
    if lead >= PLAINEST and not found.have(range(len(found.text.words)), _HANDING):
        left -= set(_new_verbs(found)[:1])  # "nimshikie soo sita zake"
    if not left:
        return True
    parts = parts_in(found) if has_usual else parts_of(found)
    talk = [part for part in parts if left.intersection(part)]
    if len(talk) == len(parts):
        return False
    numbers = {at for number in found.numbers for at in range(number.start, number.end)}
    if has_usual:
        return not any(numbers.intersection(part) for part in talk)
    names = {at for name in found.names for at in range(name.start, name.end)}
    barred = _barred(intent, found.lexicon) | bits_of(found.lexicon, _DEEDS)
    return not any(
        numbers.intersection(part)
        or names.intersection(part)
        or any(found.text.readings[at].ideas & barred for at in part)
        for part in talk
    )


def _new_verbs(found: Contents) -> list[int]:
    """The places of words that are built as verbs of who writes, or of who gave, and that nobody
    knows: Sheng makes new ones for giving each year."""
    readings = zip(found.text.surfaces, found.text.readings, strict=True)
    return [
        at
        for at, (word, reading) in enumerate(readings)
        if not reading.ideas and _NEW_VERB.fullmatch(word.lower())
    ]


def _is_usual(intent: str, at: int, found: Contents) -> bool:
    """Whether people who mean an act say that word as well, where it is not what money was for:
    "for the house"."""
    word = found.text.surfaces[at].lower()
    is_thing = not found.text.readings[at].ideas or found.has(at, "why")
    is_counted = is_thing and any(one.end == at for one in found.numbers)  # "500 reasons"
    if is_counted or _is_purpose(at - 1, found) or turning().told(word) - {"was"}:
        return False
    return open_reader().is_usual(intent, word)


def _is_purpose(at: int, found: Contents) -> bool:
    """Whether "for" stands there, or before the articles that do."""
    while at >= 0:
        if any(found.has(at, idea) for idea in ("for", "is_for", "to_buy")):
            return True
        if not any(found.has(at, idea) for idea in ("article", "mine", "this")):
            return False
        at -= 1
    return False


def is_of_a_log(found: Contents) -> bool:
    """Whether a log tells of them, or they stand where nobody looks any more."""
    text = found.text.original
    return len(text) > LOOKED_AT or _LINE_OF_A_LOG.search(text) is not None


def _are_names(found: Contents) -> bool:
    """Whether all who are named surely are: an unknown word in small letters may be any word."""
    text, known = found.text, found.lexicon.bit("a_name") | found.lexicon.bit("also_name")
    return all(
        text.readings[at].ideas & known
        or (at > 0 and text.surfaces[at][0].isupper() and not found.has(name.start - 1, "place"))
        or name.role in ("for", "to", "from")
        for name in found.names
        for at in range(name.start, name.end)
    )


def _has(value: str, slots: Mapping[str, object]) -> bool:
    if "several" in slots:
        return False
    return value in slots or (value in ("name", "amount") and "people" in slots)


@cache
def _barred(intent: str, lexicon: Lexicon) -> int:
    """The ideas that no text of this act may have."""
    frame = FRAMES[intent]
    turning = bits_of(lexicon, tuple(one for one in _TURNING if one not in frame.spared))
    tenses = {tense for tense, spared_by in _TENSES.items() if spared_by not in frame.spared}
    turned = sum(bit for idea, bit in lexicon.bits() if idea.partition(".")[2] in tenses)
    return turning | turned | bits_of(lexicon, frame.bars)
