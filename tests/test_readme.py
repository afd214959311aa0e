"""The README's examples hold as written: the library's, a group's file, a money text, commands."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bot import cli
from bot.demo import CONSTITUTION, DEMO_DATABASE
from chama.constitution import parse
from chama.constitution.cautions import cautions
from chama.receipts import read

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n+prints\n+```\n(.*?)```", README, re.S)


def test_every_python_block_says_what_it_prints() -> None:
    assert len(EXAMPLES) == README.count("```python\n") > 0


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_an_example_runs_as_written(code: str, printed: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout == printed


def test_the_groups_file_can_be_founded_and_gives_no_cause_to_think(tmp_path: Path) -> None:
    (indented,) = re.findall(r"```toml\n(.*?)```", README, re.S)
    rules = parse(textwrap.dedent(indented))
    assert cautions(rules, rules.rules.rotation.starts) == []


def test_the_money_text_can_be_copied_as_it_stands() -> None:
    (text,) = re.findall(r"```\n(.* Confirmed\..*)\n```", README)
    (receipt,) = read(text)
    assert (receipt.code, receipt.amount and receipt.amount.cents) == ("UKMAB12345", 100_000)
    assert (receipt.party_phone_masked, receipt.is_suspicious) == ("0712***003", False)
    assert "ACHIENG  ATIENO" in text


def test_every_command_stands_in_the_table_and_no_other() -> None:
    rows = re.findall(r"^\| `chama-bot (.+?)` ?\|", README, re.M)
    named = {word for row in rows for word in re.findall(r"(?:^|`)([a-z-]+)", row)}
    assert named == set(cli.main.commands)


def test_every_option_of_an_import_is_named_and_exists() -> None:
    (row,) = re.findall(r"^\| `chama-bot import-statement .*", README, re.M)
    named = set(re.findall(r"`(--[a-z-]+)`", row))
    options = (option for one in cli.import_statement.params for option in one.opts)
    assert named == {option for option in options if option.startswith("--")}


def test_the_demo_is_where_it_is_said_to_be() -> None:
    assert f"DATABASE_URL={DEMO_DATABASE} " in README
    assert CONSTITUTION.read_text("utf-8").count("[[members]]") == 4  # and a fifth phone
