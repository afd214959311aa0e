"""The cells of the matrix: each fault on each kind of money, played to its end and compared.

A cell holds only if its fault has really struck, and if as much moved as should have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.simulator.daraja import Fault, Kind, Settings
from tests.money_play import (
    PLAYS,
    agree,
    check,
    fill_pot,
    is_stopped,
    mend,
    mistake,
    return_it,
    settle_down,
)
from tests.money_stage import MoneyStage, money_stage, umoja

REFUSALS = 3  # of callbacks, by a web process that is busy
LARGE_SHARE = 70_000  # shillings: a pot of four goes out in two parts
LARGE_WALLET_CENTS = 150_000_00


class Ending(StrEnum):
    """How a cell ends that holds."""

    OK = "ok"
    MENDED = "ok after mending"


@dataclass(frozen=True)
class Cell:
    """One fault on one kind of money."""

    fault: Fault
    kind: Kind

    def __str__(self) -> str:
        words = self.fault.name.lower().replace("_", " ")
        return f"{self.kind.value}: {words}"


CELLS = tuple(Cell(fault, kind) for kind in PLAYS for fault in Fault if kind in fault.touches)
"""Where the fault can happen and the money can be played."""

MENDED = frozenset(
    {
        Fault.INITIATOR_REFUSED,
        Fault.CREDENTIAL_LOCKED,
        Fault.ROLE_MISSING,
        Fault.PERMISSION_MISSING,
        Fault.UTILITY_EMPTY,
    }
)
"""What stops all payouts until the operator has seen to it."""

NOTHING_MOVES: Mapping[Cell, str] = {
    Cell(Fault.SPIKE_ARREST, Kind.PUSH): "a prompt that was turned away is no prompt",
    Cell(Fault.FORBIDDEN_PAGE, Kind.PUSH): "a prompt that was turned away is no prompt",
    Cell(Fault.RECEIVER_FULL, Kind.PAYOUT): "surely refused: what was set aside goes back",
    Cell(Fault.RECEIVER_UNREGISTERED, Kind.PAYOUT): "surely refused: what was set aside goes back",
    Cell(Fault.REVERSAL_DECLINED, Kind.REVERSAL): "declined: the payment stands",
    Cell(Fault.REVERSAL_OF_SPENT, Kind.REVERSAL): "the money is spent: the payment stands",
    **{
        Cell(fault, Kind.REVERSAL): "surely refused: the payment stands"
        for fault in MENDED
        if Kind.REVERSAL in fault.touches
    },
}
"""Where the law is that nothing of that kind moved, and why."""

_WHY_NOT: Mapping[str, Iterable[Fault]] = {
    "a prompt only": (
        Fault.SUCCESS_AFTER_FAILURE,
        Fault.STILL_PROCESSING,
        Fault.C2B_BEFORE_STK,
        Fault.STK_BEFORE_C2B,
        Fault.BALANCE_WITHOUT_VALUE,
        Fault.PHONE_MASKED,
    ),
    "what a payer sends only": (
        Fault.SAME_ID_OTHER_AMOUNT,
        Fault.PHONE_HASHED,
        Fault.PHONE_ABSENT,
        Fault.NAMES_EMPTY,
    ),
    "what is typed in the menu only": (
        Fault.REFERENCE_MISTYPED,
        Fault.REFERENCE_OF_ANOTHER,
        Fault.VALIDATION_TOO_LATE,
    ),
    "what has our id only": (Fault.FIRST_ANSWER_LOST, Fault.SAID_TO_BE_KNOWN, Fault.RESULT_LOST),
    "what is sent to a wallet only": (
        Fault.UTILITY_EMPTY,
        Fault.RECEIVER_FULL,
        Fault.RECEIVER_UNREGISTERED,
        Fault.SECOND_PART_FAILS,
    ),
    "what goes back only": (
        Fault.REVERSAL_DECLINED,
        Fault.REVERSAL_OF_SPENT,
        Fault.REVERSED_BEFORE,
    ),
    "what has an initiator only": (
        Fault.TIMEOUT_FLAT,
        Fault.TIMEOUT_WRAPPED,
        Fault.INITIATOR_REFUSED,
        Fault.CREDENTIAL_LOCKED,
        Fault.ROLE_MISSING,
        Fault.PERMISSION_MISSING,
    ),
    "what succeeds and is told by a result only": (
        Fault.FAILURE_AFTER_SUCCESS,
        Fault.FORGED_AMOUNT,
    ),
    "what we ask for only": (
        Fault.CALLBACK_FIRST,
        Fault.NO_ANSWER,
        Fault.ERROR_THOUGH_DONE,
        Fault.SPIKE_ARREST,
        Fault.FORBIDDEN_PAGE,
        Fault.UNKNOWN_REQUEST,
        Fault.CODES_AS_TEXT,
        Fault.CODES_NULL,
        Fault.ONE_ITEM_BARE,
        Fault.DETAILS_MISSING,
        Fault.AMOUNTS_AS_TEXT,
        Fault.TOKEN_TAKEN,
    ),
    "RESULT_LOST is this of a payout": (Fault.NO_CALLBACK,),
}

WHY_NOT: Mapping[Fault, str] = {fault: why for why, faults in _WHY_NOT.items() for fault in faults}
"""To what alone a fault can happen that cannot happen to everything."""


# --- how a cell is played ------------------------------------------------------------------------


def _payout_in_parts(stage: MoneyStage) -> None:
    """A pot that is more than one payment may be."""
    fill_pot(stage, LARGE_SHARE * 100)
    agree(stage)
    stage.work()


def _while_the_web_is_busy(kind: Kind) -> Callable[[MoneyStage], None]:
    def play(stage: MoneyStage) -> None:
        if kind is Kind.PAYOUT:
            fill_pot(stage)
        code = mistake(stage) if kind is Kind.REVERSAL else ""
        stage.web.busy_for = REFUSALS
        if code:
            return_it(stage, code)
        else:
            PLAYS[kind](stage)

    return play


@dataclass(frozen=True)
class _Setting:
    """What a cell needs that the others do not. more: of `money_stage`."""

    more: Mapping[str, Any] = field(default_factory=dict)
    play: Callable[[MoneyStage], None] | None = None


_SETTINGS: Mapping[Cell, _Setting] = {
    Cell(Fault.VALIDATION_TOO_LATE, Kind.C2B): _Setting(
        {"settings": Settings(hang_seconds=0.1, is_validating=True)}
    ),
    Cell(Fault.SECOND_PART_FAILS, Kind.PAYOUT): _Setting(
        {"wallet_cents": LARGE_WALLET_CENTS}, _payout_in_parts
    ),
    **{
        Cell(Fault.CALLBACK_TRIED_AGAIN, kind): _Setting(play=_while_the_web_is_busy(kind))
        for kind in PLAYS
    },
}
_AS_USUAL = _Setting()


def play_cell(engine: sa.Engine, cell: Cell, seed: int = 0) -> Ending:
    """Play a cell to its end; raises AssertionError where it does not hold."""
    setting = _SETTINGS.get(cell, _AS_USUAL)
    groups = (umoja(contribution=LARGE_SHARE),) if "wallet_cents" in setting.more else ()
    faults = {cell.fault: cell.fault.times}
    with (
        money_stage(engine, *groups, faults=faults, seed=seed, **setting.more) as stage,
        struck_in(stage) as struck,
    ):
        (setting.play or PLAYS[cell.kind])(stage)
        ending = come_to_rest(stage)
        assert cell in struck or _came_again(stage, cell), "The fault has not struck."
        assert has_moved(stage, cell.kind) is (cell not in NOTHING_MOVES)
    return ending


def come_to_rest(stage: MoneyStage) -> Ending:
    """Hours go by, the operator mends what stopped payouts, and the law holds."""
    settle_down(stage)
    has_stopped = is_stopped(stage)
    if has_stopped:
        mend(stage)
    check(stage)
    return Ending.MENDED if has_stopped else Ending.OK


def has_moved(stage: MoneyStage, kind: Kind) -> bool:
    """Whether the provider's book has anything of that kind."""
    transactions = stage.provider.ledger.transactions
    return any(one.kind is kind and one.is_completed for one in transactions)


def _came_again(stage: MoneyStage, cell: Cell) -> bool:
    """Whether callbacks were turned away, and came again until all were taken."""
    is_over = not stage.web.busy_for and not stage.provider.undelivered
    return cell.fault is Fault.CALLBACK_TRIED_AGAIN and is_over


@contextmanager
def struck_in(stage: MoneyStage) -> Iterator[set[Cell]]:
    """What really went wrong while a block ran; it fills up as it happens."""
    mischief, struck = stage.provider.faults, set[Cell]()
    strikes = mischief.strikes

    def noted(fault: Fault, kind: Kind) -> bool:
        does = strikes(fault, kind)
        if does:
            struck.add(Cell(fault, kind))
        return does

    mischief.strikes = noted  # type: ignore[method-assign]
    yield struck
