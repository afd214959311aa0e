"""A customer's statement as printed: the PDF, or the text of it with its columns kept or not.

A row begins with a receipt and a day; details are wrapped over lines; one amount is printed with
its sign, or two columns without. Source: statement-customer.txt of August 2026; public readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chama.money import MoneyError
from chama.statements.blocks import (
    CLOCK,
    PAGE,
    Block,
    above_the_rows,
    blocks_of,
    heading_of,
    place_of,
)
from chama.statements.document import Document, Print, PrintedLine, Word
from chama.statements.errors import DamagedStatement
from chama.statements.model import StatementKind
from chama.statements.rows import Around, Reading, Row
from chama.statements.values import cents_of, dates_in, time_of

_AMOUNT = re.compile(r"-?[0-9][0-9,]*\.[0-9]{2}")
_STATUS = re.compile(
    r"completed|failed|cancelled|canceled|declined|expired|pending|reversed|rejected|processing",
    re.IGNORECASE,
)
_SUM = r"[0-9]{1,3}(?:,[0-9]{3}){0,4}\.[0-9]{2}"
_TOTAL = re.compile(rf"^total:? +({_SUM}) +({_SUM})$", re.IGNORECASE | re.MULTILINE)
_PHONE = re.compile(r"mobile (?:number|no\.?) ?:? *(\+?[0-9][0-9*x]{7,14})", re.IGNORECASE)
_NAME = re.compile(
    r"customer name:? +(.+?)(?= +(?:mobile number|email|statement period|request date)\b|$)",
    re.IGNORECASE | re.MULTILINE,
)
_PERIOD = re.compile(r"statement period:? +(.+)", re.IGNORECASE)
_MADE = re.compile(r"(?:request date|date of statement):? +(.+)", re.IGNORECASE)
MOST_AMOUNTS = 3  # paid in, withdrawn, balance
LEAST_AMOUNTS = 2  # of a completed row


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words of one row, told apart. amounts: the last one is the balance."""

    line: int
    receipt: str
    time: str
    details: str
    status: str
    amounts: tuple[Word, ...]


def read(document: Document) -> Reading | None:
    """The rows and what stands above them. Raises DamagedStatement for a row cut off."""
    if not isinstance(document, Print):
        return None
    heading = heading_of(document)
    blocks = blocks_of(document)
    if heading is None and not blocks:
        return None
    _check_pages(document)
    parts = [_parts(block) for block in blocks]
    is_signed = any(word.text.startswith("-") for one in parts for word in one.amounts[:-1])
    rows = tuple(_row(one, None if is_signed else heading) for one in parts)
    return Reading(StatementKind.CUSTOMER, rows, _around(above_the_rows(document)))


def _check_pages(document: Print) -> None:
    """Refuses a print that counts its pages and lacks one."""
    feet = [found for line in document.lines if (found := PAGE.search(line.text))]
    counts = {int(foot[2]) for foot in feet}
    if len(counts) != 1:  # no feet, or some that count something else
        return
    (count,) = counts
    missing = set(range(1, count + 1)) - {int(foot[1]) for foot in feet}
    if missing:
        raise DamagedStatement(f"page {min(missing)} of {count} is missing. Download it again.")


def _around(lines: Sequence[str]) -> Around:
    text = "\n".join(lines)
    patterns = (_NAME, _PHONE, _PERIOD, _MADE)
    name, phone, period, made = (pattern.search(text) for pattern in patterns)
    total = _TOTAL.search(text)
    days = dates_in(period[1]) if period else []
    made_days = dates_in(made[1]) if made else []
    return Around(
        total_in_cents=cents_of(total[1]) if total else None,
        total_out_cents=cents_of(total[2]) if total else None,
        covers_from=days[0] if len(days) > 1 else None,
        covers_to=days[1] if len(days) > 1 else None,
        made_on=made_days[0] if made_days else None,
        holder=name[1] if name else None,
        holder_phone=phone[1] if phone else None,
    )


def _parts(block: Block) -> _Parts:
    words = [word for line in (block.own, *block.below) for word in line.words]
    if len(words) < 2:
        raise _cut_off(block.own)
    receipt, day, *rest = words
    clock = next((word for word in rest[:1] if CLOCK.fullmatch(word.text)), None)
    if clock is None:
        clock = next((line.words[0] for line in block.below if _opens_with_clock(line)), None)
    details, status, amounts, after = _around_status(
        [word for word in rest if word is not clock], block.own
    )
    above = [word for line in block.above for word in line.words]
    return _Parts(
        line=block.own.number,
        receipt=receipt.text,
        time=f"{day.text} {clock.text}" if clock else day.text,
        details=_joined([*above, *details, *after]),
        status=status.text,
        amounts=tuple(amounts),
    )


def _opens_with_clock(line: PrintedLine) -> bool:
    return CLOCK.fullmatch(line.words[0].text) is not None


def _around_status(
    words: Sequence[Word], own: PrintedLine
) -> tuple[Sequence[Word], Word, Sequence[Word], Sequence[Word]]:
    """What stands before the status, the status, the amounts behind it, and what follows them."""
    for place, word in enumerate(words):
        if not _STATUS.fullmatch(word.text):
            continue
        end = place + 1
        while end < len(words) and end <= place + MOST_AMOUNTS and _is_amount(words[end]):
            end += 1
        least = LEAST_AMOUNTS if word.text.casefold() == "completed" else 1
        if end - place - 1 >= least:
            return words[:place], word, words[place + 1 : end], words[end:]
        after = words[place + 1 :]
        amounts = [one for one in after if _is_amount(one)]
        if least <= len(amounts) <= MOST_AMOUNTS:  # a wrapped line came in between
            return words[:place], word, amounts, [one for one in after if not _is_amount(one)]
    raise _cut_off(own)


def _cut_off(own: PrintedLine) -> DamagedStatement:
    return DamagedStatement(
        f"line {own.number} (receipt {own.words[0].text}): its time, status or amounts cannot be"
        " read; the row may be cut off."
    )


def _is_amount(word: Word) -> bool:
    return _AMOUNT.fullmatch(word.text) is not None


def _joined(words: Sequence[Word]) -> str:
    """The words with blanks between; a word broken at its hyphen ("M-", "PESA") is made whole."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(word.text for word in words))


def _row(parts: _Parts, heading: PrintedLine | None) -> Row:
    at = time_of(parts.time)
    where = f"line {parts.line} (receipt {parts.receipt})"
    if at is None:
        raise DamagedStatement(f"{where}: {parts.time!r} is not a time.")
    try:
        cents = _signed_cents(parts.amounts, heading)
        balance = cents_of(parts.amounts[-1].text)
    except MoneyError as error:
        raise DamagedStatement(f"{where}: {error}") from error
    return Row(parts.line, parts.receipt, at, parts.details, parts.status, cents, balance)


def _signed_cents(amounts: Sequence[Word], heading: PrintedLine | None) -> int:
    """What the row adds to the balance: by the sign, or by the column where none has a sign.

    heading: None where signs are printed.
    """
    values = [cents_of(word.text) or 0 for word in amounts[:-1]]
    if len(values) > 1:
        paid_in, withdrawn = values
        if paid_in and withdrawn:
            raise MoneyError("both paid in and withdrawn.")
        return paid_in - abs(withdrawn)
    value = values[0] if values else 0
    is_out = heading is not None and _stands_under_withdrawn(amounts[0], heading)
    return -value if is_out else value


def _stands_under_withdrawn(amount: Word, heading: PrintedLine) -> bool:
    paid_in = place_of(heading.words, "paid", "in")
    withdrawn = place_of(heading.words, "withdrawn")
    if paid_in is None or withdrawn is None:
        return False
    return _distance(amount, withdrawn) < _distance(amount, paid_in)


def _distance(word: Word, column: tuple[float, float]) -> float:
    """How far a word is from a column, by the edge at which they are aligned, or the middle."""
    left, right = word.left - column[0], word.right - column[1]
    return min(abs(left), abs(right), abs(left + right) / 2)
