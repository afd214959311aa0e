"""What speaks against a text: each check looks at the printed evidence for one kind of forgery."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chama.money import Money
from chama.receipts.codes import (
    CODE_LENGTH,
    LAST_YEAR_OF_OLD_CODES,
    OLD_CODE_LENGTH,
    date_in_code,
    is_old_code,
)
from chama.receipts.fields import is_well_formed
from chama.receipts.model import NAIROBI, Direction, Kind, Reason
from chama.receipts.normalise import Text

TRANSACTION_LIMIT = Money.of(250_000)
PERSONAL_BALANCE_LIMIT = Money.of(500_000)
CODE_DATE_TOLERANCE = timedelta(days=1)  # banks post a day later; midnight is untested
CLOCK_TOLERANCE = timedelta(hours=1)

_PERSONAL_CREDITS = frozenset(
    {Kind.RECEIVED_PERSON, Kind.RECEIVED_BUSINESS, Kind.RECEIVED_INTERNATIONAL}
)
_SENDERS_WORDS = re.compile(r"AMOUNT YOU CAN TRANSACT|TRANSACTION COST|GHARAMA YA KUTUMA")
_REVERSED = re.compile(r"REVERSED|IMERUDISHWA")
_BALANCE_WORDS = re.compile(r"\b(?:BALANCE|BAKI|SALIO)\b")
# A copy may break off here: nothing printed is no sign of forgery, "LOCKED" is.
_CUT_OFF = re.compile(
    r"\b(?:BALANCE(?: IS)?|(?:BAKI|SALIO)(?: (?:YAKO|YA|MPYA|JIPYA|LA|KATIKA|M-PESA|NI)){0,6})"
    r"(?: K(?:SH?)?)?[ .]*$"
)
_REACH = 160  # characters behind a confirmation in which its own sentences still stand


@dataclass(frozen=True, slots=True)
class Evidence:
    """One confirmation as printed and as read.

    start, end: where it stands in `text`; limit: where what is its own ends at latest.
    code: M-Pesa's own, which holds a date; None for
        a bank's or another wallet's. lacks_code: it should print a code and does not.
    knows_balance: its wording goes on with a balance.
    """

    text: Text
    start: int
    end: int
    limit: int
    kind: Kind
    direction: Direction
    code: str | None
    lacks_code: bool
    printed_amount: str | None
    amount: Money | None
    printed_balance: str | None
    balance: Money | None
    knows_balance: bool
    printed_date: str | None
    printed_time: str | None
    occurred_at: datetime | date | None
    received_at: datetime | None

    @property
    def behind(self) -> str:
        """The folded text shortly behind the confirmation."""
        return self.text.folded[self.end : min(self.limit, self.end + _REACH)]

    @property
    def day(self) -> date | None:
        """The printed day."""
        at = self.occurred_at
        return at.date() if isinstance(at, datetime) else at


def reasons(evidence: Evidence) -> tuple[Reason, ...]:
    """Every reason to doubt the text, in the order of the table below."""
    return tuple(reason for reason, speaks_against in _CHECKS if speaks_against(evidence))


def _has_wrong_code_date(evidence: Evidence) -> bool:
    code, day = evidence.code, evidence.day
    if code is None or _may_be_old(code, day):
        return False
    code_date = date_in_code(code)
    if code_date is None:
        return True
    return day is not None and abs(code_date - day) > CODE_DATE_TOLERANCE


def _has_wrong_code_length(evidence: Evidence) -> bool:
    code = evidence.code
    return code is not None and len(code) != CODE_LENGTH and not _may_be_old(code, evidence.day)


def _may_be_old(code: str, day: date | None) -> bool:
    if day is None:
        return is_old_code(code)
    return len(code) == OLD_CODE_LENGTH and day.year <= LAST_YEAR_OF_OLD_CODES


def _has_malformed_amount(evidence: Evidence) -> bool:
    return evidence.printed_amount is not None and not is_well_formed(evidence.printed_amount)


def _is_not_positive(evidence: Evidence) -> bool:
    return evidence.amount is not None and evidence.amount.cents <= 0


def _is_over_limit(evidence: Evidence) -> bool:
    amount, balance = evidence.amount, evidence.balance
    if amount is not None and amount > TRANSACTION_LIMIT:
        return True
    is_personal = evidence.kind in _PERSONAL_CREDITS
    return is_personal and balance is not None and balance > PERSONAL_BALANCE_LIMIT


def _has_malformed_balance(evidence: Evidence) -> bool:
    if evidence.printed_balance is not None:
        return not is_well_formed(evidence.printed_balance)
    if not evidence.knows_balance or not _BALANCE_WORDS.search(evidence.behind):
        return False
    return _CUT_OFF.search(evidence.behind) is None


def _has_invalid_date(evidence: Evidence) -> bool:
    if evidence.printed_date is None:
        return False
    has_time = isinstance(evidence.occurred_at, datetime)
    return evidence.occurred_at is None or (evidence.printed_time is not None and not has_time)


def _is_in_future(evidence: Evidence) -> bool:
    now = evidence.received_at
    if now is None:
        return False
    at, today = evidence.occurred_at, now.astimezone(NAIROBI).date()
    if isinstance(at, datetime):
        return at > now + CLOCK_TOLERANCE
    code_date = date_in_code(evidence.code) if evidence.code else None
    latest_day = at or (code_date and code_date - CODE_DATE_TOLERANCE)
    return latest_day is not None and latest_day > today


def _has_hidden_characters(evidence: Evidence) -> bool:
    return evidence.text.has_hidden(evidence.start, evidence.end)


def _has_look_alikes(evidence: Evidence) -> bool:
    return evidence.text.has_look_alikes(evidence.start, evidence.end)


def _has_senders_words(evidence: Evidence) -> bool:
    is_credit = evidence.kind in _PERSONAL_CREDITS
    return is_credit and _SENDERS_WORDS.search(evidence.behind) is not None


def _mentions_reversal(evidence: Evidence) -> bool:
    is_credit = evidence.direction is Direction.IN and evidence.kind is not Kind.REVERSAL_IN
    return is_credit and _REVERSED.search(evidence.behind) is not None


_CHECKS: tuple[tuple[Reason, Callable[[Evidence], bool]], ...] = (
    (Reason.CODE_DATE_MISMATCH, _has_wrong_code_date),
    (Reason.CODE_LENGTH, _has_wrong_code_length),
    (Reason.MISSING_CODE, lambda evidence: evidence.lacks_code),
    (Reason.MALFORMED_AMOUNT, _has_malformed_amount),
    (Reason.NON_POSITIVE_AMOUNT, _is_not_positive),
    (Reason.OVER_LIMIT, _is_over_limit),
    (Reason.MALFORMED_BALANCE, _has_malformed_balance),
    (Reason.INVALID_DATE, _has_invalid_date),
    (Reason.FUTURE_DATE, _is_in_future),
    (Reason.HIDDEN_CHARACTERS, _has_hidden_characters),
    (Reason.HOMOGLYPH, _has_look_alikes),
    (Reason.SENDER_WORDING, _has_senders_words),
    (Reason.REVERSAL_MENTIONED, _mentions_reversal),
)
