"""The page of the pots: slips, who is asked, and the click that asks."""

from __future__ import annotations

import re

import sqlalchemy as sa

from bot.store.database import reading
from bot.views.proposals import open_proposals
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, received_text, rules
from tests.dashboard.looking import looking, press, row, texts
from tests.test_clicks import UMOJA, booked, full_pot
from tests.transcripts import Stage

ASK = "Ask for agreement: round 1, Wanjiru Kamau"


def asked(stage: Stage) -> int:
    """How much waits for agreement."""
    with reading(stage.engine) as connection:
        return len(open_proposals(connection, UMOJA))


def test_a_pot_that_fills_says_what_it_waits_for(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        page = looker.at("payouts", OTIENO)
    assert "KES 4,000 is not paid in yet, and the pot waits." in texts(page)
    assert "No pot was agreed to yet." in texts(page)
    assert not page.button


def test_a_pot_that_is_partly_there_says_whose_share_is_counted_in(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, received_text())  # Achieng's; the receiver is Wanjiru, who has not paid
    with looking(stage) as looker:
        page = looker.at("payouts", OTIENO)
    assert "KES 3,000 is not paid in yet" in texts(page)
    assert row(page, "In the pot")[0] == "In the pot, the receiver's own share counted in"
    assert row(page, "less")[0] == "less their own share of round 1, not paid"
    assert row(page, "Would be sent") == ["Would be sent today", "KES 1,000"]


def test_a_full_pot_is_put_to_the_others_by_a_click(engine: sa.Engine) -> None:
    stage, _ = full_pot(engine)
    with looking(stage) as looker:
        page = looker.at("payouts", OTIENO)
        assert row(page, "In the pot") == ["In the pot", "KES 4,000"]
        assert row(page, "To be sent") == ["To be sent", "KES 4,000"]
        assert "0712***001" in texts(page)
        page = press(page, ASK)
        said = texts(page)
        assert "Done. This was sent to your phone too:" in said
        assert "We have asked Achieng Atieno, Baraka Mwangi to agree" in said
        assert "Asked to agree, on their phones: Achieng Atieno, Baraka Mwangi." in said
        assert not page.button
        assert asked(stage) == 1
        phones = "\n".join(one.text for one in stage.deliver() if "Reply" in one.text)
        codes = re.findall(r"Reply (\d{4})", phones)
        stage.say(ACHIENG, codes[0])
        page.run()
        if asked(stage):
            assert "Agreed: Achieng Atieno." in texts(page)
            stage.say(BARAKA, codes[1])
        page.run()
        assert "waits to be sent" in texts(page)
        assert "Paid lately" in texts(page)
        assert "Not sent yet." in texts(page)
    assert any(kind == "payout_agreed" for kind, _ in booked(stage))


def test_the_recipient_may_look_and_their_click_pays_nothing(engine: sa.Engine) -> None:
    stage, _ = full_pot(engine)
    with looking(stage) as looker:
        press(looker.at("payouts", WANJIRU), ASK)
    assert not any(kind.startswith("payout") for kind, _ in booked(stage))


def test_before_the_first_round_there_is_no_pot(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(starts=stage.now.date().replace(day=30)))
    with looking(stage) as looker:
        assert "No pot waits to be paid." in texts(looker.at("payouts", OTIENO))
