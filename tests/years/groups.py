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


CLUB_ABROAD = """
[[collectors]]
kind = "bank"
name = "Thames Club"
phone = "+254712000001"
number = "12345678"
[[collectors]]
kind = "phone"
name = "Wanjiru Kamau"
phone = "+254712000001"
currency = "KES"
[abroad]
currencies = ["KES"]
[fines]
late = 5
"""
"""An account of which no text tells, and a phone in Kenya on which shillings arrive."""


def merry_go_round() -> Constitution:
    """Weekly, a double seat, short pots wait, fines once, a welfare fund."""
    more = (
        "[fines]\nlate = 50\nabsent = 100\n"
        '[welfare]\nevery = "month"\ndues = 100\nassessment = 50\n'
        "events = {parent = 400, spouse = 500, hospital = 200}\n"
    )
    return rules(people=SIX, contribution=500, more=more)


def short_pots_paid() -> Constitution:
    """Short pots are paid at the deadline, fines by the day, who receives bears the charge."""
    more = (
        '[payout]\nshort_pot = "pay"\ngrace_days = 1\nfees = "recipient"\n'
        '[fines]\nlate = "10%"\nlate_every = "day"\nlate_cap = "50%"\nfund = "welfare"\n'
    )
    return rules(people=SIX, contribution=1_000, more=more)


def two_receive() -> Constitution:
    """Two receive in one round and do not pay in it."""
    lines = "recipients = 2\nrecipient_pays = false\n"
    return rules(people=SIX, contribution=300, rotation=lines, more="[payout]\nnet_off = []\n")


def table_banking() -> Constitution:
    """A bank beside the phone, a limit for expenses, fines by the week, each other's balances."""
    more = (
        '[[collectors]]\nkind = "phone"\nname = "Wanjiru Kamau"\nphone = "+254712000001"\n'
        '[[collectors]]\nkind = "bank"\nname = "Equity Umoja"\nphone = "+254712000001"\n'
        'number = "0123456789"\n[expenses]\nlimit = 600\n[privacy]\nbalances = "all"\n'
        '[fines]\nlate = 20\nlate_every = "week"\nlate_cap = 60\nabsent = 50\n'
    )
    return rules(people=SIX, contribution=500, more=more)


def diaspora() -> Constitution:
    """Pounds that people tell of, and a phone in Kenya on which shillings wait for a rate."""
    return rules(people=SIX, currency="GBP", contribution=60, more=CLUB_ABROAD)


GROUPS: Mapping[str, Callable[[], Constitution]] = {
    "merry-go-round": merry_go_round,
    "short-pots-paid": short_pots_paid,
    "two-receive": two_receive,
    "table-banking": table_banking,
    "diaspora": diaspora,
}
