"""An expense of the group: others agree, by code, before it is paid or counts as paid.

What is to leave a phone or a bank is set aside when it is agreed, and its text settles it. What was
paid out of cash in an officer's hand lowers what that officer answers for, so others alone agree.
"""

from __future__ import annotations

from bot.conversation import agreeing, crediting, spending
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf
from bot.conversation.evidence import sent_before
from bot.conversation.proposals import Facts
from bot.conversation.situation import AgreedExpense
from chama import entries
from chama.agreement import Proposal
from chama.entries import ROTATION
from chama.group import Person
from chama.journal import Account, JournalEntry

BY_CODE = True
NEEDS = ("recent",)


def show(facts: Facts) -> tuple[str, Facts]:
    """Who asks for how much, what for and out of whose money."""
    return "ask_expense", spending.shown(facts)


def like(draft: Draft, facts: Facts) -> list[Facts]:
    """What else was spent lately, and may be it."""
    cents, words = facts["amount_cents"], facts["words"]
    return spending.like(draft, cents, words, besides=facts["set_aside"])


def interested(draft: Draft, facts: Facts) -> set[str]:
    """Who gets it, and in whose hand the cash was."""
    return set(facts["gains"])


def carry_out(draft: Draft, proposal: Proposal) -> bool:
    """Set it aside, or take it out of the hand that paid it, and tell every officer."""
    facts = proposal.facts
    if facts["holder"] and not _is_there(draft, facts):
        draft.reply("changed_since", code="")
        return False
    entry = _entry(draft, proposal)
    draft.post(entry)
    agreed = AgreedExpense(str(proposal.number), facts, draft.actors)
    if not facts["holder"] and sent_before.settles_expense(draft, agreed):
        return True
    said = {
        **spending.shown(facts),
        "officers": draft.stand_names,
        "left_cents": entries.lies_in(draft.balances, _place(facts)) if facts["holder"] else 0,
        "chain": ChainOf(entry.key),
    }
    payee = draft.group.person(facts["payee"])
    told = {one.code: one for one in (*draft.group.officers, payee) if one is not None}
    for person in told.values():
        draft.tell(person, "expense_agreed", {**said, "asker": facts["asker_name"]})
    return True


def refused(draft: Draft, proposal: Proposal, by: Person | None) -> None:
    """Who asked hears that it was not agreed, and by whom."""
    facts = spending.shown(proposal.facts)
    said = {"amount_cents": facts["amount_cents"], "words": facts["words"]}
    agreeing.tell_refused(draft, proposal, by, "expense_refused", **said)


def _is_there(draft: Draft, facts: Facts) -> bool:
    """Whether the hand still holds so much, and what was set aside for it still waits."""
    held_cents = entries.lies_in(draft.balances, _place(facts))
    number = facts["set_aside"]
    is_waiting = not number or entries.set_aside(number) in draft.balances
    return held_cents >= facts["amount_cents"] and is_waiting


def _place(facts: Facts) -> Account:
    """Where the money lay that was spent: notes in its holder's hand, or an account."""
    return Account.parse(ROTATION, facts["place"])


def _entry(draft: Draft, proposal: Proposal) -> JournalEntry:
    facts, key = proposal.facts, f"expense:{proposal.number}"
    on, actor = crediting.today(draft), crediting.actor(draft)
    if not facts["holder"]:
        return entries.expense_agreed(
            str(proposal.number),
            facts["amount_cents"],
            key=key,
            on=on,
            actor=actor,
            words=facts["words"],
        )
    return entries.spent_in_cash(
        facts["amount_cents"],
        out_of=_place(facts),
        key=key,
        on=on,
        actor=actor,
        words=facts["words"],
        number=facts["set_aside"],
    )
