"""Airtel Money. Its transaction ids carry no date."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice

_ID = "(Transaction|Trans|Txn) ID: {ref}"
_BALANCE = "balance[ is] {balance}"

NOTICES = [
    Notice(
        Kind.AIRTEL_RECEIVED,
        ("You have received {amount} from {payer}",),
        "S3, S7, B",
        must_hold=(_ID,),
        may_hold=(_BALANCE, "{when}"),
    ),
    Notice(
        Kind.AIRTEL_RECEIVED,
        (
            f"{_ID}. You have received {{amount_then_currency}} from {{payer}}",
            f"{_ID}. You have received {{amount}} from {{payer}}",
        ),
        "a real text of 2013 (S1, A)",
        may_hold=(_BALANCE, "{when}"),
    ),
    Notice(
        Kind.AIRTEL_SENT,
        ("You have sent {amount} to {payer}",),
        "the payer's side of the same",
        must_hold=(_ID,),
        may_hold=(_BALANCE, "{when}"),
    ),
]
