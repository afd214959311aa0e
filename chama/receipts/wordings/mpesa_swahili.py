"""M-Pesa's Swahili texts. Their clock is the English one: "saa 5:39 PM" is 17:39."""

from __future__ import annotations

from chama.receipts.model import Kind, Language
from chama.receipts.wording import Wording
from chama.receipts.wordings.mpesa_received import kind_of_payer
from chama.receipts.wordings.mpesa_sent import kind_of_payee

SWAHILI_BALANCE = (
    "(Baki|Salio)[ yako][ lako][ mpya][ jipya][ la][ ya][ katika][ akaunti yako ya] M-PESA"
    " ni {balance}"
)
_BALANCE = SWAHILI_BALANCE
_BILL = "kwa[ namba ya][ nambari ya] akaunti[ ya][ namba][ nambari][ {account}] {when}"

WORDINGS = [
    Wording(
        kind_of_payer,
        (f"Umepokea {{amount}} kutoka[ kwa] {{payer}} {{when}}[. {_BALANCE}]",),
        "real texts 2025 (S5, A); 'kutoka kwa ... Salio jipya' from authors (S6, S24, B)",
        Language.SWAHILI,
    ),
    Wording(
        kind_of_payer,
        (f"Umepokea {{amount}} kutoka[ kwa] {{payer}}[ mnamo]. {_BALANCE}",),
        "copies that lost date and time, as in English",
        Language.SWAHILI,
    ),
    Wording(
        Kind.RECEIVED_POCHI,
        (
            "Umepokea {amount} kutoka[ kwa] {payer} {when}."
            " (Baki|Salio)[ yako][ mpya][ jipya][ la][ ya] biashara[ yako] ni {balance}",
        ),
        "by extension of the English text",
        Language.SWAHILI,
    ),
    Wording(
        kind_of_payee,
        (
            f"{{amount}} imetumwa kwa {{payer}} {{when}}[. {_BALANCE}]",
            f"Umetuma {{amount}} kwa {{payer}} {{when}}[. {_BALANCE}]",
        ),
        "real texts 2025 (S5, A)",
        Language.SWAHILI,
    ),
    Wording(
        Kind.PAID_PAYBILL,
        (
            f"{{amount}} imetumwa kwa {{payer}} {_BILL}[. {_BALANCE}]",
            f"Umelipa {{amount}} kwa {{payer}} {_BILL}[. {_BALANCE}]",
        ),
        "by extension of the English text",
        Language.SWAHILI,
    ),
    Wording(
        Kind.PAID_TILL,
        (
            f"Umelipa {{amount}} kwa {{payer}} {{when}}[. {_BALANCE}]",
            f"{{amount}} imelipwa kwa {{payer}} {{when}}[. {_BALANCE}]",
        ),
        "real texts 2025 (S5, A)",
        Language.SWAHILI,
    ),
    Wording(
        Kind.AIRTIME,
        (
            "Umenunua {amount} ya (mjazo|muda wa maongezi|airtime)[ kwa {phone}] {when}"
            "[. (Baki|Salio)[ yako][ mpya][ ya][ M-PESA] ni {balance}]",
        ),
        "real texts 2025 (S5, A)",
        Language.SWAHILI,
    ),
    Wording(
        Kind.WITHDRAW_AGENT,
        (
            f"{{when}} Toa {{amount}} kutoka[ kwa] {{number}} - {{party}} {_BALANCE}",
            "{when} Toa {amount} kutoka[ kwa] {number} - {party}",
            f"Umetoa {{amount}} kutoka[ kwa] {{number}} - {{party}} {{when}}[. {_BALANCE}]",
        ),
        "by extension of the English text",
        Language.SWAHILI,
    ),
    Wording(
        Kind.DEPOSIT_AGENT,
        (
            f"{{when}} (Weka|Toa|Mpe) {{amount}} pesa taslimu[ kwa] {{party}} {_BALANCE}",
            "{when} (Weka|Toa|Mpe) {amount} pesa taslimu[ kwa] {party}",
            f"Umeweka {{amount}} kwa {{party}} {{when}}[. {_BALANCE}]",
        ),
        "by extension of the English text",
        Language.SWAHILI,
    ),
    Wording(
        Kind.BALANCE,
        ("Baki yako ni: Akaunti ya M-PESA : {balance}",),
        "real texts 2025 (S5, A)",
        Language.SWAHILI,
    ),
]
