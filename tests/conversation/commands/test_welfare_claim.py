"""Who asks welfare for help, for whom, and when it is asked back first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.conversation.effects import Decision
from bot.conversation.situation import Granted
from chama import entries
from chama.entries import WELFARE
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    STRANGER,
    WANJIRU,
    asks,
    decided,
    group,
    proposed,
    reply,
    rules,
    templates_to,
    voters,
)

EVENTS = "[welfare]\nassessment = 100\nevents = {parent = 5000, spouse = 8000, illness = 2000}\n"
IN_FUND = {entries.collector(WELFARE, "C1"): 600_000, entries.given(): -600_000}


def said(sender: Person | str, text: str, more: str = EVENTS, **known: Any) -> Decision:
    """What words cause in a group with three officers and these rules."""
    of = group(people=(*PEOPLE, SARAH), rules=rules(more=more).rules)
    return decided(sender, text, **{"group": of, "balances": IN_FUND, **known})


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("I lost my father, welfare help me", "parent"),
        ("nimefiwa na baba yangu, naomba welfare", "parent"),
        ("nimepoteza mke wangu, naomba welfare", "spouse"),
        ("mama yangu yuko hospitali, naomba welfare", "illness"),
    ],
)
def test_what_is_plainly_told_is_put_to_all_officers_by_the_rule(text: str, event: str) -> None:
    decision = said(ACHIENG, text)
    one = proposed(decision)
    assert (one.kind, one.facts["event"], one.member) == ("welfare", event, ACHIENG.code)
    assert voters(decision) == [WANJIRU, OTIENO, SARAH]
    assert (one.needed, one.interested) == (2, (ACHIENG.code,))
    assert templates_to(decision, ACHIENG) == ["welfare_asked"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nimefiwa", id="of-whom"),
        pytest.param("naomba msaada wa welfare", id="nothing-said"),
        pytest.param("can welfare help me with the hospital bill?", id="a-question"),
        pytest.param("how do I claim from the welfare fund", id="how"),
        pytest.param("welfare claim 3000 for school fees", id="what-no-rule-names"),
    ],
)
def test_what_is_not_plain_is_asked_back_by_number(text: str) -> None:
    assert asks(said(ACHIENG, text)) == [("welfare_event", ACHIENG.phone)]


def test_an_officer_asks_for_a_member_by_number_first() -> None:
    assert asks(said(SARAH, "Baraka amefiwa, welfare imsaidie")) == [("welfare_event", SARAH.phone)]


def test_a_member_asks_for_nobody_else() -> None:
    decision = said(ACHIENG, "Baraka amefiwa, welfare imsaidie")
    officers = ", ".join(one.name for one in (WANJIRU, OTIENO, SARAH))
    assert decision == (reply(ACHIENG, "officers_only", officers=officers),)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Njoroge amefiwa, welfare imsaidie", id="no-member"),
        pytest.param("Baraka and Achieng lost their mother, can welfare help?", id="two"),
    ],
)
def test_whose_it_is_must_be_clear(text: str) -> None:
    assert templates_to(said(SARAH, text), SARAH) == ["name_unclear"]


def test_ones_own_matter_stays_that_whoever_is_named_along() -> None:
    assert (
        proposed(said(ACHIENG, "nimefiwa na baba yangu, Otieno, naomba welfare")).member
        == ACHIENG.code
    )


def test_an_officers_own_claim_is_never_theirs_to_agree_to() -> None:
    decision = said(SARAH, "I lost my father, welfare help me")
    assert voters(decision) == [WANJIRU, OTIENO]
    assert proposed(decision).needed == 2


@pytest.mark.parametrize(
    ("text", "more", "held_cents", "amount_cents"),
    [
        pytest.param("I lost my father, welfare help me", EVENTS, 600_000, 500_000, id="the-rule"),
        pytest.param(
            "I lost my father, welfare help me", EVENTS, 420_000, 420_000, id="what-there-is"
        ),
        pytest.param("I lost my father, welfare help me", EVENTS, 0, 0, id="only-the-assessment"),
        pytest.param(
            "Naomba welfare 3000 ya hospitali", EVENTS, 600_000, 200_000, id="never-above-the-rule"
        ),
        pytest.param(
            "Naomba welfare 1000 ya hospitali", EVENTS, 600_000, 100_000, id="less-than-the-rule"
        ),
        pytest.param(
            "Naomba welfare 3000 ya hospitali", "", 600_000, 300_000, id="no-rule-but-an-amount"
        ),
    ],
)
def test_never_more_than_the_rule_nor_than_the_fund_has(
    text: str, more: str, held_cents: int, amount_cents: int
) -> None:
    held = {entries.collector(WELFARE, "C1"): held_cents, entries.given(): -held_cents}
    decision = said(ACHIENG, text, more, balances=held if held_cents else {})
    assert proposed(decision).facts["amount_cents"] == amount_cents


def test_what_is_promised_to_others_is_not_there_any_more() -> None:
    promised = {**IN_FUND, entries.granted(BARAKA.code, "2026.11.20.3"): -250_000}
    assert proposed(said(ACHIENG, "I lost my father, welfare help me", balances=promised)).facts[
        "amount_cents"
    ] == (350_000)


def test_without_a_rule_and_an_amount_the_amount_is_asked_for() -> None:
    assert templates_to(said(ACHIENG, "I lost my father, welfare help me", ""), ACHIENG) == [
        "welfare_say_amount"
    ]


def test_an_empty_fund_without_an_assessment_is_said_to_be_so() -> None:
    bare = "[welfare]\nevents = {parent = 5000}\n"
    decision = said(ACHIENG, "I lost my father, welfare help me", bare, balances={})
    assert templates_to(decision, ACHIENG) == ["welfare_empty"]


@pytest.mark.parametrize(
    ("on", "given_cents", "amount_cents", "assessment_cents"),
    [
        pytest.param(date(2026, 11, 20), 420_000, 80_000, 0, id="the-rest-of-the-same"),
        pytest.param(date(2026, 11, 20), 0, 500_000, 0, id="once-the-assessment-is-in"),
        pytest.param(date(2026, 11, 20), 500_000, 500_000, 0, id="again-in-full"),
        pytest.param(date(2026, 3, 1), 420_000, 500_000, 10_000, id="months-ago"),
    ],
)
def test_what_was_given_before_is_shown_and_counted(
    on: date, given_cents: int, amount_cents: int, assessment_cents: int
) -> None:
    before = Granted(ACHIENG.code, "bereavement", "parent", given_cents, on)
    facts = proposed(said(ACHIENG, "I lost my father, welfare help me", granted=(before,))).facts
    assert (facts["earlier_on"], facts["earlier_cents"]) == (on.isoformat(), given_cents)
    assert facts["amount_cents"] == amount_cents
    assert facts["assessment_cents"] == assessment_cents


def test_all_that_was_given_of_the_same_event_counts() -> None:
    given = tuple(
        Granted(ACHIENG.code, "bereavement", "parent", cents, date(2026, 11, day))
        for cents, day in ((100_000, 22), (300_000, 20))
    )
    facts = proposed(said(ACHIENG, "I lost my father, welfare help me", granted=given)).facts
    assert (facts["earlier_cents"], facts["amount_cents"]) == (400_000, 100_000)


@pytest.mark.parametrize(
    "before",
    [
        Granted(BARAKA.code, "bereavement", "parent", 1, date(2026, 11, 20)),
        Granted(ACHIENG.code, "hospital", "illness", 1, date(2026, 11, 20)),
    ],
)
def test_what_others_got_or_for_another_thing_is_none_of_it(before: Granted) -> None:
    assert (
        proposed(said(ACHIENG, "I lost my father, welfare help me", granted=(before,))).facts[
            "earlier_on"
        ]
        == ""
    )


def test_a_phone_that_is_nobodys_asks_for_nothing() -> None:
    assert not asks(said(STRANGER, "I lost my father, welfare help me"))
