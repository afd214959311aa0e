"""What is told of somebody's life, whose it is, and whether help is asked for."""

from __future__ import annotations

import pytest

from bot.understanding.moments import Moment, moment_in

NAMES = ("Wanjiru Kamau", "Kevin Kiptoo")
LOSS, ILL = "bereavement", "hospital"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("my boss lost his wife so i am on leave", Moment(LOSS)),
        ("my pastor's wife died last night", Moment(LOSS)),
        ("my friend lost her dad so I am in Kisumu", Moment(LOSS)),
        ("rafiki yangu amefiwa na mamake", Moment(LOSS)),
        ("Kevin lost his mum, kindly let us contribute 200 each", Moment(LOSS, members=("Kevin",))),
        ("my wife is sick", Moment(ILL, is_mine=True)),
        ("bibi yangu ni mgonjwa", Moment(ILL, is_mine=True)),
        ("my dad is in hospital ICU na bill imefika 80k", Moment(ILL, is_mine=True)),
        ("Mama yangu ameaga dunia usiku wa jana", Moment(LOSS, is_mine=True)),
        ("I lost my father", Moment(LOSS, is_mine=True)),
        ("My mother passed on. I don't want any money", Moment(LOSS, True, wants_none=True)),
        ("I lost my mum, please help me from welfare", Moment(LOSS, True, asks_help=True)),
        ("nimefiwa na baba, naomba msaada wa welfare", Moment(LOSS, True, asks_help=True)),
        ("Mtoto wangu amezaliwa leo!", Moment("birth", is_mine=True)),
        ("pole sana kwa msiba", Moment("condolence")),
        ("Amen", Moment("prayer")),
        ("praise God", Moment("prayer")),
        ("Merry christmas", Moment("feast")),
        ("krismasi njema", Moment("feast")),
        ("its fine, dont worry", Moment("well")),
        ("who stole my chapo", Moment("talk")),
    ],
)
def test_a_moment(text: str, moment: Moment) -> None:
    assert moment_in(text, NAMES) == moment


def test_a_loss_long_past_wants_nothing() -> None:
    told = moment_in("mama alikufa 2015, niko sawa sasa", NAMES)
    assert told is not None
    assert told.wants_none


@pytest.mark.parametrize("text", ["salio langu", "nimelipa 500", "when is my turn", "thank you"])
def test_most_texts_tell_of_none(text: str) -> None:
    assert moment_in(text, NAMES) is None
