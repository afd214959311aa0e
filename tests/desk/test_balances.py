"""Once a day the account is compared with the books: whoever has to know hears of a difference."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from bot.simulator.daraja import Settings
from bot.store.database import open_engine
from tests.builders import PEOPLE, SARAH
from tests.money_play import arrival, check, payout, settle_down
from tests.money_stage import PAYBILL, MoneyStage, money_stage, umoja

ONE_ACCOUNT = Settings(b2c_shortcode=PAYBILL, utility_cents=0)
OF_THE_OPERATOR = Settings(b2c_shortcode=PAYBILL, utility_cents=500_00)


@pytest.fixture
def engine(sqlite_url: str) -> sa.Engine:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


def ask(stage: MoneyStage) -> list[str]:
    """Ask; gives what people hear of it."""
    stage.work()
    stage.arrived()
    stage.desk.ask_balance()
    stage.work()
    return stage.arrived()


def test_while_the_books_agree_nobody_hears_anything(engine: sa.Engine) -> None:
    with money_stage(engine, settings=ONE_ACCOUNT) as stage:
        arrival(stage)
        assert ask(stage) == []


def test_what_the_provider_took_for_a_payout_is_no_difference(engine: sa.Engine) -> None:
    with money_stage(engine, settings=ONE_ACCOUNT) as stage:
        arrival(stage)  # beside the pot, or the account could not pay for it
        payout(stage)
        settle_down(stage, hours=1)
        check(stage)
        assert stage.provider.ledger.organisations[PAYBILL].charges_cents > 0
        assert ask(stage) == []


def test_officers_of_the_one_group_hear_of_a_difference_once_a_day(engine: sa.Engine) -> None:
    with money_stage(engine, settings=OF_THE_OPERATOR) as stage:
        said = ask(stage)
        assert [line.partition(":")[0] for line in said] == ["Wanjiru", "Otieno"]
        assert all("KES 500" in line and "KES 0" in line for line in said)
        assert ask(stage) == []
        stage.pass_time(24 * 3600)
        assert len(ask(stage)) == 2


def test_of_an_account_that_groups_share_the_operator_alone_hears(engine: sa.Engine) -> None:
    groups = (umoja(*PEOPLE[:3]), umoja(PEOPLE[3], SARAH, name="Tausi"))
    with money_stage(engine, *groups, settings=OF_THE_OPERATOR) as stage, capture_logs() as logs:
        assert ask(stage) == []
    differs = [one["cents"] for one in logs if one["event"] == "balance_differs"]
    assert differs == [500_00]


def test_without_an_initiator_nothing_is_asked(engine: sa.Engine) -> None:
    with money_stage(engine, settings=OF_THE_OPERATOR, with_initiator=False) as stage:
        assert ask(stage) == []
        assert not any("balance" in one.path for one in stage.provider.received)
