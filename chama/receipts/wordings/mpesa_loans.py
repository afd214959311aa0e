"""Loans inside M-Pesa, paid out and paid back: Hustler Fund, M-Shwari, KCB M-PESA and their like.

Real texts of 2026 end in all manner of ways ("less excise duty"); the rest is by extension (C).
"""

from __future__ import annotations

from chama.receipts.model import Direction, Kind
from chama.receipts.own_money import LENDERS
from chama.receipts.wording import Wording

_BALANCE = "[.{skip} M-PESA balance is {balance}]"
_LOAN = f"[ {LENDERS}][ personal][ business] loan"
_PAID_OUT = "(deposited|disbursed|credited|sent)[ in][ to][ into][ your][ M-PESA][ account]"
_PAID_BACK = "(repaid|paid|received)"
_TO_LENDER = f"(to|towards)[ your] {LENDERS}[ loan][ account]"

WORDINGS = [
    Wording(
        Kind.LOAN,
        (
            f"You have received {{amount}} from Hustler Fund {{when}}{_BALANCE}",
            f"You have received[ a] loan of {{amount}} from {{payer}} {{when}}{_BALANCE}",
            f"Your{_LOAN}[ of {{fee}}] has been approved {{when}} and {{amount}}[ {{skip}}]"
            f" has been {_PAID_OUT}{_BALANCE}",
            f"Your{_LOAN} of {{amount}}[ {{skip}}] has been {_PAID_OUT} {{when}}{_BALANCE}",
            f"{{amount}} loan from {LENDERS}[ {{skip}}] has been {_PAID_OUT} {{when}}{_BALANCE}",
        ),
        "paid out",
    ),
    Wording(
        Kind.LOAN,
        (
            f"{{amount}} has been paid towards your {LENDERS} loan {{when}}{_BALANCE}",
            f"Loan repayment of {{amount}} from[ your] M-PESA[ account] {_TO_LENDER}"
            f" {{when}}{_BALANCE}",
            f"Your loan repayment of {{amount}} from[ your] M-PESA[ account] {_TO_LENDER}"
            f" {{when}}{_BALANCE}",
            f"Loan of {{amount}}[ has been][ was] {_PAID_BACK} from[ your] M-PESA[ account]"
            f" {{when}}{_BALANCE}",
            f"Hustler Fund[ loan] repayment of {{amount}}[ has been][ was] {_PAID_BACK} {{when}}"
            f"{_BALANCE}",
            f"{{amount}} (transferred|transfered|paid) to[ your] {LENDERS} loan[ account] {{when}}"
            f"{_BALANCE}",
        ),
        "paid back",
        direction=Direction.OUT,
    ),
]
