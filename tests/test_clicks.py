"""What an officer clicks goes the way of their words: the same decisions, the same guards."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa

from bot.conversation import clicking, paying_out
from bot.conversation.clicking import Click
from bot.store import book as books
from bot.store.chamas import load_group
from bot.store.database import reading, writing
from bot.store.tables import chama, member, question
from bot.views.entries import entries
from bot.views.questions import QuestionRow, open_questions
from chama import pots
from chama.group import Person
from chama.rota import day_in_nairobi
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, received_text, rules
from tests.transcripts import Stage
from tests.views.groups import NJERI, ZAWADI

UMOJA, AMANI = 1, 2
CODE = "UKN1AB2C03"
_ONCE = count(1)


def click(stage: Stage, by: Person, what: Click, once: str = "") -> list[str]:
    """Somebody signs in and clicks, a minute after what was last; gives what reached phones of the
    click."""
    stage.now += timedelta(minutes=1)
    made = replace(what, session=what.session or stage.sign_in(by))
    stage.deliver()
    said = clicking.message_of(made, by.phone, once or str(next(_ONCE)), stage.now)
    stage.pipeline.handle(said)
    names = {person.phone: person.name.split()[0] for person in (WANJIRU, OTIENO, ACHIENG, BARAKA)}
    return [f"{names.get(one.address, one.address)}: {one.text}" for one in stage.deliver()]


def lose_office(stage: Stage, who: Person) -> None:
    """Somebody is an officer no more."""
    with writing(stage.engine) as connection:
        is_theirs = member.c.phone == who.phone
        connection.execute(sa.update(member).where(is_theirs).values(office=None))
        connection.execute(sa.update(chama).values(version=chama.c.version + 1))


def asked(stage: Stage, who: Person) -> QuestionRow:
    """The question that waits for somebody."""
    with reading(stage.engine) as connection:
        (one,) = [row for row in open_questions(connection) if row.address == who.phone]
    return one


def booked(stage: Stage, chama_id: int = UMOJA) -> list[tuple[str, tuple[str, ...]]]:
    """The kinds of a book's entries, and whom they are about."""
    with reading(stage.engine) as connection:
        return [(one.kind, one.members) for one in entries(connection, chama_id)]


def staged(engine: sa.Engine) -> Stage:
    """Umoja, where the treasurer is asked whose a payment is, and Amani of two others."""
    stage = Stage(engine)
    stage.found(rules(), rules("Amani", [ZAWADI, NJERI], contribution=500))
    stage.say(WANJIRU, received_text(CODE, payer="ROSE AKOTH"))
    stage.deliver()
    return stage


def whose(stage: Stage, who: Person = ACHIENG) -> Click:
    """The treasurer's question is answered with a member."""
    return Click(UMOJA, question=asked(stage, WANJIRU).id, value=who.code)


def full_pot(engine: sa.Engine) -> tuple[Stage, Click]:
    """All have paid, and the chair has refused the pot once; with a click that asks anew."""
    stage = Stage(engine)
    stage.found(rules(more="[approvals]\nmoney_out = 2\n"))
    for number, person in enumerate((WANJIRU, OTIENO, ACHIENG, BARAKA)):
        name = f"{person.name.upper()} {person.phone.replace('+254', '0')}"
        stage.say(WANJIRU, received_text(f"UKN1AB2C1{number}", "1,000.00", name))
    stage.deliver()
    for answer in ("1", "no"):  # the treasurer's own payment is hers; her pot is not to be paid
        stage.say(OTIENO, answer)
        stage.deliver()
    return stage, ask_for_pot(stage)


def ask_for_pot(stage: Stage) -> Click:
    """The pot of the round as it is shown now."""
    with reading(stage.engine) as connection:
        group = load_group(connection, UMOJA)
        balances = books.balances(connection, UMOJA)
    (pot,) = pots.open_pots(group, balances)
    recipient = group.person(pot.recipient)
    assert recipient is not None
    slip = pots.slip(group, balances, pot, day_in_nairobi(stage.now))
    facts = paying_out.facts_of(slip, recipient, stage.now)
    return Click(UMOJA, pot=pot.account.code, seen=paying_out.seen(facts))


def test_a_click_answers_a_question_as_its_number_does(engine: sa.Engine) -> None:
    stage = staged(engine)
    said = click(stage, WANJIRU, whose(stage))
    assert booked(stage)[-1] == ("allocation", (ACHIENG.name,))
    assert any(text.startswith("Wanjiru: ") and CODE in text for text in said)
    assert any(text.startswith("Achieng: ") and CODE in text for text in said)


def test_the_same_click_again_changes_nothing(engine: sa.Engine) -> None:
    stage = staged(engine)
    what = whose(stage)
    click(stage, WANJIRU, what, once="button-1")
    before = booked(stage)
    assert click(stage, WANJIRU, what, once="button-1") == []
    (said,) = click(stage, WANJIRU, what, once="after a reload")
    assert "answered this already" in said
    assert booked(stage) == before


def test_a_question_behind_another_is_answered_too(engine: sa.Engine) -> None:
    stage = staged(engine)
    first = asked(stage, WANJIRU)
    stage.say(WANJIRU, received_text("UKN1AB2C04", payer="PETER KAMAU"))
    stage.deliver()
    with reading(stage.engine) as connection:
        (second,) = [one for one in open_questions(connection, UMOJA) if one.id != first.id]
    click(stage, WANJIRU, Click(UMOJA, question=second.id, value=BARAKA.code))
    assert booked(stage)[-1] == ("allocation", (BARAKA.name,))
    assert asked(stage, WANJIRU).id == first.id
    stage.say(WANJIRU, "1")
    assert [kind for kind, _ in booked(stage)].count("allocation") == 2


@pytest.mark.parametrize("by", [OTIENO, ACHIENG, BARAKA, ZAWADI], ids=lambda one: one.name)
def test_nobody_answers_what_another_was_asked(engine: sa.Engine, by: Person) -> None:
    stage = staged(engine)
    before = booked(stage)
    click(stage, by, whose(stage))
    assert booked(stage) == before
    assert asked(stage, WANJIRU)


def test_a_click_counts_only_while_the_office_lasts(engine: sa.Engine) -> None:
    stage = staged(engine)
    before, what = booked(stage), replace(whose(stage), session=stage.sign_in(WANJIRU))
    lose_office(stage, WANJIRU)
    (said,) = click(stage, WANJIRU, what)
    assert "not carried out: you hold no office" in said
    assert booked(stage) == before


def test_a_click_counts_in_the_session_of_who_made_it_alone(engine: sa.Engine) -> None:
    stage = staged(engine)
    before, anothers = booked(stage), stage.sign_in(OTIENO)
    (said,) = click(stage, WANJIRU, replace(whose(stage), session=anothers))
    assert "not carried out: you were signed out" in said
    assert booked(stage) == before


def test_a_click_in_an_auditors_session_counts_for_nothing(engine: sa.Engine) -> None:
    stage = staged(engine)
    before, auditors = booked(stage), stage.sign_in(WANJIRU, audited=UMOJA)
    (said,) = click(stage, WANJIRU, replace(whose(stage), session=auditors))
    assert "not carried out" in said
    assert booked(stage) == before


def test_an_answer_that_is_not_on_offer_is_none(engine: sa.Engine) -> None:
    stage = staged(engine)
    before = booked(stage)
    click(stage, WANJIRU, Click(UMOJA, question=asked(stage, WANJIRU).id, value="M99"))
    assert booked(stage) == before


def test_nobody_credits_themselves_by_a_click(engine: sa.Engine) -> None:
    stage = staged(engine)
    click(stage, WANJIRU, whose(stage, WANJIRU))
    assert ("allocation", (WANJIRU.name,)) not in booked(stage)


def test_a_click_asks_the_others_to_agree_and_agrees_to_nothing(engine: sa.Engine) -> None:
    stage, what = full_pot(engine)
    codes = re.findall(r"Reply (\d{4})", "\n".join(click(stage, OTIENO, what)))
    people = {one.phone: one for one in (WANJIRU, OTIENO, ACHIENG, BARAKA)}
    with reading(stage.engine) as connection:
        asks = [one for one in open_questions(connection, UMOJA) if one.kind == "agree"]
    for one in asks:
        click(stage, people[one.address], Click(UMOJA, question=one.id, value="yes"))
    assert not any(kind.startswith("payout") for kind, _ in booked(stage))
    for one, code in zip(asks, codes, strict=True):
        stage.say(people[one.address], code)
    assert any(kind.startswith("payout") for kind, _ in booked(stage))


def test_what_has_changed_since_it_was_shown_is_not_asked_for(engine: sa.Engine) -> None:
    stage, what = full_pot(engine)
    with reading(stage.engine) as connection:
        before = connection.execute(sa.select(sa.func.count()).select_from(question)).scalar_one()
    stale = Click(UMOJA, pot=what.pot, seen="0" * 64)
    (said,) = click(stage, OTIENO, stale)
    assert "has changed" in said
    with reading(stage.engine) as connection:
        after = connection.execute(sa.select(sa.func.count()).select_from(question)).scalar_one()
    assert after == before
