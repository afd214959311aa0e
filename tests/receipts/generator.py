"""Invented payments to fill the wordings with, and the noise of forwarding around them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chama.receipts import Receipt
from chama.receipts.model import NAIROBI

FIRST_NAMES = [
    "WANJIRU",
    "OTIENO",
    "ACHIENG",
    "SIMON",
    "M'IMANYARA",
    "NG'ANG'A",
    "FAITH",
    "ONESMUS",
]
LAST_NAMES = ["KAMAU", "ONG'UDI", "TOROITICH", "OYANG'", "ATSANGO", "FORONDA", "MONARI", "0RENGE"]
SHOPS = [
    "JIRANI HARDWARE & PAINTS",
    "MAMA NJERI SHOP 2",
    "TUMAINI WHOLESALERS LIMITED",
    "DUKA (HQ)",
]
BUSINESSES = ["EQUITY BULK ACCOUNT", "BANK OF BARODA KENYA LIMITED", "KCB 1", "UMOJA SACCO B2C"]
ACCOUNTS = ["7556896", "SHARES", "UMOJA-T089", "Wanjiru March", "A43"]
PROMOS = [
    "",
    " Earn interest daily on Ziidi MMF,Dial *334#",
    " Dial *544*18# & Enjoy 18 min talktime, 180MB & an M-PESA send money transaction all @20 bob.",
    " Separate personal and business funds through Pochi la Biashara on *334#.",
]
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV"
NEWEST = datetime(2026, 11, 20, tzinfo=NAIROBI)


@dataclass(frozen=True)
class Facts:
    """What one invented payment is about; amounts in cents."""

    code: str
    amount: int
    balance: int
    name: str
    phone: str
    at: datetime
    business: str
    shop: str
    number: str
    account: str
    code0: str

    @property
    def slots(self) -> dict[str, str]:
        at = self.at
        return {
            "code": self.code,
            "code0": self.code0,
            "a": printed(self.amount),
            "bal": printed(self.balance),
            "bare_a": f"{self.amount // 100}.0",
            "name": self.name,
            "wide_name": self.name.replace(" ", "  "),
            "p07": self.phone,
            "p254": f"254{self.phone[1:]}",
            "masked": f"{self.phone[:4]}***{self.phone[-3:]}",
            "d": f"{at.day}/{at.month}/{at:%y}",
            "dmy": f"{at:%d/%m/%Y}",
            "mdy": f"{at:%m/%d/%Y}",
            "d_words": f"{at:%d-%b-%y}",
            "t": f"{at.hour % 12 or 12}:{at:%M %p}",
            "t24": f"{at:%H:%M:%S}",
            "business": self.business,
            "shop": self.shop,
            "number": self.number,
            "account": self.account,
        }


def printed(cents: int) -> str:
    """Cents as M-Pesa prints them: 1,234.00."""
    return f"{cents // 100:,}.{cents % 100:02}"


def code_of(day: datetime, rng: random.Random) -> str:
    """An invented code that holds the day."""
    date_part = chr(ord("A") + day.year - 2006) + "ABCDEFGHIJKL"[day.month - 1] + _DAYS[day.day - 1]
    return date_part + rng.choice("0123456789") + "".join(rng.choices(_ALPHABET, k=6))


def facts(rng: random.Random) -> Facts:
    """One invented payment between 2017 and November 2026."""
    at = NEWEST - timedelta(minutes=rng.randrange(9 * 365 * 24 * 60))
    at = at.replace(second=0, microsecond=0)
    return Facts(
        code=code_of(at, rng),
        code0=code_of(at - timedelta(days=rng.randrange(1, 9)), rng),
        amount=rng.choice([rng.randrange(1, 1000), rng.randrange(1000, 250_001)]) * 100,
        balance=rng.randrange(0, 20_000_000),
        name=" ".join([*rng.sample(FIRST_NAMES, rng.randrange(1, 3)), rng.choice(LAST_NAMES)]),
        phone=rng.choice(["07", "01"]) + "".join(rng.choices("0123456789", k=8)),
        at=at,
        business=rng.choice(BUSINESSES),
        shop=rng.choice(SHOPS),
        number=str(rng.randrange(100_000, 999_999)),
        account=rng.choice(ACCOUNTS),
    )


def _identity(text: str) -> str:
    return text


def _as_quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _halves(text: str) -> tuple[str, str]:
    """Cut at the blank in the middle, as a long message arrives in two."""
    at = text.index(" ", len(text) // 2)
    return text[:at], text[at + 1 :]


NOISE: dict[str, Callable[[str], str]] = {
    "as printed": _identity,
    "small letters": str.lower,
    "forwarded": lambda text: f"Fwd: {text}",
    "WhatsApp brackets": lambda text: f"[24/10/26, 08:45] Mum: {text}",
    "WhatsApp export": lambda text: f"24/10/2026, 08:45 - Treasurer 2: {text}",
    "quoted": _as_quoted,
    "talk before": lambda text: f"Hi treasurer, my payment for this month\n{text}",
    "talk behind": lambda text: f"{text}\nPlease record my contribution, thanks 🙏🏽",
    "no-break blanks": lambda text: text.replace(" AM", "\u202fAM").replace(" PM", "\u00a0PM"),
    "WhatsApp export, forwarded": lambda text: f"[24/10/26, 08:45:10 AM] Mum: Fwd: {text}",
    "in two parts": lambda text: "1/2 " + "\n2/2 ".join(_halves(text)),
    "parts under headers": lambda text: (
        "[24/10/26, 08:45] Mum: " + "\n[24/10/26, 08:46] Mum: ".join(_halves(text))
    ),
    "Windows lines": lambda text: text.replace("\n", "\r\n"),
    "direction marks": lambda text: text.replace("from ", "from \u202a").replace(
        " on ", "\u202c on "
    ),
    "curly apostrophes": lambda text: text.replace("'", "\u2019"),
    "lines broken": lambda text: text.replace(". ", ".\n"),
    "KES": lambda text: text.replace("Ksh", "KES "),
    "one blank everywhere": lambda text: " ".join(text.split()),
    "pasted twice": lambda text: f"{text}\n\n{text}",
    "advert behind": lambda text: f"{text}{PROMOS[2]}",
}


def expected(receipt: Receipt, noise: str) -> Receipt:
    """What noise changes: capitals, as a text in small letters has none to keep."""
    if noise == "small letters" and receipt.account:
        return replace(receipt, account=receipt.account.upper())
    return receipt
