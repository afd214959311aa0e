"""What the group spends on its own needs: agreed before it is paid, or paid out of cash in hand."""

from __future__ import annotations

from datetime import date

from chama.entries.general import expenses, set_aside
from chama.entries.money import balanced, money_out
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import EntryKind

_FOR = "for "
_BEHIND_PAYEE = ": "


def memo_of_spending(words: str, payee_memo: str = "") -> str:
    """What an entry says of money spent: "to DUKA LA MAMA: chairs", "for chairs".

    words: what for, as it was said; "" where nobody said. payee_memo: as `memo_of_payee` writes it.
    """
    if not payee_memo:
        return f"{_FOR}{words}" if words else ""
    return f"{payee_memo}{_BEHIND_PAYEE}{words}" if words else payee_memo


def spent_on(memo: str) -> str:
    """What an entry of money spent says that it was for, with its payee where it names one."""
    return memo.removeprefix(_FOR)


def expense_agreed(
    number: str, amount_cents: int, *, key: str, on: date, actor: str, words: str
) -> JournalEntry:
    """It is agreed to spend so much: it counts as spent, and waits to be paid. words: what for."""
    return JournalEntry(
        kind=EntryKind.EXPENSE_AGREED,
        key=key,
        effective_on=on,
        postings=(Posting(expenses(), amount_cents), Posting(set_aside(number), -amount_cents)),
        actor=actor,
        memo=memo_of_spending(words),
    )


def agreed_expense_paid(
    number: str,
    amount_cents: int,
    *,
    out_of: Account,
    receipt: ReceiptId,
    on: date,
    actor: str,
    memo: str,
    fee_cents: int = 0,
    key: str = "",
) -> JournalEntry:
    """What was agreed to be spent has left. fee_cents, key: as `money_out`."""
    return money_out(
        EntryKind.EXPENSE,
        Posting(set_aside(number), amount_cents),
        out_of=out_of,
        fee_cents=fee_cents,
        receipt=receipt,
        on=on,
        actor=actor,
        key=key,
        memo=memo,
    )


def spent_in_cash(
    amount_cents: int,
    *,
    out_of: Account,
    key: str,
    on: date,
    actor: str,
    words: str,
    number: str = "",
) -> JournalEntry:
    """Cash in somebody's hand was spent. number: of the expense that was agreed before, if any."""
    spent = Posting(set_aside(number) if number else expenses(), amount_cents)
    return JournalEntry(
        kind=EntryKind.EXPENSE,
        key=key,
        effective_on=on,
        postings=balanced((spent,), out_of),
        actor=actor,
        memo=memo_of_spending(words),
    )
