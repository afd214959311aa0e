"""The rotation: members owe their dues for each round, and the pot goes to its recipient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chama.entries.money import ROTATION, money_out
from chama.entries.owing import advance
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind


def dues(member_id: str, round_key: str) -> Account:
    """What a member owes for a round."""
    return Account(ROTATION, AccountKind.DUES, member_id, round_key)


def pot(round_key: str, position: str = "") -> Account:
    """What a round owes its recipient; where several receive, the one at this position."""
    return Account(ROTATION, AccountKind.POT, position, round_key)


def positions(recipients: int) -> Sequence[str]:
    """How the pots of a round are told apart: not at all where one receives."""
    return [""] if recipients < 2 else [str(number) for number in range(1, recipients + 1)]


def round_opened(
    round_key: str,
    dues_cents: Mapping[str, int],
    *,
    on: date,
    pots_cents: Sequence[int] = (),
    advances: Mapping[str, int] | None = None,
    key: str = "",
    actor: str = "clock",
) -> JournalEntry:
    """A round begins: each member owes their dues, and what they paid ahead is used first.

    dues_cents: what each member is to pay. pots_cents: what each of several recipients is to get.
    advances: what each member has paid ahead.
    """
    postings = [Posting(dues(member, round_key), cents) for member, cents in dues_cents.items()]
    parts = pots_cents or [sum(dues_cents.values())]
    for position, cents in zip(positions(len(parts)), parts, strict=True):
        postings.append(Posting(pot(round_key, position), -cents))
    for member, ahead in (advances or {}).items():
        used = min(ahead, dues_cents.get(member, 0))
        if used > 0:
            postings.append(Posting(advance(ROTATION, member), used))
            postings.append(Posting(dues(member, round_key), -used))
    return JournalEntry(
        kind=EntryKind.ROUND_OPENED,
        key=key or f"round:{round_key}",
        effective_on=on,
        postings=tuple(postings),
        actor=actor,
    )


def payout(
    out_of_pot: Account,
    member_id: str,
    amount_cents: int,
    *,
    out_of: Account,
    receipt: ReceiptId,
    on: date,
    actor: str,
    fee_cents: int = 0,
    borne_cents: int = 0,
    key: str = "",
    memo: str = "",
) -> JournalEntry:
    """A pot, or a part of it, was sent to its recipient. fee_cents, key: as `money_out`.

    borne_cents: how much of the charge the recipient bears, out of the pot.
    """
    return money_out(
        EntryKind.PAYOUT,
        Posting(out_of_pot, amount_cents + borne_cents),
        out_of=out_of,
        fee_cents=fee_cents - borne_cents,
        receipt=receipt,
        on=on,
        actor=actor,
        key=key,
        member=member_id,
        memo=memo,
    )
