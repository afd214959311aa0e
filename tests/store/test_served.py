"""Which group a payment is for, by who may have paid it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.store import served
from bot.store.database import reading, writing
from bot.store.tables import member
from chama.phones import hash_of
from tests.builders import ACHIENG
from tests.money_stage import PAYBILL, umoja
from tests.transcripts import Stage

HUSBAND = "+254722000222"


@pytest.mark.parametrize(
    ("phone", "hashed", "groups"),
    [
        pytest.param(ACHIENG.phone, "", [1], id="her-phone"),
        pytest.param("", hash_of(ACHIENG.phone), [1], id="her-phone-hashed"),
        pytest.param(HUSBAND, "", [1], id="the-phone-that-pays-for-her"),
        pytest.param("+254733000999", "", [], id="a-stranger"),
        pytest.param("", "", [], id="nobody"),
    ],
)
def test_a_payers_number_names_the_groups_they_pay_to(
    engine: sa.Engine, phone: str, hashed: str, groups: list[int]
) -> None:
    Stage(engine).found(umoja())
    with writing(engine) as connection:
        hers = sa.update(member).where(member.c.code == ACHIENG.code)
        connection.execute(hers.values(pay_phone=HUSBAND))
    with reading(engine) as connection:
        assert served.groups_of_payer(connection, {PAYBILL}, phone, hashed) == groups
