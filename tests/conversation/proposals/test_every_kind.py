"""Laws of agreement that hold for every kind of proposal, through the whole bot."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from bot.conversation import proposals
from bot.messages import OutboundMessage
from bot.store.database import open_engine
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, SARAH, WANJIRU
from tests.conftest import Databases
from tests.conversation.proposals.stories import (
    ONE_OFFICER,
    STORIES,
    THREE_OFFICERS,
    WITHOUT_STORY,
    asked,
    balances,
    begin,
    say,
    states,
    tell,
    yes_of,
)
from tests.transcripts import Stage

KINDS = sorted(set(proposals.kinds()) - WITHOUT_STORY)
EVERYBODY = (WANJIRU, OTIENO, ACHIENG, BARAKA, SARAH)


class Told:
    """The stories up to their proposal, each told once; every test goes on with a copy."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._stages: dict[tuple[str, tuple[Person, ...]], Stage] = {}

    def propose(self, stage: Stage, kind: str, people: tuple[Person, ...] = THREE_OFFICERS) -> None:
        """Bring a stage on which nothing has happened to where a proposal waits."""
        if (kind, people) not in self._stages:
            self._stages[kind, people] = self._tell(kind, people)
        told = self._stages[kind, people]
        shutil.copy(str(told.engine.url.database), str(stage.engine.url.database))
        stage.go_on_from(told)

    def _tell(self, kind: str, people: tuple[Person, ...]) -> Stage:
        stage = Stage(open_engine(self._databases.create("sqlite")))
        begin(stage, kind, people)
        tell(stage, *STORIES[kind].before, *STORIES[kind].proposes)
        stage.engine.dispose()  # all of it is in the file
        return stage


@pytest.fixture(scope="module")
def told(databases: Databases) -> Told:
    return Told(databases)


def to(arrived: list[OutboundMessage], person: Person) -> str:
    return "\n".join(one.text for one in arrived if one.address == person.phone)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_put_to_all_who_may_agree_and_nothing_happens_yet(stage: Stage, kind: str) -> None:
    begin(stage, kind)
    tell(stage, *STORIES[kind].before)
    before = balances(stage)
    arrived = tell(stage, *STORIES[kind].proposes)
    assert asked(stage) == sorted([OTIENO.phone, SARAH.phone])
    assert to(arrived, WANJIRU)
    assert balances(stage) == before
    assert states(stage, kind) == ["open"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_answer_counts_and_a_repeated_one_changes_nothing(
    stage: Stage, told: Told, kind: str
) -> None:
    told.propose(stage, kind)
    before, word, later = balances(stage), yes_of(stage, OTIENO), yes_of(stage, SARAH)
    tell(stage, (OTIENO, word))
    after = balances(stage)
    assert after != before
    assert states(stage, kind) == [STORIES[kind].carried]
    tell(stage, (SARAH, later), (OTIENO, word), (SARAH, "no"), (OTIENO, "1"))
    assert balances(stage) == after
    assert states(stage, kind) == [STORIES[kind].carried]


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_handed_over_again_agrees_once(stage: Stage, told: Told, kind: str) -> None:
    told.propose(stage, kind)
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    after, last = balances(stage), stage.last_message
    assert last is not None
    stage.pipeline.handle(last)
    assert balances(stage) == after


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_says_who_and_it_can_be_proposed_again(
    stage: Stage, told: Told, kind: str
) -> None:
    told.propose(stage, kind)
    before = balances(stage)
    arrived = tell(stage, (OTIENO, "no"))
    assert states(stage, kind) == ["refused"]
    assert (balances(stage), asked(stage)) == (before, [])
    assert "Otieno" in to(arrived, WANJIRU)
    again(stage, kind)
    assert states(stage, kind) == ["refused", "open"]
    tell(stage, (SARAH, yes_of(stage, SARAH)))
    assert states(stage, kind) == ["refused", STORIES[kind].carried]
    assert balances(stage) != before


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_answers_ends_after_two_weeks_and_can_be_proposed_again(
    stage: Stage, told: Told, kind: str
) -> None:
    told.propose(stage, kind)
    stage.move_clock(stage.now + timedelta(days=14))
    arrived = stage.deliver()
    assert states(stage, kind) == ["expired"]
    assert asked(stage) == []
    assert to(arrived, WANJIRU)
    again(stage, kind)
    assert states(stage, kind) == ["expired", "open"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_member_who_refuses_hears_that_it_is_done(
    stage: Stage, told: Told, kind: str
) -> None:
    told.propose(stage, kind, ONE_OFFICER)
    voter = next(one for one in EVERYBODY if one.phone in asked(stage))
    arrived = tell(stage, (voter, "no"))
    assert states(stage, kind) == ["refused"]
    assert to(arrived, voter)
    assert voter.name in to(arrived, WANJIRU)


SHOWN_BY_A_TEXT = {"review", "reversal"}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SHOWN_BY_A_TEXT))
def test_its_author_withdraws_it_and_can_propose_it_again(
    stage: Stage, told: Told, kind: str
) -> None:
    told.propose(stage, kind)
    before = balances(stage)
    arrived = tell(stage, (WANJIRU, "cancel"))
    assert states(stage, kind) == ["expired"]
    assert (balances(stage), asked(stage)) == (before, [])
    assert all("Wanjiru Kamau has withdrawn" in to(arrived, one) for one in (OTIENO, SARAH))
    again(stage, kind)
    assert states(stage, kind) == ["expired", "open"]


@pytest.mark.parametrize("kind", sorted(SHOWN_BY_A_TEXT))
def test_what_a_text_shows_is_not_withdrawn_by_a_word(stage: Stage, told: Told, kind: str) -> None:
    told.propose(stage, kind)
    tell(stage, (WANJIRU, "cancel"), (WANJIRU, "futa hiyo"))
    assert states(stage, kind) == ["open"]


def again(stage: Stage, kind: str) -> None:
    """Wanjiru proposes the same once more, by the way in that is still open to her."""
    if kind == "theirs":  # its question is closed: she claims the code
        tell(stage, (WANJIRU, "nimelipa UKN1AB2C01"))
    else:
        tell(stage, *STORIES[kind].proposes)


@pytest.mark.parametrize("kind", KINDS)
def test_while_it_waits_it_is_not_put_a_second_time(stage: Stage, told: Told, kind: str) -> None:
    told.propose(stage, kind)
    tell(stage, STORIES[kind].proposes[0])
    assert states(stage, kind) == ["open"]
    assert len(asked(stage)) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_whom_it_is_not_put_to_brings_it_about(stage: Stage, told: Told, kind: str) -> None:
    """Its author, whoever gains, any other member: by yes, number, word and stolen digits."""
    told.propose(stage, kind)
    before, stolen = balances(stage), yes_of(stage, OTIENO)
    for person in (WANJIRU, ACHIENG, BARAKA):
        tell(stage, *((person, word) for word in ("yes", "1", "ndio", stolen)))
    assert balances(stage) == before
    assert states(stage, kind) == ["open"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_yes_before_the_question_has_left_agrees_to_nothing(stage: Stage, kind: str) -> None:
    begin(stage, kind)
    tell(stage, *STORIES[kind].before)
    *first, last = STORIES[kind].proposes
    tell(stage, *first)
    before = balances(stage)
    say(stage, last)  # the worker has not sent anything
    stage.say(OTIENO, yes_of(stage, OTIENO))
    assert balances(stage) == before
    assert states(stage, kind) == ["open"]
    stage.deliver()
    tell(stage, (OTIENO, yes_of(stage, OTIENO)))
    assert states(stage, kind) == [STORIES[kind].carried]


@pytest.mark.parametrize("kind", KINDS)
def test_where_no_second_officer_is_any_two_members_agree_and_all_are_told(
    stage: Stage, told: Told, kind: str
) -> None:
    told.propose(stage, kind, ONE_OFFICER)
    outsider = STORIES[kind].outsider
    voters = [one for one in EVERYBODY if one not in (WANJIRU, outsider)]
    assert asked(stage) == sorted(person.phone for person in voters)
    before = balances(stage)
    tell(stage, (voters[0], yes_of(stage, voters[0])))
    assert balances(stage) == before
    tell(stage, (voters[0], "yes"))
    assert balances(stage) == before
    arrived = tell(stage, (voters[1], yes_of(stage, voters[1])))
    assert states(stage, kind) == [STORIES[kind].carried]
    assert balances(stage) != before
    assert to(arrived, voters[1])
    for person in EVERYBODY:
        if person != voters[1]:
            assert "agreed" in to(arrived, person), person.name
