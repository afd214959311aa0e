"""M-PESA Ratiba, standing orders: payments that M-Pesa makes by itself. No sample is public (C)."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Wording
from chama.receipts.wordings.mpesa_sent import kind_of_payee

_DONE = "(has been|was)[ successfully] (executed|paid|processed|sent)"
_BALANCE = "[. New M-PESA balance is {balance}]"
_ORDER = "Your[ M-PESA][ Ratiba] standing order of {amount} to {payer}"

WORDINGS = [
    Wording(
        kind_of_payee,
        (
            f"{_ORDER} {_DONE} {{when}}{_BALANCE}",
            f"{{amount}} sent to {{payer}} (via|through) M-PESA Ratiba {{when}}{_BALANCE}",
        ),
        "by extension of the usual text",
    ),
    Wording(
        Kind.PAID_PAYBILL,
        (
            f"{_ORDER} for account {{account}} {_DONE} {{when}}{_BALANCE}",
            "{amount} sent to {payer} for account[ {account}] (via|through) M-PESA Ratiba {when}"
            f"{_BALANCE}",
        ),
        "by extension of the usual text",
    ),
    Wording(
        Kind.PAID_TILL,
        (f"{{amount}} paid to {{payer}} (via|through) M-PESA Ratiba {{when}}{_BALANCE}",),
        "by extension of the usual text",
    ),
]
