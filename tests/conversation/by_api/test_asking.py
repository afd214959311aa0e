"""When a phone is asked for money, for how much, and what is said where it is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.by_api import asking
from bot.conversation.draft import Draft
from bot.conversation.effects import Decision, OrderMoney, Say
from bot.conversation.money_api import (
    MOST_PROMPTS_A_DAY,
    PROMPT_LASTS,
    SAME_AGAIN_AFTER,
    Api,
    Order,
    OrderKind,
    OrderState,
)
from bot.payments.port import Why
from chama import entries
from chama.account_ref import account_of
from chama.constitution import CollectorKind
from chama.group import Collector, Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    ROUND,
    WANJIRU,
    caused_by,
    decided,
    group,
    message,
    situation,
    templates_to,
)

PAYBILL = Collector("C1", CollectorKind.PAYBILL, "Umoja", WANJIRU.phone, "600000", holder="M01")
API = Api(frozenset({"600000"}), can_push=True, can_pay_out=True)
OWES = {entries.dues(ACHIENG.code, ROUND.key): 100_000}


def known(**changes: Any) -> dict[str, Any]:
    """Umoja on the provider's paybill, where Achieng owes for the round."""
    return {
        "group": group(collectors=(PAYBILL,)),
        "api": API,
        "balances": OWES,
        **changes,
    }


def prompt(state: OrderState, ago: timedelta, cents: int = 50_000, **changes: Any) -> Order:
    """A prompt on Achieng's phone."""
    values: dict[str, Any] = {
        "id": 3,
        "chama_id": 1,
        "our_id": "ours",
        "key": "key",
        "kind": OrderKind.PUSH,
        "member": ACHIENG.code,
        "phone": ACHIENG.phone,
        "amount_cents": cents,
        "state": state,
        "ordered_at": NOW - ago,
        "facts": {"asked_by": ACHIENG.code},
    }
    return Order(**{**values, **changes})


def orders(decision: Decision) -> list[OrderMoney]:
    return [effect for effect in decision if isinstance(effect, OrderMoney)]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("pay", 100_000), ("pay 500", 50_000), ("lipa 250", 25_000), ("nataka kulipa", 100_000)],
)
def test_a_member_is_asked_for_what_they_say_or_owe(text: str, cents: int) -> None:
    (order,) = orders(decided(ACHIENG, text, **known()))
    assert (order.kind, order.phone, order.amount_cents) == (OrderKind.PUSH, ACHIENG.phone, cents)
    assert order.facts["account"] == account_of(1, ACHIENG.seat)


@pytest.mark.parametrize(
    "text", ["how do I pay?", "where do I pay", "nalipaje", "I will pay 500 tomorrow", "pay 500?"]
)
def test_a_question_or_a_promise_asks_no_phone(text: str) -> None:
    assert orders(decided(ACHIENG, text, **known())) == []


def test_without_a_provider_it_is_said_how_to_pay() -> None:
    decision = decided(ACHIENG, "pay 500", **known(api=Api()))
    assert orders(decision) == []
    assert templates_to(decision, ACHIENG) == ["how_to_pay"]


A_MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "orders_before", "why"),
    [
        pytest.param("pay", {"balances": {}}, "nothing", id="nothing is owed"),
        pytest.param("pay 500.50", {}, "not_whole", id="cents"),
        pytest.param("pay 250001", {}, "too_much", id="more than M-Pesa takes"),
        pytest.param(
            "pay 300",
            {"orders": (prompt(OrderState.TAKEN, A_MINUTE),)},
            "open",
            id="a prompt is open",
        ),
        pytest.param(
            "pay 300",
            {"orders": (prompt(OrderState.UNCLEAR, A_MINUTE),)},
            "open",
            id="nobody knows whether one is",
        ),
        pytest.param(
            "pay 500",
            {"orders": (prompt(OrderState.FAILED, A_MINUTE, why="cancelled"),)},
            "too_soon",
            id="the same within two minutes",
        ),
        pytest.param(
            "pay 500",
            {
                "orders": tuple(
                    prompt(OrderState.FAILED, timedelta(hours=n + 1), 10_000 + n, why="cancelled")
                    for n in range(MOST_PROMPTS_A_DAY)
                )
            },
            "too_often",
            id="too many in a day",
        ),
    ],
)
def test_what_bars_a_prompt_is_said(text: str, orders_before: dict[str, Any], why: str) -> None:
    decision = decided(ACHIENG, text, **known(**orders_before))
    assert orders(decision) == []
    said = [one for one in decision if isinstance(one, Say) and one.template == "push_not"]
    assert [one.facts["why"] for one in said] == [why]


@pytest.mark.parametrize(
    "before",
    [
        prompt(OrderState.FAILED, SAME_AGAIN_AFTER, why="cancelled"),
        prompt(OrderState.FAILED, A_MINUTE, why=Why.BUSY.value),
        prompt(OrderState.FAILED, A_MINUTE, 40_000, why="wrong_pin"),
        prompt(OrderState.DONE, A_MINUTE, 40_000),
        prompt(OrderState.UNCLEAR, PROMPT_LASTS + A_MINUTE, 40_000),
        prompt(OrderState.UNNAMED, A_MINUTE, 40_000),
        prompt(OrderState.TAKEN, A_MINUTE, phone=BARAKA.phone),
    ],
    ids=[
        "two minutes ago",
        "never shown",
        "another amount that failed",
        "another amount that was paid",
        "long ago",
        "paid, its code not known",
        "on another phone",
    ],
)
def test_what_is_over_bars_nothing(before: Order) -> None:
    assert orders(decided(ACHIENG, "pay 500", **known(orders=(before,))))


def asked_by(officer: Person, **changes: Any) -> tuple[Draft, bool]:
    """An officer has a member's phone asked."""
    sees = situation(officer, **known(**changes))
    draft = Draft(sees, caused_by(message(officer, "ask Achieng")))
    collector = asking.collector_for(draft, ACHIENG)
    assert collector is not None
    return draft, asking.ask(draft, ACHIENG, collector, 0)


def test_who_is_asked_by_an_officer_hears_by_whom() -> None:
    draft, is_asked = asked_by(OTIENO)
    assert is_asked
    assert templates_to(draft.finish(), ACHIENG) == ["push_asks"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"silent": frozenset({ACHIENG.code})}, "silent"),
        ({"orders": (prompt(OrderState.TAKEN, A_MINUTE),)}, "open"),
    ],
)
def test_an_officer_asks_nobody_who_said_stop_or_is_asked(
    changes: dict[str, Any], why: str
) -> None:
    draft, is_asked = asked_by(OTIENO, **changes)
    assert not is_asked
    (said,) = draft.finish()
    assert said.facts["why"] == why  # type: ignore[union-attr]


@pytest.mark.parametrize("why", Why)
def test_how_a_prompt_failed_is_told_to_its_owner_and_to_who_asked(why: Why) -> None:
    sees = situation("", **known())
    draft = Draft(sees, caused_by(message(OTIENO, "")))
    order = prompt(OrderState.TAKEN, A_MINUTE, facts={"asked_by": OTIENO.code})
    asking.failed(draft, order, why)
    decision = draft.finish()
    assert templates_to(decision, ACHIENG) == ["push_failed"]
    assert templates_to(decision, OTIENO) == ["push_failed"]


# --- what is told of it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "changes", "can_push"),
    [
        pytest.param(ACHIENG, {}, True, id="a-member"),
        pytest.param(WANJIRU, {}, True, id="an-officer"),
        pytest.param(ACHIENG, {"api": Api()}, False, id="no-provider"),
        pytest.param(ACHIENG, {"group": group()}, False, id="another-account"),
    ],
)
def test_help_names_paying_where_a_phone_can_be_asked(
    person: Person, changes: dict[str, Any], can_push: bool
) -> None:
    (said,) = decided(person, "help", **known(**changes))
    assert isinstance(said, Say)
    assert said.facts["can_push"] is can_push
    assert said.facts["officer"] is person.is_officer
