"""Money that members agreed to pay one of them: reserved first, then sent, or released again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chama.entries.general import fees
from chama.entries.money import ROTATION, balanced, receipt_key
from chama.entries.owing import advance
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind

_REFUND = "refund."  # behind the member, in the place of a round, with the number of the proposal


def payable(fund: str, member_id: str, what: str) -> Account:
    """What it was agreed to pay a member and was not sent yet. what: the round of a pot ("1.2")."""
    return Account(fund, AccountKind.PAYABLE, member_id, what)


def refundable(member_id: str, number: int) -> Account:
    """What it was agreed to give a member back of what they paid ahead, as proposal number."""
    return payable(ROTATION, member_id, f"{_REFUND}{number}")


def is_refund(account: Account) -> bool:
    """Whether it is set aside as given back, and of no pot or grant."""
    return account.kind is AccountKind.PAYABLE and account.round.startswith(_REFUND)


def refund_key(to: Account) -> str:
    """The key of the entry by which it was agreed to give so much back."""
    return f"refund:{to.round.removeprefix(_REFUND)}"


def refund_agreed(
    to: Account, amount_cents: int, *, on: date, actor: str, memo: str = ""
) -> JournalEntry:
    """What a member paid ahead, or a part of it, is set aside to be sent back to them.

    to: as `refundable`.
    """
    return JournalEntry(
        kind=EntryKind.PAYOUT_AGREED,
        key=refund_key(to),
        effective_on=on,
        postings=(
            Posting(advance(to.fund, to.owner), amount_cents),
            Posting(to, -amount_cents),
        ),
        actor=actor,
        member=to.owner,
        memo=memo,
    )


def payout_agreed(
    pot: Account,
    to: Account,
    amount_cents: int,
    *,
    deducted: Sequence[tuple[Account, int]] = (),
    lies_in: Account,
    key: str,
    on: date,
    actor: str,
    memo: str = "",
) -> JournalEntry:
    """A pot, or a part of it, is set aside for its recipient, less what they owe.

    amount_cents: all that is taken from the pot. to: their payable. deducted: debts of the
    recipient that it settles. lies_in: where the money is.
    """
    settled = [Posting(account, -cents) for account, cents in deducted]
    left_cents = amount_cents - sum(cents for _, cents in deducted)
    reserved = [Posting(to, -left_cents)] if left_cents else []
    return JournalEntry(
        kind=EntryKind.PAYOUT_AGREED,
        key=key,
        effective_on=on,
        postings=balanced([Posting(pot, amount_cents), *settled, *reserved], lies_in),
        actor=actor,
        member=to.owner,
        memo=memo,
    )


def payout_sent(
    payable: Account,
    amount_cents: int,
    *,
    out_of: Account,
    key: str,
    on: date,
    actor: str,
    receipt: ReceiptId | None = None,
    fee_cents: int = 0,
    borne_cents: int = 0,
    agreed_cents: int | None = None,
    memo: str = "",
) -> JournalEntry:
    """What was set aside for a member reached them, by the provider or in notes.

    amount_cents: what they got. fee_cents: what the provider took; borne_cents: how much of that
    the recipient bears, out of what was set aside. agreed_cents: all that was set aside, where they
    may have got more: they owe the rest.
    """
    charged_cents = fee_cents - borne_cents
    whole_cents = amount_cents + borne_cents
    taken_cents = whole_cents if agreed_cents is None else min(whole_cents, agreed_cents)
    lines = [Posting(payable, taken_cents)] if taken_cents else []
    if more_cents := whole_cents - taken_cents:
        lines.append(Posting(Account(payable.fund, AccountKind.DUES, payable.owner), more_cents))
    if charged_cents:
        lines.append(Posting(fees(), charged_cents))
    return JournalEntry(
        kind=EntryKind.PAYOUT,
        key=receipt_key(receipt) if receipt and not key else key,
        effective_on=on,
        postings=balanced(lines, out_of),
        actor=actor,
        member=payable.owner,
        receipt=receipt.code if receipt and not key else "",
        network=receipt.network if receipt and not key else "",
        memo=memo,
    )


def payout_released(
    payable: Account, back_to: Account, amount_cents: int, *, key: str, on: date, actor: str
) -> JournalEntry:
    """What was set aside and not sent goes back to where it came from."""
    return JournalEntry(
        kind=EntryKind.PAYOUT_RELEASED,
        key=key,
        effective_on=on,
        postings=(Posting(payable, amount_cents), Posting(back_to, -amount_cents)),
        actor=actor,
        member=payable.owner,
    )
