"""How reports of money tie to the book: places, funds, fines, slips, and the chain itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.reports.asked import Asked, Period
from bot.reports.fund_tables import flows
from bot.reports.kinds import annual, audit
from bot.reports.verifier import chain_faults, packing_faults, table_faults
from bot.reports.words import Words
from bot.views.book_at import BookAt, book_at
from bot.views.cash_book import cash_book, place_of
from bot.views.fine_lines import FineStep, fines_of
from bot.views.funds import CLAIMS, OWED, WORTH, FundView, funds
from bot.views.payout_slips import PayoutSlip, Step, payout_slips
from bot.views.receivables import owing
from bot.views.ties import ties
from bot.views.welfare_book import welfare_book
from chama.entries import ROTATION, WELFARE, payable, positions, pot
from chama.journal import standing
from chama.kinds import AccountKind, EntryKind
from chama.rota import day_in_nairobi

if TYPE_CHECKING:
    from tests.reports.ties import Book


def of_money(read: Book) -> Iterator[str]:
    """Every law that does not hold, as a sentence."""
    moments = [one.recorded_at for one in read.entries if one.recorded_at is not None]
    middle = book_at(read.connection, read.group.id, moments[len(moments) // 2])
    yield from _places(read, middle)
    yield from _funds(read, middle)
    yield from _fines(read, middle)
    yield from _fines_by_entry(read)
    yield from _welfare(read, middle)
    yield from _slips(read)
    yield from _pack(read)


def _places(read: Book, middle: BookAt) -> Iterator[str]:
    """What a place closes with is what its accounts hold, of all funds; days follow one another."""
    held: dict[object, int] = {}
    for account, cents in read.held.items():
        if (place := place_of(account)) is not None:
            held[place] = held.get(place, 0) + cents
    whole = {one.place: one for one in cash_book(read.connection, read.group, read.until)}
    first = {one.place: one for one in cash_book(read.connection, read.group, middle)}
    second = cash_book(read.connection, read.group, read.until, middle)
    for place, one in whole.items():
        if one.closing.cents != held.pop(place, 0):
            yield f"{one.name} closes with {one.closing}, which is not what it holds"
        if one.opening.cents or sum(money.cents for _, money in one.funds) != one.closing.cents:
            yield f"{one.name}: {one.funds} do not make {one.closing}"
        days = list(one.days)
        ends = [day.opening + day.came_in - day.went_out for day in days]
        if ends != [day.closing for day in days] or (days and days[-1].closing != one.closing):
            yield f"{one.name}: the days do not follow one another"
    if held:
        yield f"{held} lies in no place"
    for later in second:
        before = first.get(later.place)
        opening = before.closing.cents if before is not None else 0
        rows = before.rows if before is not None else ()
        if later.opening.cents != opening or rows + later.rows != whole[later.place].rows:
            yield f"{later.name} is another book in two parts than in one"
    for tie in ties(read.connection, read.group, read.until):
        place = place_of(tie.collector.place)
        closing = whole[place].closing if place is not None else None
        known = sum(item.amount.cents for item in tie.known)
        if tie.closing != closing:
            yield f"{tie.collector.name} is tied at {tie.closing}, and closes with {closing}"
        if tie.difference.cents != known + tie.unexplained.cents:
            yield f"{tie.collector.name}: {tie.difference} is not explained by what is said"


def _funds(read: Book, middle: BookAt) -> Iterator[str]:
    """Debits are credits in each fund, money comes from somewhere, and each table adds up."""
    first = {one.fund: one for one in funds(read.connection, read.group, middle)}
    for one in funds(read.connection, read.group, read.until, middle):
        held = dict.fromkeys(AccountKind, 0)
        for account, cents in read.held.items():
            if account.fund == one.fund:
                held[account.kind] += cents
        if any(held[kind] != one.closing.get(kind, 0) for kind in AccountKind):
            yield f"{one.fund} is not what the ledger has"
        if one.fund in first and one.cash(at_opening=True) != first[one.fund].cash():
            yield f"{one.fund} opens with other money than it closed with"
        if sum(one.closing.values()) or sum(one.opening.values()):
            yield f"{one.fund} is out of balance"
        if one.cash(at_opening=True) + one.total_in - one.total_out != one.cash():
            yield f"{one.fund}: what came and went does not make {one.cash()}"
        if one.cash() + one.has(*OWED) != -one.has(*CLAIMS, *WORTH):
            yield f"{one.fund}: claims and surplus are not what there is"
        yield from _tables(one)


def _tables(one: FundView) -> Iterator[str]:
    *lines, closing = [of(one).cents for _, of, _ in flows()]
    if sum(lines) != closing:
        yield f"{one.fund}: the flows {lines} do not make {closing}"
    *lines, result = [of(one).cents for _, of, _ in annual.income()]
    if sum(lines) != result:
        yield f"{one.fund}: income and expenditure {lines} do not make {result}"
    sheet = {key: of(one).cents for key, of, _ in annual.balance_sheet()}
    *_, assets, claims = (sheet[f"sheet_line.{name}"] for name in ("assets", "claims"))
    there = ("collectors", "cash", "dues", "fines")
    promised = ("pots", "ahead", "aside", "waiting", "surplus")
    if assets != claims or assets != sum(sheet[f"sheet_line.{name}"] for name in there):
        yield f"{one.fund}: the balance sheet {sheet} does not balance"
    if claims != sum(sheet[f"sheet_line.{name}"] for name in promised):
        yield f"{one.fund}: {sheet} does not add up"


def _fines(read: Book, middle: BookAt) -> Iterator[str]:
    whole = fines_of(read.connection, read.group, read.until)
    first = {one.fund: one.closing for one in fines_of(read.connection, read.group, middle)}
    for one in (*whole, *fines_of(read.connection, read.group, read.until, middle)):
        owed = sum(
            cents
            for account, cents in read.held.items()
            if account.fund == one.fund and account.kind is AccountKind.FINES
        )
        gone = sum(one.sum(step).cents for step in FineStep if step is not FineStep.RAISED)
        end = one.opening.cents + one.sum(FineStep.RAISED).cents - gone
        if not one.closing.cents == owed == end:
            yield f"fines of {one.fund} close with {one.closing}, not {owed} or {end}"
        if one not in whole and one.fund in first and one.opening != first[one.fund]:
            yield f"fines of {one.fund} open with {one.opening}, not {first[one.fund]}"


def _fines_by_entry(read: Book) -> Iterator[str]:
    """What was raised are the fines that stand in the book, what was let off the waivers."""
    for one in fines_of(read.connection, read.group, read.until):
        told = {
            EntryKind.FINE: one.sum(FineStep.RAISED).cents,
            EntryKind.FINE_WAIVED: sum(
                one.sum(step).cents for step in (FineStep.LET_OFF, FineStep.TAKEN_BACK)
            ),
        }
        for kind, cents in told.items():
            booked = sum(
                sealed.entry.amount_cents
                for sealed in standing(read.entries)
                if sealed.entry.kind is kind and sealed.entry.postings[0].account.fund == one.fund
            )
            if cents != booked:
                yield f"{kind} of {one.fund} are {cents}, the entries {booked}"


def _welfare(read: Book, middle: BookAt) -> Iterator[str]:
    money = sum(
        cents
        for account, cents in read.held.items()
        if account.fund == WELFARE and account.kind.meaning.is_money
    )
    aside = -sum(
        cents
        for account, cents in read.held.items()
        if account.fund == WELFARE and account.kind is AccountKind.PAYABLE
    )
    whole = welfare_book(read.connection, read.group, read.until)
    later = welfare_book(read.connection, read.group, read.until, middle)
    if whole.closing.cents != money or later.closing != whole.closing:
        yield f"welfare closes with {whole.closing}, the ledger has {money}"
    if later.opening != welfare_book(read.connection, read.group, middle).closing:
        yield f"welfare opens with {later.opening}"
    moved = sum(row.came_in.cents - row.went_out.cents for row in later.rows)
    if later.opening.cents + moved != later.closing.cents:
        yield "the lines of welfare do not add up"
    if sum(one.left.cents for one in whole.help) != aside:
        yield f"of help {whole.help} is to be sent, the ledger has {aside}"
    if any(one.agreed.cents != one.sent.cents + one.left.cents for one in whole.help):
        yield f"{whole.help} is neither sent nor to be sent"


def _slips(read: Book) -> Iterator[str]:
    """A slip ends with what the ledger has of the pot and set aside; what was sent are payouts."""
    for key, one in owing(read.connection, read.group, read.until).rounds.items():
        places = positions(len(one.recipients))
        for place, slip in zip(
            places, payout_slips(read.connection, read.group, read.until, one.number), strict=True
        ):
            of_pot, aside = pot(key, place), payable(ROTATION, slip.member, key)
            if slip.left.cents != -read.held.get(of_pot, 0):
                yield f"round {one.number}: {slip.left} is left in the pot of {slip.name}"
            if slip.to_send.cents != -read.held.get(aside, 0):
                yield f"round {one.number}: {slip.to_send} is to be sent to {slip.name}"
            yield from (f"round {one.number}: {fault}" for fault in _lines(slip))
            sent = sum(
                sealed.entry.amount_cents
                for sealed in standing(read.entries)
                if sealed.entry.kind is EntryKind.PAYOUT
                and {of_pot, aside} & {line.account for line in sealed.entry.postings}
            )
            if slip.sum(Step.SENT).cents != sent:
                yield f"round {one.number}: {slip.sum(Step.SENT)} is sent, payouts are {sent}"


def _lines(slip: PayoutSlip) -> Iterator[str]:
    of = slip.sum
    aside = of(Step.TAKEN, Step.MORE, Step.RETURNED) - of(Step.KEPT, Step.SENT, Step.RELEASED)
    if slip.to_send != aside - of(Step.OTHER):
        yield f"the lines of {slip.name} make {aside}, to be sent is {slip.to_send}"
    if slip.left != of(Step.PROMISED, Step.RELEASED) - of(Step.TAKEN):
        yield f"the lines of {slip.name} do not leave {slip.left} in the pot"


def _pack(read: Book) -> Iterator[str]:
    """A pack holds by what its own verifier recomputes, and names nobody's whole number."""
    asked = Asked(
        connection=read.connection,
        name="audit",
        group=read.group,
        words=Words("en", "audit"),
        as_of=read.until,
        period=Period(None, day_in_nairobi(read.until.at)),
    )
    pack = audit.build(asked)
    if pack != audit.build(asked):
        yield "the pack is another one the second time"
    with TemporaryDirectory() as directory:
        folder = Path(directory)
        for one in pack.attachments:
            (folder / one.name).write_bytes(one.content)
            for person in read.group.people:
                if person.phone.encode() in one.content:
                    yield f"{one.name} has the number of {person.name}"
        lines = (folder / "chain.jsonl").read_text("utf-8").split("\n")
        links = [json.loads(line) for line in lines if line]
        yield from packing_faults(folder)
        yield from chain_faults(json.loads((folder / "book.json").read_text("utf-8")), links)
        yield from table_faults(folder, links)
