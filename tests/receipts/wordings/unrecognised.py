"""Cases of what is in no family: Texts in no wording of this country."""

from __future__ import annotations

from chama.receipts import Kind, Language
from tests.receipts.expect import Cases, receipt

CASES: Cases = {
    "Tanzanian money": (
        "5CB123456 Imethibitishwa. Umepokea Tsh10,000.00 kutoka JOHN 255712345678 tarehe 3/9/26 saa"
        " 7:00 PM. Salio lako ni Tsh20,000",
        receipt(Kind.FOREIGN, Language.SWAHILI),
    ),
    "Ugandan money": (
        "You have received UGX 50,000 from JOHN 256772123456. TID 123456.",
        receipt(Kind.FOREIGN),
    ),
    "Ugandan money, Airtel": (
        "Airtel Money Uganda: You have received UGX 31,000 from MARTIN OKELLO. Bal UGX"
        " 70,000. TID 6620194417",
        receipt(
            Kind.FOREIGN,
        ),
    ),
    "dollars, an advert in shillings behind": (
        "UA72TJG05X Confirmed. You have received USD 24 from CHRIS NJOROGE on 7/1/26 at"
        " 1:06 PM. New balance is USD 35. Get up to Ksh50,000 with FULIZA. Dial *234#",
        receipt(Kind.FOREIGN),
    ),
}
