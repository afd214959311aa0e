"""Rules that are unwise together are told, and wise ones are not."""

from __future__ import annotations

import pytest

from chama.constitution import Constitution, parse
from chama.constitution.advice import advice
from chama.constitution.cautions import cautions
from tests.builders import OTIENO, PEOPLE, SARAH, TODAY, WANJIRU, rules

OFFICERS = (WANJIRU, OTIENO, SARAH)


def with_rules(more: str) -> Constitution:
    """Umoja with three officers and two members: 1,000 a seat, every week."""
    text = rules(people=(*PEOPLE, SARAH), more=more.replace("; ", "\n")).text
    return parse(text)


def with_rotation(line: str) -> Constitution:
    return parse(with_rules("").text.replace("[rotation]\n", f"[rotation]\n{line}\n"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", []),
        ("[fines]; late = 1000", []),
        (
            "[fines]; late = 1001",
            ["fines.late is KES 1,001, more than the contribution of KES 1,000"],
        ),
        ("[fines]; absent = 2000", ["fines.absent is KES 2,000, more than"]),
        ('[fines]; late = "50%"', []),
        ('[fines]; late = "51%"', ["fines.late is 51% of what is owed"]),
        ('[fines]; late = 50; late_every = "day"', ["comes again each day without an end"]),
        ('[fines]; late = 50; late_every = "day"; late_cap = 500', []),
        ("[fines]; late = 50; late_cap = 40", ["fines.late_cap is less than fines.late"]),
        ('[fines]; late = "10%"; late_cap = 99', ["fines.late_cap is less than fines.late"]),
        ("[fines]; grace_days = 2", ["what else [fines] says of lateness has no effect"]),
        ("[fines]; late = 50; grace_days = 7", ["fines.grace_days is 7, as long as a round"]),
        (
            "[fines]; absent = 100; absent_with_apology = 200",
            ["who sends an apology would pay more"],
        ),
        ("[payout]; grace_days = 6", []),
        ("[payout]; grace_days = 2; [fines]; late = 50; grace_days = 2", []),
        (
            "[payout]; grace_days = 2; [fines]; late = 50; grace_days = 1",
            ["fines.grace_days is 1 and payout.grace_days 2: a payment would be fined before"],
        ),
        ("[payout]; grace_days = 7", ["payout.grace_days is 7, as long as a round"]),
        ("[payout]; receive_phone_hours = 24", []),
        ("[payout]; receive_phone_hours = 23", ["payout.receive_phone_hours is 23"]),
        ("[welfare]; dues = 100", ["welfare.every is none: no dues"]),
        ('[welfare]; every = "month"', ["welfare.dues are 0: no dues"]),
        ("[welfare]; events = {parent = 20000}", ["nobody pays any in"]),
        ("[welfare]; assessment = 1000; events = {parent = 5000}", []),
        ("[welfare]; assessment = 1000; events = {parent = 5001}", ["KES 5,001 for parent"]),
        ('[welfare]; dues = 100; every = "month"; events = {parent = 6000}', []),
        (
            '[welfare]; dues = 100; every = "month"; events = {parent = 6001, child = 7}',
            ["KES 6,001 for parent, and all members together pay KES 6,000 in a year"],
        ),
        ("[approvals]; welfare = 4", []),
        ("[approvals]; welfare = 5", ["approvals.welfare is 5 and Umoja has 5 members"]),
        ('[amendment]; approve = "officers"', []),
        (
            '[amendment]; approve = "officers"; [approvals]; amendment = 4',
            ["approvals.amendment is 4 and Umoja has 3 officers"],
        ),
    ],
)
def test_unwise_rules_are_told(more: str, said: list[str]) -> None:
    sentences = cautions(with_rules(more), TODAY)
    assert len(sentences) == len(said)
    assert all(part in sentence for part, sentence in zip(said, sentences, strict=True))


@pytest.mark.parametrize(
    ("recipients", "said"),
    [(1, []), (2, ["5 seats are no whole number of rounds"]), (5, ["everybody would pay and"])],
)
def test_recipients_that_do_not_fit_the_seats_are_told(recipients: int, said: list[str]) -> None:
    sentences = cautions(with_rotation(f"recipients = {recipients}"), TODAY)
    assert len(sentences) == len(said)
    assert all(part in sentence for part, sentence in zip(said, sentences, strict=True))


SAID = """
[payout]
short_pot = "pay"
[meetings]
quorum = "50%"
[approvals]
money_out = 2
[amendment]
approve = "members"
"""


def test_what_a_file_leaves_open_is_named_with_what_counts_instead() -> None:
    sentences = list(advice(with_rules("")))
    for part in (
        'a pot that is not full by its deadline: payout.short_pot = "wait" counts',
        'how many members make a meeting: meetings.quorum = "50%" counts',
        "approvals.money_out = 2 counts",
        'amendment.approve = "members" counts',
    ):
        assert any(part in sentence for sentence in sentences)
    assert list(advice(with_rules(SAID))) == []


def test_two_officers_are_told_that_members_will_be_asked() -> None:
    (sentence,) = advice(rules(people=OFFICERS[:2], more=SAID))
    assert "where Wanjiru Kamau and Otieno Ouma both have an interest" in sentence
