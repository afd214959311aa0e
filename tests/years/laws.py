"""What must be true of a book after every day, whatever happened; each law names who broke it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.store.tables import inbox
from bot.store.verify import verify
from chama import entries
from chama.agreement import AND, CLOCK, gainers, is_on_own_word
from chama.entries import ROTATION
from chama.group import Group
from chama.journal import Account, JournalEntry, SealedEntry, add_postings
from chama.kinds import AccountKind, EntryKind

CLAUSE = re.compile(r"6\.\d+ \d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Read:
    """A group's book as a day leaves it."""

    group: Group
    entries: Sequence[SealedEntry]
    balances: Mapping[Account, int]


def read(engine: sa.Engine, chama_id: int) -> Read:
    """All of it."""
    with reading(engine) as connection:
        return Read(
            load_group(connection, chama_id),
            list(book.entries_of(connection, chama_id, after_seq=0)),
            dict(book.balances(connection, chama_id)),
        )


def broken(engine: sa.Engine, chama_id: int = 1) -> list[str]:
    """Every law that does not hold, as a sentence."""
    found = read(engine, chama_id)
    return [
        *(f"verify: {fault}" for fault in verify(engine)),
        *_our_own_faults(engine),
        *_balances_are_sums(found),
        *_nothing_is_ahead_beside_a_debt(found),
        *_nobody_gained_by_their_own_hand(found),
        *_money_out_has_its_people(found),
        *_every_fine_has_its_clause(found),
        *_every_fund_holds_what_it_is_for(found),
        *_no_place_of_notes_is_below_nothing(found),
        *_a_code_moves_money_once(found),
        *_members_accounts_are_what_happened_to_them(found),
        *_nothing_is_set_aside_that_was_not_paid(found),
    ]


def _our_own_faults(engine: sa.Engine) -> list[str]:
    """Messages that our own code failed to handle."""
    failed = sa.select(inbox.c.text, inbox.c.error).where(inbox.c.error != "")
    with reading(engine) as connection:
        return [f"{row.error} after {row.text!r}" for row in connection.execute(failed)]


def _balances_are_sums(found: Read) -> Iterator[str]:
    sums: dict[Account, int] = {}
    for one in found.entries:
        add_postings(sums, one.entry.postings)
    held = {account: cents for account, cents in found.balances.items() if cents}
    for account in sums.keys() | held.keys():
        if sums.get(account, 0) != held.get(account, 0):
            is_so, by_sum = held.get(account), sums.get(account)
            yield f"{account.fund} {account.code} holds {is_so}, not {by_sum}"


def _nothing_is_ahead_beside_a_debt(found: Read) -> Iterator[str]:
    for account, cents in found.balances.items():
        if account.kind is AccountKind.ADVANCE and cents < 0:
            owed = [
                one.code
                for one, debt in found.balances.items()
                if one.owner == account.owner
                and one.fund == account.fund
                and one.kind.meaning.is_owed
                and debt > 0
            ]
            if owed:
                yield f"{account.owner} has {-cents} ahead and owes {owed}"


def _nobody_gained_by_their_own_hand(found: Read) -> Iterator[str]:
    for one in found.entries:
        if is_on_own_word(one.entry):
            yield f"entry {one.seq} ({one.entry.kind}) gives to {one.entry.actor} alone"


def _money_out_has_its_people(found: Read) -> Iterator[str]:
    """As many as the rules say stand for it, none of whom gains by it, the clock never."""
    approvals = found.group.rules.approvals
    needed = {
        EntryKind.PAYOUT_AGREED: approvals.money_out,
        EntryKind.GRANT_AGREED: approvals.welfare,
        EntryKind.EXPENSE_AGREED: approvals.expense,
        EntryKind.FINE_WAIVED: approvals.waiver,
    }
    for one in found.entries:
        is_by_rule = one.entry.kind is EntryKind.FINE_WAIVED and "in_time" in one.entry.key
        if one.entry.kind not in needed or is_by_rule:
            continue
        stand = set(one.entry.actor.split(AND)) - {CLOCK} - gainers(one.entry)
        if len(stand) < needed[one.entry.kind]:
            yield f"entry {one.seq} ({one.entry.kind}) has only {sorted(stand)}"


def _every_fine_has_its_clause(found: Read) -> Iterator[str]:
    for one in found.entries:
        if one.entry.kind is EntryKind.FINE and not CLAUSE.match(one.entry.memo):
            yield f"entry {one.seq} fines {one.entry.member} by no clause: {one.entry.memo!r}"


def _every_fund_holds_what_it_is_for(found: Read) -> Iterator[str]:
    """Money in a fund is what the accounts of that fund say it is for."""
    sums: dict[str, int] = {}
    for account, cents in found.balances.items():
        sums[account.fund] = sums.get(account.fund, 0) + cents
    yield from (f"{fund} is out of balance by {cents}" for fund, cents in sums.items() if cents)


def _no_place_of_notes_is_below_nothing(found: Read) -> Iterator[str]:
    owners = {one.owner for one in found.balances if one.kind is AccountKind.CASH}
    for owner in owners:
        place = Account("rotation", AccountKind.CASH, owner)
        if entries.lies_in(found.balances, place) < 0:
            yield f"{owner} holds less than no cash"


def _a_code_moves_money_once(found: Read) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for one in found.entries:
        named = one.entry.receipt_id
        if named is not None and named in seen:
            yield f"{named} stands in two entries"
        if named is not None:
            seen.add(named)


def _members_accounts_are_what_happened_to_them(found: Read) -> Iterator[str]:
    """What a member was charged, less what they paid, is what they owe less what is ahead."""
    for person in found.group.people:
        own = [
            account
            for account in found.balances
            if account.owner == person.code and account.kind.meaning.is_members_own
        ]
        stands = sum(found.balances[account] for account in own)
        happened = sum(
            line.amount_cents
            for one in found.entries
            for line in one.entry.postings
            if line.account.owner == person.code and line.account.kind.meaning.is_members_own
        )
        if stands != happened:
            yield f"{person.name} stands at {stands}, and {happened} happened"


def _nothing_is_set_aside_that_was_not_paid(found: Read) -> Iterator[str]:
    """When a pot is set aside, what is left of its round's pots is no less than what is unpaid."""
    held: dict[Account, int] = {}
    for one in found.entries:
        add_postings(held, one.entry.postings)
        if one.entry.kind is not EntryKind.PAYOUT_AGREED:
            continue
        rounds = {
            line.account.round
            for line in one.entry.postings
            if line.account.kind is AccountKind.POT
        }
        left = _sum_of(held, AccountKind.POT, rounds)
        unpaid = _sum_of(held, AccountKind.DUES, rounds)
        if rounds and -left < unpaid:
            yield f"entry {one.seq} set aside more of {rounds} than members had paid"


def _sum_of(held: Mapping[Account, int], kind: AccountKind, rounds: set[str]) -> int:
    return sum(
        cents
        for account, cents in held.items()
        if account.fund == ROTATION and account.kind is kind and account.round in rounds
    )


def money_cents(balances: Mapping[Account, int], kinds: Iterable[AccountKind]) -> int:
    """What lies in places of these kinds."""
    wanted = set(kinds)
    return sum(cents for account, cents in balances.items() if account.kind in wanted)


def moved_cents(entry: JournalEntry) -> dict[str, int]:
    """What an entry brings in, or takes out, of all places of money, by currency, "" for own."""
    moved: dict[str, int] = {}
    for line in entry.postings:
        if line.account.kind.meaning.is_money:
            currency = line.account.currency
            moved[currency] = moved.get(currency, 0) + line.amount_cents
    return moved
