"""Which collector a statement is of, by its kind, its number and its holder's name."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime

import pytest

from bot.importing.whose import OtherAccount, collector_of, insist_on_account
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.money import Money
from chama.receipts import Direction
from chama.rota import NAIROBI
from chama.statements import Statement, StatementKind, Transaction
from tests.builders import OTIENO, PHONE, WANJIRU, group

PAYBILL = Collector("C2", CollectorKind.PAYBILL, "Umoja Women", WANJIRU.phone, "4011223")
TILL = Collector("C3", CollectorKind.TILL, "Umoja Till", WANJIRU.phone, "5123456")
UNNUMBERED = Collector("C4", CollectorKind.PAYBILL, "Umoja Women", WANJIRU.phone)
OTHER_PHONE = Collector("C5", CollectorKind.PHONE, OTIENO.name, OTIENO.phone, OTIENO.phone)

ORGANISATION, CUSTOMER = StatementKind.ORGANISATION, StatementKind.CUSTOMER


def received(code: str, direction: Direction = Direction.IN) -> Transaction:
    at = datetime(2026, 11, 23, 8, 15, tzinfo=NAIROBI)
    nothing = (None, None, None, None, None, None)
    return Transaction(code, at, direction, Money.of(1_000), Money(0), *nothing, "Pay Bill")


def of(kind: StatementKind, shortcode: str | None = None, **printed: str) -> Statement:
    return Statement(kind, Money(0), Money(0), (), 0, shortcode=shortcode, **printed)


@pytest.mark.parametrize(
    ("collectors", "statement", "chosen", "is_sure"),
    [
        pytest.param([PHONE, PAYBILL], of(ORGANISATION, "4011223"), PAYBILL, True, id="number"),
        pytest.param([PAYBILL, TILL], of(ORGANISATION, "5123456"), TILL, True, id="other number"),
        pytest.param([PHONE, PAYBILL], of(CUSTOMER), PHONE, False, id="kind"),
        pytest.param(
            [PHONE, OTHER_PHONE], of(CUSTOMER, holder="OTIENO OUMA"), OTHER_PHONE, True, id="holder"
        ),
        pytest.param(
            [PHONE, OTHER_PHONE],
            of(CUSTOMER, holder="WANJIRU KAMAU", holder_phone="25471***002"),
            OTHER_PHONE,
            True,
            id="masked number before the name",
        ),
        pytest.param(
            [PHONE], of(CUSTOMER, holder_phone="0733555911"), PHONE, False, id="another phone"
        ),
        pytest.param([UNNUMBERED], of(ORGANISATION, "4011223"), UNNUMBERED, False, id="no number"),
        pytest.param(
            [PAYBILL, UNNUMBERED], of(ORGANISATION, "777888"), UNNUMBERED, False, id="not that one"
        ),
        pytest.param([PAYBILL], of(ORGANISATION, "777888"), PAYBILL, False, id="another paybill"),
        pytest.param([PHONE], of(ORGANISATION, "4011223"), PHONE, False, id="another kind"),
        pytest.param([PAYBILL], of(CUSTOMER), PAYBILL, False, id="a private phone"),
    ],
)
def test_the_collector_is_found(
    collectors: list[Collector], statement: Statement, chosen: Collector, is_sure: bool
) -> None:
    assert collector_of(group(collectors=tuple(collectors)), statement) == (chosen, is_sure)


def test_a_receipt_of_the_book_names_the_account_of_a_statement_that_does_not() -> None:
    came_in = replace(of(ORGANISATION), transactions=(received("UKN1AB2C01"),))
    books = {PAYBILL: {"UKN1AB2C02"}, TILL: {"UKN1AB2C01"}}
    of_both = group(collectors=(PAYBILL, TILL))
    assert collector_of(of_both, came_in, books.__getitem__) == (TILL, True)
    went_out = replace(came_in, transactions=(received("UKN1AB2C01", Direction.OUT),))
    assert collector_of(of_both, went_out, books.__getitem__) == (PAYBILL, False)


@pytest.mark.parametrize(
    ("collectors", "statement", "is_refused"),
    [
        pytest.param([PAYBILL], of(ORGANISATION, "777888"), True, id="another paybill"),
        pytest.param([PHONE], of(CUSTOMER, holder="JANE DOE"), True, id="another person"),
        pytest.param([PHONE], of(ORGANISATION, "4011223"), True, id="another kind"),
        pytest.param([PHONE, OTHER_PHONE], of(CUSTOMER), True, id="unnamed, one of two"),
        pytest.param([PHONE], of(CUSTOMER), False, id="unnamed, the only one"),
        pytest.param([PAYBILL], of(ORGANISATION, "4011223"), False, id="its own"),
    ],
)
def test_a_foreign_account_is_refused(
    collectors: list[Collector], statement: Statement, is_refused: bool
) -> None:
    ours = group(collectors=tuple(collectors))
    _, is_sure = collector_of(ours, statement)
    with pytest.raises(OtherAccount, match="--account-unchecked") if is_refused else nullcontext():
        insist_on_account(ours, statement, is_sure=is_sure)


def test_another_currency_is_another_account() -> None:
    with pytest.raises(OtherAccount):
        collector_of(group(currency="UGX"), of(CUSTOMER))


def test_a_group_that_collects_nothing_has_no_statement() -> None:
    with pytest.raises(OtherAccount):
        collector_of(group(collectors=()), of(CUSTOMER))
