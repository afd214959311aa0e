"""The book against a statement: what each says that the other does not.

The rules are those of STATEMENTS.md; where the statement leaves a doubt nobody is accused: see
docs/decisions/0012-statements.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache

from chama.names import names_differ
from chama.receipts.codes import date_in_code
from chama.receipts.model import Direction
from chama.statements.belonging import CHARGE_ALONE, is_to_own_bank
from chama.statements.book import (
    BookEntry,
    BookMember,
    Finding,
    FindingKind,
    Match,
    Reconciliation,
)
from chama.statements.model import Statement, Transaction
from chama.statements.pairing import EvidenceOf, How, Pair, code_of, has_amount_of, pair
from chama.statements.payers import Payers

_ONE_DAY = timedelta(days=1)
_CODE = re.compile(r"[A-Z][A-Z0-9]{8,10}")  # ten characters, one more or less by a slip
_NO_MATCH = frozenset({How.AGAIN, How.TAKEN_BACK})
_COMPARED = frozenset({How.RECEIPT, How.MISTYPED, How.DAY})


def reconcile(
    statement: Statement, members: Iterable[BookMember], entries: Iterable[BookEntry]
) -> Reconciliation:
    """What the statement and the book of its account say of each other.

    entries: those about this account, also from before and after the statement.
    """
    entries = tuple(entries)
    taken_out = {code_of(one): one for one in entries if one.is_taken_out}
    entries = tuple(one for one in entries if not one.is_taken_out)
    payers = Payers(members)
    evidence = cache(payers.evidence)
    pairs = pair(entries, statement.transactions, evidence)
    matches = tuple(
        Match(one.entry.id, one.transaction.receipt)
        for one in pairs
        if one is not None and one.how not in _NO_MATCH
    )
    findings = (
        *_reversed_in_book(statement, taken_out, pairs),
        *_charged_otherwise(statement, taken_out, pairs),
        *_of_the_book(statement, entries, pairs, evidence),
        *_of_the_statement(statement, pairs, evidence, taken_out.keys()),
    )
    return Reconciliation(matches, findings)


def _reversed_in_book(
    statement: Statement, taken_out: Mapping[str, BookEntry], pairs: Sequence[Pair | None]
) -> Iterator[Finding]:
    """What the statement shows as standing, and the book took out again, by a contra entry too."""
    contra = {
        one.transaction.receipt: one.entry
        for one in pairs
        if one is not None and one.how is How.TAKEN_BACK
    }
    counted = {one.transaction.receipt for one in pairs if one is not None} - contra.keys()
    for one in statement.transactions:
        entry = contra.get(one.receipt) or taken_out.get(one.receipt)
        stands = one.has_moved and not one.reversed_by and not one.ignored_because
        if entry is not None and stands and one.receipt not in counted:
            yield Finding(FindingKind.REVERSED_IN_BOOK, entry.id, one.receipt)


def _charged_otherwise(
    statement: Statement, taken_out: Mapping[str, BookEntry], pairs: Sequence[Pair | None]
) -> Iterator[Finding]:
    """Charges for money out that the statement does not show as the book has them.

    Also where the money itself came back, as its charge stays. The running balance proves that what
    is not shown was not taken, unless a charge of that amount stands there for itself.
    """
    alone = {
        one.amount.cents for one in statement.transactions if one.ignored_because == CHARGE_ALONE
    }
    shown = [(one.entry, one.transaction) for one in pairs if one is not None]
    came_back = ((taken_out.get(one.receipt), one) for one in statement.transactions)
    for entry, transaction in (*shown, *came_back):
        if entry is None or not entry.fee_cents or not transaction.has_moved:
            continue
        unshown_cents = entry.fee_cents - transaction.fee.cents
        if unshown_cents and unshown_cents not in alone:
            yield Finding(FindingKind.FEE_DIFFERS, entry.id, transaction.receipt)


def _of_the_book(
    statement: Statement,
    entries: Sequence[BookEntry],
    pairs: Sequence[Pair | None],
    evidence: EvidenceOf,
) -> Iterator[Finding]:
    known = {one.receipt: one for one in statement.transactions}
    undone_from_before = {one.reverses for one in statement.transactions} - known.keys()
    counted = Counter[str]()
    for entry in entries:
        counted[code_of(entry)] += entry.amount_cents
    taken_back = {
        one.transaction.receipt for one in pairs if one is not None and one.how is How.TAKEN_BACK
    }
    for entry, found in zip(entries, pairs, strict=True):
        if found is not None:
            kinds = _kinds(found, evidence, known, taken_back)
            yield from (Finding(kind, entry.id, found.transaction.receipt) for kind in kinds)
        elif (code := code_of(entry)) in undone_from_before:
            if entry.amount_cents > 0 and counted[code] > 0:
                yield Finding(FindingKind.REVERSED_BUT_COUNTED, entry.id, code)
        elif _is_missing(statement, entry, known):
            yield Finding(FindingKind.IN_LEDGER_NOT_ON_STATEMENT, entry.id, entry.receipt)


def _of_the_statement(
    statement: Statement,
    pairs: Sequence[Pair | None],
    evidence: EvidenceOf,
    taken_out: Collection[str],
) -> Iterator[Finding]:
    recorded = {one.transaction.receipt for one in pairs if one is not None}.union(taken_out)
    for one in statement.transactions:
        if one.ignored_because or one.reversed_by or one.receipt in recorded:
            continue
        if is_to_own_bank(statement.kind, one):
            continue
        if one.direction is Direction.OUT:
            kind = FindingKind.MONEY_OUT_NOT_IN_LEDGER
        elif evidence(one).payer is None:
            kind = FindingKind.PAYER_UNKNOWN
        else:
            kind = FindingKind.ON_STATEMENT_NOT_IN_LEDGER
        yield Finding(kind, None, one.receipt)


def _kinds(
    found: Pair, evidence: EvidenceOf, known: dict[str, Transaction], taken_back: set[str]
) -> Iterator[FindingKind]:
    """What a pair disagrees in.

    Of money that is not the group's by the statement only who got it: the book says that it was.
    """
    entry, transaction = found.entry, found.transaction
    if _is_paid_to_another(entry, transaction):
        yield FindingKind.PAID_TO_ANOTHER
    if found.how is How.AGAIN:
        yield FindingKind.RECORDED_TWICE
    if found.how in _NO_MATCH or transaction.ignored_because:
        return
    if found.how is How.MISTYPED:
        yield FindingKind.RECEIPT_MISTYPED
    is_kept = _is_what_was_kept(entry, transaction, known)
    if found.how in _COMPARED:
        if not has_amount_of(entry, transaction) and not is_kept:
            yield FindingKind.AMOUNT_DIFFERS
        if _is_anothers(entry, transaction, evidence):
            yield FindingKind.CREDITED_TO_ANOTHER_MEMBER
    if transaction.reversed_by and transaction.receipt not in taken_back and not is_kept:
        yield FindingKind.REVERSED_BUT_COUNTED


def _is_anothers(entry: BookEntry, transaction: Transaction, evidence: EvidenceOf) -> bool:
    """Whether an entry credits somebody whom nothing printed speaks for; of money in only."""
    if transaction.direction is Direction.OUT:
        return False
    credited = filter(None, (entry.member_id, *entry.shared_with))
    return any(evidence(transaction).speaks_against(one) for one in credited)


def _is_paid_to_another(entry: BookEntry, transaction: Transaction) -> bool:
    """Whether money out went to another name than the book has."""
    is_out = transaction.direction is Direction.OUT and transaction.has_moved
    return is_out and names_differ(transaction.party_name or "", entry.payee)


def _is_what_was_kept(
    entry: BookEntry, transaction: Transaction, known: dict[str, Transaction]
) -> bool:
    """Whether the entry counts just what a reversal of a part left."""
    reversal = known.get(transaction.reversed_by or "")
    if reversal is None or reversal.amount >= transaction.amount:
        return False
    return abs(entry.amount_cents) == (transaction.amount - reversal.amount).cents


def _is_missing(statement: Statement, entry: BookEntry, known: dict[str, Transaction]) -> bool:
    """Whether the statement should have the entry's receipt and has it not, or as failed.

    Cash is on no statement, nor is a bank's reference. A payment of a border day may be of the day
    before or after; its code says so. A statement that does not name its days begins with a whole
    one, but may have been made in the middle of its last.
    """
    code = code_of(entry)
    if code in known:
        return True
    first, last = statement.covers_from, statement.covers_to
    if first is None or last is None or not _CODE.fullmatch(code):
        return False
    if not statement.is_whole_days:
        last -= _ONE_DAY
    coded = date_in_code(code)
    is_of_a_day_beside = (
        coded is not None and not first <= coded <= last and abs(coded - entry.on) <= _ONE_DAY
    )
    return first <= entry.on <= last and not is_of_a_day_beside
