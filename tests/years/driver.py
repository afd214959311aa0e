"""Plays a group's days: people pay, forget, answer, refuse, send and correct, as a seed has it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.messages import OutboundMessage
from chama.constitution import Constitution
from chama.group import Group, Person
from chama.rota import NAIROBI
from tests.transcripts import Stage
from tests.years.laws import broken, read
from tests.years.world import Float, masked_number, shown_number

CODE_ASKED = re.compile(r"(?:Reply|Jibu) (\d{4}) ")
NUMBERED = re.compile(r"^(\d) ", re.M)
SEND = re.compile(r"(?:send|tuma) \*?[A-Z]{3} ([\d,]+)\*? (?:to|kwa) ([^,]+), (\d+)")
KEEP = re.compile(r"TAKEN|NIMECHUKUA")
MOST_ANSWERS = 60
"""In a row, before a day is called endless."""


@dataclass
class Year:
    """A group, its world, and what has happened so far. texts: what M-Pesa wrote, by code."""

    engine: sa.Engine
    rules: Constitution
    seed: str
    begins: datetime = datetime(2026, 11, 20, 9, tzinfo=NAIROBI)
    counts: Counter[str] = field(default_factory=Counter)
    texts: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.stage = Stage(self.engine, now=self.begins)
        self.stage.found(self.rules)
        self.float = Float()
        self.last: list[str] = []
        self._hear(self.stage.deliver())

    @property
    def group(self) -> Group:
        """The group as it is now."""
        return read(self.engine, 1).group

    def live(self, days: int) -> None:
        """So many days, without a look at the laws."""
        for _ in range(days):
            self._day()

    def play(self, days: int) -> list[str]:
        """So many days; stops at the first that breaks a law, and gives what it broke."""
        for _ in range(days):
            self._day()
            faults = broken(self.engine)
            if faults:
                return [f"seed {self.seed}, {self.stage.now:%d %b %Y}", *faults, *self.last[-12:]]
        return []

    def _day(self) -> None:
        """The clock goes on to a morning; then what people do that day."""
        tomorrow = self.stage.now.astimezone(NAIROBI) + timedelta(days=self._jump())
        self.stage.move_clock(tomorrow.replace(hour=9, minute=self.random.randrange(30)))
        self._hear(self.stage.deliver())
        for _ in range(self.random.choices((0, 1, 2, 4), (3, 4, 2, 1))[0]):
            names, weights = zip(*WEIGHTS.items(), strict=True)
            ACTIONS[self.random.choices(names, weights)[0]](self)

    def _jump(self) -> int:
        """Usually a day; sometimes the machine was off for some."""
        if self.random.random() < 0.97:
            return 1
        self.counts["clock jumps"] += 1
        return self.random.randint(2, 9)

    def say(self, person: Person | str, text: str, what: str) -> None:
        """Somebody writes, perhaps handed over twice; everybody answers what they are asked."""
        self.counts[what] += 1
        who = person if isinstance(person, str) else person.name
        self.last.append(f"{self.stage.now:%d %b %H:%M} {who}: {text}")
        self.stage.say(person, text)
        if self.random.random() < 0.1 and self.stage.last_message is not None:
            self.counts["redeliveries"] += 1
            self.stage.pipeline.handle(self.stage.last_message)
        self._hear(self.stage.deliver())

    def _hear(self, arrived: list[OutboundMessage]) -> None:
        """What people do with what they read; their answers are read in their turn."""
        waiting = list(arrived)
        for _ in range(MOST_ANSWERS):
            if not waiting:
                return
            message = waiting.pop(0)
            waiting += self._react(message)

    def _react(self, message: OutboundMessage) -> list[OutboundMessage]:
        self.last.append(f"  -> {message.address[-3:]}: {message.text}")
        code = CODE_ASKED.search(message.text)
        numbers = NUMBERED.findall(message.text)
        if code is not None:
            word = self.random.choices((code[1], "NO", ""), (85, 7, 8))[0]
        elif numbers:
            word = self.random.choices((numbers[0], self.random.choice(numbers), ""), (6, 3, 1))[0]
        elif (send := SEND.search(message.text)) is not None:
            self._send(message.address, int(send[1].replace(",", "")), send[2], send[3])
            return []
        elif KEEP.search(message.text):
            word = "TAKEN"
        else:
            return []
        if not word:
            self.counts["questions ignored"] += 1
            return []
        self.counts["answers"] += 1
        self.last.append(f"  {message.address[-3:]} answers {word}")
        self.stage.say(message.address, word)
        return self.stage.deliver()

    def _send(self, holder: str, units: int, payee: str, number: str) -> None:
        """Who collects sends what was agreed: whole, in parts, later, or to a wrong number."""
        how = self.random.choices(("whole", "parts", "wrong", "forgets"), (70, 15, 8, 7))[0]
        self.counts[f"payouts sent {how}"] += 1
        if how == "forgets":
            return
        parts = [units] if how != "parts" or units < 200 else [units // 2, units - units // 2]
        shown = number if how != "wrong" else f"07{self.random.randrange(10**8):08d}"
        for part in parts:
            code, text = self.float.send(self.stage.now, part, payee.upper(), shown)
            self.texts[code] = (text, -part)
            self.say(holder, text, "texts of money out")

    # --- who does what ---------------------------------------------------------------------------

    def member(self) -> Person:
        """Any of them."""
        return self.random.choice(self.group.people)

    def officer(self) -> Person:
        """Any of them."""
        return self.random.choice(self.group.officers)

    def holder(self) -> Person:
        """Who forwards the texts of the group's phone."""
        found = self.group.holder_of(self.group.collectors[0])
        return found or self.group.people[0]

    def amount(self) -> int:
        """What somebody pays: mostly the due, else a part, more, or anything."""
        due = self.rules.rules.rotation.contribution
        return self.random.choices(
            (due, due // 2, 2 * due, self.random.randint(1, 3 * due)), (60, 12, 13, 15)
        )[0]


def pays(year: Year) -> None:
    """A member pays by M-Pesa, and who collects forwards the text."""
    person, units = year.member(), year.amount()
    if person == year.holder():
        year.say(person, f"I paid {units}", "own shares")
        return
    is_masked = year.random.random() < 0.5
    shown = masked_number(person) if is_masked else shown_number(person)
    code, text = year.float.receive(year.stage.now, units, person.name.upper(), shown)
    year.texts[code] = (text, units)
    year.say(year.holder(), text, "payments")


def stranger_pays(year: Year) -> None:
    """Somebody's cousin pays: nobody knows for whom."""
    code, text = year.float.receive(
        year.stage.now, year.amount(), "ROSE AKOTH", f"0799***{year.random.randrange(1000):03d}"
    )
    year.texts[code] = (text, 0)
    year.say(year.holder(), text, "payments of strangers")


def forwards_again(year: Year) -> None:
    """An old text comes once more, from its collector or from a member."""
    if year.texts:
        text, _ = year.texts[year.random.choice(sorted(year.texts))]
        who = year.random.choice((year.holder(), year.member()))
        year.say(who, text, "texts sent again")


def gives_cash(year: Year) -> None:
    """A member gives an officer notes, and one of the two says so."""
    person, officer = year.member(), year.officer()
    units = year.amount()
    if year.random.random() < 0.5:
        year.say(person, f"gave {officer.name.split()[0]} {units} cash", "cash")
    else:
        year.say(officer, f"received {units} cash from {person.name.split()[0]}", "cash")


def undoes(year: Year) -> None:
    """An officer takes an entry back."""
    incoming = [code for code, (_, units) in year.texts.items() if units > 0]
    if incoming:
        year.say(year.officer(), f"undo {year.random.choice(incoming)}", "undone")


def moves(year: Year) -> None:
    """Somebody says that a payment is another's."""
    incoming = [code for code, (_, units) in year.texts.items() if units > 0]
    if incoming:
        name = year.member().name.split()[0]
        code = year.random.choice(incoming)
        year.say(year.member(), f"{code} is for {name}", "moved to another")


def is_reversed(year: Year) -> None:
    """M-Pesa takes a payment of the last days back."""
    incoming = [(code, units) for code, (_, units) in year.texts.items() if units > 0]
    if incoming:
        code, units = year.random.choice(incoming[-6:])
        text = year.float.take_back(year.stage.now, code, units)
        year.say(year.holder(), text, "reversals")


def asks_to_pay_out(year: Year) -> None:
    """An officer asks that somebody be paid, due or not."""
    year.say(year.officer(), f"pay {year.member().name}", "asked to pay out")


def releases(year: Year) -> None:
    """An officer wants a payout stopped."""
    name = year.member().name.split()[0]
    year.say(year.officer(), f"cancel the payout of {name}", "releases asked")


def hands_over(year: Year) -> None:
    """An officer pays somebody from the notes that they hold."""
    name = year.member().name.split()[0]
    year.say(year.officer(), f"gave {name} {year.amount()} cash", "notes handed over")


def asks(year: Year) -> None:
    """Somebody looks."""
    word = year.random.choice(("balance", "round", "statement", "rota", "salio", "raundi"))
    year.say(year.member(), word, "questions")


def sends_to_somebody(year: Year) -> None:
    """Who collects sends money to a shop or a friend, for whatever."""
    units = year.random.randint(50, 900)
    code, text = year.float.send(year.stage.now, units, "DUKA LA MAMA", "0798765432")
    year.texts[code] = (text, -units)
    year.say(year.holder(), text, "texts of money out")


def asks_welfare(year: Year) -> None:
    """Somebody has a hard day, and says so or an officer says it."""
    text = year.random.choice(
        ("nimefiwa na baba yangu", "my wife is in hospital", "naomba msaada wa welfare 300")
    )
    if year.random.random() < 0.3:
        name = year.member().name.split()[0]
        year.say(year.officer(), f"{name} amefiwa, welfare imsaidie", "welfare claims")
    else:
        year.say(year.member(), text, "welfare claims")


def gives_to_welfare(year: Year) -> None:
    """A member says that the next payment is for welfare, and pays."""
    person = year.member()
    if person == year.holder():
        return
    year.say(person, "200 for welfare", "gifts to welfare")
    shown = shown_number(person)
    code, text = year.float.receive(year.stage.now, 200, person.name.upper(), shown)
    year.texts[code] = (text, 200)
    year.say(year.holder(), text, "payments")


def fines_absence(year: Year) -> None:
    """An officer says that somebody was not at the meeting."""
    name = year.member().name.split()[0]
    year.say(year.officer(), f"{name} was absent", "absences")


def waives(year: Year) -> None:
    """An officer asks that a fine be let off, or the fined member disputes it."""
    person = year.member()
    if year.random.random() < 0.4:
        year.say(person, "DISPUTE", "fines disputed")
    else:
        name = person.name.split()[0]
        year.say(year.officer(), f"waive {name}'s fine, he was in hospital", "waivers asked")


def spends(year: Year) -> None:
    """An officer asks for an expense, or tells of one paid from notes."""
    units = year.random.randint(50, 800)
    if year.random.random() < 0.6:
        year.say(year.officer(), f"we need {units} for chairs", "expenses")
        code, text = year.float.send(year.stage.now, units, "DUKA LA VITI", "0798111222")
        year.texts[code] = (text, -units)
        year.say(year.holder(), text, "texts of money out")
    else:
        year.say(year.officer(), f"nimetumia {units} ya chama kununua soda", "expenses")


def moves_cash(year: Year) -> None:
    """Notes of the group go from one officer to another, or to the bank."""
    name = year.officer().name.split()[0]
    units = year.amount()
    text = year.random.choice(
        (f"I gave {name} {units} of the chama's money", f"nimempa {name} {units} za chama ashike")
    )
    year.say(year.officer(), text, "notes between officers")


def draws_cash(year: Year) -> None:
    """Who collects draws notes at an agent."""
    units = year.random.randint(1, 10) * 100
    code, text = year.float.draw(year.stage.now, units)
    year.texts[code] = (text, -units)
    year.say(year.holder(), text, "notes drawn")


def changes_a_rule(year: Year) -> None:
    """A member proposes another rule."""
    due = year.rules.rules.rotation.contribution
    text = year.random.choice(
        (
            f"change clause 2.1 to {year.random.choice((due, due // 2, 2 * due))}",
            f"change clause 6.1 to {year.random.choice((20, 50, 100))}",
            "change clause 5.2 to pay",
            "change clause 5.2 to wait",
        )
    )
    year.say(year.member(), text, "changes of rules")


def wants_another_number(year: Year) -> None:
    """A member wants to receive elsewhere."""
    number = f"07{year.random.randrange(10**8):08d}"
    year.say(year.member(), f"send my pot to {number}", "receive numbers")


def tells_of_a_payment(year: Year) -> None:
    """A member says that they paid into the bank, true or not."""
    year.say(year.member(), f"I paid {year.amount()} by bank transfer", "payments told")


def announces_a_rate(year: Year) -> None:
    """An officer of a club abroad says what its money is in shillings."""
    if year.rules.currency != "KES":
        year.say(year.officer(), f"RATE {year.random.randint(150, 180)}", "rates")


def changes_money(year: Year) -> None:
    """An officer of a club abroad says that shillings became its money, or the other way."""
    if year.rules.currency != "KES":
        own, shillings = year.random.randint(5, 90), year.random.randint(1, 15) * 1_000
        pair = [f"KES {shillings:,}", f"{year.rules.currency} {own}"]
        year.random.shuffle(pair)
        year.say(year.officer(), f"changed {pair[0]} to {pair[1]}", "exchanges")


ACTIONS: Mapping[str, Callable[[Year], None]] = {
    one.__name__: one
    for one in (
        pays, stranger_pays, forwards_again, gives_cash, undoes, moves, is_reversed,
        asks_to_pay_out, releases, hands_over, asks, sends_to_somebody, asks_welfare,
        gives_to_welfare, fines_absence, waives, spends, moves_cash, draws_cash, changes_a_rule,
        wants_another_number, tells_of_a_payment, announces_a_rate, changes_money,
    )
}  # fmt: skip
WEIGHTS = {
    "pays": 60, "stranger_pays": 4, "forwards_again": 5, "gives_cash": 8, "undoes": 3, "moves": 3,
    "is_reversed": 2, "asks_to_pay_out": 4, "releases": 1, "hands_over": 3, "asks": 5,
    "sends_to_somebody": 2, "asks_welfare": 3, "gives_to_welfare": 2, "fines_absence": 2,
    "waives": 3, "spends": 3, "moves_cash": 2, "draws_cash": 2, "changes_a_rule": 2,
    "wants_another_number": 1, "tells_of_a_payment": 6, "announces_a_rate": 3, "changes_money": 2,
}  # fmt: skip
