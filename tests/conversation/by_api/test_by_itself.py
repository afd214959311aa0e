"""Where the provider tells of what members pay, nobody is told to forward a text of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.effects import Intend, Say
from bot.conversation.money_api import Api
from bot.gsm import segments
from bot.render import Look, Renderer
from bot.understanding import understand
from chama.constitution import CollectorKind
from chama.group import Collector
from tests.builders import ACHIENG, OTIENO, PHONE, decided, group, sent_text
from tests.conversation.by_api.test_asking import API, PAYBILL, known
from tests.template_values import SAMPLES

LANGUAGES = ("en", "sw")
RENDERER = Renderer(Path(__file__).parents[3] / "templates")
NO_PUSH = Api(API.shortcodes)
TILL = replace(PAYBILL, kind=CollectorKind.TILL)

BY_ITSELF = [
    (name, values)
    for name, samples in SAMPLES.items()
    for values in samples
    if values.get("is_by_itself")
]
TO_FORWARD = re.compile(r"forward|tuma (hapa )?ujumbe|utume hapa|akituma", re.I)
NOTHING_TO_FORWARD = re.compile(r"(there is )?nothing to forward|hakuna ujumbe wa kutuma hapa")


def said(text: str, language: str = "en", **changes: Any) -> str:
    """What Achieng is answered, as she reads it."""
    decision = decided(ACHIENG, text, **known(api=NO_PUSH, **changes))
    (answer,) = [one for one in decision if isinstance(one, Say)]
    return RENDERER.render(answer.template, answer.facts, language=language, look=Look.SMS)


WRITTEN = [
    "paying for Otieno", "can I pay for Otieno?", "500 for welfare", "welfare?",
    "how do I pay?", "I have paid", "nimelipa", "hello", "help", "xyzzy plugh", "UKN1AB2C01",
    "UKN1AB2C01 500 for Otieno", "can I give to welfare?",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("collector", [PAYBILL, TILL], ids=["paybill", "till"])
@pytest.mark.parametrize("text", WRITTEN)
def test_nobody_is_sent_to_forward_what_comes_by_itself(
    text: str, collector: Collector, language: str
) -> None:
    answer = NOTHING_TO_FORWARD.sub("", said(text, language, group=group(collectors=(collector,))))
    asks_late = re.search(r"No receipt today\?|Isipokuja leo|no record of|Hatuna rekodi", answer)
    assert asks_late or not TO_FORWARD.search(answer), answer


@pytest.mark.parametrize("collectors", [(PHONE,), (PHONE, PAYBILL)], ids=["phone", "phone first"])
@pytest.mark.parametrize("text", ["paying for Otieno", "hello", "I have paid"])
def test_what_goes_to_a_phone_is_shown_by_its_text(
    text: str, collectors: tuple[Collector, ...]
) -> None:
    assert TO_FORWARD.search(said(text, group=group(collectors=collectors)))


@pytest.mark.parametrize(
    ("collectors", "paid_to", "is_by_itself"),
    [
        pytest.param((PAYBILL,), "UMOJA for account 600000", True, id="the provider's"),
        pytest.param((PAYBILL, PHONE), "WANJIRU KAMAU 0712000001", False, id="the phone beside"),
    ],
)
def test_a_claim_waits_for_what_will_show_it(
    collectors: tuple[Collector, ...], paid_to: str, is_by_itself: bool
) -> None:
    decision = decided(
        ACHIENG, sent_text(payee=paid_to), **known(group=group(collectors=collectors))
    )
    (answer,) = [one for one in decision if isinstance(one, Say)]
    assert (answer.template, answer.facts["is_by_itself"]) == ("claim_waiting", is_by_itself)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "values"), BY_ITSELF, ids=[name for name, _ in BY_ITSELF])
def test_it_costs_no_more_sms_than_to_ask_for_the_text(
    name: str, values: dict[str, Any], language: str
) -> None:
    both = (values, {**values, "is_by_itself": False})
    now, before = (
        segments(RENDERER.render(name, one, language=language, look=Look.SMS)).count for one in both
    )
    assert now <= before


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_written_first_is_noted(language: str) -> None:
    told = said("can I pay for Otieno?", language, group=group(collectors=(TILL,)))
    (words,) = re.findall(r"(?:PAYING FOR|NALIPIA) [A-Z ]+", told)
    assert understand(words, [OTIENO.name]).name == "pay_for"
    assert Intend(ACHIENG.code, ((OTIENO.code, None),)) in decided(ACHIENG, words)
