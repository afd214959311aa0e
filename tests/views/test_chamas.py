"""Which chamas there are, as a view gives them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.views.chamas import ChamaRow, all_chamas, called, legend
from tests.views.groups import AMANI, NJERI, UMOJA, ZAWADI


def test_chamas_come_in_the_order_of_their_founding(connection: sa.Connection) -> None:
    assert all_chamas(connection) == [ChamaRow(UMOJA, "Umoja"), ChamaRow(AMANI, "Amani")]
    assert all_chamas(connection, AMANI) == [ChamaRow(AMANI, "Amani")]


def test_a_chama_is_called_by_its_name_or_its_number(connection: sa.Connection) -> None:
    amani = [ChamaRow(AMANI, "Amani")]
    assert called(connection, " amani ") == called(connection, str(AMANI)) == amani
    assert called(connection, "Aman") == called(connection, "99") == []


def test_a_legend_names_people_and_says_what_is_nobody_s_name(connection: sa.Connection) -> None:
    said = legend(connection, ChamaRow(AMANI, "Amani"))
    assert set(said.currencies.values()) == {"KES"}
    assert said.names("M01+M02") == (ZAWADI.name, NJERI.name)
    assert said.names("clock") == ("clock",)
    assert said.names("") == ()
