"""Who is to be fined for absence, and whose fine is to be let off and why, as officers say it."""

from __future__ import annotations

import pytest

from bot.understanding import disputes_fine, understand
from tests.builders import PEOPLE

NAMES = [person.name for person in PEOPLE]
ABSENT, EXCUSED = "absent", "absent_with_apology"


@pytest.mark.parametrize(
    ("text", "names", "what"),
    [
        ("Otieno was absent", ("Otieno",), ABSENT),
        ("Otieno didn't come", ("Otieno",), ABSENT),
        ("Otieno missed the meeting", ("Otieno",), ABSENT),
        ("fine Baraka for absence", ("Baraka",), ABSENT),
        ("please fine otieno for absence", ("otieno",), ABSENT),
        ("Otieno was absent, fine him", ("Otieno",), ABSENT),
        ("Otieno and Baraka were absent", ("Otieno", "Baraka"), ABSENT),
        ("Fine Otieno, Baraka and Achieng for absence", ("Otieno", "Baraka", "Achieng"), ABSENT),
        ("Baraka was absent with apology", ("Baraka",), EXCUSED),
        ("mtoze Baraka faini ya kutohudhuria", ("Baraka",), ABSENT),
        ("mpige Baraka faini ya kutohudhuria", ("Baraka",), ABSENT),
        ("Otieno hakuja mkutano", ("Otieno",), ABSENT),
        ("Otieno na Baraka hawakuja mkutano", ("Otieno", "Baraka"), ABSENT),
        ("Baraka alikosa mkutano", ("Baraka",), ABSENT),
        ("Achieng hakufika kwa mkutano", ("Achieng",), ABSENT),
    ],
)
def test_who_was_absent(text: str, names: tuple[str, ...], what: str) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.sure) == ("fine_member", True)
    assert dict(intent.slots) == {"names": names, "what": what}


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("fine Baraka 200 for noise", {"names": ("Baraka",)}),
        ("fine Baraka for being late", {"names": ("Baraka",), "what": "late"}),
        ("was Baraka absent?", {"names": ("Baraka",), "what": ABSENT}),
        ("Baraka hakuja lakini alitoa udhuru", {"names": ("Baraka",), "what": EXCUSED}),
    ],
)
def test_what_is_not_plainly_said_does_not_act(text: str, slots: dict[str, object]) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.sure) == ("fine_member", False)
    assert dict(intent.slots) == slots


@pytest.mark.parametrize(
    "text",
    [
        "do not fine Baraka",
        "don't fine Baraka for absence",
        "usimtoze Baraka faini",
        "Otieno will be absent",
        "Otieno hatakuja kesho",
        "who was absent?",
        "fine, Baraka will pay",
        "I will be absent",
        "absent with apology",
    ],
)
def test_what_fines_nobody(text: str) -> None:
    assert understand(text, NAMES).name != "fine_member"


@pytest.mark.parametrize(
    ("text", "names", "reason"),
    [
        ("waive Otieno's fine, he was in hospital", ("Otieno",), "he was in hospital"),
        ("Waive Achieng's fine because she was sick", ("Achieng",), "she was sick"),
        ("please waive the fine of Achieng - she was sick", ("Achieng",), "she was sick"),
        ("remove Otieno's fine. He paid on time", ("Otieno",), "He paid on time"),
        ("undo Otieno's fine: wrong round", ("Otieno",), "wrong round"),
        ("waive fines of Otieno, Baraka, they were sick", ("Otieno", "Baraka"), "they were sick"),
        ("futa faini ya Otieno, alikuwa mgonjwa", ("Otieno",), "alikuwa mgonjwa"),
        ("msamehe Baraka faini kwa sababu alifiwa", ("Baraka",), "alifiwa"),
        ("mwondolee Baraka faini maana alilazwa", ("Baraka",), "alilazwa"),
        ("futa faini za Otieno na Baraka, walifiwa", ("Otieno", "Baraka"), "walifiwa"),
        ("msamehe Baraka faini", ("Baraka",), None),
        ("waive Otieno's fine", ("Otieno",), None),
    ],
)
def test_whose_fine_is_let_off_and_why(
    text: str, names: tuple[str, ...], reason: str | None
) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.sure) == ("waive", True)
    assert dict(intent.slots) == {"names": names, **({"reason": reason} if reason else {})}


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Hello. Waive Otieno's fine, he was ill", {"names": ("Otieno",), "reason": "he was ill"}),
        (
            "Otieno was bereaved, so forgive him the fine of 200",
            {"names": ("Otieno",), "amount": 200, "reason": "Otieno was bereaved"},
        ),
        (
            "kwa kuwa Otieno alilazwa, mwondolee faini ya mia mbili",
            {"names": ("Otieno",), "amount": 200, "reason": "kwa kuwa Otieno alilazwa"},
        ),
        (
            "waive Otieno's fine, he paid 500 already",
            {"names": ("Otieno",), "reason": "he paid 500 already"},
        ),
        ("waive Baraka's 200 fine", {"names": ("Baraka",), "amount": 200}),
    ],
)
def test_a_reason_may_stand_before_its_request(text: str, slots: dict[str, object]) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, dict(intent.slots)) == ("waive", slots)


def test_which_fine_is_let_off() -> None:
    for_a_round = understand("waive Baraka's fine for round 2, he was away", NAMES)
    assert for_a_round.slots["round"] == 2
    of_absence = understand("msamehe Otieno faini ya kutohudhuria, alikuwa mgonjwa", NAMES)
    assert of_absence.slots["what"] == ABSENT


@pytest.mark.parametrize("text", ["should we waive Otieno's fine?", "we could waive Otieno's fine"])
def test_what_is_asked_or_wished_lets_nothing_off(text: str) -> None:
    assert not understand(text, NAMES).sure


@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("DISPUTE", True),
        ("pinga", True),
        ("why was I fined? I paid on time", True),
        ("faini si sahihi", True),
        ("I dispute my balance", False),
        ("my balance is wrong", False),
    ],
)
def test_whether_a_complaint_is_about_a_fine(text: str, is_fine: bool) -> None:
    assert disputes_fine(text) is is_fine


def test_fine_him_is_no_notice_of_coming_late() -> None:
    found = understand("Ali was late for meeting fine him 100")
    assert (found.name, found.slots["what"]) == ("fine_member", "late")
