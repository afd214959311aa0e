"""What reconciliation found, sorted by what is to be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.importing.book import Book
from bot.importing.facts import day_of, receipt_of, reversal_of
from chama.group import Collector
from chama.receipts import Direction, Receipt
from chama.recorded import Recorded
from chama.statements import FindingKind, Reconciliation, Statement, Transaction


class Trouble(StrEnum):
    """What people are told to look at besides reconciliation's own findings."""

    NOT_AS_AGREED = "not_as_agreed"
    IN_ANOTHER_BOOK = "in_another_book"
    LOOKS_LIKE_KNOWN = "looks_like_known"
    PARTLY_TAKEN_BACK = "partly_taken_back"


LOUDEST_FIRST: tuple[FindingKind | Trouble, ...] = (
    FindingKind.REVERSED_IN_BOOK,
    FindingKind.PAID_TO_ANOTHER,
    FindingKind.FEE_DIFFERS,
    FindingKind.IN_LEDGER_NOT_ON_STATEMENT,
    FindingKind.REVERSED_BUT_COUNTED,
    FindingKind.RECORDED_TWICE,
    FindingKind.AMOUNT_DIFFERS,
    FindingKind.MONEY_OUT_NOT_IN_LEDGER,
    FindingKind.CREDITED_TO_ANOTHER_MEMBER,
    Trouble.NOT_AS_AGREED,
    Trouble.PARTLY_TAKEN_BACK,
    Trouble.LOOKS_LIKE_KNOWN,
    Trouble.IN_ANOTHER_BOOK,
    FindingKind.RECEIPT_MISTYPED,
)

_MISSING = (FindingKind.ON_STATEMENT_NOT_IN_LEDGER, FindingKind.PAYER_UNKNOWN)
_ON_STATEMENT = (
    *_MISSING,
    FindingKind.REVERSED_BUT_COUNTED,
    FindingKind.MONEY_OUT_NOT_IN_LEDGER,
)


@dataclass(frozen=True, slots=True)
class LookAt:
    """What a person has to look at; nothing is changed. Each part where it exists."""

    kind: FindingKind | Trouble
    transaction: Transaction | None = None
    recorded: Recorded | None = None

    @property
    def code(self) -> str:
        """The receipt that people look for: the statement's, else the book's."""
        if self.transaction is not None:
            return self.transaction.receipt
        return self.recorded.code if self.recorded is not None else ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What reconciliation found, by what is to be done about it.

    missing, reversed, out: what the book lacks, still counts though it was taken back, or says
    nothing of. doubtful: codes among the missing whose payer the statement does not tell for sure.
    before_the_rounds: how many are of days before the group's rounds began: not its business.
    """

    matched: int
    missing: tuple[Transaction, ...]
    doubtful: frozenset[str]
    reversed: tuple[Transaction, ...]
    out: tuple[Transaction, ...]
    others: tuple[LookAt, ...]
    before_the_rounds: int

    def receipts(self, statement: Statement, collector: Collector) -> list[Receipt]:
        """Of which a plan has to know what the books of all groups say."""
        accused = (one.transaction for one in self.others)
        paid = (*self.missing, *self.out, *(one for one in accused if one is not None))
        moved = [receipt_of(one, collector) for one in paid]
        return moved + [reversal_of(one, statement) for one in self.reversed]


def sort_findings(
    found: Reconciliation, statement: Statement, book: Book, starts_on: date
) -> Findings:
    """The findings by what is to be done about them. starts_on: the day the rounds began."""
    shown = {one.receipt: one for one in statement.transactions}
    to_do: dict[str, list[Transaction]] = {kind: [] for kind in _ON_STATEMENT}
    others: list[LookAt] = []
    before_the_rounds = 0
    for finding in found.findings:
        transaction = shown.get(finding.receipt or "")
        if finding.kind not in _ON_STATEMENT or transaction is None:
            recorded = book.by_entry_id.get(finding.entry_id or "")
            others.append(LookAt(finding.kind, transaction, recorded))
        elif day_of(transaction) < starts_on:
            before_the_rounds += 1
        else:
            to_do[finding.kind].append(transaction)
    missing = [one for kind in _MISSING for one in to_do[kind]]
    partly = _partly_taken_back(statement, shown, book, starts_on)
    others.extend(LookAt(Trouble.PARTLY_TAKEN_BACK, one) for one in partly)
    return Findings(
        matched=len(found.matches),
        missing=tuple(sorted(missing, key=lambda one: one.occurred_at)),
        doubtful=frozenset(one.receipt for one in to_do[FindingKind.PAYER_UNKNOWN]),
        reversed=tuple(to_do[FindingKind.REVERSED_BUT_COUNTED]),
        out=tuple(to_do[FindingKind.MONEY_OUT_NOT_IN_LEDGER]),
        others=tuple(others),
        before_the_rounds=before_the_rounds,
    )


def _partly_taken_back(
    statement: Statement, shown: Mapping[str, Transaction], book: Book, starts_on: date
) -> Iterator[Transaction]:
    """Payments that the book lacks and of which M-PESA took back a part: too rare to post alone."""
    for one in statement.transactions:
        reversal = shown.get(one.reversed_by or "")
        is_part = reversal is not None and reversal.amount < one.amount
        is_ours = one.direction is Direction.IN and one.ignored_because is None
        if is_part and is_ours and one.receipt not in book.recorded and day_of(one) >= starts_on:
            yield one
