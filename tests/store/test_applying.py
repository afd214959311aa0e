"""Each effect of a decision is carried out, in the message's transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from bot.conversation.cause import of_message
from bot.conversation.effects import (
    Ask,
    CallMeeting,
    ChainOf,
    ChooseGroup,
    Close,
    CodeOf,
    Decision,
    MakeClaim,
    NoteStranger,
    NoteWrongCode,
    Post,
    Present,
    Propose,
    Purpose,
    RememberPayer,
    RenewCode,
    Say,
    SetLanguage,
    SetOptOut,
    Settle,
    SettleClaims,
    Vote,
    Widen,
)
from bot.store import book, chamas
from bot.store.applying import Said, UnitOfWork
from bot.store.database import reading, writing
from bot.store.outbox import Part, parts_of
from bot.store.tables import (
    claim,
    contact,
    meeting,
    outbox,
    payer,
    proposal,
    question,
    vote,
)
from chama.agreement import EXPIRES_AFTER, State
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    WANJIRU,
    contribution,
    message,
    mpesa,
    rules,
)

CODE = "UKN1AB2C01"
ASK = Ask("whose:1", "whose_payment", WANJIRU.phone, {"code": CODE}, is_presented=True)
PROPOSE = Propose(
    "undo:5",
    "undo",
    {"seq": 5, "amount_cents": 100_000},
    asked_by=WANJIRU.code,
    interested=(ACHIENG.code,),
    voters=(OTIENO.code,),
    needed=1,
    is_everyone=False,
    expires_at=NOW + EXPIRES_AFTER,
    amount_cents=100_000,
    member=ACHIENG.code,
)
AGREE = Ask("agree:1", "agree", OTIENO.phone, {}, is_presented=True, proposal=PROPOSE.key)


@pytest.fixture
def chama_id(engine: sa.Engine) -> int:
    with writing(engine) as connection:
        return chamas.found(connection, rules(), NOW)


def apply(
    engine: sa.Engine,
    *decision: Any,
    cause: str = "in:1",
    code: str = "4821",
    language: str = "",
) -> Said:
    """Carry it out for a message of Achieng's in this language; gives what she is told."""
    said = message(ACHIENG, "hello", channel="twilio_sms")
    with writing(engine) as connection:
        own_book = book.lock_book(connection, 1)
        work = UnitOfWork(
            connection, of_message(said, cause, NOW, language), 1, own_book, lambda: code
        )
        return work.apply(decision)


def rows(engine: sa.Engine, table: sa.Table) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(sa.select(table)))


@pytest.mark.usefixtures("chama_id")
class TestApplying:
    def test_an_entry_is_posted_and_its_proof_goes_into_the_message(
        self, engine: sa.Engine
    ) -> None:
        entry = contribution()
        facts = {"chain": ChainOf(entry.key), "items": [{"chain": ChainOf(entry.key)}]}
        apply(engine, Say(ACHIENG.phone, "receipt", facts), Post(entry))
        with reading(engine) as connection:
            (found,) = book.receipts_that_look_like(connection, [CODE])
        (row,) = rows(engine, outbox)
        (part,) = parts_of(row.facts)
        assert part.facts == {
            "chain": found.sealed.chain_code,
            "items": [{"chain": found.sealed.chain_code}],
        }

    def test_what_is_said_to_one_person_goes_out_as_one_message(self, engine: sa.Engine) -> None:
        apply(
            engine,
            Say(ACHIENG.phone, "held", {"code": CODE}),
            Say(WANJIRU.phone, "conflict", purpose=Purpose.EVENT, member="M01"),
            Say(ACHIENG.phone, "ask_chama", {"options": []}, Purpose.EVENT),
        )
        to_achieng, to_wanjiru = rows(engine, outbox)
        assert list(parts_of(to_achieng.facts)) == [
            Part("held", {"code": CODE}),
            Part("ask_chama", {"options": []}),
        ]
        assert (to_achieng.purpose, to_achieng.channel) == ("reply", "twilio_sms")
        assert (to_wanjiru.purpose, to_wanjiru.channel, to_wanjiru.member) == ("event", "", "M01")

    def test_only_an_answer_is_in_the_language_of_the_text(self, engine: sa.Engine) -> None:
        held, told = Say(ACHIENG.phone, "held"), Say(WANJIRU.phone, "conflict")
        apply(engine, held, told, language="sw")
        apply(engine, held, cause="in:2")
        assert [row.language for row in rows(engine, outbox)] == ["sw", "", ""]

    def test_who_asks_for_a_language_is_answered_in_it(self, engine: sa.Engine) -> None:
        said = (SetLanguage("en"), Say(ACHIENG.phone, "language_set"))
        apply(engine, *said, language="sw")
        assert [row.language for row in rows(engine, outbox)] == [""]
        (kept,) = [row for row in rows(engine, contact) if row.address == ACHIENG.phone]
        assert kept.language == "en"

    def test_a_keyed_message_goes_by_itself_and_once(self, engine: sa.Engine) -> None:
        notice = Say(ACHIENG.phone, "reminder", purpose=Purpose.NOTICE, key="remind:1")
        apply(engine, Say(ACHIENG.phone, "held"), notice)
        apply(engine, notice, cause="in:2")
        assert [row.key for row in rows(engine, outbox)] == [f"in:1:{ACHIENG.phone}", "remind:1"]

    def test_a_question_is_opened_shown_and_closed(self, engine: sa.Engine) -> None:
        apply(engine, ASK, Ask("whose:2", "whose_payment", WANJIRU.phone, {}))
        first, second = rows(engine, question)
        assert (first.presented_at, second.presented_at) == (NOW, None)
        apply(engine, Close(first.id, "M03"), Present(second.id), cause="in:2")
        first, second = rows(engine, question)
        assert (first.answer, first.answered_at, second.presented_at) == ("M03", NOW, NOW)

    def test_a_question_asked_before_is_not_put_again(self, engine: sa.Engine) -> None:
        put = Say(WANJIRU.phone, "ask_whose_payment", {}, Purpose.EVENT, asks=ASK.key)
        apply(engine, ASK, put)
        apply(engine, ASK, put, Say(ACHIENG.phone, "held"), cause="in:2")
        assert len(rows(engine, question)) == 1
        assert [row.template for row in rows(engine, outbox)] == ["ask_whose_payment", "held"]

    def test_what_asks_agreement_names_its_proposal_and_has_its_own_code(
        self, engine: sa.Engine
    ) -> None:
        put = Say(OTIENO.phone, "ask", {"agree_code": CodeOf(AGREE.key)}, asks=AGREE.key)
        apply(engine, PROPOSE, replace(AGREE, needs_code=True), put)
        (proposed,), (asked,), (sent,) = (rows(engine, t) for t in (proposal, question, outbox))
        assert (proposed.number, proposed.kind, proposed.state) == (1, "undo", "open")
        assert (asked.proposal_id, asked.code, asked.wrong_codes) == (proposed.id, "4821", 0)
        assert sent.question_id == asked.id
        assert list(parts_of(sent.facts)) == [Part("ask", {"agree_code": "4821"})]
        further = Ask("agree:2", "agree", BARAKA.phone, {}, proposal_id=proposed.id)
        apply(engine, further, cause="in:2")
        assert [(row.proposal_id, row.code) for row in rows(engine, question)] == [
            (proposed.id, "4821"),
            (proposed.id, ""),
        ]

    def test_a_question_put_again_is_known_by_its_message(self, engine: sa.Engine) -> None:
        apply(engine, ASK)
        (asked,) = rows(engine, question)
        said = apply(
            engine,
            Say(ACHIENG.phone, "held"),
            Say(WANJIRU.phone, "ask_whose_payment", puts=asked.id),
            cause="in:2",
        )
        assert said == (Part("held", {}),)
        assert [row.question_id for row in rows(engine, outbox)] == [None, asked.id]

    def test_the_sender_is_told_the_parts_that_go_to_them_and_no_other(
        self, engine: sa.Engine
    ) -> None:
        entry = contribution()
        said = apply(
            engine,
            Say(ACHIENG.phone, "held", {"code": CODE}),
            Say(WANJIRU.phone, "conflict"),
            Post(entry),
            Say(ACHIENG.phone, "receipt", {"chain": ChainOf(entry.key)}),
        )
        (sent, _) = rows(engine, outbox)
        assert said == parts_of(sent.facts)
        assert [part.template for part in said] == ["held", "receipt"]

    def test_wrong_codes_are_counted_until_there_is_a_new_one(self, engine: sa.Engine) -> None:
        apply(engine, replace(ASK, needs_code=True))
        (asked,) = rows(engine, question)
        for number in (1, 2):
            apply(engine, NoteWrongCode(asked.id), cause=f"wrong:{number}")
        (asked,) = rows(engine, question)
        assert (asked.code, asked.wrong_codes) == ("4821", 2)
        shown = Say(WANJIRU.phone, "ask", {"agree_code": CodeOf("new")}, puts=asked.id)
        apply(engine, RenewCode(asked.id, "new"), shown, cause="renew", code="7350")
        (asked,) = rows(engine, question)
        assert (asked.code, asked.wrong_codes) == ("7350", 0)
        assert rows(engine, outbox)[-1].facts == {"parts": [["ask", {"agree_code": "7350"}]]}

    def test_a_proposal_is_widened_voted_on_and_settled(self, engine: sa.Engine) -> None:
        apply(engine, PROPOSE)
        (proposed,) = rows(engine, proposal)
        wider = Widen(proposed.id, (BARAKA.code, OTIENO.code), 2, is_everyone=True)
        apply(engine, wider, Vote(proposed.id, OTIENO.code, agrees=True), cause="in:2")
        apply(
            engine,
            Vote(proposed.id, BARAKA.code, agrees=True),
            Settle(proposed.id, State.DONE, entry="undo:5"),
            cause="in:3",
        )
        (settled,) = rows(engine, proposal)
        assert (settled.voters, settled.needed, settled.is_everyone) == (["M04", "M02"], 2, True)
        assert (settled.state, settled.entry, settled.decided_at) == ("done", "undo:5", NOW)
        assert {row.member for row in rows(engine, vote)} == {"M02", "M04"}

    def test_a_claim_is_kept_once_and_settled(self, engine: sa.Engine) -> None:
        for member in ("M03", "M03", "M04"):
            apply(engine, MakeClaim(mpesa(CODE), member, 100_000), cause=member)
        assert [row.member for row in rows(engine, claim)] == ["M03", "M04"]
        apply(engine, SettleClaims(mpesa(CODE), member="M04"), cause="one")
        assert [row.settled_at for row in rows(engine, claim)] == [None, NOW]
        apply(engine, SettleClaims(mpesa(CODE)), cause="all")
        assert [row.settled_at for row in rows(engine, claim)] == [NOW, NOW]

    def test_the_last_answer_about_a_payer_is_remembered(self, engine: sa.Engine) -> None:
        apply(engine, RememberPayer("name:ROSE", "M03"))
        apply(engine, RememberPayer("name:ROSE", "M04"), cause="in:2")
        (row,) = rows(engine, payer)
        assert (row.chama_id, row.member) == (1, "M04")

    @pytest.mark.parametrize(
        ("decision", "expected"),
        [
            ((SetLanguage("sw"),), {"language": "sw"}),
            ((SetOptOut(True),), {"opted_out_at": NOW}),
            ((SetOptOut(True), SetOptOut(False)), {"opted_out_at": None}),
            ((ChooseGroup(1),), {"chama_id": 1, "chosen_at": NOW}),
            ((NoteStranger(),), {"stranger_answered_at": NOW}),
        ],
        ids=["language", "stop", "start", "group", "stranger"],
    )
    def test_what_the_sender_wants_is_written_down(
        self, engine: sa.Engine, decision: Decision, expected: dict[str, object]
    ) -> None:
        apply(engine, *decision)
        (row,) = rows(engine, contact)
        assert row.address == ACHIENG.phone
        assert expected.items() <= row._asdict().items()

    def test_a_meeting_is_called(self, engine: sa.Engine) -> None:
        apply(engine, CallMeeting("Sat 2pm", WANJIRU.name))
        (row,) = rows(engine, meeting)
        assert (row.text, row.called_by, row.called_at) == ("Sat 2pm", WANJIRU.name, NOW)

    def test_an_effect_that_nobody_knows_is_a_bug(self, engine: sa.Engine) -> None:
        with pytest.raises(TypeError, match="Nobody knows how to carry out"):
            apply(engine, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("effect", "missing"),
    [
        pytest.param(Post(contribution()), "no book", id="posted"),
        pytest.param(PROPOSE, "No chama", id="proposed"),
    ],
)
def test_without_a_group_nothing_can_be(engine: sa.Engine, effect: Any, missing: str) -> None:
    with pytest.raises(LookupError, match=missing), writing(engine) as connection:
        UnitOfWork(connection, of_message(message(), "in:1", NOW), None, None).apply((effect,))
