"""The kinds of journal entry, one function each: what a fact does to the accounts.

A fund has a file of its own (`rotation`, `welfare`, `general`); what all share stands in `money`
(where money lies, and what names a receipt), `exchange` (money that
became another currency's), `owing` (what members owe and have paid ahead) and
`reversals`. Amounts are cents.
"""

from chama.entries.exchange import Side, money_exchanged, payout_exchanged
from chama.entries.general import GENERAL, expenses, fees, income
from chama.entries.money import (
    ROTATION,
    balanced,
    cash,
    collector,
    exchange,
    expense,
    follow_up_key,
    fund_of,
    home_of,
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
    within,
)
from chama.entries.payouts import payable, payout_agreed, payout_released, payout_sent
from chama.entries.reversals import credit_freed, money_returned, partial_reversal, reversal
from chama.entries.rotation import dues, payout, positions, pot, round_opened
from chama.entries.welfare import WELFARE, gift, given, welfare

FUNDS = (ROTATION, WELFARE, GENERAL)
"""Those that every chama's book begins with, in the group's own currency."""

__all__ = [
    "FUNDS",
    "GENERAL",
    "ROTATION",
    "WELFARE",
    "Owed",
    "Side",
    "advance",
    "advance_due",
    "advance_of",
    "advance_recalled",
    "allocation",
    "balanced",
    "cash",
    "collector",
    "contribution",
    "credit_freed",
    "credited",
    "dues",
    "exchange",
    "expense",
    "expenses",
    "fees",
    "follow_up_key",
    "fund_of",
    "gift",
    "given",
    "home_of",
    "income",
    "memo_of_payee",
    "money_exchanged",
    "money_returned",
    "money_unallocated",
    "owed_by",
    "partial_reversal",
    "payable",
    "payee_of",
    "payment",
    "payout",
    "payout_agreed",
    "payout_exchanged",
    "payout_released",
    "payout_sent",
    "positions",
    "pot",
    "receipt_key",
    "receipt_of",
    "receipt_waiting_in",
    "reversal",
    "round_opened",
    "unallocated",
    "welfare",
    "within",
]
