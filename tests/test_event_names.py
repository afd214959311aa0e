"""A group's events are read in the reader's own language, and its own ones as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from bot.constitutions.document import document
from bot.render import Look, Renderer
from bot.wiring import TEMPLATES
from tests.builders import group, rules
from tests.template_values import SAMPLES

RENDERER = Renderer(TEMPLATES)
STANDARD = {
    "bereavement": "msiba", "funeral": "mazishi", "hospital": "hospitali", "illness": "ugonjwa",
    "birth": "uzazi", "wedding": "harusi", "disaster": "janga", "school_fees": "karo",
    "member": "mwanachama", "parent": "mzazi", "spouse": "mwenzi wa ndoa", "child": "mtoto",
    "sibling": "ndugu", "grandparent": "babu au nyanya", "inlaw": "mkwe",
}  # fmt: skip
READ_AS = [
    *[("sw", event, word) for event, word in STANDARD.items()],
    *[("en", event, event.replace("_", " ")) for event in STANDARD],
    *[(language, "fire_at_home", "fire at home") for language in ("en", "sw")],
]
OFFERED = [{"event": event, "amount_cents": 100} for event in STANDARD]


def said(template: str, language: str, **changes: object) -> str:
    values = {**SAMPLES[template][0], **changes}
    return RENDERER.render(template, values, language=language, look=Look.SMS)


@pytest.mark.parametrize(("language", "event", "word"), READ_AS)
def test_every_reply_names_an_event_in_the_readers_words(
    language: str, event: str, word: str
) -> None:
    offered = [{"event": event, "amount_cents": 500_000}]
    assert f"\n1 {word}, KES 5,000\n" in said("ask_welfare_event", language, events=offered)
    assert f"({word})" in said("ask_welfare", language, event=event)
    assert f"({word}, " in said("welfare_asked", language, event=event)


@pytest.mark.parametrize(("language", "event", "word"), READ_AS)
def test_the_rules_and_their_document_do_too(language: str, event: str, word: str) -> None:
    of_it = rules(more=f"[welfare]\nevents = {{{event} = 700}}\n").rules
    shown = document(group(rules=of_it), date(2026, 11, 23), language, TEMPLATES)
    assert f"{word} KES 700" in shown


@pytest.mark.parametrize("language", ["en", "sw"])
def test_what_is_offered_is_numbered_to_the_end(language: str) -> None:
    lines = said("ask_welfare_event", language, events=OFFERED).splitlines()
    numbers = [line.split()[0] for line in lines if line[:1].isdigit()]
    assert numbers == [str(number) for number in range(1, len(OFFERED) + 3)]
