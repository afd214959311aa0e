"""What M-PESA takes of a business for a payment to a customer, by the day it is made.

Source: a public copy of the tariff form of 2026; bands above KES 15,000 were not seen, so the last
one goes on.
"""

from __future__ import annotations

from datetime import date

_PAYOUT_FEES = {
    date(2020, 1, 1): ((100_00, 0), (1_500_00, 5_00), (5_000_00, 9_00), (15_000_00, 11_00)),
}
"""From which day on: up to which amount, which fee; cents, KES, the business pays."""


def payout_fee_cents(cents: int, day: date) -> int:
    """What a payout of that amount costs on that day in Nairobi, cents."""
    bands = _PAYOUT_FEES[max(since for since in _PAYOUT_FEES if since <= day)]
    return next((fee for most, fee in bands if cents <= most), bands[-1][1])
