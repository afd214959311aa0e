"""Invented accounts: members, what happened day by day, the rows it leaves, and the truth about it.

Wordings are written here a second time, as prints have them, so that a slip in the reader shows.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chama.receipts.model import NAIROBI

FIRST = ["AMINA", "JOSEPH", "NEEMA", "PETER", "GRACE", "MOSES", "LUCY", "BRIAN", "ESTHER", "KEVIN"]
LAST = ["JUMA", "KIMANI", "MWANGI", "OTIENO", "CHEBET", "WAFULA", "NDUNGU", "AUMA", "KORIR", "SAID"]
MONTH = datetime(2026, 8, 1, tzinfo=NAIROBI)
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV"


@dataclass(frozen=True)
class Person:
    """A member. ref: their account reference; phone: E.164 without the plus."""

    id: str
    name: str
    phone: str
    ref: str


@dataclass(frozen=True)
class PrintedRow:
    """A row as any layout prints it, oldest first; cents positive for money in."""

    receipt: str
    at: datetime
    details: str
    cents: int
    status: str = "Completed"
    party: str = ""
    linked: str = ""
    account: str = ""
    reason: str = ""
    balance: int = 0


@dataclass
class Truth:
    """What a reader has to find under one receipt; cents."""

    receipt: str
    at: datetime
    way: str
    amount: int
    fee: int = 0
    account: str | None = None
    reversed_by: str | None = None
    is_ignored: bool = False
    person: Person | None = None


@dataclass
class World:
    """An account: its rows oldest first, and the truth by receipt."""

    people: list[Person]
    opening: int
    rows: list[PrintedRow] = field(default_factory=list)
    truths: dict[str, Truth] = field(default_factory=dict)

    @property
    def closing(self) -> int:
        return self.rows[-1].balance if self.rows else self.opening

    @property
    def balance(self) -> int:
        return self.closing

    def add(self, *rows: PrintedRow) -> None:
        """Put rows at the end, with their running balance; a row that failed moves nothing."""
        for row in rows:
            moved = row.cents if row.status == "Completed" else 0
            self.rows.append(
                PrintedRow(**{**vars(row), "balance": self.balance + moved})  # frozen, no slots
            )


def masked(rng: random.Random, phone: str) -> str:
    """A number as some print shows it."""
    local = "0" + phone[3:]
    styles = (
        f"{phone[:4]}****{phone[-3:]}",
        f"{phone[:4]}******{phone[-3:]}",
        f"{local[:4]}***{phone[-3:]}",
        f"{phone[:6]}***{phone[-3:]}",
        phone,
    )
    return rng.choice(styles)


def printed_name(rng: random.Random, name: str) -> str:
    """A name as some print shows it."""
    first, last = name.split(" ", 1)
    return rng.choice([name, name, f"{first} **** {last}", name.title()])


def receipt(rng: random.Random, at: datetime) -> str:
    """A receipt of that day."""
    tail = "".join(rng.choice(_ALPHABET) for _ in range(6))
    return f"U{'ABCDEFGHIJKL'[at.month - 1]}{_DAYS[at.day - 1]}{rng.choice(_ALPHABET[:26])}{tail}"


def people(rng: random.Random, count: int) -> list[Person]:
    """Members who differ in name, in the last digits of their phone and in their reference."""
    names = rng.sample([f"{first} {last}" for first in FIRST for last in LAST], 100)
    chosen: list[str] = []
    for name in names:
        words = set(name.split())
        if all(words.isdisjoint(other.split()) for other in chosen):
            chosen.append(name)
    ends = rng.sample(range(100, 1000), count)
    return [
        Person(f"m{place}", name, f"2547{rng.randrange(10**5):05}{end}", f"S{place + 1:02}")
        for place, (name, end) in enumerate(zip(chosen[:count], ends, strict=True))
    ]


def times(rng: random.Random, count: int) -> list[datetime]:
    """Rising times in a month; some are the same second."""
    found = sorted(
        MONTH + timedelta(seconds=rng.randrange(31 * 24 * 3600 - 60)) for _ in range(count)
    )
    for place in range(1, count):
        if rng.random() < 0.15:
            found[place] = found[place - 1]
    return found


class Organisation:
    """A paybill's month. is_new: the newer template has sweeps in pairs and no party column."""

    def __init__(self, rng: random.Random, count: int, *, is_new: bool) -> None:
        self.rng = rng
        self.is_new = is_new
        self.world = World(people(rng, 6), rng.randrange(0, 10**7))
        for at in times(rng, count):
            kinds = [self.pays, self.pays, self.pays, self.fails, self.is_paid, self.to_bank]
            rng.choice([*kinds, self.sweep, self.takes_back])(at)

    def party(self, person: Person) -> str:
        return f"{masked(self.rng, person.phone)} - {printed_name(self.rng, person.name)}"

    def _truth(self, truth: Truth) -> None:
        self.world.truths[truth.receipt] = truth

    def pays(self, at: datetime, status: str = "Completed") -> None:
        rng = self.rng
        person, code = rng.choice(self.world.people), receipt(rng, at)
        amount, fee = rng.randrange(100, 500_000), rng.choice([0, 0, 500, 3_000])
        account = rng.choice([person.ref, person.ref.lower(), "", "shares march"])
        party = self.party(person)
        details = f"{rng.choice(['Pay Bill', 'Pay Bill Online'])} from {party} Acc. {account}"
        row = PrintedRow(
            code, at, details.strip(), amount, status, party, "", account, "Pay Utility"
        )
        self.world.add(row)
        if fee and status == "Completed":
            self.world.add(PrintedRow(code, at, "Pay Bill Charge", -fee, party="SP"))
        is_completed = status == "Completed"
        self._truth(
            Truth(
                code,
                at,
                "in",
                amount,
                fee if is_completed else 0,
                account or None,
                is_ignored=not is_completed,
                person=person,
            )
        )

    def fails(self, at: datetime) -> None:
        self.pays(at, self.rng.choice(["Failed", "Cancelled", "Declined"]))

    def is_paid(self, at: datetime) -> None:
        rng = self.rng
        person, code = rng.choice(self.world.people), receipt(rng, at)
        amount, fee = rng.randrange(100, 100_000), rng.choice([0, 900])
        party = self.party(person)
        reason = "Business Payment to Customer via API"
        details = f"Business Payment to Customer to {party}"
        self.world.add(PrintedRow(code, at, details, -amount, party=party, reason=reason))
        if fee:
            self.world.add(PrintedRow(code, at, "B2C Payment Charge", -fee, reason=reason))
        self._truth(Truth(code, at, "out", amount, fee, person=person))

    def to_bank(self, at: datetime) -> None:
        code, amount = receipt(self.rng, at), self.rng.randrange(100, 50_000)
        self.world.add(PrintedRow(code, at, "Agency Withdrawal of funds to Bank", -amount))
        self._truth(Truth(code, at, "out", amount))

    def sweep(self, at: datetime) -> None:
        code, amount = receipt(self.rng, at), self.rng.randrange(100, 50_000)
        details = "Utility Account to Organization Settlement Account"
        self.world.add(PrintedRow(code, at, details, -amount))
        if self.is_new:
            self.world.add(PrintedRow(code, at, details, amount))
        self._truth(Truth(code, at, "out", amount, is_ignored=True))

    def takes_back(self, at: datetime) -> None:
        open_ones = [
            row
            for row in self.world.rows
            if row.details.startswith("Pay Bill")
            and row.cents > 0
            and row.status == "Completed"
            and self.world.truths[row.receipt].reversed_by is None
        ]
        if not open_ones:
            return
        undone, code = self.rng.choice(open_ones), receipt(self.rng, at)
        details, linked = "Transaction Reversal via API", undone.receipt
        if self.is_new:
            details, linked = f"Pay Bill Reversal via API for {undone.receipt}", ""
        row = PrintedRow(code, at, details, -undone.cents, party=undone.party, linked=linked)
        self.world.add(row)
        self._truth(Truth(code, at, "out", undone.cents, is_ignored=True))
        self.world.truths[undone.receipt].reversed_by = code


class Customer:
    """The month of a treasurer who collects on their own phone."""

    OWN_AFFAIRS = (
        ("M-Shwari Withdraw", 1),
        ("M-Shwari Deposit", -1),
        ("KCB M-PESA Withdraw", 1),
        ("Airtime Purchase", -1),
        ("Customer Bundle Purchase to 4093441SAFARICOM DATA BUNDLES by - 07******42 JO MAINA", -1),
        ("Merchant Payment Online to 7053097 - QUICK SHOP TWO", -1),
        ("Customer Payment to Small Business to - 0722***355 NANCY KAMAU", -1),
        ("Deposit of Funds at Agent Till 123456 - JANE SHOP KINOO", 1),
        (
            "Business Payment from 300600 - Equity Bulk Account via API. Original conversation ID",
            1,
        ),
        ("Promotion Payment from 299 - BET COMPANY", 1),
        ("OD Loan Repayment to 232323 - M-PESA Overdraw", -1),
        ("Unit Trust Withdraw From 4145555 - ZIIDI MMF by M-PESA UnitTrust", 1),
        ("Receive International Transfer From 573388 - TERRAPAY LIMITED", 1),
    )
    WITH_CHARGE = (
        ("Pay Bill Online to 888880 - KPLC PREPAID Acc. 01450031362", "Pay Bill Charge"),
        ("Customer Withdrawal At Agent Till 629858 - NEST CAPITAL", "Withdrawal Charge"),
    )

    def __init__(self, rng: random.Random, count: int) -> None:
        self.rng = rng
        self.world = World(people(rng, 6), rng.randrange(0, 10**7))
        for at in times(rng, count):
            kinds = [self.receives, self.receives, self.receives, self.sends, self.own, self.own]
            rng.choice([*kinds, self.charged, self.fuliza, self.taken_back, self.fails])(at)

    def party(self, person: Person) -> str:
        return f"{masked(self.rng, person.phone)} {printed_name(self.rng, person.name)}"

    def _truth(self, truth: Truth) -> None:
        self.world.truths[truth.receipt] = truth

    def receives(self, at: datetime, status: str = "Completed") -> None:
        rng = self.rng
        person, code, amount = (
            rng.choice(self.world.people),
            receipt(rng, at),
            rng.randrange(100, 500_000),
        )
        details = f"Funds received from - {self.party(person)}"
        self.world.add(PrintedRow(code, at, details, amount, status))
        is_ignored = status != "Completed"
        self._truth(Truth(code, at, "in", amount, is_ignored=is_ignored, person=person))

    def fails(self, at: datetime) -> None:
        self.receives(at, self.rng.choice(["Failed", "Cancelled"]))

    def sends(self, at: datetime) -> None:
        rng = self.rng
        person, code, amount = (
            rng.choice(self.world.people),
            receipt(rng, at),
            rng.randrange(100, 50_000),
        )
        fee, lent = rng.choice([0, 700, 5_300]), rng.choice([0, 0, 0, 26_200])
        if lent:
            self.world.add(PrintedRow(code, at, "OverDraft of Credit Party", lent))
        act = "Customer Transfer Fuliza M-Pesa" if lent else "Customer Transfer"
        self.world.add(PrintedRow(code, at, f"{act} to - {self.party(person)}", -amount))
        if fee:
            self.world.add(PrintedRow(code, at, "Customer Transfer of Funds Charge", -fee))
        self._truth(Truth(code, at, "out", amount, fee, person=person))

    def own(self, at: datetime) -> None:
        code, amount = receipt(self.rng, at), self.rng.randrange(100, 50_000)
        details, sign = self.rng.choice(self.OWN_AFFAIRS)
        self.world.add(PrintedRow(code, at, details, sign * amount))
        self._truth(Truth(code, at, "in" if sign > 0 else "out", amount, is_ignored=True))

    def charged(self, at: datetime) -> None:
        code, amount = receipt(self.rng, at), self.rng.randrange(100, 50_000)
        details, charge = self.rng.choice(self.WITH_CHARGE)
        self.world.add(PrintedRow(code, at, details, -amount), PrintedRow(code, at, charge, -2_900))
        account = details.partition("Acc. ")[2] or None
        self._truth(Truth(code, at, "out", amount, 2_900, account, is_ignored=True))

    def fuliza(self, at: datetime) -> None:
        code, amount = receipt(self.rng, at), self.rng.randrange(100, 50_000)
        details = "Merchant Payment Fuliza M-Pesa Online to 7600001 - SAMPLE SHOP"
        self.world.add(
            PrintedRow(code, at, "OverDraft of Credit Party", amount),
            PrintedRow(code, at, details, -amount),
        )
        self._truth(Truth(code, at, "out", amount, is_ignored=True))

    def taken_back(self, at: datetime) -> None:
        """A reversal names its party and amount only: it is the last such payment."""
        for row in reversed(self.world.rows):
            truth = self.world.truths[row.receipt]
            if row.details.startswith("Funds received") and row.status == "Completed":
                break
        else:
            return
        if truth.reversed_by:
            return
        code = receipt(self.rng, at)
        assert truth.person is not None
        details = f"Send Money Reversal via API to - {self.party(truth.person)}"
        self.world.add(PrintedRow(code, at, details, -row.cents))
        self._truth(Truth(code, at, "out", row.cents, is_ignored=True))
        truth.reversed_by = code
