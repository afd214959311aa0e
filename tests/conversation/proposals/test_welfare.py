"""A welfare grant: two who gain nothing agree, it is kept, and all others may owe a share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.draft import Draft
from bot.conversation.effects import Decision, Purpose, Say
from bot.conversation.proposals import asked, welfare
from bot.conversation.welfare import Claim, ask
from chama import entries
from chama.agreement import gainers
from chama.entries import WELFARE
from chama.group import Person
from tests.builders import (
    ACHIENG,
    AGREE_CODE,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    answered,
    caused_by,
    decided,
    group,
    message,
    posted,
    postings_of,
    proposal,
    reply,
    rules,
    sent_text,
    situation,
    templates_to,
    told,
)

GROUP = group(people=(*PEOPLE, SARAH))
FUND = {entries.collector(WELFARE, "C1"): 600_000, entries.given(): -600_000}
FACTS: dict[str, Any] = {
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "said_by_name": "",
    "kind": "bereavement",
    "event": "parent",
    "words": "nimefiwa na baba yangu",
    "amount_cents": 500_000,
    "rule_cents": 500_000,
    "clause": "7.5",
    "left_cents": 600_000,
    "assessment_cents": 10_000,
    "earlier_on": "",
    "earlier_cents": 0,
}
CLAIM = proposal(
    *("welfare", FACTS, ACHIENG, WANJIRU, OTIENO, SARAH),
    interested=frozenset({ACHIENG.code}),
    needed=2,
    agreed_by=frozenset({WANJIRU.code}),
)


def agreed(by: Person = OTIENO, text: str = AGREE_CODE, **changes: Any) -> Decision:
    one = replace(CLAIM, facts={**FACTS, **changes})
    return answered(one, by, text, group=GROUP, balances=FUND)


def test_the_member_is_interested_and_never_agrees() -> None:
    draft = Draft(situation(group=GROUP), caused_by(message()))
    assert welfare.interested(draft, FACTS) == {ACHIENG.code}
    assert not CLAIM.may_agree(ACHIENG)


def test_what_was_written_is_read_by_officers_alone() -> None:
    assert asked("welfare", FACTS, OTIENO)["words"] == FACTS["words"]
    assert asked("welfare", FACTS, BARAKA)["words"] == ""


def test_the_grant_is_kept_and_the_others_owe_their_share() -> None:
    others = (WANJIRU, OTIENO, BARAKA, SARAH)
    shares = {f"dues:{one.code}:2026.11.23.1": 10_000 for one in others}
    assert postings_of(agreed()) == [
        {"welfare": 500_000, "payable:M03:2026.11.23.1": -500_000},
        {**shares, "welfare": -40_000},
    ]
    grant, _ = posted(agreed())
    assert (grant.actor, gainers(grant)) == ("M03+M01+M02", {ACHIENG.code})


def test_the_first_of_two_posts_nothing() -> None:
    first = replace(CLAIM, agreed_by=frozenset())
    decision = answered(first, OTIENO, AGREE_CODE, group=GROUP, balances=FUND)
    assert posted(decision) == []
    assert templates_to(decision, OTIENO) == ["agreed_waits"]


def test_yes_without_the_code_agrees_to_nothing() -> None:
    assert posted(agreed(text="yes")) == []


def test_the_member_and_the_officers_hear_of_the_grant_and_all_others_of_their_share() -> None:
    decision = agreed()
    assert templates_to(decision, ACHIENG) == ["welfare_granted"]
    assert templates_to(decision, SARAH) == ["welfare_granted", "welfare_assessed"]
    assert templates_to(decision, BARAKA) == ["welfare_assessed"]
    (share,) = [one for one in decision if isinstance(one, Say) and one.address == BARAKA.phone]
    assert share.purpose is Purpose.NOTICE
    assert not {"words", "event"} & set(share.facts)
    assert FACTS["words"] not in str(share.facts)


def test_who_agreed_is_told_without_who_asked() -> None:
    (said,) = [one for one in agreed() if isinstance(one, Say) and one.address == ACHIENG.phone]
    assert said.facts["officers"] == "Wanjiru Kamau, Otieno Ouma"


def test_where_the_fund_is_empty_only_the_share_is_raised() -> None:
    (moved,) = postings_of(agreed(amount_cents=0))
    assert moved["welfare"] == -40_000


def test_without_an_assessment_nobody_owes() -> None:
    decision = agreed(assessment_cents=0)
    assert len(posted(decision)) == 1
    assert templates_to(decision, BARAKA) == []


@pytest.mark.parametrize("changes", [{"amount_cents": 700_000}, {"member": "M99"}])
def test_what_is_not_there_any_more_is_not_promised(changes: dict[str, Any]) -> None:
    decision = agreed(**changes)
    assert posted(decision) == []
    assert reply(OTIENO, "changed_since", code="") in decision


def test_a_no_is_told_to_who_asked() -> None:
    decision = agreed(text="no")
    said = {"member_name": ACHIENG.name, "amount_cents": 500_000, "officer": OTIENO.name}
    assert told(ACHIENG, "welfare_declined", **said) in decision
    assert posted(decision) == []


@pytest.mark.parametrize(
    ("assessment", "owed_cents", "hears"),
    [
        pytest.param("", 0, [], id="nobody-was-assessed"),
        pytest.param("assessment = 100\n", 0, ["payout_sent"], id="has-paid-to-help"),
        pytest.param("assessment = 100\n", 10_000, [], id="has-not-paid-yet"),
    ],
)
def test_that_a_grant_was_sent_is_heard_by_those_who_gave(
    assessment: str, owed_cents: int, hears: list[str]
) -> None:
    more = f'[welfare]\nevery = "month"\ndues = 200\nevents = {{parent = 3000}}\n{assessment}'
    granted = {
        **FUND,
        entries.granted(ACHIENG.code, "2026.11.20.3"): -300_000,
        entries.welfare_owed(BARAKA.code, "2026.11.20.3"): owed_cents,
    }
    text = sent_text("UKN5OU7T01", "3,000.00", "ACHIENG ATIENO 0712000003")
    known = replace(GROUP, rules=rules(more=more).rules)
    decision = decided(WANJIRU, text, group=known, balances=granted)
    assert templates_to(decision, ACHIENG) == ["payout_sent"]
    assert templates_to(decision, SARAH) == ["payout_sent"]
    assert templates_to(decision, BARAKA) == hears


LOST = replace(ACHIENG, has_wrong_number=True)
WITHOUT_NUMBER = group(people=tuple(LOST if one == ACHIENG else one for one in GROUP.people))


def test_nothing_is_asked_for_whom_no_number_is_known() -> None:
    draft = Draft(
        situation(WANJIRU, group=WITHOUT_NUMBER, balances=FUND), caused_by(message(WANJIRU))
    )
    ask(draft, Claim(LOST, "bereavement", "", 500_000, "amefiwa"))
    decision = draft.finish()
    assert templates_to(decision, WANJIRU) == ["no_number_to_pay"]
    assert templates_to(decision, OTIENO) == ["no_number_to_pay"]


def test_nothing_is_kept_for_whom_no_number_is_known_by_now() -> None:
    decision = answered(CLAIM, OTIENO, AGREE_CODE, group=WITHOUT_NUMBER, balances=FUND)
    assert posted(decision) == []
    assert templates_to(decision, OTIENO) == ["no_number_to_pay"]
