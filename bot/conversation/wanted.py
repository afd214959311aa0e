"""What a cause needs to know before it can be decided on; the store reads it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.conversation import (
    about_another,
    not_come,
    other_amount,
    questions,
    second_thoughts,
    sent_texts,
)
from bot.conversation.beneficiaries import with_members_in_mind
from bot.conversation.commands import needs
from bot.conversation.decide import Understood
from bot.conversation.evidence import doubts
from bot.conversation.evidence.balances import watched
from bot.conversation.evidence.conflicts import is_a_payers
from bot.conversation.incoming import Incoming, receipt_about
from bot.conversation.money_api import ORDERS
from bot.conversation.situation import (
    LATE_FINES,
    RECENT,
    SETTLED,
    WAITING,
    WAITING_ABROAD,
    Question,
    Situation,
)
from bot.understanding import Intent, in_currency
from bot.understanding.answers import would_answer
from chama.entries import receipt_waiting_in
from chama.group import Group
from chama.journal import Account, ReceiptId
from chama.matching import shows_number
from chama.names import names_fit
from chama.receipts import Direction, Receipt


@dataclass(frozen=True, slots=True)
class Look:
    """A payment that a text tells of or takes back, and what else to look for with it.

    payer_key: under what an answer about its payer is remembered, "" for no payer. collector: whose
    balance the text prints, "" for none.
    """

    receipt: ReceiptId
    payer_key: str
    collector: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Messages to count: to this address, with keys that begin so, in the last day."""

    address: str
    key_prefix: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read.

    is_money: whether a money text is decided on, else words. looks: one for each payment in it.
    codes: receipts that words or shown questions name, of
    whatever network. payer_keys: remembered answers. book_ref: the ref of an entry, "" for none.
    facts: what commands and questions say that they need, by name. about: the code of the
    member whose payments those are, "" for the sender. doubts: those told to officers.
    """

    is_money: bool = False
    looks: tuple[Look, ...] = ()
    codes: frozenset[str] = frozenset()
    payer_keys: frozenset[str] = frozenset()
    book_ref: str = ""
    facts: frozenset[str] = frozenset()
    about: str = ""
    doubts: Counted | None = None


def with_people(understood: Understood, text: str, situation: Situation) -> Understood:
    """What was understood, now that it is known who wrote, who else is in the group, and in what it
    counts."""
    if understood.receipts or situation.group is None:
        return understood
    group = situation.group
    intent, *also = (
        in_currency(
            with_members_in_mind(one, one.said or text, group.people, situation.me, group.currency),
            group.currency,
        )
        for one in (understood.intent, *understood.intent.also)
    )
    return replace(understood, intent=replace(intent, also=tuple(also)))


def wanted_by(situation: Situation, understood: Understood, text: str, now: datetime) -> Wanted:
    """What has to be known to decide on a message of somebody in this group."""
    wanted = (
        wanted_by_receipts(situation, understood.receipts, now)
        if understood.receipts
        else _wanted_by_words(situation, understood, text)
    )
    if understood.click is not None:  # what was clicked may have been answered since it was shown
        wanted = replace(wanted, facts=wanted.facts | {SETTLED})
    if not situation.api.can_give_back:
        return wanted
    return replace(wanted, facts=wanted.facts | {ORDERS})  # no pot is paid while money goes back


def wanted_by_receipts(situation: Situation, receipts: Sequence[Receipt], now: datetime) -> Wanted:
    """What has to be known of payments, whoever or whatever tells of them."""
    return Wanted(
        is_money=True,
        looks=tuple(look for receipt in receipts for look in _looks(situation, receipt, now)),
        facts=frozenset({LATE_FINES, *_of_several(situation, receipts)}),
        doubts=_doubts(situation),
    )


def _of_several(situation: Situation, receipts: Sequence[Receipt]) -> tuple[str, ...]:
    """What else is needed where the group keeps money in several places: a payment may have come
    from another of them, or be an exchange's where there are several currencies."""
    group = situation.group
    if group is None:
        return ()
    is_abroad = any(one.currency for one in group.collectors)
    may_move = len(group.collectors) > 1 and any(_may_be_held(group, one) for one in receipts)
    return (RECENT, WAITING) if is_abroad or may_move else ()


def _may_be_held(group: Group, receipt: Receipt) -> bool:
    """Whether money may have left a place of the group, or come from who holds one: most has come
    from members, of whom the last entries need not be read."""
    name = receipt.party_name or ""
    if receipt.direction is not Direction.IN or not is_a_payers(name):
        return True
    masked = receipt.party_phone_masked or ""
    return any(
        one.phone == receipt.party_phone
        or shows_number(masked, one.phone)
        or names_fit(name, one.name)
        or names_fit(name, group.name_of(one.holder))
        for one in group.collectors
    )


def _looks(situation: Situation, receipt: Receipt, now: datetime) -> list[Look]:
    """One for the payment itself, and one for what it takes back."""
    printed = watched(situation.my_collectors, receipt)
    collector = printed.code if printed else ""
    ids = [one for one in (receipt.id, receipt.reversed_id) if one is not None]
    return [Look(one, _payer_key(receipt, now), collector) for one in ids]


def _payer_key(receipt: Receipt, now: datetime) -> str:
    if receipt.direction is not Direction.IN:
        return ""
    payment = Incoming.from_receipt(receipt, "", now)
    return payment.payer_key if payment is not None else ""


def _doubts(situation: Situation) -> Counted | None:
    """Of the sender's texts of which officers were told; not counted for collectors' phones."""
    if situation.group is None or situation.my_collectors:
        return None
    officer = doubts.looks_at_texts_of(situation.group, situation.me)
    key_prefix = doubts.key_of_sender(situation.group, situation.me)
    return Counted(officer.phone, key_prefix) if officer else None


def _wanted_by_words(situation: Situation, understood: Understood, text: str) -> Wanted:
    """For the words themselves, and for each question that they may answer."""
    intent = understood.intent
    shown = [q for q in situation.questions if q.is_presented and q.address == situation.sender]
    asked_about = [*shown, *questions.answered_along(shown, situation.questions)]
    codes = {receipt.code for one in asked_about if (receipt := receipt_about(one))}
    spoken = [intent.slots, *(one.slots for one in intent.also), *_offered_in(shown)]
    said = {str(slots.get("receipt", "")) for slots in spoken}
    said |= {questions.receipt_of(one) for one in shown}
    facts = [question.details.get("facts", question.details) for question in shown]
    codes |= {one["left"]["code"] for one in facts if one.get("left")}
    wants = needs(intent.name).union(
        *(needs(one.name) for one in intent.also),
        *(other_amount.NEEDS for q in shown if other_amount.is_about_cash(q)),
        not_come.needs(situation, text),
        second_thoughts.needs(text),
        *(questions.needs(q.kind, q.details) for q in shown),
    )
    if any(one.kind == "agree" for one in shown):  # what is agreed to may have been sent already
        codes |= {one["code"] for one in sent_texts.asked_about(situation)}
    if WAITING_ABROAD in wants:
        codes |= {receipt_waiting_in(one).code for one in _waiting_abroad(situation)}
    return Wanted(
        codes=frozenset((codes | said) - {""}),
        payer_keys=frozenset(
            Incoming.from_details(one).payer_key for one in facts if "payment" in one
        ),
        book_ref=next((str(slots["book_ref"]) for slots in spoken if slots.get("book_ref")), ""),
        about=_asked_about(situation, intent) or _shown_by_answer(shown, text),
        facts=wants | {LATE_FINES} if shown else wants,  # an answer may credit what was in time
    )


def _offered_in(shown: Sequence[Question]) -> list[Mapping[str, Any]]:
    """The values of what is offered by number: one of them may be done or answered."""
    return [line["slots"] for one in shown for line in one.details.get("lines", ())]


def _asked_about(situation: Situation, intent: Intent) -> str:
    """The code of the member whose figures the words ask for."""
    group, me = situation.group, situation.me
    if group is None or me is None:
        return ""
    asked = (about_another.shown_to(group, me, one) for one in (intent, *intent.also))
    return next((one.code for one in asked if one is not None and one != me), "")


def _shown_by_answer(shown: Sequence[Question], text: str) -> str:
    """The code of the member whose payments an answer to a shown question shows, "" for nobody's:
    other words ask for those of the sender."""
    whose = (questions.about(one.kind, one.details) for one in shown)
    return next(filter(None, whose), "") if would_answer(text) else ""


def _waiting_abroad(situation: Situation) -> list[Account]:
    """Money in another currency than the group's that waits for its owner or for a rate."""
    waiting = (one for one in situation.balances if one.kind.meaning.is_waiting)
    return [account for account in waiting if account.currency]
