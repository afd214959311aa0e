"""What was put to a second person, as a view gives it."""

from __future__ import annotations

import sqlalchemy as sa

from bot.views.entries import entries
from bot.views.proposals import open_proposals, proposals
from chama.money import Money
from tests.builders import BARAKA, OTIENO, WANJIRU
from tests.views.groups import AMANI, UMOJA


def test_a_proposal_names_people_and_the_entry_that_came_of_it(connection: sa.Connection) -> None:
    agreed, asked = proposals(connection, UMOJA)
    assert (agreed.number, agreed.kind, agreed.state) == (1, "cash", "done")
    assert (agreed.member, agreed.asked_by) == (BARAKA.name, (WANJIRU.name,))
    assert (agreed.agreed_by, agreed.amount) == ((OTIENO.name,), Money(30_000))
    (recorded,) = [row for row in entries(connection, UMOJA) if row.seq == agreed.entry]
    assert (recorded.kind, recorded.amount, recorded.members) == (
        "contribution",
        agreed.amount,
        (agreed.member,),
    )
    assert (asked.number, asked.state, asked.agreed_by, asked.entry) == (2, "open", (), None)


def test_a_group_without_any_has_none(connection: sa.Connection) -> None:
    assert list(proposals(connection, AMANI)) == []
    assert len(list(proposals(connection))) == 2


def test_what_waits_names_all_who_may_agree(connection: sa.Connection) -> None:
    (waits,) = open_proposals(connection, UMOJA)
    assert (waits.row.number, waits.row.state, waits.row.agreed_by) == (2, "open", ())
    assert waits.asked == (OTIENO.name,)
    assert waits.needed == 1
    assert open_proposals(connection, AMANI) == ()
