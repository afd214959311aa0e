"""A code that may be one that is in a book already: a person looks, nothing is posted by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.effects import MakeClaim, Propose
from chama import entries
from chama.journal import ReceiptId
from chama.recorded import Recorded
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    postings_of,
    received_text,
    recorded,
    sent_text,
    templates_to,
)

CODE, TWIN = "UKN1AB2CO1", "UKN1AB2C01"


def elsewhere(code: str = CODE, **changes: Any) -> Recorded:
    """What another network has under a code."""
    own = replace(
        contribution(code=code), key=entries.receipt_key(ReceiptId("kcb", code)), network="kcb"
    )
    return replace(recorded(own, **changes), id=ReceiptId("kcb", code))


CASES = [
    pytest.param(elsewhere(), ["other_network"], id="another-network"),
    pytest.param(elsewhere(is_ours=False), ["other_network"], id="another-network-and-group"),
    pytest.param(recorded(contribution(code=TWIN)), ["looks_like_known"], id="o-and-zero"),
]
OTHERS = [
    pytest.param(recorded(contribution(code=TWIN, cents=90_000)), id="another-amount"),
    pytest.param(recorded(contribution(code=TWIN), is_ours=False), id="another-groups"),
]


@pytest.mark.parametrize(("alike", "reasons"), CASES)
def test_a_collectors_text_is_looked_at(alike: Recorded, reasons: list[str]) -> None:
    decision = decided(WANJIRU, received_text(CODE), lookalikes={mpesa(CODE): (alike,)})
    assert postings_of(decision) == []
    (put,) = [effect for effect in decision if isinstance(effect, Propose)]
    assert (put.kind, put.facts["reasons"]) == ("review", reasons)
    assert WANJIRU.code not in put.voters
    assert OTIENO.code in put.voters
    assert templates_to(decision, WANJIRU) != []


@pytest.mark.parametrize("alike", OTHERS)
def test_what_is_another_payment_is_posted(alike: Recorded) -> None:
    decision = decided(WANJIRU, received_text(CODE), lookalikes={mpesa(CODE): (alike,)})
    assert len(postings_of(decision)) == 1


@pytest.mark.parametrize(("alike", "reasons"), CASES)
def test_a_members_text_is_no_claim_and_an_officer_hears_why(
    alike: Recorded, reasons: list[str]
) -> None:
    decision = decided(ACHIENG, sent_text(CODE), lookalikes={mpesa(CODE): (alike,)})
    assert not any(isinstance(effect, MakeClaim) for effect in decision)
    assert templates_to(decision, ACHIENG) != []
    assert templates_to(decision, WANJIRU) == ["doubt"]
    assert reasons


@pytest.mark.parametrize(("alike", "reasons"), CASES)
def test_money_out_is_looked_at(alike: Recorded, reasons: list[str]) -> None:
    text = sent_text(CODE, payee="OTIENO OUMA 0712000002")
    decision = decided(WANJIRU, text, lookalikes={mpesa(CODE): (alike,)})
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["doubt"]
    assert reasons
