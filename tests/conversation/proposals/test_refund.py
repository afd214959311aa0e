"""Money paid ahead is given back: asked, agreed by code, set aside, sent, and the book balances."""

from __future__ import annotations

import pytest

from bot.store import book
from bot.store.database import reading
from chama import entries
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    PHONE,
    SARAH,
    WANJIRU,
    received_text,
    rules,
    sent_text,
)
from tests.conversation.proposals.payouts import said_to, states
from tests.conversation.proposals.stories import THREE_OFFICERS, YES, balances, tell
from tests.transcripts import Stage

OWN_NUMBER = "ACHIENG ATIENO 0712000003"


@pytest.fixture
def stage(checked: Stage) -> Stage:
    """Achieng has paid 1,500 where 1,000 was due."""
    checked.found(rules(people=THREE_OFFICERS))
    checked.deliver()
    tell(checked, (WANJIRU, received_text(amount="1,500.00")))
    return checked


def lying(stage: Stage) -> int:
    """What the phone holds by the book, over all funds."""
    with reading(stage.engine) as connection:
        return entries.lies_in(book.balances(connection, 1), PHONE.place)


def agree(stage: Stage, words: str = "refund Achieng 500") -> None:
    tell(stage, (WANJIRU, words), (OTIENO, YES))


def test_what_is_agreed_is_set_aside_out_of_what_is_ahead(stage: Stage) -> None:
    tell(stage, (WANJIRU, "mrudishie Achieng 300"))
    assert balances(stage)["advance:M03"] == -50_000
    heard = said_to(stage, OTIENO, "4821")
    assert (balances(stage)["advance:M03"], balances(stage)["payable:M03:refund.1"]) == (
        -20_000,
        -30_000,
    )
    assert "0712000003" in heard[WANJIRU.phone]
    assert ACHIENG.phone in heard
    assert BARAKA.phone not in heard
    assert states(stage) == [("refund", "agreed")]


def test_the_sent_text_settles_it_and_tells_whom_it_concerns(stage: Stage) -> None:
    agree(stage)
    before = lying(stage)
    heard = said_to(stage, WANJIRU, sent_text("UKN5OU7T01", "500.00", OWN_NUMBER))
    assert set(heard) == {WANJIRU.phone, OTIENO.phone, SARAH.phone, ACHIENG.phone}
    assert not {"advance:M03", "payable:M03:refund.1"} & balances(stage).keys()
    assert before - lying(stage) == 51_300  # with M-Pesa's charge, which is the group's own
    assert states(stage) == [("refund", "done")]
    assert "500 UKN5OU7T01 (received)" in said_to(stage, ACHIENG, "statement")[ACHIENG.phone]


def test_it_is_given_in_notes_as_a_pot_is(stage: Stage) -> None:
    tell(stage, (WANJIRU, "received 1000 cash from Baraka"), (OTIENO, "yes"))
    agree(stage)
    tell(stage, (WANJIRU, "I gave Achieng 500 cash"), (ACHIENG, "yes"))
    assert "payable:M03:refund.2" not in balances(stage)
    assert balances(stage)["cash:M01"] == 50_000


def test_what_is_not_sent_after_all_is_ahead_again(stage: Stage) -> None:
    agree(stage)
    tell(stage, (SARAH, "cancel the payout of Achieng"))
    heard = said_to(stage, WANJIRU, "yes")
    assert "with what they have paid ahead" in heard[ACHIENG.phone]
    assert balances(stage)["advance:M03"] == -50_000
    assert states(stage)[0] == ("refund", "expired")


def test_what_has_paid_dues_meanwhile_is_not_given_back(stage: Stage) -> None:
    tell(stage, (WANJIRU, "refund Achieng 500"), (WANJIRU, "refund Achieng 400"))
    tell(stage, (OTIENO, YES), (OTIENO, YES), (SARAH, YES))
    set_aside = [one for one in balances(stage) if one.startswith("payable:M03")]
    assert len(set_aside) == 1
    assert sorted(states(stage)) == [("refund", "agreed"), ("refund", "expired")]


@pytest.mark.parametrize("who", [ACHIENG, BARAKA], ids=["who-gets-it", "a-member"])
def test_nobody_else_agrees(stage: Stage, who: Person) -> None:
    tell(stage, (WANJIRU, "refund Achieng 500"))
    tell(stage, (who, "4821"), (who, "yes"))
    assert states(stage) == [("refund", "open")]


@pytest.mark.parametrize(
    ("payee", "is_settled"),
    [(OWN_NUMBER, True), ("ACHIENG ATIENO", False), ("ACHIENG ATIENO 0799000111", False)],
    ids=["her-number", "her-name-alone", "her-name-on-another-number"],
)
def test_only_a_text_that_shows_the_number_of_who_gets_it_settles_it(
    checked: Stage, payee: str, is_settled: bool
) -> None:
    stage = checked
    stage.found(rules(people=(*PEOPLE, SARAH)))
    stage.deliver()
    tell(stage, (WANJIRU, received_text(amount="1,500.00")))
    sent = sent_text("UKN5OU7T01", payee=payee, amount="500.00")
    arrived = tell(stage, (WANJIRU, sent), (WANJIRU, "refund Achieng 500"), (OTIENO, YES))
    said = "\n".join(one.text for one in arrived if one.address == WANJIRU.phone)
    assert ("Please send it" not in said) == is_settled
    assert (lying(stage) < 150_000) == is_settled
