"""A question about one member, in any words, is about them; an order and one's own are not."""

from __future__ import annotations

import pytest

from bot.understanding import understand

NAMES = ("Wanjiru Kamau", "Otieno Ouma", "Achieng Atieno", "Baraka Mwangi", "Mercy Chebet")


@pytest.mark.parametrize(
    ("text", "intent", "whose"),
    [
        ("has Achieng paid?", "member_status", "Achieng"),
        ("did baraka pay", "member_status", "baraka"),
        ("mercy amelipa", "member_status", "mercy"),
        ("je mercy hajalipa", "member_status", "mercy"),
        ("baraka balance", "member_status", "baraka"),
        ("deni ya Baraka", "member_status", "Baraka"),
        ("baraka ana deni ngapi", "member_status", "baraka"),
        ("what does mercy owe", "member_status", "mercy"),
        ("statement of mercy", "member_status", "mercy"),
        ("nionyeshe malipo ya baraka", "member_status", "baraka"),
        ("show me mercy's last payment", "member_status", "mercy"),
        ("risiti ya Achieng", "member_status", "Achieng"),
        ("has mercy paid welfare", "member_status", "mercy"),
        ("did achieng's money come", "member_status", "achieng"),
        ("fines of Achieng", "my_fines", "Achieng"),
        ("does baraka have any fines", "my_fines", "baraka"),
        ("faini ya Baraka", "my_fines", "Baraka"),
        ("baraka ana faini ngapi", "my_fines", "baraka"),
        ("when is Mercy's turn", "my_turn", "Mercy"),
        ("zamu ya baraka", "my_turn", "baraka"),
        ("baraka anapata lini", "my_turn", "baraka"),
        ("when will mercy get the pot", "my_turn", "mercy"),
        ("mkopo wa baraka", "loan_balance", "baraka"),
        ("Achieng Atieno's balance", "member_status", "Achieng Atieno"),
    ],
)
def test_a_question_about_a_member_is_about_that_member(text: str, intent: str, whose: str) -> None:
    found = understand(text, NAMES)
    said = found.slots.get("name" if intent == "member_status" else "whose")
    assert (found.name, said, found.is_guess) == (intent, whose, False)


@pytest.mark.parametrize(
    "text",
    [
        "pay Achieng",
        "lipa Baraka",
        "fine Baraka",
        "pay Baraka's fine",
        "waive the fine of Baraka",
        "remind mercy",
        "omba Achieng alipe",
        "malipo ya baraka",
        "Otieno paid for me",
        "can I pay for Otieno?",
        "has mercy received her pot",
        "baraka paid 500 cash",
        "my balance please Wanjiru",
        "Wanjiru, balance",
        "is my turn after Baraka?",
    ],
)
def test_an_order_a_report_and_ones_own_are_no_such_question(text: str) -> None:
    found = understand(text, NAMES)
    assert found.name != "member_status"
    assert "whose" not in found.slots
