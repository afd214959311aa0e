"""Loans inside M-Pesa, paid out and paid back: Hustler Fund, M-Shwari, KCB M-PESA.

No sample is public (C): wordings by extension of the savings accounts' texts.
"""

from __future__ import annotations

from chama.receipts.model import Direction, Kind
from chama.receipts.wording import Wording

_BALANCE = "[.{skip} M-PESA balance is {balance}]"
_LENDER = "(M-Shwari|KCB M-PESA|Hustler Fund)"
_TO_ACCOUNT = "to your M-PESA account"

WORDINGS = [
    Wording(
        Kind.LOAN,
        (
            f"You have received {{amount}} from Hustler Fund {{when}}{_BALANCE}",
            f"You have received[ a] loan of {{amount}} from {{payer}} {{when}}{_BALANCE}",
            f"Your[ {_LENDER}] loan[ of {{fee}}] has been approved {{when}} and {{amount}} has been"
            f" (deposited|disbursed) {_TO_ACCOUNT}{_BALANCE}",
            f"Your[ {_LENDER}] loan of {{amount}} has been (deposited|disbursed) {_TO_ACCOUNT}"
            f" {{when}}{_BALANCE}",
            f"{{amount}} loan from {_LENDER} has been (deposited|disbursed) {_TO_ACCOUNT}"
            f" {{when}}{_BALANCE}",
        ),
        "paid out",
    ),
    Wording(
        Kind.LOAN,
        (
            f"{{amount}} has been paid towards your {_LENDER} loan {{when}}"
            f"[. Outstanding loan[ balance] is {{fee}}]{_BALANCE}",
            f"Loan repayment of {{amount}} from M-PESA to {_LENDER} {{when}}"
            f"[[ has been][ was] received][. {_LENDER} loan balance is {{fee}}]{_BALANCE}",
            f"{{amount}} (transferred|transfered|paid) to[ your] {_LENDER} loan[ account] {{when}}"
            f"[. {_LENDER} loan balance is {{fee}}]{_BALANCE}",
        ),
        "paid back",
        direction=Direction.OUT,
    ),
]
