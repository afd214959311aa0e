"""What can go wrong with the provider, each by name: switched on one by one or together."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from enum import Enum
from random import Random

from bot.simulator.daraja.ledger import Kind

PUSH, C2B, PAYOUT, REVERSAL = Kind.PUSH, Kind.C2B, Kind.PAYOUT, Kind.REVERSAL


class Fault(Enum):
    """One way to misbehave.

    number: which of the twenty known families of failure it belongs to. sentence: what it does.
    touches: the kinds of transaction to which it can happen. times: how often it happens where
    nothing else is said, None for whenever it can.
    """

    def __init__(
        self, number: int, sentence: str, touches: Iterable[Kind], times: int | None = None
    ) -> None:
        self.number = number
        self.sentence = sentence
        self.touches = frozenset(touches)
        self.times = times

    CALLBACK_TWICE = 1, "Every callback comes twice, with the same body.", tuple(Kind)
    CALLBACK_TRIED_AGAIN = (
        1,
        "A callback that was not taken is sent again with the next delivery.",
        tuple(Kind),
    )
    SUCCESS_AFTER_FAILURE = (
        2,
        "A failure is told (1019, 1032 or 1037), and then the money moves all the same.",
        (PUSH,),
    )
    FAILURE_AFTER_SUCCESS = 3, "A failure is told after the success, which stays.", (PUSH, PAYOUT)
    CALLBACK_FIRST = (
        4,
        "The customer is so quick that the callback comes before the request is answered.",
        (PUSH, PAYOUT, REVERSAL),
    )
    NO_CALLBACK = 5, "No callback comes, ever.", (PUSH, C2B, REVERSAL)
    NO_ANSWER = (
        6,
        "The request is done, and the connection closes after a while without an answer.",
        (PUSH, PAYOUT, REVERSAL),
    )
    ERROR_THOUGH_DONE = (
        7,
        "The request is done, and answered with HTTP 500.",
        (PUSH, PAYOUT, REVERSAL),
    )
    SPIKE_ARREST = (
        7,
        "The request is not done: HTTP 429, too many at once.",
        (PUSH, PAYOUT, REVERSAL),
        2,
    )
    FORBIDDEN_PAGE = (
        7,
        "The request is not done: a firewall answers HTTP 403 with a page of HTML.",
        (PUSH, PAYOUT, REVERSAL),
        2,
    )
    STILL_PROCESSING = (
        8,
        "Asked about a prompt that ended, it says a few times that it is being processed.",
        (PUSH,),
    )
    C2B_BEFORE_STK = (
        9,
        "The C2B confirmation of a push comes before its own callback.",
        (PUSH,),
    )
    STK_BEFORE_C2B = (
        9,
        "The C2B confirmation of a push comes after its own callback.",
        (PUSH,),
    )
    SAME_ID_OTHER_AMOUNT = (
        10,
        "A second C2B confirmation bears the same TransID and another amount.",
        (PUSH, C2B),
    )
    UNKNOWN_REQUEST = (
        11,
        "Another callback tells of a success under an id that nobody ever got.",
        (PUSH, PAYOUT, REVERSAL),
    )
    FORGED_AMOUNT = (
        11,
        "A forged callback bears the right id, a made-up receipt and a wrong amount.",
        (PUSH, PAYOUT),
    )
    CODES_AS_TEXT = 12, "Result codes come as text.", (PUSH, PAYOUT, REVERSAL)
    CODES_NULL = 12, "Result codes come as null.", (PUSH, PAYOUT, REVERSAL)
    ONE_ITEM_BARE = (
        12,
        "Details hold the receipt alone, as a bare object instead of a list of one.",
        (PUSH, PAYOUT, REVERSAL),
    )
    DETAILS_MISSING = (
        12,
        "A success comes without its details: the key is absent or null.",
        (PUSH, PAYOUT, REVERSAL),
    )
    AMOUNTS_AS_TEXT = 12, "Numbers in details come as text.", (PUSH, PAYOUT, REVERSAL)
    BALANCE_WITHOUT_VALUE = 12, "The details name a Balance without a Value.", (PUSH,)
    PHONE_HASHED = 13, "A C2B confirmation bears a hash of the number.", (PUSH, C2B)
    PHONE_ABSENT = 13, "No callback bears the payer's number.", (PUSH, C2B)
    PHONE_MASKED = 13, "A push's own callback bears a masked number.", (PUSH,)
    NAMES_EMPTY = 13, "A C2B confirmation bears no name.", (PUSH, C2B)
    REFERENCE_MISTYPED = 13, "The customer mistypes the account.", (C2B,)
    REFERENCE_OF_ANOTHER = 13, "The customer types the account of another group.", (C2B,)
    FIRST_ANSWER_LOST = (
        14,
        "The first answer to a payout is lost; the same id again is refused as known.",
        (PAYOUT,),
    )
    SAID_TO_BE_KNOWN = (
        14,
        "A payout is done, and its one request answered as if the id were known already.",
        (PAYOUT,),
    )
    RESULT_LOST = 15, "The result of a payout never comes; its status is known.", (PAYOUT,)
    TIMEOUT_FLAT = 16, "A queue time-out is told flat, then the result.", (PAYOUT, REVERSAL)
    TIMEOUT_WRAPPED = (
        16,
        "A queue time-out is told as a Result, then the result.",
        (PAYOUT, REVERSAL),
    )
    INITIATOR_REFUSED = 17, "The initiator is invalid (2001).", (PAYOUT, REVERSAL)
    CREDENTIAL_LOCKED = 17, "The security credential is locked (8006).", (PAYOUT, REVERSAL)
    ROLE_MISSING = 17, "The initiator may not do this (21).", (PAYOUT, REVERSAL)
    PERMISSION_MISSING = 17, "The operator lacks a permission (TP40153).", (PAYOUT, REVERSAL)
    UTILITY_EMPTY = 18, "The account that pays out holds too little (1).", (PAYOUT,)
    RECEIVER_FULL = 18, "The receiver's wallet is at its limit (8).", (PAYOUT,)
    RECEIVER_UNREGISTERED = 18, "Nobody has a wallet on that number (2040).", (PAYOUT,)
    SECOND_PART_FAILS = 18, "Of payouts to one phone the second fails (8).", (PAYOUT,)
    TOKEN_TAKEN = (
        19,
        "Another worker fetches a token, which ends the one of this request.",
        (PUSH, PAYOUT, REVERSAL),
        1,
    )
    REVERSAL_DECLINED = 20, "A reversal is taken over and then declined.", (REVERSAL,)
    REVERSAL_OF_SPENT = 20, "A reversal fails: the money is spent.", (REVERSAL,)
    REVERSED_BEFORE = 20, "Somebody reversed it by hand just before (R000001).", (REVERSAL,)
    VALIDATION_TOO_LATE = (
        20,
        "The answer to a validation is too late; the registered default applies.",
        (C2B,),
    )

    def __repr__(self) -> str:
        return f"Fault.{self.name}"


FORCED_CODES = {
    Fault.INITIATOR_REFUSED: "2001",
    Fault.CREDENTIAL_LOCKED: "8006",
    Fault.ROLE_MISSING: "21",
    Fault.PERMISSION_MISSING: "TP40153",
    Fault.UTILITY_EMPTY: "1",
    Fault.RECEIVER_FULL: "8",
    Fault.RECEIVER_UNREGISTERED: "2040",
    Fault.REVERSAL_DECLINED: "2006",
    Fault.REVERSAL_OF_SPENT: "1",
}
"""The result code that a fault forces on what it touches."""


class Mischief:
    """Which faults are on, and how often each still happens."""

    def __init__(
        self, faults: Iterable[Fault] | Mapping[Fault, int | None], random: Random
    ) -> None:
        self.random = random
        self._lock = threading.Lock()
        self._left: dict[Fault, int | None] = {}
        for fault in faults:
            self.switch_on(fault, faults[fault] if isinstance(faults, Mapping) else fault.times)

    def switch_on(self, fault: Fault, times: int | None = None) -> None:
        """Misbehave so from now on. times: how often, None for whenever it can."""
        with self._lock:
            self._left[fault] = times

    def switch_off(self, *faults: Fault) -> None:
        """Behave again; in every way where none is named."""
        with self._lock:
            for fault in faults or tuple(self._left):
                self._left.pop(fault, None)

    def has(self, fault: Fault) -> bool:
        """Whether it is on."""
        with self._lock:
            return fault in self._left

    def strikes(self, fault: Fault, kind: Kind) -> bool:
        """Whether it happens now to something of that kind; this counts."""
        with self._lock:
            left = self._left.get(fault, 0)
            if left == 0 or kind not in fault.touches:
                return False
            if left is not None:
                self._left[fault] = left - 1
            return True

    def forced_code(self, kind: Kind) -> str:
        """The result code that a fault wants for something of that kind, "" for none."""
        struck = (code for fault, code in FORCED_CODES.items() if self.strikes(fault, kind))
        return next(struck, "")
