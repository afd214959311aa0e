"""Thames, a club of twelve that counts in pounds and collects shillings at home."""

from __future__ import annotations

from typing import Any

from bot.messages import OutboundMessage
from bot.store import book
from bot.store.database import reading
from chama.constitution import Office
from chama.group import Person
from tests.builders import rules
from tests.conversation.proposals.stories import ABROAD
from tests.transcripts import Stage

NAMES = (
    "Wanjiru Kamau", "Otieno Ouma", "Sarah Wekesa", "Achieng Atieno", "Baraka Mwangi",
    "Njeri Wambui", "Kamau Njoroge", "Halima Yusuf", "Brian Kiptoo", "Mercy Chebet",
    "Zawadi Cherono", "Peter Mutua",
)  # fmt: skip
OFFICES = {1: Office.TREASURER, 2: Office.CHAIR, 3: Office.SECRETARY}
TWELVE = tuple(
    Person(f"M{seat:02d}", name, f"+2547120000{seat:02d}", seat, OFFICES.get(seat))
    for seat, name in enumerate(NAMES, start=1)
)
TREASURER, CHAIR, SECRETARY, MEMBER, *_ = TWELVE


def shillings(number: int, payer: str, amount: str) -> str:
    """A text of M-Pesa on the treasurer's Kenyan phone."""
    return (
        f"UKN1AB2C{number:02d} Confirmed.You have received Ksh{amount}.00 from {payer} on 23/11/26 "
        f"at 8:{number:02d} AM New M-PESA balance is Ksh12,500.00."
    )


def paid_by(person: Person, number: int, amount: str) -> str:
    return shillings(number, f"{person.name.upper()} 0{person.phone[4:]}", amount)


def found(stage: Stage, more: str = ABROAD, **changes: Any) -> Stage:
    """The club is founded, and its welcomes have arrived."""
    own = rules("Thames", TWELVE, currency="GBP", contribution=60, more=more, **changes)
    stage.found(own)
    stage.deliver()
    return stage


def say(stage: Stage, person: Person, text: str) -> list[OutboundMessage]:
    stage.say(person, text)
    return stage.deliver()


def told(arrived: list[OutboundMessage], person: Person) -> str:
    return "\n".join(one.text for one in arrived if one.address == person.phone)


def balances(stage: Stage) -> dict[str, int]:
    """What every account holds, as "fund account"."""
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    return {f"{account.fund} {account.code}": cents for account, cents in held.items()}


def announce(stage: Stage, rate: str = "RATE 165 CBK 1 Nov") -> list[OutboundMessage]:
    say(stage, TREASURER, rate)
    return say(stage, CHAIR, "yes")
