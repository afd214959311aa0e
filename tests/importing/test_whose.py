"""Which collector a statement is of, by its kind, its number and its holder's name."""

from __future__ import annotations

import pytest

from bot.importing.whose import OtherAccount, collector_of
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.money import Money
from chama.statements import Statement, StatementKind
from tests.builders import OTIENO, PHONE, WANJIRU, group

PAYBILL = Collector("C2", CollectorKind.PAYBILL, "Umoja Women", WANJIRU.phone, "4011223")
TILL = Collector("C3", CollectorKind.TILL, "Umoja Till", WANJIRU.phone, "5123456")
UNNUMBERED = Collector("C4", CollectorKind.PAYBILL, "Umoja Women", WANJIRU.phone)
OTHER_PHONE = Collector("C5", CollectorKind.PHONE, OTIENO.name, OTIENO.phone, OTIENO.phone)

ORGANISATION, CUSTOMER = StatementKind.ORGANISATION, StatementKind.CUSTOMER


def of(kind: StatementKind, shortcode: str | None = None, **printed: str) -> Statement:
    return Statement(kind, Money(0), Money(0), (), 0, shortcode=shortcode, **printed)


@pytest.mark.parametrize(
    ("collectors", "statement", "chosen", "is_sure"),
    [
        pytest.param([PHONE, PAYBILL], of(ORGANISATION, "4011223"), PAYBILL, True, id="number"),
        pytest.param([PAYBILL, TILL], of(ORGANISATION, "5123456"), TILL, True, id="other number"),
        pytest.param([PHONE, PAYBILL], of(CUSTOMER), PHONE, True, id="kind"),
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
        pytest.param([UNNUMBERED], of(ORGANISATION, "4011223"), UNNUMBERED, True, id="no number"),
        pytest.param(
            [PAYBILL, UNNUMBERED], of(ORGANISATION, "777888"), UNNUMBERED, True, id="not that one"
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


def test_another_currency_is_another_account() -> None:
    with pytest.raises(OtherAccount):
        collector_of(group(currency="UGX"), of(CUSTOMER))


def test_a_group_that_collects_nothing_has_no_statement() -> None:
    with pytest.raises(OtherAccount):
        collector_of(group(collectors=()), of(CUSTOMER))
