"""Money left the collector for somebody whose turn it is not: what was it for?

A number says it, or words of one's own do, which are shown back and then make it an expense.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.evidence import agreed_expenses, money_out
from bot.conversation.incoming import currency_in, receipt_about
from bot.conversation.proposals import refund
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

REFUND = "refund"

AGREED = ":agreed"
"""Behind the number of an expense that was agreed to before."""

_OFFERED = ("pots", "agreed", "back_to")


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payment, and what it can have been, by number."""
    return "ask_what_for", {
        "recipient": details["recipient_name"],
        "amount_cents": details["amount_cents"],
        "code": details["code"],
        **currency_in(details),
        "back_to": details.get("back_to", ""),
        "agreed": [one["words"] for one in details.get("agreed", ())],
        "pots": [
            {"round": pot["round_number"], "name": pot["member_name"]} for pot in details["pots"]
        ],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """What was agreed before, the open pots, given back to its payee, an expense, or none of the
    group's."""
    agreed = (Choice("", one["set_aside"] + AGREED) for one in details.get("agreed", ()))
    pots = (Choice("", f"{number}") for number, _ in enumerate(details["pots"]))
    back = (Choice("", REFUND),) if details.get("back_to") else ()
    return (*agreed, *pots, *back, Choice("", money_out.EXPENSE), Choice("", money_out.PRIVATE))


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What was spent lately, or agreed to before, may be it."""
    return frozenset({"recent", "agreed_expenses"})


def answer_words(draft: Draft, question: Question, words: str) -> None:
    """Words that may say what it was for are shown back first: a yes makes it an expense."""
    me, payment = draft.situation.me, _payment(question)
    if not holds(draft, question):
        draft.reply("changed_since", code=payment["code"])
    elif me is not None:
        details = {"sent": payment, "words": words, "asked": dict(question.details)}
        draft.ask("spent_on", me, f"spent_on:{payment['key']}:{draft.cause.key}", details)


def holds(draft: Draft, question: Question) -> bool:
    """Whether the money is not in the book by another way."""
    return draft.is_free(receipt_about(question))


def answer(draft: Draft, question: Question, value: str) -> None:
    """Put it to the others as what it is said to be; what is private is only told to them."""
    details = _payment(question)
    if value == REFUND:
        _give_back(draft, details)
    elif value == money_out.PRIVATE:
        tell_private(draft, details)
    elif value == money_out.EXPENSE and draft.group.rules.expenses.needs_purpose:
        key = f"purpose:{details['key']}:{draft.cause.key}"
        if (me := draft.situation.me) is not None:
            draft.ask("purpose", me, key, {"sent": details})
    elif value == money_out.EXPENSE:
        money_out.propose_expense(draft, details, "")
    elif value.endswith(AGREED):
        _settle(draft, details, value.removesuffix(AGREED))
    else:
        money_out.propose(draft, {**details, **question.details["pots"][int(value)]})


def _payment(question: Question) -> dict[str, Any]:
    """What is known of the payment, without what it may have been for."""
    return {name: told for name, told in question.details.items() if name not in _OFFERED}


def _give_back(draft: Draft, details: Mapping[str, Any]) -> None:
    """What its payee had paid ahead: it is agreed as any, and this text settles it."""
    me, member = draft.situation.me, draft.group.person(details["payee"])
    if me is not None and member is not None:
        refund.propose(draft, me, member, details["amount_cents"], details)


def _settle(draft: Draft, details: Mapping[str, Any], number: str) -> None:
    fitting = agreed_expenses.fitting(draft, details)
    expense = next((one for one in fitting if one.number == number), None)
    if expense is None:
        draft.reply("changed_since", code=details["code"])
    else:
        money_out.settle(draft, details, expense)


def tell_private(draft: Draft, details: Mapping[str, Any]) -> None:
    """It stays out of the book, and the others hear that it was said to be private."""
    draft.reply("not_the_groups", code=details["code"])
    facts = {
        "sender": details["sender_name"],
        "recipient": details["recipient_name"],
        "amount_cents": details["amount_cents"],
        "code": details["code"],
        **currency_in(details),
    }
    others = [one for one in draft.group.officers if one != draft.situation.me]
    for person in others or draft.group.people:  # where there is no other officer, everybody hears
        if person != draft.situation.me:
            draft.tell(person, "money_out_private", facts)
