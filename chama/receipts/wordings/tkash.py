"""T-Kash, Telkom's wallet. No sample is public: wordings by extension of the other wallets'."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice, Wording

WORDINGS = [
    Wording(
        Kind.TKASH_RECEIVED,
        (
            "You have received {amount} from {payer} {when}."
            "[ Your][ new] T-Kash[ account] balance is {balance}",
        ),
        "no sample (C)",
    ),
]

NOTICES = [
    Notice(
        Kind.TKASH_RECEIVED,
        (
            "You have received {amount} from {phone} {party}",
            "You have received {amount} from {payer}",
            "{amount} received from {phone} {party}",
            "{amount} received from {payer}",
        ),
        "no sample (C)",
        must_hold=("(Ref|Reference|Transaction|Txn|Receipt)[ no][ number][ ID]: {ref}", "T-Kash"),
        may_hold=("balance[ is] {balance}", "{when}"),
    ),
    Notice(
        Kind.TKASH_RECEIVED,
        (
            "T-Kash: You have received {amount} from {phone} {party}",
            "T-Kash: You have received {amount} from {payer}",
        ),
        "no sample (C)",
        must_hold=("(Ref|Reference|Transaction|Txn|Receipt)[ no][ number][ ID]: {ref}",),
        may_hold=("balance[ is] {balance}", "{when}"),
    ),
]
