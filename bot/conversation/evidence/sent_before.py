"""Money that left before it was agreed: its text is still asked about when the agreement comes.

What is agreed to is settled by that text then, so that nobody sends it a second time.
"""

from __future__ import annotations

from datetime import date

from bot.conversation import sent_texts, spending
from bot.conversation.draft import WITHDRAWN, Draft
from bot.conversation.effects import Facts, Settle
from bot.conversation.evidence import agreed_expenses, money_out, payouts
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.situation import AgreedExpense
from chama.agreement import State
from chama.group import Person
from chama.journal import Account, ReceiptId


def settles_payable(draft: Draft, payable: Account, member: Person) -> bool:
    """Whether a text settles what was just set aside for a member: of just that amount, to the
    number on which they receive, the only such one. A name alone is anybody's."""
    cents = -draft.balances.get(payable, 0)
    found = [one for one in sent_texts.open_of(draft, cents) if one.get("reached") == member.code]
    if len(found) != 1:
        return False
    facts, receipt = found[0], _receipt(found[0])
    payouts.book(
        draft,
        Reserved(payable, cents, member),
        receipt,
        got_cents=cents,
        fee_cents=facts["fee_cents"],
        out_of=money_out.place_in(facts),
        on=date.fromisoformat(facts["on"]),
        name=facts["recipient_name"],
    )
    return True


def settles_expense(draft: Draft, expense: AgreedExpense) -> bool:
    """Whether a text settles an expense that was just agreed to: of just that amount, and its payee
    or its words fit; the only such one."""
    found = [
        one
        for one in sent_texts.open_of(draft, expense.facts["amount_cents"])
        if _fits(expense, one)
    ]
    if len(found) != 1:
        return False
    return agreed_expenses.pay(draft, found[0], expense, money_out.gaining(found[0]))


def end_asked(draft: Draft, sent: Facts) -> None:
    """An expense that is still asked for was paid by a text that was agreed to: nobody need agree
    to it any more."""
    for proposal in draft.situation.proposals:
        facts = proposal.facts
        is_open = proposal.kind == "expense" and not draft.is_settled(proposal)
        if not is_open or facts["holder"] or facts["amount_cents"] != sent["amount_cents"]:
            continue
        if _fits(AgreedExpense(str(proposal.number), facts, ()), sent):
            draft.add(Settle(proposal.id, State.EXPIRED))
            draft.close_all(proposal, WITHDRAWN)


def _fits(expense: AgreedExpense, sent: Facts) -> bool:
    payee = expense.facts["payee"]
    if payee:
        return bool(payee == sent["payee"])
    said = (sent.get("words", ""), sent["recipient_name"])
    return any(spending.shares_word(expense.facts["words"], one) for one in said)


def _receipt(facts: Facts) -> ReceiptId:
    return ReceiptId(facts["network"], facts["code"])
