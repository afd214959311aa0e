"""M-Pesa's texts about what a wallet of the provider really paid and got."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.simulator.daraja import Kind, Transaction
from bot.simulator.money_texts import as_ksh, as_when
from chama.money import Money

SENDER = "M-PESA"


@dataclass(frozen=True, slots=True)
class WalletText:
    """One text that came to a phone. id: the receipt that it tells of. at: aware UTC."""

    id: str
    at: datetime
    words: str


def wallet_texts(
    moved: Iterable[Transaction], left_cents: int, business: str
) -> tuple[WalletText, ...]:
    """A text for each movement of one wallet, the oldest first.

    moved: in that order too. left_cents: what the wallet holds after all of them. business: the
    name of who is paid and pays.
    """
    texts = []
    for one in reversed(tuple(moved)):
        texts.append(WalletText(one.receipt, one.at, _words(one, Money(left_cents), business)))
        left_cents += one.cents if one.kind.is_incoming else -one.cents
    return tuple(reversed(texts))


def _words(moved: Transaction, left: Money, business: str) -> str:
    """Worded like real texts of 2026 about a paybill, a business and a reversal."""
    amount, when, code = as_ksh(Money(moved.cents)), as_when(moved.at), moved.receipt
    if moved.kind is Kind.REVERSAL:
        return (
            f"{code} confirmed. Reversal of transaction {moved.undoes} has been successfully"
            f" reversed {when} and {amount} is credited to your M-PESA account. New M-PESA account"
            f" balance is {as_ksh(left)}."
        )
    if moved.kind is Kind.PAYOUT:
        return (
            f"{code} Confirmed.You have received {amount} from {moved.payer} - {business}"
            f" {when}. New M-PESA balance is {as_ksh(left)}."
        )
    return (
        f"{code} Confirmed. {amount} paid to {business} for account {moved.reference} {when}"
        f" New M-PESA balance is {as_ksh(left)}. Transaction cost, Ksh0.00."
    )
