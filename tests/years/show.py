"""A calm year of a group, shown: what everybody holds at its end, and where every cent came from.

python -m tests.years.show [merry-go-round|welfare|diaspora]: played by texts and the clock alone.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.messages import OutboundMessage
from bot.store.database import open_engine
from bot.store.migrate import migrate
from chama.constitution import Office
from chama.group import Person
from chama.journal import SealedEntry
from chama.kinds import EntryKind
from chama.money import Money
from chama.rota import NAIROBI
from tests.builders import rules
from tests.years.driver import CODE_ASKED, NUMBERED, SEND, Year
from tests.years.groups import CLUB_ABROAD
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
TOLD = re.compile(r"write here: (SENT [A-Z ']+)")
NOT_THERE, NOT_ALL_THERE = "If money was changed into it", "Reply TAKEN and how much"
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

    told: str = ""  # what who pays out wrote last
    unsent: list[str] = field(default_factory=list)  # of that, what the account had too little for

    def __post_init__(self) -> None:
        super().__post_init__()
        self.float.units = OWN_ON_THE_PHONE

    def _react(self, message: OutboundMessage) -> list[OutboundMessage]:
        self.last.append(f"  -> {message.address[-3:]}: {message.text}")
        arrived: list[OutboundMessage] = []
        sends = list(SEND.finditer(message.text)) if not TOLD.search(message.text) else []
        if "Please send it" in message.text:
            sends += GRANT.finditer(message.text)
        for send in sends:
            self._send_whole(message.address, int(send[1].replace(",", "")), send[2], send[3])
        words = [code[1] for code in CODE_ASKED.finditer(message.text)]
        if not words and NUMBERED.search(message.text) is not None:
            words = ["1"]
        if (told := TOLD.search(message.text)) is not None:
            self.told = told[1]
            words.append(self.told)
        elif NOT_THERE in message.text:
            self.unsent.append(self.told)
        elif NOT_ALL_THERE in message.text:
            self.unsent.append("TAKEN")
        if (kept := KEPT.search(message.text)) is not None:
            if self.group.account_by_word is None:
                self.float.units -= int(kept[1].replace(",", ""))
            self.told = "TAKEN"
            words.append(self.told)
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

    def changes(self, per_unit: int) -> None:
        """Who collects changes all shillings of the group, and says what came of them."""
        shillings = self.float.units - OWN_ON_THE_PHONE
        got = Money(100 * shillings // per_unit, self.rules.currency)
        self.float.units -= shillings
        self.say(self.holder(), f"changed KES {shillings:,} to {got}", "exchanges")
        waiting, self.unsent = self.unsent, []
        for words in waiting:
            self.say(self.holder(), words, "payouts told")

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


def diaspora() -> CalmYear:
    """Eight who count in pounds: five pay into a bank, three in shillings at the month's rate.

    The shillings are changed into pounds before the pot is paid, a little better than announced.
    """
    own = rules(
        "Thames", people(8), currency="GBP", contribution=60, every="month", more=CLUB_ABROAD
    )
    year = CalmYear(_engine(), own, "thames", BEGINS)
    for number in range(8):
        running = year.group.round
        assert running is not None
        year.wait_until(running.opens_on + timedelta(days=2))
        rate = 160 + number
        year.say(year.holder(), f"RATE {rate} CBK for round {number + 1}", "rates announced")
        late = "M04" if number == 3 else ""
        for person in year.group.people[:5]:
            if person.code != late:
                year.say(person, "I paid 60 by bank transfer", "payments told")
        for person in year.group.people[5:]:
            year.pays(person, 60 * rate)
        if late:
            year.wait_until(running.due_on + timedelta(days=3))
            year.say(year.group.people[3], "I paid 65 by bank transfer", "payments told")
        year.changes(rate - 1)
        year.wait_until(running.due_on + timedelta(days=1))
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
    on_phone = Money.of(year.float.units - OWN_ON_THE_PHONE, "KES")
    yield f"On the phone by M-Pesa's own balance, less what was there before: {on_phone}"


def _explained(entries: list[SealedEntry], own: str) -> Iterator[str]:
    """How many entries of each kind, and what they moved, in each currency by itself."""
    counts = Counter(one.entry.kind for one in entries)
    moved: dict[tuple[EntryKind, str], int] = {}
    for one in entries:
        for currency, cents in moved_cents(one.entry).items():
            of = (one.entry.kind, currency or own)
            moved[of] = moved.get(of, 0) + cents
    for kind, count in counts.items():
        sums = [
            str(Money(cents, currency)) for (of, currency), cents in moved.items() if of == kind
        ]
        yield f"  {count:4} {kind:18} {', '.join(sums)}"
    for currency in sorted({currency for _, currency in moved}):
        together = sum(cents for (_, one), cents in moved.items() if one == currency)
        yield f"  together {Money(together, currency)}"


GROUPS: Mapping[str, Callable[[], CalmYear]] = {
    "merry-go-round": merry_go_round,
    "welfare": welfare,
    "diaspora": diaspora,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or GROUPS:
        sys.stdout.write("\n".join(("", f"=== {name}", *shown(GROUPS[name]()))) + "\n")
