"""The welfare fund: what members pay in and are granted on hard days, apart from every pot.

Dues and assessments are owed under the day since when they are ("2026.12.1"), an assessment with
the number of the claim behind it ("2026.12.15.17"): so the oldest is paid first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chama.entries.owing import Owed, against, payment, within
from chama.journal import Account, Balances, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind

WELFARE = "welfare"

_PERIOD = "welfare"  # how the keys of entries that raise dues begin: "welfare:2026-12-01"


def given() -> Account:
    """What the members have given, less what was spent of it."""
    return Account(WELFARE, AccountKind.WELFARE)


def gift(amount_cents: int) -> Posting:
    """The credit of a gift, alone or as a part of a payment."""
    return Posting(given(), -amount_cents)


def period_of(day: date) -> str:
    """How accounts name the dues since that day, the first of their period."""
    return f"{day.year}.{day.month}.{day.day}"


def claim_of(day: date, number: int) -> str:
    """How accounts name a claim that was agreed to on a day; number: its own in the group."""
    return f"{period_of(day)}.{number}"


def welfare_owed(member_id: str, since: str) -> Account:
    """What a member owes the fund for a period or a claim."""
    return Account(WELFARE, AccountKind.DUES, member_id, since)


def granted(member_id: str, claim: str) -> Account:
    """What a member is to get from the fund and has not been sent."""
    return Account(WELFARE, AccountKind.PAYABLE, member_id, claim)


def welfare_key(day: date) -> str:
    """The key of the entry that raises the dues of the period from that day on; sorts by time."""
    return f"{_PERIOD}:{day.isoformat()}"


def period_raised(key: str) -> date | None:
    """The first day of the period whose dues an entry raised, by its key; None for other entries.

    The opposite of `welfare_key`.
    """
    origin, _, day = key.partition(":")
    return date.fromisoformat(day) if origin == _PERIOD else None


def welfare_raised(
    since: str, owed_cents: Mapping[str, int], *, key: str, on: date, actor: str, memo: str = ""
) -> JournalEntry:
    """Members owe the fund, for a period or a claim. owed_cents: by member, each above zero."""
    owed = [Posting(welfare_owed(member, since), cents) for member, cents in owed_cents.items()]
    return JournalEntry(
        kind=EntryKind.WELFARE_DUES,
        key=key,
        effective_on=on,
        postings=(*owed, gift(sum(owed_cents.values()))),
        actor=actor,
        memo=memo,
    )


def grant_agreed(
    member_id: str, claim: str, amount_cents: int, *, on: date, actor: str, memo: str = ""
) -> JournalEntry:
    """What was agreed to give a member is kept for them until it is sent."""
    return JournalEntry(
        kind=EntryKind.GRANT_AGREED,
        key=f"grant:{claim}",
        effective_on=on,
        postings=(
            Posting(given(), amount_cents),
            Posting(granted(member_id, claim), -amount_cents),
        ),
        actor=actor,
        member=member_id,
        memo=memo,
    )


def welfare_money(balances: Balances) -> int:
    """The money that the fund has, in cents."""
    return sum(
        cents
        for account, cents in balances.items()
        if account.fund == WELFARE and account.kind.meaning.is_money
    )


def welfare_promised(balances: Balances) -> int:
    """What of that money is kept for members to whom it was agreed to give it, in cents."""
    return -sum(
        cents
        for account, cents in balances.items()
        if account.fund == WELFARE and account.kind is AccountKind.PAYABLE
    )


def welfare(
    member_id: str,
    amount_cents: int,
    *,
    into: Account,
    key: str,
    on: date | None,
    receipt: ReceiptId | None,
    owed: Owed = (),
    actor: str = "",
    memo: str = "",
) -> JournalEntry:
    """Money for the welfare fund: it pays what its giver owes there, the rest is a gift.

    owed: as `contribution`; receipt: None where it was recorded before.
    """
    credits = against(within(owed, WELFARE), amount_cents)
    gift_cents = amount_cents + sum(posting.amount_cents for posting in credits)
    return payment(
        member_id,
        [*credits, *([gift(gift_cents)] if gift_cents else [])],
        into=into,
        key=key,
        on=on,
        actor=actor,
        receipt=receipt,
        memo=memo,
        kind=EntryKind.WELFARE,
    )
