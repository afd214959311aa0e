"""In which currency an amount was written: by its code, or by a word that several countries have.

A word such as "shillings" or "$" means the group's own money where that is called so, else the one
that people in Kenya mean by it. So it is resolved only once the group is known, here and nowhere
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chama.money import DEFAULT_CURRENCY

SHARED: Mapping[str, tuple[str, ...]] = {
    "shilling": (DEFAULT_CURRENCY, "UGX", "TZS", "SOS"),
    "dollar": ("USD", "AUD", "CAD", "HKD", "JMD", "LRD", "NAD", "NZD", "SGD"),
    "pound": ("GBP", "EGP", "SDG", "SSP"),
    "franc": ("RWF", "BIF", "CDF", "CHF", "DJF", "GNF", "KMF", "XAF", "XOF"),
    "dirham": ("AED", "MAD"),
    "riyal": ("SAR", "OMR", "QAR", "YER"),
    "dinar": ("KWD", "BHD", "JOD"),
    "kwacha": ("ZMW", "MWK"),
    "rupee": ("INR", "LKR", "MUR", "NPR", "PKR", "SCR"),
}
"""The currencies of a name; first the one that is meant in a group of none of them."""


def meant_by(unit: str, currency: str) -> str:
    """The ISO code that a unit of [currencies] in words.toml means in a group of that currency."""
    shared = SHARED.get(unit, (unit,))
    return currency if currency in shared else shared[0]


def other_than(currency: str, units: Iterable[str]) -> str:
    """The code of another currency than the group's among units that were written, "" for none."""
    return next(
        (code for unit in sorted(units) if (code := meant_by(unit, currency)) != currency), ""
    )
