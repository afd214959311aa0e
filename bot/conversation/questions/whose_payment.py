"""Money came in from somebody whom the group's list does not show: whose is it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.conversation import in_the_book, owning, undoing
from bot.conversation.directions import resolve
from bot.conversation.draft import Draft
from bot.conversation.evidence.handled import already_item
from bot.conversation.incoming import Incoming
from bot.conversation.money_api import ORDERS
from bot.conversation.proposals import give_back
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from bot.understanding.answers import Shares
from chama.group import Person
from chama.recorded import Recorded
from chama.standing import as_dialled

NOBODY, NOT_OURS = Choice("", "nobody"), Choice("", "not_ours")


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payer as printed, and the likeliest members by number; then nobody, and not ours."""
    payment = Incoming.from_details(details)
    return "ask_whose_payment", {
        "payer": payment.payer_name,
        "amount_cents": payment.amount_cents,
        "currency": payment.currency,
        "code": payment.code,
        "account": payment.account or "",
        "phone": as_dialled(payment.shown_phone),
        "options": [option["label"] for option in details["options"]],
        "hint_334": details["hint_334"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The members offered, then nobody of the group, then money that is not the group's."""
    members = (Choice(option["label"], option["value"]) for option in details["options"])
    return (*members, NOBODY, NOT_OURS)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What is none of the group's may be on its way back already."""
    return frozenset({ORDERS})


def holds(draft: Draft, question: Question) -> bool:
    """Whether some of it waits for its owner still."""
    return draft.receipts[Incoming.from_details(question.details).id].waiting_cents > 0


def answer(draft: Draft, question: Question, value: str) -> None:
    """Give the money to that member, leave it waiting, or ask whether it leaves the book."""
    payment = Incoming.from_details(question.details)
    member = draft.group.person(value)
    recorded = draft.receipts.get(payment.id)
    if recorded is None or recorded.waiting_cents <= 0:
        _tell_settled(draft, payment, recorded)
    elif value == NOT_OURS.value and recorded.waiting_cents == recorded.remaining_cents:
        undoing.ask_second(
            draft,
            recorded.history[0],
            payer=payment.payer_name,
            claimed_by=owning.claimers(draft, payment.id),
            is_returnable=give_back.why_not(draft, recorded) is None,
        )
    elif member is None:
        _leave_waiting(draft, payment)
    else:
        owning.give(draft, payment, [(member, recorded.waiting_cents)])


def answer_names(draft: Draft, question: Question, shares: Shares) -> None:
    """ "Njeri", "500 Achieng, 500 Baraka": the payment is theirs, as the officer says."""
    payment = Incoming.from_details(question.details)
    recorded = draft.receipts.get(payment.id)
    if recorded is None or recorded.waiting_cents <= 0:
        draft.close(question, "settled")
        _tell_settled(draft, payment, recorded)
        return
    direction = resolve(draft, shares, recorded.waiting_cents, None)
    if direction.is_unclear:
        draft.reply(
            "shares_differ",
            code=payment.code,
            amount_cents=recorded.waiting_cents,
            currency=payment.currency,
        )
        draft.put_again(question)
        return
    draft.close(question, "shared")
    owning.give(draft, payment, direction.people)


def answered_along(question: Question, waiting: Iterable[Question]) -> list[Question]:
    """The other open questions about payments of the same payer, if one can know that."""
    return owning.same_payer(question, list(waiting))


def unknown(draft: Draft, question: Question, by: Person | None) -> None:
    """The officer does not know, or cannot be reached: another one is asked, if there is one."""
    details = question.details
    asked = {*details.get("asked", ()), *((by.code,) if by else ())}
    other = next((one for one in draft.group.officers if one.code not in asked), None)
    payment = Incoming.from_details(details)
    if other is None:
        _leave_waiting(draft, payment)
        return
    key = f"{draft.question_key('whose', payment.id)}:{other.code}"
    draft.ask("whose_payment", other, key, {**details, "asked": sorted(asked)})
    draft.reply("passed_on", officer=other.name)


def _leave_waiting(draft: Draft, payment: Incoming) -> None:
    said = {"code": payment.code, "amount_cents": payment.amount_cents}
    draft.reply("left_waiting", **said, currency=payment.currency)


def _tell_settled(draft: Draft, payment: Incoming, recorded: Recorded | None) -> None:
    """Between question and answer the money has got its owner, or was taken back."""
    if recorded is None:
        draft.reply("receipt_unknown", code=payment.code)
    elif recorded.is_reversed:
        in_the_book.tell(draft, recorded)
    else:
        draft.reply("already_recorded", items=[already_item(draft, recorded)])
