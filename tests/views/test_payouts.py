"""The slips of pots that were set aside, as a view gives them."""

from __future__ import annotations

import re

import sqlalchemy as sa

from bot.store import book
from bot.store.database import reading
from bot.views.payouts import PayoutSlip, newest_payouts
from chama.kinds import EntryKind
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU
from tests.money_play import agree, fill_pot
from tests.money_stage import money_stage
from tests.test_clicks import click, full_pot
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def shown(stage: Stage) -> tuple[PayoutSlip, ...]:
    with reading(stage.engine) as connection:
        return newest_payouts(connection, UMOJA, 5)


def test_a_pot_that_is_agreed_to_has_its_slip_and_waits(engine: sa.Engine) -> None:
    stage, what = full_pot(engine)
    assert shown(stage) == ()
    said = "\n".join(click(stage, OTIENO, what))
    asked = re.findall(r"(\w+): Umoja: pay out .*\n.*Reply (\d{4})", said)
    people = {"Wanjiru": WANJIRU, "Otieno": OTIENO, "Achieng": ACHIENG, "Baraka": BARAKA}
    for name, code in asked:
        stage.say(people[name], code)
    (slip,) = shown(stage)
    assert (slip.round, slip.recipient, slip.gross) == (1, WANJIRU.name, Money(400_000))
    assert slip.gross.cents - sum(one.amount.cents for one in slip.deducted) == slip.net.cents
    assert slip.sent == ()
    assert not slip.is_released
    assert set(slip.agreed) <= {one.name for one in people.values()}


def test_what_was_sent_stands_with_its_receipt(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        agree(stage)
        stage.work()
        (slip,) = shown(stage.stage)
        (sent,) = slip.sent
        with reading(engine) as connection:
            entries = book.entries_of(connection, UMOJA)
            (payout,) = [one for one in entries if one.entry.kind is EntryKind.PAYOUT]
        assert (sent.chain, sent.amount) == (payout.chain_code, slip.net)
        assert sent.receipt
