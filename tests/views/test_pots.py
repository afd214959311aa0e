"""The pots that are still to be paid, as a view gives them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import book
from bot.store.database import reading
from bot.views.pots import PotStage, open_pots
from chama.entries import ROTATION
from chama.journal import Account
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, received_text, rules
from tests.money_play import agree, fill_pot
from tests.money_stage import money_stage
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def shown(stage: Stage) -> list[tuple[PotStage, str, Money]]:
    with reading(stage.engine) as connection:
        return [
            (one.stage, one.recipient, one.net) for one in open_pots(connection, UMOJA, stage.now)
        ]


def test_a_pot_fills_is_asked_about_and_is_set_aside(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, "pay Wanjiru")
    assert [one for one, *_ in shown(stage)] == [PotStage.FILLING]
    for number, person in enumerate((OTIENO, ACHIENG, BARAKA, WANJIRU)):
        name = f"{person.name.upper()} {person.phone.replace('+254', '0')}"
        stage.say(WANJIRU, received_text(f"UKN1AB2C1{number}", "1,000.00", name))
    stage.deliver()
    stage.say(OTIENO, "1")  # the treasurer's own payment is hers
    stage.deliver()
    assert shown(stage) == [(PotStage.ASKED, WANJIRU.name, Money(400_000))]
    with reading(engine) as connection:
        (pot,) = open_pots(connection, UMOJA, stage.now)
        assert WANJIRU.name not in pot.asked
        assert pot.agreed == ()
        paid = -book.balances(connection, UMOJA)[Account.parse(ROTATION, pot.account)]
    assert pot.gross.cents == paid == 400_000
    assert pot.gross.cents - sum(one.amount.cents for one in pot.deducted) == pot.net.cents


def test_what_the_provider_is_sending_is_on_its_way(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        fill_pot(stage)
        agree(stage)
        assert [one for one, *_ in shown(stage.stage)] == [PotStage.ON_ITS_WAY]
        stage.work()
        assert shown(stage.stage) == []
