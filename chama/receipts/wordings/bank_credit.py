"""Banks' notices of money that reached an account with them."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice

_ACCOUNT = "(account|A/C|acc|acct)[ no][ number][ ending][ with]: {bank_account}"
_REF = "(Ref|Reference|Txn|Transaction|Trans|Receipt)[ ref][ no][ number][ ID][ code][ is]: {ref}"
_MPESA_REF = "M-PESA (Ref|Reference|Receipt|Code)[ no][ number][ ID]: {code}"
_OPTIONAL = (
    *(_MPESA_REF, "(from|by) {payer}", "{when}", "{day_and_month}"),
    "(balance|bal)[ is]: {balance}",
)

NOTICES = [
    Notice(
        Kind.BANK_CREDIT,
        ("Your M-PESA payment of {amount} for account: {account} has been received from {payer}",),
        "NCBA collection accounts (S15, A)",
        must_hold=(_MPESA_REF,),
        may_hold=("{when}",),
    ),
    Notice(
        Kind.BANK_CREDIT,
        (
            "you have received {amount}",
            "received {amount} (in|into|to)",
            "{amount}[ has been] received",
            "{amount}[ has been] credited",
            "{amount}[ has been] deposited",
            "{amount} cash deposit",
            "deposit of {amount}",
            "credit of {amount}",
        ),
        "KCB, Co-operative, Equity, Absa, Family, Stanbic, DTB, I&M: the same in any order"
        " (S14, S17, B)",
        must_hold=(_REF, _ACCOUNT),
        may_hold=_OPTIONAL,
    ),
    Notice(
        Kind.BANK_CREDIT,
        (
            f"{_ACCOUNT}[ has been][ was][ is] credited[ with][ by] {{amount}}",
            f"{_ACCOUNT} has received {{amount}}",
            *(
                f"{named}[ no][ ending]: {{bank_account}}{amount}"
                for named in ("A/C", "Acct")
                for amount in ("[:] CR[ of][ by] {amount}", " {amount} CR")
            ),
        ),
        "the same, account first; Co-operative Bank's short form (S17, B)",
        must_hold=(_REF,),
        may_hold=_OPTIONAL,
    ),
    Notice(
        Kind.BANK_CREDIT,
        (
            "you have received {amount} from {payer}",
            "your account[ has been][ was][ is] credited[ with][ by] {amount}",
            "{amount}[ has been][ was] credited to your",
            "{amount}[ has been][ was] deposited (to|into) your",
        ),
        "NCBA, DTB, Equity: an account may be left out (B)",
        must_hold=(_REF,),
        may_hold=(*_OPTIONAL, _ACCOUNT),
    ),
    Notice(
        Kind.BANK_CREDIT,
        ("has paid {amount}", "has deposited {amount}", "has sent[ you] {amount}"),
        "the same, payer first (B)",
        must_hold=(_REF, _ACCOUNT),
        may_hold=("{when}", "{day_and_month}", "(balance|bal)[ is]: {balance}"),
        is_payer_first=True,
    ),
    Notice(
        Kind.BANK_CREDIT,
        ("{amount} Incoming Pesalink",),
        "SBM; prints neither sender nor code (S14, B)",
        must_hold=(_ACCOUNT, "{when}"),
    ),
    Notice(
        Kind.BANK_CREDIT,
        ("{amount}[ has been] received",),
        "PesaLink; prints neither date nor code (S3, A)",
        must_hold=(_ACCOUNT, "pesalink"),
        may_hold=_OPTIONAL,
    ),
]
