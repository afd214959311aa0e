"""Cases of the family `mpesa_still`: Texts after which no money has moved."""

from __future__ import annotations

from chama.receipts import Kind, Language
from tests.receipts.expect import Cases, receipt

CASES: Cases = {
    "one-time code": (
        "Use code 082017 to send 50.00 KES to 254712345678 via MPesa",
        receipt(Kind.REQUEST),
    ),
    "wrong PIN": ("Failed, you have entered the wrong PIN. Try again.", receipt(Kind.FAILED)),
    "still underway": (
        "M-PESA is unable to process your request because a similar transaction is currently"
        " underway",
        receipt(Kind.FAILED),
    ),
    "refused, in Swahili": (
        "Umekataa kuidhinisha amali ya KSH20.00.",
        receipt(Kind.FAILED, Language.SWAHILI),
    ),
    "PIN prompt": (
        "Enter M-PESA PIN to pay Ksh1,000.00 to UMOJA WELFARE Account NOV.",
        receipt(
            Kind.REQUEST,
        ),
    ),
    "one-time password": (
        "Your OTP is 448201 to authorise KES 8,000 transfer to OSCAR SHIKUKU.",
        receipt(
            Kind.REQUEST,
        ),
    ),
}
