"""The name of the group stands in what somebody in several groups could take for another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.group_prefix import OF_THE_PERSON, with_groups_named
from bot.gsm import to_gsm
from bot.render import Look, Renderer
from bot.store.outbox import Part
from bot.wiring import TEMPLATES
from tests.template_values import SAMPLES

UMOJA, AMANI = {"chama": "Umoja"}, {"chama": "Amani"}


def said(*parts: tuple[str, dict[str, str], str]) -> list[str]:
    known = [Part(template, facts) for template, facts, _ in parts]
    return with_groups_named(known, [text for _, _, text in parts])


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([("held", UMOJA, "Noted.")], ["Umoja: Noted."], id="not named"),
        pytest.param([("held", UMOJA, "Noted in Umoja.")], ["Noted in Umoja."], id="named"),
        pytest.param([("held", UMOJA, "Noted in UMOJA.")], ["Noted in UMOJA."], id="in capitals"),
        pytest.param(
            [("held", UMOJA, "Umojani.")], ["Umoja: Umojani."], id="a word that begins like it"
        ),
        pytest.param(
            [("held", UMOJA, "Noted."), ("ask", UMOJA, "Umoja: is it?")],
            ["Noted.", "Umoja: is it?"],
            id="named further on",
        ),
        pytest.param(
            [("say_again", UMOJA, "Sorry."), ("ask", UMOJA, "Is it?")],
            ["Sorry.", "Umoja: Is it?"],
            id="not before what is the same in any group",
        ),
        pytest.param([("stopped", UMOJA, "OK.")], ["OK."], id="of the person"),
        pytest.param([("ask_chama", {}, "Which one?")], ["Which one?"], id="of no group"),
        pytest.param(
            [("no_meeting", UMOJA, "None."), ("no_meeting", AMANI, "None.")],
            ["Umoja: None.", "Amani: None."],
            id="of each",
        ),
    ],
)
def test_a_group_is_named_once(
    parts: list[tuple[str, dict[str, str], str]], expected: list[str]
) -> None:
    assert said(*parts) == expected


def test_a_name_is_written_as_the_channel_writes_it() -> None:
    part = Part("held", {"chama": "Ng’ombe *Moja*"})
    text = to_gsm("Noted in Ng’ombe Moja.")
    assert with_groups_named([part], [text], to_gsm) == [text]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_every_message_of_a_group_names_it(language: str) -> None:
    """Whatever template: by itself, or by the name in front."""
    renderer = Renderer(TEMPLATES)
    for template, samples in SAMPLES.items():
        if template in OF_THE_PERSON or not Path(TEMPLATES, language, f"{template}.txt").exists():
            continue
        facts = {**samples[0], "chama": "Mwangaza"}
        text = renderer.render(template, facts, language=language, look=Look.SMS)
        (named,) = with_groups_named([Part(template, facts)], [text], to_gsm)
        assert "Mwangaza" in named, template


def test_what_is_of_the_person_is_a_template() -> None:
    assert set(SAMPLES) >= OF_THE_PERSON
