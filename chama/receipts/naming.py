"""Two texts of one payment, of which the second names the payer that the first does not.

M-Pesa's text of a transfer from a bank names the bank; the bank's own notice, with the same code,
names the person (Equity, I&M, Absa).
"""

from __future__ import annotations

from chama.receipts.model import Direction, Kind, Receipt
from chama.receipts.wording import Party
from chama.receipts.wordings.mpesa_received import kind_of_payer


def names_payer_better(first: Receipt, second: Receipt) -> bool:
    """Whether the second is of the very same payment and names a person where the first does not.

    It proves nothing more: whose payment it is, is still for the one who is asked about the first.
    """
    is_same = (
        first.code is not None
        and (first.code, first.amount, first.network)
        == (second.code, second.amount, second.network)
        and first.direction is second.direction is Direction.IN
    )
    return is_same and not names_person(first) and names_person(second)


def names_person(receipt: Receipt) -> bool:
    """Whether a receipt's other side is a person, by a number or a name that no business bears."""
    if receipt.party_phone or receipt.party_phone_masked:
        return True
    if not receipt.party_name or receipt.kind is Kind.RECEIVED_BUSINESS:
        return False
    return kind_of_payer(Party(receipt.party_name)) is Kind.RECEIVED_PERSON
