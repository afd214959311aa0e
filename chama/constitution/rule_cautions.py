"""What rules mean together that their group may not have meant: fines, payouts, welfare, votes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chama.constitution import Constitution
from chama.constitution.amendment import DecidedBy
from chama.constitution.approvals import FEWEST
from chama.constitution.charge import Charge
from chama.constitution.fines import HowOften
from chama.constitution.section import rules_of
from chama.money import Money


@dataclass(frozen=True, slots=True)
class Caution:
    """What is unwise. key: its name for templates. text: a sentence for operators."""

    key: str
    text: str


STEEP_PERCENT: Final = 50
HASTY_HOURS: Final = 24


def rule_cautions(file: Constitution) -> Iterator[Caution]:
    """What is unwise in the rules, nothing where all is well."""
    yield from _of_fines(file)
    yield from _of_lateness(file)
    yield from _of_early_fines(file)
    yield from _of_recipients(file)
    yield from _of_grace(file)
    yield from _of_new_phones(file)
    yield from _of_welfare_dues(file)
    yield from _of_grants(file)
    yield from _of_votes(file)


def _of_fines(file: Constitution) -> Iterator[Caution]:
    fines = file.rules.fines
    for key, charge in (
        ("late", fines.late),
        ("absent", fines.absent),
        ("absent_with_apology", fines.absent_with_apology),
    ):
        if charge is None:
            continue
        if charge.percent is not None and charge.percent > STEEP_PERCENT:
            yield Caution(
                "steep_fine",
                f"fines.{key} is {charge.as_written()} of what is owed: fines above "
                f"{STEEP_PERCENT}% are seldom paid; agree on a smaller one.",
            )
        elif charge.units is not None and charge.units > file.rules.rotation.contribution:
            yield Caution(
                "fine_above_due",
                f"fines.{key} is {Money.of(charge.units, file.currency)}, more than the "
                f"contribution of {file.contribution}: fines above the due are seldom paid.",
            )
    if _is_more(file, fines.absent_with_apology, fines.absent):
        yield Caution(
            "dear_apology",
            "fines.absent_with_apology is more than fines.absent: who sends an apology would pay "
            "more than who sends none.",
        )


def _of_lateness(file: Constitution) -> Iterator[Caution]:
    fines = file.rules.fines
    if fines.late is None:
        if fines.late_cap is not None or fines.late_every is not HowOften.ONCE or fines.grace_days:
            yield Caution(
                "fine_is_none",
                "fines.late is none: what else [fines] says of lateness has no effect.",
            )
    elif fines.late_every is not HowOften.ONCE and fines.late_cap is None:
        yield Caution(
            "no_cap",
            f"The fine for late payment comes again each {fines.late_every} without an end: "
            "say fines.late_cap, the most that one round may cost.",
        )
    elif _is_more(file, fines.late, fines.late_cap):
        yield Caution(
            "low_cap",
            "fines.late_cap is less than fines.late: nobody would ever pay the whole fine.",
        )


def _of_early_fines(file: Constitution) -> Iterator[Caution]:
    fines, payout = file.rules.fines, file.rules.payout
    if fines.late is not None and fines.grace_days < payout.grace_days:
        yield Caution(
            "early_fine",
            f"fines.grace_days is {fines.grace_days} and payout.grace_days {payout.grace_days}: "
            "a payment would be fined before it is late; make them the same.",
        )


def _is_more(file: Constitution, one: Charge | None, other: Charge | None) -> bool:
    """Whether a charge on a contribution is more than another, where there are both."""
    if one is None or other is None:
        return False
    owed_cents = file.contribution.cents
    return one.of(owed_cents) > other.of(owed_cents)


def _of_recipients(file: Constitution) -> Iterator[Caution]:
    recipients = file.rules.rotation.recipients
    seats = sum(len(member.seats) for member in file.members)
    if recipients >= seats > 1:
        yield Caution(
            "all_receive",
            f"{recipients} receive in one round and there are {seats} seats: everybody would pay "
            "and receive at once; look whether rotation.recipients is right.",
        )
    elif recipients > 1 and seats % recipients:
        yield Caution(
            "uneven_rounds",
            f"{seats} seats are no whole number of rounds with {recipients} recipients: fewer "
            "receive in the last round of a cycle, and each of them gets more; agree on it.",
        )


def _of_grace(file: Constitution) -> Iterator[Caution]:
    longest = file.rules.rotation.every.shortest_days
    for path, days in (
        ("payout.grace_days", file.rules.payout.grace_days),
        ("fines.grace_days", file.rules.fines.grace_days),
    ):
        if days >= longest:
            yield Caution(
                "long_grace",
                f"{path} is {days}, as long as a round: the next round would be over before "
                "anybody is late for this one.",
            )


def _of_new_phones(file: Constitution) -> Iterator[Caution]:
    hours = file.rules.payout.receive_phone_hours
    if hours < HASTY_HOURS:
        yield Caution(
            "hasty_phone",
            f"payout.receive_phone_hours is {hours}: whoever holds a stolen phone could have a pot "
            "sent elsewhere before its owner hears of it; 72 leaves time.",
        )


def _of_welfare_dues(file: Constitution) -> Iterator[Caution]:
    welfare = file.rules.welfare
    if welfare.dues and welfare.every is None:
        yield Caution(
            "dues_without_rhythm",
            "welfare.dues are said and welfare.every is none: no dues would ever be raised.",
        )
    if welfare.every is not None and not welfare.dues:
        yield Caution(
            "rhythm_without_dues",
            "welfare.every is said and welfare.dues are 0: no dues would ever be raised.",
        )
    if welfare.events and not _paid_in_a_year(file):
        yield Caution(
            "welfare_without_money",
            "[welfare] grants money and nobody pays any in: say welfare.dues and welfare.every, or "
            "welfare.assessment.",
        )


def _of_grants(file: Constitution) -> Iterator[Caution]:
    """A grant that is more than all members pay in within a year empties the fund at once."""
    in_a_year = _paid_in_a_year(file)
    largest = max(file.rules.welfare.events, key=lambda grant: grant[1], default=None)
    if largest is not None and 0 < in_a_year < largest[1]:
        yield Caution(
            "large_grant",
            f"welfare.events grants {Money.of(largest[1], file.currency)} for {largest[0]}, and "
            f"all members together pay {Money.of(in_a_year, file.currency)} in a year: the fund "
            "could not pay it.",
        )


def _paid_in_a_year(file: Constitution) -> int:
    """What welfare gets of all members in a year with one event, in whole units."""
    welfare = file.rules.welfare
    times = 0 if welfare.every is None else welfare.every.times_a_year
    return (welfare.assessment + welfare.dues * times) * len(file.members)


def _of_votes(file: Constitution) -> Iterator[Caution]:
    """The member whose thing it is never agrees to it; officers are counted for amendments."""
    approvals, members = file.rules.approvals, len(file.members)
    for one in rules_of(type(approvals)):
        needed = getattr(approvals, one.key)
        if one.key not in {"money_out", "amendment"} and needed > max(members - 1, FEWEST):
            yield Caution(
                "too_many_to_agree",
                f"approvals.{one.key} is {needed} and {file.name} has {members} members, one of "
                "whom has an interest in it: nobody could agree to it.",
            )
    officers = sum(member.office is not None for member in file.members)
    by_officers = file.rules.amendment.approve is DecidedBy.OFFICERS
    if by_officers and approvals.amendment > officers:
        yield Caution(
            "too_few_officers",
            f"approvals.amendment is {approvals.amendment} and {file.name} has {officers} "
            "officers: no rule could ever change; lower it, or let members decide ([amendment]).",
        )
