"""A word on another's fine opens no dispute of one's own, and reaches nobody by itself."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask, Propose
from tests.builders import ACHIENG, OTIENO, WANJIRU, asks, decided, reply


@pytest.mark.parametrize(
    "text",
    [
        "Baraka's fine is not fair, he was sick",
        "fine ya Baraka si haki, alikuwa mgonjwa",
        "Baraka alilipa on time mbona mmempiga fine",
        "is it fair that Baraka pays a fine and Otieno does not",
    ],
)
def test_a_members_words_are_offered_to_the_officers(text: str) -> None:
    decision = decided(ACHIENG, text)
    assert asks(decision) == [("shall_we_tell", ACHIENG.phone)]
    assert not [one for one in decision if isinstance(one, Propose)]


@pytest.mark.parametrize(
    "text", ["Baraka was in hospital so his fine is not fair", "fine ya Baraka si haki"]
)
def test_an_officer_is_offered_to_let_it_off(text: str) -> None:
    (offered,) = [one for one in decided(OTIENO, text) if isinstance(one, Ask)]
    assert (offered.kind, offered.details["intent"]) == ("did_you_mean", "waive")
    assert offered.details["slots"]["names"] == ("Baraka Mwangi",)


def test_ones_own_goes_to_every_officer_as_before() -> None:
    decision = decided(ACHIENG, "my fine is not fair")
    assert {address for _, address in asks(decision)} == {WANJIRU.phone, OTIENO.phone}


@pytest.mark.parametrize("text", ["its fine, dont worry", "ok fine, never mind", "niko fine"])
def test_that_all_is_fine_is_told_to_nobody(text: str) -> None:
    assert decided(ACHIENG, text) == (
        reply(ACHIENG, "moment", name=ACHIENG.name, kind="well", is_own=False),
    )
