"""Putting the book right: taking back what a receipt was recorded as, or giving it to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation import crediting
from bot.conversation.crediting import Credit
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, ForgetPayer
from chama import entries
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account, JournalEntry, ReceiptId, round_order
from chama.recorded import Recorded


def take_back(draft: Draft, recorded: Recorded, *, reversal: ReceiptId | None = None) -> ChainOf:
    """Take back all that stands of a receipt, the newest entry first.

    reversal: the provider's, None when officers decided it. Gives the proof of the entry that took
    the money out.
    """
    if reversal is not None and recorded.charged_cents:
        return _bring_back(draft, recorded, reversal)
    why = reversal.code if reversal else ""
    return _take_out(draft, recorded, why, _own_receipt(recorded, reversal))


def leave(draft: Draft, recorded: Recorded) -> ChainOf:
    """Take out all that stands of a receipt, as the provider shows it to be another group's."""
    return _take_out(draft, recorded, entries.LEFT)


def _take_out(
    draft: Draft, recorded: Recorded, why: str, receipt: ReceiptId | None = None
) -> ChainOf:
    """Take all out. why: for the book, "" when officers decided it. receipt: on the entry that took
    the money out."""
    if recorded.has_partial_reversal:
        return _take_part_out(draft, recorded, recorded.remaining_cents, why, receipt)
    owners = recorded.owners
    *later, (oldest, seq) = recorded.standing
    for entry, entry_seq in later:
        _reverse(draft, recorded, entry, entry_seq, why)
    proof = _reverse(draft, recorded, oldest, seq, why, receipt)
    recall_advances(draft, owners)
    return proof


def _own_receipt(recorded: Recorded, reversal: ReceiptId | None) -> ReceiptId | None:
    """The receipt that a reversal brings along; some carry the code of the payment itself."""
    return reversal if reversal != recorded.id else None


def _bring_back(draft: Draft, recorded: Recorded, reversal: ReceiptId) -> ChainOf:
    """Money that had left comes back without what the provider charged, which stays spent."""
    moved = recorded.moved_cents
    entry = entries.money_returned(
        {account: cents for account, cents in moved.items() if account.kind.meaning.says_why},
        into=recorded.lies_in,
        key=draft.next_key(recorded.id),
        on=crediting.today(draft),
        actor=crediting.actor(draft),
        receipt=_own_receipt(recorded, reversal),
        memo=reversal.code,
    )
    draft.post(entry)
    return ChainOf(entry.key)


def take_back_part(
    draft: Draft, recorded: Recorded, amount_cents: int, reversal: ReceiptId | None = None
) -> ChainOf:
    """Take back a part, of each owner in an entry of their own; the first carries the receipt."""
    why = reversal.code if reversal else ""
    return _take_part_out(draft, recorded, amount_cents, why, _own_receipt(recorded, reversal))


def _take_part_out(
    draft: Draft, recorded: Recorded, amount_cents: int, why: str, receipt: ReceiptId | None
) -> ChainOf:
    proof = ChainOf("")
    for owner, taken in _taken_by_owner(recorded, amount_cents).items():
        entry = entries.partial_reversal(
            owner,
            taken,
            out_of=recorded.lies_in,
            key=draft.next_key(recorded.id),
            on=crediting.today(draft),
            actor=crediting.actor(draft),
            receipt=None if proof.key else receipt,
            memo=why,
        )
        draft.post(entry)
        proof = proof if proof.key else ChainOf(entry.key)
    recall_advances(draft, recorded.owners)
    return proof


def take_back_credit(draft: Draft, recorded: Recorded, seq: int) -> ChainOf:
    """Take back what still stands of one credit of a receipt: it waits again."""
    entry = next(entry for entry, entry_seq in recorded.standing if entry_seq == seq)
    if recorded.has_partial_reversal:
        credited = _taken_by_owner(recorded, recorded.remaining_cents)[entry.member]
        proof = _free(draft, recorded, entry.member, credited)
    else:
        proof = _reverse(draft, recorded, entry, seq)
    recall_advances(draft, (entry.member,))
    return proof


def _free(draft: Draft, recorded: Recorded, owner: str, credited: Mapping[Account, int]) -> ChainOf:
    """What an owner was credited with waits for its owner again. credited: cents by account."""
    entry = entries.credit_freed(
        owner,
        credited,
        recorded.id,
        lies_in=recorded.lies_in,
        key=draft.next_key(recorded.id),
        on=crediting.today(draft),
        actor=crediting.actor(draft),
    )
    draft.post(entry)
    return ChainOf(entry.key)


def move(draft: Draft, recorded: Recorded, people: Sequence[tuple[Person, int]]) -> None:
    """Give a receipt's money to its right owners, and tell all whom it concerns.

    people: with cents each.
    """
    before = dict(recorded.shares)
    _tell_officers(draft, recorded, before, people)
    credits = give_to(draft, recorded, people)
    crediting.announce(draft, credits)
    kept = {person.code for person, _ in people}
    for code, cents in before.items():
        person = draft.group.person(code)
        if person is not None and code not in kept:
            if recorded.entry.memo:
                draft.add(ForgetPayer(recorded.entry.memo, code))
            facts = {"code": recorded.code, "amount_cents": cents, **draft.counted_in(recorded)}
            draft.tell(person, "moved_away", {**facts, "is_agreed": code in draft.actors})


def _tell_officers(
    draft: Draft,
    recorded: Recorded,
    before: Mapping[str, int],
    people: Sequence[tuple[Person, int]],
) -> None:
    """Every officer hears of money that moves between members, and who stands for it.

    What stays with its owner is none.
    """
    after = {person.code: cents for person, cents in people}
    gained = {code: cents - before.get(code, 0) for code, cents in after.items()}
    losing = [code for code, cents in before.items() if after.get(code, 0) < cents]
    moved = {code: cents for code, cents in gained.items() if cents > 0}
    facts = {
        "code": recorded.code,
        "amount_cents": sum(moved.values()),
        **draft.counted_in(recorded),
        "from_names": ", ".join(draft.group.name_of(code) for code in losing),
        "shares": [
            {"name": draft.group.name_of(code), "amount_cents": cents}
            for code, cents in moved.items()
        ],
        "officers": draft.stand_names,
    }
    credited = {person for person, _ in people}
    for officer in draft.group.officers:
        if officer not in credited and officer != draft.situation.me:
            draft.tell(officer, "moved_notice", facts)


def give_to(draft: Draft, recorded: Recorded, people: Sequence[tuple[Person, int]]) -> list[Credit]:
    """Reverse the standing credits of a receipt and credit its money anew to these people."""
    is_waiting, cents = _freed(draft, recorded)
    if len(people) > 1 and not is_waiting:
        is_waiting = True
        waiting = entries.money_unallocated(
            recorded.id,
            cents,
            into=recorded.lies_in,
            key=draft.next_key(recorded.id),
            on=crediting.today(draft),
            actor=crediting.actor(draft),
        )
        draft.post(waiting)
    return [
        crediting.credit_again(draft, person, recorded, share, is_waiting=is_waiting)
        for person, share in people
    ]


def _freed(draft: Draft, recorded: Recorded) -> tuple[bool, int]:
    """Take the credits back; gives whether the money waits then or is out of the book, and cents.

    What came in as a credit at once is out with it; what waited before its credit waits again.
    """
    if recorded.has_partial_reversal:
        return True, _freed_in_part(draft, recorded)
    credited = [(entry, seq) for entry, seq in recorded.standing if entry.kind.meaning.is_credit]
    for entry, seq in credited:
        _reverse(draft, recorded, entry, seq)
    recall_advances(draft, {entry.member for entry, _ in credited})
    cents = sum(entry.amount_cents for entry, _ in credited)
    is_out = any(entry.kind.meaning.moves_money for entry, _ in credited)
    return not is_out, cents + recorded.waiting_cents


def _freed_in_part(draft: Draft, recorded: Recorded) -> int:
    """The same after M-Pesa took a part: what is left of each credit waits again, in cents."""
    freed_cents = recorded.waiting_cents
    for owner, credited in _taken_by_owner(recorded, recorded.remaining_cents).items():
        if owner:
            _free(draft, recorded, owner, credited)
            freed_cents += sum(credited.values())
    recall_advances(draft, recorded.owners)
    return freed_cents


def recall_advances(draft: Draft, members: set[str] | tuple[str, ...]) -> None:
    """Money paid ahead that is gone, though rounds have used it, is owed again for those rounds."""
    for member in sorted(members):
        gone_cents = draft.balances.get(entries.advance(ROTATION, member), 0)
        if gone_cents > 0 and draft.group.round is not None:
            entry = entries.advance_recalled(
                ROTATION,
                member,
                _used_by_rounds(draft, member, gone_cents),
                key=f"recall:{draft.next_number}:{member}",
                on=crediting.today(draft),
                actor=crediting.actor(draft),
            )
            draft.post(entry)


def _reverse(
    draft: Draft,
    recorded: Recorded,
    entry: JournalEntry,
    seq: int,
    why: str = "",
    receipt: ReceiptId | None = None,
) -> ChainOf:
    contra = entries.reversal(
        entry,
        seq,
        on=crediting.today(draft),
        actor=crediting.actor(draft),
        key=draft.next_key(recorded.id),
        receipt=receipt,
        memo=why,
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
            taken.setdefault(recorded.owner_of(account) or "", {})[account] = part_cents
            left_cents -= part_cents
    return taken


def _credited(recorded: Recorded) -> list[tuple[Account, int]]:
    """What a receipt was credited to, in the order in which a part is taken back."""

    def order(credited: tuple[Account, int]) -> tuple[int, tuple[int, ...]]:
        account, _ = credited
        newest_first = tuple(-part for part in round_order(account.round)) if account.round else ()
        return account.kind.meaning.taken_back or 0, newest_first

    moved = recorded.moved_cents.items()
    return sorted(
        (
            (account, -cents)
            for account, cents in moved
            if account.kind.meaning.taken_back is not None and cents < 0
        ),
        key=order,
    )


def _used_by_rounds(draft: Draft, member: str, cents: int) -> Mapping[Account, int]:
    """The rounds that used an advance, newest first, each for what is paid of it."""
    newest, person = draft.group.round, draft.group.person(member)
    if newest is None or person is None:
        raise LookupError("No round has used what was paid ahead.")
    left_cents = cents
    used: dict[Account, int] = {}
    for one in draft.group.rounds:
        due = entries.dues(member, one.key)
        owed_cents = draft.balances.get(due, 0)
        due_cents = one.dues_cents(person)
        part_cents = min(left_cents, due_cents - owed_cents)
        if part_cents > 0:
            used[due] = part_cents
            left_cents -= part_cents
    if left_cents > 0:
        last = entries.dues(member, newest.key)
        used[last] = used.get(last, 0) + left_cents
    return used
