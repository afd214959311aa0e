"""The kinds of journal entry, one function each: what a fact does to the accounts.

A fund has a file of its own (`rotation`, `welfare`, `general`); what all share stands in `money`
(where money lies, and what names a receipt), `owing` (what members owe and have paid ahead) and
`reversals`. Amounts are cents.
"""

from chama.entries.general import (
    GENERAL,
    expenses,
    fees,
    income,
    own_cents,
    set_aside,
    set_aside_in,
)
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
from chama.entries.moves import arrived_from, cash_of, lies_in, money_of, moved, places
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
from chama.entries.reversals import credit_freed, money_returned, partial_reversal, reversal
from chama.entries.rotation import ROTATION, dues, home_of, payout, pot, round_opened
from chama.entries.spending import (
    agreed_expense_paid,
    expense_agreed,
    memo_of_spending,
    spent_in_cash,
)
from chama.entries.welfare import WELFARE, gift, given, welfare

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
    "agreed_expense_paid",
    "allocation",
    "arrived_from",
    "balanced",
    "cash",
    "cash_of",
    "collector",
    "contribution",
    "credit_freed",
    "credited",
    "dues",
    "expense",
    "expense_agreed",
    "expenses",
    "fees",
    "follow_up_key",
    "gift",
    "given",
    "home_of",
    "income",
    "lies_in",
    "memo_of_payee",
    "memo_of_spending",
    "money_of",
    "money_returned",
    "money_unallocated",
    "moved",
    "owed_by",
    "own_cents",
    "partial_reversal",
    "payee_of",
    "payment",
    "payout",
    "places",
    "pot",
    "receipt_key",
    "receipt_of",
    "receipt_waiting_in",
    "reversal",
    "round_opened",
    "set_aside",
    "set_aside_in",
    "spent_in_cash",
    "unallocated",
    "welfare",
    "within",
]
