"""What is known when a message comes, read back from the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.conversation.situation import ClaimFacts, Granted, Sight, Situation
from bot.conversation.wanted import wanted_by, with_people
from bot.store import chamas
from bot.store.chamas import Groups
from bot.store.database import writing
from bot.store.situations import identify, informed, without_message
from chama import entries
from chama.agreement import State
from chama.group import Person
from chama.rota import NAIROBI
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    STRANGER,
    WANJIRU,
    message,
    mpesa,
    received_text,
    reversal_text,
    rules,
    sent_text,
    understood,
)
from tests.conversation.proposals.stories import tell, yes_of
from tests.transcripts import Stage

CODE = "UKN1AB2C01"


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules())
    return stage


def talk(stage: Stage, sender: Person | str, text: str) -> None:
    """Somebody writes, and everything that comes of it reaches its phone."""
    stage.say(sender, text)
    stage.deliver()


def situation_of(stage: Stage, sender: Person | str, text: str) -> Situation:
    """What the next message would be decided on."""
    with writing(stage.engine) as connection:
        said = message(sender, text, at=stage.now)
        groups, says = Groups(), understood(text, stage.now)
        known, _ = identify(connection, groups, said, says, stage.now)
        if known.group is None:
            return known
        wanted = wanted_by(known, with_people(says, text, known), text, stage.now)
        return informed(connection, known, wanted, stage.now)


def known_seq(stage: Stage) -> int:
    """The number of the book's last entry."""
    return situation_of(stage, WANJIRU, "hello").seq


def test_a_member_is_known_with_group_and_balances(stage: Stage) -> None:
    known = situation_of(stage, ACHIENG, "hello")
    assert known.me == ACHIENG
    assert known.group is not None
    assert known.group.people == PEOPLE
    assert known.balances[entries.dues("M03", "1.1")] == 100_000
    assert known.head
    assert known.my_collectors == ()


def test_a_collectors_phone_is_known(stage: Stage) -> None:
    (collector,) = situation_of(stage, WANJIRU, "hello").my_collectors
    assert (collector.code, collector.phone) == ("C1", WANJIRU.phone)


def test_a_stranger_is_known_by_the_last_answer(stage: Stage) -> None:
    assert situation_of(stage, STRANGER, "hello").group is None
    talk(stage, STRANGER, "hello")
    assert situation_of(stage, STRANGER, "hello").stranger_answered_at == stage.now


def test_a_recorded_code_comes_with_what_stands_of_it(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text())
    recorded = situation_of(stage, BARAKA, sent_text()).receipts[mpesa(CODE)]
    assert (recorded.is_ours, recorded.owners, recorded.amount_cents) == (True, ("M03",), 100_000)
    assert [seq for _, seq in recorded.standing] == [known_seq(stage)]


def test_allocated_moved_and_reversed_money(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text(payer="ROSE AKOTH"))
    assert situation_of(stage, BARAKA, sent_text()).receipts[mpesa(CODE)].owners == ()
    talk(stage, WANJIRU, "achieng")
    assert situation_of(stage, BARAKA, sent_text()).receipts[mpesa(CODE)].owners == ("M03",)
    talk(stage, BARAKA, sent_text())
    talk(stage, WANJIRU, "yes")
    moved = situation_of(stage, BARAKA, CODE).receipts[mpesa(CODE)]
    arrived = known_seq(stage) - 3  # given to Achieng, taken back from her, given to Baraka
    assert (moved.owners, [seq for _, seq in moved.standing]) == (
        ("M04",),
        [arrived + 3, arrived],
    )
    talk(stage, WANJIRU, reversal_text())
    talk(stage, OTIENO, "yes")
    undone = situation_of(stage, BARAKA, CODE).receipts[mpesa(CODE)]
    assert undone.is_reversed
    assert undone.standing == ()


def test_a_code_of_another_group_is_known_without_its_owner(stage: Stage) -> None:
    zawadi = Person("M01", "Zawadi Cherono", "+254712000005", 1, WANJIRU.office)
    stage.found(rules("Amani", [zawadi]))
    talk(stage, WANJIRU, received_text())
    recorded = situation_of(stage, zawadi, sent_text()).receipts[mpesa(CODE)]
    assert (recorded.is_ours, recorded.owners, recorded.is_reversed) == (False, (), False)


def test_claims_payers_and_questions_of_the_group(stage: Stage) -> None:
    talk(stage, ACHIENG, sent_text())
    known = situation_of(stage, WANJIRU, received_text())
    assert known.claims == {mpesa(CODE): (ClaimFacts(mpesa(CODE), "M03", 100_000),)}
    talk(stage, WANJIRU, received_text("UKN1AB2C02", payer="ROSE AKOTH 0733***911"))
    (asked,) = situation_of(stage, OTIENO, "hello").questions
    assert (asked.kind, asked.address, asked.is_presented) == ("whose_payment", WANJIRU.phone, True)
    talk(stage, WANJIRU, "baraka")
    again = received_text("UKN1AB2C03", payer="ROSE AKOTH 0733***911")
    known = situation_of(stage, WANJIRU, again)
    assert known.payers == {"masked:254733*911:AKOTH ROSE": "M04"}
    assert known.questions == ()


def test_the_newest_balance_of_a_collector_is_remembered(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text())
    seen = Sight(CODE, datetime(2026, 11, 23, 8, 15, tzinfo=NAIROBI), 1_250_000)
    assert situation_of(stage, WANJIRU, received_text("UKN1AB2C02")).sights == {"C1": seen}
    talk(stage, WANJIRU, reversal_text(original="UKN1AB2C09"))
    newer = Sight("UKN9RV8S07", datetime(2026, 11, 23, 8, 40, tzinfo=NAIROBI), 1_150_000)
    assert situation_of(stage, WANJIRU, received_text("UKN1AB2C02")).sights == {"C1": newer}
    assert situation_of(stage, ACHIENG, sent_text("UKN1AB2C02")).sights == {}


def test_how_often_an_officer_was_told_of_a_senders_texts_in_a_day(stage: Stage) -> None:
    for code in ("UKA1AB2C01", "UKA1AB2C01", "UKA1AB2C02"):
        talk(stage, ACHIENG, sent_text(code))
    doubted = {
        person.name: situation_of(stage, person, sent_text()).recent_doubts
        for person in (ACHIENG, BARAKA, WANJIRU)
    }
    assert doubted == {ACHIENG.name: 2, BARAKA.name: 0, WANJIRU.name: 0}
    stage.now += timedelta(days=1)
    assert situation_of(stage, ACHIENG, sent_text()).recent_doubts == 0


def test_an_answer_about_a_code_sees_what_is_recorded_of_it(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text())
    talk(stage, BARAKA, sent_text())
    assert mpesa(CODE) in situation_of(stage, WANJIRU, "1").receipts


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("statement", {"payments"}),
        ("balance", {"open_claims", "unowned"}),
        ("when is the meeting?", {"meeting"}),
        ("open questions", {"open_claims", "unowned"}),
        ("hello", set()),
    ],
)
def test_each_command_loads_what_it_needs_and_no_more(
    stage: Stage, text: str, loaded: set[str]
) -> None:
    talk(stage, WANJIRU, received_text(amount="400.00"))
    talk(stage, ACHIENG, sent_text("UKN1AB2C07"))
    talk(stage, WANJIRU, "meeting Sat 2pm")
    talk(stage, WANJIRU, "yes")
    talk(stage, WANJIRU, received_text("UKN1AB2C08", payer="ROSE AKOTH"))
    known = situation_of(stage, ACHIENG, text)
    names = ("payments", "open_claims", "unowned", "meeting")
    values: dict[str, Any] = {name: getattr(known, name) for name in names}
    assert {name for name, value in values.items() if value} == loaded


def test_a_statement_has_what_she_paid_for_others_as_the_book_has_it(stage: Stage) -> None:
    talk(stage, ACHIENG, f"{sent_text()} 600 for Baraka")
    assert situation_of(stage, ACHIENG, "statement").paid_for == ()
    talk(stage, WANJIRU, received_text())
    (paid,) = situation_of(stage, ACHIENG, "statement").paid_for
    assert (paid.member, paid.amount_cents, paid.code) == (BARAKA.code, 60_000, CODE)
    assert situation_of(stage, BARAKA, "statement").paid_for == ()
    talk(stage, WANJIRU, reversal_text())
    talk(stage, OTIENO, "yes")
    assert situation_of(stage, ACHIENG, "statement").paid_for == ()


def test_a_statement_has_what_counts_newest_first(stage: Stage) -> None:
    for number, amount in enumerate(("100.00", "200.00", "300.00")):
        talk(stage, WANJIRU, received_text(f"UKN1AB2C0{number}", amount))
    talk(stage, WANJIRU, reversal_text(original="UKN1AB2C01", amount="200.00"))
    talk(stage, OTIENO, "yes")
    talk(stage, WANJIRU, received_text("UKN1AB2C05", "400.00", payer="ROSE AKOTH"))
    talk(stage, WANJIRU, "achieng")
    known = situation_of(stage, ACHIENG, "statement")
    assert [(paid.amount_cents, paid.code) for paid in known.payments] == [
        (40_000, "UKN1AB2C05"),
        (30_000, "UKN1AB2C02"),
        (10_000, "UKN1AB2C00"),
    ]


def test_what_the_open_questions_ask_agreement_to_is_known(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text())
    stage.say(WANJIRU, f"undo {CODE}")
    put, _ = situation_of(stage, OTIENO, "yes").questions
    assert (put.kind, put.address, put.shown_at) == ("agree", OTIENO.phone, None)
    stage.deliver()
    known = situation_of(stage, OTIENO, "yes")
    seen, _ = known.questions
    (proposal,) = known.proposals
    assert seen.shown_at == stage.now
    assert (seen.proposal_id, proposal.kind, proposal.asked_by) == (proposal.id, "undo", "M01")
    assert (proposal.voters, proposal.agreed_by) == ({"M02", "M03"}, frozenset())


def test_who_is_in_two_groups_must_choose_and_the_choice_is_kept(stage: Stage) -> None:
    zawadi = Person("", "Zawadi Cherono", "+254712000005", 1, WANJIRU.office)
    stage.found(rules("Amani", [ACHIENG, zawadi]))
    known = situation_of(stage, ACHIENG, "hello")
    assert known.group is None
    assert [name for _, name in known.choices] == ["Umoja", "Amani"]
    with writing(stage.engine) as connection:
        chamas.set_contact(connection, ACHIENG.phone, chama_id=2, chosen_at=stage.now)
    chosen = situation_of(stage, ACHIENG, "hello")
    assert chosen.group is not None
    assert chosen.group.name == "Amani"


def test_a_book_ref_comes_with_the_entry_that_it_names(stage: Stage) -> None:
    stage.deliver()
    stage.say(WANJIRU, received_text(CODE))
    (receipt,) = [sent.text for sent in stage.deliver() if sent.address == ACHIENG.phone]
    ref = receipt.rpartition("Book ref: ")[2]
    for words in (ref, f"check {ref}", f"angalia {ref.upper()}"):
        referred = situation_of(stage, BARAKA, words).referred
        assert referred is not None
        assert (referred.sealed.chain_code, referred.taken_back_by) == (ref, None)
    talk(stage, WANJIRU, f"undo {CODE}")
    talk(stage, OTIENO, "yes")
    talk(stage, ACHIENG, "yes")
    referred = situation_of(stage, BARAKA, ref).referred
    assert referred is not None
    assert referred.taken_back_by is not None
    assert situation_of(stage, BARAKA, "salio").referred is None


# --- a phone that is not the member's ------------------------------------------------------------


def test_it_counts_in_the_groups_that_have_it_rightly(stage: Stage) -> None:
    stage.found(rules("Amani"), rules("Bahati"))
    stage.say(OTIENO, "use the Umoja group")
    for words in ("wrong number", "1"):
        talk(stage, OTIENO, words)
    wrong_in = [group_id for group_id, has in wrong_numbers(stage) if has]
    assert wrong_in == [1]
    assert [chama_id for chama_id, _ in situation_of(stage, OTIENO, "balance").choices] == [2, 3]
    again = situation_of(stage, OTIENO, "START")
    assert again.group is not None
    assert again.group.id == 1


def test_where_it_is_in_no_other_its_owner_is_known_as_the_one_it_is_not(stage: Stage) -> None:
    for words in ("wrong number", "1"):
        talk(stage, OTIENO, words)
    stage.say(OTIENO, "balance")
    known = situation_of(stage, OTIENO, "balance")
    assert known.me == replace(OTIENO, has_wrong_number=True)
    assert known.stranger_answered_at == stage.now


def wrong_numbers(stage: Stage) -> list[tuple[int, bool]]:
    with writing(stage.engine) as connection:
        own = chamas.belongings(connection, OTIENO.phone)
    return [(one.chama_id, one.has_wrong_number) for one in own]


# --- questions that are settled ------------------------------------------------------------------


def test_what_was_asked_lately_is_known_with_what_became_of_it(stage: Stage) -> None:
    talk(stage, WANJIRU, "received 500 cash from Achieng")
    talk(stage, OTIENO, "yes")
    (settled,) = situation_of(stage, OTIENO, "yes").settled
    assert (settled.state, settled.agreed_by, settled.answer) == (State.DONE, ("M02",), "yes")
    assert (settled.is_booked, len(settled.undo), settled.is_undone) == (True, 8, False)
    assert situation_of(stage, ACHIENG, "yes").settled == ()
    assert situation_of(stage, OTIENO, "balance").settled == ()  # loaded for stray answers alone
    stage.now += timedelta(days=8)
    assert situation_of(stage, OTIENO, "yes").settled == ()


def test_a_settled_question_knows_its_payment(stage: Stage) -> None:
    talk(stage, WANJIRU, received_text(payer="ROSE AKOTH 0733***911"))
    talk(stage, WANJIRU, "Achieng")
    (settled,) = situation_of(stage, WANJIRU, "1").settled
    assert settled.recorded is not None
    assert settled.recorded.owners == ("M03",)
    talk(stage, WANJIRU, "undo UKN1AB2C01")
    talk(stage, WANJIRU, "somebody else")
    first, *_ = situation_of(stage, WANJIRU, "1").settled
    assert first.recorded is not None
    assert first.recorded.owners == ()


# --- welfare -------------------------------------------------------------------------------------

ASKED = "nimefiwa na baba yangu, naomba msaada"


def test_what_welfare_gave_is_known_with_its_day(engine: sa.Engine) -> None:
    stage = Stage(engine)
    more = '[welfare]\nevery = "month"\ndues = 200\nevents = {parent = 100}\n'
    stage.found(rules(more=more, people=(*PEOPLE, SARAH)))
    stage.deliver()
    tell(stage, (WANJIRU, received_text(amount="1,200.00")), (ACHIENG, ASKED))
    assert situation_of(stage, ACHIENG, "nimefiwa na mama").granted == ()
    for officer in (OTIENO, SARAH):
        tell(stage, (officer, yes_of(stage, officer)))
    on = stage.now.astimezone(NAIROBI).date()
    (given,) = situation_of(stage, ACHIENG, "nimefiwa na mama").granted
    assert given == Granted(ACHIENG.code, "bereavement", "parent", 10_000, on)
    assert situation_of(stage, ACHIENG, "balance").granted == ()


@pytest.mark.parametrize(
    ("assessed", "sent", "given"),
    [
        pytest.param("", "60.00", [6_000], id="partly-sent"),
        pytest.param("", "", [], id="nothing-sent"),
        pytest.param("assessment = 50", "", [0], id="nothing-sent-but-assessed"),
    ],
)
def test_of_a_grant_that_was_not_sent_after_all_what_was_sent_is_known(
    engine: sa.Engine, assessed: str, sent: str, given: list[int]
) -> None:
    stage = Stage(engine)
    more = f'[welfare]\nevery = "month"\ndues = 200\nevents = {{parent = 100}}\n{assessed}\n'
    stage.found(rules(more=more, people=(*PEOPLE, SARAH)))
    stage.deliver()
    tell(stage, (WANJIRU, received_text(amount="1,200.00")), (ACHIENG, ASKED))
    for officer in (OTIENO, SARAH):
        tell(stage, (officer, yes_of(stage, officer)))
    if sent:
        tell(stage, (WANJIRU, sent_text("UKN5OU7T01", sent, "ACHIENG ATIENO 0712000003")))
    tell(stage, (WANJIRU, "cancel the payout of Achieng"), (OTIENO, "yes"))
    known = situation_of(stage, ACHIENG, "nimefiwa na mama").granted
    assert [one.amount_cents for one in known] == given


def test_the_clock_knows_the_newest_period_of_welfare(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more='[welfare]\nevery = "week"\ndues = 200\n'))
    stage.move_clock(stage.now + timedelta(days=14))
    with writing(engine) as connection:
        known, _ = without_message(connection, Groups(), 1)
    assert known.welfare_raised == date(2026, 12, 4)
