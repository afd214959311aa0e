"""Parts of one long text: told from talk, and joined only where they fit without a guess."""

from __future__ import annotations

import random
from datetime import datetime
from itertools import permutations

import pytest

from chama.receipts import Kind, is_fragment, join, read
from chama.receipts.model import NAIROBI
from tests.receipts.generator import facts
from tests.receipts.shapes import SHAPES, Shape

RECEIVED_AT = datetime(2026, 11, 24, tzinfo=NAIROBI)
TEXT = (
    "UKN1AC24AB Confirmed.You have received Ksh1,000.00 from BARAKA MWANGI 0712***004 on 23/11/26"
    " at 8:59 AM  New M-PESA balance is Ksh44,202.06. Separate personal and business funds through"
    " Pochi la Biashara on *334#."
)
SWAHILI = (
    "UKN1AC24AB Imethibitishwa. Umepokea Ksh1,000.00 kutoka BARAKA MWANGI 0712***004 mnamo 23/11/26"
    " saa 8:59 AM  Baki yako ya M-PESA ni Ksh44,202.06. SAFARICOM HUPIGA NA 0722000000 PEKEE."
)
SENT = (
    "UKN1AC24AB Confirmed. Ksh1,000.00 sent to BARAKA MWANGI 0712345678 on 23/11/26 at 8:59 AM. New"
    " M-PESA balance is Ksh44,202.06. Transaction cost, Ksh7.00. Amount you can transact within the"
    " day is 499,850.00."
)
BEHIND_THE_CODE = 14  # where "Confirmed" is recognised
FULL_STOP = "Ksh44,202.06"


@pytest.mark.parametrize("text", [TEXT, SWAHILI, SENT], ids=["English", "Swahili", "sent"])
def test_two_halves_make_the_text_wherever_it_was_cut(text: str) -> None:
    for cut in range(BEHIND_THE_CODE, text.index(FULL_STOP) + len(FULL_STOP)):
        head, tail = text[:cut], text[cut:]
        if any(not one.is_suspicious for one in read(head, RECEIVED_AT)):
            assert not is_fragment(head)  # it counts without its end
            continue
        assert (is_fragment(head), is_fragment(tail)) == (True, True), head
        joined = [join(order, RECEIVED_AT) for order in ([head, tail], [tail, head])]
        assert joined == [text, text]


def test_three_parts_fit_in_any_order() -> None:
    parts = [TEXT[:62], TEXT[62:128], TEXT[128:]]
    assert {join(order, RECEIVED_AT) for order in permutations(parts)} == {TEXT}


def test_a_blank_lost_with_the_end_of_a_part_is_put_back_only_where_it_must_be() -> None:
    cut = TEXT.index(" 23/11/26")
    joined = join([TEXT[:cut], TEXT[cut + 1 :]], RECEIVED_AT)
    assert joined is not None
    assert read(joined, RECEIVED_AT) == read(TEXT, RECEIVED_AT)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)
def test_no_join_ever_reads_as_another_payment(shape: Shape) -> None:
    rng = random.Random(shape.id)
    text = shape.fill(facts(rng))
    want = read(text, RECEIVED_AT)
    for cut in rng.sample(range(1, len(text)), min(25, len(text) - 1)):
        joined = join([text[cut:], text[:cut]], RECEIVED_AT)
        assert joined is None or read(joined, RECEIVED_AT) == want


TAILS = [
    "02.06. Separate personal and business funds through Pochi la Biashara on *334#.",
    "through Pochi la Biashara on *334#. Download My OneApp on https://saf.cx/x",
    "ANGI 0712000004 on 23/11/26 at 8:59 AM  New M-PESA balance is Ksh45,202.06.",
    "OUMA 0712***002 on 5/11/26 at 8:01 AM New M-PESA balance is Ksh21,096.00 Dial *334#",
    "***002 on 5/11/26 at 8:01 AM New",
    "02.06.",
    ",202.06.",
    "Transaction cost, Ksh7.00.",
    "yako ya M-PESA ni Ksh44,202.06.",
]


@pytest.mark.parametrize("tail", TAILS)
def test_a_tail_alone_says_nothing(tail: str) -> None:
    assert is_fragment(tail)
    assert all(receipt.code is None for receipt in read(tail, RECEIVED_AT))


TALK = [
    *("salio", "What is my balance?", "My balance is Ksh 500", "1", "1000.00", "1,000", "ndio"),
    *("Nimelipa 1000 on 23/11/26 at 8:59 AM", "AGM on 23/11/26 at 2:00 PM", "UKN1AC24AB"),
    *("I dialled *334# and it failed", "I want to join Pochi la Biashara", "0712000004"),
    *("2000 on 5/12/26 at 2:00 PM", "Confirmed. I will come", "", "UKN1AC24AB is mine"),
    "What is my new M-PESA balance?",
]


@pytest.mark.parametrize("text", [*TALK, TEXT, SENT, SWAHILI, f"Hi\n{TEXT}"])
def test_talk_and_whole_texts_are_no_fragments(text: str) -> None:
    assert not is_fragment(text)


def test_a_whole_text_in_unknown_words_is_no_fragment() -> None:
    text = "UKN1AC24AB Confirmed. Ksh5.00 was put aside for JANE on 23/11/26 at 8:59 AM."
    assert not is_fragment(text)


def test_two_heads_are_not_guessed_about() -> None:
    other = TEXT.replace("UKN1AC24AB", "UKN1AC25AB").replace("1,000.00", "7,000.00")
    heads = [TEXT[:50], other[:50]]
    assert join([*heads, TEXT[50:]], RECEIVED_AT) is None
    assert join(heads, RECEIVED_AT) is None


def test_a_head_alone_or_with_a_text_that_is_no_part_makes_nothing() -> None:
    assert join([TEXT[:50]], RECEIVED_AT) is None
    assert join([TEXT[:50], "ndio"], RECEIVED_AT) is None
    assert join([TEXT[:50], SENT], RECEIVED_AT) is None
    assert join([TEXT[:50], "02.06."], RECEIVED_AT) is None


def test_what_is_doubtful_when_whole_is_not_joined() -> None:
    forged = TEXT.replace("23/11/26", "21/11/26")
    assert join([forged[:50], forged[50:]], RECEIVED_AT) is None


def test_a_cut_amount_is_never_a_payment_by_itself() -> None:
    cut = TEXT.index("1,000.00") + 1
    (receipt,) = read(TEXT[:cut], RECEIVED_AT)
    assert (receipt.kind, receipt.is_suspicious) == (Kind.RECEIVED_PERSON, True)
    assert is_fragment(TEXT[:cut])
