"""Whether an act is accounted for word by word; what is not is offered by number, never done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from bot.understanding.amending import read_change
from bot.understanding.choosing import is_clear_language
from bot.understanding.contents import Contents, days_in, invite_code, opens_at
from bot.understanding.exchanging import rates_in
from bot.understanding.handovers import given_by_sender, is_clear_who_took
from bot.understanding.complements import is_complement
from bot.understanding.kinship import is_of_kin
from bot.understanding.lexicon import Lexicon
from bot.understanding.names import Name, names_parent_of
from bot.understanding.spending import is_plain

_OF_OTHERS = re.compile(r"[\"<>{}\[\]|\\“”«»]")
"""What somebody else wrote, or a program: "he wrote "stop""."""

_REPEATED = re.compile(r"(.)\1+")
_OF_A_CLOCK = re.compile(r"\d{1,2}([.:]\d\d)?[ap]m|\d{1,2}[.:]\d\d")
_REF = re.compile(r"(?=\d*[a-f])[0-9a-f]{8}")
_ALWAYS = (
    "courtesy", "thanks", "greeting", "filler", "article", "linker", "i", "me", "mine", "to_me",
    "to", "from", "for", "is_for", "behalf", "yesterday", "now", "already", "day", "relation",
    "title", "each", "neutral", "that", "this", "auxiliary",
)  # fmt: skip
_MONEY = (
    "pay", "give", "receive", "got", "money", "cash", "hand", "contribution", "bank", "treasurer",
    "chair", "secretary", "round", "month", "receipt_word", "record", "put", "finish", "give_to_me",
    "send_to", "everyone", "deposit", "pay_for",
)  # fmt: skip
OWN_SHARE = "own_share"
"""What a collector says of her own money; no intent, as it is put in words of several."""

PAY_NOW = "pay_now"
"""That the sender pays now; no intent, as "how do I pay?" is the same one."""

_BESIDE = {
    PAY_NOW: (
        *("pay", "contribution", "round", "month", "deposit", "want", "let", "money", "put"),
        *("stk", "give_me", "send_to"),
    ),
    OWN_SHARE: (
        "pay",
        "give",
        "money",
        "cash",
        "contribution",
        "bank",
        "round",
        "month",
        "put",
        "finish",
        "deposit",
        "want",
        "let",
        "receipt_word",
    ),
    "paid_cash": _MONEY,
    "record_cash": (*_MONEY, "they", "came"),
    "pay_for": (*_MONEY, "member", "want", "let"),
    "bank_move": (*_MONEY, "groups_money", "real_bank", "withdraw", "record", "group"),
    "move_cash": (*_MONEY, "groups_money", "keeps", "group"),
    "rate": ("rate_word", "round", "numbered", "money", "new", "put", "change", "we", "group"),
    "exchange": (*_MONEY, "we", "convert", "change", "service_fee", "amend", "postponed", "switch"),
    "confirm_disbursed": (*_MONEY, "pot", "payout", "disburse", "turn", "complete", "they", "go"),
    "receive_phone": (
        "pot",
        "payout",
        "receive",
        "turn",
        "change",
        "number",
        "money",
        "send_to",
        "pay",
        "use",
        "receive_number",
        "new_number",
        "want",
    ),
    "connect_phone": ("connect", "handset", "number", "group", "want", "we", "bank", "let"),
    "disconnect_phone": ("disconnect", "handset", "number", "group", "want", "we", "bank", "let"),
    "stop_dashboard": ("dashboard", "close", "stop", "disconnect", "want", "we", "let"),
    "auditor": (
        "auditor",
        "web_link",
        "give_me",
        "give",
        "send_to",
        "want",
        "we",
        "let",
        "see",
        "group",
        *("access", "allow", "look_at", "book", "file", "open_it", "pay"),
        *("they", "you"),
    ),
    "dashboard": (
        *("dashboard", "web", "web_link", "login", "book", "file", "see", "look_at", "open_it"),
        *("give_me", "give", "send_to", "pay", "want", "we", "let", "group", "can", "how", "use"),
        *("put", "new", "stale", "where", "access", "spent_on", "do"),
    ),
    "stop_auditor": (
        *("auditor", "access", "block", "undo", "file", "book", "again", "look_at"),
        "web_link",
        "close",
        "stop",
        "disconnect",
        "finish",
        "remove",
        "let",
    ),
    "ask_to_pay": (*_MONEY, "ask_them", "stk", "they"),
    "pay_phone": (
        *("pay", "stk", "use", "number", "new_number", "others_number", "contribution", "money"),
        *("want", "let", "give_me", "send_to"),
    ),
    "give_back": (*_MONEY, "goes_back", "by_mpesa", "undo", "send_back", "return", "refund", "who"),
    "refund": (*_MONEY, "refund", "repay", "return"),
    "release_payout": ("undo", "payout", "refund", "pot", "round", "turn", "money"),
    "pay_out": (
        "pay",
        "pay_them",
        "send_to",
        "disburse",
        "give",
        "pot",
        "payout",
        "round",
        "turn",
        "money",
        "number",
        "we",
        "they",
        "everyone",
        "complete",
        "collect",
    ),
    "loan_repay": (*_MONEY, "loan", "repay", "return", "debt", "less"),
    "welfare_contribute": (*_MONEY, "welfare", "event", "help", "member"),
    "undo": (
        "undo",
        "last",
        "entry",
        "mistake",
        "err",
        "record",
        "again",
        "cash",
        "remove",
        "wrong",
    ),
    "wrong_person": (
        "wrong_number",
        "not_mine",
        "not_of",
        "i_am_not",
        "stranger",
        "number",
    ),
    "fine_member": ("fine", "charge", "absent", "come", "meeting", "excuse", "they", "last"),
    "waive": ("fine", "forgive", "undo", "remove", "late", "absent", "round", "they"),
    "approve": ("approve", "request", "loan", "number", "payout", "yes", "numbered"),
    "reject": ("reject", "request", "loan", "number", "payout", "no", "approve", "numbered"),
    "close_round": ("close", "round", "number", "finish", "complete"),
    "add_member": ("add", "member", "number", "group", "list"),
    "remind_all": (
        "remind",
        "everyone",
        "member",
        "pay",
        "debtors",
        "debt",
        "they",
        "who",
        "not",
        "contribution",
    ),
    "switch_group": ("group", "switch", "switch_to", "want", "other", "give_me", "change"),
    "join": ("join", "invite", "numbered", "want", "group", "number", "use", "give_me"),
    "language": (
        "language",
        "understand",
        "speak",
        "want",
        "can",
        "change",
        "language_word",
        "use",
        "give_me",
    ),
    "start": (
        "start",
        "message",
        "again",
        "resume",
        "want",
        "give_me",
        "pay",
        "send_to",
        "receive",
    ),
}
_BESIDE["remind_one"] = _BESIDE["remind_all"]
NAMING = frozenset({
    "paid_cash", "record_cash", "pay_for", "confirm_disbursed", "add_member", "welfare_contribute",
    "switch_group", "pay_out", "release_payout", "refund", "fine_member", "waive", "move_cash",
    "wrong_person", "remind_all", "remind_one", "ask_to_pay",
})  # fmt: skip
_OF_AN_AMOUNT = frozenset({PAY_NOW, "ask_to_pay"})
_NO_REMINDER = ("pay.not", "want.not")
""" "Not to pay" is no reminder of what is owed, and "I don't want to" none at all."""

_OF_ONE_POT = frozenset({"pay_out", "release_payout"})
"""How much it is and where it goes, the book says: words that say it too mean something else."""

_OBJECTS = ("wrong", "reject", "no", "unjust", "excess", "contest", "complain", "you", "they", "i")
_NEVER = ("not", "forbids", "will", "if", "can", "cannot", "but", "why", "who", "when", "where")
_NOT_ASKING = ("not", "forbids", "will", "if", "cannot", "but", "why", "who", "when")
"""What of these no question for the pages has: "can I", "how do I", "where" are such questions."""

_LETTING = ("give_me", "give", "send_to", "allow", "access", "open_it", "web_link")
_DOING = ("see", "look_at", "want", "they", "give", "send_to")
_PERSONS = ("i", "me", "you", "we", "they")
_HANDED = frozenset({"paid_cash", "record_cash", "pay_for", "move_cash", "loan_repay"})
"""What passes between two, of whom each is a member or nobody known."""

_ASKING = ("give_me", "want", "need", "ask", "welfare_help")
_NO_NOTICE = ("how", "can", "announce.will", "announce.not", "announce.dont", "announce.if")
"""What speaks of a notice and gives none."""

_OTHER_ORDERS = ("disburse", "pay_them", "undo", "approve", "reject", "refund", "forgive")
"""What may be ordered before a notice, and is the act that counts."""

_NOT_SO = frozenset({"not", "notyet", "never", "dont", "will", "if"})  # tenses
_OF_THEIR_OWN = frozenset({
    "remind_all", "remind_one", "language", "switch_group", "reject", "fine_member", "wrong_person",
    "give_back",
})  # fmt: skip
"""These deny or ask by nature: "can you write in Swahili", remind who has not paid, fine who did
not come, who they are not, back to who paid."""


def is_accounted_for(intent: str, found: Contents) -> bool:
    """Whether every word belongs to the act, and nothing asks, denies, doubts or promises."""
    if intent == "amend_rule":
        change = read_change(found.text.original)
        return change is not None and change.is_whole
    if intent == "announce":  # it is shown before anything comes of it
        return fits_together(intent, found)
    if intent == "rate":
        return _is_plain_rate(found)
    if intent == "expense":
        return is_plain(found)
    if intent == "dashboard":
        return _is_plain_look(found)
    if has_unread_number(intent, found) or not fits_together(intent, found):
        return False
    lexicon = found.lexicon
    if intent not in _OF_THEIR_OWN and found.text.ideas & _turning_round(lexicon):
        return False
    return _is_covered(intent, found)


def fits_together(intent: str, found: Contents) -> bool:
    """Whether what is read in a text can be one such act: not asked, with amounts and people that
    can mean one thing, and with none that it does not have."""
    if "?" in found.text.words or found.unclear or is_of_others(found):
        return False
    if intent == "undo" and _is_of_several(found):
        return False
    if intent in ("remind_all", "remind_one") and any(map(found.speaks_of, _NO_REMINDER)):
        return False
    if intent == "ask_to_pay" and len(found.names) != 1:
        return False
    if intent == "wrong_person" and (found.text.phone or is_of_kin(found) or _names_place(found)):
        return False  # another's number, "I am not Baraka's wife", that of a house
    if intent == "welfare_contribute" and any(map(found.speaks_of, _ASKING)):
        return False  # "nipeni 1000 ya welfare"
    if intent == OWN_SHARE and any(map(found.speaks_of, ("everyone", "each", "member"))):
        return False
    if intent == "language" and (_denies_language(found) or not is_clear_language(found)):
        return False
    if intent == "switch_group" and len(found.names) > 1:
        return False  # "I am in Upendo and Neema, ..."
    if intent == "close_round" and is_of_kin(found):
        return False  # "close friends sat round the table"
    if intent == "pay_for" and found.speaks_of("to_me"):
        return False  # somebody else has paid for the sender
    if intent == "announce" and _is_no_notice(found):
        return False
    if intent == "auditor" and not _lets_in(found):
        return False
    if intent == "stop_auditor" and found.speaks_of("finish.past"):
        return False  # that they have finished is news, and as often a question
    if intent in _OF_AN_AMOUNT and found.numbers and not found.amounts:
        return False  # "pay 0", "pay round 3": how much that is nobody can tell
    if intent == "pay_phone" and found.amounts:
        return False  # that is one payment, and not all to come
    if intent in _OF_ONE_POT and not _is_of_one_pot(found):
        return False
    return intent not in NAMING or _is_plainly_named(intent, found)


def is_of_others(found: Contents) -> bool:
    """Whether a text has the marks of what somebody else wrote, or a program."""
    return _OF_OTHERS.search(found.text.original) is not None


def _is_no_notice(found: Contents) -> bool:
    """Whether a text speaks of a notice and gives none, or orders something else before it: "send
    her the pot, and after that tell the members"."""
    if found.text.ideas & bits_of(found.lexicon, _NO_NOTICE):
        return True
    words = range(len(found.text.words))
    first = next((at for at in words if found.has(at, "announce")), 0)
    return found.have(words[:first], _OTHER_ORDERS)


def _is_plain_look(found: Contents) -> bool:
    """Whether nothing but a look at the pages is asked for; a question how, or a slip of the
    finger, asks for it as well."""
    others = bits_of(found.lexicon, _NOT_ASKING)
    if found.text.ideas & others or found.amounts or found.numbers:
        return False
    return _is_covered("dashboard", found, may_be_mended=True)


def _lets_in(found: Contents) -> bool:
    """Whether the text opens with letting somebody in, as an order or as one's own wish: "the
    auditor looks at our book" and "we give the auditor access" are talk."""
    at = opens_at(found)
    while at < len(found.text.words) and (
        found.has(at, "article") or (found.has(at, "i") and not found.has(at, "want"))
    ):
        at += 1
    own = ("i", "we")
    if any(found.has(at, one) for one in own) and found.has(at + 1, "want"):
        at += 1
    if any(found.has(at, idea) for idea in ("want", "ask")):
        return not found.has(at, "they")
    if found.has(at, "pay"):
        return found.speaks_of("web_link")  # "send them a link", not "pay them"
    is_order = any(found.has(at, idea) for idea in _LETTING)
    is_link = found.has(at, "auditor") and not any(map(found.speaks_of, _DOING))
    return is_order or is_link


def _is_of_one_pot(found: Contents) -> bool:
    """Whether one person is named, or none, and neither an amount nor a phone."""
    return len(found.names) <= 1 and not (found.amounts or found.text.phone)


def _is_plain_rate(found: Contents) -> bool:
    """Whether a rate is said, and nothing asks, denies, doubts, or objects to it.

    Without a number the rate is only told.
    """
    turned = _turning_round(found.lexicon) | bits_of(found.lexicon, _OBJECTS)
    if "?" in found.text.words or found.text.ideas & turned:
        return False
    rates = rates_in(found)
    return rates is None or _is_covered("rate", found, before=rates[0].start)


def _is_of_several(found: Contents) -> bool:
    """ "undo the last 2" is about more than one, and so are two amounts; "undo 500" names one by
    its amount, and "I typed 5000 instead of 500" too."""
    if found.speaks_of("but"):
        return len(found.amounts) > 2
    return len(found.amounts) > 1 or (bool(found.amounts) and found.speaks_of("last"))


_OF_A_DAY = frozenset({"paid_cash", "record_cash", "fine_member"})
"""What may be said with the day on which it was."""


def _is_covered(
    intent: str, found: Contents, before: int | None = None, *, may_be_mended: bool = False
) -> bool:
    """Whether each word is a name, a number, a code, or part of what belongs to the act.

    before: where the words that must be so end; None for all of them. may_be_mended: whether a
    typing mistake counts as the word that is near to it.
    """
    left = places_left_over(intent, found, before, may_be_mended=may_be_mended)
    return next(left, None) is None


def left_over(intent: str, found: Contents) -> list[str]:
    """The words that belong to nothing of an act, as they were typed."""
    return [found.text.surfaces[at] for at in places_left_over(intent, found)]


def places_left_over(
    intent: str, found: Contents, before: int | None = None, *, may_be_mended: bool = False
) -> Iterator[int]:
    """The places of the words that belong to nothing of an act."""
    allowed = bits_of(found.lexicon, (*_ALWAYS, *_BESIDE.get(intent, ())))
    covered = _covered(found, has_names=intent in NAMING)
    covered |= days_in(found.text) if intent in _OF_A_DAY else frozenset()
    codes = {invite_code(found) if intent == "join" else None, found.receipt}
    text, small = found.text, [surface.lower() for surface in found.text.surfaces]
    words = zip(text.surfaces[:before], text.readings[:before], strict=True)
    for at, (surface, reading) in enumerate(words):
        if at in covered or surface == "?" or _is_code(surface) or surface.upper() in codes:
            continue
        phrase = found.lexicon.phrase_at(text.words, at)
        aside = found.lexicon.asides.at(small, at)
        if phrase and phrase[1].ideas & allowed:
            covered.update(range(at, at + phrase[0]))
        elif aside and not is_complement(intent, at, aside, found):
            covered.update(range(at, at + aside.length))
        elif not _says(reading.ideas, found.lexicon) & allowed or (
            not may_be_mended and _is_guessed(surface, reading.word, found.lexicon)
        ):
            yield at


def belonging_to(intent: str, found: Contents) -> set[int]:
    """The places of the words that speak of an act itself."""
    own = bits_of(found.lexicon, _BESIDE.get(intent, ()))
    return {at for at, one in enumerate(found.text.readings) if one.ideas & own}


def _is_plainly_named(intent: str, found: Contents) -> bool:
    """Whether cash comes from somebody, to somebody, and neither a stranger stands beside a member,
    nor anybody is named by their child, as "mama Njeri" is.

    A stranger alone is named back by who acts: "we cannot tell which member Zawadi is".
    """
    if intent == "record_cash" and not (found.names and is_clear_who_took(found)):
        return False
    if intent in _HANDED and is_of_kin(found):
        return False
    if intent == "paid_cash" and given_by_sender(found).unplaced:
        return False
    members = set(found.text.members or ())
    if any(names_parent_of(one.text) and _names_child(one, members) for one in found.names):
        return False
    if not members or intent in ("add_member", "switch_group"):
        return True
    return all(members & set(range(name.start, name.end)) for name in found.names)


def _names_child(name: Name, members: Collection[int]) -> bool:
    """Whether "mama Njeri" holds a member's name, who is not meant, behind its first word."""
    return name.start not in members and bool(set(range(name.start, name.end)) & set(members))


def _names_place(found: Contents) -> bool:
    """Whether a number is said to be that of a house or the like: "this is the clinic's number"."""
    small = [surface.lower() for surface in found.text.surfaces]
    places = (
        at
        for at in range(len(small))
        if (aside := found.lexicon.asides.at(small, at)) and aside.kind == "place"
    )
    return any(
        any(
            found.has(near, "number") or found.has(near, "handset")
            for near in range(at - 3, at + 3)
        )
        for at in places
    )


def _denies_language(found: Contents) -> bool:
    """Whether the only language that is named is not to be spoken: "stop writing in Kiswahili"."""
    kinds = {found.lexicon.kind(one.ideas, "language") for one in found.text.readings} - {None}
    return len(kinds) == 1 and any(map(found.speaks_of, ("not", "forbids", "stop")))


def _covered(found: Contents, *, has_names: bool) -> set[int]:
    """The places of names, numbers and units."""
    spans = [(name.start, name.end) for name in found.names] if has_names else []
    spans += [(number.start, number.end) for number in found.numbers]
    units = {at for at, word in enumerate(found.text.words) if word in found.lexicon.currencies}
    return units | {at for start, end in spans for at in range(start, end)}


def has_unread_number(intent: str, found: Contents) -> bool:
    """Whether a number stands there that is none of those read; a book ref is none at all."""
    days = days_in(found.text)
    read = {at for number in found.numbers for at in range(number.start, number.end)}
    return any(
        (word[0].isdigit() or word[0] == "-")
        and at not in read
        and at not in days
        and not found.has(at, "day")
        and not _OF_A_CLOCK.fullmatch(word)
        and not (intent == "undo" and _REF.fullmatch(word))
        for at, word in enumerate(found.text.words)
    )


def _is_guessed(surface: str, word: str, lexicon: Lexicon) -> bool:
    """Whether a typing mistake was mended: "praying" is near to "paying", and is not the same."""
    typed = surface.lower().replace("-", "")
    written = (typed, _REPEATED.sub(r"\1", typed), lexicon.in_haste.get(typed))
    return word not in written


def _is_code(surface: str) -> bool:
    """A receipt, reference or invite code: letters and digits in one."""
    return surface.isalnum() and not (surface.isalpha() or surface.isdigit())


def _says(ideas: int, lexicon: Lexicon) -> int:
    """What a word says, and where that is nothing else, who: "nimekopa" is more than "I"."""
    return ideas & ~bits_of(lexicon, _PERSONS) or ideas


@cache
def _turning_round(lexicon: Lexicon) -> int:
    """The bits of what makes a deed none: a negation, a condition, a future, a question."""
    tenses = (bit for idea, bit in lexicon.bits() if idea.partition(".")[2] in _NOT_SO)
    return bits_of(lexicon, _NEVER) | sum(tenses)


@cache
def bits_of(lexicon: Lexicon, ideas: tuple[str, ...]) -> int:
    """The bits of ideas, a root with all its kinds and tenses; "pay.not" is that one alone."""
    wanted = set(ideas)
    return sum(
        bit for idea, bit in lexicon.bits() if idea in wanted or idea.partition(".")[0] in wanted
    )
