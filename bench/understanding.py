"""Understanding what members write in their own words."""

from __future__ import annotations

from collections.abc import Iterator

from bench.reading import a_second
from bench.report import Budget, Figure
from bench.scale import Bench
from bot.conversation import understand

TEXTS = (
    "salio",
    "Salio langu ni ngapi?",
    "balance please",
    "hi, how much do i owe this month",
    "nani anapokea?",
    "whose turn is it next",
    "zamu yangu ni lini jamani",
    "statement",
    "nani hajalipa",
    "who has not paid yet?",
    "Nimelipa 500 kwa treasurer leo asubuhi",
    "I paid cash 1,000 to Mary",
    "nitalipa kesho",
    "msaada",
    "help",
    "2",
    "ndio",
    "no that was not me",
    "STOP",
    "kiswahili",
    "UKM1234567",
    "meeting sat 2pm at Mama Njeri's",
    "mambo vipi chama",
    "niaje, doo yangu imefika?",
    "asante sana mungu akubariki",
    "good morning members, today we meet at the church after the service, please be on time",
)


def measure(_bench: Bench) -> Iterator[Figure]:
    """Member texts a second, on one processor."""
    rate = a_second(understand, TEXTS)
    budget = Budget(3_000, 10_000, True)
    yield Figure("understanding one member text", rate, "a second", budget)
