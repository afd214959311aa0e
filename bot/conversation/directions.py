"""For whom a payment counts: by the words beside its text, its claim, or the payer's word before.

A direction moves no money by itself; it says where proven money goes. What does not add up, or
names nobody for certain, leaves the money waiting and an officer is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.conversation import crediting, other_currency
from bot.conversation.beneficiaries import Meant, Shares
from bot.conversation.crediting import Credit
from bot.conversation.draft import Draft
from bot.conversation.effects import UseIntention
from bot.conversation.incoming import Incoming
from bot.conversation.payers import open_claims
from bot.conversation.situation import Intention
from chama.group import Person
from chama.rota import day_in_nairobi


@dataclass(frozen=True, slots=True)
class Direction:
    """For whom a payment is. people: with cents each, in order; empty when nobody said.

    is_unclear: something was said that cannot be followed without asking. is_for_welfare: it goes
    to the welfare fund, as its one giver said. intention: what was said
    before, which is used up once the payment is in the book. said_by: the code of the payer, where
    it is their own word: they stand for it too.
    """

    people: tuple[tuple[Person, int], ...] = ()
    is_unclear: bool = False
    is_for_welfare: bool = False
    intention: int | None = None
    said_by: str = ""


People = Sequence[tuple[Person, int]]
"""Members with cents each, in order."""

UNCLEAR = Direction(is_unclear=True)


def direction_of(draft: Draft, payment: Incoming, payer: Person | None, meant: Meant) -> Direction:
    """For whom a proven payment counts; what is said with its own text comes first."""
    if meant.unclear:
        return UNCLEAR
    if meant.shares:
        return resolve(draft, meant.shares, payment.amount_cents, payer)
    if payer is None:
        return Direction()
    if shares := _claimed_shares(draft, payment, payer):
        claimed_for = resolve(draft, shares, payment.amount_cents, payer)
        return replace(claimed_for, said_by=payer.code)
    intention = _intention(draft, payment, payer)
    if intention is None:
        return Direction()
    if intention.is_for_welfare:
        whole = ((payer, payment.amount_cents),)
        return Direction(whole, is_for_welfare=True, intention=intention.id, said_by=payer.code)
    meant_for = resolve(draft, intention.shares, payment.amount_cents, payer)
    return replace(meant_for, intention=intention.id, said_by=payer.code)


def tell_unclear(draft: Draft, meant: Meant) -> None:
    """Say what in somebody's words on a payment cannot be followed."""
    if meant.is_unlike:
        other_currency.ask_in_answer(draft)
    else:
        draft.reply("name_unclear", name=meant.unclear)


def credited_by(direction: Direction, payment: Incoming, payer: Person | None) -> People:
    """To whom a payment would be credited, with cents each; nobody where that has to be asked."""
    if direction.is_unclear:
        return ()
    return direction.people or (((payer, payment.amount_cents),) if payer else ())


def use(draft: Draft, direction: Direction) -> None:
    """The payment is in the book: what was said before has been followed."""
    if direction.intention is not None:
        draft.add(UseIntention(direction.intention))


def resolve(draft: Draft, shares: Shares, amount_cents: int, payer: Person | None) -> Direction:
    """Shares of a payment in cents: one without an amount takes all, the rest is the payer's own.

    Unclear when they ask for more than came, or the rest is nobody's.
    """
    cents_of: dict[str, int] = {}
    for code, cents in shares:
        cents_of[code] = cents_of.get(code, 0) + (amount_cents if cents is None else cents)
    rest_cents = amount_cents - sum(cents_of.values())
    if rest_cents > 0 and payer is not None:
        cents_of[payer.code] = cents_of.get(payer.code, 0) + rest_cents
        rest_cents = 0
    people = [(draft.group.person(code), cents) for code, cents in cents_of.items()]
    known = tuple((person, cents) for person, cents in people if person is not None)
    return Direction(known) if rest_cents == 0 and len(known) == len(people) else UNCLEAR


def credit_directed(
    draft: Draft, payment: Incoming, direction: Direction, payer: Person | None
) -> list[Credit]:
    """Post a payment to those whom it is for: to one at once, to several by way of waiting."""
    by = crediting.actor(draft, direction.said_by)
    if len(direction.people) == 1:
        ((member, _),) = direction.people
        credit = crediting.give_to_welfare if direction.is_for_welfare else crediting.credit_payment
        return [credit(draft, payment, member, payer, by=by)]
    crediting.leave_unallocated(draft, payment)
    return [
        crediting.allocate(draft, payment, member, cents=cents, payer=payer, by=by)
        for member, cents in direction.people
    ]


def _claimed_shares(draft: Draft, payment: Incoming, payer: Person) -> Shares:
    """For whom the payer's own claim of this code was."""
    own = [claim for claim in open_claims(draft, payment.id) if claim.member == payer.code]
    return own[0].shares if own else ()


def _intention(draft: Draft, payment: Incoming, payer: Person) -> Intention | None:
    """What the payer said before of whom they would pay for, when the amount is what they said."""
    for intention in draft.situation.intentions:
        is_used = draft.causes(UseIntention(intention.id))
        if intention.member == payer.code and not is_used and _fits(draft, intention, payment):
            return intention
    return None


def _fits(draft: Draft, intention: Intention, payment: Incoming) -> bool:
    """Whether a payment is the one that was meant: not an older one, nor of another amount."""
    if intention.is_for_welfare and crediting.place_of(draft, payment).currency:
        return False  # welfare is never paid in another currency than the group's
    amounts = [cents for _, cents in intention.shares]
    is_amount = None in amounts or sum(cents or 0 for cents in amounts) == payment.amount_cents
    return is_amount and payment.day >= day_in_nairobi(intention.said_at)
