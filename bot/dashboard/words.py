"""The words of the pages: templates/<language>/dashboard/<page>.toml, a line a key.

What they say is Markdown to Streamlit, so every name among the values is made harmless twice: as
in messages, and then so that no letter of it means anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Template

from bot.render import FALLBACK_LANGUAGE, Look, safe_name, template_environment

FOLDER = "dashboard"

_MEANS_SOMETHING = re.compile(r"([!-/:-@\[-`{-~])")
_IS_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+]+)?|[A-Z]{3}")  # a day, a moment, a currency
_BEGINS_A_LINK = re.compile(r"(www|@)", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"  # invisible: ":smile:" stays what it is


class Words:
    """What the pages say, by language, page and key. One serves a whole process."""

    def __init__(self, templates: Path) -> None:
        """templates: the folder of all languages."""
        self._environment = template_environment(templates)
        self._texts = {
            folder.parent.name: {
                path.stem: tomllib.loads(path.read_text("utf-8"))
                for path in sorted(folder.glob("*.toml"))
            }
            for folder in sorted(templates.glob(f"*/{FOLDER}"))
        }
        self._template = cache(self._compiled)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that have pages."""
        return tuple(self._texts)

    def keys(self, language: str) -> Mapping[str, frozenset[str]]:
        """What a language has, page by page."""
        return {page: frozenset(texts) for page, texts in self._texts[language].items()}

    def spoken(self, language: str) -> str:
        """The language itself where there are pages in it, else that of last resort."""
        return language if language in self._texts else FALLBACK_LANGUAGE

    def say(self, language: str, page: str, key: str, **values: object) -> str:
        """One text, with its values in it. Raises LookupError for a key that is not there.

        Texts among the values are names; cents and days are shown by the filters of templates.
        """
        spoken = self.spoken(language)
        safe = {name: _safe(value) for name, value in values.items()}
        template = self._template(spoken, page, key)
        return template.render({**safe, "language": spoken, "look": Look.SMS.value})

    def _compiled(self, language: str, page: str, key: str) -> Template:
        return self._environment.from_string(self._texts[language][page][key])


def plain(name: str) -> str:
    """A name that is shown as it is, wherever Streamlit reads Markdown."""
    marked = _MEANS_SOMETHING.sub(r"\\\1", safe_name(name))
    return marked.replace(":", f":{_JOINER}")


def prose(text: str) -> str:
    """A sentence that is shown as it is, on one line, however long; nothing in it is a link."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    marked = _MEANS_SOMETHING.sub(r"\\\1", line).replace(":", f":{_JOINER}")
    return _BEGINS_A_LINK.sub(rf"\1{_JOINER}", marked)


def _safe(value: object) -> object:
    """The value with every text in it made plain. Amounts and days are no texts but numbers and
    ISO dates, which have nothing to hide."""
    if isinstance(value, str):
        return value if _IS_PLAIN.fullmatch(value) else plain(value)
    if isinstance(value, list | tuple):
        return [_safe(one) for one in value]
    return value
