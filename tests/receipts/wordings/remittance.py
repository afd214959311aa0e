"""Cases of the family `remittance`: Notices of senders from abroad."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind
from tests.receipts.expect import Cases, receipt

CASES: Cases = {
    "Remitly, the reader's own account named": (
        "Remitly: MAALIM G. MWINYI has sent you KES 249.00. The money is now in your"
        " M-PESA account 0768705180. Ref RC52486392",
        receipt(
            Kind.RECEIVED_INTERNATIONAL,
            code="RC52486392",
            amount=Money.of(249),
            party_name="MAALIM G. MWINYI",
            issuer="remittance",
        ),
    ),
}
