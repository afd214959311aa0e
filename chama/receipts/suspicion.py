"""What speaks against a text: each check looks at the printed evidence for one kind of forgery."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from chama.money import Money
from chama.receipts.codes import (
    CODE_LENGTH,
    LAST_YEAR_OF_OLD_CODES,
    date_in_code,
    is_old_code,
)
from chama.receipts.doubting_talk import is_doubted, is_undone
from chama.receipts.fields import has_year, is_well_formed
from chama.receipts.language import words_of
from chama.receipts.model import NAIROBI, Direction, Kind, Reason, Receipt
from chama.receipts.printed import Printed
from chama.receipts.wording import Found, Notice

TRANSACTION_LIMIT = Money.of(250_000)
PERSONAL_BALANCE_LIMIT = Money.of(500_000)
CODE_DATE_TOLERANCE = timedelta(days=1)  # banks post a day later; midnight is untested
CLOCK_TOLERANCE = timedelta(hours=1)


_PERSONAL_CREDITS = frozenset(
    {Kind.RECEIVED_PERSON, Kind.RECEIVED_BUSINESS, Kind.RECEIVED_INTERNATIONAL}
)
_MPESA_CREDITS = _PERSONAL_CREDITS | {
    Kind.RECEIVED_TILL,
    Kind.RECEIVED_PAYBILL,
    Kind.RECEIVED_POCHI,
}
_SENDERS_COST = re.compile(r"TRANSACTION COST|GHARAMA YA KUTUMA")
# What no name holds: an amount, a number, another clause, a date that could not be read, a command.
_NO_NAME = re.compile(
    r"(?:KSH|KES)S?[ .]{0,2}[0-9]|[0-9]{9}|BALANCE IS|HAS BEEN|YOU HAVE"
    r"|(?:^| )(?:ON|MNAMO|TAREHE)$| (?:ON|MNAMO|TAREHE) |[0-9] (?:FROM|KUTOKA) "
    r"|^(?:YOU|YOURSELF|NULL|NONE|UNKNOWN)\b|[0-9][:.][0-9]{2}(?![0-9])|[:<>?]|HTTP"
)
_ANOTHER_CODE_BEFORE = re.compile(
    r"[+/&|=]$|(?<![A-Z0-9])(?P<code>[A-Z0-9]{10})[^A-Z0-9]{1,3}(?:(?:OR|AND|AU|NA) )?$"
)
_PROMISE = re.compile(r"\bAWAIT (?:AN? |THE )?(?:M-?PESA|SMS|NOTIFICATION|CONFIRMATION)")
_MPESA_REF = re.compile(r"M-?PESA REF")
_BALANCE_WORDS = re.compile(r"\b(?:BALANCE|BAKI|SALIO)\b")
_BREAKS_OFF = re.compile(
    r"\b(?:BALANCE(?: IS)?|(?:BAKI|SALIO)(?: (?:YAKO|YA|MPYA|JIPYA|LA|KATIKA|M-PESA|NI)){0,6})"
    r"(?: K(?:SH?)?)?(?: *\.)? *$"
)
_REACH = 160  # characters behind a confirmation in which its own sentences still stand
_BEFORE = 200  # characters before a confirmation in which talk is still about it


@dataclass(frozen=True, slots=True)
class Evidence:
    """One confirmation as printed and as read.

    mpesa_code: M-Pesa's own, which holds a date; None for a bank's or another wallet's.
    received_at: aware, when the message reached us; None where that is not known.
    """

    printed: Printed
    receipt: Receipt
    mpesa_code: str | None
    received_at: datetime | None

    @property
    def found(self) -> Found:
        """Where it stands."""
        return self.printed.found

    @property
    def folded(self) -> str:
        """The whole folded text."""
        return self.printed.text.folded

    @property
    def before(self) -> str:
        """The folded text shortly before the confirmation."""
        return self.folded[max(self.found.since, self.found.start - _BEFORE) : self.found.start]

    @property
    def behind(self) -> str:
        """The folded text behind the confirmation."""
        return self.folded[self.found.end : self.found.limit]

    @property
    def own_words(self) -> str:
        """The folded text of the confirmation itself."""
        return self.folded[self.found.start : self.found.end]

    @property
    def is_credit(self) -> bool:
        """Whether it says that money came in, and not back."""
        return self.receipt.direction is Direction.IN and self.receipt.kind is not Kind.REVERSAL_IN

    @property
    def is_mpesa_credit(self) -> bool:
        """Whether it is M-Pesa's own text of money from somebody else."""
        return self.receipt.kind in _MPESA_CREDITS and not self.is_notice

    @property
    def is_notice(self) -> bool:
        """Whether a notice tells it, which may lack a code and a balance."""
        return isinstance(self.found.told_by, Notice)

    @property
    def day(self) -> date | None:
        """The printed day."""
        at = self.receipt.occurred_at
        return at.date() if isinstance(at, datetime) else at


def reasons(evidence: Evidence) -> tuple[Reason, ...]:
    """Every reason to doubt the text, in the order of the table below."""
    found = [reason for reason, speaks_against in _CHECKS if speaks_against(evidence)]
    if evidence.is_credit:
        found += _reasons_in_talk(f"{evidence.before} {evidence.behind}")
    return tuple(found)


@lru_cache(maxsize=256)  # the same adverts stand behind most texts of a week
def _reasons_in_talk(talk: str) -> tuple[Reason, ...]:
    words = words_of(talk)
    undone = (Reason.REVERSAL_MENTIONED,) if is_undone(words, talk) else ()
    return (*undone, Reason.UNKNOWN_WORDING) if is_doubted(words, talk) else undone


def _has_wrong_code_date(evidence: Evidence) -> bool:
    code, day = evidence.mpesa_code, evidence.day
    if code is None or _may_be_old(code, day):
        return False
    code_date = date_in_code(code)
    if code_date is None:
        return True
    if day is not None and code_date <= day and evidence.receipt.reverses == code:
        return False  # the code is of the payment, the day of its reversal
    return day is not None and abs(code_date - day) > CODE_DATE_TOLERANCE


def _has_wrong_code_length(evidence: Evidence) -> bool:
    code = evidence.mpesa_code
    if code is None:
        words = f"{evidence.own_words}{evidence.behind[:_REACH]}"
        return evidence.is_notice and _MPESA_REF.search(words) is not None
    is_wrong = len(code) != CODE_LENGTH and not _may_be_old(code, evidence.day)
    return is_wrong or _has_another_code(code, evidence.before)


def _has_another_code(code: str, before: str) -> bool:
    other = _ANOTHER_CODE_BEFORE.search(before)
    if other is None:
        return False
    other_code = other["code"]
    return other_code is None or (other_code != code and date_in_code(other_code) is not None)


def _may_be_old(code: str, day: date | None) -> bool:
    return is_old_code(code) and (day is None or day.year <= LAST_YEAR_OF_OLD_CODES)


def _lacks_code(evidence: Evidence) -> bool:
    return evidence.receipt.code is None and not evidence.is_notice


def _has_malformed_amount(evidence: Evidence) -> bool:
    """Malformed by itself, or with a dot before it that the balance's has not ("Ksh.1", "Ksh2")."""
    printed = evidence.printed
    amount = printed.folded("amount")
    if amount is not None and not is_well_formed(amount):
        return True
    unit, balance_unit = printed.folded("unit") or "", printed.folded("balance_unit")
    return unit.endswith(".") and balance_unit is not None and "." not in balance_unit


def _is_not_positive(evidence: Evidence) -> bool:
    return evidence.receipt.amount is not None and evidence.receipt.amount.cents <= 0


def _is_over_limit(evidence: Evidence) -> bool:
    amount, balance = evidence.receipt.amount, evidence.receipt.balance
    if amount is not None and amount > TRANSACTION_LIMIT:
        return True
    is_personal = evidence.receipt.kind in _PERSONAL_CREDITS
    return is_personal and balance is not None and balance > PERSONAL_BALANCE_LIMIT


def _has_malformed_balance(evidence: Evidence) -> bool:
    """A balance that is announced and illegible ("LOCKED"), or printed twice.

    A copy may break off before its balance: nothing printed is no sign of forgery.
    """
    balance = evidence.printed.folded("balance")
    if balance is None:
        behind = evidence.behind[:_REACH]
        is_announced = evidence.is_mpesa_credit and _BALANCE_WORDS.search(behind) is not None
        return is_announced and _BREAKS_OFF.search(behind) is None
    if not is_well_formed(balance):
        return True
    return evidence.is_mpesa_credit and _says_twice(evidence, "BALANCE IS", "M-PESA NI K")


def _says_twice(evidence: Evidence, english: str, swahili: str) -> bool:
    folded, start, limit = evidence.folded, evidence.found.start, evidence.found.limit
    return folded.count(english, start, limit) + folded.count(swahili, start, limit) > 1


def _has_invalid_date(evidence: Evidence) -> bool:
    printed = evidence.printed.folded("date")
    if printed is None or (evidence.received_at is None and not has_year(printed)):
        return False
    at, prints_time = evidence.receipt.occurred_at, evidence.printed.folded("time") is not None
    return at is None or (prints_time and not isinstance(at, datetime))


def _is_in_future(evidence: Evidence) -> bool:
    now = evidence.received_at
    if now is None:
        return False
    at, today = evidence.receipt.occurred_at, now.astimezone(NAIROBI).date()
    if isinstance(at, datetime):
        return at > now + CLOCK_TOLERANCE
    code_date = date_in_code(evidence.mpesa_code) if evidence.mpesa_code else None
    latest_day = at or (code_date and code_date - CODE_DATE_TOLERANCE)
    return latest_day is not None and latest_day > today


def _has_hidden_characters(evidence: Evidence) -> bool:
    return evidence.printed.text.has_hidden(evidence.found.start, evidence.found.end)


def _has_look_alikes(evidence: Evidence) -> bool:
    """Foreign letters, or a small one among a code's capitals (l for 1, o for 0)."""
    if evidence.printed.text.has_look_alikes(evidence.found.start, evidence.found.end):
        return True
    code = evidence.printed.code()
    return code is not None and not (code.isupper() or code.islower() or code.isdigit())


def _has_senders_words(evidence: Evidence) -> bool:
    if not evidence.is_mpesa_credit:
        return False
    if "AMOUNT YOU CAN TRANSACT" in evidence.behind:
        return True
    is_till = evidence.receipt.kind is Kind.RECEIVED_TILL  # its owner pays a cost, too
    return not is_till and _SENDERS_COST.search(evidence.behind) is not None


def _is_promised(evidence: Evidence) -> bool:
    """A bank that says to wait for M-Pesa's own text: nothing has come yet (Absa)."""
    words = f"{evidence.own_words} {evidence.behind[:_REACH]}"
    return evidence.is_credit and _PROMISE.search(words) is not None


def _payer(receipt: Receipt) -> str | None:
    return receipt.party_name or receipt.party_phone or receipt.party_phone_masked


def _has_unusual_words(evidence: Evidence) -> bool:
    """A payer that is none, or a second "You have received Ksh"."""
    if not evidence.is_mpesa_credit:
        return False
    name = evidence.receipt.party_name
    if _payer(evidence.receipt) is None:
        return True
    if name and (" from " in name or _NO_NAME.search(name.upper())):
        return True
    return _says_twice(evidence, "YOU HAVE RECEIVED K", "UMEPOKEA K")


_CHECKS: tuple[tuple[Reason, Callable[[Evidence], bool]], ...] = (
    (Reason.CODE_DATE_MISMATCH, _has_wrong_code_date),
    (Reason.CODE_LENGTH, _has_wrong_code_length),
    (Reason.MISSING_CODE, _lacks_code),
    (Reason.MALFORMED_AMOUNT, _has_malformed_amount),
    (Reason.NON_POSITIVE_AMOUNT, _is_not_positive),
    (Reason.OVER_LIMIT, _is_over_limit),
    (Reason.MALFORMED_BALANCE, _has_malformed_balance),
    (Reason.INVALID_DATE, _has_invalid_date),
    (Reason.FUTURE_DATE, _is_in_future),
    (Reason.HIDDEN_CHARACTERS, _has_hidden_characters),
    (Reason.HOMOGLYPH, _has_look_alikes),
    (Reason.SENDER_WORDING, _has_senders_words),
    (Reason.PROMISED, _is_promised),
    (Reason.UNKNOWN_WORDING, _has_unusual_words),
)
