"""The words of reports: templates/<language>/reports/<report>.toml, beside what all of them share.

Each text is a template of its own, in the sandbox of every other template; what is put into it is
plain text, and stays so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from jinja2 import Template
from jinja2.sandbox import SandboxedEnvironment

from bot.render import FALLBACK_LANGUAGE, template_environment
from bot.words import TEMPLATES
from chama.rota import NAIROBI

SHARED = "_shared"


class Words:
    """What a report says in one language; what a language lacks is said in English."""

    def __init__(self, language: str, report: str, folder: Path = TEMPLATES) -> None:
        self.language = language
        self._folder = folder
        self._texts: dict[str, str] = {}
        for spoken in (FALLBACK_LANGUAGE, language):
            for name in (SHARED, report):
                self._texts |= texts(folder, spoken, name)

    def __call__(self, key: str, **values: object) -> str:
        """A text by its key, as "columns.date". Raises KeyError, and UndefinedError for a gap."""
        template = _compiled(self._folder, self._texts[key])
        return template.render(language=self.language, **values).strip()

    def day(self, on: date) -> str:
        """A day in full: 6 November 2026, 6 Novemba 2026."""
        return format_date(on, "d MMMM y", locale=self.language)

    def moment(self, at: datetime) -> str:
        """A moment by Nairobi's clock: 6 November 2026, 18:05:00 EAT."""
        pattern = "d MMMM y, HH:mm:ss 'EAT'"
        return format_datetime(at, pattern, tzinfo=NAIROBI, locale=self.language)


@cache
def _environment(folder: Path) -> SandboxedEnvironment:
    return template_environment(folder)


@cache
def _compiled(folder: Path, text: str) -> Template:
    """A text as a template; there are as many as the files have."""
    return _environment(folder).from_string(text)


@cache
def texts(folder: Path, language: str, report: str) -> Mapping[str, str]:
    """The texts of one file by their keys; none where the language has no such file."""
    path = folder / language / "reports" / f"{report}.toml"
    if not path.is_file():
        return {}
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, Any], before: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{before}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, Mapping) else [(name, value)]
    return found
