"""What the words of a row say, and whose money they make it."""

from __future__ import annotations

from datetime import datetime

import pytest

from chama.receipts.model import NAIROBI
from chama.statements.belonging import why_ignored
from chama.statements.details import is_charge, wording_of
from chama.statements.model import Party, StatementKind
from chama.statements.reversals import is_same_party
from chama.statements.rows import Row

AMINA = Party("AMINA JUMA", phone_masked="2547****214")


def row(details: str, **columns: str) -> Row:
    return Row(
        1, "UH1AAAAAAA", datetime(2026, 8, 1, tzinfo=NAIROBI), details, "Completed", 1, 1, **columns
    )


PARTIES = [
    ("Pay Bill from 2547****214 - AMINA JUMA Acc. s01", AMINA, "s01"),
    ("Pay Bill Online from 2547****214 - AMINA JUMA Acc.", AMINA, None),
    ("Small Business Pay Bill from 2547****214 - AMINA JUMA Acc. 0 07", AMINA, "0 07"),
    ("Business Payment to Customer to 2547****214 - AMINA JUMA", AMINA, None),
    ("Funds received from - 2547****214 AMINA JUMA", AMINA, None),
    ("Customer Transfer Fuliza M-Pesa to - 2547****214 AMINA JUMA", AMINA, None),
    ("Send Money Reversal via API to - 2547****214 AMINA JUMA", AMINA, None),
    ("Merchant Payment from 25472X***804 - J W", Party("J W", phone_masked="25472X***804"), None),
    ("Funds received from - 254712345678 J W", Party("J W", phone="+254712345678"), None),
    ("Funds received from - 0712345678 J W", Party("J W", phone="+254712345678"), None),
    (
        "Funds received from - 256772123456 JOHN OKELLO",
        Party("JOHN OKELLO", phone="+256772123456"),
        None,
    ),
    (
        "Funds received from - 2557****214 JUMA SAIDI",
        Party("JUMA SAIDI", phone_masked="2557****214"),
        None,
    ),
    ("Funds received from - 0712***678", Party(None, phone_masked="0712***678"), None),
    (
        "FSI to Pay Bill by 999002 - MOCK BANK LTD Acc. Frank via WEB by MOCK BANK\\User1",
        Party("MOCK BANK LTD", number="999002"),
        "Frank",
    ),
    (
        "Business Payment from 300600 - Equity Bulk Account via API. Original conversation ID is 9",
        Party("Equity Bulk Account", number="300600"),
        None,
    ),
    ("Pay Bill from 2547****214 - AMINA JUMA Acc. from 12", AMINA, "from 12"),
    ("Pay Bill Reversal from 4011223 - UMOJA GROUP to 2547****214 - AMINA JUMA", AMINA, None),
    ("Pay Bill Charge", Party(), None),
    ("M-Shwari Withdraw", Party(), None),
    ("Agency Withdrawal of funds to Bank", Party("Bank"), None),
]


@pytest.mark.parametrize(("details", "party", "account"), PARTIES, ids=[one[0] for one in PARTIES])
def test_party_and_account_are_found_in_details(
    details: str, party: Party, account: str | None
) -> None:
    wording = wording_of(row(details))
    assert (wording.party, wording.account) == (party, account)


def test_a_column_of_its_own_counts_before_details() -> None:
    columns = {"other_party": "2547****214 - AMINA JUMA", "account": " s 01"}
    wording = wording_of(row("Pay Utility from 600000 - X Acc. 9", **columns))
    assert (wording.party, wording.account) == (AMINA, " s 01")


REVERSALS = [
    ("Transaction Reversal via API", {"linked": "UHB4T0XK6C"}, True, "UHB4T0XK6C"),
    ("Pay Bill Reversal for UHB4T0XK6C", {}, True, "UHB4T0XK6C"),
    ("Reversal of transaction UHB4T0XK6C via API", {}, True, "UHB4T0XK6C"),
    ("Reversal for receipt no. UHB4T0XK6C", {}, True, "UHB4T0XK6C"),
    ("Pay Utility Reversal by TINGG", {}, True, None),
    ("Send Money Reversal via API to - 0700***459 JOSEPH KIMANI", {}, True, None),
    ("Transaction Reversal", {"linked": "0000000000"}, True, None),
    ("Something", {"reason": "Transaction Reversal"}, True, None),
    ("Pay Bill from 2547****214 - A Acc. reversal for UHB4T0XK6C", {}, False, None),
    ("Funds received from - 2547****214 REVERSAL MWANGI", {}, False, None),
]


@pytest.mark.parametrize(
    ("details", "columns", "is_reversal", "undoes"), REVERSALS, ids=[one[0] for one in REVERSALS]
)
def test_a_reversal_is_known_by_its_act_and_names_its_payment(
    details: str, columns: dict[str, str], is_reversal: bool, undoes: str | None
) -> None:
    wording = wording_of(row(details, **columns))
    assert (wording.is_reversal, wording.undoes) == (is_reversal, undoes)


CHARGES = [
    ("Pay Bill Charge", True),
    ("B2C Payment Charge", True),
    ("Customer Transfer of Funds Charge", True),
    ("Business Payment to Customer Charge", True),
    ("Withdrawal Charge", True),
    ("Pay Merchant Charge", True),
    ("Business Payment to Customer Withdrawal Charge Paid to 2547****214 - AMINA", False),
    ("Pay Bill from 2547****214 - AMINA CHARGE Acc. charge", False),
    ("Pay Bill Charge Reversal", False),
]


@pytest.mark.parametrize(("details", "expected"), CHARGES, ids=[one[0] for one in CHARGES])
def test_a_charge_is_told_from_a_payment(details: str, expected: bool) -> None:
    assert is_charge(row(details)) is expected


ORG, OWN = StatementKind.ORGANISATION, StatementKind.CUSTOMER
BELONGING = [
    (ORG, "Pay Bill from 2547****214 - A B Acc. 1", True, True),
    (ORG, "Pay Bill Online Fuliza M-Pesa from 2547****214 - A B Acc. 1", True, True),
    (ORG, "Merchant Pay Utility Received from 7654321 - CO  Acc.", True, True),
    (ORG, "Business Payment to Customer to 2547****214 - A B", False, True),
    (ORG, "Agency Withdrawal of funds to Bank", False, True),
    (ORG, "Organization Settlement Account to Bank Account", False, True),
    (ORG, "Business Pay Bill to 888880 - KPLC Acc. 4", False, True),
    (ORG, "Utility Account to Organization Settlement Account", False, False),
    (ORG, "Organization Settlement Account to Organization MMF Account", True, False),
    (ORG, "Move funds from Utility to Working Account", False, False),
    (ORG, "Revenue Settlement", False, False),
    (ORG, "Deposit of funds", True, False),
    (OWN, "Funds received from - 2547****214 A B", True, True),
    (OWN, "Customer Transfer to - 2547****214 A B", False, True),
    (OWN, "Customer Transfer Fuliza M-Pesa to - 2547****214 A B", False, True),
    (
        OWN,
        "Offnet C2B Transfer to 585555 - Airtel Money. for Mobile No. 254733000111",
        False,
        True,
    ),
    (OWN, "Funds received from 522533 - KCB", True, False),
    (OWN, "Customer Transfer of Funds", False, False),
    (OWN, "Customer Payment to Small Business to - 2547****214 A B", False, False),
    (OWN, "Customer Send Money to Micro SME Business - 2547****214 A B", False, False),
    (OWN, "Small Business Payment to Customer via API from - 254725***355 N K", True, False),
    (OWN, "Pay Bill Online to 888880 - KPLC Acc. 4", False, False),
    (OWN, "Merchant Payment to 7600001 - SHOP", False, False),
    (OWN, "Customer Withdrawal At Agent Till 629858 - NEST", False, False),
    (OWN, "Deposit of Funds at Agent Till 123456 - SHOP", True, False),
    (OWN, "Airtime Purchase For Other 0712***678", False, False),
    (OWN, "Recharge for Customer to 4093441SAFARICOM by - 2547****214 A B", False, False),
    (OWN, "Salary Payment from 3000 - CO", True, False),
    (OWN, "Promotion Payment from 299 - BET", True, False),
    (OWN, "Transfer from Bank 5000 - X to Customer", True, False),
    (OWN, "KCB M-PESA Withdraw", True, False),
    (OWN, "Something that M-PESA invents next year", True, False),
]


@pytest.mark.parametrize(
    ("kind", "details", "is_in", "is_groups"), BELONGING, ids=[one[1] for one in BELONGING]
)
def test_the_words_decide_whose_money_it_is(
    kind: StatementKind, details: str, is_in: bool, is_groups: bool
) -> None:
    wording = wording_of(row(details))
    assert (why_ignored(kind, wording, details, is_in=is_in) is None) is is_groups


SAME = [
    (
        "other masks",
        Party("JO KIM", phone_masked="2547******459"),
        Party("JO KIM", phone_masked="0700***459"),
        True,
    ),
    (
        "whole and masked",
        Party("JO KIM", phone="+254700000459"),
        Party(phone_masked="0700***459"),
        True,
    ),
    (
        "other ends",
        Party("JO KIM", phone_masked="2547***459"),
        Party("JO KIM", phone_masked="2547***458"),
        False,
    ),
    ("other beginnings", Party(phone_masked="0711***459"), Party(phone_masked="0700***459"), False),
    (
        "other names",
        Party("AMINA JUMA", phone_masked="0700***459"),
        Party("JO KIMANI", phone_masked="0700***459"),
        False,
    ),
    ("names alone", Party("JOSEPH KIMANI"), Party("JOSEPH KIMANI"), True),
    ("nothing at all", Party(), Party(), False),
]


@pytest.mark.parametrize(
    ("one", "other", "is_same"), [case[1:] for case in SAME], ids=[case[0] for case in SAME]
)
def test_two_prints_of_a_party_are_compared_by_what_both_show(
    one: Party, other: Party, is_same: bool
) -> None:
    assert is_same_party(one, other) is is_same
    assert is_same_party(other, one) is is_same
