"""Who says that another pays for them sets nothing; the payer forwards the text, with the name."""

from __future__ import annotations

import pytest

from tests.builders import ACHIENG, OTIENO, decided, reply


@pytest.mark.parametrize(
    "text",
    [
        "Otieno amenilipia", "Otieno alinilipia 1000", "Otieno ananilipia", "Otieno atanilipia",
        "Otieno nilipie tafadhali", "naomba Otieno anilipie", "Otieno paid for me",
        "Otieno will pay for me", "pay for me Otieno", "Otieno paid on my behalf",
    ],
)  # fmt: skip
def test_nothing_is_noted_for_who_is_paid_for(text: str) -> None:
    said = reply(ACHIENG, "paid_for_you", payer=OTIENO.name, name=ACHIENG.name)
    assert decided(ACHIENG, text) == (said,)


@pytest.mark.parametrize(("text", "payer"), [("amenilipia", ""), ("Zawadi amenilipia", "Zawadi")])
def test_a_payer_whom_the_group_does_not_know_is_called_as_written(text: str, payer: str) -> None:
    said = reply(ACHIENG, "paid_for_you", payer=payer, name=ACHIENG.name)
    assert decided(ACHIENG, text) == (said,)
