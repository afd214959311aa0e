"""Whom an account names: by seat, code, name or phone, with the group's letters or without."""

from __future__ import annotations

import pytest

from bot.conversation.by_api import arriving
from tests.builders import ACHIENG, group


@pytest.mark.parametrize(
    ("typed", "is_achieng"),
    [
        ("BCY-3", True),
        ("bcy3", True),
        ("3", True),
        ("03", True),
        ("Achieng", True),
        ("BCY Achieng", True),
        ("atieno achieng", True),
        ("0712000003", True),
        ("M03", True),
        ("BDV-3", False),  # another group's letters
        ("BCY-9", False),
        ("Otieno", False),
        ("", False),
        ("xyz", False),
        ("rent", False),
    ],
)
def test_an_account_names_a_member_or_nobody(typed: str, is_achieng: bool) -> None:
    named = arriving.named_by(group(), typed)
    assert (named == ACHIENG) is is_achieng
