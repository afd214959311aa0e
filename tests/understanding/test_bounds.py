"""What bounds an act: a part of it, another time, another's, something in return, undone."""

from __future__ import annotations

import pytest

from bot.understanding import understand
from bot.understanding.bounds import BARRED_BY
from bot.words import lexicon
from tests.builders import PEOPLE

NAMES = [person.name for person in PEOPLE]


@pytest.mark.parametrize(
    ("plain", "bounded"),
    [
        ("waive Baraka's fine", "waive half of Baraka's fine"),
        ("waive Baraka's fine", "waive Baraka's fine so long as he sings"),
        ("samehe Baraka faini", "samehe Baraka robo ya faini"),
        ("I paid 500 cash", "I paid about 500 cash"),
        ("I paid 500 cash", "I paid 500 cash every week"),
        ("nimempa Achieng 500 cash", "nimempa Achieng 500 cash kila mwezi"),
        ("I gave Achieng 500", "I gave Achieng 500 a month"),
        ("I gave Achieng 500", "I gave Achieng 500 in 2018"),
        ("I gave Achieng 500", "I gave Achieng 500 to hand to Baraka"),
        ("Baraka gave me 500", "Baraka gave me 500, it was stolen"),
        ("close the round", "close the round at month end"),
        ("funga raundi", "funga raundi mwezi ujao"),
        ("remind everyone", "remind everyone except Baraka"),
        ("remind everyone", "remind everyone who owes more than 1000"),
        ("I repaid 2000 of my loan", "I repaid 2000 of my loan with Tala"),
        ("write to me in Swahili", "write to me in Swahili in exchange for sugar"),
        ("add Njeri 0712345678", "add Njeri 0712345678 to my contacts"),
        ("pay the pot to Achieng", "pay the pot to Achieng in March"),
    ],
)
def test_the_act_alone_is_sure_and_bounded_is_not(plain: str, bounded: str) -> None:
    assert understand(plain, NAMES).sure
    assert not understand(bounded, NAMES).sure


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("write to me in English every time", "language"),
        ("change the late fine to 100 next month", "amend_rule"),
        ("remind everyone to pay before Friday", "remind_all"),
        ("Baraka was absent last Saturday", "fine_member"),
        ("nimempa Achieng 500 cash kwa sababu mpesa imegoma", "paid_cash"),
        ("for now switch to Amani", "switch_group"),
    ],
)
def test_what_bounds_another_act_does_not_bound_this_one(text: str, intent: str) -> None:
    understood = understand(text, NAMES)
    assert (understood.name, understood.sure) == (intent, True)


def test_each_list_of_words_says_which_acts_it_bounds() -> None:
    assert {name for table in lexicon() for name in table["bounds"]} == set(BARRED_BY)
