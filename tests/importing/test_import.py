"""A statement comes into the book: what it proves is posted, the rest asked or told, all once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.importing import importer
from bot.store.applying import UnitOfWork
from bot.store.database import reading
from bot.store.tables import claim, entry, outbox, question, statement_seen
from bot.store.verify import verify
from chama.group import Person
from chama.rota import NAIROBI
from tests.builders import ACHIENG, BARAKA, OTIENO, PEOPLE, WANJIRU
from tests.importing.conftest import Import
from tests.importing.statements import (
    Row,
    booked,
    exported,
    on_paybill,
    paid,
    payer,
    statement,
)
from tests.transcripts import Stage

MISSING = "UKN1AB2C01"
BARAKAS_PHONE = f'[[collectors]]\nkind = "phone"\nname = "Baraka"\nphone = "{BARAKA.phone}"\n'
PAYBILL_TEXT = (
    "{code} Confirmed. Ksh{amount} received from {payer} for account 3 on 23/11/26 at 8:15 AM. "
    "New Utility balance is Ksh{amount}"
)


def text_of(code: str, amount: str = "1,000.00", by: str = "ACHIENG ATIENO 254712000003") -> str:
    """What the paybill's phone gets of a payment."""
    return PAYBILL_TEXT.format(code=code, amount=amount, payer=by)


def counts(stage: Stage) -> dict[str, int]:
    """How much there is of everything that an import may add."""
    with reading(stage.engine) as connection:
        return {
            table.name: connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for table in (entry, outbox, question)
        }


def told(stage: Stage) -> dict[str, list[str]]:
    """What arrives on the phones, by number."""
    texts: dict[str, list[str]] = {}
    for sent in stage.deliver():
        texts.setdefault(sent.address, []).append(sent.text)
    return texts


def take_out(stage: Stage) -> None:
    """Wanjiru undoes what she recorded last; Otieno agrees, and Achieng, whose payment it was."""
    stage.say(WANJIRU, "undo")
    stage.deliver()
    for person in (OTIENO, ACHIENG):
        stage.say(person, "yes")


def test_how_a_statement_ended_is_kept_once_and_none_of_its_rows(
    stage: Stage, bring_in: Import
) -> None:
    for _ in range(2):
        bring_in(statement(paid(MISSING)))
    with reading(stage.engine) as connection:
        (seen,) = connection.execute(sa.select(statement_seen))
    assert (seen.opening_cents, seen.closing_cents, seen.rows, seen.stood) == (0, 100_000, 1, "")
    assert (seen.collector, len(seen.digest), len(seen.content)) == ("C1", 64, 16)


def test_a_dry_run_keeps_nothing_of_a_statement(stage: Stage, bring_in: Import) -> None:
    bring_in(statement(paid(MISSING)), is_dry_run=True)
    with reading(stage.engine) as connection:
        assert connection.execute(sa.select(statement_seen)).all() == []


# --- what the provider proves --------------------------------------------------------------------


def test_a_missing_payment_is_credited_as_its_text_would_be(stage: Stage, bring_in: Import) -> None:
    report = bring_in(statement(paid(MISSING)))
    assert booked(stage) == [("contribution", ACHIENG.name, "1000.00", MISSING)]
    assert f"{MISSING}  23 Nov 2026  KES 1,000 from ACHIENG ATIENO" in report
    texts = told(stage)
    assert texts[ACHIENG.phone][0].startswith(
        f"Thank you Achieng. Umoja received KES 1,000 ({MISSING})"
    )
    for officer in (WANJIRU, OTIENO):
        (summary,) = texts.pop(officer.phone)
        assert "1 recorded now, KES 1,000.\nNothing else differs" in summary
    assert list(texts) == [ACHIENG.phone]


def test_the_book_says_that_the_statement_caused_it(stage: Stage, bring_in: Import) -> None:
    bring_in(statement(paid(MISSING)))
    assert exported(stage, "entries")[-1]["actor"] == "statement"
    assert list(verify(stage.engine)) == []


def test_a_claim_of_the_code_is_settled_and_the_text_comes_too_late(
    stage: Stage, bring_in: Import
) -> None:
    stage.say(
        ACHIENG,
        f"{MISSING} Confirmed. Ksh1,000.00 sent to UMOJA WOMEN for account 3 on 23/11/26 at "
        "8:15 AM. New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh13.00.",
    )
    bring_in(statement(paid(MISSING)))
    with reading(stage.engine) as connection:
        open_claims = sa.select(claim.c.code).where(claim.c.settled_at.is_(None))
        assert connection.execute(open_claims).all() == []
    stage.deliver()
    stage.say(WANJIRU, text_of(MISSING))
    (answer,) = told(stage)[WANJIRU.phone]
    assert answer.startswith("Already recorded")
    assert len(booked(stage)) == 1


def test_several_payments_of_one_member_make_one_receipt(stage: Stage, bring_in: Import) -> None:
    codes = [f"UKN1AB2C0{number}" for number in range(1, 4)]
    bring_in(statement(*(paid(code, cents=25_000) for code in codes)))
    (receipt,) = told(stage)[ACHIENG.phone]
    assert all(code in receipt for code in codes)


def test_a_payer_whom_nobody_knows_waits_and_the_treasurer_is_asked(
    stage: Stage, bring_in: Import
) -> None:
    report = bring_in(statement(paid(MISSING, "2547****911 - ROSE AKOTH")))
    assert booked(stage) == [("unallocated", "", "1000.00", MISSING)]
    assert "whose is it?" in report
    asked, summary = told(stage)[WANJIRU.phone]
    assert "Whose payment is it?" in asked
    assert "1 without a known payer: the treasurer is asked." in summary
    stage.say(WANJIRU, "baraka")
    assert booked(stage)[-1] == ("allocation", BARAKA.name, "1000.00", "")


def test_an_officers_answer_about_a_payer_is_remembered(stage: Stage, bring_in: Import) -> None:
    rose = "2547****911 - ROSE AKOTH"
    bring_in(statement(paid(MISSING, rose)))
    stage.deliver()
    stage.say(WANJIRU, "baraka")
    bring_in(statement(paid(MISSING, rose), paid("UKN1AB2C02", rose)))
    assert booked(stage)[-1] == ("contribution", BARAKA.name, "1000.00", "UKN1AB2C02")


def test_a_reversal_takes_the_credit_out_and_tells_whom_it_concerns(
    stage: Stage, bring_in: Import
) -> None:
    stage.say(WANJIRU, text_of(MISSING))
    stage.deliver()
    taken_back = Row("UKN9RV8S07", payer(ACHIENG), -100_000, takes_back=MISSING)
    bring_in(statement(paid(MISSING), taken_back))
    assert booked(stage)[-1] == ("reversal", ACHIENG.name, "1000.00", "UKN9RV8S07")
    texts = told(stage)
    assert "M-Pesa has taken back your KES 1,000" in texts[ACHIENG.phone][0]
    for officer in (WANJIRU, OTIENO):
        notice, summary = texts[officer.phone]
        assert "M-Pesa has taken back KES 1,000 of Achieng Atieno" in notice
        assert "1 taken back by M-Pesa." in summary


def test_a_payment_that_did_not_stand_is_never_credited(stage: Stage, bring_in: Import) -> None:
    taken_back = Row("UKN9RV8S07", payer(ACHIENG), -100_000, takes_back=MISSING)
    bring_in(statement(paid(MISSING), taken_back))
    assert booked(stage) == []


def test_the_pot_that_a_statement_shows_is_agreed_to_by_others_with_their_codes(
    stage: Stage, bring_in: Import
) -> None:
    """It is Wanjiru's turn: she may not agree, so two members do in the officers' place."""
    out = Row("UKN5OU7T01", payer(WANJIRU), -400_000)
    bring_in(statement(out, opening_cents=400_000))
    assert booked(stage) == []
    texts = told(stage)
    assert sorted(texts) == sorted(one.phone for one in PEOPLE)
    assert texts[OTIENO.phone][0].startswith(
        "M-PESA says KES 4,000 of Umoja was sent to WANJIRU KAMAU"
    )
    for person in (OTIENO, ACHIENG):
        (asked, *_) = texts[person.phone]
        stage.say(person, asked.split("Reply ")[1][:4])
    assert booked(stage) == [("payout", WANJIRU.name, "4000.00", "UKN5OU7T01")]
    assert exported(stage, "entries")[-1]["actor"] == f"statement+{OTIENO.name}+{ACHIENG.name}"


def test_who_holds_the_collector_says_what_other_money_out_was_for(
    stage: Stage, bring_in: Import
) -> None:
    out = Row("UKN5OU7T01", "2547****911 - MAMA MBOGA", -50_000)
    for _ in range(2):
        bring_in(statement(out, opening_cents=50_000))
    asked, *_ = told(stage)[WANJIRU.phone]
    assert "MAMA MBOGA" in asked
    stage.say(WANJIRU, "chairs")
    stage.deliver()
    stage.say(WANJIRU, "yes")
    (asked,) = told(stage)[OTIENO.phone]
    stage.say(OTIENO, asked.split("Reply ")[1][:4])
    assert booked(stage) == [("expense", "", "500.00", "UKN5OU7T01")]


# --- what people only look at --------------------------------------------------------------------


def test_what_the_statement_does_not_know_is_loud_and_nothing_is_changed(
    stage: Stage, bring_in: Import
) -> None:
    stage.say(WANJIRU, text_of(MISSING))
    stage.say(WANJIRU, text_of("UKN1AB2C02", "700.00", "BARAKA MWANGI 254712000004"))
    stage.deliver()
    before = booked(stage)
    report = bring_in(statement(paid(MISSING, cents=120_000)))
    assert booked(stage) == before
    first, second = report[report.index("PLEASE LOOK") :].splitlines()[1:3]
    assert "UKN1AB2C02  in the book, but not on the statement: KES 700 of Baraka Mwangi" in first
    assert f"{MISSING}  the statement says KES 1,200 on 23 Nov 2026, the book KES 1,000" in second
    for (summary,) in told(stage).values():
        assert "UKN1AB2C02: in the book, not on the statement\n" in summary
        assert f"{MISSING}: the amounts differ" in summary


def test_cash_is_never_missed(stage: Stage, bring_in: Import) -> None:
    stage.say(BARAKA, "I gave Wanjiru 1000 cash")
    stage.deliver()
    stage.say(WANJIRU, "yes")
    assert booked(stage) == [("contribution", BARAKA.name, "1000.00", "")]
    assert "PLEASE LOOK" not in bring_in(statement(paid(MISSING)))


def test_money_of_another_collector_is_never_missed(
    engine: sa.Engine, stage: Stage, bring_in: Import
) -> None:
    stage.found(on_paybill("Amani", [BARAKA, OTIENO, ACHIENG], BARAKAS_PHONE))
    stage.say(
        BARAKA,
        "UKN1AB2C07 Confirmed.You have received Ksh1,000.00 from ACHIENG ATIENO 0712000003 on "
        "23/11/26 at 8:15 AM New M-PESA balance is Ksh12,500.00.",
    )
    assert booked(stage)[-1] == ("contribution", ACHIENG.name, "1000.00", "UKN1AB2C07")
    assert "PLEASE LOOK" not in bring_in(statement(paid(MISSING)), name="Amani")


SENT_FOR_BARAKA = (
    f"{MISSING} Confirmed. Ksh1,000.00 sent to UMOJA WOMEN for account 3 on 23/11/26 at 8:15 AM. "
    "New M-PESA balance is Ksh3,200.00. Transaction cost, Ksh13.00."
)
PAID_BY_ROSE = text_of(MISSING, by="ROSE AKOTH 254733000911")


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        pytest.param(
            [(WANJIRU, PAID_BY_ROSE), (WANJIRU, "baraka")],
            True,
            id="the treasurer, of a text under another name",
        ),
        pytest.param(
            [
                (WANJIRU, PAID_BY_ROSE),
                (WANJIRU, "otieno"),
                (WANJIRU, f"{MISSING} is for Baraka"),
                (OTIENO, "yes"),
            ],
            True,
            id="two, who were shown another name",
        ),
        pytest.param(
            [
                (WANJIRU, text_of(MISSING)),
                (WANJIRU, f"{MISSING} is for Baraka"),
                (OTIENO, "yes"),
            ],
            False,
            id="the treasurer and a second officer",
        ),
        pytest.param(
            [(ACHIENG, "400 for Baraka, 600 for me"), (WANJIRU, text_of(MISSING))],
            False,
            id="the payer before",
        ),
        pytest.param(
            [(ACHIENG, f"{SENT_FOR_BARAKA}\nfor Baraka"), (WANJIRU, text_of(MISSING))],
            False,
            id="the payer with the text",
        ),
    ],
)
def test_money_given_to_another_than_its_payer_rests_on_two_people(
    stage: Stage, bring_in: Import, said: list[tuple[Person, str]], is_told: bool
) -> None:
    for person, text in said:
        stage.say(person, text)
        stage.deliver()
    assert BARAKA.name in {row[1] for row in booked(stage)}
    report = bring_in(statement(paid(MISSING)))
    assert "1 entry of the book is on the statement." in report
    assert (f"{MISSING}  paid by ACHIENG ATIENO, but the book has" in report) is is_told
    assert ("PLEASE LOOK" in report) is is_told


SENT_TEXT = (
    "UKN5OU7T01 Confirmed. Ksh3,000.00 {to} on 23/11/26 at 8:46 AM. New M-PESA balance is "
    "Ksh200.00. Transaction cost, Ksh{fee}."
)


def spend(stage: Stage, to: str, fee: str = "0.00") -> None:
    """Baraka's phone sent money of Amani; he says that it was an expense, and Otieno agrees."""
    stage.found(on_paybill("Amani", [BARAKA, OTIENO, ACHIENG], BARAKAS_PHONE))
    stage.deliver()
    stage.say(BARAKA, SENT_TEXT.format(to=to, fee=fee))
    stage.deliver()
    stage.say(BARAKA, "amani")
    (asked,) = told(stage)[BARAKA.phone]
    stage.say(BARAKA, "chairs")
    stage.deliver()
    stage.say(BARAKA, "yes")
    (asked,) = told(stage)[OTIENO.phone]
    stage.say(OTIENO, asked.split("Reply ")[1][:4])
    stage.deliver()
    assert [row[0] for row in booked(stage)] == ["expense"]


TO_WANJIRU = Row("UKN5OU7T01", payer(WANJIRU), -300_000)
TO_JANE = Row("UKN5OU7T01", "2547****432 - JANE WANGUI", -300_000)


def test_money_out_that_went_to_somebody_else_is_told_first(stage: Stage, bring_in: Import) -> None:
    spend(stage, "paid to DUKA LA MAMA.")
    report = bring_in(statement(TO_WANJIRU, opening_cents=300_000), name="Amani")
    assert (
        "UKN5OU7T01  WENT TO SOMEBODY ELSE: KES 3,000 on 23 Nov 2026 to WANJIRU KAMAU, but the "
        "book has KES 3,000 to DUKA LA MAMA, 23 Nov 2026 (entry 16)"
    ) in report
    summary = told(stage)[OTIENO.phone][0]
    assert "UKN5OU7T01: sent to somebody else than the book says" in summary


def test_a_charge_that_was_never_taken_is_told(stage: Stage, bring_in: Import) -> None:
    spend(stage, "sent to JANE WANGUI 0798765432", fee="400.00")
    report = bring_in(statement(TO_JANE, opening_cents=300_000), name="Amani")
    assert (
        "UKN5OU7T01  the book has a charge of KES 400, the statement none: KES 3,000 to "
        "JANE WANGUI, 23 Nov 2026 (entry 16)"
    ) in report
    assert "UKN5OU7T01: M-Pesa's charge is not what the book has" in told(stage)[OTIENO.phone][0]


def test_money_out_to_the_very_one_without_a_charge_accuses_nobody(
    stage: Stage, bring_in: Import
) -> None:
    spend(stage, "sent to JANE WANGUI 0798765432")
    assert "PLEASE LOOK" not in bring_in(statement(TO_JANE, opening_cents=300_000), name="Amani")


def test_what_an_officer_took_out_is_told_and_not_put_back(stage: Stage, bring_in: Import) -> None:
    stage.say(WANJIRU, text_of(MISSING))
    take_out(stage)
    before = booked(stage)
    assert before[-1][0] == "reversal"
    report = bring_in(statement(paid(MISSING)))
    assert "TAKEN OUT OF THE BOOK, but KES 1,000 on 23 Nov 2026" in report
    assert "of Achieng Atieno (entry 17), taken out by entry 18" in report
    assert booked(stage) == before


def test_what_a_forged_reversal_text_hides_is_told_first_and_loudest(
    stage: Stage, bring_in: Import
) -> None:
    lost = "UKN1AB2C99"
    stage.say(WANJIRU, text_of(lost))  # on no statement: loud as well
    stage.say(WANJIRU, text_of(MISSING))
    take_out(stage)
    stage.deliver()
    report = bring_in(statement(paid(MISSING)))
    assert "PLEASE LOOK AT THESE; nothing was changed:\n  UKN" in report
    looked_at = report.split("PLEASE LOOK AT THESE; nothing was changed:\n")[1].splitlines()
    assert [line.split()[0] for line in looked_at[:2]] == [MISSING, lost]
    told = " ".join(one.text for one in stage.deliver())
    assert f"{MISSING}: on the statement, but TAKEN OUT of the book" in told


def test_a_payment_of_which_a_part_was_taken_back_is_left_to_people(
    stage: Stage, bring_in: Import
) -> None:
    part = Row("UKN9RV8S07", payer(ACHIENG), -30_000, takes_back=MISSING)
    report = bring_in(statement(paid(MISSING), part))
    assert "M-PESA took a part back (UKN9RV8S07)" in report
    assert booked(stage) == []


def test_a_part_taken_back_of_what_is_recorded_goes_out_of_the_book(
    stage: Stage, bring_in: Import
) -> None:
    stage.say(WANJIRU, text_of(MISSING))
    part = Row("UKN9RV8S07", payer(ACHIENG), -30_000, takes_back=MISSING)
    for _ in range(2):
        bring_in(statement(paid(MISSING), part))
    assert [row[2:] for row in booked(stage)] == [("1000.00", MISSING), ("300.00", "UKN9RV8S07")]


@pytest.mark.parametrize(
    ("days_later", "owner"), [(0, BARAKA), (7, ACHIENG)], ids=["the next one", "one of last week"]
)
def test_a_word_about_the_next_payment_is_heeded_for_a_new_one_alone(
    stage: Stage, bring_in: Import, days_later: int, owner: Person
) -> None:
    stage.now += timedelta(days=days_later)
    stage.say(ACHIENG, "paying 1000 for Baraka")
    bring_in(statement(paid(MISSING)))
    assert booked(stage) == [("contribution", owner.name, "1000.00", MISSING)]


def test_what_came_before_the_rounds_began_is_counted_and_left_out(
    stage: Stage, bring_in: Import
) -> None:
    early = paid("UKJ1AB2C01", at=datetime(2026, 11, 19, 12, 0, tzinfo=NAIROBI))
    report = bring_in(statement(early, paid(MISSING)))
    assert [row[-1] for row in booked(stage)] == [MISSING]
    assert "1 from before the rounds began on 20 Nov 2026, left out." in report


def test_a_code_in_another_groups_book_moves_no_money_twice(stage: Stage, bring_in: Import) -> None:
    stage.found(on_paybill("Amani", [BARAKA, OTIENO]))
    bring_in(statement(paid(MISSING, BARAKA)), name="Amani")
    before = counts(stage)["entry"]
    report = bring_in(statement(paid(MISSING, BARAKA)), name="Umoja")
    assert f"{MISSING}  KES 1,000 on 23 Nov 2026 from BARAKA MWANGI: it is in the book of" in report
    assert counts(stage)["entry"] == before


# --- once and no more ----------------------------------------------------------------------------

EVERYTHING = statement(
    paid(MISSING),
    paid("UKN1AB2C02", "2547****911 - ROSE AKOTH"),
    paid("UKN1AB2C03", OTIENO),
    Row("UKN9RV8S07", payer(OTIENO), -100_000, takes_back="UKN1AB2C03"),
    Row("UKN5OU7T01", payer(BARAKA), -50_000),
)


def test_a_dry_run_says_it_all_and_changes_nothing(stage: Stage, bring_in: Import) -> None:
    before = counts(stage)
    report = bring_in(EVERYTHING, is_dry_run=True)
    assert counts(stage) == before
    for said in ("To be recorded:", "whose is it?", "a second officer is asked", "dry run"):
        assert said in report


def test_the_second_import_changes_nothing_and_sends_nothing(
    stage: Stage, bring_in: Import
) -> None:
    stage.say(WANJIRU, text_of("UKN1AB2C03", by="OTIENO OUMA 254712000002"))
    bring_in(EVERYTHING)
    before = counts(stage)
    bring_in(EVERYTHING)
    assert counts(stage) == before


def test_an_import_that_broke_off_goes_on_where_it_stopped(
    stage: Stage, bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each member's payments are a step of their own; the machine stops after the first one."""
    rows = statement(paid(MISSING), paid("UKN1AB2C02", BARAKA))
    units = [UnitOfWork]
    with monkeypatch.context() as patch:
        patch.setattr(importer, "UnitOfWork", lambda *known: units.pop()(*known))
        with pytest.raises(IndexError):
            bring_in(rows)
    assert len(booked(stage)) == 1
    bring_in(rows)
    assert sorted(row[-1] for row in booked(stage)) == [MISSING, "UKN1AB2C02"]
    receipts = [text for texts in told(stage).values() for text in texts if "Thank you" in text]
    assert len(receipts) == 2
