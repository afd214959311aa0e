"""Who says that another pays for them sets nothing; the payer forwards the text, with the name."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask
from tests.builders import ACHIENG, OTIENO, WANJIRU, asks, decided, reply, templates_to

CODE = "UKN1AB2C01"


@pytest.mark.parametrize(
    "text",
    [
        "Otieno ananilipia", "Otieno atanilipia", "Otieno nilipie tafadhali",
        "naomba Otieno anilipie", "Otieno will pay for me", "pay for me Otieno",
    ],
)  # fmt: skip
def test_nothing_is_noted_for_who_is_paid_for(text: str) -> None:
    said = reply(ACHIENG, "paid_for_you", payer=OTIENO.name, name=ACHIENG.name, is_member=True)
    assert decided(ACHIENG, text) == (said,)


@pytest.mark.parametrize(
    "text",
    ["Otieno amenilipia", "Otieno alinilipia 1000", "Otieno paid for me",
     "Otieno paid on my behalf"],
)  # fmt: skip
def test_of_what_was_paid_an_officer_reads_with_the_morning_list(text: str) -> None:
    decision = decided(ACHIENG, text)
    assert asks(decision) == [("said", WANJIRU.phone)]
    assert templates_to(decision, ACHIENG) == ["paid_for_you", "kept_for_list"]


def test_the_code_that_is_named_is_kept() -> None:
    (kept,) = [one for one in decided(ACHIENG, f"Otieno amenilipia {CODE}") if isinstance(one, Ask)]
    assert kept.details["code"] == CODE


@pytest.mark.parametrize(("text", "payer"), [("amenilipia", ""), ("Zawadi amenilipia", "Zawadi")])
def test_a_payer_whom_the_group_does_not_know_is_called_as_written(text: str, payer: str) -> None:
    said = reply(ACHIENG, "paid_for_you", payer=payer, name=ACHIENG.name, is_member=False)
    assert said in decided(ACHIENG, text)
