"""Groups whose rounds run today, and the M-Pesa texts their people forward, at the real time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chama.rota import NAIROBI

YEAR_OF_A = 2006  # the first letter of a code is its year
DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV"
TREASURER, OTIENO, ACHIENG, BARAKA = range(1, 5)
NAMES = ("Wanjiru Kamau", "Otieno Ouma", "Achieng Atieno", "Baraka Mwangi")


@dataclass(frozen=True)
class Umoja:
    """A chama of four with this number, which makes its phones its own. The first is treasurer."""

    number: int = 0

    @property
    def name(self) -> str:
        return f"Umoja {self.number}"

    def phone(self, seat: int) -> str:
        """The phone of the member on a seat, in E.164."""
        return f"+2547120{self.number:04}{seat}"

    def constitution(
        self, *, due_in_days: int = 5, quiet_hours: str = "none", paybill: str = ""
    ) -> str:
        """Its file: 1,000 shillings a week, in a round that ends in so many days.

        paybill: where it collects, "" for the treasurer's phone.
        """
        collects = f'kind = "paybill"\nnumber = "{paybill}"' if paybill else 'kind = "phone"'
        starts = now_in_nairobi().date() - timedelta(days=6 - due_in_days)
        members = "".join(
            f'[[members]]\nname = "{name}"\nphone = "{self.phone(seat)}"\nseat = {seat}\n'
            + {1: 'office = "treasurer"\n', 2: 'office = "chair"\n'}.get(seat, "")
            for seat, name in enumerate(NAMES, start=1)
        )
        return (
            f'name = "{self.name}"\n[rotation]\ncontribution = 1000\nevery = "week"\n'
            f'starts = {starts}\n[messages]\nquiet_hours = "{quiet_hours}"\n{members}'
            f'[[collectors]]\n{collects}\nname = "{NAMES[0]}"\nphone = "{self.phone(1)}"\n'
        )

    def received_text(self, code: str, seat: int = OTIENO, shillings: int = 1_000) -> str:
        """What M-Pesa writes to the treasurer when the member on a seat has paid."""
        payer = f"{NAMES[seat - 1].upper()} 0{self.phone(seat).removeprefix('+254')}"
        return (
            f"{code} Confirmed.You have received Ksh{shillings:,}.00 from {payer} on {_moment()} "
            "New M-PESA balance is Ksh12,500.00."
        )

    def sent_text(self, code: str, payee: str, shillings: int = 300) -> str:
        """What M-Pesa writes to the treasurer who has sent money."""
        return (
            f"{code} Confirmed. Ksh{shillings:,}.00 sent to {payee} on {_moment()}. "
            "New M-PESA balance is Ksh12,200.00. Transaction cost, Ksh7.00."
        )


def mpesa_code(number: int) -> str:
    """A receipt code of today's: year, month and day are its first three characters."""
    today = now_in_nairobi()
    year, month = chr(ord("A") + today.year - YEAR_OF_A), chr(ord("A") + today.month - 1)
    return f"{year}{month}{DAYS[today.day - 1]}{number:06}Z"


def now_in_nairobi() -> datetime:
    return datetime.now(UTC).astimezone(NAIROBI)


def _moment() -> str:
    now = now_in_nairobi()
    return f"{now.day}/{now.month}/{now:%y} at {now:%I:%M %p}".replace(" at 0", " at ")
