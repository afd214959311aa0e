"""Putting the book right: taking back what a receipt was recorded as, or giving it to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation import crediting
from bot.conversation.crediting import Credit
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, ForgetPayer
from chama import entries
from chama.group import Person
from chama.journal import (
    Account,
    AccountKind,
    EntryKind,
    JournalEntry,
    Posting,
    round_order,
)
from chama.recorded import MONEY, Recorded

CREDITS = frozenset({EntryKind.CONTRIBUTION, EntryKind.ALLOCATION})
# What is taken back first where only a part is: what nobody has, what was kept, what was paid.
_TAKEN_FIRST = (AccountKind.UNALLOCATED, AccountKind.ADVANCE, AccountKind.DUES)


def take_back(draft: Draft, recorded: Recorded, *, receipt: str = "") -> ChainOf:
    """Take back all that stands of a receipt, the newest entry first.

    receipt: the provider's code of the reversal, "" when officers decided it. Gives the proof of
    the entry that took the money out.
    """
    if recorded.has_partial_reversal:
        return take_back_part(draft, recorded, recorded.remaining_cents, receipt)
    owners = recorded.owners
    *later, (oldest, seq) = recorded.standing
    for entry, entry_seq in later:
        _reverse(draft, recorded.code, entry, entry_seq)
    proof = _reverse(draft, recorded.code, oldest, seq, receipt)
    recall_advances(draft, owners)
    return proof


def take_back_part(
    draft: Draft, recorded: Recorded, amount_cents: int, receipt: str = ""
) -> ChainOf:
    """Take back a part, of each owner in an entry of their own; the first carries the receipt."""
    out_of = next(account for account in recorded.moved_cents if account.kind in MONEY)
    proof = ChainOf("")
    for owner, taken in _taken_by_owner(recorded, amount_cents).items():
        entry = entries.partial_reversal(
            owner,
            taken,
            out_of=out_of,
            key=draft.next_key(recorded.code),
            on=crediting.today(draft),
            actor=crediting.actor(draft),
            receipt="" if proof.key else receipt,
            memo=recorded.code,
        )
        draft.post(entry)
        proof = proof if proof.key else ChainOf(entry.key)
    recall_advances(draft, recorded.owners)
    return proof


def take_back_credit(draft: Draft, recorded: Recorded, seq: int) -> ChainOf:
    """Take back one credit of a receipt: what was waiting before waits again."""
    entry = next(entry for entry, entry_seq in recorded.standing if entry_seq == seq)
    proof = _reverse(draft, recorded.code, entry, seq)
    recall_advances(draft, (entry.member,))
    return proof


def move(
    draft: Draft, recorded: Recorded, people: Sequence[tuple[Person, int]], *, loser: str = ""
) -> None:
    """Give a receipt's money to its right owners, and tell all whom it concerns.

    people: with cents each. loser: only this member's share moves.
    """
    before = {loser: recorded.shares[loser]} if loser else dict(recorded.shares)
    credits = give_to(draft, recorded, people, loser=loser)
    crediting.announce(draft, credits)
    kept = {person.code for person, _ in people}
    for code, cents in before.items():
        person = draft.group.person(code)
        if person is not None and code not in kept:
            if recorded.entry.memo:
                draft.add(ForgetPayer(recorded.entry.memo, code))
            draft.tell(person, "moved_away", {"code": recorded.code, "amount_cents": cents})


def give_to(
    draft: Draft, recorded: Recorded, people: Sequence[tuple[Person, int]], *, loser: str = ""
) -> list[Credit]:
    """Reverse the standing credits of a receipt and credit its money anew to these people."""
    source = _freed(draft, recorded, loser)
    if len(people) > 1 and source.account.kind is not AccountKind.UNALLOCATED:
        waiting = entries.money_unallocated(
            recorded.code,
            source.amount_cents,
            into=source.account,
            key=draft.next_key(recorded.code),
            on=crediting.today(draft),
            actor=crediting.actor(draft),
        )
        draft.post(waiting)
        source = Posting(entries.unallocated(recorded.code), source.amount_cents)
    return [
        crediting.credit_again(draft, person, Posting(source.account, cents), code=recorded.code)
        for person, cents in people
    ]


def _freed(draft: Draft, recorded: Recorded, loser: str) -> Posting:
    """Take the credits back; gives where the money lies then, and how much it is."""
    if recorded.has_partial_reversal:
        return _freed_in_part(draft, recorded, loser)
    credited = [
        (entry, seq)
        for entry, seq in recorded.standing
        if entry.kind in CREDITS and loser in ("", entry.member)
    ]
    for entry, seq in credited:
        _reverse(draft, recorded.code, entry, seq)
    recall_advances(draft, {entry.member for entry, _ in credited})
    waiting_cents = 0 if loser else recorded.waiting_cents
    cents = sum(entry.postings[0].amount_cents for entry, _ in credited)
    source = credited[0][0].postings[0].account if credited else entries.unallocated(recorded.code)
    return Posting(source, cents + waiting_cents)


def _freed_in_part(draft: Draft, recorded: Recorded, loser: str) -> Posting:
    """The same after M-Pesa took a part: what is left of each credit waits again."""
    waiting = entries.unallocated(recorded.code)
    freed_cents = 0 if loser else recorded.waiting_cents
    for owner, credited in _taken_by_owner(recorded, recorded.remaining_cents).items():
        if owner and loser in ("", owner):
            entry = entries.partial_reversal(
                owner,
                credited,
                out_of=waiting,
                key=draft.next_key(recorded.code),
                on=crediting.today(draft),
                actor=crediting.actor(draft),
                memo=recorded.code,
            )
            draft.post(entry)
            freed_cents += sum(credited.values())
    recall_advances(draft, recorded.owners)
    return Posting(waiting, freed_cents)


def recall_advances(draft: Draft, members: set[str] | tuple[str, ...]) -> None:
    """Money paid ahead that is gone, though rounds have used it, is owed again for those rounds."""
    for member in sorted(members):
        gone_cents = draft.balances.get(entries.advance(member), 0)
        if gone_cents > 0 and draft.group.round is not None:
            entry = entries.advance_recalled(
                member,
                _used_by_rounds(draft, member, gone_cents),
                key=f"recall:{draft.next_number}:{member}",
                on=crediting.today(draft),
                actor=crediting.actor(draft),
            )
            draft.post(entry)


def _reverse(draft: Draft, code: str, entry: JournalEntry, seq: int, receipt: str = "") -> ChainOf:
    contra = entries.reversal(
        entry,
        seq,
        on=crediting.today(draft),
        actor=crediting.actor(draft),
        key=draft.next_key(code),
        receipt=receipt,
    )
    draft.post(contra)
    return ChainOf(contra.key)


def _taken_by_owner(recorded: Recorded, amount_cents: int) -> dict[str, dict[Account, int]]:
    """From what a part is taken, by owner; "" is what waits for one."""
    left_cents = amount_cents
    taken: dict[str, dict[Account, int]] = {}
    for account, cents in _credited(recorded):
        part_cents = min(left_cents, cents)
        if part_cents > 0:
            owner = "" if account.kind is AccountKind.UNALLOCATED else account.owner
            taken.setdefault(owner, {})[account] = part_cents
            left_cents -= part_cents
    return taken


def _credited(recorded: Recorded) -> list[tuple[Account, int]]:
    """What a receipt was credited to, in the order in which a part is taken back."""

    def order(credited: tuple[Account, int]) -> tuple[int, tuple[int, ...]]:
        kind, name = credited[0].kind, credited[0].round
        newest_first = tuple(-part for part in round_order(name)) if name else ()
        return _TAKEN_FIRST.index(kind), newest_first

    moved = recorded.moved_cents.items()
    return sorted(
        (
            (account, -cents)
            for account, cents in moved
            if account.kind in _TAKEN_FIRST and cents < 0
        ),
        key=order,
    )


def _used_by_rounds(draft: Draft, member: str, cents: int) -> Mapping[str, int]:
    """The rounds that used an advance, newest first, each for what is paid of it."""
    newest, person = draft.group.round, draft.group.person(member)
    if newest is None or person is None:
        raise LookupError("No round has used what was paid ahead.")
    left_cents, used = cents, {}
    for one in (newest, *draft.group.earlier_rounds):
        owed_cents = draft.balances.get(entries.dues(member, one.key), 0)
        due_cents = one.contribution_cents * len(person.seats)
        part_cents = min(left_cents, due_cents - owed_cents)
        if part_cents > 0:
            used[one.key] = part_cents
            left_cents -= part_cents
    if left_cents > 0:
        used[newest.key] = used.get(newest.key, 0) + left_cents
    return used
