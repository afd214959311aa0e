"""A collector's "sent" text settles an expense that the others agreed to before the money left."""

from __future__ import annotations

from datetime import date

from bot.conversation import charges, spending
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, Facts
from bot.conversation.situation import AgreedExpense
from chama import entries
from chama.agreement import AND
from chama.entries import ROTATION
from chama.journal import ReceiptId


def fitting(draft: Draft, facts: Facts) -> list[AgreedExpense]:
    """Which agreed expenses the money of a text may have gone for."""
    return spending.fitting(draft, facts["amount_cents"], facts["payee"], facts["recipient_name"])


def as_purpose(expense: AgreedExpense) -> Facts:
    """What a question about the money keeps of an expense that it may have gone for."""
    return {"words": expense.facts["words"], "set_aside": expense.number}


def pay(draft: Draft, facts: Facts, expense: AgreedExpense, gaining: set[str]) -> bool:
    """Record it on the word of those who agreed to it, and tell every officer who got it.

    False where too few are left of them who do not gain by it: then others are asked.
    """
    stand = spending.stand_of(draft.group, expense, gaining)
    if not stand:
        return False
    receipt = ReceiptId(facts["network"], facts["code"])
    entry = entries.agreed_expense_paid(
        expense.number,
        facts["amount_cents"],
        out_of=entries.collector(ROTATION, facts["collector"]),
        receipt=receipt,
        on=date.fromisoformat(facts["on"]),
        actor=AND.join(stand),
        fee_cents=facts["fee_cents"],
        key=draft.free_key(receipt),
        memo=memo_of({**facts, **as_purpose(expense)}),
    )
    draft.post(entry)
    said = {
        "amount_cents": facts["amount_cents"],
        "fee_cents": charges.unusual_cents(facts["fee_cents"], facts["amount_cents"]),
        "recipient": facts["recipient_name"],
        "code": facts["code"],
        "words": expense.facts["words"],
        "officers": ", ".join(draft.group.name_of(one) for one in stand),
        "chain": ChainOf(entry.key),
    }
    payee = draft.group.person(facts["payee"])
    told = {one.code: one for one in (*draft.group.officers, payee) if one is not None}
    for person in told.values():
        draft.tell(person, "expense_paid", said)
    return True


def memo_of(facts: Facts) -> str:
    """What the book says of it: who got it, and what for."""
    return entries.memo_of_spending(facts["words"], entries.memo_of_payee(facts["recipient_name"]))
