"""The kinds of journal entry, one function each: what a fact does to the accounts.

A fund has a file of its own (`rotation`, `welfare`); what all funds share stands in `money` (where
money lies, and what names a receipt), `owing` (what members owe and have paid ahead) and
`reversals`. Amounts are cents.
"""

from chama.entries.money import (
    cash,
    collector,
    expense,
    fees,
    follow_up_key,
    memo_of_payee,
    money_unallocated,
    payee_of,
    receipt_key,
    receipt_of,
    receipt_waiting_in,
    unallocated,
)
from chama.entries.owing import (
    Owed,
    advance,
    advance_due,
    advance_of,
    advance_recalled,
    allocation,
    contribution,
    credited,
    owed_by,
    payment,
)
from chama.entries.reversals import money_returned, partial_reversal, reversal
from chama.entries.rotation import ROTATION, dues, payout, pot, round_opened
from chama.entries.welfare import WELFARE, gift, given, welfare

FUNDS = (ROTATION, WELFARE)
"""Those that every chama's book begins with."""

__all__ = [
    "FUNDS",
    "ROTATION",
    "WELFARE",
    "Owed",
    "advance",
    "advance_due",
    "advance_of",
    "advance_recalled",
    "allocation",
    "cash",
    "collector",
    "contribution",
    "credited",
    "dues",
    "expense",
    "fees",
    "follow_up_key",
    "gift",
    "given",
    "memo_of_payee",
    "money_returned",
    "money_unallocated",
    "owed_by",
    "partial_reversal",
    "payee_of",
    "payment",
    "payout",
    "pot",
    "receipt_key",
    "receipt_of",
    "receipt_waiting_in",
    "reversal",
    "round_opened",
    "unallocated",
    "welfare",
]
