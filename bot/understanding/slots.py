"""Pulls an intent's values out of a text, each written as tests and commands expect it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from bot.understanding.about_others import asked_about, member_named
from bot.understanding.absences import absent_on, fined_for, is_of_several_kinds, named
from bot.understanding.amending import Change, read_change
from bot.understanding.choosing import closed_round, group, language, ref
from bot.understanding.contents import (
    SOME_DAY,
    TODAY,
    Contents,
    day_in,
    day_meant,
    day_of_month,
    invite_code,
    unit_at,
)
from bot.understanding.currencies import meant_by
from bot.understanding.exchanging import quotes_in, rates_in, source_in
from bot.understanding.handovers import OFFICES, SEVERAL, Handover, given_by_sender, told_of
from bot.understanding.names import Name, distinct, first_name
from bot.understanding.notices import message
from bot.understanding.spending import purpose
from chama.money import DEFAULT_CURRENCY
from chama.phones import PhoneError, to_e164

SlotValue = object
"""str, int, or Decimal for an amount with cents; None while nothing was found."""

Slot = Callable[[Contents], SlotValue]
Reader = Callable[[Contents], Handover]
"""Which way a report of cash is read: of one's own, or of what others gave."""

REACH_OF_PURPOSE = 4  # words behind an amount that say what it is for
LONGEST_TERM = 60  # of a loan; what is more is a year: "mwaka 2026"
MONTHS_OF_A_YEAR = 12

_CLAUSE = re.compile(r"[1-9]\d{0,2}(?:\.[1-9]\d?)?", re.ASCII)
_BOOK_REF = re.compile("[0-9a-f]{8}")
_LIKE_A_REF = re.compile(r"(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{4,12}", re.I | re.A)


def slots_of(intent: str, found: Contents) -> dict[str, SlotValue]:
    """The values in the text that belong to the intent; what is not there is left out."""
    pulls = SLOTS.get(intent, {})
    values = {slot: pull(found) for slot, pull in pulls.items()}
    if "amount" in pulls:
        values["unclear_amount"] = _unclear_amount(found)
    return {slot: value for slot, value in values.items() if value is not None}


def _amount(found: Contents) -> SlotValue:
    return found.amounts[0].value if found.amounts else None


def _amount_for(*ideas: str) -> Slot:
    """The amount that is said to be for something, of several: "1000 for my share and 200 for
    welfare"."""

    def pull(found: Contents) -> SlotValue:
        amounts = sorted(found.amounts, key=lambda number: number.start)
        for at, number in enumerate(amounts):
            ends = [other.start for other in amounts[at + 1 : at + 2]]
            end = min([number.end + REACH_OF_PURPOSE, len(found.text.words), *ends])
            if any(_begins(found, place, *ideas) for place in range(number.end, end)):
                return number.value
        return _amount(found)

    return pull


def _unclear_amount(found: Contents) -> SlotValue:
    """All that an amount can mean, units: (1000, 1) for "1.000"."""
    return found.unclear[0].readings if found.unclear and not found.amounts else None


def _currency(found: Contents) -> SlotValue:
    if not found.amounts:
        return None
    unit = unit_at(found.text, found.amounts[0], found.lexicon)
    currency = meant_by(unit, DEFAULT_CURRENCY) if unit else DEFAULT_CURRENCY
    return None if currency == DEFAULT_CURRENCY else currency


def _receipt(found: Contents) -> SlotValue:
    return found.receipt


def book_ref(found: Contents) -> str | None:
    """The eight letters of the book's own ref, the first where several stand there."""
    return next((word for word in found.text.words if _BOOK_REF.fullmatch(word)), None)


def _part_of_ref(found: Contents) -> SlotValue:
    """What may be meant for a book ref, and is no whole one: letters with figures among them."""
    return next((word for word in found.text.surfaces if _LIKE_A_REF.fullmatch(word)), None)


def _office(found: Contents) -> SlotValue:
    """The one office that is asked about, "members" for all who belong; None for several."""
    named = [office for office in OFFICES if found.speaks_of(office)]
    if not named and found.speaks_of("keeps_money"):
        return "treasurer"
    if not named:
        return "members" if found.speaks_of("member") else None
    return named[0] if len(named) == 1 else None


def _whom_asked_about(found: Contents) -> SlotValue:
    """Whose standing is asked for: who is said to owe or pay, else the first who is named."""
    return asked_about(found) or member_named(found) or _name("", "for", "from", "to")(found)


def _phone(found: Contents) -> SlotValue:
    try:
        return to_e164(found.text.phone) if found.text.phone else None
    except PhoneError:
        return None


def _when(found: Contents) -> SlotValue:
    """A day by name or "day:5"; a later day wins over "today"."""
    day, named = day_of_month(found), day_meant(found)
    if day and named in (None, TODAY, SOME_DAY):
        return f"day:{day}"
    is_refused = named == TODAY and (found.speaks_of("cannot") or found.speaks_of("pay.not"))
    return None if named == SOME_DAY or is_refused else named


def _months(found: Contents) -> SlotValue:
    """2 in "miezi miwili" and in "2 months", 12 in "a year"."""
    return _counted(found, "months", 1) or _counted(found, "years", MONTHS_OF_A_YEAR)


def _counted(found: Contents, idea: str, months: int) -> int | None:
    """So many months; the Swahili order first, as it leaves no doubt."""
    numbers = [one for one in found.numbers if not one.others and one.value <= LONGEST_TERM]
    behind = [number for number in numbers if found.has(number.start - 1, idea)]
    before = [number for number in numbers if found.has(number.end, idea)]
    return next((int(number.value) * months for number in (*behind, *before)), None)


def _round(found: Contents) -> SlotValue:
    for number in found.numbers:
        if found.has(number.start - 1, "round") or found.has(number.start - 2, "round"):
            return int(number.value)
    return None


def _closed_round(found: Contents) -> SlotValue:
    return _round(found) or closed_round(found)


def _event(found: Contents) -> SlotValue:
    return found.kind("event") or "other"


def _name(*roles: str) -> Slot:
    """The name in the first of these roles that has one, else the first name."""

    def pull(found: Contents) -> SlotValue:
        name = first_name(found.names, roles)
        return name.text if name else None

    return pull


def _owner(found: Contents) -> SlotValue:
    """Whose money a text calls welfare's, where it names them: "Mary's 300 is for welfare".

    Nobody who has the event: "500 for Achieng's funeral", "500 ya msiba wa Achieng".
    """
    places = range(len(found.text.words))
    event = next((at for at in places if _begins(found, at, "welfare", "event")), 0)
    payers = (name for name in found.names if name.role == "from")
    before = (name for name in found.names if _says_money(found, name.end, event))
    owner = next(payers, None) or next(before, None)
    return owner.text if owner else None


def _says_money(found: Contents, start: int, end: int) -> bool:
    """Whether an amount or a payment stands between two places."""
    amounts = {number.start for number in (*found.amounts, *found.unclear)}
    return any(
        at in amounts or _begins(found, at, "is_for", "pay", "contribution", "send_to")
        for at in range(start, end)
    )


def _begins(found: Contents, at: int, *ideas: str) -> bool:
    """Whether a word or a phrase of one of these ideas begins at a place."""
    phrase = found.lexicon.phrase_at(found.text.words, at)
    said = found.text.readings[at].ideas | (phrase[1].ideas if phrase else 0)
    return any(said & found.lexicon.bit(idea) for idea in ideas)


def _taker(found: Contents) -> SlotValue:
    """Who got the sender's cash: a member, or an office."""
    return next(iter(given_by_sender(found).takers), None)


def _for_whom(read: Reader) -> Slot:
    """For whom the cash is, where that is somebody beside giver and taker."""

    def pull(found: Contents) -> SlotValue:
        return next(iter(read(found).for_whom), None)

    return pull


def _is_several(read: Reader) -> Slot:
    """True where a report tells of more than one handover, or of one for several people."""

    def pull(found: Contents) -> SlotValue:
        told = read(found)
        amounts = len(found.amounts) + len(found.unclear)
        is_one = max(len(told.takers), len(told.for_whom)) <= 1
        has_one_amount = len(told.givers) > 1 or amounts <= 1
        is_shared = len(told.givers) > 1 and bool(told.for_whom)
        return None if is_one and has_one_amount and not is_shared else True

    return pull


def _people(found: Contents) -> SlotValue:
    """Several people for whom is paid, with the amount of each; None for one."""
    return _amounts_of(givers_in(found), found)


def _givers(found: Contents) -> SlotValue:
    """Several people who gave cash, with the amount of each; None for one."""
    return _amounts_of(told_of(found).givers, found)


def _amounts_of(givers: Sequence[Name], found: Contents) -> SlotValue:
    """Each of several with their amount, None where it cannot be told; None for one."""
    if len(givers) < SEVERAL:
        return None
    amounts = sorted(found.amounts, key=lambda number: number.start)
    if len(amounts) == 1 and found.speaks_of("each"):
        return tuple((name.text, amounts[0].value) for name in givers)
    places = sorted([(name.start, 0) for name in givers] + [(n.start, 1) for n in amounts])
    alternate = all(one[1] != other[1] for one, other in pairwise(places))
    if alternate and len(givers) == len(amounts):
        return tuple((name.text, n.value) for name, n in zip(givers, amounts, strict=True))
    return tuple((name.text, None) for name in givers)


def _receiver(found: Contents) -> SlotValue:
    """To whom, where somebody else than the sender: "Grace gave Wanjiru 1000 cash"."""
    return None if found.speaks_of("to_me") else next(iter(told_of(found).takers), None)


def _giver(found: Contents) -> SlotValue:
    givers = told_of(found).givers
    return givers[0].text if len(givers) == 1 else None


def _beneficiary(found: Contents) -> SlotValue:
    """For whom, where it is one."""
    return None if len(givers_in(found)) > 1 else _name("for", "", "first")(found)


def _beneficiaries(found: Contents) -> SlotValue:
    """As `_people`; one of whom it is not said which of several amounts is theirs, too.

    "2000, 1000 for me and 1000 for Grace" never means that 2000 is for Grace.
    """
    several, givers = _people(found), givers_in(found)
    if several is None and len(givers) == 1 and len(found.amounts) > 1:
        return ((givers[0].text, None),)
    return several


def _cash_giver(found: Contents) -> SlotValue:
    """Who gave of the group's cash, where that is not the sender."""
    return _giver(found) if _is_told_by_taker(found) else None


def _cash_taker(found: Contents) -> SlotValue:
    """Who took it, where that is not the sender."""
    return None if _is_told_by_taker(found) else _taker(found)


def _is_told_by_taker(found: Contents) -> bool:
    ideas = ("to_me", "receive.past", "got", "give_to_me.past", "give_me.past")
    return any(map(found.speaks_of, ideas))


def _is_own_spending(found: Contents) -> SlotValue:
    """True where who tells of it spent it: "I bought", "I paid for the hall"."""
    paid = found.speaks_of("pay.past") and found.speaks_of("i")
    return True if paid or found.speaks_of("spend_own") else None


def _is_held(found: Contents) -> SlotValue:
    """True where it was the group's money: "airtime of the group from my own pocket" was not."""
    is_own = found.speaks_of("own_pocket")
    return True if found.speaks_of("groups_money") and not is_own else None


def _is_of_many(found: Contents) -> SlotValue:
    """True where more than one person is named."""
    return True if len(found.names) > 1 else None


def _is_unread(found: Contents) -> SlotValue:
    """True where a number stands there that is no amount: "ask Otieno for 0"."""
    return True if found.numbers and not (found.amounts or found.unclear) else None


def _if(*ideas: str) -> Slot:
    """True where the text speaks of one of these ideas."""

    def pull(found: Contents) -> SlotValue:
        return True if any(map(found.speaks_of, ideas)) else None

    return pull


def _named_receiver(found: Contents) -> SlotValue:
    """To whom or for whom, where the words say so."""
    return next((name.text for name in found.names if name.role in ("to", "for")), None)


def _amount_of_one(found: Contents) -> SlotValue:
    return None if len(givers_in(found)) > 1 else _amount(found)


def _amount_of_one_giver(found: Contents) -> SlotValue:
    return None if len(told_of(found).givers) > 1 else _amount(found)


def givers_in(found: Contents) -> list[Name]:
    """Whom a payment is from or for: not those to whom others are said to have given it."""
    is_given = found.speaks_of("give.past") or found.speaks_of("pay.past")
    names = distinct(found.names)
    others = [name for name in names if name.role != "to"] or names
    if not is_given or len(others) < SEVERAL:
        return others
    return [name for name in others if not found.is_given_to(name)] or others


_TOPICS = (
    ("late_fine", "fine", "late"),
    ("absence_fine", "fine", "absent"),
    ("absence_fine", "fine", "meeting"),
    ("fines", "fine"),
    ("quorum", "quorum"),
    ("amendment", "rules_word", "amend"),
    ("welfare", "welfare"),
    ("expenses", "spending"),
    ("money_out", "consent"),
    ("short_pot", "pot", "less"),
    ("short_pot", "pot", "complete.not"),
    ("payout", "pot"),
    ("payout", "payout"),
    ("meetings", "meeting"),
    ("late_fine", "how_much", "if", "late"),
    ("lateness", "late"),
    ("expenses", "expense"),
    ("late_fine", "happens"),
    ("contribution", "contribution"),
    ("contribution", "pay"),
)
"""What a question about the rules is about, and the ideas that say so; the first that fits."""

TOPICS_OF_RULES = frozenset(name for name, *_ in _TOPICS)


def _topic(found: Contents) -> SlotValue:
    return next((name for name, *ideas in _TOPICS if all(map(found.speaks_of, ideas))), None)


def _on_day(found: Contents) -> SlotValue:
    """For which day something is asked, as `days` writes it; today is as none."""
    day = day_in(found)
    return None if day is None or day[1].month is None else str(day[1])


def _is_past(found: Contents) -> SlotValue:
    return "yes" if found.speaks_of("former") else None


def _clause_number(found: Contents) -> SlotValue:
    """The number of a chapter or clause, behind the word for it: "6", "6.1", "six"."""
    surfaces = found.text.surfaces
    spelled = {number.start: str(number.value) for number in found.numbers}
    day = day_in(found)
    for at, word in enumerate(surfaces):
        if day is not None and at in day[0]:
            continue
        if found.has(at - 1, "rules_word") or found.has(at - 2, "rules_word"):
            number = word if _CLAUSE.fullmatch(word) else spelled.get(at, "")
            if _CLAUSE.fullmatch(number):
                return number
    return None


def _named(found: Contents) -> SlotValue:
    """All who are named."""
    return tuple(name.text for name in found.names) or None


def _of_change(pull: Callable[[Change], SlotValue]) -> Slot:
    """A value of the change that a text asks for; None where it asks for none, and for ""."""

    def pull_from(found: Contents) -> SlotValue:
        change = read_change(found.text.original)
        value = None if change is None else pull(change)
        return None if value == "" else value

    return pull_from


SLOTS: Mapping[str, Mapping[str, Slot]] = {
    "amend_rule": {
        "path": _of_change(lambda change: change.path),
        "number": _of_change(lambda change: change.number),
        "fixed": _of_change(lambda change: change.fixed),
        "amount": _of_change(lambda change: change.amount),
        "word": _of_change(lambda change: change.word),
        "unit": _of_change(lambda change: change.unit),
        "from": _of_change(lambda change: change.from_on),
    },
    "fine_member": {
        "names": named,
        "what": fined_for,
        "on": absent_on,
        "several": is_of_several_kinds,
    },
    "waive": {"names": _named, "amount": _amount, "what": fined_for, "round": _round},
    "receipt_lookup": {"receipt": _receipt, "book_ref": book_ref},
    "rules": {
        "number": _clause_number,
        "topic": _topic,
        "past": _is_past,
        "on": _on_day,
    },
    "check_code": {"receipt": _receipt, "book_ref": book_ref, "code": _part_of_ref},
    "who_is": {"office": _office},
    "member_status": {"name": _whom_asked_about, "statement": _if("statement", "history")},
    "remind_one": {"name": _name("", "to", "for", "from"), "names": _named},
    "meeting": {"message": message, "when": _when},
    "balance": {"whose": asked_about},
    "my_turn": {"whose": asked_about},
    "my_fines": {"whose": asked_about},
    "loan_balance": {"whose": asked_about},
    "statement": {"whose": asked_about},
    "my_file": {"whose": asked_about},
    "pay": {"amount": _amount, "currency": _currency},
    "paid_claim": {"amount": _amount, "currency": _currency, "receipt": _receipt},
    "paid_cash": {
        "amount": _amount,
        "to": _taker,
        "for": _for_whom(given_by_sender),
        "several": _is_several(given_by_sender),
    },
    "undo": {"receipt": _receipt, "amount": _amount, "book_ref": book_ref},
    "rate": {"quotes": rates_in, "round": _round, "source": source_in},
    "exchange": {"quotes": quotes_in, "receipt": _receipt},
    "not_group_money": {"receipt": _receipt, "amount": _amount},
    "paid_for_me": {"name": _name("first", "", "from")},
    "pay_for": {"name": _beneficiary, "amount": _amount_of_one, "people": _beneficiaries},
    "late_notice": {"when": _when, "amount": _amount},
    "welfare_contribute": {
        "amount": _amount_for("welfare", "event"),
        "name": _name("for", "to", ""),
        "owner": _owner,
    },
    "welfare_claim": {"event": _event, "amount": _amount},
    "loan_request": {"amount": _amount, "months": _months},
    "loan_repay": {"amount": _amount_for("loan", "borrow")},
    "dispute": {"receipt": _receipt},
    "language": {"language": language},
    "switch_group": {"group": group},
    "join": {"code": invite_code},
    "record_cash": {
        "name": _giver,
        "amount": _amount_of_one_giver,
        "people": _givers,
        "to": _receiver,
        "for": _for_whom(told_of),
        "several": _is_several(told_of),
    },
    "announce": {"message": message},
    "bank_move": {"amount": _amount, "withdrawn": _if("withdraw.past")},
    "move_cash": {"amount": _amount, "name": _cash_giver, "to": _cash_taker},
    "expense": {
        "amount": _amount,
        "purpose": purpose,
        "to": _named_receiver,
        "spent": _if("spend.past", "pay.past"),
        "own": _is_own_spending,
        "held": _is_held,
    },
    "close_round": {"round": _closed_round},
    "confirm_disbursed": {"receipt": _receipt, "amount": _amount, "name": _name("to", "", "for")},
    "receive_phone": {"phone": _phone},
    "pay_out": {"name": _name("to", "", "for")},
    "refund": {"amount": _amount, "name": _name("to", "", "for")},
    "remind_all": {"names": _named},
    "ask_to_pay": {
        "name": _name("from", "to", "for", ""),
        "amount": _amount,
        "several": _is_of_many,
        "unread": _is_unread,
    },
    "pay_phone": {"phone": _phone},
    "give_back": {"receipt": _receipt},
    "release_payout": {"name": _name("", "to", "for")},
    "number_changed": {"name": _name("first", "", "for", "from")},
    "remove_member": {"name": _name("", "for", "first")},
    "add_member": {"name": _name("", "for", "to"), "phone": _phone},
    "approve": {"ref": ref},
    "reject": {"ref": ref},
}
"""What each intent carries, in the words of the contract."""
