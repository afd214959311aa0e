"""Airtel Money. Its transaction ids carry no date."""

from __future__ import annotations

from chama.receipts.model import Kind, Language
from chama.receipts.wording import Notice

_ID = "(Transaction ID|Trans. ID|Txn ID|TID): {ref}"
_WHEN = "on {when}"  # not the date of an advert
_BALANCE = "(balance|bal)[ is]: {balance}"

NOTICES = [
    Notice(
        Kind.AIRTEL_RECEIVED,
        (
            "You have received {amount} from {phone} {party}",
            "You have received {amount} from {payer}",
        ),
        "S3, S7, B",
        must_hold=(_ID,),
        may_hold=(_BALANCE, _WHEN),
    ),
    Notice(
        Kind.AIRTEL_RECEIVED,
        (
            f"{_ID}. You have received {{amount_then_currency}} from {{payer}}",
            f"{_ID}. You have received {{amount}} from {{payer}}",
        ),
        "a real text of 2013 (S1, A)",
        may_hold=(_BALANCE, _WHEN),
    ),
    Notice(
        Kind.AIRTEL_RECEIVED,
        ("Umepokea {amount} kutoka[ kwa] {payer}",),
        "by extension of the English text",
        Language.SWAHILI,
        must_hold=("(TID|(Nambari|Namba|Kumbukumbu) ya (muamala|malipo)): {ref}",),
        may_hold=(
            "(Salio|Baki)[ lako][ yako][ jipya][ mpya] ni {balance}",
            "(mnamo|tarehe) {when}",
        ),
    ),
    Notice(
        Kind.AIRTEL_SENT,
        ("You have sent {amount} to {payer}",),
        "the payer's side of the same",
        must_hold=(_ID,),
        may_hold=(_BALANCE, _WHEN),
    ),
]
