"""The clock shows questions again and asks about claims: by day, once, and to who may be asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.conversation.clock import A_DAY, MOST_REMINDERS
from bot.follow_up import see_to_what_waits, show_questions_again
from bot.messages import Accepted, OutboundMessage, Remedy, SendError
from bot.store.database import reading
from bot.store.tables import claim, outbox, proposal, question
from chama.agreement import EXPIRES_AFTER
from chama.constitution import Office
from chama.group import Person
from chama.rota import NAIROBI
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PEOPLE,
    WANJIRU,
    received_text,
    rules,
    sent_text,
)
from tests.forwarding.phone import connected
from tests.transcripts import Phones, Stage

TOMORROW = NOW + A_DAY + timedelta(hours=1)
MONTHLY = {"every": "month"}


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja in a month's quiet beginning: no reminder to pay is due."""
    stage = Stage(engine)
    stage.found(rules(**MONTHLY))
    stage.deliver()
    return stage


def arrived_later(stage: Stage, moment: datetime) -> list[tuple[str, str]]:
    """Who gets which first line when the clock stands there."""
    stage.move_clock(moment)
    return [(sent.address, sent.text.split("\n")[0]) for sent in stage.deliver()]


def ask_whose(stage: Stage, code: str = "UKN1AB2C01", payer: str = "ROSE AKOTH") -> None:
    stage.say(WANJIRU, received_text(code, payer=payer))
    stage.deliver()


AGAIN = (WANJIRU.phone, "This question still waits for your answer:")


@pytest.mark.parametrize(
    ("hour", "is_shown"), [(6, False), (7, True), (18, True), (19, False), (23, False)]
)
def test_questions_are_shown_again_by_day_only(
    engine: sa.Engine, hour: int, is_shown: bool
) -> None:
    """Also in a group that has no quiet hours of its own."""
    stage = Stage(engine)
    stage.found(rules(more='[messages]\nquiet_hours = "none"\n', **MONTHLY))
    stage.deliver()
    ask_whose(stage)
    moment = datetime(2026, 11, 25, hour, 30, tzinfo=NAIROBI)
    assert arrived_later(stage, moment) == ([AGAIN] if is_shown else [])


def test_many_workers_show_and_ask_once(stage: Stage) -> None:
    ask_whose(stage)
    stage.say(ACHIENG, sent_text("UKN1AB2C02"))
    stage.deliver()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: see_to_what_waits(stage.engine, TOMORROW), range(8)))
    stage.now = TOMORROW
    assert [(sent.address, sent.text.split("\n")[0]) for sent in stage.deliver()] == [AGAIN]
    with reading(stage.engine) as connection:
        kinds = connection.execute(sa.select(question.c.kind)).scalars().all()
    assert sorted(kinds) == ["claim_unseen", "whose_payment"]


def test_all_that_wait_are_shown_again(stage: Stage) -> None:
    ask_whose(stage)
    stage.say(OTIENO, "meeting Sat 2pm")
    assert show_questions_again(stage.engine, TOMORROW) == 2


def test_what_is_asked_in_line_behind_a_question_ages_when_it_is_shown(stage: Stage) -> None:
    ask_whose(stage)
    ask_whose(stage, "UKN1AB2C02", "JAMES KIMANI")
    stage.now = TOMORROW
    stage.say(WANJIRU, "achieng")
    stage.deliver()
    assert arrived_later(stage, stage.now + A_DAY - timedelta(minutes=5)) == []
    assert arrived_later(stage, stage.now + timedelta(minutes=5)) == [AGAIN]


def test_an_officer_who_said_stop_is_shown_questions_about_money_and_another_is_told(
    stage: Stage,
) -> None:
    ask_whose(stage)
    stage.say(WANJIRU, "STOP")
    stage.deliver()
    told = (OTIENO.phone, "Umoja: Wanjiru Kamau has not yet answered this:")
    assert arrived_later(stage, TOMORROW) == [AGAIN, told]
    assert arrived_later(stage, TOMORROW + A_DAY) == [AGAIN]


def test_a_member_who_said_stop_is_not_reminded_of_a_question(stage: Stage) -> None:
    stage.say(ACHIENG, "paid 500 to Wanjiru")
    stage.deliver()
    stage.say(ACHIENG, "STOP")
    stage.deliver()
    assert arrived_later(stage, TOMORROW) == []


def test_a_reminder_that_waited_for_the_morning_is_dropped_when_answered(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more='[messages]\nquiet_hours = "16:00-09:00"\n', **MONTHLY))
    stage.deliver()
    ask_whose(stage)
    assert arrived_later(stage, datetime(2026, 11, 24, 17, tzinfo=NAIROBI)) == []
    stage.say(WANJIRU, "achieng")
    stage.deliver()
    assert arrived_later(stage, datetime(2026, 11, 25, 9, 30, tzinfo=NAIROBI)) == []
    with reading(engine) as connection:
        failed = sa.select(outbox.c.template).where(outbox.c.status == "failed")
        assert connection.execute(failed).scalars().all() == ["question_reminder"]


def test_an_answer_goes_to_the_question_that_was_shown_last(stage: Stage) -> None:
    """Somebody in two groups is looking at what came last, though the other was asked later."""
    stage.found(rules("Amani", (WANJIRU, ACHIENG), **MONTHLY))
    stage.say(WANJIRU, "meeting Sat 2pm")
    stage.deliver()
    stage.say(WANJIRU, "Amani")
    stage.deliver()
    stage.now += timedelta(hours=2)
    stage.say(OTIENO, "gave Wanjiru 200 cash")
    stage.deliver()
    assert arrived_later(stage, NOW + A_DAY + timedelta(hours=1)) == [AGAIN]
    stage.say(WANJIRU, "yes")
    assert {sent.address for sent in stage.deliver() if "Sat 2pm" in sent.text} == {ACHIENG.phone}


def test_which_group_is_asked_again_only_while_money_waits_for_it(stage: Stage) -> None:
    zawadi = Person("", "Zawadi Cherono", "+254712000005", 1, Office.TREASURER)
    stage.found(rules("Amani", [ACHIENG, zawadi], **MONTHLY))
    stage.say(ACHIENG, "hello")
    stage.deliver()
    assert arrived_later(stage, TOMORROW) == []
    stage.say(ACHIENG, sent_text(payee="SOMEBODY ELSE"))
    stage.deliver()
    assert arrived_later(stage, TOMORROW + 2 * A_DAY) == [(ACHIENG.phone, AGAIN[1])]


# --- agreement -----------------------------------------------------------------------------------

CASH_TO_WANJIRU = "gave Wanjiru 200 cash"


def states(stage: Stage) -> list[str]:
    with reading(stage.engine) as connection:
        chosen = sa.select(proposal.c.state).order_by(proposal.c.id)
        return list(connection.execute(chosen).scalars())


def test_what_nobody_agrees_to_ends_after_two_weeks_and_who_asked_is_told(stage: Stage) -> None:
    stage.say(OTIENO, CASH_TO_WANJIRU)
    stage.deliver()
    asked_at = stage.now
    arrived_later(stage, asked_at + EXPIRES_AFTER - timedelta(hours=1))
    assert states(stage) == ["open"]
    told = arrived_later(stage, asked_at + EXPIRES_AFTER)
    assert [address for address, _ in told] == [OTIENO.phone]
    assert "KES 200" in told[0][1]
    assert states(stage) == ["expired"]
    stage.say(WANJIRU, "yes")
    assert [sent.text for sent in stage.deliver()] == [
        "Mon 23 Nov, cash: Otieno Ouma KES 200\nNobody agreed to this in time, so nothing was done."
    ]
    stage.say(OTIENO, CASH_TO_WANJIRU)
    assert WANJIRU.phone in {sent.address for sent in stage.deliver()}
    assert states(stage) == ["expired", "open"]


def test_it_ends_even_where_nobody_is_asked_any_more(stage: Stage) -> None:
    """Its questions were closed, as by an earlier program that failed in between."""
    stage.say(OTIENO, CASH_TO_WANJIRU)
    stage.deliver()
    with stage.engine.begin() as connection:
        connection.execute(sa.update(question).values(answered_at=NOW))
    arrived_later(stage, stage.now + EXPIRES_AFTER)
    assert states(stage) == ["expired"]


def test_by_night_nothing_ends(stage: Stage) -> None:
    stage.say(OTIENO, CASH_TO_WANJIRU)
    stage.deliver()
    night = datetime(2026, 12, 8, 23, tzinfo=NAIROBI)
    assert arrived_later(stage, night) == []
    assert states(stage) == ["open"]


class Unreachable(Phones):
    """Some phones take no message: the person has blocked us."""

    def __init__(self, *addresses: str) -> None:
        super().__init__()
        self.blocked = set(addresses)

    def send(self, message: OutboundMessage) -> Accepted:
        if message.address in self.blocked:
            raise SendError(Remedy.GIVE_UP, "21610")
        return super().send(message)


def umoja_with(engine: sa.Engine, *unreachable: Person) -> Stage:
    stage = Stage(engine, phones=Unreachable(*(person.phone for person in unreachable)))
    stage.found(rules(**MONTHLY))
    stage.deliver()
    return stage


def undo_of_achiengs(stage: Stage) -> list[tuple[str, str]]:
    """Wanjiru asks for an undo, which Otieno is to agree to; gives what comes of it later."""
    stage.say(WANJIRU, received_text(payer="ROSE AKOTH 0733***911"))
    stage.deliver()
    stage.say(WANJIRU, "Achieng")
    stage.move_clock(stage.now + timedelta(hours=25))
    stage.deliver()
    stage.say(WANJIRU, "undo UKN1AB2C01")
    stage.deliver()
    return arrived_later(stage, stage.now + timedelta(minutes=1))


def test_a_question_that_cannot_be_delivered_goes_to_others_and_who_asked_is_told(
    engine: sa.Engine,
) -> None:
    stage = umoja_with(engine, OTIENO)
    told = dict(undo_of_achiengs(stage))
    assert told.keys() == {WANJIRU.phone, ACHIENG.phone, BARAKA.phone}
    assert "cannot reach Otieno Ouma" in told[WANJIRU.phone]
    assert f"We have asked {ACHIENG.name}, {BARAKA.name}" in told[WANJIRU.phone]
    assert states(stage) == ["open"]
    assert arrived_later(stage, stage.now + timedelta(minutes=1)) == []


def test_where_nobody_else_can_be_asked_it_ends_and_who_asked_is_told(engine: sa.Engine) -> None:
    stage = Stage(engine, phones=Unreachable(OTIENO.phone))
    stage.found(rules(people=(WANJIRU, OTIENO, ACHIENG), **MONTHLY))
    stage.deliver()
    told = dict(undo_of_achiengs(stage))
    assert told.keys() == {WANJIRU.phone, ACHIENG.phone}
    assert "stays in the book" in told[ACHIENG.phone]  # whose payment it is has heard of it before
    assert states(stage) == ["expired"]


def test_a_group_whose_rows_are_poisoned_holds_up_no_other(stage: Stage) -> None:
    other = Person("", "Zawadi Cherono", "+254712000005", 1, Office.TREASURER)
    giver = Person("", "Juma Hassan", "+254712000006", 2)
    stage.found(rules("Amani", [other, giver], **MONTHLY))
    stage.deliver()
    for person, text in ((OTIENO, CASH_TO_WANJIRU), (giver, "gave Zawadi 200 cash")):
        stage.say(person, text)
    stage.deliver()
    asked_at = stage.now
    with stage.engine.begin() as connection:
        connection.execute(
            sa.update(proposal).where(proposal.c.chama_id == 1).values(kind="no such kind")
        )
    told = arrived_later(stage, asked_at + EXPIRES_AFTER)
    assert giver.phone in {address for address, _ in told}
    assert states(stage) == ["open", "expired"]


# --- claims --------------------------------------------------------------------------------------


def shown_claims(stage: Stage, moment: datetime) -> list[str]:
    return [address for address, line in arrived_later(stage, moment) if "has not been" in line]


def test_a_claim_is_asked_about_again_a_day_after_a_yes(stage: Stage) -> None:
    stage.say(ACHIENG, sent_text())
    stage.deliver()
    assert shown_claims(stage, TOMORROW) == [WANJIRU.phone]
    stage.say(WANJIRU, "yes")
    stage.deliver()
    assert shown_claims(stage, stage.now + A_DAY - timedelta(minutes=5)) == []
    assert shown_claims(stage, stage.now + timedelta(minutes=5)) == [WANJIRU.phone]


def test_after_a_no_it_is_not_asked_about_again(stage: Stage) -> None:
    stage.say(ACHIENG, sent_text())
    stage.deliver()
    assert shown_claims(stage, TOMORROW) == [WANJIRU.phone]
    stage.say(WANJIRU, "no")
    stage.deliver()
    assert shown_claims(stage, TOMORROW + 2 * A_DAY) == []
    stage.say(WANJIRU, received_text())
    assert len(stage.deliver()) == 2
    with reading(stage.engine) as connection:
        (row,) = connection.execute(sa.select(claim))
    assert row.settled_at is not None


def test_while_the_question_is_open_only_the_question_comes_again(stage: Stage) -> None:
    stage.say(ACHIENG, sent_text())
    stage.deliver()
    assert shown_claims(stage, TOMORROW) == [WANJIRU.phone]
    assert arrived_later(stage, TOMORROW + A_DAY) == [AGAIN]
    with reading(stage.engine) as connection:
        assert len(connection.execute(sa.select(question)).all()) == 1


def test_where_there_is_no_other_officer_nobody_is_asked(engine: sa.Engine) -> None:
    """The only officer sent it: there is no second pair of eyes, and the claim stays listed."""
    collector = f'[[collectors]]\nkind = "phone"\nname = "{ACHIENG.name}"\nphone = "0712000003"\n'
    stage = Stage(engine)
    stage.found(rules("Amani", (WANJIRU, ACHIENG), more=collector, **MONTHLY))
    stage.deliver()
    stage.say(WANJIRU, sent_text(payee="ACHIENG ATIENO 0712000003"))
    stage.deliver()
    assert arrived_later(stage, TOMORROW) == []
    stage.say(WANJIRU, "open questions")
    assert ["not confirmed yet" in sent.text for sent in stage.deliver()] == [True]


def test_a_reminder_to_pay_leaves_out_what_others_sent_for_a_member(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    stage.say(WANJIRU, "hello")
    with engine.begin() as connection:
        connection.execute(
            sa.insert(claim).values(
                network="mpesa",
                code="UKN1AB2C01",
                chama_id=1,
                member=OTIENO.code,
                amount_cents=200_000,
                claimed_at=NOW,
                shares=[[OTIENO.code, 100_000], [ACHIENG.code, 100_000]],
                remind_at=NOW + A_DAY,
            )
        )
    stage.deliver()
    reminded = {address for address, _ in arrived_later(stage, NOW + timedelta(hours=1))}
    assert reminded == {one.phone for one in PEOPLE} - {OTIENO.phone, ACHIENG.phone}


def test_what_waits_in_line_comes_forward_once_the_one_before_is_given_up(stage: Stage) -> None:
    ask_whose(stage)
    ask_whose(stage, "UKN1AB2C02", "JAMES KIMANI")
    for days in range(1, MOST_REMINDERS + 1):
        arrived = arrived_later(stage, TOMORROW + days * A_DAY)
        assert arrived[0] == AGAIN
        assert not any("JAMES" in text for _, text in arrived)
    after = arrived_later(stage, TOMORROW + (MOST_REMINDERS + 2) * A_DAY)
    assert [address for address, text in after if "JAMES KIMANI" in text] == [WANJIRU.phone]
    assert arrived_later(stage, stage.now + timedelta(minutes=5)) == []


def test_a_claim_that_one_denied_and_another_says_nothing_of_counts_as_not_found(
    stage: Stage,
) -> None:
    stage.say(ACHIENG, sent_text())
    stage.deliver()
    shown_claims(stage, TOMORROW)
    stage.say(WANJIRU, "no")
    stage.deliver()
    for days in range(1, 14):
        arrived_later(stage, TOMORROW + days * A_DAY)
    assert not is_missing(stage)
    arrived = arrived_later(stage, TOMORROW + 15 * A_DAY)
    assert is_missing(stage)
    assert [text for address, text in arrived if address == ACHIENG.phone and "not found" in text]


def is_missing(stage: Stage) -> bool:
    """Whether the one claim counts as not found."""
    with reading(stage.engine) as connection:
        (row,) = connection.execute(sa.select(claim))
    return row.remind_at is None


# --- phones --------------------------------------------------------------------------------------

SILENT = "The phone 0712000001 (Wanjiru Kamau) that sends M-Pesa messages for Umoja"


def told_of_silence(stage: Stage, moment: datetime) -> int:
    told = arrived_later(stage, moment)
    return sum(text.startswith(SILENT) and who == WANJIRU.phone for who, text in told)


def test_a_phones_silence_is_told_once_and_anew_after_it_was_heard_of(stage: Stage) -> None:
    phone = connected(stage)
    begins = stage.now
    assert told_of_silence(stage, begins + 2 * A_DAY - timedelta(minutes=1)) == 0
    assert told_of_silence(stage, begins + 2 * A_DAY) == 1
    assert told_of_silence(stage, begins + 4 * A_DAY) == 0
    assert phone.post(stage, {"event": "system:ping"})
    assert told_of_silence(stage, begins + 5 * A_DAY) == 0
    assert told_of_silence(stage, begins + 6 * A_DAY + timedelta(minutes=1)) == 1


def test_a_phone_that_was_stopped_is_missed_by_nobody(stage: Stage) -> None:
    connected(stage)
    stage.say(OTIENO, "disconnect phone")
    stage.deliver()
    assert told_of_silence(stage, stage.now + 3 * A_DAY) == 0


def test_at_night_no_silence_is_told(stage: Stage) -> None:
    connected(stage)
    night = (stage.now + 3 * A_DAY).astimezone(NAIROBI).replace(hour=22)
    assert told_of_silence(stage, night) == 0


# --- what members say ----------------------------------------------------------------------------

LIST = "Umoja, members say:"


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=NAIROBI)


def test_what_was_said_is_listed_once_in_the_morning(stage: Stage) -> None:
    stage.say(ACHIENG, "I will pay on Friday")
    stage.say(BARAKA, "I can't make the meeting, I'm sick")
    stage.deliver()
    assert arrived_later(stage, at(7, 59)) == []
    stage.now = at(8)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: see_to_what_waits(stage.engine, stage.now), range(4)))
    (said,) = stage.deliver()
    assert (said.address, said.text.split("\n")[0]) == (WANJIRU.phone, LIST)
    assert "1 Achieng" in said.text
    assert "2 Baraka" in said.text
    assert arrived_later(stage, at(18)) == []
    assert arrived_later(stage, at(8, day=25)) == []


def test_where_nothing_was_said_there_is_no_list(stage: Stage) -> None:
    stage.say(ACHIENG, "balance")
    stage.deliver()
    assert arrived_later(stage, at(8)) == []


def test_what_is_said_after_the_hour_is_for_the_next_day(stage: Stage) -> None:
    stage.now = at(8, 1)
    stage.say(ACHIENG, "I will pay on Friday")
    stage.deliver()
    assert arrived_later(stage, at(18)) == []
    assert arrived_later(stage, at(8, day=25)) == [(WANJIRU.phone, LIST)]


def test_a_list_that_the_clock_missed_comes_later_the_same_day(stage: Stage) -> None:
    stage.say(ACHIENG, "I will pay on Friday")
    stage.deliver()
    assert arrived_later(stage, at(15)) == [(WANJIRU.phone, LIST)]


def test_nobody_decides_on_their_own_word(stage: Stage) -> None:
    stage.say(WANJIRU, "I will pay on Friday")
    stage.say(ACHIENG, "I will pay on Friday")
    stage.deliver()
    listed = arrived_later(stage, at(8))
    assert sorted(listed) == [(WANJIRU.phone, LIST), (OTIENO.phone, LIST)]


def test_the_list_comes_after_stop_too_and_not_in_quiet_hours(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more='[messages]\nquiet_hours = "20:00-09:00"\n', **MONTHLY))
    stage.deliver()
    stage.say(WANJIRU, "STOP")
    stage.say(ACHIENG, "I will pay on Friday")
    stage.deliver()
    assert arrived_later(stage, at(8)) == []
    assert arrived_later(stage, at(9)) == [(WANJIRU.phone, LIST)]


def test_the_list_is_not_said_again_and_ends_with_the_next_one(stage: Stage) -> None:
    stage.say(ACHIENG, "I will pay on Friday")
    stage.deliver()
    stage.move_clock(at(8))
    stage.say(BARAKA, "I will pay on Saturday")
    stage.deliver()
    assert arrived_later(stage, at(8, day=25)) == [(WANJIRU.phone, LIST)]
    with reading(stage.engine) as connection:
        lists = sa.select(question.c.answer).where(question.c.kind == "said_list")
        assert connection.execute(lists.order_by(question.c.id)).scalars().all() == [
            "withdrawn", None
        ]  # fmt: skip
    for day in (26, 27, 28):
        assert arrived_later(stage, at(9, day=day)) == []


def test_a_question_in_line_comes_up_though_a_list_is_in_front(stage: Stage) -> None:
    ask_whose(stage)
    ask_whose(stage, "UKN1AB2C02", "MARY WANJA")
    stage.say(ACHIENG, "I will pay on Friday")
    stage.deliver()
    assert (WANJIRU.phone, LIST) in arrived_later(stage, at(8))
    shown = [one for day in range(24, 31) for one in arrived_later(stage, at(10, day=day))]
    whose = [line for address, line in shown if "MARY WANJA" in line and address == WANJIRU.phone]
    assert whose


def test_an_apology_that_was_accepted_makes_the_fine_that_of_the_rules_for_it(
    engine: sa.Engine,
) -> None:
    stage = Stage(engine)
    stage.found(rules(more="[fines]\nabsent = 200\nabsent_with_apology = 50\n", **MONTHLY))
    stage.deliver()
    stage.say(ACHIENG, "I can't make the meeting, I'm sick")
    stage.deliver()
    stage.move_clock(at(8))
    stage.deliver()
    stage.say(WANJIRU, "1")
    stage.deliver()
    stage.say(WANJIRU, "1")
    stage.deliver()
    stage.say(WANJIRU, "Achieng and Baraka were absent today")
    said = [one.text for one in stage.deliver() if one.address == OTIENO.phone]
    assert any("50" in text and "Achieng" in text and "apology" in text for text in said), said
