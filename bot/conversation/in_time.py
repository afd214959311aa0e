"""Money that turns out to have been in time: what was fined before its text came is taken back.

The text of a payment made on the last evening often comes when the clock has fined already. By the
group's rules that member was not late, so no agreement is needed, nor is it anybody's favour.
"""

from __future__ import annotations

from datetime import date

from bot.conversation.draft import Draft
from bot.conversation.owed_lines import open_fines, owed_now
from chama import entries
from chama.constitution.clauses import number_of
from chama.group import Person, RoundFacts
from chama.journal import Account
from chama.kinds import AccountKind, EntryKind
from chama.lateness import first_fine_on
from chama.rota import day_in_nairobi
from chama.standing import owed_from


def take_back_fines(
    draft: Draft, member: Person, cents: int, place: Account, paid_on: date, actor: str
) -> int:
    """Take back the fines for rounds that this money pays in time; gives how much.

    cents, place, paid_on: of a payment that is about to be credited to a member; where it lies.
    """
    rounds = {one.key: one for one in draft.group.rounds}
    taken_cents = 0
    for account, fined_cents in _fined(draft, member.code).items():
        one = rounds.get(account.round)
        if (
            one is not None
            and paid_on < _fined_from(draft, one)
            and _pays(draft, one, account, cents, place)
        ):
            draft.post(
                entries.fine_waived(
                    account,
                    fined_cents,
                    clause=number_of("fines.late"),
                    by=f"{entries.IN_TIME}:{draft.next_number}",
                    on=day_in_nairobi(draft.now),
                    actor=actor,
                )
            )
            taken_cents += fined_cents
    return taken_cents


def _fined(draft: Draft, member: str) -> dict[Account, int]:
    """What a member was fined for rounds that are not paid, and not let off, paid or not."""
    cents: dict[Account, int] = {}
    for entry in (*draft.situation.late_fines, *draft.entries):
        is_of_fines = entry.kind in (EntryKind.FINE, EntryKind.FINE_WAIVED)
        for line in entry.postings if is_of_fines else ():
            if line.account.kind is AccountKind.FINES and line.account.owner == member:
                cents[line.account] = cents.get(line.account, 0) + line.amount_cents
    owed = open_fines(draft.balances, member)
    return {
        account: max(cents.get(account, 0), draft.balances.get(account, 0))
        for account in dict.fromkeys([*cents, *(account for account, _ in owed)])
        if account.round and (cents.get(account, 0) > 0 or draft.balances.get(account, 0) > 0)
    }


def give_back_fines(draft: Draft, member: Person, actor: str) -> int:
    """What a member had paid of fines that are taken back pays what else they owe; gives how much.

    It is theirs as soon as the fine is none, and comes after the payment that was in time.
    """
    paid = [
        (account, -cents)
        for account, cents in draft.balances.items()
        if account.kind is AccountKind.FINES and account.owner == member.code and cents < 0
    ]
    for account, cents in paid:
        entry = entries.fine_repaid(
            account,
            cents,
            lies_in=_where_it_lies(draft, account.fund),
            owed=owed_now(draft, member.code),
            key=f"fine_repaid:{draft.next_number}:{member.code}",
            on=day_in_nairobi(draft.now),
            actor=actor,
        )
        draft.post(entry)
    return sum(cents for _, cents in paid)


def _where_it_lies(draft: Draft, fund: str) -> Account:
    """Where most of a fund's money is, and so most likely what was paid of a fine."""
    held = {
        account: cents
        for account, cents in draft.balances.items()
        if account.fund == fund and account.kind.meaning.is_money
    }
    return max(held, key=lambda account: (held[account], account.code))


def _fined_from(draft: Draft, one: RoundFacts) -> date:
    """The first day on which not having paid a round costs anything."""
    return first_fine_on(draft.group.rules_on(one.due_on), one.due_on)


def _pays(draft: Draft, one: RoundFacts, fine: Account, cents: int, place: Account) -> bool:
    """Whether money that lies in a place pays all that is left of a round, were there no fine."""
    dues = entries.dues(fine.owner, one.key)
    owed = owed_from(draft.group, draft.balances, fine.owner, place)
    without = [(account, left) for account, left in owed if account != fine]
    rate = draft.group.rate_of(place.currency)
    if rate is not None:
        cents = rate.pays_cents(cents, sum(left for _, left in without))
    return dues not in dict(entries.left_of(without, cents))
