"""A phone is asked for money: its owner types their PIN, and nothing else moves any.

The order is stored with the decision; the worker calls the provider after the commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.conversation.draft import Draft
from bot.conversation.effects import OrderMoney, SettleOrder
from bot.conversation.money_api import (
    MOST_CENTS,
    MOST_PROMPTS_A_DAY,
    PROMPT_LASTS,
    SAME_AGAIN_AFTER,
    Order,
    OrderKind,
    OrderState,
    account_for,
)
from bot.payments.port import Why
from chama.group import Collector, Person
from chama.phones import wallet_of
from chama.rota import NAIROBI
from chama.standing import as_dialled, owed_cents

WHOLE = 100
"""Cents of the least amount that is asked for: the provider takes whole shillings."""


class Not(StrEnum):
    """Why a phone is not asked now, for the template."""

    NOTHING = "nothing"  # is owed, and no amount was said
    NOT_WHOLE = "not_whole"
    TOO_MUCH = "too_much"
    OPEN = "open"  # a prompt is on that phone already
    TOO_SOON = "too_soon"
    TOO_OFTEN = "too_often"
    SILENT = "silent"
    NIGHT = "night"
    WRONG_NUMBER = "wrong_number"
    NO_WALLET = "no_wallet"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why, and from when on it may be asked again, where time helps."""

    why: Not
    until: datetime | None = None


def collector_for(draft: Draft, member: Person) -> Collector | None:
    """Where a prompt of this member's would bring money; None where nothing can be asked."""
    api = draft.situation.api
    return api.collector_of(draft.group) if api.can_push and member.asked_on else None


def ask(draft: Draft, member: Person, collector: Collector, cents: int) -> bool:
    """Ask a member's phone for so much, or for what they owe where no amount is said (0).

    Whether it is asked; who wants it hears why not.
    """
    me, amount_cents = draft.situation.me, cents or _left_cents(draft, member)
    refusal = _refusal(draft, member, amount_cents)
    if refusal is not None:
        _tell_not(draft, member, amount_cents, refusal)
        return False
    draft.add(
        OrderMoney(
            key=f"{draft.cause.key}:push:{member.code}",
            kind=OrderKind.PUSH,
            member=member.code,
            phone=member.asked_on,
            amount_cents=amount_cents,
            facts={
                "account": account_for(draft.group, member),
                "collector": collector.code,
                "asked_by": me.code if me is not None else "",
            },
        )
    )
    said = {"amount_cents": amount_cents, "phone": as_dialled(member.asked_on)}
    if me == member or me is None:
        draft.reply("push_sent", **said)
    else:
        draft.reply("push_asked", member=member.name, **said)
        draft.tell(member, "push_asks", {"officer": me.name, **said})
    return True


def _left_cents(draft: Draft, member: Person) -> int:
    """What they owe and have not sent, in whole shillings."""
    owed = owed_cents(draft.balances, member.code)
    left = owed - draft.said_for(member).covered_cents(owed)
    return -(-left // WHOLE) * WHOLE


def _refusal(draft: Draft, member: Person, cents: int) -> Refusal | None:
    if cents <= 0:
        return Refusal(Not.NOTHING)
    if cents % WHOLE:
        return Refusal(Not.NOT_WHOLE)
    if cents > MOST_CENTS:
        return Refusal(Not.TOO_MUCH)
    if wallet_of(member.asked_on) not in ("mpesa", None):
        return Refusal(Not.NO_WALLET)
    if draft.situation.me != _owner(draft, member) and (unasked := _unasked(draft, member)):
        return unasked
    return _too_often(draft, member, cents)


def _owner(draft: Draft, member: Person) -> Person:
    """Whom a prompt of this member's reaches: another member, where that one's phone pays."""
    return draft.group.person_at(member.asked_on) or member


def _unasked(draft: Draft, member: Person) -> Refusal | None:
    """What bars a prompt that its owner did not ask for."""
    owner = _owner(draft, member)
    if owner.has_wrong_number:
        return Refusal(Not.WRONG_NUMBER)
    if owner.code in draft.situation.silent:
        return Refusal(Not.SILENT)
    quiet = draft.group.rules.messages.quiet_hours
    if quiet is not None and quiet.is_quiet(draft.now.astimezone(NAIROBI).time()):
        return Refusal(Not.NIGHT, quiet.next_open(draft.now))
    return None


def _too_often(draft: Draft, member: Person, cents: int) -> Refusal | None:
    """One prompt at a time, the same amount not within two minutes, and so many a day."""
    before = [one for one in prompts_of(draft, member.asked_on) if not _is_refused(one)]
    if any(_open_until(one) > draft.now for one in before):
        return Refusal(Not.OPEN)
    same = [one.ordered_at for one in before if one.amount_cents == cents]
    if same and draft.now < max(same) + SAME_AGAIN_AFTER:
        return Refusal(Not.TOO_SOON)
    unanswered = [one for one in before if one.state is not OrderState.DONE]
    return Refusal(Not.TOO_OFTEN) if len(unanswered) >= MOST_PROMPTS_A_DAY else None


def prompts_of(draft: Draft, phone: str) -> list[Order]:
    """The prompts of the last day on a phone, the oldest first."""
    pushes = (one for one in draft.situation.orders if one.kind is OrderKind.PUSH)
    return [one for one in pushes if one.phone == phone]


def _open_until(order: Order) -> datetime:
    """Until when a PIN may still be typed."""
    is_over = not order.is_open or order.state is OrderState.UNNAMED
    return order.ordered_at if is_over else (order.called_at or order.ordered_at) + PROMPT_LASTS


def _is_refused(order: Order) -> bool:
    """Whether the provider never put it on the phone."""
    return order.state is OrderState.FAILED and order.why in (
        Why.BUSY, Why.TOO_SOON, Why.CREDENTIALS, Why.NOT_ALLOWED, Why.NOT_REACHED,
    )  # fmt: skip


def _tell_not(draft: Draft, member: Person, cents: int, refusal: Refusal) -> None:
    draft.reply(
        "push_not",
        why=refusal.why.value,
        is_own=draft.situation.me == member,
        member=_owner(draft, member).name,
        amount_cents=cents,
        most_cents=MOST_CENTS,
        until=refusal.until.isoformat() if refusal.until is not None else "",
    )


# --- how it ended --------------------------------------------------------------------------------


def failed(draft: Draft, order: Order, why: Why) -> None:
    """No money moved: its owner learns why and what to do, and so does who asked for it."""
    draft.add(SettleOrder(order.id, OrderState.FAILED, why=why.value))
    _tell_both(draft, order, "push_failed", why)


def unclear(draft: Draft, order: Order) -> None:
    """Nobody knows whether the phone was asked."""
    _tell_both(draft, order, "push_unclear")


def unnamed(draft: Draft, order: Order) -> None:
    """The money moved, and nothing has shown under which code."""
    _tell_both(draft, order, "push_unnamed")


def paid(draft: Draft, order: Order, receipt: str) -> None:
    """It is in the book: who asked another for it hears so; its owner gets the receipt."""
    draft.add(SettleOrder(order.id, OrderState.DONE, receipt=receipt))
    asker, member = draft.group.person(order.facts["asked_by"]), draft.group.person(order.member)
    if asker is not None and member is not None and asker != member:
        said = {"member": member.name, "amount_cents": order.amount_cents, "code": receipt}
        draft.tell(asker, "push_paid", said)


def _tell_both(draft: Draft, order: Order, template: str, why: Why | None = None) -> None:
    member = draft.group.person(order.member)
    asker = draft.group.person(order.facts["asked_by"])
    if member is None:
        return
    said = {
        "member": member.name,
        "amount_cents": order.amount_cents,
        "phone": as_dialled(order.phone),
        **({"why": why.value} if why is not None else {}),
    }
    for person in filter(None, dict.fromkeys((member, asker))):
        draft.tell(person, template, {**said, "is_own": person == member})
