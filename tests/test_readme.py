"""The README's example of the library runs as written and prints what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n+prints\n+```\n(.*?)```", README, re.S)


def test_every_python_block_says_what_it_prints() -> None:
    assert len(EXAMPLES) == README.count("```python\n") > 0


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_an_example_runs_as_written(code: str, printed: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout == printed
