"""Banks' notices to the payer: money that left an account with them."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice

_REF = "(Ref|Reference|Txn|Transaction)[ ref][ no][ number][ ID]: {ref}"
_MPESA_REF = "M-PESA Ref[erence][ number][ no][ ID]: {code}"

NOTICES = [
    Notice(
        Kind.BANK_SENT,
        ("you have sent {amount} to {payer} for {account} {when}",),
        "Co-operative Bank's app prints month/day/year (S16, A)",
        must_hold=(_MPESA_REF,),
        is_month_first=True,
    ),
    Notice(
        Kind.BANK_SENT,
        ("you have sent {amount} to {payer}",),
        "the same without an account",
        must_hold=(_MPESA_REF, "{when}"),
        is_month_first=True,
    ),
    Notice(
        Kind.BANK_SENT,
        (
            "You have successfully sent {amount} to {phone} - {party}",
            "You have successfully sent {amount} to {payer}",
        ),
        "LOOP (S3, A)",
        must_hold=(_MPESA_REF,),
        may_hold=("{when}",),
    ),
    Notice(
        Kind.BANK_SENT,
        ("your M-PESA transfer of {amount} to {payer}",),
        "NCBA's app (S15, A)",
        must_hold=(_MPESA_REF,),
        may_hold=("{when}",),
    ),
    Notice(
        Kind.BANK_SENT,
        (
            "Your payment of {amount_then_currency} to {payer} was successful",
            "Your payment of {amount} to {payer} was successful",
        ),
        "Equity's app (S15, A)",
        must_hold=("Ref: {ref}",),
        may_hold=("{when}",),
    ),
    Notice(
        Kind.BANK_SENT,
        (
            "Payment of {amount} to {party} (Till|Bill|Paybill|Account)[ No][ Number]. {number}"
            " has been received",
        ),
        "Equity till or bill: says 'received', yet it is the payer's text (S7, A)",
        must_hold=("Ref: {ref}",),
        may_hold=("{when}",),
    ),
    Notice(
        Kind.BANK_SENT,
        (
            "(account|A/C|acc): {account}[ has been][ was][ is] debited[ with] {amount}",
            "{amount}[ has been][ was] debited from your (account|A/C) {account}",
        ),
        "the other side of the banks' credits (B)",
        must_hold=(_REF,),
        may_hold=("{when}", "(balance|bal)[ is]: {balance}"),
    ),
]
