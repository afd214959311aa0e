"""Money: whole cents and a currency, so that no float ever touches a member's shilling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

DEFAULT_CURRENCY = "KES"
CURRENCIES = frozenset({
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
    "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
    "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD",
    "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ",
    "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD",
    "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR",
    "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR",
    "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN",
    "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR",
    "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
    "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS",
    "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
})  # fmt: skip
"""The codes of ISO 4217 that circulate. "KSH" is how people write shillings, and no code."""
CENTS_PER_UNIT = 100

WITHOUT_CENTS = frozenset({
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
})  # fmt: skip
"""Currencies that have no smaller coin than their unit (ISO 4217)."""
SENT_WHOLE = WITHOUT_CENTS | {"KES", "TZS"}
"""Currencies of which mobile money sends whole units only, whatever cents people count in."""
IN_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies of a thousand parts, which whole cents cannot hold."""

_CURRENCY_CODE = re.compile(r"[A-Z]{3}")


class MoneyError(ValueError):
    """An amount that cannot be money, or two currencies in one sum."""


Units = int | Decimal
"""An amount in units of a currency as people write it: int when whole, else Decimal."""


def minor_digits(currency: str) -> int:
    """How many digits stand behind the point in amounts of a currency: 2, or 0 as in UGX.

    Whatever the currency, we keep hundredths; where there are none they are always 00.
    """
    return 0 if currency in WITHOUT_CENTS else 2


def coin_cents(currency: str) -> int:
    """The smallest amount of a currency that can be sent, in cents: a shilling, or a US cent."""
    return CENTS_PER_UNIT if currency in SENT_WHOLE else 1


def cents_from_units(amount: object, currency: str = DEFAULT_CURRENCY) -> int:
    """Whole cents of an amount in units: 500 -> 50000, Decimal("12.50") -> 1250.

    Raises MoneyError for floats (they cannot hold cents exactly), for booleans, for more decimal
    places than the currency has, and for what is not a finite number.
    """
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        raise MoneyError(f"{amount!r} is not an amount: use int or Decimal, never float.")
    try:
        cents = Decimal(amount) * CENTS_PER_UNIT
        whole_cents = int(cents)
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise MoneyError(f"{amount!r} is not an amount.") from error
    if whole_cents != cents:
        raise MoneyError(f"{amount} has more than two decimal places.")
    if minor_digits(currency) == 0 and whole_cents % CENTS_PER_UNIT:
        raise MoneyError(f"{amount} has a fraction, and {currency} has none.")
    return whole_cents


def units_from_cents(cents: int) -> Units:
    """Units of an amount in cents: 50000 -> 500 (int), 1250 -> Decimal("12.50")."""
    whole, rest = divmod(cents, CENTS_PER_UNIT)
    return whole if rest == 0 else Decimal(cents) / CENTS_PER_UNIT


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency.

    cents: whole cents, may be negative (a debt or a taking back).
    currency: ISO 4217 code.
    """

    cents: int
    currency: str = DEFAULT_CURRENCY

    def __post_init__(self) -> None:
        if isinstance(self.cents, bool) or not isinstance(self.cents, int):
            raise MoneyError(f"{self.cents!r} is not a whole number of cents.")
        if not _CURRENCY_CODE.fullmatch(self.currency):
            raise MoneyError(f"{self.currency!r} is not a three-letter currency code.")
        if self.currency in IN_THOUSANDTHS:
            raise MoneyError(f"{self.currency} counts in thousandths, which cents cannot hold.")

    @classmethod
    def of(cls, units: Units, currency: str = DEFAULT_CURRENCY) -> Money:
        """Money from units: Money.of(500) is KES 500.00. Raises MoneyError as cents_from_units."""
        return cls(cents_from_units(units, currency), currency)

    @classmethod
    def parse(cls, text: str, currency: str = DEFAULT_CURRENCY) -> Money:
        """Money from a plain decimal text such as "1,234.50" or "500".

        Raises MoneyError, also for a fraction of a currency that has none.
        """
        digits = text.strip()
        if not re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?", digits):
            raise MoneyError(f"{text!r} is not an amount.")
        return cls(cents_from_units(Decimal(digits.replace(",", "")), currency), currency)

    @property
    def units(self) -> Units:
        """The amount in units: int when whole, else Decimal."""
        return units_from_cents(self.cents)

    @property
    def decimal(self) -> str:
        """The amount with its currency's digits and nothing else, as exports write it: "1234.50" of
        KES, "1234" of UGX."""
        places = 2 if self.cents % CENTS_PER_UNIT else minor_digits(self.currency)
        return f"{Decimal(self.cents) / CENTS_PER_UNIT:.{places}f}"

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + self._same_currency(other).cents, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - self._same_currency(other).cents, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.cents, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.cents < self._same_currency(other).cents

    def __le__(self, other: Money) -> bool:
        return self.cents <= self._same_currency(other).cents

    def __gt__(self, other: Money) -> bool:
        return self.cents > self._same_currency(other).cents

    def __ge__(self, other: Money) -> bool:
        return self.cents >= self._same_currency(other).cents

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        """As people are told it: "KES 1,500" where it is whole, else "KES 1,500.50"."""
        places = 2 if self.cents % CENTS_PER_UNIT else 0
        return f"{self.currency} {Decimal(self.cents) / CENTS_PER_UNIT:,.{places}f}"

    def split(self, parts: int) -> list[Money]:
        """This amount in `parts` shares that differ by at most the smallest coin that can be sent.

        The first get the rest. What is less than a coin, where somebody paid such, goes whole to
        the share that comes next, so that no share of more is ever less. Raises MoneyError when
        `parts` is below one.
        """
        if parts < 1:
            raise MoneyError(f"{self} cannot be split into {parts} parts.")
        coin = coin_cents(self.currency)
        coins, odd_cents = divmod(self.cents, coin)
        share, rest = divmod(coins, parts)
        whole = [(share + (i < rest)) * coin for i in range(parts)]
        whole[rest] += odd_cents
        return [Money(cents, self.currency) for cents in whole]

    def _same_currency(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise MoneyError(f"{self} and {other} are in different currencies.")
        return other
