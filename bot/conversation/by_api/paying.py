"""What was agreed to and set aside goes out by the provider, in parts where it is much.

Each part is an order of its own, stored with the agreement; it settles what was set aside, or gives
it back, only once the provider itself has said how it ended. While nobody knows, it stays set aside
and nothing is sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import crediting, paying_out
from bot.conversation.by_api import told_otherwise
from bot.conversation.draft import Draft
from bot.conversation.effects import (
    CancelOrder,
    ChainOf,
    EndAgreed,
    Facts,
    NoteProof,
    OrderMoney,
    SettleOrder,
)
from bot.conversation.evidence import payouts
from bot.conversation.evidence.payouts import Reserved, open_orders, payable_in
from bot.conversation.incoming import MPESA
from bot.conversation.money_api import (
    LEAST_SENT_CENTS,
    MOST_CENTS,
    Held,
    Order,
    OrderKind,
    OrderState,
)
from bot.payments.port import Standing, Why
from chama import entries, pots
from chama.agreement import State
from chama.group import Collector, Group, Person
from chama.journal import Account, ReceiptId
from chama.money import Money
from chama.phones import wallet_of
from chama.receipts import Direction, Kind, Language, Receipt
from chama.recorded import Recorded
from chama.rota import day_in_nairobi
from chama.standing import as_dialled

WHOLE = 100  # cents of a shilling: no payout has any
PROVIDERS_NAME = "M-Pesa"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends what was set aside: a person, or the provider by itself. name: for people."""

    person: Person | None
    name: str


def hand_over(draft: Draft, payable: Account, member: Person) -> Sender:
    """Have sent what was just set aside for a member: by the provider where it can, else by who
    holds the group's phone."""
    if payable in draft.balances and _send(draft, payable, member):
        return Sender(None, PROVIDERS_NAME)
    holder = paying_out.who_sends(draft)
    return Sender(holder, holder.name if holder is not None else "")


def _send(draft: Draft, payable: Account, member: Person) -> bool:
    """Order it; whether it can be."""
    cents = -draft.balances.get(payable, 0)
    phone = member.receives_on(draft.now)
    collector = source_for(draft, cents, phone)
    if collector is None:
        return False
    parts = parts_of(cents)
    for number, part_cents in enumerate(parts, start=1):
        _order(draft, Reserved(payable, part_cents, member), phone, collector, number, len(parts))
    return True


def source_for(draft: Draft, cents: int, phone: str) -> Collector | None:
    """From where the provider can send so much to a phone; None where people have to.

    It never sends more than the group's own book has there, nor more than the provider itself has
    shown to have come: other groups' money may lie beside it, and a text can be a forgery. What the
    provider has charged so far holds nothing back: whoever keeps the account makes it up.
    """
    api = draft.situation.api
    collector = api.collector_of(draft.group) if api.can_pay_out else None
    if collector is None or cents < LEAST_SENT_CENTS or cents % WHOLE:
        return None
    shown = draft.situation.shown_held.get(collector.code, Held())
    there_cents = min(entries.lies_in(draft.balances, collector.place), shown.cents)
    is_there = there_cents + shown.charged_cents - ordered_cents(draft) >= cents
    return collector if is_there and wallet_of(phone) in ("mpesa", None) else None


def parts_of(cents: int) -> Sequence[int]:
    """An amount in as few payments as can be, each within what the provider sends."""
    whole, rest = divmod(cents, MOST_CENTS)
    parts = [MOST_CENTS] * whole + ([rest] if rest else [])
    if len(parts) > 1 and parts[-1] < LEAST_SENT_CENTS:
        parts[-2] -= LEAST_SENT_CENTS - parts[-1]
        parts[-1] = LEAST_SENT_CENTS
    return parts


def cancel(draft: Draft, payable: Account) -> None:
    """What of it was ordered and never called is not to be sent."""
    for one in open_orders(draft, payable):
        draft.add(CancelOrder(one.id))


def ordered_cents(draft: Draft) -> int:
    """What was ordered to leave before this decision and has not, as far as the book knows."""
    leaving = (one for one in draft.situation.orders if one.kind is not OrderKind.PUSH)
    own = (one for one in leaving if one.chama_id == draft.group.id)
    return sum(one.amount_cents for one in own if one.is_open)


def _order(
    draft: Draft,
    sent: Reserved,
    phone: str,
    collector: Collector,
    number: int,
    count: int,
) -> None:
    draft.add(
        OrderMoney(
            key=f"{draft.cause.key}:payout:{sent.payable.code}:{number}",
            kind=OrderKind.PAYOUT,
            member=sent.member.code,
            phone=phone,
            amount_cents=sent.cents,
            facts={
                **sent.as_details(),
                "collector": collector.code,
                "number": number,
                "count": count,
                "payout": draft.cause.key,
                "round": pots.round_of(sent.payable),
            },
        )
    )


# --- how it ended --------------------------------------------------------------------------------


def receipt_of(order: Order, standing: Standing) -> Receipt:
    """What the provider says of a payout, as a text about it would."""
    return Receipt(
        kind=Kind.SENT_PERSON,
        direction=Direction.OUT,
        language=Language.ENGLISH,
        code=standing.receipt,
        amount=Money(standing.amount_cents or order.amount_cents),
        occurred_at=standing.at,
    )


def sent(draft: Draft, order: Order, standing: Standing) -> None:
    """The provider says that it reached the member: it is booked with its receipt and charge."""
    own, member = ReceiptId(MPESA, standing.receipt), draft.group.person(order.member)
    collector = draft.group.collector(order.facts["collector"])
    if member is None or collector is None:
        raise LookupError(f"Order {order.id} is to a member or from a place that is gone.")
    known, got_cents = draft.receipts.get(own), standing.amount_cents or order.amount_cents
    draft.add(SettleOrder(order.id, OrderState.DONE, receipt=standing.receipt))
    draft.add(NoteProof(own, -got_cents))
    is_anothers = known is not None and not known.is_ours
    if known is not None and known.is_ours and not _settles(known, order, collector):
        told_otherwise.take_out(draft, known, got_cents)
    if is_anothers or draft.is_free(own):  # else its text was forwarded before
        payouts.book(
            draft,
            Reserved(payable_in(order.facts), payouts.left_cents(draft, order.facts), member),
            own,
            got_cents=got_cents,
            fee_cents=standing.fee_cents or 0,
            out_of=collector.place,
            on=day_in_nairobi(standing.at or draft.now),
            name=standing.credited.partition(" - ")[2],
        )
    _release_rest(draft, order, _why_of_others(draft, payable_in(order.facts)))


def _settles(known: Recorded, order: Order, collector: Collector) -> bool:
    """Whether what the book has under a receipt is this very payout, from where it was sent."""
    is_it = known.moved_cents.get(payable_in(order.facts)) == order.amount_cents
    return is_it and known.lies_in.owner == collector.code


def tell_taken(draft: Draft, order: Order, code: str) -> None:
    """The provider has shown the code of a payout to be another group's before. Nothing is given
    back, and nothing sent again: the order stays open until that is put right."""
    _tell(draft, order, "payout_code_taken", key=f"payout_code_taken:{order.id}", code=code)


def failed(draft: Draft, order: Order, why: Why) -> None:
    """Surely not sent; with the last part that ends, what was not sent goes back."""
    draft.add(SettleOrder(order.id, OrderState.FAILED, why=why.value))
    _release_rest(draft, order, why)


def _release_rest(draft: Draft, order: Order, why: Why) -> None:
    """Once no part is on its way any more: what is left goes back to where it was set aside from,
    and all concerned hear why."""
    payable = payable_in(order.facts)
    cents = -draft.balances.get(payable, 0)
    if cents <= 0 or any(one.id != order.id for one in open_orders(draft, payable)):
        return
    entry = entries.payout_released(
        payable,
        paying_out.source_of(draft, payable),
        cents,
        key=f"released:{draft.next_number}",
        on=crediting.today(draft),
        actor=crediting.actor(draft),
    )
    draft.post(entry)
    draft.add(EndAgreed(paying_out.key_of(payable), State.EXPIRED))
    chain = ChainOf(entry.key)
    said: Facts = {"why": why.value, "chain": chain, paying_out.ASKED_BELOW: False}
    _tell(draft, order, "payout_failed", amount_cents=cents, **said)


def _why_of_others(draft: Draft, payable: Account) -> Why:
    """What another part of it failed of."""
    sending = (one for one in draft.situation.orders if one.kind is OrderKind.PAYOUT)
    own = (one.why for one in sending if one.why and payable_in(one.facts) == payable)
    return Why(next(own, Why.OTHER.value))


def has_other_number(group: Group, order: Order, now: datetime) -> bool:
    """Whether the member gets money on another number by now than was agreed."""
    member = group.person(order.member)
    return member is None or member.receives_on(now) != order.phone


def again_later(draft: Draft, order: Order, why: Why) -> None:
    """Surely not sent, for what only the operator can mend: it stays set aside, and is ordered
    anew to be sent when that is done."""
    if has_other_number(draft.group, order, draft.now):
        failed(draft, order, Why.OTHER_NUMBER)
        return
    draft.add(SettleOrder(order.id, OrderState.FAILED, why=why.value))
    tries = order.facts.get("tries", 0) + 1
    draft.add(
        OrderMoney(
            key=f"order:{order.id}:again",
            kind=OrderKind.PAYOUT,
            member=order.member,
            phone=order.phone,
            amount_cents=order.amount_cents,
            facts={**order.facts, "tries": tries},
        )
    )
    if tries == 1:
        _tell(
            draft, order, "payout_paused", key=_once(draft, order, "payout_paused"), why=why.value
        )


def unclear(draft: Draft, order: Order) -> None:
    """Nobody knows whether it was sent: the officers hear so, and not to send it themselves. Once
    for all its parts, with what is on its way of them."""
    open_parts = {one.id: one for one in (order, *open_orders(draft, payable_in(order.facts)))}
    cents = sum(one.amount_cents for one in open_parts.values())
    once = _once(draft, order, "payout_unclear")
    _tell(draft, order, "payout_unclear", key=once, amount_cents=cents)


def _once(draft: Draft, order: Order, what: str) -> str:
    """Names what is told once a day of a payout, whichever part it is of: what is agreed to anew,
    and what is so on another day, is told again."""
    payable, payout = payable_in(order.facts), order.facts.get("payout", "")
    day = day_in_nairobi(draft.now).isoformat()
    return f"{what}:{draft.group.id}:{payable.fund}:{payable.code}:{payout}:{day}"


def _tell(draft: Draft, order: Order, template: str, key: str = "", **facts: object) -> None:
    """Tell the officers and the member. key: names what is told once, whichever part it is of."""
    member = draft.group.person(order.member)
    said: Facts = {
        "recipient": order.facts["member_name"],
        "amount_cents": order.amount_cents,
        "phone": as_dialled(order.phone),
        "round": order.facts["round"],
        **facts,
    }
    told = {one.code: one for one in (*draft.group.officers, member) if one is not None}
    for person in told.values():
        own = {**said, "is_yours": person == member}
        draft.tell(person, template, own, key=f"{key}:{person.code}" if key else "")
