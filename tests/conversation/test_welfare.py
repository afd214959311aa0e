"""Which of the group's events somebody speaks of, by the group's own words for them."""

from __future__ import annotations

import pytest

from bot.conversation.welfare import fitting
from bot.understanding.events import event_in

ENGLISH = ("parent", "spouse", "child", "member", "illness")
SWAHILI = ("mzazi", "mwenzi", "mtoto", "ugonjwa")
MIXED = ("funeral", "hospital_bill", "wedding", "school_fees")
BY_KIND = ("death_of_parent", "death", "sickness_of_child")


def meant(events: tuple[str, ...], text: str) -> list[str]:
    return fitting(tuple((event, 1_000) for event in events), event_in(text), text)


@pytest.mark.parametrize(
    ("events", "text", "found"),
    [
        pytest.param(ENGLISH, "I lost my father", ["parent"], id="kin"),
        pytest.param(ENGLISH, "nimefiwa na mama", ["parent"], id="kin-swahili"),
        pytest.param(ENGLISH, "nimepoteza mke wangu", ["spouse"], id="spouse"),
        pytest.param(ENGLISH, "we lost our child", ["child"], id="child"),
        pytest.param(ENGLISH, "nimefiwa", ["parent", "spouse", "child"], id="of-whom-unsaid"),
        pytest.param(
            ENGLISH, "Otieno passed away", ["parent", "spouse", "child", "member"], id="of-another"
        ),
        pytest.param(ENGLISH, "I lost my grandmother", [], id="kin-not-named"),
        pytest.param(ENGLISH, "mama yangu amelazwa", ["illness"], id="ill-and-no-death"),
        pytest.param(ENGLISH, "naomba msaada wa welfare", list(ENGLISH), id="nothing-said"),
        pytest.param(ENGLISH, "I am getting married", [], id="kind-not-named"),
        pytest.param(SWAHILI, "I lost my father", ["mzazi"], id="rules-in-swahili"),
        pytest.param(SWAHILI, "my child is in hospital", ["ugonjwa"], id="illness-in-swahili"),
        pytest.param(MIXED, "I lost my grandmother", ["funeral"], id="any-death"),
        pytest.param(MIXED, "hospital bill ya mtoto", ["hospital_bill"], id="bill"),
        pytest.param(MIXED, "my brother's wedding", ["wedding"], id="wedding"),
        pytest.param(BY_KIND, "my mother died", ["death_of_parent"], id="both-before-one"),
        pytest.param(BY_KIND, "my aunt died", ["death_of_parent", "death"], id="kin-unknown"),
        pytest.param(("graduation",), "help for my graduation", ["graduation"], id="its-own-word"),
        pytest.param((), "nimefiwa", [], id="no-events"),
    ],
)
def test_people_say_it_their_way_and_the_rules_theirs(
    events: tuple[str, ...], text: str, found: list[str]
) -> None:
    assert meant(events, text) == found
