"""Fines that people decide on: for absence, and what is let off; only by what the rules name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bot.conversation import agreeing
from bot.conversation.by_word import named_member
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.owed_lines import in_doubt, what_for
from bot.understanding import Intent, is_bare_dispute
from chama import entries
from chama.constitution.fines import HowOften
from chama.group import Person
from chama.journal import Account

LONGEST_REASON: Final = 120  # characters of what somebody wrote
ABSENT: Final = frozenset({"absent", "absent_with_apology"})
"""What officers may fine for, as the rules of [fines] call it."""


def people_named(draft: Draft, intent: Intent) -> list[Person] | None:
    """The members whom words name; None where it is not clear who one of them is: it is said."""
    said = intent.slots.get("names")
    names = [str(name) for name in said] if isinstance(said, list | tuple) else []
    people: list[Person] = []
    for name in names:
        person = named_member(draft, name)
        if person is None:
            draft.reply("whose_fine", name=name)
            return None
        people.append(person)
    if not people:
        draft.reply("whose_fine", name="")
        return None
    return list(dict.fromkeys(people))


def ask_to_let_off(
    draft: Draft, person: Person, fines: Sequence[tuple[Account, int]], reason: str
) -> None:
    """Ask others whether what a member owes in fines is let off, as an officer or they ask.

    What is being decided on already is not asked a second time: what was shown is what is let off.
    """
    doubted = in_doubt(draft, person.code)
    undoubted = [(account, cents) for account, cents in fines if account not in doubted]
    if not undoubted:
        draft.reply("asked_already", what_cents=sum(cents for _, cents in fines))
        return
    _propose(draft, person, undoubted, reason)


def _propose(
    draft: Draft, person: Person, fines: Sequence[tuple[Account, int]], reason: str
) -> None:
    approvals, me = draft.group.rules.approvals, draft.situation.me
    amount_cents = sum(cents for _, cents in fines)
    facts = {
        "is_disputed": person == me,
        "said_by_name": me.name if me is not None else "",
        "member": person.code,
        "member_name": person.name,
        "fines": [_kept(draft, account, cents) for account, cents in fines],
        "amount_cents": amount_cents,
        "is_last": _is_last(draft, fines),
        "unpaid_cents": _unpaid_cents(draft, fines),
        "reason": "" if is_bare_dispute(reason) else " ".join(reason.split())[:LONGEST_REASON],
    }
    voters = agreeing.propose(
        draft,
        "waiver",
        f"waiver:{person.code}:{','.join(account.round for account, _ in fines)}",
        facts,
        needed=agreeing.needed_besides(draft, approvals.waiver, {person.code}),
        member=person.code,
    )
    if voters is not None:
        draft.reply(
            "asked_waiver",
            officer=agreeing.names(voters.people),
            name=person.name,
            is_yours=person == me,
            amount_cents=amount_cents,
        )


def _kept(draft: Draft, account: Account, cents: int) -> Facts:
    return {
        **what_for(account, cents, draft.situation.absence_fines),
        "fund": account.fund,
        "round_key": account.round,
        "remaining_cents": cents,
    }


def _is_last(draft: Draft, fines: Iterable[tuple[Account, int]]) -> bool:
    """Whether more fines would come for a round, were this one not let off."""
    group, rounds = draft.group, {account.round for account, _ in fines}
    late = (one for one in group.rounds if one.key in rounds)
    by_rules = (group.rules_on(one.due_on).fines.late_every for one in late)
    return any(late_every is not HowOften.ONCE for late_every in by_rules)


def _unpaid_cents(draft: Draft, fines: Iterable[tuple[Account, int]]) -> int:
    """What is still owed for the rounds that the fines are for."""
    rounds = {(account.owner, account.round) for account, _ in fines if account.round}
    return sum(draft.balances.get(entries.dues(*one), 0) for one in rounds)
