"""Plays money through the bot and a misbehaving provider, and compares their books.

The law: each transaction that completed in the provider's book is in ours once, with its receipt,
amount and charge, and ours has no other; nothing is unknown any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bot.conversation.money_api import OrderState
from bot.simulator.daraja import Fault, Kind, Transaction
from bot.store import book as books
from bot.store import pauses
from bot.store.database import reading, writing
from bot.store.tables import money_order
from bot.store.verify import verify
from chama.entries import receipt_of
from chama.kinds import AccountKind, EntryKind
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, SARAH, WANJIRU
from tests.money_stage import MoneyStage

PAID_IN, HOURS = 1_000_00, 3
PULLED_EACH = 3  # steps of ten minutes

_CODE = re.compile(r"Reply (\d{4}) to agree")


@dataclass(frozen=True)
class Moved:
    """What a book says of one receipt: cents that came in, or left with a charge."""

    cents: int
    fee_cents: int = 0


def books_of(stage: MoneyStage) -> tuple[Mapping[str, Moved], Mapping[str, Moved]]:
    """What the provider's book and ours say moved, by receipt; money out is below zero."""
    return theirs(stage), ours(stage)


def theirs(stage: MoneyStage) -> dict[str, Moved]:
    book = stage.provider.book
    came = {one.receipt: Moved(one.cents) for one in book.incoming}
    left = {one.receipt: Moved(-one.cents, one.fee_cents) for one in book.outgoing}
    return {**came, **left}


def ours(stage: MoneyStage, chama_id: int = 1) -> dict[str, Moved]:
    found: dict[str, Moved] = {}
    with reading(stage.engine) as connection:
        for sealed in books.entries_of(connection, chama_id):
            entry = sealed.entry
            receipt = receipt_of(entry.key)
            if receipt is None and entry.receipt:
                receipt = entry.receipt_id
            if receipt is None or entry.kind is EntryKind.ALLOCATION:
                continue
            moved = sum(p.amount_cents for p in entry.postings if p.account.kind.meaning.is_money)
            fee = sum(p.amount_cents for p in entry.postings if p.account.kind is AccountKind.FEES)
            code = entry.receipt or receipt.code
            before = found.get(code, Moved(0))
            found[code] = Moved(before.cents + moved + fee, before.fee_cents + fee)
    return {code: moved for code, moved in found.items() if moved.cents}


def mend(stage: MoneyStage) -> None:
    """The operator sees to what stopped the payouts, and lets them go on."""
    stage.provider.faults.switch_off()
    with writing(stage.engine) as connection:
        pauses.end(connection, pauses.PAYOUTS)
    settle_down(stage)


def is_stopped(stage: MoneyStage) -> bool:
    """Whether no payout goes out."""
    with reading(stage.engine) as connection:
        return pauses.until(connection, pauses.PAYOUTS, stage.stage.now) is not None


def settle_down(stage: MoneyStage, hours: int = HOURS) -> None:
    """Hours go by; callbacks come, the desk asks, and lists are pulled."""
    for step in range(1, hours * 6 + 1):
        stage.pass_time(600)
        if step % PULLED_EACH == 0:
            stage.desk.pull()
        stage.work()


def check(stage: MoneyStage) -> None:
    """The law."""
    theirs_now, ours_now = books_of(stage)
    assert ours_now == theirs_now
    assert list(verify(stage.engine)) == []
    assert unknown(stage) == []


def unknown(stage: MoneyStage) -> list[str]:
    """The states of orders that have not ended."""
    with reading(stage.engine) as connection:
        rows = connection.execute(money_order.select())
        return [row.state for row in rows if OrderState(row.state).is_open]


# --- what is played, by kind of money ------------------------------------------------------------


def push(stage: MoneyStage) -> None:
    """Achieng is asked for what she owes, and types her PIN."""
    stage.say(ACHIENG, "lipa")
    stage.work(2)
    if stage.provider.customers.prompts(ACHIENG.phone):
        stage.provider.customers.answer(ACHIENG.phone)
    stage.work()


def arrival(stage: MoneyStage) -> None:
    """Baraka pays from his menu, for his seat."""
    stage.provider.customers.pay(BARAKA.phone, stage.provider.shortcode, PAID_IN, "BCY-4")
    stage.work()


def payout(stage: MoneyStage) -> None:
    """All have paid; the pot is agreed to and goes out."""
    fill_pot(stage)
    agree(stage)
    stage.work()


def give_back(stage: MoneyStage) -> None:
    """Baraka has paid by mistake, and it goes back."""
    return_it(stage, mistake(stage))


def return_it(stage: MoneyStage, code: str) -> None:
    """The officers agree that a payment goes back, and if M-Pesa does not say why it did not, they
    forward its message of a reversal by hand, where there is one."""
    agree_to(stage, stage.say(WANJIRU, f"return {code}"))
    stage.work()
    is_asked = any("forward M-Pesa's message of that" in line for line in stage.arrived())
    went_back = stage.provider.ledger.reversal_of(code)
    if is_asked and went_back is not None:
        stage.say(WANJIRU, reversal_of(went_back))
        stage.say(OTIENO, "yes")


def reversal_of(went_back: Transaction) -> str:
    """What M-Pesa writes to the group's phone of a reversal."""
    at = went_back.at.astimezone(NAIROBI)
    return (
        f"{went_back.receipt} confirmed. Reversal of transaction {went_back.undoes} has been"
        f" successfully reversed on {at:%d/%m/%y} at {at:%I:%M %p} and"
        f" Ksh{went_back.cents / 100:,.2f} is debited from your M-PESA account."
    )


def mistake(stage: MoneyStage) -> str:
    """Baraka pays while the provider behaves; gives the receipt."""
    with _good_manners(stage):
        customers, shortcode = stage.provider.customers, stage.provider.shortcode
        paid = customers.pay(BARAKA.phone, shortcode, PAID_IN, "BCY-4")
        stage.work()
    stage.arrived()
    return paid.receipt


def fill_pot(stage: MoneyStage, cents: int = PAID_IN) -> None:
    """Everybody's contribution, while the provider behaves."""
    with _good_manners(stage):
        for person in PEOPLE:
            reference = f"BCY-{person.seat}"
            stage.provider.customers.pay(person.phone, stage.provider.shortcode, cents, reference)
            stage.work()


@contextmanager
def _good_manners(stage: MoneyStage) -> Iterator[None]:
    """The provider behaves meanwhile."""
    faults = stage.provider.faults
    kept = [fault for fault in Fault if faults.has(fault)]
    faults.switch_off()
    yield
    for fault in kept:
        faults.switch_on(fault, fault.times)


def agree(stage: MoneyStage) -> None:
    """All who are asked by a code write it."""
    agree_to(stage, stage.arrived())


def agree_to(stage: MoneyStage, arrived: Iterable[str]) -> None:
    """All who are asked by a code in what arrived write it."""
    for line in arrived:
        who, _, text = line.partition(": ")
        found = _CODE.search(text)
        person = next((one for one in (*PEOPLE, SARAH) if one.name.startswith(who)), None)
        if found is not None and person is not None:
            stage.stage.say(person, found[1])


PLAYS: Mapping[Kind, Callable[[MoneyStage], None]] = {
    Kind.PUSH: push,
    Kind.C2B: arrival,
    Kind.PAYOUT: payout,
    Kind.REVERSAL: give_back,
}

CELLS = [(fault, kind) for kind in PLAYS for fault in Fault if kind in fault.touches]
"""Every fault on every kind of money to which it can happen."""

__all__ = ["CELLS", "OTIENO", "PLAYS", "WANJIRU", "Transaction", "agree", "check", "settle_down"]
