"""The groups whose years are played, by the kind of file they began with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from chama.constitution import Constitution, Office
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, SARAH, WANJIRU, rules

NJERI = Person("M06", "Njeri Mwangi", "+254712000006", 6, further_seats=(7,))
KAMAU = Person("M07", "Kamau Njoroge", "+254712000007", 8)
SIX = (
    replace(WANJIRU, office=Office.TREASURER),
    OTIENO,
    ACHIENG,
    BARAKA,
    SARAH,
    NJERI,
    KAMAU,
)


def merry_go_round() -> Constitution:
    """Weekly, a double seat, short pots wait."""
    return rules(people=SIX, contribution=500)


def short_pots_paid() -> Constitution:
    """Short pots are paid at the deadline, who receives bears the charge."""
    more = '[payout]\nshort_pot = "pay"\ngrace_days = 1\nfees = "recipient"\n'
    return rules(people=SIX, contribution=1_000, more=more)


def two_receive() -> Constitution:
    """Two receive in one round and do not pay in it."""
    lines = "recipients = 2\nrecipient_pays = false\n"
    return rules(people=SIX, contribution=300, rotation=lines, more="[payout]\nnet_off = []\n")


GROUPS: Mapping[str, Callable[[], Constitution]] = {
    "merry-go-round": merry_go_round,
    "short-pots-paid": short_pots_paid,
    "two-receive": two_receive,
}
