"""How the group's round and a member stand, read from balances alone."""

from __future__ import annotations

from dataclasses import dataclass

from chama import entries
from chama.account_ref import account_of
from chama.constitution import CollectorKind, Pays
from chama.group import Collector, Group, Person
from chama.journal import Account, Balances
from chama.kinds import AccountKind


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """A round in figures.

    owing: who still owes for it, in seat order. recipient: whose turn it is, commas between names.
    """

    round: int
    paid_count: int
    member_count: int
    collected_cents: int
    expected_cents: int
    recipient: str
    owing: tuple[tuple[Person, int], ...]

    @property
    def is_complete(self) -> bool:
        """Whether everybody has paid in full."""
        return not self.owing


def round_standing(group: Group, balances: Balances) -> RoundStanding | None:
    """How the group's newest round stands, None before the first."""
    if group.round is None:
        return None
    owing = tuple(
        (person, cents)
        for person in sorted(group.people, key=lambda person: person.seat)
        if (cents := balances.get(entries.dues(person.code, group.round.key), 0)) > 0
    )
    expected_cents = sum(map(group.round.dues_cents, group.people))
    return RoundStanding(
        round=group.round.number,
        paid_count=len(group.people) - len(owing),
        member_count=len(group.people),
        collected_cents=expected_cents - sum(cents for _, cents in owing),
        expected_cents=expected_cents,
        recipient=", ".join(map(group.name_of, group.round.recipients)),
        owing=owing,
    )


def owed_in_order(group: Group, balances: Balances, member: str) -> list[tuple[Account, int]]:
    """What a member owes, in the order in which the group applies money.

    The order is the constitution's, allocation.order; within each the oldest comes first.
    """
    order, newest = group.rules.allocation.order, group.round.key if group.round else ""
    owed = entries.owed_by(balances, member)
    return sorted(owed, key=lambda due: order.index(_paid_as(due[0], newest)))


def owed_from(
    group: Group, balances: Balances, member: str, place: Account
) -> list[tuple[Account, int]]:
    """What of a member's debts money can pay that lies in a place, in the same order.

    Money in another currency pays the dues of rounds, at the rate announced for that; fines and
    welfare are never converted.
    """
    owed = owed_in_order(group, balances, member)
    if not place.currency:
        return owed
    return [
        (due, cents)
        for due, cents in entries.within(owed, entries.ROTATION)
        if due.kind is AccountKind.DUES
    ]


def _paid_as(owed: Account, newest_round: str) -> Pays:
    """Under which word of allocation.order something is paid."""
    if owed.kind is AccountKind.FINES:
        return Pays.FINES
    if owed.fund == entries.WELFARE:
        return Pays.WELFARE
    return Pays.CURRENT if owed.round == newest_round else Pays.ARREARS


def owed_cents(balances: Balances, member: str) -> int:
    """What a member owes in all."""
    return _owed_by_all(balances).get(member, 0)


def everybody_owing(group: Group, balances: Balances) -> list[tuple[Person, int]]:
    """Who owes anything, in seat order, with what they owe in all."""
    totals = _owed_by_all(balances)
    by_seat = sorted(group.people, key=lambda person: person.seat)
    return [(person, totals[person.code]) for person in by_seat if person.code in totals]


def _owed_by_all(balances: Balances) -> dict[str, int]:
    totals: dict[str, int] = {}
    for account, cents in balances.items():
        if account.kind.meaning.is_owed and cents > 0:
            totals[account.owner] = totals.get(account.owner, 0) + cents
    return totals


def round_number(key: str) -> int:
    """The number that people call a round by: "1.5" -> 5; 0 for what belongs to no round."""
    return int(key.rpartition(".")[2]) if key else 0


def pay_to(group: Group, payer: Person | None = None, currency: str = "") -> str:
    """Where to pay, in words that need no translation: "0712345678 (Wanjiru)".

    currency: to pay in, "" for the group's own.

    A paybill asks for an account: the group's letters and the payer's seat, by which the money is
    known as theirs. "" for
    the payer whose own phone collects: nobody can send money to themselves.
    """
    collector = next(iter(group.collectors_in(currency)), None)
    if collector is None or (payer is not None and _is_own_phone(collector, payer)):
        return ""
    return in_words(collector, account_of(group.id, payer.seat) if payer is not None else "")


def in_words(collector: Collector, reference: str = "") -> str:
    """Where a collector's money arrives: "bank account 12345678 (Umoja)".

    reference: what a payer types as account of a paybill, "" to leave it out.
    """
    number = as_dialled(collector.number or collector.phone)
    account = f", account {reference}" if reference else ""
    where = {
        CollectorKind.TILL: f"till {number}",
        CollectorKind.PAYBILL: f"paybill {number}{account}",
        CollectorKind.BANK: f"bank account {number}",
    }
    return f"{where.get(collector.kind, number)} ({collector.name})"


def _is_own_phone(collector: Collector, person: Person) -> bool:
    return collector.kind is CollectorKind.PHONE and collector.phone == person.phone


def as_dialled(number: str) -> str:
    """A number as Kenyans dial it: +254712345678 -> 0712345678; others as they are."""
    return f"0{number[4:]}" if number.startswith("+254") else number
