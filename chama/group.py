"""A chama's slow-moving facts: its people, where its money arrives, its rules and newest round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from chama import entries
from chama.constitution import CollectorKind, Office, Rules
from chama.constitution.changes import RuleChange
from chama.constitution.over_time import PastRules, rules_on
from chama.journal import Account, round_key
from chama.money import DEFAULT_CURRENCY
from chama.rates import Rate
from chama.rota import Turn

OFFICE_ORDER = (Office.TREASURER, Office.CHAIR, Office.SECRETARY)


@dataclass(frozen=True, slots=True)
class Person:
    """A member. code: "M03", how accounts, entries and questions name them. phone: E.164.

    seat: the first of `seats`, further_seats the rest: each pays and each receives.
    has_wrong_number: whoever has the phone says that it is not this member's: until they say
    otherwise it is nobody's of the group, and the member cannot be reached. receive_phone: where
    they get pots, "" for their phone; next_receive_phone takes its place from next_receive_from on.
    pay_phone: the phone that is asked for what they pay, "" for their own.
    """

    code: str
    name: str
    phone: str
    seat: int
    office: Office | None = None
    further_seats: tuple[int, ...] = ()
    has_wrong_number: bool = False
    receive_phone: str = ""
    next_receive_phone: str = ""
    next_receive_from: datetime | None = None
    pay_phone: str = ""

    def receives_on(self, at: datetime) -> str:
        """The number on which they get pots at an aware moment."""
        if self.next_receive_from is not None and self.next_receive_from <= at:
            return self.next_receive_phone
        return self.receive_phone or self.phone

    @property
    def asked_on(self) -> str:
        """The number of the phone that is asked for what they pay."""
        return self.pay_phone or self.phone

    @property
    def seats(self) -> tuple[int, ...]:
        """All their seats, the lowest first."""
        return (self.seat, *self.further_seats)

    @property
    def is_officer(self) -> bool:
        """Whether they hold an office."""
        return self.office is not None


@dataclass(frozen=True, slots=True)
class Collector:
    """Where the group's money arrives. phone: whose texts are evidence for it.

    holder: the code of the member in whose hand that phone is, the author of its texts. currency:
    of the money that arrives, where it is not the group's; else "".
    """

    code: str
    kind: CollectorKind
    name: str
    phone: str
    number: str | None = None
    holder: str = ""
    currency: str = ""

    @property
    def place(self) -> Account:
        """Where its money lies, as the fund has it in which what arrives waits."""
        return entries.collector(entries.fund_of(self.currency), self.code)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round whose dues are in the book.

    number: counted through the whole book. recipients: the codes of those whose turn it is, by
    position. contribution_cents: what a seat pays. recipient_pays: whether a seat pays in the round
    in which it receives. rates: at which its dues may be paid in other currencies, one for each.
    """

    cycle: int
    number: int
    recipients: tuple[str, ...]
    contribution_cents: int
    opens_on: date
    due_on: date
    recipient_pays: bool = True
    rates: tuple[Rate, ...] = ()

    @property
    def key(self) -> str:
        """How accounts name it."""
        return round_key(self.cycle, self.number)

    def dues_cents(self, person: Person) -> int:
        """What a member is to pay for it, over all their seats."""
        free = 0 if self.recipient_pays else self.recipients.count(person.code)
        return self.contribution_cents * (len(person.seats) - free)


@dataclass(frozen=True, slots=True)
class Group:
    """A chama's slow-moving facts: its rules, people, collectors and newest rounds.

    round: the round that runs now or ran last, None before the first. earlier_rounds: those in the
    book before it, the newest first. turns: in order. Both reach back to the beginning of the cycle
    before the newest one, and further where something of a round is still open. changes: of rules,
    agreed to, whose day has not come, the first first. founded_on: the day in Nairobi on which the
    book begins. past_rules: what its rules were, the oldest first.
    """

    id: int
    version: int
    name: str
    currency: str
    language: str
    rules: Rules
    people: tuple[Person, ...]
    collectors: tuple[Collector, ...]
    round: RoundFacts | None = None
    earlier_rounds: tuple[RoundFacts, ...] = ()
    turns: tuple[Turn, ...] = ()
    changes: tuple[RuleChange, ...] = ()
    founded_on: date = date.min
    past_rules: tuple[PastRules, ...] = ()

    def rules_on(self, day: date) -> Rules:
        """The rules that counted on a day, or will count as far as it is agreed.

        What a round is judged by are those of the day on which it fell due: no later change reaches
        back to it.
        """
        return rules_on(day, self.rules, self.past_rules, self.changes)

    def has_rules_of(self, day: date) -> bool:
        """Whether the rules of now are those of a day to come or missed: no change counts first."""
        return all(one.from_on > day for one in self.changes)

    @property
    def rounds(self) -> tuple[RoundFacts, ...]:
        """The rounds that are in the book, the newest first."""
        return (self.round, *self.earlier_rounds) if self.round else ()

    @property
    def seats(self) -> dict[int, str]:
        """Who sits where: a member's code by seat, in the order of seats."""
        taken = {seat: person.code for person in self.people for seat in person.seats}
        return dict(sorted(taken.items()))

    def recipients_of(self, number: int) -> tuple[str, ...]:
        """The codes of those whose turn a round is, by position; () where no turn is stored."""
        return tuple(turn.member for turn in self.turns if turn.round == number)

    def rate_of(self, currency: str) -> Rate | None:
        """The rate announced for the newest round, None where a due cannot be paid in that."""
        if self.round is None or currency not in self.rules.abroad.currencies:
            return None
        found = (one for one in self.round.rates if one.currency == currency)
        rate = next(found, None)
        return replace(rate, tolerance=self.rules.abroad.tolerance) if rate else None

    def last_rate_of(self, currency: str) -> Rate | None:
        """The rate of the newest round that has one, None where none was announced lately."""
        rates = (rate for one in self.rounds for rate in one.rates if rate.currency == currency)
        return next(rates, None)

    @property
    def account_by_word(self) -> Collector | None:
        """Where the group's own money arrives if no M-Pesa text tells of it, so that people say it.

        None in a group whose money M-Pesa moves: there its texts are asked for.
        """
        is_shown = self.currency == DEFAULT_CURRENCY
        return None if is_shown else next(iter(self.collectors_in("")), None)

    def fund_currency(self, currency: str) -> str:
        """A currency as collectors and funds have it: "" for the group's own."""
        return "" if currency == self.currency else currency

    def collectors_in(self, currency: str) -> tuple[Collector, ...]:
        """Where money of a currency arrives; "" for the group's own."""
        return tuple(one for one in self.collectors if one.currency == currency)

    def person(self, code: str) -> Person | None:
        """The member with that code."""
        return next((person for person in self.people if person.code == code), None)

    def person_at(self, address: str) -> Person | None:
        """The member with that phone."""
        return next((person for person in self.people if person.phone == address), None)

    def pays_from(self, person: Person) -> tuple[str, ...]:
        """The numbers from which a payment is this member's: never another member's own phone,
        even where that is asked for what they pay."""
        other = person.pay_phone
        is_free = other not in ("", person.phone) and self.person_at(other) is None
        return (person.phone, other) if is_free else (person.phone,)

    def name_of(self, code: str) -> str:
        """A member's name, "" for nobody."""
        person = self.person(code)
        return person.name if person else ""

    @property
    def reachable(self) -> tuple[Person, ...]:
        """The members whose phone is their own: who can be told, asked, and agree."""
        return tuple(person for person in self.people if not person.has_wrong_number)

    def without_phone_of(self, member: Person) -> Group:
        """The same group once it is known that a member has a wrong number."""
        lost = replace(member, has_wrong_number=True)
        people = tuple(lost if one.code == member.code else one for one in self.people)
        return replace(self, people=people)

    @property
    def officers(self) -> tuple[Person, ...]:
        """The officers who can be reached, treasurer first."""
        held = {person.office: person for person in self.reachable if person.office}
        return tuple(held[office] for office in OFFICE_ORDER if office in held)

    @property
    def treasurer(self) -> Person | None:
        """The treasurer, or the officer who stands in where there is none."""
        return next(iter(self.officers), None)

    def collector(self, code: str) -> Collector | None:
        """The collector with that code."""
        return next((one for one in self.collectors if one.code == code), None)

    def collectors_beside(self, code: str) -> tuple[Collector, ...]:
        """Those whose texts arrive on the same phone as this one's, itself first."""
        first = self.collector(code)
        if first is None:
            return ()
        others = (one for one in self.collectors if one.phone == first.phone and one != first)
        return (first, *others)

    def holder_of(self, collector: Collector) -> Person | None:
        """In whose hand a collector's phone is: the author of the texts that come from it."""
        return self.person(collector.holder)

    def officer_besides(self, *codes: str) -> Person | None:
        """An officer who is none of these people: the second pair of eyes."""
        return next((officer for officer in self.officers if officer.code not in codes), None)
