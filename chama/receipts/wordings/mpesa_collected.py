"""Money that reached a merchant: a till, a paybill or a Pochi la Biashara."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice, Wording

_BALANCE = "New (Utility|Working|Organization|Organisation|Account) balance is {balance}"

WORDINGS = [
    Wording(
        Kind.RECEIVED_TILL,
        (
            "{when} {amount} received from {phone} {party}. New Account balance is {balance}",
            "{when} {amount} received from {number} - {party}: {phone}."
            " New Account balance is {balance}",
            "{when} {amount} received from {payer}. New Account balance is {balance}",
            "{amount} received from {phone} {party} {when}. New Account balance is {balance}",
            "{when} {amount} received from {number} - {party}: {phone}",
            "{when} {amount} received from {phone} {party}",
            "{when} {amount} received from {payer}",
        ),
        "merchants' phones 2014-2026, number before name; banks' apps add their own (S11, A)",
    ),
    Wording(
        Kind.RECEIVED_PAYBILL,
        (
            f"{{amount}} received from {{payer}} for account[ {{account}}] {{when}}[. {_BALANCE}]",
            f"{{when}} {{amount}} received from {{payer}} for account[ {{account}}]. {_BALANCE}",
            "{when} {amount} received from {phone} {party}. Account (Number|No) {account}",
            *(
                f"{said} Account (Number|No)[ {{account}}]. {_BALANCE}"
                for said in (
                    "{when} {amount} received from {phone} {party}.",
                    "{when} {amount} received from {payer}.",
                    "{amount} received from {payer} {when}.",
                )
            ),
        ),
        "merchants' phones, best current knowledge (S19, B)",
    ),
    Wording(
        Kind.RECEIVED_POCHI,
        ("You have received {amount} from {payer} {when}. New business balance is {balance}",),
        "owners of a Pochi la Biashara 2025; prints no number (S4, A)",
    ),
]

NOTICES = [
    Notice(
        Kind.RECEIVED_PAYBILL,
        ("Payment of {amount} has been received by {skip} for account {account}, from {payer}",),
        "a paybill's aggregator; prints no code (S20, B)",
        must_hold=("{when}",),
    ),
]
