"""Money that waits: what members say they sent, and what came in without an owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chama.journal import ReceiptId


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

    currency: where it is not the group's; else "".
    """

    code: str
    amount_cents: int
    payer_name: str
    since: datetime
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What claims and words say was paid for one member.

    cents: the amounts that were said. codes: of claims that came without an amount.
    """

    cents: int
    codes: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.cents or self.codes)

    def covered_cents(self, owed_cents: int) -> int:
        """How much of a debt it would pay; a claim without an amount counts as all of it."""
        return owed_cents if self.codes else min(self.cents, owed_cents)


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
