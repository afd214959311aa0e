"""Money came in from somebody whom the group's list does not show: whose is it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.conversation import crediting
from bot.conversation.beneficiaries import meant_for
from bot.conversation.draft import Draft
from bot.conversation.evidence.directions import resolve
from bot.conversation.evidence.handled import already_item
from bot.conversation.evidence.payers import ask_whether_theirs
from bot.conversation.incoming import Incoming
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from chama.recorded import Recorded
from chama.standing import as_dialled

NOBODY = Choice("", "nobody")


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payer as printed, and the likeliest members by number; the last number is nobody."""
    payment = Incoming.from_details(details)
    return "ask_whose_payment", {
        "payer": payment.payer_name,
        "amount_cents": payment.amount_cents,
        "code": payment.code,
        "phone": as_dialled(payment.shown_phone),
        "options": [option["label"] for option in details["options"]],
        "hint_334": details["hint_334"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The members offered, then nobody."""
    members = (Choice(option["label"], option["value"]) for option in details["options"])
    return (*members, NOBODY)


def answer(draft: Draft, question: Question, value: str) -> None:
    """Give the money to that member and remember the payer, or leave it waiting.

    What else waits of the same payer is theirs too. Who says "mine" is not believed alone.
    """
    payment = Incoming.from_details(question.details)
    member = draft.group.person(value)
    recorded = draft.receipts.get(payment.id)
    if recorded is None or recorded.waiting_cents <= 0:
        _tell_settled(draft, payment, recorded)
        return
    if member is None:
        draft.reply("left_waiting", code=payment.code, amount_cents=payment.amount_cents)
        return
    other = draft.group.officer_besides(member.code)
    if member == draft.situation.me and other is not None:
        ask_whether_theirs(draft, payment, member)
        draft.reply("asked_officer", officer=other.name, what_cents=payment.amount_cents)
        return
    credits = [crediting.allocate(draft, payment, member, remember=True)]
    for along in answered_along(question, draft.situation.questions):
        also = Incoming.from_details(along.details)
        if also.id in draft.receipts and draft.receipts[also.id].waiting_cents > 0:
            draft.close(along, value)
            credits.append(crediting.allocate(draft, also, member))
    crediting.announce(draft, credits)


def answered_along(question: Question, waiting: Iterable[Question]) -> list[Question]:
    """The other open questions about payments of the same payer, if one can know that."""
    key = Incoming.from_details(question.details).payer_key
    alike = [one for one in waiting if one.kind == question.kind and one.id != question.id]
    return [one for one in alike if key and Incoming.from_details(one.details).payer_key == key]


def _tell_settled(draft: Draft, payment: Incoming, recorded: Recorded | None) -> None:
    """Between question and answer the money has got its owner, or was taken back."""
    if recorded is None or recorded.is_reversed:
        draft.reply("receipt_reversed", code=payment.code)
    else:
        draft.reply("already_recorded", items=[already_item(draft, recorded)])


def take_words(draft: Draft, question: Question) -> bool:
    """ "500 Achieng, 500 Baraka": the payment is shared as the officer says."""
    payment = Incoming.from_details(question.details)
    recorded = draft.receipts.get(payment.id)
    meant = meant_for(draft.cause.text, draft.group.people, draft.situation.me)
    if not meant.shares or recorded is None or recorded.waiting_cents <= 0:
        return False
    direction = resolve(draft, meant.shares, recorded.waiting_cents, None)
    if direction.is_unclear:
        draft.reply("shares_differ", code=payment.code, amount_cents=recorded.waiting_cents)
        return True
    draft.close(question, "shared")
    credits = [
        crediting.allocate(draft, payment, member, cents=cents)
        for member, cents in direction.people
    ]
    crediting.announce(draft, credits)
    return True
