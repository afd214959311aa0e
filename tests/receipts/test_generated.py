"""Every wording in many instances and under every kind of noise is read to the letter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest

from chama.receipts import Language, Receipt, read
from chama.receipts.split import MOST_IN_ONE_MESSAGE
from tests.receipts.generator import NEWEST, NOISE, expected, facts
from tests.receipts.shapes import SHAPES, Shape

RECEIVED_AT = NEWEST + timedelta(days=2)


@pytest.mark.parametrize("noise", NOISE)
def test_wording_is_read_exactly(noise: str) -> None:
    assert [(shape.id, *wrong) for shape in SHAPES for wrong in _misread(shape, noise)] == []


def _misread(shape: Shape, noise: str) -> Iterator[tuple[str, list[Receipt]]]:
    """Texts of this wording that are read otherwise than to the letter, with what was read."""
    rng = random.Random(f"{shape.id}/{noise}")
    for _ in range(3):
        payment = facts(rng)
        text = NOISE[noise](shape.fill(payment))
        want = expected(shape.receipt(payment), noise)
        found = read(text, RECEIVED_AT)
        if noise.startswith("talk") and shape.language is Language.SWAHILI:
            is_right = [receipt.language for receipt in read(text)] == [Language.MIXED]
        else:
            is_right = found == [want]
        if not is_right:
            yield text, found


def test_swahili_talk_behind_makes_the_message_mixed() -> None:
    rng = random.Random("behind")
    text = SHAPES[0].fill(facts(rng))
    assert [one.language for one in read(f"{text}\nNimelipa ya mwezi huu")] == [Language.MIXED]
    assert [one.language for one in read(f"{text} PIN YAKO SIRI YAKO")] == [Language.ENGLISH]


def test_a_flood_is_read_up_to_a_bound() -> None:
    rng = random.Random("flood")
    flood = "\n".join(SHAPES[0].fill(facts(rng)) for _ in range(MOST_IN_ONE_MESSAGE + 20))
    assert len(read(flood, RECEIVED_AT)) == MOST_IN_ONE_MESSAGE


@pytest.mark.parametrize("separator", ["\n", "\n\n", " "], ids=["line", "blank line", "blank"])
def test_several_confirmations_come_in_order(separator: str) -> None:
    rng = random.Random(separator)
    shapes = [shape for shape in SHAPES if shape.language is Language.ENGLISH]
    for _ in range(150):
        chosen = [(shape, facts(rng)) for shape in rng.sample(shapes, 3)]
        text = separator.join(shape.fill(payment) for shape, payment in chosen)
        want = [shape.receipt(payment) for shape, payment in chosen]
        assert read(text, RECEIVED_AT) == want, text
