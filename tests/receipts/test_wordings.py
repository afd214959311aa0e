"""Every wording by its cases, talk that is no confirmation, and laws that hold for any text.

The cases of `chama/receipts/wordings/<family>.py` stand in `tests/receipts/wordings/<family>.py`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.receipts import Direction, Receipt, read
from chama.receipts import wordings as families
from chama.receipts.template import fixed_words, pattern_of
from chama.receipts.wordings import all_notices, all_wordings


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


FAMILIES = _names(Path(families.__file__).parent)
TABLES = _names(Path(__file__).parent / "wordings")
CASES = [
    pytest.param(*case, id=f"{table}: {name}")
    for table in TABLES
    for name, case in import_module(f"tests.receipts.wordings.{table}").CASES.items()
]


def test_every_family_has_its_table_of_cases() -> None:
    assert set(FAMILIES) - set(TABLES) == set()


@pytest.mark.parametrize(("text", "want"), CASES)
def test_case_is_read_exactly(text: str, want: Receipt) -> None:
    assert read(text) == [want]


@pytest.mark.parametrize(("text", "want"), CASES)
def test_case_pasted_twice_counts_once(text: str, want: Receipt) -> None:
    assert len(read(f"{text}\n{text}")) == 1


TALK = [
    "",
    "Nimetuma 500 leo asubuhi, confirm please",
    "Please confirm you have received Ksh500 from Mary",
    "What is my balance? I sent Ksh 500 yesterday",
    "Confirmed. I will come with Ksh500",
    "Attendance confirmed, see you on 3/4/26 at 2:00 PM",
    "Nimepokea Ksh500 kutoka kwa Mary, asante",
    "Nimelipa Ksh500 umetuma lini?",
    "received UGX 50,000 cash from Mary",
    "received USD 50.00 from Mary",
    "Paid 500, code UGTF53TJ94",
    "Congratulations! You have won Ksh50,000 call 0712345678 to claim",
    "Get up to Ksh 5,000 with Fuliza. Dial *334#",
    "Earn interest daily on Ziidi MMF,Dial *334#",
    "I confirmed with Mary that she sent Ksh500 to you",
]


@pytest.mark.parametrize("text", TALK)
def test_talk_and_adverts_hold_no_receipt(text: str) -> None:
    assert read(text) == []


ALL_TEMPLATES = [template for row in all_wordings() for template in row.templates] + [
    head for row in all_notices() for head in row.heads
]


def test_every_template_compiles_and_has_words_of_its_own() -> None:
    assert ALL_TEMPLATES
    assert [one for one in ALL_TEMPLATES if not (pattern_of(one) and fixed_words(one))] == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read(text), list)


PIECES = st.sampled_from(
    [
        "UGTF53TJ94 ",
        "Confirmed.",
        "You have received ",
        "Ksh",
        "250.00",
        " from JANE",
        " on 29/7/26",
        " at 9:13 AM",
        " New M-PESA balance is ",
        "\u200b",
        "К",
        " 0722***117",
        ".",
        "\n",
        "-",
        "0",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_a_still_receipt_names_no_money(text: str) -> None:
    for found in read(text):
        if found.direction is Direction.NONE:
            assert (found.code, found.amount, found.balance, found.party_name) == (None,) * 4


@given(st.lists(PIECES, max_size=16).map("".join))
def test_a_clean_credit_has_code_amount_and_payer(text: str) -> None:
    for found in read(text):
        if found.direction is Direction.IN and not found.is_suspicious:
            assert found.code is not None
            assert found.amount is not None
            assert found.amount.cents > 0
            assert found.party_name or found.party_phone_masked
