"""Words that ask for another rule: which rule, what it should be, from when; else what to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.effects import Say
from bot.understanding import understand
from bot.understanding.amending import read_change
from chama.constitution.changes import CHANGEABLE, Written, example, fitting
from chama.constitution.clauses import number_of
from chama.group import Group, Person
from tests.builders import (
    ACHIENG,
    OTIENO,
    PEOPLE,
    SARAH,
    WANJIRU,
    decided,
    group,
    proposal,
    proposed,
    reply,
    rules,
    templates_to,
    voters,
)

# Today is Mon 23 Nov 2026 in round 1; a round opens each Friday; notice is 7 days.
SOON, NEXT_ROUND = date(2026, 11, 30), date(2026, 12, 4)


def with_rules(more: str, **changes: object) -> Group:
    return replace(group(**changes), rules=rules(more=more).rules)


WITH_FINES = with_rules("[fines]\nlate = 50\nabsent = 200\n")
NO_NOTICE = with_rules("[amendment]\nnotice_days = 0\n")
BY_OFFICERS = with_rules('[amendment]\napprove = "officers"\n', people=(*PEOPLE, SARAH))


@pytest.mark.parametrize(
    ("text", "path", "written", "from_on"),
    [
        ("change clause 6.1 to 100", "fines.late", 100, NEXT_ROUND),
        ("change the fine for late to KES 100", "fines.late", 100, NEXT_ROUND),
        ("Badilisha faini ya kuchelewa iwe 100", "fines.late", 100, NEXT_ROUND),
        ("faini ya kuchelewa iwe 10%", "fines.late", "10%", NEXT_ROUND),
        ("Sheria 6.1 iwe asilimia 10", "fines.late", "10%", NEXT_ROUND),
        ("change the late fine to none", "fines.late", "none", NEXT_ROUND),
        ("faini ya kuchelewa iwe hakuna", "fines.late", "none", NEXT_ROUND),
        ("remove clause 6.1", "fines.late", "none", NEXT_ROUND),
        ("RULE 6.2 = weekly", "fines.late_every", "week", NEXT_ROUND),
        ("kifungu cha 6.2 kiwe kila wiki", "fines.late_every", "week", NEXT_ROUND),
        ("change the absence fine to 300", "fines.absent", 300, SOON),
        ("propose contribution 1500 from January", "rotation.contribution", 1500, date(2027, 1, 1)),
        ("RULE 2.1 = 1,500 from 1 Jan 2027", "rotation.contribution", 1500, date(2027, 1, 1)),
        ("contribution should be 1.5k from 5/1/2027",
         "rotation.contribution", 1500, date(2027, 1, 8)),
        ("change contribution to 1500 from round 4",
         "rotation.contribution", 1500, date(2026, 12, 11)),
        ("tubadilishe mchango uwe elfu moja mia tano kuanzia raundi ya 4",
         "rotation.contribution", 1500, date(2026, 12, 11)),
        ("change contribution to 1500 next month", "rotation.contribution", 1500, NEXT_ROUND),
        ("mchango uwe 1500 kuanzia mwezi ujao", "rotation.contribution", 1500, NEXT_ROUND),
        ("change the quorum to 2/3", "meetings.quorum", "2/3", SOON),
        ("rule 12.5 = 60 percent", "meetings.quorum", "60%", SOON),
        ("rule 12.1 = 2 weeks", "meetings.every", "2 weeks", SOON),
        ("rule 12.1 = every month", "meetings.every", "month", SOON),
        ("change grace to 3 days", "payout.grace_days", 3, NEXT_ROUND),
        ("rule 2.6 = no", "rotation.recipient_pays", False, NEXT_ROUND),
        ("rule 2.4 = 5", "rotation.due", 5, NEXT_ROUND),
        ("rule 10.1 = 21:00-06:00", "messages.quiet_hours", "21:00-06:00", SOON),
        ("change clause 4.1 to 3 people", "approvals.money_out", 3, SOON),
        ("rule 11.1 = all", "privacy.debtors", "all", SOON),
        ("rule 13.1 = officers", "amendment.approve", "officers", SOON),
        ("badilisha mchango wa welfare uwe 200 kuanzia tarehe 5 Januari 2027",
         "welfare.dues", 200, date(2027, 1, 5)),
    ],
)  # fmt: skip
def test_a_rule_a_value_and_a_day(text: str, path: str, written: Written, from_on: date) -> None:
    put = proposed(decided(ACHIENG, text, group=WITH_FINES))
    facts = put.facts
    assert (put.kind, facts["path"], facts["written"]) == ("amendment", path, written)
    assert type(facts["written"]) is type(written)
    assert facts["from_on"] == from_on.isoformat()
    assert facts["old"]["told"] != facts["new"]["told"]


@pytest.mark.parametrize("path", CHANGEABLE)
def test_what_the_bot_tells_to_write_for_a_rule_is_understood(path: str) -> None:
    own = rules(more="[fines]\nlate = 50\n").rules
    said = decided(ACHIENG, f"change clause {number_of(path)}", group=replace(group(), rules=own))
    (how,) = said
    assert isinstance(how, Say)
    assert how.template == "change_how"
    for word in ("RULE {} = {}", "SHERIA {} IWE {}"):
        text = word.format(how.facts["number"], how.facts["example"])
        put = proposed(decided(ACHIENG, text, group=replace(group(), rules=own)))
        assert put.facts["written"] == fitting(own, path, [example(own, path)])


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("change the late fine", "change_how"),
        ("badilisha faini ya kuchelewa", "change_how"),
        ("change the late fine to 150%", "change_how"),
        ("change the late fine to weekly", "change_how"),
        ("change the contribution to 0", "change_how"),
        ("change the contribution to 100.50", "change_how"),
        ("change the contribution to 1.000", "change_how"),
        ("change the contribution to -5", "change_how"),
        ("rule 2.4 = 20", "change_how"),  # a week has seven days
        ("change the late fine to 50", "change_same"),
        ("change the late fine to 100 from today", "change_too_early"),
        ("faini ya kuchelewa iwe 100 kuanzia leo", "change_too_early"),
        ("change the late fine to 100 from 1 Nov 2026", "change_too_early"),
        ("change the late fine to 100 from 22 Nov 2026", "change_too_early"),
        ("change the late fine to 100 from round 1", "change_too_early"),
        ("change the late fine to 100 from 31 February", "change_too_early"),
        ("rule 6.99 = 5", "rules_unknown"),
        ("change clause 1.1 to 5", "change_not_by_text"),
        ("change clause 2.3 to 5", "change_calendar"),
        ("rule 2.2 = month", "change_calendar"),
        ("badilisha kifungu 2.2 kiwe mwezi", "change_calendar"),
        ("change how often we pay to monthly", "change_calendar"),
        ("let us meet every two weeks", "change_calendar"),
        ("let's contribute every month", "change_calendar"),
        ("tukutane kila wiki", "change_calendar"),
        ("tuchange kila mwezi", "change_calendar"),
        ("change the treasurer to Otieno", "change_not_by_text"),
        ("change the name of the group to Amani", "change_not_by_text"),
        ("badilisha jina la chama liwe Amani", "change_not_by_text"),
        ("change the currency to USD", "change_not_by_text"),
        ("change the till number to 512345", "change_not_by_text"),
        ("change the late fine to USD 5", "other_currency"),
    ],
)
def test_what_cannot_be_done_is_answered_with_the_next_step(text: str, template: str) -> None:
    decision = decided(ACHIENG, text, group=WITH_FINES)
    assert len(decision) == 1
    assert templates_to(decision, ACHIENG) == [template]


@pytest.mark.parametrize(
    "text",
    [
        "change the late fine to 100 mandolin",
        "don't change the late fine to 100",
        "maybe we change the late fine to 100",
        "badilisha faini ya kuchelewa iwe 100 kama inawezekana",
    ],
)
def test_with_a_word_too_many_it_is_offered_by_number(text: str) -> None:
    decision = decided(ACHIENG, text, group=WITH_FINES)
    assert templates_to(decision, ACHIENG) == ["ask_did_you_mean"]


@pytest.mark.parametrize(
    "text",
    [
        "how do we change the late fine to 100?",
        "remove the fine for late",
        "contribution 1500",
        "I have paid the contribution 1500 from January",
        "change my number",
        "change group",
        "we should change the constitution",
        "tubadilishe katiba",
        "what is the late fine",
        "clause 6.1",
        "late fine 100",
    ],
)
def test_other_words_change_no_rule(text: str) -> None:
    assert read_change(text) is None
    found = understand(text)
    assert not (found.name == "amend_rule" and found.sure)


def test_without_notice_a_change_may_begin_today() -> None:
    put = proposed(decided(ACHIENG, "change the absence fine to 300 from today", group=NO_NOTICE))
    assert put.facts["from_on"] == "2026-11-23"


def test_all_members_are_asked_and_the_proposer_counts_as_one_of_the_share() -> None:
    decision = decided(ACHIENG, "change clause 6.1 to 100")
    put = proposed(decision)
    assert voters(decision) == [WANJIRU, OTIENO, PEOPLE[3]]
    assert (put.needed, put.by_count, put.is_everyone) == (2, True, True)  # 2/3 of 4 is 3


@pytest.mark.parametrize(
    ("proposer", "asked", "needed"),
    [(WANJIRU, [OTIENO, SARAH], 1), (ACHIENG, [WANJIRU, OTIENO, SARAH], 2)],
)
def test_officers_decide_where_the_rules_say_so(
    proposer: Person, asked: list[Person], needed: int
) -> None:
    decision = decided(proposer, "change clause 6.1 to 100", group=BY_OFFICERS)
    put = proposed(decision)
    assert voters(decision) == asked
    assert (put.needed, put.by_count, put.is_everyone) == (needed, False, False)


def test_one_change_of_a_clause_waits_at_a_time() -> None:
    waits = proposal("amendment", {}, WANJIRU, key="amendment:fines.late")
    decision = decided(ACHIENG, "change clause 6.1 to 100", proposals=(waits,))
    assert decision == (reply(ACHIENG, "change_waits", number="6.1"),)


@pytest.mark.parametrize(
    ("text", "cautions"),
    [
        ("change the late fine to 100", []),
        ("change the late fine to 1500", ["fine_above_due"]),
        ("change the late fine to 60%", ["steep_fine"]),
        ("rule 6.2 = week", ["no_cap"]),
        ("rule 5.5 = 2", ["hasty_phone"]),
        ("change clause 6.6 to 300", ["dear_apology"]),
    ],
)
def test_what_a_new_rule_brings_that_nobody_may_have_meant_is_shown(
    text: str, cautions: list[str]
) -> None:
    decision = decided(ACHIENG, text, group=WITH_FINES)
    assert proposed(decision).facts["cautions"] == cautions
    shown = [one for one in decision if isinstance(one, Say)]
    assert all(one.facts["cautions"] == cautions for one in shown)
