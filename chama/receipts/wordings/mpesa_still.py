"""Texts of M-Pesa after which no money has moved: failures, balances, requests, prompts."""

from __future__ import annotations

from chama.receipts.model import Kind, Language
from chama.receipts.wording import Notice, Wording

WORDINGS = [
    Wording(
        Kind.BALANCE,
        ("Your account balance was: M-PESA Account : {balance}",),
        "real texts 2024-2026 (S3, A)",
    ),
]

NOTICES = [
    Notice(
        Kind.FAILED,
        (
            "{code} Failed",
            "Failed. Insufficient funds in your M-PESA account",
            "Failed, you have entered the wrong PIN",
            "You have cancelled the transaction of {fee}",
            "M-PESA is unable to process your request",
            "Failed. {fee} could not be sent",
            "Failed. You do not have enough money in your M-PESA account",
            "Failed. The (recipient|receiver|number|transaction|amount)",
        ),
        "real texts 2019-2026 (S3, S13, A)",
    ),
    Notice(
        Kind.FAILED,
        (
            "Hakuna pesa za kutosha katika akaunti yako",
            "Hauna pesa za kutosha",
            "Huna pesa za kutosha katika akaunti yako",
            "Umekataa kuidhinisha amali ya {fee}",
            "Umeghairi amali ya {fee}",
        ),
        "real texts 2025 (S5, A)",
        Language.SWAHILI,
    ),
    Notice(
        Kind.REQUEST,
        (
            "You have received a request (for|of) {fee}",
            "You have received a (payment|money|pay) request",
            "has requested {fee} from you",
            "is requesting (for|) {fee} from you",
            "Use code {number} to send",
            "Your OTP is {number}",
            "Do you want to pay {fee} to",
            "Enter[ your] M-PESA PIN to pay {fee}",
        ),
        "S23, B; S3, A",
    ),
    Notice(
        Kind.REQUEST,
        ("Umepokea ombi la {fee}", "Umepokea ombi la (pesa|malipo)"),
        "by extension of the English text",
        Language.SWAHILI,
    ),
]
