"""What a click does, and what it does not: twice, after a reload, after the session's end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.conversation import clicking
from bot.conversation.clicking import Click
from bot.dashboard.acting import TOLD, Button, Told, handled, remember
from bot.store import sessions
from bot.store.database import StoreBusy
from tests.builders import OTIENO, WANJIRU
from tests.dashboard.looking import Looker, looking
from tests.test_clicks import booked, lose_office, staged, whose
from tests.views.groups import AMANI, ZAWADI


@pytest.fixture
def looker(engine: sa.Engine) -> Iterator[Looker]:
    """Umoja's treasurer is asked whose a payment is; Amani is another group."""
    with looking(staged(engine)) as found:
        yield found


def button(looker: Looker, once: str = "a") -> Button:
    return Button("questions", "question:1:2", whose(looker.stage), once)


def test_a_click_is_handled_once_however_often_it_comes(looker: Looker) -> None:
    session, pressed = looker.session(WANJIRU), button(looker)
    first = handled(looker.house, session, pressed)
    assert first is not None
    assert first.said
    before = booked(looker.stage)
    assert handled(looker.house, session, pressed) == replace(first, said=())
    assert booked(looker.stage) == before
    assert before[-1][0] == "allocation"


def test_two_clicks_at_once_are_one(looker: Looker) -> None:
    session, pressed = looker.session(WANJIRU), button(looker)
    found: list[Told | None] = []

    def press() -> None:
        found.append(handled(looker.house, session, pressed))

    both = [threading.Thread(target=press) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(bool(one and one.said) for one in found) == [False, True]
    assert [kind for kind, _ in booked(looker.stage)].count("allocation") == 1


def test_after_a_reload_the_same_answer_changes_nothing_more(looker: Looker) -> None:
    session, pressed = looker.session(WANJIRU), button(looker)
    handled(looker.house, session, pressed)
    before = booked(looker.stage)
    again = handled(looker.house, session, replace(pressed, once="another"))
    assert again is not None
    assert [one.template for one in again.said] != []
    assert booked(looker.stage) == before


ENDS = ["idle", "longest", "STOP", "STOP DASHBOARD", "office", "signed out"]


def end_session(looker: Looker, session: int, end: str) -> None:
    """The treasurer's session is over, one way or another."""
    stage = looker.stage
    if end in {"idle", "longest"}:
        stage.now += sessions.IDLE if end == "idle" else sessions.LONGEST
    elif end == "office":
        lose_office(stage, WANJIRU)
    elif end == "signed out":
        looker.house.end(session)
    else:
        stage.say(WANJIRU, end)


@pytest.mark.parametrize("end", ENDS)
def test_a_session_that_is_over_does_nothing(looker: Looker, end: str) -> None:
    stage, session, pressed = looker.stage, looker.session(WANJIRU), button(looker)
    end_session(looker, session, end)
    before = booked(stage)
    stage.deliver()
    assert handled(looker.house, session, pressed) is None
    assert booked(stage) == before
    assert stage.deliver() == []


def keep(looker: Looker, session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own code fails on the treasurer's click, which is kept; a minute goes by."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(clicking, "decide", fail)
        told = handled(looker.house, session, button(looker))
    assert told is not None
    assert told.said == ()
    looker.stage.now += timedelta(minutes=1)


def test_what_was_kept_is_done_while_who_clicked_is_signed_in(
    looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(looker, looker.session(WANJIRU), monkeypatch)
    looker.stage.now += timedelta(minutes=2)
    assert looker.stage.pipeline.retry_unhandled() == 1
    assert booked(looker.stage)[-1][0] == "allocation"


@pytest.mark.parametrize("end", ENDS)
def test_what_was_kept_is_not_done_once_the_session_is_over(
    looker: Looker, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    stage, session = looker.stage, looker.session(WANJIRU)
    keep(looker, session, monkeypatch)
    end_session(looker, session, end)
    before = booked(stage)
    stage.deliver()
    assert stage.pipeline.retry_unhandled(everything=True) == 1
    assert booked(stage) == before
    (told,) = stage.deliver()
    assert told.address == WANJIRU.phone
    assert told.text.startswith("Your click on the dashboard was not carried out: ")
    assert "office" in told.text if end == "office" else "signed out" in told.text
    assert stage.pipeline.retry_unhandled(everything=True) == 0


def test_an_officer_of_another_group_clicks_nothing_here(looker: Looker) -> None:
    before = booked(looker.stage)
    session = looker.session(ZAWADI)
    assert handled(looker.house, session, button(looker)) is None
    foreign = replace(whose(looker.stage), chama_id=AMANI)
    handled(looker.house, session, Button("questions", "q", foreign, "b"))
    handled(looker.house, session, Button("payouts", "p", Click(AMANI, pot="pot::1.1"), "c"))
    assert booked(looker.stage) == before


def test_an_auditor_changes_nothing(looker: Looker) -> None:
    before = booked(looker.stage)
    session = looker.session(WANJIRU, audited=whose(looker.stage).chama_id)
    assert handled(looker.house, session, button(looker)) is None
    assert booked(looker.stage) == before
    assert looker.house.session(session) is not None


def test_another_officer_of_the_group_answers_no_question_of_hers(looker: Looker) -> None:
    before = booked(looker.stage)
    handled(looker.house, looker.session(OTIENO), button(looker))
    assert booked(looker.stage) == before


def test_where_the_database_is_busy_the_button_stays_what_it_was(
    looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed, session = button(looker), looker.session(WANJIRU)

    def busy(_message: object) -> None:
        raise StoreBusy("busy")

    with monkeypatch.context() as patch:
        patch.setattr(looker.house.pipeline, "handle", busy)
        told = handled(looker.house, session, pressed)
    assert told is not None
    assert told.is_busy
    state: dict[str, object] = {"once:question:1:2": "a"}
    remember(state, pressed, told)
    assert state["once:question:1:2"] == "a"
    again = handled(looker.house, session, pressed)
    assert again is not None
    assert again.said


def test_the_second_of_two_clicks_hides_nothing_of_what_the_first_said() -> None:
    pressed = Button("questions", "q", Click(1), "a")
    said = Told("questions", "a", (object(),))  # type: ignore[arg-type]
    state: dict[str, object] = {}
    remember(state, pressed, said)
    remember(state, pressed, replace(said, said=()))
    assert state[TOLD] == said
    remember(state, pressed, replace(said, once="b", said=()))
    assert state[TOLD] != said


def test_who_clicks_stays_in(looker: Looker) -> None:
    session = looker.session(WANJIRU)
    looker.stage.now += timedelta(minutes=20)
    handled(looker.house, session, button(looker))
    looker.stage.now += timedelta(minutes=20)
    assert looker.house.session(session) is not None


def test_a_mark_stays_while_the_button_shows_the_same(looker: Looker) -> None:
    page = looker.at("questions", WANJIRU)
    name = f"once:question:{whose(looker.stage).question}:1"
    kept = page.session_state[name]
    page.run()
    assert page.session_state[name] == kept
    assert len(kept) == 32
