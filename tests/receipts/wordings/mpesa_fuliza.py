"""Cases of the family `mpesa_fuliza`: Fuliza's texts."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind, Language
from tests.receipts.expect import Cases, receipt

CASES: Cases = {
    "draw, in English": (
        "TIF7HX490A Confirmed. Fuliza M-PESA amount is Ksh 850.00. Access Fee charged"
        " Ksh 3.00. Total Fuliza M-PESA outstanding amount is Ksh900.62 due on"
        " 15/10/25.",
        receipt(
            Kind.FULIZA_DRAW,
        ),
    ),
    "draw, in Swahili": (
        "UA3C1PJZHI Imethibitishwa. Kiasi cha Fuliza M-PESA ni Ksh 727.83. Ada ya"
        " kuingia Ksh 1.00. Jumla ya deni lako la Fuliza M-PESA ni Ksh 800.42"
        " itakayolipwa 02/02/26.",
        receipt(
            Kind.FULIZA_DRAW,
            Language.SWAHILI,
        ),
    ),
    "repaid": (
        "SCE6L7PN6V  Confirmed. Ksh 723.62 from your M-PESA has been used to fully pay"
        " your outstanding Fuliza M-PESA. Available Fuliza M-PESA limit is Ksh 1000.00."
        " Your M-PESA balance is 3076.38.",
        receipt(
            Kind.FULIZA_REPAY,
            code="SCE6L7PN6V",
            amount=Money(72_362),
            balance=Money(307_638),
        ),
    ),
    "limit": (
        "Dear JANE, your Fuliza M-PESA limit is Ksh 900.00. You have an outstanding"
        " amount of Ksh 12.00 due on 08/06/26.",
        receipt(
            Kind.FULIZA_INFO,
        ),
    ),
}
