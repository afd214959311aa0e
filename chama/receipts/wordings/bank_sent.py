"""Banks' notices to the payer: money that left an account with them."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice

_REF = "(Ref|Reference|Txn|Transaction)[ ref][ no][ number][ ID]: {ref}"
_ACCOUNT = "(account|A/C|acc|acct)[ no][ number][ ending][ with]: {bank_account}"
_MPESA_REF = "M-PESA Ref[erence][ number][ no][ ID]: {code}"
_DONE = (
    "[ was][ has been][ is] (successfully processed|processed successfully|successful|completed)"
)
_TRANSFERS = tuple(
    f"{named} of {{amount}} to {payee}{when}{_DONE}"
    for named in ("Bank to M-PESA transfer", "Pesalink transfer", "M-PESA transfer")
    for payee in ("{phone}[ - {party}]", "(A/C|account)[ no] {bank_account}[ - {party}]", "{payer}")
    for when in (" {when}", "")
)

NOTICES = [
    Notice(
        Kind.BANK_SENT,
        _TRANSFERS,
        "I&M to M-Pesa: real texts of 2026 (A)",
        must_hold=(_MPESA_REF,),
        may_hold=("{when}",),
    ),
    Notice(
        Kind.BANK_SENT,
        _TRANSFERS,
        "PesaLink and others, which print only the bank's reference: real texts of 2026 (A)",
        must_hold=(_REF,),
        may_hold=("{when}",),
    ),
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
            f"{_ACCOUNT}[ has been][ was][ is] debited[ with][ by] {{amount}}",
            *(
                f"{named}[ no][ ending]: {{bank_account}}{amount}"
                for named in ("A/C", "Acct")
                for amount in ("[:] DR[ of][ by] {amount}", " {amount} DR")
            ),
            "{amount}[ has been][ was] debited from your (account|A/C) {bank_account}",
            "your account[ has been][ was][ is] debited[ with][ by] {amount}",
        ),
        "the other side of the banks' credits (B)",
        must_hold=(_REF,),
        may_hold=("{when}", "{day_and_month}", "to {payer}", "(balance|bal)[ is]: {balance}"),
    ),
    Notice(
        Kind.BANK_SENT,
        ("you have[ successfully] (sent|transferred|paid) {amount} to {payer}",),
        "banks' apps which print only their own reference (B)",
        must_hold=(_REF,),
        may_hold=("{when}", "{day_and_month}"),
    ),
]
