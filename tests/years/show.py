"""A calm year of a group, shown: what everybody holds at its end, and where every cent came from.

python -m tests.years.show [merry-go-round|welfare]: played by texts and the clock alone.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.messages import OutboundMessage
from bot.store.database import open_engine
from bot.store.migrate import migrate
from chama.constitution import Office
from chama.group import Person
from chama.journal import SealedEntry
from chama.money import Money
from chama.rota import NAIROBI
from tests.builders import rules
from tests.years.driver import CODE_ASKED, NUMBERED, SEND, Year
from tests.years.laws import broken, moved_cents, read
from tests.years.world import masked_number

FIRST = (
    *("Wanjiru Kamau", "Otieno Ouma", "Achieng Atieno", "Baraka Mwangi", "Sarah Wekesa"),
    *("Njeri Mwangi", "Kamau Njoroge", "Akinyi Odhiambo", "Mutiso Musyoka", "Chebet Rono"),
    *("Hassan Ali", "Nekesa Barasa", "Wambui Karanja", "Kiprop Koech", "Auma Onyango"),
    *("Juma Bakari", "Moraa Nyaboke", "Ndung'u Macharia", "Zawadi Charo", "Okello Ochieng"),
)
OFFICES = (Office.TREASURER, Office.CHAIR, Office.SECRETARY)
GRANT = re.compile(
    r"\*?[A-Z]{3} ([\d,]+)\*? from welfare is agreed for ([^(,]+?) ?[(,].*sent to (\d+)"
)
KEPT = re.compile(r"Keep \*?[A-Z]{3} ([\d,]+)")
OWN_ON_THE_PHONE = 5_000
BEGINS = datetime(2026, 11, 20, 9, tzinfo=NAIROBI)


def people(count: int, double: int = 0) -> tuple[Person, ...]:
    """So many members, three of them officers; the one at `double` has a second seat."""
    made = []
    for number, name in enumerate(FIRST[:count], start=1):
        office = OFFICES[number - 1] if number <= len(OFFICES) else None
        person = Person(f"M{number:02d}", name, f"+2547120000{number:02d}", number, office)
        made.append(replace(person, further_seats=(count + 1,)) if number == double else person)
    return tuple(made)


@dataclass
class CalmYear(Year):
    """People who agree and send what was agreed; who collects has some own money on the phone."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.float.units = OWN_ON_THE_PHONE

    def _react(self, message: OutboundMessage) -> list[OutboundMessage]:
        self.last.append(f"  -> {message.address[-3:]}: {message.text}")
        arrived: list[OutboundMessage] = []
        sends = list(SEND.finditer(message.text))
        if "Please send it" in message.text:
            sends += GRANT.finditer(message.text)
        for send in sends:
            self._send_whole(message.address, int(send[1].replace(",", "")), send[2], send[3])
        words = [code[1] for code in CODE_ASKED.finditer(message.text)]
        if not words and NUMBERED.search(message.text) is not None:
            words = ["1"]
        if (kept := KEPT.search(message.text)) is not None:
            self.float.units -= int(kept[1].replace(",", ""))
            words.append("TAKEN")
        for word in words:
            self.stage.say(message.address, word)
            arrived += self.stage.deliver()
        return arrived

    def _send_whole(self, holder: str, units: int, payee: str, number: str) -> None:
        _, text = self.float.send(self.stage.now, units, payee.upper(), number)
        self.say(holder, text, "texts of money out")

    def wait_until(self, day: date) -> None:
        """The mornings until that day, one after the other."""
        while self.stage.now.astimezone(NAIROBI).date() < day:
            tomorrow = self.stage.now.astimezone(NAIROBI).date() + timedelta(days=1)
            self.stage.move_clock(datetime.combine(tomorrow, time(9), NAIROBI))
            self._hear(self.stage.deliver())

    def pays(self, person: Person, units: int) -> None:
        """By M-Pesa, and who collects forwards the text; who collects says their own share."""
        if person == self.holder():
            self.float.units += units  # on her own phone
            self.say(person, f"I paid {units}", "own shares")
            return
        name, number = person.name.upper(), masked_number(person)
        _, text = self.float.receive(self.stage.now, units, name, number)
        self.say(self.holder(), text, "payments")


def merry_go_round() -> CalmYear:
    """Twelve people on thirteen seats, a round every four weeks; one pot is short."""
    more = '[payout]\nshort_pot = "pay"\n[fines]\nlate = 50\n'
    own = rules("Umoja", people(12, double=4), contribution=1_000, every="4 weeks", more=more)
    year = CalmYear(_engine(), own, "umoja", BEGINS)
    for number in range(13):
        opens = BEGINS.date() + timedelta(weeks=4 * number)
        year.wait_until(opens + timedelta(days=3))
        late = "M07" if number == 4 else ""
        for person in year.group.people:
            if person.code != late:
                year.pays(person, 1_000 * len(person.seats))
        year.wait_until(opens + timedelta(weeks=4, days=1))
        if late:
            year.pays(next(one for one in year.group.people if one.code == late), 1_050)
    year.wait_until(BEGINS.date() + timedelta(weeks=52, days=6))
    return year


def welfare() -> CalmYear:
    """Twenty people who save a little and stand by each other: two claims, and some fines."""
    more = (
        "[fines]\nlate = 50\nabsent = 100\n"
        '[welfare]\nevery = "month"\ndues = 200\nassessment = 100\n'
        "events = {parent = 10000, hospital = 3000}\n"
    )
    own = rules("Tumaini", people(20), contribution=500, every="month", more=more)
    year = CalmYear(_engine(), own, "tumaini", BEGINS)
    for number in range(12):
        opens = year.group.round.opens_on if year.group.round else BEGINS.date()
        year.wait_until(opens + timedelta(days=2))
        for person in year.group.people:
            if (number, person.code) not in {(3, "M09"), (7, "M15")}:
                year.pays(person, 800 if number in (5, 10) else 700)
        if number == 4:
            year.say(year.group.people[7], "nimefiwa na baba yangu", "welfare claims")
        if number == 5:
            year.say(year.group.people[1], "Chebet was absent", "absences")
        if number == 9:
            year.say(year.group.people[12], "my husband is in hospital", "welfare claims")
        year.wait_until(opens + timedelta(days=31))
    return year


def _engine() -> sa.Engine:
    url = f"sqlite:///{Path(tempfile.mkdtemp()) / 'year.db'}"
    migrate(url)
    return open_engine(url)


def shown(year: CalmYear) -> Iterator[str]:
    """What everybody is told at the end, and what the money of the book is made of."""
    assert broken(year.engine) == []
    for person in year.group.people:
        for word in ("balance", "statement"):
            year.stage.say(person, word)
        yield from (one.text for one in year.stage.deliver() if one.address == person.phone)
    for word in ("who holds money?", "round", "welfare"):
        year.stage.say(year.group.people[0], word)
    yield from (one.text for one in year.stage.deliver())
    yield "What the money of the book is made of:"
    yield from _explained(list(read(year.engine, 1).entries), year.rules.currency)
    on_phone = Money.of(year.float.units - OWN_ON_THE_PHONE, year.rules.currency)
    yield f"On the phone by M-Pesa's own balance, less what was there before: {on_phone}"


def _explained(entries: list[SealedEntry], currency: str) -> Iterator[str]:
    sums: dict[str, tuple[int, int]] = {}
    for one in entries:
        count, cents = sums.get(one.entry.kind, (0, 0))
        sums[one.entry.kind] = (count + 1, cents + moved_cents(one.entry))
    for kind, (count, cents) in sums.items():
        yield f"  {count:4} {kind:18} {Money(cents, currency)}"
    yield f"  together {Money(sum(cents for _, cents in sums.values()), currency)}"


GROUPS: Mapping[str, Callable[[], CalmYear]] = {
    "merry-go-round": merry_go_round,
    "welfare": welfare,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or GROUPS:
        sys.stdout.write("\n".join(("", f"=== {name}", *shown(GROUPS[name]()))) + "\n")
