"""No forged text becomes a clean credit, whatever wording it started from."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chama.receipts import Direction, Kind, read
from tests.receipts.generator import NEWEST, Facts, code_of, facts, printed
from tests.receipts.shapes import SHAPES, Shape

RECEIVED_AT = NEWEST + timedelta(days=2)
Forge = Callable[[str, Facts, random.Random], str]


def _amount(change: Callable[[str], str]) -> Forge:
    """Changes the amount as it stands in the text, wherever the wording prints it."""

    def forge(text: str, payment: Facts, rng: random.Random) -> str:
        for shown in (printed(payment.amount), payment.slots["bare_a"]):
            if shown in text:
                return text.replace(shown, change(shown), 1)
        return text

    return forge


def _code(change: Callable[[str], str]) -> Forge:
    return lambda text, payment, rng: text.replace(payment.code, change(payment.code))


def _insert_inside(part: str, mark: str) -> Forge:
    """Hides a mark in the middle of the code or the name."""

    def forge(text: str, payment: Facts, rng: random.Random) -> str:
        word = getattr(payment, part)
        if part == "name":
            word = word.split()[0]
        return text.replace(word, word[:2] + mark + word[2:])

    return forge


def _other_day(text: str, payment: Facts, rng: random.Random) -> str:
    days = rng.choice([-400, -30, -2, 2, 30, 366])
    return text.replace(payment.code, code_of(payment.at + timedelta(days=days), rng))


def _replace(old: str, new: str) -> Forge:
    return lambda text, payment, rng: text.replace(old, new)


def _date(change: Callable[[str], str]) -> Forge:
    def forge(text: str, payment: Facts, rng: random.Random) -> str:
        for slot in ("d", "dmy"):
            text = text.replace(f"on {payment.slots[slot]}", f"on {change(payment.slots[slot])}")
            text = text.replace(
                f"mnamo {payment.slots[slot]}", f"mnamo {change(payment.slots[slot])}"
            )
        return text

    return forge


FORGERIES: dict[str, Forge] = {
    "code of another day": _other_day,
    "code one short": _code(lambda code: code[:-1]),
    "code one long": _code(lambda code: code + "7"),
    "code cut in two": _code(lambda code: f"{code[:5]} {code[5:]}"),
    "a phone for a code": _code(lambda code: "0730053160"),
    "code with an impossible month": _code(lambda code: code[0] + "Z" + code[2:]),
    "code with an impossible day": _code(lambda code: code[:2] + "0" + code[3:]),
    "Cyrillic in the code": _code(lambda code: "А" + code[1:]),
    "commas for the point": _amount(lambda amount: amount.replace(".", ",")),
    "two points": _amount(lambda amount: f"1.{amount}"),
    "wrong groups": _amount(lambda amount: "10,00.00"),
    "four digits in a group": _amount(lambda amount: f"1,0000{amount[-3:]}"),
    "letters for digits": _amount(lambda amount: f"1O,OOO{amount[-3:]}"),
    "leading zero": _amount(lambda amount: f"0{amount}"),
    "negative": _amount(lambda amount: f"-{amount}"),
    "nothing": _amount(lambda amount: "0.00"),
    "over the limit": _amount(lambda amount: "250,000.01"),
    "far over the limit": _amount(lambda amount: "2,500,000.00"),
    "wide digits": _amount(lambda amount: "１" + amount),
    "Arabic digits": _amount(lambda amount: "١" + amount),
    "zero width in the amount": _amount(lambda amount: f"1\u200b{amount}"),
    "word joiner in the amount": _amount(lambda amount: f"1\u2060{amount}"),
    "soft hyphen in the amount": _amount(lambda amount: f"1\u00ad{amount}"),
    "direction mark in the amount": _amount(lambda amount: f"1\u200e{amount}"),
    "override before the amount": _amount(lambda amount: f"\u202e{amount}"),
    "struck-out amount": _amount(lambda amount: f"1\u0336{amount}"),
    "low comma": _amount(lambda amount: f"1\u201a0{amount}"),
    "zero width in the code": _insert_inside("code", "\u200b"),
    "joiner in the code": _insert_inside("code", "\u200d"),
    "zero width in the name": _insert_inside("name", "\u200c"),
    "Hangul filler in the name": _insert_inside("name", "\u3164"),
    "control character in the name": _insert_inside("name", "\x08"),
    "Cyrillic Ksh": lambda text, payment, rng: text.replace("K", "К").replace("k", "к"),
    "Greek letters": lambda text, payment, rng: text.replace("o", "ο").replace("O", "Ο"),
    "mathematical letters": _replace("e", "𝐞"),
    "Cyrillic name": _insert_inside("name", "А"),
    "small l in the code": _code(lambda code: code[:4] + "l" + code[5:]),
    "two codes": _code(lambda code: f"{code[:3]}1ABCDEF or {code}"),
    "another code glued on": _code(lambda code: f"{code[:3]}1ABCDEF+{code}"),
    "letter at the end": _amount(lambda amount: f"{amount[:-1]}O"),
    "letter for a digit": _amount(lambda amount: f"3{amount[1:-3]}S{amount[-3:]}"),
    "exponent": _amount(lambda amount: "1e5"),
    "blank in the amount": _amount(lambda amount: f"1 {amount}"),
    "a sum": _amount(lambda amount: f"1+{amount}"),
    "mark behind the amount": _amount(lambda amount: amount + "\ufe0e"),
    "isolated right to left": _amount(lambda amount: f"\u2067{amount}\u2069"),
    "byte order mark in the code": _insert_inside("code", "\ufeff"),
    "said to be reversed": lambda text, payment, rng: f"{text} It has been reversed.",
    "said to be fake": lambda text, payment, rng: f"Is this fake? {text}",
    "asked back": lambda text, payment, rng: f"{text} Irudishe kwa 0712345678, ni kimakosa.",
    "flood of blanks": lambda text, payment, rng: text.replace(" ", " " * 60, 9),
    "spelt by hand": lambda text, payment, rng: (
        text.replace("eceived", "ecieved").replace("pokea", "pokeya").replace("redit", "reddit")
    ),
    "tomorrow's date": lambda text, payment, rng: text,  # the facts themselves are forged
    "31 February": _date(lambda date: f"31/2/{date[-2:]}"),
    "month 13": _date(lambda date: f"5/13/{date[-2:]}"),
}
_NEEDS_DATE = {"code of another day", "tomorrow's date", "31 February", "month 13"}
_NEEDS_MPESA_CODE = {
    name
    for name in FORGERIES
    if name.startswith(("code", "a phone", "small l", "two codes", "another code"))
}
CREDITS = [shape for shape in SHAPES if shape.kind.direction is Direction.IN]


_OTHER_WALLETS = {Kind.AIRTEL_RECEIVED, Kind.TKASH_RECEIVED}
_TALK = {"said to be reversed", "said to be fake", "asked back"}


def _applies(name: str, shape: Shape) -> bool:
    if name in _NEEDS_DATE and "at" not in shape.holds:
        return False
    if name in _TALK and shape.kind is Kind.REVERSAL_IN:
        return False  # it gives nobody's money to the group
    if name == "two codes" and not shape.text.startswith("{code}"):
        return False  # the first one counts
    return name not in _NEEDS_MPESA_CODE or shape.kind not in _OTHER_WALLETS


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_text_is_never_a_clean_credit(name: str) -> None:
    shapes = [shape for shape in CREDITS if _applies(name, shape)]
    assert shapes
    passed = [(shape.id, text) for shape in shapes for text in _clean_forgeries(shape, name)]
    assert passed == []


def _clean_forgeries(shape: Shape, name: str) -> Iterator[str]:
    """Texts that were forged in this way and are taken for money that came in."""
    rng = random.Random(f"{shape.id}/{name}")
    for _ in range(3):
        payment = facts(rng)
        if name == "tomorrow's date":
            payment = replace(payment, at=RECEIVED_AT + timedelta(days=1))
            payment = replace(payment, code=code_of(payment.at, rng))
        true_text = shape.fill(payment)
        forged = FORGERIES[name](true_text, payment, rng)
        if forged != true_text or name == "tomorrow's date":
            clean = [receipt for receipt in read(forged, RECEIVED_AT) if not receipt.is_suspicious]
            if any(receipt.direction is Direction.IN for receipt in clean):
                yield forged


BASE = (
    "UGTF53TJ94 Confirmed.You have received Ksh250.00 from EZRA  ONG'UDI 0722***117 on 29/7/26 at"
    " 9:13 AM  New M-PESA balance is Ksh44,202.06."
)
SLIPS = {
    "misspelt received": ("received", "recieved", "unknown_wording"),
    "misspelt Confirmed": ("Confirmed", "Comfirmed", "unknown_wording"),
    "no Confirmed": (" Confirmed.", " ", "unknown_wording"),
    "no code": ("UGTF53TJ94 ", "", "missing_code"),
    "no currency": ("Ksh", "", "unknown_wording"),
    "locked balance": ("Ksh44,202.06", "LOCKED", "malformed_balance"),
    "malformed balance": ("Ksh44,202.06", "Ksh44,20206", "malformed_balance"),
    "balance over the limit": ("Ksh44,202.06", "Ksh544,202.06", "over_limit"),
    "blank in the amount": ("Ksh250.00", "Ksh10 250.00", "unknown_wording"),
    "impossible clock": ("9:13 AM", "19:13 PM", "invalid_date"),
    "impossible minute": ("9:13 AM", "9:73 AM", "invalid_date"),
    "a sender's fee": (
        "44,202.06.",
        "44,202.06. Transaction cost, Ksh7.00.",
        "sender_wording",
    ),
    "balance locked": ("balance is Ksh44,202.06.", "balance is LOCKED.", "malformed_balance"),
    "dots for a balance": ("Ksh44,202.06.", "Ksh....", "malformed_balance"),
    "two balances": (
        "44,202.06.",
        "44,202.06. New M-PESA balance is Ksh45,202.06.",
        "malformed_balance",
    ),
    "exponent for a balance": ("44,202.06", "1e5", "malformed_balance"),
    "dot before the amount": ("received Ksh250.00", "received Ksh.250.00", "malformed_amount"),
    "two codes": ("UGTF53TJ94", "UGTX53TJ94 or UGTF53TJ94", "code_length"),
    "small letter in the code": ("UGTF53TJ94", "UGTF53Tj94", "homoglyph"),
    "nobody": ("EZRA  ONG'UDI 0722***117", "...", "unknown_wording"),
    "no name": ("EZRA  ONG'UDI", "UNKNOWN SENDER???", "unknown_wording"),
    "a second payer": ("0722***117", "0722***117 from JANE DOE", "unknown_wording"),
    "an amount for a name": ("ONG'UDI", "ONG'UDI Ksh2,500.00", "unknown_wording"),
    "a date in words": ("on 29/7/26 at", "on today at", "unknown_wording"),
    "received twice": (
        "44,202.06.",
        "44,202.06. You have received Ksh9.00 from JANE.",
        "unknown_wording",
    ),
    "undone at the end": ("44,202.06.", "44,202.06. It has been reversed.", "reversal_mentioned"),
}


@pytest.mark.parametrize(("old", "new", "reason"), SLIPS.values(), ids=SLIPS)
def test_slip_is_named(old: str, new: str, reason: str) -> None:
    (receipt,) = read(BASE.replace(old, new), RECEIVED_AT)
    assert reason in receipt.warnings


def test_one_code_with_two_amounts_counts_against_both() -> None:
    receipts = read(BASE + "\n" + BASE.replace("250.00", "2,500.00"), RECEIVED_AT)
    assert [receipt.warnings for receipt in receipts] == [("conflicting_copies",)] * 2


def test_one_code_with_two_payers_counts_against_both() -> None:
    receipts = read(BASE + "\n" + BASE.replace("EZRA", "JANE"), RECEIVED_AT)
    assert {receipt.warnings for receipt in receipts} == {("conflicting_copies",)}


def test_one_code_for_money_in_and_out_counts_against_both() -> None:
    sent = (
        "UGTF53TJ94 Confirmed. Ksh250.00 sent to JANE DOE 0722333117 on 29/7/26 at 9:13 AM. New"
        " M-PESA balance is Ksh2.06."
    )
    receipts = read(BASE + "\n" + sent, RECEIVED_AT)
    assert [receipt.warnings for receipt in receipts] == [("conflicting_copies",)] * 2


def test_a_banks_notice_of_the_same_payment_is_no_conflict() -> None:
    notice = "JANE DOE has sent KShs. 250.0 to your MPESA. The MPESA receipt number is UGTF53TJ94"
    receipts = read(BASE + "\n" + notice, RECEIVED_AT)
    assert [receipt.warnings for receipt in receipts] == [(), ()]


def test_a_paybills_receipt_with_a_payers_balance_and_cost_is_the_payers_text() -> None:
    (receipt,) = read(
        "UGTF53TJ94 Confirmed. Ksh250.00 received from KPLC PREPAID for account 0115904 on 29/7/26"
        " at 9:13 AM New M-PESA balance is Ksh38,278.61. Transaction cost, Ksh7.00.",
        RECEIVED_AT,
    )
    assert {"malformed_balance", "sender_wording"} <= set(receipt.warnings)


def test_future_is_judged_only_when_the_time_of_receipt_is_known() -> None:
    before = NEWEST.replace(year=2025)
    assert [receipt.warnings for receipt in read(BASE, before)] == [("future_date",)]
    assert [receipt.warnings for receipt in read(BASE)] == [()]


@pytest.mark.parametrize("at", range(1, 10))
@pytest.mark.parametrize("hidden", ["\ufeff", "\u200b", "\u202a"], ids=["bom", "blank", "mark"])
def test_nothing_hides_inside_a_code(hidden: str, at: int) -> None:
    code = "SH19W8E487"  # not the "sh" of "Ksh", behind which a number may be marked
    text = (
        f"{code[:at]}{hidden}{code[at:]} Confirmed.You have received Ksh250.00 from JANE DOE "
        "0712345678 on 1/8/24 at 7:27 AM New M-PESA balance is Ksh44,694.69."
    )
    (receipt,) = read(text)
    assert "hidden_characters" in receipt.warnings
