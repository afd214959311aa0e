"""The kinds of journal entry, one function each: what a fact does to the accounts.

A fund has a file of its own (`rotation`, `welfare`, `general`); what all share stands in `money`
(where money lies, and what names a receipt), `owing` (what members owe and have paid ahead) and
`reversals`. Amounts are cents.
"""

from chama.entries.general import GENERAL, expenses, fees, income
from chama.entries.money import (
    balanced,
    cash,
    collector,
    expense,
    follow_up_key,
    memo_of_payee,
    money_unallocated,
    payee_of,
    receipt_key,
    receipt_of,
    receipt_waiting_in,
    unallocated,
)
from chama.entries.opening import opening, owed_before
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
from chama.entries.rotation import ROTATION, dues, home_of, payout, positions, pot, round_opened
from chama.entries.welfare import (
    WELFARE,
    claim_of,
    gift,
    given,
    grant_agreed,
    granted,
    period_of,
    period_raised,
    welfare,
    welfare_key,
    welfare_money,
    welfare_owed,
    welfare_promised,
    welfare_raised,
)

FUNDS = (ROTATION, WELFARE, GENERAL)
"""Those that every chama's book begins with."""

__all__ = [
    "FUNDS",
    "GENERAL",
    "ROTATION",
    "WELFARE",
    "Owed",
    "advance",
    "advance_due",
    "advance_of",
    "advance_recalled",
    "allocation",
    "balanced",
    "cash",
    "claim_of",
    "collector",
    "contribution",
    "credit_freed",
    "credited",
    "dues",
    "expense",
    "expenses",
    "fees",
    "follow_up_key",
    "gift",
    "given",
    "grant_agreed",
    "granted",
    "home_of",
    "income",
    "memo_of_payee",
    "money_returned",
    "money_unallocated",
    "opening",
    "owed_before",
    "owed_by",
    "partial_reversal",
    "payable",
    "payee_of",
    "payment",
    "payout",
    "payout_agreed",
    "payout_released",
    "payout_sent",
    "period_of",
    "period_raised",
    "positions",
    "pot",
    "receipt_key",
    "receipt_of",
    "receipt_waiting_in",
    "reversal",
    "round_opened",
    "unallocated",
    "welfare",
    "welfare_key",
    "welfare_money",
    "welfare_owed",
    "welfare_promised",
    "welfare_raised",
    "within",
]
