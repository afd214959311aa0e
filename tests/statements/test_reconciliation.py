"""What the book and the statement say of each other, case by case, on one small account.

The account is Umoja's paybill in August 2026. Each case is a book: entries as
(id, day of August, member, whole shillings, receipt).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from chama.money import Money
from chama.receipts.model import NAIROBI, Direction
from chama.statements import (
    BookEntry,
    BookMember,
    FindingKind,
    Statement,
    StatementKind,
    Transaction,
    reconcile,
)

MEMBERS = [
    BookMember("A", "ACHIENG AUMA", "254711000101", "S01"),
    BookMember("O", "OTIENO ODHIAMBO", "+254722000202", "S02"),
    BookMember("W", "WANJIRU KAMAU", "0733000303", None),
    BookMember("T", "WANJIRU KAMAU", "254733999303", "S04"),
    BookMember("N", None, "", ""),
]


def paid(
    receipt: str,
    day: int,
    amount: int,
    name: str | None = None,
    masked: str | None = None,
    *,
    phone: str | None = None,
    account: str | None = None,
    reversed_by: str | None = None,
    ignored: str | None = None,
    way: Direction = Direction.IN,
    fee: int = 0,
    has_moved: bool = True,
) -> Transaction:
    return Transaction(
        receipt=receipt,
        occurred_at=datetime(2026, 8, day, 12, 0, tzinfo=NAIROBI),
        direction=way,
        amount=Money.of(amount),
        fee=Money.of(fee),
        account=account,
        reversed_by=reversed_by,
        ignored_because=ignored,
        party_name=name,
        party_phone=phone,
        party_phone_masked=masked,
        details="",
        has_moved=has_moved,
    )


ACHIENG = paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", "2547****101")
OTIENO = paid("UH6BB22BBB", 6, 700, phone="+254722000202")


def statement(
    *transactions: Transaction, whole: bool = True, first: int = 1, last: int = 31
) -> Statement:
    return Statement(
        kind=StatementKind.ORGANISATION,
        opening=Money(0),
        closing=Money(0),
        transactions=transactions,
        row_count=len(transactions),
        covers_from=date(2026, 8, first),
        covers_to=date(2026, 8, last),
        is_whole_days=whole,
    )


Entry = tuple[str, int, str | None, int, str | None] | BookEntry
Found = tuple[str, str | None, str | None]


def compared(
    transactions: list[Transaction], book: list[Entry], **days: int | bool
) -> tuple[list[tuple[str, str]], list[Found]]:
    entries = [
        one
        if isinstance(one, BookEntry)
        else BookEntry(one[0], date(2026, 8, one[1]), one[2], one[3] * 100, one[4])
        for one in book
    ]
    whole, first, last = days.get("whole", True), days.get("first", 1), days.get("last", 31)
    result = reconcile(
        statement(*transactions, whole=bool(whole), first=int(first), last=int(last)),
        MEMBERS,
        entries,
    )
    return (
        [(one.entry_id, one.receipt) for one in result.matches],
        [(one.kind.value, one.entry_id, one.receipt) for one in result.findings],
    )


def sent(payee: str = "", fee: int = 0, receipt: str = "UH7PP44PPP") -> BookEntry:
    """Money out by the book."""
    on = date(2026, 8, 7)
    return BookEntry("1", on, "", -200_000, receipt, payee=payee, fee_cents=fee * 100)


def left(name: str | None = "WANJIRU KAMAU", fee: int = 0, **more: Any) -> Transaction:
    """Money out by the statement."""
    return paid("UH7PP44PPP", 7, 2000, name, way=Direction.OUT, fee=fee, **more)


def alone(amount: int) -> Transaction:
    """A charge that stands for itself."""
    why = "a charge of M-PESA"
    return paid("UH7CC11CCC", 7, amount, way=Direction.OUT, ignored=why)


PAYEES: list[tuple[str, str, str | None, bool]] = [
    ("another person", "DUKA LA MAMA", "WANJIRU KAMAU", True),
    ("a namesake in one word", "WANJIRU NJERI", "WANJIRU KAMAU", True),
    ("the same", "Wanjiru Kamau", "WANJIRU KAMAU", False),
    ("fuller in print", "WANJIRU KAMAU", "WANJIRU NYAMBURA KAMAU", False),
    ("fuller in the book", "WANJIRU NYAMBURA KAMAU", "WANJIRU KAMAU", False),
    ("one word of it", "WANJIRU", "WANJIRU KAMAU", False),
    ("hidden in part in print", "DUKA LA MAMA", "WAN*** KAMAU", False),
    ("hidden in part in the book", "DU** LA MAMA", "WANJIRU KAMAU", False),
    ("initials", "DUKA LA MAMA", "W. K.", False),
    ("no name in print", "DUKA LA MAMA", None, False),
    ("no name in the book", "", "WANJIRU KAMAU", False),
]


@pytest.mark.parametrize(
    ("payee", "printed", "is_found"), [one[1:] for one in PAYEES], ids=[one[0] for one in PAYEES]
)
def test_who_got_money_out_is_compared_where_both_name_somebody(
    payee: str, printed: str | None, is_found: bool
) -> None:
    expected: list[Found] = [("paid_to_another", "1", "UH7PP44PPP")]
    for transaction in (left(printed), left(printed, ignored="own shopping")):
        _, findings = compared([transaction], [sent(payee)])
        assert findings == (expected if is_found else [])


FEES: list[tuple[str, int, list[Transaction], bool]] = [
    ("as the statement shows it", 13, [left(fee=13)], False),
    ("that the statement does not show", 8000, [left()], True),
    ("more than the statement shows", 8000, [left(fee=13)], True),
    ("less than the statement shows", 10, [left(fee=13)], True),
    ("that stands for itself", 13, [left(), alone(13)], False),
    ("while another stands for itself", 8000, [left(), alone(13)], True),
    ("of a payment that is the owner's", 8000, [left(ignored="own shopping")], True),
    ("of which the book says nothing", 0, [left(fee=13)], False),
    ("of a payment that failed", 13, [left(ignored="Failed", has_moved=False)], False),
]


@pytest.mark.parametrize(
    ("fee", "transactions", "is_found"), [one[1:] for one in FEES], ids=[one[0] for one in FEES]
)
@pytest.mark.parametrize("is_taken_out", [False, True], ids=["standing", "the money came back"])
def test_a_charge_in_the_book_is_compared_with_the_statements(
    fee: int, transactions: list[Transaction], is_found: bool, is_taken_out: bool
) -> None:
    entry = replace(sent(fee=fee), is_taken_out=is_taken_out)
    _, findings = compared(transactions, [entry])
    found = [one for one in findings if one[0] == "fee_differs"]
    assert found == [("fee_differs", "1", "UH7PP44PPP")] * is_found


CASES: list[tuple[str, list[Transaction], list[Entry], list[tuple[str, str]], list[Found]]] = [
    (
        "a payment in the book agrees, letter case and blanks aside",
        [ACHIENG],
        [("1", 5, "A", 500, " uh5aa 11aaa")],
        [("1", "UH5AA11AAA")],
        [],
    ),
    (
        "a member's payment that the book lacks",
        [ACHIENG],
        [],
        [],
        [("on_statement_not_in_ledger", None, "UH5AA11AAA")],
    ),
    (
        "a receipt that the statement does not know",
        [],
        [("1", 9, "A", 500, "UH9ZZ99ZZZ")],
        [],
        [("in_ledger_not_on_statement", "1", "UH9ZZ99ZZZ")],
    ),
    (
        "another amount",
        [ACHIENG],
        [("1", 5, "A", 550, "UH5AA11AAA")],
        [("1", "UH5AA11AAA")],
        [("amount_differs", "1", "UH5AA11AAA")],
    ),
    (
        "another member",
        [ACHIENG],
        [("1", 5, "O", 500, "UH5AA11AAA")],
        [("1", "UH5AA11AAA")],
        [("credited_to_another_member", "1", "UH5AA11AAA")],
    ),
    (
        "a second entry for one payment",
        [ACHIENG],
        [("1", 5, "A", 500, "UH5AA11AAA"), ("2", 6, "A", 500, "uh5aa11aaa")],
        [("1", "UH5AA11AAA")],
        [("recorded_twice", "2", "UH5AA11AAA")],
    ),
    (
        "a second entry under a mistyped receipt",
        [ACHIENG],
        [("1", 5, "A", 500, "UH5AA11AAA"), ("2", 5, "A", 500, "UH5AA11AAB")],
        [("1", "UH5AA11AAA")],
        [("recorded_twice", "2", "UH5AA11AAA")],
    ),
    (
        "two entries that come to one payment are its shares",
        [ACHIENG],
        [("1", 5, "A", 300, "UH5AA11AAA"), ("2", 5, "O", 200, "UH5AA11AAA")],
        [("1", "UH5AA11AAA"), ("2", "UH5AA11AAA")],
        [],
    ),
    (
        "a receipt with one character wrong",
        [ACHIENG],
        [("1", 5, "A", 500, "UH5AA17AAA")],
        [("1", "UH5AA11AAA")],
        [("receipt_mistyped", "1", "UH5AA11AAA")],
    ),
    (
        "a receipt with one character left out",
        [ACHIENG],
        [("1", 5, "A", 500, "UH5AA1AAA")],
        [("1", "UH5AA11AAA")],
        [("receipt_mistyped", "1", "UH5AA11AAA")],
    ),
    (
        "a receipt with letters for like digits",
        [ACHIENG],
        [("1", 5, "A", 500, "UH5AAIlAAA")],
        [("1", "UH5AA11AAA")],
        [("receipt_mistyped", "1", "UH5AA11AAA")],
    ),
    (
        "two wrong characters are another receipt",
        [ACHIENG],
        [("1", 5, "A", 500, "UH5AA77AAA")],
        [],
        [
            ("in_ledger_not_on_statement", "1", "UH5AA77AAA"),
            ("on_statement_not_in_ledger", None, "UH5AA11AAA"),
        ],
    ),
    (
        "a mistyped receipt with another amount is another payment",
        [ACHIENG],
        [("1", 5, "A", 600, "UH5AA17AAA")],
        [],
        [
            ("in_ledger_not_on_statement", "1", "UH5AA17AAA"),
            ("on_statement_not_in_ledger", None, "UH5AA11AAA"),
        ],
    ),
    (
        "a mistyped receipt of another member or day is another payment",
        [ACHIENG, OTIENO],
        [("1", 5, "O", 500, "UH5AA17AAA"), ("2", 7, "O", 700, "UH6BB22BBC")],
        [],
        [
            ("in_ledger_not_on_statement", "1", "UH5AA17AAA"),
            ("in_ledger_not_on_statement", "2", "UH6BB22BBC"),
            ("on_statement_not_in_ledger", None, "UH5AA11AAA"),
            ("on_statement_not_in_ledger", None, "UH6BB22BBB"),
        ],
    ),
    (
        "a slip that fits two payments is not decided",
        [ACHIENG, paid("UH5AA12AAA", 5, 500, "ACHIENG AUMA", "2547****101")],
        [("1", 5, "A", 500, "UH5AA13AAA")],
        [],
        [
            ("in_ledger_not_on_statement", "1", "UH5AA13AAA"),
            ("on_statement_not_in_ledger", None, "UH5AA11AAA"),
            ("on_statement_not_in_ledger", None, "UH5AA12AAA"),
        ],
    ),
    (
        "an entry without a receipt is the payment of its member, amount and day",
        [ACHIENG, OTIENO],
        [("1", 5, "A", 500, None), ("2", 6, "O", 700, "")],
        [("1", "UH5AA11AAA"), ("2", "UH6BB22BBB")],
        [],
    ),
    (
        "cash is on no statement and accuses nobody",
        [ACHIENG],
        [("1", 5, "A", 500, "UH5AA11AAA"), ("2", 5, "A", 500, None), ("3", 9, "O", 50, "")],
        [("1", "UH5AA11AAA")],
        [],
    ),
    (
        "one entry without a receipt and two such payments are not decided",
        [ACHIENG, paid("UH5CC33CCC", 5, 500, "ACHIENG AUMA", "2547****101")],
        [("1", 5, "A", 500, None)],
        [],
        [
            ("on_statement_not_in_ledger", None, "UH5AA11AAA"),
            ("on_statement_not_in_ledger", None, "UH5CC33CCC"),
        ],
    ),
    (
        "as many entries without a receipt as such payments leave no choice",
        [ACHIENG, paid("UH5CC33CCC", 5, 500, "ACHIENG AUMA", "2547****101")],
        [("1", 5, "A", 500, None), ("2", 5, "A", 500, None)],
        [("1", "UH5AA11AAA"), ("2", "UH5CC33CCC")],
        [],
    ),
    (
        "a payment taken back that the book still counts",
        [paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", "2547****101", reversed_by="UH6RR11RRR")],
        [("1", 5, "A", 500, "UH5AA11AAA")],
        [("1", "UH5AA11AAA")],
        [("reversed_but_counted", "1", "UH5AA11AAA")],
    ),
    (
        "a payment taken back that the book left out or took back too",
        [
            paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", "2547****101", reversed_by="UH6RR11RRR"),
            paid("UH5CC33CCC", 5, 900, "ACHIENG AUMA", "2547****101", reversed_by="UH6RR22RRR"),
        ],
        [("1", 5, "A", 900, "UH5CC33CCC"), ("2", 6, "A", -900, "UH5CC33CCC")],
        [("1", "UH5CC33CCC")],
        [],
    ),
    (
        "a standing payment that the book took back by a contra entry",
        [paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", "2547****101")],
        [("1", 5, "A", 500, "UH5AA11AAA"), ("2", 6, "A", -500, "UH5AA11AAA")],
        [("1", "UH5AA11AAA")],
        [("reversed_in_book", "2", "UH5AA11AAA")],
    ),
    (
        "a payment of which a part was taken back, and the book counts the rest",
        [
            paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", "2547****101", reversed_by="UH6RR11RRR"),
            paid("UH6RR11RRR", 6, 200, way=Direction.OUT, ignored="reversal of UH5AA11AAA"),
        ],
        [("1", 5, "A", 300, "UH5AA11AAA")],
        [("1", "UH5AA11AAA")],
        [],
    ),
    (
        "a payment of last month taken back in this one",
        [
            replace(
                paid("UH6RR11RRR", 6, 200, way=Direction.OUT, ignored="reversal of UGVAA11AAA"),
                reverses="UGVAA11AAA",
            )
        ],
        [("1", 1, "A", 200, "ugvaa11aaa")],
        [],
        [("reversed_but_counted", "1", "UGVAA11AAA")],
    ),
    (
        "a payment of last month taken back in this one, and in the book",
        [
            replace(
                paid("UH6RR11RRR", 6, 200, way=Direction.OUT, ignored="reversal of UGVAA11AAA"),
                reverses="UGVAA11AAA",
            )
        ],
        [("1", 1, "A", 200, "ugvaa11aaa"), ("2", 6, "A", -200, "UGVAA11AAA")],
        [],
        [],
    ),
    (
        "a failed payment never came",
        [paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", ignored="Failed", has_moved=False)],
        [("1", 5, "A", 500, "UH5AA11AAA")],
        [],
        [("in_ledger_not_on_statement", "1", "UH5AA11AAA")],
    ),
    (
        "the owner's own affair that the book has may be the group's after all",
        [paid("UH5AA11AAA", 5, 500, ignored="own deposit: money in, not a contribution")],
        [("1", 5, "O", 600, "UH5AA11AAA")],
        [("1", "UH5AA11AAA")],
        [],
    ),
    (
        "the owner's own affairs are told to nobody",
        [paid("UH5AA11AAA", 5, 500, ignored="own airtime", way=Direction.OUT)],
        [],
        [],
        [],
    ),
    (
        "money out that no entry explains",
        [paid("UH7PP44PPP", 7, 2000, "ACHIENG AUMA", "2547****101", way=Direction.OUT, fee=9)],
        [],
        [],
        [("money_out_not_in_ledger", None, "UH7PP44PPP")],
    ),
    (
        "money out that went to somebody else, with a charge that was not taken",
        [left()],
        [sent("DUKA LA MAMA", 8000)],
        [("1", "UH7PP44PPP")],
        [("fee_differs", "1", "UH7PP44PPP"), ("paid_to_another", "1", "UH7PP44PPP")],
    ),
    (
        "a payout with its receipt, as negative, as positive, and with its charge",
        [
            paid("UH7PP44PPP", 7, 2000, "ACHIENG AUMA", way=Direction.OUT, fee=9),
            paid("UH7PP55PPP", 7, 2000, "ACHIENG AUMA", way=Direction.OUT, fee=9),
            paid("UH7PP66PPP", 7, 2000, "ACHIENG AUMA", way=Direction.OUT, fee=9),
        ],
        [
            ("1", 7, "O", -2000, "UH7PP44PPP"),
            ("2", 7, "A", 2000, "UH7PP55PPP"),
            ("3", 7, None, -2009, "UH7PP66PPP"),
        ],
        [("1", "UH7PP44PPP"), ("2", "UH7PP55PPP"), ("3", "UH7PP66PPP")],
        [],
    ),
    (
        "a payout without its receipt, by amount and day",
        [paid("UH7PP44PPP", 7, 2000, way=Direction.OUT)],
        [("1", 7, "", -2000, "")],
        [("1", "UH7PP44PPP")],
        [],
    ),
    (
        "a payer whom nobody knows",
        [paid("UH8XX55XXX", 8, 300, "PETER MUSYOKI", "2547****999")],
        [],
        [],
        [("payer_unknown", None, "UH8XX55XXX")],
    ),
    (
        "a masked number without a name is a hint, not a person",
        [paid("UH8XX55XXX", 8, 300, None, "2547****101")],
        [("1", 9, "A", 50, None)],
        [],
        [("payer_unknown", None, "UH8XX55XXX")],
    ),
    (
        "a hint accuses nobody of crediting another",
        [paid("UH8XX55XXX", 8, 300, None, "2547****101")],
        [("1", 8, "O", 300, "UH8XX55XXX")],
        [("1", "UH8XX55XXX")],
        [],
    ),
    (
        "two members with one mask and one name are asked about, and neither is wrong",
        [
            paid("UH8XX55XXX", 8, 300, "WANJIRU KAMAU", "2547****303"),
            paid("UH8XX66XXX", 8, 400, "WANJIRU KAMAU", "2547****303"),
        ],
        [("1", 8, "W", 300, "UH8XX55XXX")],
        [("1", "UH8XX55XXX")],
        [("payer_unknown", None, "UH8XX66XXX")],
    ),
    (
        "an account tells two such members apart",
        [paid("UH8XX55XXX", 8, 300, "WANJIRU KAMAU", "2547****303", account="s 04")],
        [],
        [],
        [("on_statement_not_in_ledger", None, "UH8XX55XXX")],
    ),
    (
        "a reference names nobody under a stranger's name",
        [paid("UH8XX55XXX", 8, 300, "PETER MUSYOKI", "2547****999", account="so1")],
        [],
        [],
        [("payer_unknown", None, "UH8XX55XXX")],
    ),
    (
        "a reference under a stranger's name, credited to its member: both may be right",
        [paid("UH8XX55XXX", 8, 300, "PETER MUSYOKI", "2547****999", account="so1")],
        [("1", 8, "A", 300, "UH8XX55XXX")],
        [("1", "UH8XX55XXX")],
        [],
    ),
    (
        "a member who pays for another may be credited or not: both are right",
        [
            paid("UH8XX55XXX", 8, 300, "ACHIENG AUMA", "2547****101", account="S02"),
            paid("UH8XX66XXX", 8, 300, "ACHIENG AUMA", "2547****101", account="S02"),
        ],
        [("1", 8, "A", 300, "UH8XX55XXX"), ("2", 8, "O", 300, "UH8XX66XXX")],
        [("1", "UH8XX55XXX"), ("2", "UH8XX66XXX")],
        [],
    ),
    (
        "a member who pays for another fits two members when the book lacks it",
        [paid("UH8XX55XXX", 8, 300, "ACHIENG AUMA", "2547****101", account="S02")],
        [],
        [],
        [("payer_unknown", None, "UH8XX55XXX")],
    ),
    (
        "a number of one member under the name of another accuses neither",
        [paid("UH8XX55XXX", 8, 300, "ACHIENG AUMA", phone="+254722000202")],
        [("1", 8, "A", 300, "UH8XX55XXX")],
        [("1", "UH8XX55XXX")],
        [],
    ),
    (
        "a whole number outweighs a name that is nobody's",
        [paid("UH8XX55XXX", 8, 300, "PETER MUSYOKI", phone="+254722000202")],
        [("1", 8, "A", 300, "UH8XX55XXX")],
        [("1", "UH8XX55XXX")],
        [("credited_to_another_member", "1", "UH8XX55XXX")],
    ),
    (
        "an account that names nobody does not contradict the number",
        [paid("UH8XX55XXX", 8, 300, "ACHIENG AUMA", "2547****101", account="shares march")],
        [],
        [],
        [("on_statement_not_in_ledger", None, "UH8XX55XXX")],
    ),
    (
        "a reference that is no code of M-PESA's is another's business",
        [],
        [("1", 9, "A", 500, "KCB 4471")],
        [],
        [],
    ),
    (
        "an entry without a member is not credited to another",
        [ACHIENG],
        [("1", 5, None, 500, "UH5AA11AAA")],
        [("1", "UH5AA11AAA")],
        [],
    ),
]


@pytest.mark.parametrize(
    ("transactions", "book", "matches", "findings"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_book_and_statement_are_compared(
    transactions: list[Transaction],
    book: list[Entry],
    matches: list[tuple[str, str]],
    findings: list[Found],
) -> None:
    assert compared(transactions, book) == (matches, findings)


BORDERS = [
    ("inside", 10, "UHAZZ99ZZZ", {}, True),
    ("before the period", 4, "UH4ZZ99ZZZ", {"first": 5}, False),
    ("after the period", 26, "UHQZZ99ZZZ", {"last": 25}, False),
    ("on its first day", 5, "UH5ZZ99ZZZ", {"first": 5}, True),
    ("on its first day, paid the evening before", 5, "UH4ZZ99ZZZ", {"first": 5}, False),
    ("on its last day, paid the day after", 25, "UHQZZ99ZZZ", {"last": 25}, False),
    ("on the day of the first row", 5, "UH5ZZ99ZZZ", {"first": 5, "whole": False}, True),
    ("on the day of the last row", 9, "UH9ZZ99ZZZ", {"last": 9, "whole": False}, False),
    ("between the rows' days", 6, "UH6ZZ99ZZZ", {"first": 5, "last": 9, "whole": False}, True),
]


@pytest.mark.parametrize(
    ("day", "receipt", "days", "is_accused"),
    [case[1:] for case in BORDERS],
    ids=[case[0] for case in BORDERS],
)
def test_only_what_the_period_surely_covers_can_be_missing_from_it(
    day: int, receipt: str, days: dict[str, int | bool], is_accused: bool
) -> None:
    _, findings = compared([], [("1", day, "A", 500, receipt)], **days)
    expected: list[Found] = [("in_ledger_not_on_statement", "1", receipt)]
    assert findings == (expected if is_accused else [])


def test_every_kind_of_finding_is_planted_somewhere() -> None:
    planted = {kind for _, _, _, _, findings in CASES for kind, _, _ in findings}
    assert planted == {kind.value for kind in FindingKind}


def _taken_out(*transactions: Transaction) -> list[Found]:
    taken_out = BookEntry("1", date(2026, 8, 5), "A", 50_000, "uh5aa11aaa", is_taken_out=True)
    found = reconcile(statement(*transactions), MEMBERS, [taken_out])
    assert found.matches == ()
    return [(one.kind.value, one.entry_id, one.receipt) for one in found.findings]


def test_what_the_book_took_out_is_found_first_where_the_statement_shows_it_standing() -> None:
    standing = paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", "2547****101")
    other = paid("UH4AA22AAA", 4, 700, "ACHIENG AUMA", "2547****101")
    assert _taken_out(other, standing) == [
        ("reversed_in_book", "1", "UH5AA11AAA"),
        ("on_statement_not_in_ledger", None, "UH4AA22AAA"),
    ]


def test_what_the_statement_took_back_too_is_no_finding() -> None:
    assert _taken_out(paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", reversed_by="UH6RR11RRR")) == []
    assert _taken_out(paid("UH5AA11AAA", 5, 500, "ACHIENG AUMA", has_moved=False)) == []
    assert _taken_out() == []


@pytest.mark.parametrize(
    ("details", "is_found"),
    [
        ("Agency Withdrawal of funds to Bank", False),
        ("Organization Settlement Account to Bank Account", False),
        ("Business Payment to 247247 - EQUITY BANK Acc. 0123456789", True),
        ("Withdrawal of funds to 254711000101 - ACHIENG AUMA", True),
        ("Business Payment to Customer to 2547****999 - BANK MANAGER", True),
    ],
)
def test_money_to_the_groups_own_bank_is_no_finding(details: str, is_found: bool) -> None:
    out = replace(paid("UH5AA11AAA", 5, 500, way=Direction.OUT), details=details)
    findings = reconcile(statement(out), MEMBERS, []).findings
    assert [one.kind for one in findings] == [FindingKind.MONEY_OUT_NOT_IN_LEDGER] * is_found
