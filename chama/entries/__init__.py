"""The kinds of journal entry, one function each: what a fact does to the accounts.

A fund has a file of its own (`rotation`, `welfare`, `general`), as have fines, which go into one or
another; what all share stands in `money` (where money lies, and what names a receipt), `owing`
(what members owe and have paid ahead) and `reversals`. Amounts are cents.
"""

from chama.entries.fines import (
    ABSENT,
    LATE,
    absence_key,
    clause_of,
    fine,
    fine_waived,
    fines,
    late_fine_key,
    late_fine_number,
)
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
from chama.entries.owing import (
    Owed,
    advance,
    advance_due,
    advance_of,
    advance_recalled,
    allocation,
    contribution,
    credited,
    left_of,
    owed_by,
    payment,
    within,
)
from chama.entries.reversals import credit_freed, money_returned, partial_reversal, reversal
from chama.entries.rotation import ROTATION, dues, home_of, payout, pot, round_opened
from chama.entries.welfare import WELFARE, gift, given, welfare

FUNDS = (ROTATION, WELFARE, GENERAL)
"""Those that every chama's book begins with."""

__all__ = [
    "ABSENT",
    "FUNDS",
    "GENERAL",
    "LATE",
    "ROTATION",
    "WELFARE",
    "Owed",
    "absence_key",
    "advance",
    "advance_due",
    "advance_of",
    "advance_recalled",
    "allocation",
    "balanced",
    "cash",
    "clause_of",
    "collector",
    "contribution",
    "credit_freed",
    "credited",
    "dues",
    "expense",
    "expenses",
    "fees",
    "fine",
    "fine_waived",
    "fines",
    "follow_up_key",
    "gift",
    "given",
    "home_of",
    "income",
    "late_fine_key",
    "late_fine_number",
    "left_of",
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
    "within",
]
