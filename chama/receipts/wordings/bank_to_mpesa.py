"""Banks' notices of a transfer to the reader's M-Pesa, which name the payer M-Pesa's text lacks."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice

NOTICES = [
    Notice(
        Kind.BANK_TO_MPESA,
        ("has sent {amount} to your M-PESA",),
        "Equity (S7, A)",
        must_hold=("M-PESA receipt number[ is] {code}",),
        is_payer_first=True,
    ),
    Notice(
        Kind.BANK_TO_MPESA,
        ("has sent[ you] {amount} to your M-PESA",),
        "KCB and others, by extension (C)",
        must_hold=("M-PESA Ref[ ID][ number][ no]: {code}",),
        may_hold=("{when}",),
        is_payer_first=True,
    ),
    Notice(
        Kind.BANK_TO_MPESA,
        ("You have received {amount} from {payer}",),
        "I&M (S7, A)",
        must_hold=("M-PESA Ref[ ID][ number][ no]: {code}",),
    ),
    Notice(
        Kind.BANK_TO_MPESA,
        ("has (transferred|transfered) {amount} to your M-PESA",),
        "Absa; a promise, M-Pesa's own text follows (S7, A)",
        must_hold=("Ref[ number][ no]: {code}",),
        is_payer_first=True,
    ),
    Notice(
        Kind.BANK_TO_MPESA,
        ("has sent you {amount} to your M-PESA",),
        "SBM (S14, B)",
        must_hold=("Ref[ number][ no]: {code}",),
        is_payer_first=True,
    ),
]
