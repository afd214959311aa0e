"""The collector's "sent" text of money that was set aside for a member: it settles it.

The agreement came before the money went, so that the text is all the proof that is needed, as long
as it shows the recipient's own number and no more than was agreed. Everything else is told to all
officers, and counts when others agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.conversation import charges, crediting, paying_out
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, EndAgreed, Facts
from bot.conversation.incoming import paid_on
from bot.conversation.money_api import Order, OrderKind
from chama import entries, pots
from chama.agreement import State
from chama.constitution import FeesOn
from chama.entries import WELFARE, home_of
from chama.group import Person
from chama.journal import Account, JournalEntry, ReceiptId
from chama.kinds import AccountKind
from chama.matching import shows_number
from chama.names import names_fit
from chama.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Reserved:
    """What is set aside for a member and was not sent yet, in cents."""

    payable: Account
    cents: int
    member: Person

    def as_details(self) -> Facts:
        """For the facts of a question or a proposal."""
        return {
            "payable": {"fund": self.payable.fund, "code": self.payable.code},
            "member": self.member.code,
            "member_name": self.member.name,
        }


def payable_in(facts: Facts) -> Account:
    """Where that is set aside which a question or a proposal is about."""
    return Account.parse(facts["payable"]["fund"], facts["payable"]["code"])


def left_cents(draft: Draft, facts: Facts) -> int:
    """How much of it is still set aside."""
    return -draft.balances.get(payable_in(facts), 0)


def reserved_for(draft: Draft, member: Person) -> list[Reserved]:
    """What is set aside for a member, the oldest first."""
    found = pots.payables(draft.balances)
    return [Reserved(one, cents, member) for one, cents in found if one.owner == member.code]


def open_orders(draft: Draft, payable: Account) -> list[Order]:
    """What is on its way of what was set aside, or may be."""
    sending = (one for one in draft.situation.orders if one.kind is OrderKind.PAYOUT)
    return [one for one in sending if one.is_open and payable_in(one.facts) == payable]


def is_on_its_way(draft: Draft, payable: Account) -> bool:
    """Whether any of what was set aside may have been sent by the provider."""
    return any(not one.is_uncalled for one in open_orders(draft, payable))


def settled_by(draft: Draft, receipt: Receipt, amount_cents: int) -> Reserved | None:
    """What a text settles: set aside for whose number it shows, and no less than was sent.

    Where several are, the one of just this amount, else the oldest.
    """
    fitting = [
        one
        for person in draft.group.people
        if _shows(draft, receipt, person)
        for one in reserved_for(draft, person)
        if one.cents >= amount_cents
    ]
    exact = (one for one in fitting if one.cents == amount_cents)
    return next(exact, next(iter(fitting), None))


def settle(draft: Draft, receipt: Receipt, own: ReceiptId, sent: Reserved, out_of: Account) -> None:
    """Book what was sent, and tell the group once nothing is left to send."""
    if receipt.amount is None:
        raise LookupError("A text that settles a payout says how much was sent.")
    book(
        draft,
        sent,
        own,
        got_cents=receipt.amount.cents,
        fee_cents=charges.fee_of(receipt),
        out_of=out_of,
        on=paid_on(receipt, draft.now),
        name=receipt.party_name or "",
    )


def book(
    draft: Draft,
    sent: Reserved,
    own: ReceiptId,
    *,
    got_cents: int,
    fee_cents: int,
    out_of: Account,
    on: date,
    name: str,
) -> None:
    """As `settle`, by what is known of the text. name: of who got it, as printed.

    Where more was sent than is set aside any more, who got it owes the rest.
    """
    entry = entries.payout_sent(
        sent.payable,
        got_cents,
        out_of=home_of(out_of),
        key=draft.free_key(own),
        on=on,
        actor=crediting.actor(draft),
        receipt=own,
        fee_cents=fee_cents,
        borne_cents=borne_cents(draft, fee_cents, sent.cents - got_cents),
        agreed_cents=sent.cents,
        memo=entries.memo_of_payee(name or sent.member.name),
    )
    draft.post(entry)
    tell_sent(draft, sent, entry, got_cents, own.code, fee_cents)


def borne_cents(draft: Draft, fee_cents: int, left_cents: int) -> int:
    """How much of a charge the recipient bears: by payout.fees, out of what is left for them.

    left_cents: below zero where they got more than was theirs.
    """
    is_theirs = draft.group.rules.payout.fees is FeesOn.RECIPIENT
    return max(0, min(fee_cents, left_cents)) if is_theirs else 0


def tell_sent(
    draft: Draft,
    sent: Reserved,
    entry: JournalEntry,
    got_cents: int,
    code: str = "",
    fee_cents: int = 0,
) -> None:
    """The recipient and the officers hear of it; with the last of it all others whose it was.

    got_cents: what reached the recipient. fee_cents: what the provider took.
    """
    left_cents = -draft.balances.get(sent.payable, 0)
    if not left_cents:
        draft.add(EndAgreed(paying_out.key_of(sent.payable), State.DONE))
    place = _left(entry)
    source = draft.group.collector(place.owner) if place.kind is AccountKind.COLLECTOR else None
    holder = source.holder if source is not None else place.owner
    is_kept = not code and holder == sent.member.code
    said: Facts = {
        "recipient": sent.member.name,
        "amount_cents": got_cents,
        "fee_cents": charges.unusual_cents(fee_cents, got_cents),
        "left_cents": left_cents,
        "is_kept": is_kept,
        "is_sent": source is not None,
        "may_deny": not is_kept and draft.situation.me != sent.member,
        "code": code,
        "round": pots.round_of(sent.payable),
        "chain": ChainOf(entry.key),
    }
    others = () if left_cents else _gave(draft, sent)
    told = {one.code: one for one in (*others, *draft.group.officers, sent.member)}
    for person in told.values():
        draft.tell(person, "payout_sent", {**said, "is_yours": person == sent.member})


def _left(entry: JournalEntry) -> Account:
    """The place that it left: an account, or a hand that held notes."""
    places = (line.account for line in entry.postings)
    return next(one for one in places if one.kind.meaning.is_money)


def _gave(draft: Draft, sent: Reserved) -> tuple[Person, ...]:
    """Whose money it was: everybody's of a pot; of a grant those who have paid to help; what is
    given back was its recipient's own."""
    if entries.is_refund(sent.payable):
        return ()
    if sent.payable.fund != WELFARE:
        return draft.group.people
    if not draft.group.rules.welfare.assessment_cents:
        return ()
    owed = ((one, entries.welfare_owed(one.code, sent.payable.round)) for one in draft.group.people)
    return tuple(person for person, account in owed if draft.balances.get(account, 0) <= 0)


def reached(draft: Draft, receipt: Receipt) -> Person | None:
    """The one member whose own number a text shows, the one on which they receive."""
    found = [one for one in draft.group.people if _shows(draft, receipt, one)]
    return found[0] if len(found) == 1 else None


def _shows(draft: Draft, receipt: Receipt, person: Person) -> bool:
    """Whether a text shows the number on which a member receives, and no other name.

    Of a number that is not their own phone the name is whose line it is: anybody's.
    """
    number = person.receives_on(draft.now)
    if receipt.party_phone is not None:
        return receipt.party_phone == number
    masked = receipt.party_phone_masked
    is_number = masked is not None and shows_number(masked, number)
    is_own_line = number == person.phone
    return is_number and (not is_own_line or names_fit(receipt.party_name or "", person.name))
