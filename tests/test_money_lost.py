"""What M-Pesa says it never had: an operator looks at its portal, and it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from bot import around, cli, doctor, processes
from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk import lost
from bot.desk.ending import NotTheOperators
from bot.payments.port import NewsKind, Why
from bot.simulator.daraja import Fault
from bot.simulator.daraja.api import Moment
from bot.simulator.daraja.ledger import Kind, State, Transaction
from bot.store import orders
from bot.store.database import open_engine, reading
from bot.store.tables import money_order, outbox
from tests.builders import ACHIENG, OTIENO, WANJIRU
from tests.money_forgeries import post
from tests.money_play import (
    agree,
    agree_to,
    books_of,
    check,
    fill_pot,
    mistake,
    reversal_of,
    settle_down,
    theirs,
)
from tests.money_stage import SECRET, MoneyStage, money_stage

pytestmark = pytest.mark.drawn

PAYOUT, RETURN = "/mpesa/b2c/v3/paymentrequest", "/mpesa/reversal/v1/request"
OPERATOR = "+254700000001"
HOURS = 6  # five calls, each asked about in vain
POT_CENTS = 4_000_00
ASKED_ABOUT = (OrderState.TAKEN, OrderState.UNCLEAR)


def turn_away(stage: MoneyStage, path: str, times: int = lost.MOST_CALLS) -> None:
    """A firewall turns away the next requests for this, and the provider never hears of them."""

    def strike() -> None:
        stage.provider.faults.switch_on(Fault.FORBIDDEN_PAGE, 1)
        turn_away(stage, path, times - 1)

    if times:
        stage.provider.when_asked(path, strike, Moment.BEFORE)


def calls_of(stage: MoneyStage, path: str) -> int:
    """How often the provider was asked for this."""
    return sum(one.path == path for one in stage.provider.received)


def lost_payout(stage: MoneyStage) -> Order:
    """A pot that was agreed to, and that M-Pesa has never had."""
    fill_pot(stage)
    turn_away(stage, PAYOUT)
    agree(stage)
    settle_down(stage, HOURS)
    stage.arrived()
    return order_of(stage, OrderKind.PAYOUT)


def lost_return(stage: MoneyStage) -> Order:
    """A payment that was to go back, of which M-Pesa never heard."""
    code = mistake(stage)
    turn_away(stage, RETURN)
    agree_to(stage, stage.say(WANJIRU, f"return {code}"))
    settle_down(stage, HOURS)
    stage.arrived()
    return order_of(stage, OrderKind.RETURN)


def order_of(stage: MoneyStage, kind: OrderKind) -> Order:
    """The first order of a kind, as it stands."""
    with reading(stage.engine) as connection:
        chosen = sa.select(money_order).where(money_order.c.kind == kind.value)
        return orders.as_order(connection.execute(chosen.order_by(money_order.c.id)).first())


def all_lost(stage: MoneyStage) -> list[Order]:
    with reading(stage.engine) as connection:
        return lost.all_of(connection, stage.stage.now)


def told_operator(stage: MoneyStage) -> list[str]:
    with reading(stage.engine) as connection:
        chosen = sa.select(outbox.c.template).where(outbox.c.address == OPERATOR)
        return list(connection.execute(chosen).scalars())


def moved(stage: MoneyStage, order: Order, receipt: str, **changes: object) -> Transaction:
    """The provider has made a payout after all: it was in a queue."""
    phone = order.phone.removeprefix("+")
    done = Transaction(
        *(receipt, Kind.PAYOUT, State.COMPLETED, order.amount_cents),
        *(stage.provider.b2c_shortcode, phone, stage.stage.now),
        our_id=order.our_id,
    )
    return stage.provider.ledger.record(replace(done, **changes))  # type: ignore[arg-type]


def tell_sent(stage: MoneyStage, order: Order, done: Transaction) -> None:
    """Its result comes."""
    items = {"TransactionAmount": done.cents // 100, "TransactionReceipt": done.receipt}
    said = {
        "ResultType": 0,
        "ResultCode": 0,
        "ResultDesc": "ok",
        "OriginatorConversationID": order.our_id,
        "ConversationID": "AG_late",
        "TransactionID": done.receipt,
        "ResultParameters": {
            "ResultParameter": [{"Key": key, "Value": value} for key, value in items.items()]
        },
    }
    post(stage, NewsKind.B2C_RESULT, {"Result": said})


def have_shown(stage: MoneyStage, order: Order, receipt: str) -> None:
    """The operator has found it, and M-Pesa answers."""
    stage.desk.ask_by_receipt(order.our_id, receipt)
    stage.work()


# --- a payout ------------------------------------------------------------------------------------


def test_what_m_pesa_never_had_is_the_operators_to_end(engine: sa.Engine) -> None:
    with money_stage(engine, operator=OPERATOR) as stage:
        order = lost_payout(stage)
        assert (order.state, order.calls) == (OrderState.UNCLEAR, lost.MOST_CALLS)
        assert all_lost(stage) == [order]
        assert told_operator(stage) == ["operator_payout_lost"]


def test_given_up_it_goes_back_and_may_be_agreed_to_anew(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        stage.desk.give_up(order.our_id)
        said = stage.arrived()
        gone = [text for text in said if "was not sent" in text]
        assert {text.split(":")[0] for text in gone} >= {"Wanjiru"}
        assert all("M-Pesa has no record of it" in text for text in gone)
        ended = order_of(stage, OrderKind.PAYOUT)
        assert (ended.state, ended.why) == (OrderState.FAILED, Why.NO_RECORD)
        assert all_lost(stage) == []
        check(stage)
        agree_to(stage, said)
        settle_down(stage)
        check(stage)
        assert len(stage.provider.book.outgoing) == 1


@pytest.mark.parametrize("is_agreed_anew", [False, True])
def test_what_was_given_up_is_booked_when_its_result_comes_after_all(
    engine: sa.Engine, *, is_agreed_anew: bool
) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        stage.desk.give_up(order.our_id)
        asked_again = stage.arrived()
        if is_agreed_anew:
            agree_to(stage, asked_again)
            settle_down(stage)
        tell_sent(stage, order, moved(stage, order, "UKN9LATE01"))
        settle_down(stage)
        assert order_of(stage, OrderKind.PAYOUT).receipt == "UKN9LATE01"
        assert len(stage.provider.book.outgoing) == 1 + is_agreed_anew
        check(stage)


def test_what_was_given_up_is_booked_when_an_answer_was_still_on_its_way(
    engine: sa.Engine,
) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        moved(stage, order, "UKN9LATE01")
        stage.pass_time(3_600)
        stage.desk.work()
        stage.desk.give_up(order.our_id)
        settle_down(stage)
        assert order_of(stage, OrderKind.PAYOUT).receipt == "UKN9LATE01"
        check(stage)


def test_a_forged_result_of_what_was_given_up_moves_nothing(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        stage.desk.give_up(order.our_id)
        forged = Transaction("UKN9FAKE01", Kind.PAYOUT, State.COMPLETED, 1, "", "", stage.stage.now)
        tell_sent(stage, order, forged)
        settle_down(stage)
        check(stage)
        assert order_of(stage, OrderKind.PAYOUT).state is OrderState.FAILED
        assert calls_of(stage, PAYOUT) == lost.MOST_CALLS


# --- what may not be given up --------------------------------------------------------------------


def sent(stage: MoneyStage) -> None:
    """It went out in peace."""
    fill_pot(stage)
    agree(stage)
    settle_down(stage)


def silent(stage: MoneyStage) -> None:
    """It went out, M-Pesa tells nothing, and nobody has been told of it."""
    fill_pot(stage)
    stage.provider.faults.switch_on(Fault.NO_ANSWER, 1)
    agree(stage)
    stage.desk.work()


def called_seldom(stage: MoneyStage) -> None:
    """M-Pesa does not know it, and will be asked for it once more."""
    fill_pot(stage)
    turn_away(stage, PAYOUT)
    agree(stage)
    stage.work_for(15)


def given_up(stage: MoneyStage) -> None:
    """It has been given up before."""
    stage.desk.give_up(lost_payout(stage).our_id)


@pytest.mark.parametrize("play", [sent, silent, called_seldom, given_up])
def test_nothing_else_can_be_given_up(
    engine: sa.Engine, play: Callable[[MoneyStage], None]
) -> None:
    with money_stage(engine, operator=OPERATOR) as stage:
        play(stage)
        before = order_of(stage, OrderKind.PAYOUT)
        with pytest.raises(NotTheOperators, match="Not given up"):
            stage.desk.give_up(before.our_id)
        assert order_of(stage, OrderKind.PAYOUT) == before
        assert all_lost(stage) == []


def test_no_prompt_can_be_given_up(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        stage.say(ACHIENG, "pay 500")
        stage.work(2)
        with pytest.raises(NotTheOperators):
            stage.desk.give_up(order_of(stage, OrderKind.PUSH).our_id)


def test_only_what_was_called_and_asked_about_enough_is_lost(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        stage.pass_time(3_600)  # and nobody asks
        now = stage.stage.now
        called_now, not_answered_since = (now - timedelta(minutes=one) for one in (9, 20))
        others = [
            replace(order, calls=lost.MOST_CALLS - 1),
            replace(order, asks=lost.LOST_ASKS - 1),
            replace(order, called_at=called_now),
            replace(order, called_at=not_answered_since),
            replace(order, kind=OrderKind.PUSH),
            replace(order, kind=OrderKind.RETURN, request_id="AG_1", id=99),
            *(replace(order, state=one) for one in OrderState if one not in ASKED_ABOUT),
        ]
        with reading(stage.engine) as connection:
            assert all(
                lost.is_lost(connection, replace(order, state=one), now) for one in ASKED_ABOUT
            )
            assert [one for one in others if lost.is_lost(connection, one, now)] == []


# --- a payout that is on the portal all the same -------------------------------------------------


@pytest.mark.parametrize("names", [{}, {"our_id": ""}], ids=["with our id", "without any id"])
def test_what_m_pesa_shows_under_the_receipt_is_booked(
    engine: sa.Engine, names: dict[str, str]
) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        moved(stage, order, "UKN9LATE01", **names)
        have_shown(stage, order, "UKN9LATE01")
        assert order_of(stage, OrderKind.PAYOUT).state is OrderState.DONE
        assert stage.desk.is_done(order.our_id)
        check(stage)
        assert any("was sent to" in text for text in stage.arrived())


def test_what_was_given_up_too_soon_is_booked_as_it_is_found(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        stage.desk.give_up(order.our_id)
        moved(stage, order, "UKN9LATE01")
        have_shown(stage, order, "UKN9LATE01")
        check(stage)
        assert stage.desk.is_done(order.our_id)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"our_id": "another-s"}, id="of another order"),
        pytest.param({"cents": POT_CENTS - 100, "our_id": ""}, id="of another amount"),
        pytest.param({"payee": OTIENO.phone[1:], "our_id": ""}, id="to another number"),
        pytest.param({"state": State.FAILED}, id="that failed"),
        pytest.param({"age": timedelta(days=1), "our_id": ""}, id="of the day before"),
    ],
)
def test_another_payout_than_that_is_not_booked_for_it(
    engine: sa.Engine, changes: dict[str, object]
) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        at = stage.stage.now - changes.pop("age", timedelta(0))  # type: ignore[operator]
        before = books_of(stage)[1]
        moved(stage, order, "UKN9LATE01", at=at, **changes)
        have_shown(stage, order, "UKN9LATE01")
        assert order_of(stage, OrderKind.PAYOUT).state is OrderState.UNCLEAR
        assert books_of(stage)[1] == before


def test_without_an_id_what_was_given_up_is_not_known_again(engine: sa.Engine) -> None:
    """The same may have been sent anew meanwhile, and that is another payout."""
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        stage.desk.give_up(order.our_id)
        moved(stage, order, "UKN9LATE01", our_id="")
        have_shown(stage, order, "UKN9LATE01")
        assert order_of(stage, OrderKind.PAYOUT).state is OrderState.FAILED


def test_the_receipt_of_another_payout_settles_nothing(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        order = lost_payout(stage)
        moved(stage, order, "UKN9LATE01", our_id="")
        with stage.engine.begin() as connection:
            row = connection.execute(sa.select(money_order)).mappings().one()
            names = {"id": 99, "our_id": "twin", "key": "twin", "receipt": "UKN9LATE01"}
            done = {"state": OrderState.DONE, "due_at": None, "settled_at": stage.stage.now}
            connection.execute(sa.insert(money_order).values({**row, **names, **done}))
        have_shown(stage, order, "UKN9LATE01")
        assert not stage.desk.is_done(order.our_id)


def test_a_receipt_that_m_pesa_does_not_know_says_nothing_of_the_payout(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        called_seldom(stage)
        order = order_of(stage, OrderKind.PAYOUT)
        for _ in range(lost.LOST_ASKS):
            have_shown(stage, order, "UKN9NONE01")
        with reading(stage.engine) as connection:
            now = order_of(stage, OrderKind.PAYOUT)
            assert not lost.is_unknown_there(connection, now)


@pytest.mark.parametrize(
    ("play", "kind", "said"),
    [
        pytest.param(sent, OrderKind.PAYOUT, "in the book already", id="a payout that was sent"),
        pytest.param(lost_return, OrderKind.RETURN, "goes back", id="a return"),
    ],
)
def test_of_what_else_no_receipt_is_asked_about(
    engine: sa.Engine, play: Callable[[MoneyStage], object], kind: OrderKind, said: str
) -> None:
    with money_stage(engine) as stage:
        play(stage)
        with pytest.raises(NotTheOperators, match=said):
            stage.desk.ask_by_receipt(order_of(stage, kind).our_id, "UKN9LATE01")


# --- a payment that goes back --------------------------------------------------------------------


def test_a_return_that_m_pesa_never_took_is_the_operators_to_end(engine: sa.Engine) -> None:
    with money_stage(engine, operator=OPERATOR) as stage:
        order = lost_return(stage)
        assert (order.calls, all_lost(stage)) == (lost.MOST_CALLS, [order])
        assert told_operator(stage) == ["operator_return_lost"]
        stage.desk.give_up(order.our_id)
        assert any("was not given back: M-Pesa has no record" in one for one in stage.arrived())
        check(stage)


def test_a_return_that_m_pesa_took_and_does_not_know_is_the_operators_too(
    engine: sa.Engine,
) -> None:
    with money_stage(engine, faults={Fault.NO_CALLBACK: None}, operator=OPERATOR) as stage:
        code = mistake(stage)
        stage.provider.faults.switch_on(Fault.REVERSAL_DECLINED)
        agree_to(stage, stage.say(WANJIRU, f"return {code}"))
        stage.desk.work()
        stage.provider.ledger.transactions.pop()
        settle_down(stage, HOURS)
        order = order_of(stage, OrderKind.RETURN)
        assert (order.state, order.calls) == (OrderState.TAKEN, 1)
        assert told_operator(stage) == ["operator_return_lost"]
        stage.desk.give_up(order.our_id)
        check(stage)


def test_a_return_that_was_given_up_is_booked_when_its_result_comes_after_all(
    engine: sa.Engine,
) -> None:
    with money_stage(engine) as stage:
        order = lost_return(stage)
        stage.desk.give_up(order.our_id)
        stage.payments.reverse(order.our_id, order.facts["receipt"], order.amount_cents)
        settle_down(stage)
        assert order_of(stage, OrderKind.RETURN).state is OrderState.DONE
        assert theirs(stage).keys() > {order.facts["receipt"]}
        check(stage)


def test_news_that_names_something_else_reopens_no_return_for_ever(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        order = lost_return(stage)
        stage.desk.give_up(order.our_id)
        stage.say(ACHIENG, "pay 500")
        stage.work(2)
        stage.provider.customers.answer(ACHIENG.phone)
        stage.work()
        said = {
            "ResultCode": 0,
            "OriginatorConversationID": "forged",
            "TransactionID": "UKN9FAKE01",
        }
        name = stage.provider.ledger.transactions[-1].request_id
        post(stage, NewsKind.REVERSAL_RESULT, {"Result": {**said, "ConversationID": name}})
        settle_down(stage)
        assert order_of(stage, OrderKind.RETURN).request_id == name
        check(stage)


def test_a_lost_return_that_went_back_ends_with_m_pesas_message_of_it(engine: sa.Engine) -> None:
    with money_stage(engine) as stage:
        order = lost_return(stage)
        went_back = stage.provider.reverse_by_hand(order.facts["receipt"])
        stage.say(WANJIRU, reversal_of(went_back))
        stage.pass_time(60)
        stage.say(OTIENO, "yes")
        settle_down(stage)
        assert all_lost(stage) == []
        check(stage)


# --- the commands --------------------------------------------------------------------------------


Run = Callable[..., Result]


@pytest.fixture
def shop(sqlite_url: str) -> Iterator[MoneyStage]:
    """Umoja and the provider, for commands that have a database of their own to open."""
    engine = open_engine(sqlite_url)
    with money_stage(engine) as stage:
        yield stage
    engine.dispose()


@pytest.fixture
def run(shop: MoneyStage, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs chama-bot with these words; its clock is the stage's, and callbacks come as it waits."""
    for module in (around, doctor, processes):
        monkeypatch.setattr(module, "utc_now", lambda: shop.stage.now)
    monkeypatch.setattr(processes, "RECONCILE_SECONDS", 1)
    patient = SimpleNamespace(monotonic=monotonic, sleep=lambda _seconds: shop.provider.deliver())
    monkeypatch.setattr(processes, "time", patient)
    environment = {
        **shop.provider.environment(SECRET),
        "DATABASE_URL": sqlite_url,
        "PUBLIC_BASE_URL": shop.web.base_url,
    }

    def run(*words: str) -> Result:
        return CliRunner(env=environment).invoke(cli.main, words)

    return run


def test_the_operator_lists_what_is_lost_and_gives_it_up(shop: MoneyStage, run: Run) -> None:
    order = lost_payout(shop)
    listed = run("daraja", "lost")
    assert listed.exit_code == 0
    first, second, *rest = listed.output.splitlines()
    assert first.startswith("2026-11-23 ")
    assert f"Umoja: KES 4,000 to {WANJIRU.name}; called 5 times, asked about" in first
    assert second == f"  {order.our_id}"
    assert "chama-bot daraja give-up ID" in rest[0]
    assert "1 orders that M-Pesa never had: chama-bot daraja lost\n" in run("doctor").output
    given_up = run("daraja", "give-up", order.our_id)
    assert given_up.exit_code == 0
    assert given_up.stdout.startswith("It counts as not done: ")
    assert run("daraja", "lost").output.startswith("None: ")
    again = run("daraja", "give-up", order.our_id)
    assert again.exit_code == 1
    assert again.output.endswith("can be. See chama-bot daraja lost.\n")
    check(shop)


def test_the_operator_lists_what_does_not_go_back(shop: MoneyStage, run: Run) -> None:
    order = lost_return(shop)
    listed = run("daraja", "lost").output
    payment = order.facts["receipt"]
    assert f"Umoja: KES 1,000 ({payment}) back to its payer; called 5 times" in listed


def test_the_operator_has_a_payout_shown_by_its_receipt(shop: MoneyStage, run: Run) -> None:
    order = lost_payout(shop)
    missing = run("daraja", "settle", order.our_id, "UKN9LATE01")
    assert missing.exit_code == 1
    assert "M-Pesa has not shown this payout under UKN9LATE01 yet" in missing.output
    moved(shop, order, "UKN9LATE01")
    settled = run("daraja", "settle", order.our_id, "ukn9late01")
    assert (settled.exit_code, settled.stdout) == (0, "M-Pesa shows it: it is booked.\n")
    check(shop)


@pytest.mark.parametrize("words", [["give-up", "nobody-s"], ["settle", "nobody-s", "UKN9LATE01"]])
def test_what_was_never_ordered_is_ended_by_nobody(run: Run, words: list[str]) -> None:
    result = run("daraja", *words)
    assert (result.exit_code, result.output) == (1, "Error: No order has the id nobody-s.\n")


def test_without_daraja_nothing_is_given_up(sqlite_url: str) -> None:
    result = CliRunner(env={"DATABASE_URL": sqlite_url}).invoke(
        cli.main, ["daraja", "give-up", "nobody-s"]
    )
    assert (result.exit_code, result.output) == (
        1,
        "Error: Daraja is not configured, so there is nobody to ask.\n",
    )
