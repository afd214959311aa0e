"""Money that turns out to have been in time: what was fined before its text came is taken back.

The text of a payment made on the last evening often comes when the clock has fined already. By the
group's rules that member was not late, so no agreement is needed, nor is it anybody's favour.
"""

from __future__ import annotations

from datetime import date

from bot.conversation.draft import Draft
from bot.conversation.owed_lines import open_fines, what_for
from chama import entries
from chama.group import Person, RoundFacts
from chama.journal import Account
from chama.lateness import first_fine_on
from chama.rota import day_in_nairobi
from chama.standing import owed_from


def take_back_fines(
    draft: Draft, member: Person, cents: int, place: Account, paid_on: date, actor: str
) -> int:
    """Take back what is owed in fines for rounds that this money pays in time; gives how much.

    cents, place, paid_on: of a payment that is about to be credited to a member; where it lies.
    """
    rounds = {one.key: one for one in (draft.group.round, *draft.group.earlier_rounds) if one}
    taken_cents = 0
    for account, owed_cents in open_fines(draft.balances, member.code):
        one = rounds.get(account.round)
        if (
            one is not None
            and paid_on < _fined_from(draft, one)
            and _pays(draft, one, member, cents, place)
        ):
            draft.post(
                entries.fine_waived(
                    account,
                    owed_cents,
                    clause=what_for(draft.group.rules, account)["clause"],
                    by=f"{entries.IN_TIME}:{draft.next_number}",
                    on=day_in_nairobi(draft.now),
                    actor=actor,
                )
            )
            taken_cents += owed_cents
    return taken_cents


def _fined_from(draft: Draft, one: RoundFacts) -> date:
    """The first day on which not having paid a round costs anything."""
    return first_fine_on(draft.group.rules, one.due_on)


def _pays(draft: Draft, one: RoundFacts, member: Person, cents: int, place: Account) -> bool:
    """Whether money that lies in a place pays all that is left of a round, were there no fine."""
    fine, dues = _accounts(draft, one, member)
    owed = owed_from(draft.group, draft.balances, member.code, place)
    without = [(account, left) for account, left in owed if account != fine]
    rate = draft.group.rate_of(place.currency)
    if rate is not None:
        cents = rate.pays_cents(cents, sum(left for _, left in without))
    return dues not in dict(entries.left_of(without, cents))


def _accounts(draft: Draft, one: RoundFacts, member: Person) -> tuple[Account, Account]:
    fund = draft.group.rules.fines.fund.value
    return entries.fines(fund, member.code, one.key), entries.dues(member.code, one.key)
