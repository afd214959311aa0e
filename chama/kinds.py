"""What each kind of account and of entry means, said once: the rest of the code asks the kind.

A meaning has no defaults, so a new kind that leaves a question open fails at import.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self, TypeVar

Kind = TypeVar("Kind", bound=StrEnum)


def kind_called(kinds: type[Kind], value: str) -> Kind:
    """The kind of that value. Raises ValueError for one that is none."""
    return kinds(value)


@dataclass(frozen=True, slots=True)
class AccountMeaning:
    """What a kind of account stands for.

    normal_sign: 1 where debits raise it (assets, debts to us, costs), -1 where credits do.
    is_money: whether money itself lies in it; every other account says whose it is, or why.
    is_in_hand: whether its owner, a member, answers for the money in it.
    is_owed: whether its balance is a debt of its owner, a member.
    is_ahead: whether it keeps what its owner, a member, paid before it was owed.
    is_payable: whether it is set aside for its owner, a member, and goes to them next.
    is_waiting: whether it holds the money of one receipt until its owner is known.
    is_charge: whether it is what a provider took for moving money, beside the amount moved.
    is_abroad: whether it may be of a fund in another currency than the group's, where money lies
        but nobody owes and no pot is promised.
    taken_back: in which place a part of a receipt is taken back out of it, the lowest first; None
        where no receipt is credited to it.
    """

    normal_sign: int
    is_money: bool
    is_in_hand: bool
    is_owed: bool
    is_ahead: bool
    is_payable: bool
    is_waiting: bool
    is_charge: bool
    is_abroad: bool
    taken_back: int | None

    @property
    def says_why(self) -> bool:
        """Whether it says whose money is, or what for: neither money itself nor its charge."""
        return not (self.is_money or self.is_charge)

    @property
    def is_members_own(self) -> bool:
        """Whether what is credited to it is its owner's, a member's."""
        return self.is_owed or self.is_ahead


_MONEY = AccountMeaning(
    normal_sign=1,
    is_money=True,
    is_in_hand=False,
    is_owed=False,
    is_ahead=False,
    is_payable=False,
    is_waiting=False,
    is_charge=False,
    is_abroad=True,
    taken_back=None,
)


class AccountKind(StrEnum):
    """What an account stands for; debits are positive, so what we owe is negative."""

    meaning: AccountMeaning

    def __new__(cls, value: str, meaning: AccountMeaning) -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.meaning = meaning
        return kind

    # on the group's phone, till or bank account
    COLLECTOR = "collector", _MONEY
    # notes in a named officer's hand
    CASH = "cash", replace(_MONEY, is_in_hand=True)
    # what a member still owes for a round
    DUES = (
        "dues",
        AccountMeaning(
            normal_sign=1,
            is_money=False,
            is_in_hand=False,
            is_owed=True,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=3,
        ),
    )
    # what a member still owes for a rule that was broken
    FINES = (
        "fines",
        AccountMeaning(
            normal_sign=1,
            is_money=False,
            is_in_hand=False,
            is_owed=True,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=4,
        ),
    )
    # what a member paid ahead
    ADVANCE = (
        "advance",
        AccountMeaning(
            normal_sign=-1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=True,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=1,
        ),
    )
    # what a round owes its recipient
    POT = (
        "pot",
        AccountMeaning(
            normal_sign=-1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=None,
        ),
    )
    # what it was agreed to pay a member and has not been sent to them
    PAYABLE = (
        "payable",
        AccountMeaning(
            normal_sign=-1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=True,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=None,
        ),
    )
    # money that came in and waits for its owner
    UNALLOCATED = (
        "unallocated",
        AccountMeaning(
            normal_sign=-1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=True,
            is_charge=False,
            is_abroad=True,
            taken_back=0,
        ),
    )
    # what was given to the welfare fund
    WELFARE = (
        "welfare",
        AccountMeaning(
            normal_sign=-1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=2,
        ),
    )
    # what providers took for moving money
    FEES = (
        "fees",
        AccountMeaning(
            normal_sign=1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=True,
            is_abroad=True,
            taken_back=None,
        ),
    )
    # what the group earned, such as the fines that it raised
    INCOME = (
        "income",
        AccountMeaning(
            normal_sign=-1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=None,
        ),
    )
    # what the book began with, as nobody can say any more where it came from
    OPENING = (
        "opening",
        AccountMeaning(
            normal_sign=-1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=False,
            taken_back=None,
        ),
    )
    # what the group spent on its own needs
    EXPENSES = (
        "expenses",
        AccountMeaning(
            normal_sign=1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=True,
            taken_back=None,
        ),
    )
    # through which money passes to a fund of another currency
    EXCHANGE = (
        "exchange",
        AccountMeaning(
            normal_sign=1,
            is_money=False,
            is_in_hand=False,
            is_owed=False,
            is_ahead=False,
            is_payable=False,
            is_waiting=False,
            is_charge=False,
            is_abroad=True,
            taken_back=None,
        ),
    )


@dataclass(frozen=True, slots=True)
class EntryMeaning:
    """What a kind of entry does.

    counts_as_paid: 1 where it adds to what its member has paid, -1 where it takes from that, else
        0.
    moves_money: 1 where it brings money into the group, -1 where it takes money out, else 0.
    is_credit: whether it gives a receipt's money to somebody.
    may_be_undone: whether officers may take it back on their own word.
    is_taken_back_by_provider: whether a provider's text of a reversal may take it back.
    stands: whether it stands for itself; the contra entry of another does not.
    """

    counts_as_paid: int
    moves_money: int
    is_credit: bool
    may_be_undone: bool
    is_taken_back_by_provider: bool
    stands: bool


class EntryKind(StrEnum):
    """Why money or a debt moved."""

    meaning: EntryMeaning

    def __new__(cls, value: str, meaning: EntryMeaning) -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.meaning = meaning
        return kind

    OPENING = (
        "opening",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=1,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    ROUND_OPENED = (
        "round_opened",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    CONTRIBUTION = (
        "contribution",
        EntryMeaning(
            counts_as_paid=1,
            moves_money=1,
            is_credit=True,
            may_be_undone=True,
            is_taken_back_by_provider=True,
            stands=True,
        ),
    )
    UNALLOCATED = (
        "unallocated",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=1,
            is_credit=False,
            may_be_undone=True,
            is_taken_back_by_provider=True,
            stands=True,
        ),
    )
    ALLOCATION = (
        "allocation",
        EntryMeaning(
            counts_as_paid=1,
            moves_money=0,
            is_credit=True,
            may_be_undone=True,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    WELFARE = (
        "welfare",
        EntryMeaning(
            counts_as_paid=1,
            moves_money=1,
            is_credit=True,
            may_be_undone=True,
            is_taken_back_by_provider=True,
            stands=True,
        ),
    )
    FINE = (
        "fine",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    FINE_WAIVED = (
        "fine_waived",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    FINE_REPAID = (
        "fine_repaid",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    WELFARE_DUES = (
        "welfare_dues",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    GRANT_AGREED = (
        "grant_agreed",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    ADVANCE_USED = (
        "advance_used",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    ADVANCE_RECALLED = (
        "advance_recalled",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    PAYOUT = (
        "payout",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=-1,
            is_credit=False,
            may_be_undone=True,
            is_taken_back_by_provider=True,
            stands=True,
        ),
    )
    PAYOUT_AGREED = (
        "payout_agreed",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    PAYOUT_RELEASED = (
        "payout_released",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    EXPENSE = (
        "expense",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=-1,
            is_credit=False,
            may_be_undone=True,
            is_taken_back_by_provider=True,
            stands=True,
        ),
    )
    EXCHANGE = (
        "exchange",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=True,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    MONEY_RETURNED = (
        "money_returned",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=1,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    REVERSAL = (
        "reversal",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=False,
        ),
    )
    PARTIAL_REVERSAL = (
        "partial_reversal",
        EntryMeaning(
            counts_as_paid=-1,
            moves_money=-1,
            is_credit=False,
            may_be_undone=False,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    # it was agreed to spend so much, and the money has not left yet
    EXPENSE_AGREED = (
        "expense_agreed",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=True,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
    # from one place where the group's money lies to another
    TRANSFER = (
        "transfer",
        EntryMeaning(
            counts_as_paid=0,
            moves_money=0,
            is_credit=False,
            may_be_undone=True,
            is_taken_back_by_provider=False,
            stands=True,
        ),
    )
