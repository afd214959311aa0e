"""Money in another currency: it lies in a fund of its own, and meets the group's by exchange only.

Each side of an exchange is a line of an account called `exchange`, in the fund that gives and in
the one that gets: both amounts as they really were. Nothing is ever valued anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chama.entries.general import fees
from chama.entries.money import balanced, exchange, unallocated
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import EntryKind


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an exchange: where the money lies, and how much moved. fee_cents: taken there."""

    place: Account
    cents: int
    fee_cents: int = 0

    def lines(self, sign: int, other: str) -> tuple[Posting, ...]:
        """The lines of this side. sign: 1 where money came in, -1 where it went out."""
        through = exchange(self.place.fund, other)
        return balanced((Posting(through, -sign * self.cents), *self.charged), self.place)

    @property
    def charged(self) -> tuple[Posting, ...]:
        """The line of its fee: the group's own in its own currency, else of the fund itself."""
        return (Posting(fees(self.place), self.fee_cents),) if self.fee_cents else ()


def money_exchanged(
    gave: Side,
    got: Side,
    *,
    key: str,
    on: date,
    actor: str,
    receipt: ReceiptId | None = None,
    waited: ReceiptId | None = None,
    memo: str = "",
) -> JournalEntry:
    """Money of one currency became money of another: both amounts as they moved, in one entry.

    One side is in the group's own currency. receipt: of the text that shows what was got; waited:
    of the one that showed it before, and whose money has waited since.
    """
    given = gave.lines(-1, got.place.currency)
    if waited is None:
        gotten = got.lines(1, gave.place.currency)
    else:
        gotten = _came_before(got, gave.place.currency, waited)
    return JournalEntry(
        kind=EntryKind.EXCHANGE,
        key=key,
        effective_on=on,
        postings=(*gotten, *given) if receipt or waited else (*given, *gotten),
        actor=actor,
        receipt=receipt.code if receipt else "",
        network=receipt.network if receipt else "",
        memo=memo,
    )


def _came_before(got: Side, other: str, waited: ReceiptId) -> tuple[Posting, ...]:
    """The lines of what was got, where its money lies there already and waits."""
    fund = got.place.fund
    return (
        Posting(unallocated(fund, waited), got.cents),
        Posting(exchange(fund, other), -got.cents),
        *(balanced(got.charged, got.place) if got.charged else ()),
    )
