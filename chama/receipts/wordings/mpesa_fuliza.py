"""Fuliza, the overdraft: notices that share a payment's code, repayments, and the limit."""

from __future__ import annotations

from chama.receipts.model import Kind, Language
from chama.receipts.wording import Notice, Wording

WORDINGS = [
    Wording(
        Kind.FULIZA_DRAW,
        ("Fuliza M-PESA amount is {fee}",),
        "real texts 2024-2025; its code is the payment's, which must not count twice (S3, S4, A)",
    ),
    Wording(
        Kind.FULIZA_DRAW,
        ("Kiasi cha Fuliza M-PESA ni {fee}",),
        "by extension of the English text",
        Language.SWAHILI,
    ),
    Wording(
        Kind.FULIZA_REPAY,
        (
            "{amount} from your M-PESA has been used to (fully|partially) pay your outstanding"
            " Fuliza M-PESA.[ {skip} M-PESA balance is {balance}]",
            "You have paid {amount} to Fuliza M-PESA {when}[.{skip} M-PESA balance is {balance}]",
        ),
        "real texts 2024-2025 (S3, A)",
    ),
]

NOTICES = [
    Notice(
        Kind.FULIZA_INFO,
        ("your Fuliza M-PESA limit is {fee}",),
        "real texts 2024-2026 (S3, A)",
    ),
]
