"""Notices of the senders of money from abroad. No sample is public (C)."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Notice

_SENDER = "(Sendwave|WorldRemit|Western Union|Remitly|Wise|MoneyGram|Lemfi|Taptap Send)"

NOTICES = [
    Notice(
        Kind.RECEIVED_INTERNATIONAL,
        (
            f"{_SENDER}: {{party}} has sent you {{amount}}",
            f"{_SENDER}: {{party}} sent you {{amount}}",
            f"{_SENDER}: You have received {{amount}} from {{party}}",
        ),
        "by extension of the banks' notices; the account that they name is the reader's own",
        must_hold=("(Ref|Reference|Receipt|Transaction)[ number][ no][ ID][ code]: {ref}",),
        may_hold=("{when}",),
    ),
]
