"""Books with planted differences: reconciliation finds exactly those, in every layout."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from chama.statements import BookEntry, BookMember, Reconciliation, read, reconcile
from tests.statements.test_generated import CUSTOMER, NEWER, OLDER, Renderer
from tests.statements.world import (
    Customer,
    Organisation,
    Person,
    Truth,
    World,
    receipt,
)

SEEDS = range(4)
RENDERERS: dict[str, tuple[str, Renderer]] = {
    "older CSV": ("older", OLDER["CSV"]),
    "newer CSV": ("newer", NEWER["CSV"]),
    "customer CSV": ("customer", CUSTOMER["CSV"]),
    "customer text": ("customer", CUSTOMER["text"]),
}


@dataclass
class Plan:
    """A book being written, and what comparing it has to bring; the order does not matter here."""

    rng: random.Random
    world: World
    entries: list[BookEntry] = field(default_factory=list)
    matches: set[tuple[str, str]] = field(default_factory=set)
    findings: set[tuple[str, str | None, str | None]] = field(default_factory=set)

    def enter(self, truth: Truth, cents: int, code: str | None, who: str | None) -> str:
        entry_id = f"L{len(self.entries) + 1}"
        entry = BookEntry(entry_id, truth.at.date(), who, cents, code)
        self.entries.append(entry)
        return entry_id

    def member_of(self, truth: Truth) -> str | None:
        return truth.person.id if truth.person else None

    def other_than(self, truth: Truth) -> str:
        others = [one.id for one in self.world.people if one is not truth.person]
        return self.rng.choice(others)

    def is_alone(self, truth: Truth) -> bool:
        """Whether no other payment of this member has this amount on this day."""
        alike = [
            one
            for one in self.world.truths.values()
            if (one.way, one.amount, one.at.date()) == (truth.way, truth.amount, truth.at.date())
        ]
        return len(alike) == 1


def plan_for(rng: random.Random, world: World) -> Plan:
    plan = Plan(rng, world)
    for truth in world.truths.values():
        if truth.is_ignored:
            continue
        (enter_payment if truth.way == "in" else enter_payout)(plan, truth)
    plant_unknown_receipts(plan)
    return plan


def enter_payout(plan: Plan, truth: Truth) -> None:
    if truth.person is None:  # to the group's own bank: it stays the group's
        return
    if plan.rng.random() < 0.2:
        plan.findings.add(("money_out_not_in_ledger", None, truth.receipt))
        return
    sign = plan.rng.choice([1, -1])
    entry = plan.enter(truth, sign * truth.amount, truth.receipt, plan.member_of(truth))
    plan.matches.add((entry, truth.receipt))


def enter_payment(plan: Plan, truth: Truth) -> None:
    rng, code = plan.rng, truth.receipt
    if truth.reversed_by:
        if rng.random() < 0.5:
            entry = plan.enter(truth, truth.amount, code, plan.member_of(truth))
            plan.matches.add((entry, code))
            plan.findings.add(("reversed_but_counted", entry, code))
        return
    fault = rng.choice(["none", "none", "lacks", "amount", "member", "twice", "typed", "bare"])
    if fault == "lacks":
        plan.findings.add(("on_statement_not_in_ledger", None, code))
        return
    typed: str | None = rng.choice([code, code.lower(), f" {code} "])
    cents, who = truth.amount, plan.member_of(truth)
    if fault == "typed":
        typed = mistyped(rng, code)
    if fault == "bare" and plan.is_alone(truth):
        typed = None
    if fault == "amount":
        cents += rng.choice([-50, 100, 5_000])
    if fault == "member":
        who = plan.other_than(truth)
    entry = plan.enter(truth, cents, typed, who)
    plan.matches.add((entry, code))
    kinds = {
        "amount": "amount_differs",
        "member": "credited_to_another_member",
        "typed": "receipt_mistyped",
    }
    if fault in kinds:
        plan.findings.add((kinds[fault], entry, code))
    if fault == "twice":
        again = plan.enter(truth, truth.amount, code, plan.member_of(truth))
        plan.findings.add(("recorded_twice", again, code))


def mistyped(rng: random.Random, code: str) -> str:
    place = rng.randrange(4, len(code))
    others = [letter for letter in "ABCDEFGHJKMNPQRSTUVWXYZ23456789" if letter != code[place]]
    return code[:place] + rng.choice(others) + code[place + 1 :]


def plant_unknown_receipts(plan: Plan) -> None:
    """Receipts of the month that are on no statement, cash, and what lies outside the month."""
    last = plan.world.rows[-1].at.date()  # without a printed period that day may not be over
    days = [one for one in plan.world.truths.values() if one.at.date() < last]
    for truth in plan.rng.sample(days, 4):
        who = plan.rng.choice(plan.world.people).id
        code = receipt(plan.rng, truth.at)
        entry = plan.enter(truth, 12_345, code, who)
        plan.findings.add(("in_ledger_not_on_statement", entry, code))
        plan.enter(truth, 54_321, None, who)  # cash
    before = next(iter(plan.world.truths.values()))
    early = before.at - timedelta(days=60)
    plan.enter(Truth("", early, "in", 100), 100, receipt(plan.rng, early), "m0")


def known(
    result: Reconciliation,
) -> tuple[set[tuple[str, str]], set[tuple[str, str | None, str | None]]]:
    return (
        {(one.entry_id, one.receipt) for one in result.matches},
        {(one.kind.value, one.entry_id, one.receipt) for one in result.findings},
    )


def world_of(kind: str, rng: random.Random) -> World:
    if kind == "customer":
        return Customer(rng, 40).world
    return Organisation(rng, 40, is_new=kind == "newer").world


def member(person: Person, rng: random.Random) -> BookMember:
    plus = rng.choice(["", "+"])
    return BookMember(person.id, person.name.title(), f"{plus}{person.phone}", person.ref)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("renderer", RENDERERS)
def test_exactly_what_was_planted_is_found(renderer: str, seed: int, tmp_path: Path) -> None:
    kind, render = RENDERERS[renderer]
    rng = random.Random(f"planted/{renderer}/{seed}")
    world = world_of(kind, rng)
    statement = read(render(rng, world, tmp_path))
    plan = plan_for(rng, world)
    members = [member(person, rng) for person in world.people]
    result = reconcile(statement, members, plan.entries)
    assert known(result) == (plan.matches, plan.findings)
    assert len(result.matches) == len(plan.matches)
    assert len(result.findings) == len(plan.findings)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_faithful_book_has_no_finding(seed: int, tmp_path: Path) -> None:
    rng = random.Random(f"faithful/{seed}")
    world = Organisation(rng, 60, is_new=False).world
    statement = read(OLDER["XLSX"](rng, world, tmp_path))
    entries = [
        BookEntry(
            one.receipt,
            one.at.date(),
            one.person.id if one.person else None,
            one.amount if one.way == "in" else -one.amount,
            one.receipt,
        )
        for one in world.truths.values()
        if not one.is_ignored and not one.reversed_by
    ]
    members = [member(person, rng) for person in world.people]
    assert reconcile(statement, members, entries).findings == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_strangers_are_asked_about_and_nobody_is_accused(seed: int, tmp_path: Path) -> None:
    """With the payers struck from the book, their payments are unknown, whoever has the credit."""
    rng = random.Random(f"strangers/{seed}")
    world = Customer(rng, 40).world
    statement = read(CUSTOMER["CSV"](rng, world, tmp_path))
    stranger = BookMember("X", "ZIPPORAH NYAMBURA", "254799999999", "X99")
    findings = reconcile(statement, [stranger], []).findings
    assert {one.kind.value for one in findings} <= {"payer_unknown", "money_out_not_in_ledger"}
    entries = [
        BookEntry(code, one.at.date(), "X", one.amount, code)
        for code, one in world.truths.items()
        if not one.is_ignored and not one.reversed_by
    ]
    assert reconcile(statement, [stranger], entries).findings == ()
