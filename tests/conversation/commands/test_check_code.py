"""A ref is looked up when it is whole; a part of one proves nothing."""

from __future__ import annotations

import pytest

from bot.conversation.situation import Referred
from bot.understanding import Intent
from tests.builders import (
    ACHIENG,
    BARAKA,
    book,
    contribution,
    decided,
    mpesa,
    recorded,
    reply,
    wanted,
)

REF = "c0aded6d"


def test_a_whole_ref_is_looked_up() -> None:
    (sealed,) = book(contribution(ACHIENG))
    asked = Intent("check_code", {"book_ref": REF})
    (own,) = wanted(ACHIENG, asked, referred=Referred(sealed))
    (others,) = wanted(BARAKA, asked, referred=Referred(sealed))
    assert [own.template, others.template] == ["receipt_found", "receipt_known"]


def test_an_unknown_ref_is_said_to_be_in_no_book() -> None:
    (said,) = wanted(ACHIENG, Intent("check_code", {"book_ref": REF}))
    assert said == reply(ACHIENG, "ref_unknown", ref=REF)


def test_a_code_of_m_pesa_is_looked_up_as_such() -> None:
    code = "UKN1AB2C01"
    known = {"receipts": {mpesa(code): recorded(contribution(ACHIENG, code))}}
    (said,) = wanted(ACHIENG, Intent("check_code", {"receipt": code}), **known)
    assert (said.template, said.facts["code"]) == ("receipt_found", code)


@pytest.mark.parametrize(("slots", "ref"), [({"code": "C0ADE"}, "C0ADE"), ({}, "")])
def test_a_part_is_not_confirmed(slots: dict[str, object], ref: str) -> None:
    assert wanted(ACHIENG, Intent("check_code", slots)) == (reply(ACHIENG, "ref_partial", ref=ref),)


def test_the_part_that_was_written_is_named() -> None:
    (said,) = decided(ACHIENG, "is the code C0ADE at the foot of this receipt genuine")
    assert said == reply(ACHIENG, "ref_partial", ref="C0ADE")
