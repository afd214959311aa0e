"""One thing that a member said to the group: kept for the morning list, then answered by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation import said
from bot.conversation.commands import needs as needs_of
from bot.conversation.commands import not_group_money, pay_for
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice, whose_payment
from bot.conversation.situation import Question
from bot.conversation.whose import question_about
from bot.understanding import Intent

STANDS_ASIDE = WAITS_FOR_LIST = True

NOT_AGREED, NOTED, THEIRS, NOT_OURS, OURS = "not_agreed", "noted", "theirs", "not_ours", "ours"
_OF_PAYMENT: Final = {"paid_for_me": (THEIRS,), "not_group_money": (NOT_OURS, OURS)}
_ACTS: Final = {THEIRS: "pay_for", NOT_OURS: "not_group_money"}
"""What an officer orders by an answer, as if they had said so themselves."""


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Whose words, and what can be answered to them."""
    shown = {name: details[name] for name in ("what", "member_name", "text", "code")}
    return "ask_said", {**shown, "answers": _answers(details)}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """What fits what was said; the template has the words of each."""
    return tuple(Choice("", one) for one in _answers(details))


def _answers(details: Mapping[str, Any]) -> list[str]:
    """Of a payment whose code is known it is decided; of anything else agreed or not."""
    of_payment = _OF_PAYMENT.get(details["what"])
    if of_payment is None:
        return [said.AGREED, NOT_AGREED, said.CALL]
    return [*(of_payment if details["code"] else (NOTED,)), said.CALL]


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What the acts that an answer can order want loaded."""
    orders = (_ACTS[one] for one in _answers(details) if one in _ACTS)
    return whose_payment.needs(details).union(*(needs_of(order) for order in orders))


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """What is not answered stays as it was said."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """The member hears it; what is decided of a payment is done as any officer's word is."""
    details = question.details
    if value not in _ACTS:
        said.answered(draft, details, value)
        return
    slots = {"receipt": details["code"], "name": details["member_name"]}
    if value == NOT_OURS:
        not_group_money.decide(draft, Intent("not_group_money", slots))
    elif (asked := _whose(draft, details["code"])) is not None:
        draft.close(asked, details["member"])
        whose_payment.answer(draft, asked, details["member"])
    else:
        pay_for.decide_agreed(draft, Intent("pay_for", slots))


def _whose(draft: Draft, code: str) -> Question | None:
    """The question to this officer whose a payment is, if it is open."""
    recorded, me = draft.known(code), draft.situation.me
    asked = question_about(draft, recorded.id) if recorded is not None else None
    is_mine = asked is not None and me is not None and asked.address == me.phone
    return asked if is_mine else None
