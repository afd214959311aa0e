"""What money is owed, kept or set aside for, in the words of reports."""

from __future__ import annotations

from datetime import date

from bot.reports.words import Words
from chama.entries import WELFARE, is_refund
from chama.journal import Account
from chama.kinds import AccountKind
from chama.standing import round_number

_PARTS_OF_A_DAY = 3  # "2026.12.1"; behind it stands the claim


def what_for(words: Words, account: Account) -> str:
    """What a member's account is for: "round 3", "fine for absence"."""
    if account.kind is AccountKind.ADVANCE:
        return words("account.ahead")
    if account.kind is AccountKind.FINES:
        key = "account.fine_round" if account.round else "account.fine_absence"
        return words(key, round=round_number(account.round))
    if account.kind in (AccountKind.PAYABLE, AccountKind.POT):
        return _set_aside_for(words, account)
    if account.fund == WELFARE:
        day, is_claim = since(account)
        return words("account.claim" if is_claim else "account.welfare", day=words.day(day))
    if not account.round:
        return words("account.apart")
    return words("account.round", round=round_number(account.round))


def since(account: Account) -> tuple[date, bool]:
    """The day since when something of the welfare is owed, and whether it is for a claim."""
    numbers = account.round.split(".")
    year, month, day = map(int, numbers[:_PARTS_OF_A_DAY])
    return date(year, month, day), len(numbers) > _PARTS_OF_A_DAY


def _set_aside_for(words: Words, account: Account) -> str:
    if account.fund == WELFARE:
        return words("account.grant")
    if is_refund(account):
        return words("account.refund")
    return words("account.pot", round=round_number(account.round))
