"""Cash and the collector's own share are words: the right second person is asked."""

from __future__ import annotations

from typing import Any

import pytest

from chama.constitution import Office
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    WANJIRU,
    asked,
    decided,
    group,
    reply,
)

CASH_KEY, SHARE_KEY = "cash:simulator:id", "own_share:simulator:id"
WITHOUT_CHAIR = group(people=(WANJIRU, *PEOPLE[2:]))


def cash(giver: Person, holder: Person, cents: int, said_by: Person | None = None) -> Any:
    return {
        "member": giver.code,
        "member_name": giver.name,
        "said_by": (said_by or giver).code,
        "holder": holder.code,
        "holder_name": holder.name,
        "amount_cents": cents,
        "entry_key": CASH_KEY,
    }


SHARE = {
    "member": WANJIRU.code,
    "member_name": WANJIRU.name,
    "amount_cents": 100_000,
    "collector": "C1",
    "entry_key": SHARE_KEY,
}


@pytest.mark.parametrize(
    ("sender", "text", "officer", "details"),
    [
        (ACHIENG, "I gave Wanjiru 500 cash", WANJIRU, cash(ACHIENG, WANJIRU, 50_000)),
        (ACHIENG, "gave the treasurer 500 cash", WANJIRU, cash(ACHIENG, WANJIRU, 50_000)),
        (ACHIENG, "nimempa Otieno 500 cash", OTIENO, cash(ACHIENG, OTIENO, 50_000)),
        (ACHIENG, "I paid 500 in cash", WANJIRU, cash(ACHIENG, WANJIRU, 50_000)),
        (OTIENO, "I gave Wanjiru 1k cash", WANJIRU, cash(OTIENO, WANJIRU, 100_000)),
        (WANJIRU, "I gave Otieno 300 cash", OTIENO, cash(WANJIRU, OTIENO, 30_000)),
        (
            WANJIRU,
            "received 600 cash from Achieng",
            OTIENO,
            cash(ACHIENG, WANJIRU, 60_000, said_by=WANJIRU),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_officer_who_can_know_is_asked(
    sender: Person, text: str, officer: Person, details: dict[str, Any]
) -> None:
    ask, put = asked(officer, "cash", CASH_KEY, details, by=sender)
    answer = reply(
        sender,
        "asked_officer",
        officer=officer.name,
        about="cash",
        giver=details["member_name"],
        taker=details["holder_name"],
        amount_cents=details["amount_cents"],
    )
    assert decided(sender, text) == (ask, answer, put)


@pytest.mark.parametrize(
    "text",
    ["I have put in my share 1000", "nimelipa 1000", "I paid 1000 cash", "I want to pay 1000"],
)
def test_the_collectors_own_share_is_put_to_another_officer(text: str) -> None:
    ask, put = asked(OTIENO, "own_share", SHARE_KEY, SHARE, by=WANJIRU)
    answer = reply(
        WANJIRU,
        "asked_officer",
        officer=OTIENO.name,
        about="own_share",
        giver=WANJIRU.name,
        taker="",
        amount_cents=100_000,
    )
    assert decided(WANJIRU, text) == (ask, answer, put)


@pytest.mark.parametrize(
    ("sender", "text", "template"),
    [
        pytest.param(ACHIENG, "I paid in cash", "say_amount", id="no-amount"),
        pytest.param(WANJIRU, "nimelipa", "say_amount", id="own-share-without-amount"),
        pytest.param(ACHIENG, "got 500 cash from Baraka", "officers_only", id="no-office"),
        pytest.param(WANJIRU, "got 500 cash from Zawadi", "name_unclear", id="unknown-giver"),
        pytest.param(ACHIENG, "I gave Zawadi 500 cash", "name_unclear", id="unknown-taker"),
    ],
)
def test_what_is_unclear_is_asked_back(sender: Person, text: str, template: str) -> None:
    (said,) = decided(sender, text)
    assert said.template == template


@pytest.mark.parametrize("text", ["got 500 cash from Achieng", "I paid 1000"])
def test_nobody_confirms_their_own_entry(text: str) -> None:
    decision = decided(WANJIRU, text, group=WITHOUT_CHAIR)
    assert decision == (reply(WANJIRU, "need_other_officer"),)


def test_an_officers_own_gift_is_confirmed_by_a_third_where_there_is_one() -> None:
    secretary = Person(BARAKA.code, BARAKA.name, BARAKA.phone, BARAKA.seat, Office.SECRETARY)
    three = group(people=(WANJIRU, OTIENO, ACHIENG, secretary))
    ask, _, _ = decided(WANJIRU, "got 500 cash from Otieno", group=three)
    assert ask.address == secretary.phone
