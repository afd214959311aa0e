"""Whether what a text says can be one such act: its people, amounts and words fit together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise

from bot.understanding.belonging import OWN_SHARE, PAY_NOW
from bot.understanding.choosing import is_clear_language, is_talk_of_language
from bot.understanding.contents import Contents, opens_at, request_ref
from bot.understanding.handovers import given_by_sender, is_clear_who_took
from bot.understanding.kinship import is_number_of_kin, is_of_kin, is_of_somebodys_kin
from bot.understanding.lexicon import bits_of
from bot.understanding.names import Name, distinct, names_parent_of
from bot.understanding.passing_on import leaves_out, says_something_else

_OF_OTHERS = re.compile(r"[\"<>{}\[\]|\\“”«»]")
"""What somebody else wrote, or a program: "he wrote "stop""."""

NAMING = frozenset({
    "paid_cash", "record_cash", "pay_for", "confirm_disbursed", "add_member", "welfare_contribute",
    "switch_group", "pay_out", "release_payout", "refund", "fine_member", "waive", "move_cash",
    "wrong_person", "remind_all", "remind_one", "ask_to_pay",
})  # fmt: skip
_NO_REMINDER = ("pay.not", "pay.dont", "want.not")
""" "Not to pay" is no reminder of what is owed, and "I don't want to" none at all."""

_OWED = (
    "pay", "contribution", "debt", "finish", "send_to", "give", "put", "deposit", "repay", "loan",
    "fine", "money", "round", "balance", "title", "article", "mine", "they", "who",
)  # fmt: skip
"""What somebody may be reminded "to" do, or "to" whom it is said."""

_PAYING = (
    "pay", "give", "contribution", "money", "cash", "stk", "send_to", "deposit", "put", "receive",
    "is_for", "round", "month", "hand",
)  # fmt: skip
_OTHER_COSTS = ("elsewhere", "spending")
_PAYING_OUT = (
    "pot", "payout", "turn", "money", "pay", "pay_them", "give", "send_to", "round",
)  # fmt: skip
_LETTING = ("give_me", "give", "send_to", "allow", "access", "open_it", "web_link")
_DOING = ("see", "look_at", "want", "they", "give", "send_to")
_HANDED = frozenset({"paid_cash", "record_cash", "pay_for", "move_cash", "loan_repay"})
"""What passes between two, of whom each is a member or nobody known."""

_OF_THEMSELVES = frozenset({"loan_repay", "wrong_person", "close_round"})
"""Where kin that are named make it another's: "close friends sat round the table"."""

_TO_A_FAMILY = frozenset({"welfare_contribute"})
"""What is often given for whom somebody has lost: "kwa matanga ya mzee wa Kevo"."""

_SOON = 5  # words
_FEW = 4  # words
_MESSAGES = ("message", "again", "resume", "give_me", "receive", "want")
_LONE = 3  # words
_BESIDE_A_PAYER = frozenset({"na", "andikia"})
_MINE = frozenset({"yangu", "zangu", "langu", "mine"})
_PHONE = re.compile(r"(?<!\d)(?:\+?254|0)[17]\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)")
_PART_OF = re.compile(r"\d\s+(?:of|ya|za)\s+\w+'s|\d\s+of\s+(?:it|the|his|her)", re.I)
_JOINING = frozenset({"na", "and", "n", "&", "plus", "pia", "also", "or", "with"})
_TURN = ("pot", "payout", "turn", "round", "disburse", "complete", "collect")
_TOOK_OUT = re.compile(r"(?:nime|tume|nili|tuli|ame|wame)toa")
_OFFICES = ("treasurer", "chair", "secretary")
_ASKING = ("give_me", "want", "need", "ask", "welfare_help")
_BY_SO_MUCH = re.compile(r"\b(?:by|to)\s+(?:k?shs?\.?|kes)?\s*\d", re.I)
_NO_NOTICE = ("how", "can", "announce.will", "announce.not", "announce.dont", "announce.if")
"""What speaks of a notice and gives none."""

_OTHER_ORDERS = ("disburse", "pay_them", "undo", "approve", "reject", "refund", "forgive")
"""What may be ordered before a notice, and is the act that counts."""


def fits_together(intent: str, found: Contents) -> bool:
    """Whether what is read in a text can be one such act: not asked, with amounts and people that
    can mean one thing, and with none that it does not have."""
    if "?" in found.text.words or found.unclear or is_of_others(found):
        return False
    if intent in _OF_THEMSELVES and is_of_kin(found):
        return False
    if intent in NAMING - _TO_A_FAMILY and is_of_somebodys_kin(found):
        return False  # "mke wa Baraka"
    if intent in _UNFIT and _UNFIT[intent](found):
        return False
    return intent not in NAMING or _is_plainly_named(intent, found)


def is_of_others(found: Contents) -> bool:
    """Whether a text has the marks of what somebody else wrote, or a program."""
    return _OF_OTHERS.search(found.text.original) is not None


def _speaks(found: Contents, ideas: Collection[str]) -> bool:
    return any(map(found.speaks_of, ideas))


def _is_another_number(found: Contents) -> bool:
    """Whether another number is named, or that of a house, or the wrong one is an officer."""
    return bool(found.text.phone) or _names_place(found) or _speaks(found, _OFFICES)


def _is_of_several_shares(found: Contents) -> bool:
    return _speaks(found, ("everyone", "each", "member"))


def _is_no_amount(found: Contents) -> bool:
    """Whether a number is no amount, "pay 0", "pay round 3": how much that is nobody can tell."""
    return bool(found.numbers) and not found.amounts


def _is_no_payment(found: Contents) -> bool:
    """Whether nothing is paid for another: somebody else has paid for who writes, or "approve on
    behalf of Achieng"."""
    is_paid = bool(found.amounts) or _speaks(found, _PAYING)
    is_sent = bool(found.text.phone) or found.speaks_of("message")
    return found.speaks_of("to_me") or is_sent or not is_paid or _is_for_another_cost(found)


def _is_for_another_cost(found: Contents) -> bool:
    """Whether the amount is said to be for something else: "500 ya matatu", "fare ya 500"."""
    numbers = {one.start for one in found.numbers}
    return any(
        found.have((at,), _OTHER_COSTS)
        and (found.has(at - 1, "for") or (found.has(at + 1, "for") and at + 2 in numbers))
        for at in range(len(found.text.words))
    )


def _is_not_of_one_pot(found: Contents) -> bool:
    """Whether a payout says how much it is, or where it goes, which the book does."""
    is_of_one = len(distinct(found.names)) <= 1 and not (found.amounts or found.text.phone)
    return not is_of_one or _speaks(found, ("to_me", "give_me")) or _is_money_for(found)


def _is_of_no_pot(found: Contents) -> bool:
    """Whether nothing but a name is said to go: "release Baraka"."""
    return len(found.text.words) <= _LONE and not _speaks(found, _PAYING_OUT)


def _is_money_for(found: Contents) -> bool:
    """Whether money is said to be for something: "pesa ya fundi"; "pesa yake" is the pot."""
    return any(
        found.has(at, "money")
        and found.has(at + 1, "for")
        and not found.have((at + 2,), _PAYING_OUT)
        and not any(one.start == at + 2 for one in found.names)
        for at in range(len(found.text.words) - 2)
    )


def _is_of_several(found: Contents) -> bool:
    """ "undo the last 2" is about more than one, and so are two amounts; "undo 500" names one by
    its amount, and "I typed 5000 instead of 500" too."""
    if found.speaks_of("but"):
        return len(found.amounts) > 2
    is_counted = any(one.value > 1 for one in found.numbers) and found.speaks_of("last")
    return len(found.amounts) > 1 or is_counted


def _is_no_reminder(found: Contents) -> bool:
    """Whether somebody is to be reminded of something else than what they owe."""
    if _speaks(found, _NO_REMINDER):
        return True
    small = [surface.lower() for surface in found.text.surfaces]
    for at in range(1, len(small)):
        if found.has(at - 1, "remind") and small[at] == "me":
            return True  # "remind me about Baraka"
        is_name = any(one.start == at for one in found.names)
        is_behind = found.have(range(max(0, at - _SOON), at), ("remind", "tell"))
        if small[at - 1] == "to" and is_behind and not (is_name or found.have((at,), _OWED)):
            return True
        form = None if is_name or not is_behind else found.lexicon.verb_form(small[at])
        if form is None or form.person != "they" or form.tense != "do" or not form.is_wish:
            continue
        if "remind" in form.ideas or "tell" in form.ideas:
            continue  # "wakumbushe wote"
        if form.object == "ni" or not set(form.ideas) & set(_OWED):
            return True  # "aje", "anilipe"
    return False


def is_partly_forgiven(found: Contents) -> bool:
    """Whether another is fined too, or a fine is lowered "by 50", or one that who is named gave."""
    small = [surface.lower() for surface in found.text.surfaces]
    is_mine = any(
        found.has(at, "fine") and small[at + 1 : at + 2] == ["yangu"] for at in range(len(small))
    )
    is_opened = found.have((0,), ("charge",)) or small[0] == "fine"
    if is_opened or not _are_listed(found):
        return True  # "fine Baraka, waive Njeri"
    is_of_me = (found.speaks_of("to_me") or is_mine) and bool(found.names)
    is_part = _PART_OF.search(found.text.original) is not None
    return (
        len(found.amounts) > 1
        or is_of_me
        or is_part
        or bool(_BY_SO_MUCH.search(found.text.original))
    )


def _is_sent_elsewhere(found: Contents) -> bool:
    """Whether a refund goes to another number or person than who is named."""
    words = [surface.lower() for surface in found.text.surfaces]
    to_me = any(words[at : at + 2] == ["to", "me"] for at in range(len(words)))
    return len(distinct(found.names)) != 1 or bool(found.text.phone) or to_me


def _is_slip_of_the_pen(found: Contents) -> bool:
    """Whether somebody has erred, and neither orders anything nor says where: "nilikosea kuandika",
    "that was a wrong turn, I am lost"."""
    is_pointed = bool(found.numbers) or _speaks(found, ("undo", "remove", "entry", "last", "that"))
    return not is_pointed or (found.speaks_of("turn") and not found.speaks_of("undo"))


def _is_thanked(found: Contents) -> bool:
    """Whether "fine" is an answer: "fine Baraka, thanks"."""
    is_fined = bool(found.amounts) or _speaks(found, ("absent", "late", "meeting", "come", "why"))
    is_polite = _speaks(found, ("thanks", "you", "yes"))
    return found.text.words[0] == "fine" and is_polite and not is_fined


def _is_no_group(found: Contents) -> bool:
    """Whether two groups are named, or a member: "switch to Baraka"."""
    members = found.text.members or {}
    return len(found.names) > 1 or any(name.start in members for name in found.names)


def _is_no_return(found: Contents) -> bool:
    """Whether something else is to begin: "anza kulipa", "start with me"."""
    is_short = len(found.text.words) <= _FEW
    return bool(found.text.members) or (is_short and not _speaks(found, _MESSAGES))


def _is_of_two_funds(found: Contents) -> bool:
    """Whether an amount is said to be for two things, "welfare na contribution 700", or came to
    somebody: "I got my loan"."""
    if _speaks(found, ("receive.past", "got")) and not found.speaks_of("pay.past"):
        return True
    words, funds = found.text.words, ("contribution", "welfare", "loan", "fine")
    spoken = [idea for idea in funds if found.speaks_of(idea)]
    joins = any(
        words[at] in _JOINING and found.have(range(at + 1, at + _SOON), tuple(spoken))
        for at in range(1, len(words))
    )
    return len(spoken) > 1 and joins


def _is_no_banking(found: Contents) -> bool:
    """Whether money was taken out by a word that may be "gave", or put in and taken out."""
    put = found.have(range(len(found.text.words)), ("put", "deposit", "send_to"))
    took = any(_TOOK_OUT.fullmatch(surface.lower()) for surface in found.text.surfaces)
    return (took and not found.speaks_of("withdraw")) or (put and found.speaks_of("withdraw"))


def _is_no_payout(found: Contents) -> bool:
    """Whether several are named, or kin, or nothing that a turn brings."""
    is_of_nothing = bool(found.names) and not _speaks(found, _TURN)
    return len(distinct(found.names)) > 1 or is_of_kin(found) or is_of_nothing


def _is_of_another_list(found: Contents) -> bool:
    """Whether who is spoken to, or left out, is named beside who is to be reminded, or they are to
    hear something else than what they owe."""
    is_other = leaves_out(found) or says_something_else(found)
    return is_other or _is_no_reminder(found) or not _are_listed(found)


def _are_listed(found: Contents) -> bool:
    """Whether all who are named stand beside each other, as in a list."""
    words = found.text.words
    return all(
        all(words[at] in _JOINING for at in range(one.end, other.start))
        for one, other in pairwise(found.names)
    )


def _is_no_fine(found: Contents) -> bool:
    """Whether "fine" is an answer, or somebody was absent from something else."""
    is_meeting = found.speaks_of("meeting")
    small = [surface.lower() for surface in found.text.surfaces]
    asides = (found.lexicon.asides.at(small, at) for at in range(len(small)))
    is_elsewhere = any(one is not None and one.kind == "place" for one in asides)
    is_apart = not is_meeting and (is_elsewhere or is_of_kin(found) or _speaks(found, ("work",)))
    return _is_thanked(found) or (is_apart and not found.speaks_of("fine"))


def _is_of_two_requests(found: Contents) -> bool:
    """Whether two codes are named, or a share: "reject 12, approve 13", "approve 12 at 5%"."""
    counted = sum(any(sign.isdigit() for sign in surface) for surface in found.text.surfaces)
    return counted > 1 or "%" in found.text.original


_UNFIT: Mapping[str, Callable[[Contents], bool]] = {
    "undo": lambda found: _is_of_several(found) or _is_slip_of_the_pen(found),
    "remind_all": _is_of_another_list,
    "remind_one": _is_of_another_list,
    "ask_to_pay": lambda found: len(found.names) != 1 or _is_no_amount(found),
    "wrong_person": _is_another_number,
    "welfare_contribute": lambda found: (
        _speaks(found, _ASKING) or _is_of_two_funds(found) or len(distinct(found.names)) > 1
    ),
    "loan_repay": _is_of_two_funds,
    "bank_move": _is_no_banking,
    "approve": _is_of_two_requests,
    OWN_SHARE: _is_of_several_shares,
    PAY_NOW: _is_no_amount,
    "language": lambda found: (
        _denies_language(found)
        or not is_clear_language(found)
        or is_talk_of_language(found)
        or bool(found.text.members)
        or is_of_kin(found)
        or (found.speaks_of("from") and "kutoka" in found.text.words)
    ),
    "start": _is_no_return,
    "add_member": lambda found: len(distinct(found.names)) > 1,
    "switch_group": _is_no_group,
    "pay_for": _is_no_payment,
    "announce": lambda found: _is_no_notice(found),
    "auditor": lambda found: not _lets_in(found),
    # that they have finished is news, and as often a question
    "stop_auditor": lambda found: found.speaks_of("finish.past"),
    "pay_phone": lambda found: bool(found.amounts),  # one payment, and not all to come
    "pay_out": lambda found: _is_not_of_one_pot(found) or _is_of_no_pot(found),
    "release_payout": _is_not_of_one_pot,
    "refund": _is_sent_elsewhere,
    "waive": is_partly_forgiven,
    "fine_member": _is_no_fine,
    "confirm_disbursed": _is_no_payout,
    "reject": lambda found: (
        (found.speaks_of("mine") and request_ref(found) is None) or _is_of_two_requests(found)
    ),
    "close_round": lambda found: found.has_clock,
    "receive_phone": lambda found: (
        is_number_of_kin(found)
        or bool(found.text.members)
        or len(_PHONE.findall(found.text.original)) > 1
    ),
}
"""Why what is read in a text is no such act, by the act."""


def _is_no_notice(found: Contents) -> bool:
    """Whether a text speaks of a notice and gives none, or orders something else before it: "send
    her the pot, and after that tell the members"."""
    if found.text.ideas & bits_of(found.lexicon, _NO_NOTICE):
        return True
    words = range(len(found.text.words))
    first = next((at for at in words if found.has(at, "announce")), 0)
    return found.have(words[:first], _OTHER_ORDERS)


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


def _is_plainly_named(intent: str, found: Contents) -> bool:
    """Whether cash comes from somebody, to somebody, and neither a stranger stands beside a member,
    nor anybody is named by their child, as "mama Njeri" is.

    A stranger alone is named back by who acts: "we cannot tell which member Zawadi is".
    """
    if intent == "record_cash" and not (found.names and is_clear_who_took(found)):
        return False
    if intent in _HANDED and is_of_kin(found):
        return False
    if intent == "paid_cash" and (given_by_sender(found).unplaced or _is_with_another(found)):
        return False
    if intent == "paid_cash" and found.names and found.speaks_of("each"):
        return False
    if intent == "record_cash" and _is_of_writer(found):
        return False
    members = set(found.text.members or ())
    if any(names_parent_of(one.text) and _names_child(one, members) for one in found.names):
        return False
    if not members or intent in ("add_member", "switch_group"):
        return True
    return all(members & set(range(name.start, name.end)) for name in found.names)


def _is_with_another(found: Contents) -> bool:
    """Whether the only one who is named paid too: "nimelipa 500 cash na Achieng"."""
    if len(found.names) != 1:
        return False
    at = found.names[0].start - 1
    is_behind = found.has(at - 1, "cash") or any(one.end == at for one in found.numbers)
    return at > 0 and found.text.surfaces[at].lower() in _BESIDE_A_PAYER and is_behind


def _is_of_writer(found: Contents) -> bool:
    """Whether what came was the writer's own: "amenipa 500 zangu"."""
    small = [surface.lower() for surface in found.text.surfaces]
    ends = {one.end + (small[one.end : one.end + 1] == ["ni"]) for one in found.amounts}
    return any(small[end : end + 1] and small[end] in _MINE for end in ends)


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
    """Whether the only language that is named is not to be spoken, "stop writing in Kiswahili", or
    not understood."""
    kinds = {found.lexicon.kind(one.ideas, "language") for one in found.text.readings} - {None}
    denied = ("not", "forbids", "stop", "understand.not", "speak.not")
    return len(kinds) == 1 and _speaks(found, denied)
