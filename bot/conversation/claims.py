"""Money that waits: what members say they sent, and what came in without an owner."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chama.agreement import Proposal
from chama.group import Person
from chama.journal import ReceiptId
from chama.names import names_fit


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A member's claim for which the collector's text has not come.

    shares: for whom and how much, the claimer alone where nobody else was named; None when only
    the code was said. is_missing: an officer has looked for the payment and not found it.
    """

    code: str
    network: str
    member: str
    amount_cents: int | None
    shares: tuple[tuple[str, int | None], ...]
    claimed_at: datetime
    is_missing: bool = False

    @property
    def receipt(self) -> ReceiptId:
        """What names the payment over all groups."""
        return ReceiptId(self.network, self.code)


@dataclass(frozen=True, slots=True)
class UnownedMoney:
    """Money in the book that waits for its owner. payer_name: as the text printed it.

    currency: where it is not the group's; else "". member: whose it is, where only a rate is
    missing.
    """

    code: str
    amount_cents: int
    payer_name: str
    since: datetime
    currency: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What claims and words say was paid for one member.

    cents: the amounts that were said. codes: of claims that came without an amount. abroad: money
    in other currencies that has come and waits, as (currency, cents).
    """

    cents: int
    codes: tuple[str, ...]
    abroad: tuple[tuple[str, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cents or self.codes or self.abroad)

    def __add__(self, other: Said) -> Said:
        return Said(self.cents + other.cents, self.codes + other.codes, self.abroad + other.abroad)

    def covered_cents(self, owed_cents: int) -> int:
        """How much of a debt it would pay; what has no amount yet, or no rate, counts as all of
        it."""
        return owed_cents if self.codes or self.abroad else min(self.cents, owed_cents)


def said_for(member: str, claims: Iterable[OpenClaim], told: Mapping[str, int]) -> Said:
    """What waits to be confirmed in a member's favour; what an officer has not found does not.

    told: cents by member that words alone speak of, and somebody is asked about.
    """
    shares = [
        (claim.code, cents)
        for claim in claims
        if not claim.is_missing
        for code, cents in claim.shares
        if code == member
    ]
    return Said(
        cents=sum(cents for _, cents in shares if cents is not None) + told.get(member, 0),
        codes=tuple(code for code, cents in shares if cents is None),
    )


def waiting_for_rate(
    member: str, unowned: Iterable[UnownedMoney], currencies: Container[str]
) -> Said:
    """What has come in a currency in which contributions are paid, is a member's, and waits for the
    rate."""
    own = [money for money in unowned if money.member == member and money.currency in currencies]
    return Said(0, (), tuple((money.currency, money.amount_cents) for money in own))


def put_to_others(member: str, waiting: Iterable[Proposal]) -> Said:
    """What would be a member's if it is agreed that money counts as others said or a text shows.

    An amount that nobody has said is as much as they owe.
    """
    shares = [
        (proposal.key, share["amount_cents"])
        for proposal in waiting
        for share in proposal.facts.get("shares", ())
        if share["member"] == member
    ]
    return Said(
        cents=sum(cents for _, cents in shares if cents is not None),
        codes=tuple(key for key, cents in shares if cents is None),
    )


def may_be_of(person: Person, people: Iterable[Person], unowned: Iterable[UnownedMoney]) -> Said:
    """What waits for its owner and may be this member's: it bears their name, or nobody's."""
    names = [one.name for one in people]
    own = [
        money
        for money in unowned
        if not money.member
        and (
            names_fit(money.payer_name, person.name)
            or not any(names_fit(money.payer_name, name) for name in names)
        )
    ]
    return Said(
        cents=sum(money.amount_cents for money in own if not money.currency),
        codes=(),
        abroad=tuple((money.currency, money.amount_cents) for money in own if money.currency),
    )
