"""What the locks say is enough for each way to install: none lacks what the code needs to run."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = {
    "requirements.lock": ("build",),
    "requirements-dashboard.lock": ("build", "dashboard"),
    "requirements-dev.lock": ("build", "dashboard", "dev"),
}
LARGEST = "requirements-dev.lock"


def locked(lock: str) -> dict[str, str]:
    """The version of each package that a lock names."""
    text = (ROOT / lock).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.M))


def needed(lock: str) -> set[str]:
    """What the project asks for by itself where it is installed so."""
    extras = PROJECT["optional-dependencies"]
    asked = [*PROJECT["dependencies"], *(one for name in EXTRAS[lock] for one in extras[name])]
    return {re.split(r"[^a-z0-9-]", one.lower().replace(".", "-"))[0] for one in asked}


@pytest.mark.parametrize("lock", EXTRAS)
def test_a_lock_has_all_that_the_project_asks_for(lock: str) -> None:
    assert needed(lock) - set(locked(lock)) == set()


@pytest.mark.parametrize("lock", ["requirements-dashboard.lock", "requirements-dev.lock"])
def test_the_pages_are_installed_with_all_that_the_bot_needs(lock: str) -> None:
    assert locked("requirements.lock").items() - locked(lock).items() == set()


@pytest.mark.parametrize("lock", EXTRAS)
def test_everything_is_tested_in_the_version_that_runs(lock: str) -> None:
    assert locked(lock).items() - locked(LARGEST).items() == set()
