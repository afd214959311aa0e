"""What a provider takes for moving money: the usual is not worth a word, too much hides money."""

from __future__ import annotations

from chama.receipts import Receipt

LARGEST_FEE_CENTS = 10_800  # KES 108, the dearest of M-Pesa's tariffs for sending
MOST_FEE_CENTS = 5 * LARGEST_FEE_CENTS
"""No provider takes more for moving money; a larger charge hides money that went elsewhere."""
LARGEST_SHARE = 2
"""No tariff takes more than this part, a half, of what it moves."""


def fee_of(receipt: Receipt) -> int:
    """What the provider says that it took, in cents."""
    return receipt.fee.cents if receipt.fee else 0


def unusual_cents(fee_cents: int, amount_cents: int) -> int:
    """What the provider is said to have taken, where that is more than is usual; else 0.

    The usual charge is booked too, but not worth a second SMS.
    """
    is_unusual = fee_cents > min(LARGEST_FEE_CENTS, amount_cents // LARGEST_SHARE)
    return fee_cents if is_unusual else 0
