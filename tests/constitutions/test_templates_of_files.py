"""Each file that a group starts from is refused until it is filled in, and then wise."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot import constitutions
from bot.constitutions import KINDS, checked, template
from chama.constitution import parse
from chama.constitution.rules import SECTIONS
from tests.constitutions.filling import filled

TODAY = date(2026, 11, 23)
LONGEST_LINE = 100


def test_every_file_in_the_folder_is_a_kind() -> None:
    folder = Path(constitutions.__file__).parent
    assert sorted(path.stem for path in folder.glob("*.toml")) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_names_everything_that_is_to_be_filled_in(kind: str) -> None:
    faults = checked(template(kind), kind, TODAY).faults
    assert len(faults) == template(kind).count('"<') == 11
    assert all(fault.endswith(": fill it in.") for fault in faults)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_template_can_be_used_and_leaves_nothing_open(kind: str) -> None:
    looked_at = checked(filled(template(kind)), "umoja.toml", TODAY)
    assert looked_at.lines() == ["umoja.toml can be used."]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_speaks_of_every_rule_and_of_no_other(kind: str) -> None:
    """What is commented out can be taken in by taking away the #."""
    text = re.sub(r"^# (\w+ = )", r"\1", template(kind), flags=re.M)
    text, _, _ = text.partition("# --- The people.")
    said: dict[str, list[str]] = {}
    section = ""
    for line in text.split("\n"):
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = header[1]
        elif key := re.match(r"(\w+) = ", line):
            said.setdefault(section, []).append(key[1])
    del said[""]
    own = parse(filled(template(kind))).rules.to_store()
    assert {name: sorted(keys) for name, keys in said.items()} == {
        name: sorted(own[name]) for name in SECTIONS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_commented_out_is_right_once_it_is_taken_in(kind: str) -> None:
    text = re.sub(r"^# (\w+ = )", r"\1", filled(template(kind)), flags=re.M)
    text = text.replace("# [[collectors]]", "[[collectors]]")
    assert checked(text, kind, TODAY).faults == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_fits_a_screen(kind: str) -> None:
    assert all(len(line) <= LONGEST_LINE for line in template(kind).splitlines())


@pytest.mark.parametrize(
    ("line", "with_placeholder", "fault"),
    [
        ('name = "Person A"', 'name = "<our name>"', "name is still '<our name>': fill it in."),
        (
            'values = ["Honesty", "Punctuality", "Mutual help"]',
            'values = ["<a value>"]',
            "[purpose] values is still a list: fill it in.",
        ),
    ],
)
def test_a_placeholder_is_refused_wherever_it_stands(
    line: str, with_placeholder: str, fault: str
) -> None:
    text = filled(template("merry-go-round")).replace(line, with_placeholder, 1)
    assert checked(text, "umoja.toml", TODAY).lines() == [
        "umoja.toml cannot be used:",
        f"- {fault}",
    ]


def test_a_name_with_one_mark_is_no_placeholder() -> None:
    text = filled(template("merry-go-round")).replace('name = "Person A"', 'name = "We <3 us"', 1)
    assert parse(text).name == "We <3 us"
