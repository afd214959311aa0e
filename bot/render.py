"""Template name and values become the words a person reads, in their language, for their channel.

Values are JSON-like. Names come from strangers, so every text among the values is defused before
a template sees it. Money is whole cents under a name that ends in _cents, its currency is the
value `currency`; dates are ISO texts. A line of a template file is a line of the message, but a
line break right behind a {% tag %} is dropped.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from babel.dates import format_datetime
from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from bot.gsm import to_gsm
from chama.constitution.values import LONGEST_PASSAGE
from chama.money import Money
from chama.rota import NAIROBI

FALLBACK_LANGUAGE = "en"

NAME_LENGTH = 40
# Values that are more than a name, by the longest that a message has room for.
_LENGTHS = {"text": 320, "options": 80, "pay_to": 80, "officers": 120, "told": LONGEST_PASSAGE}
_PROSE = {"text", "told"}  # an officer's own notice keeps its link, a rule its "P.O. Box"

_MARKS = re.compile(r"(?<=[^\W_])(\*+|_)(?=[^\W_])|[*_~`]")
_MASKED_NUMBER = re.compile(r"\+?[\d *]*\*[\d *]*")
_APOSTROPHE = re.compile(r"(?<=\w)[`´‘’ʼ](?=\w)")
_LINK_DOT = re.compile(r"(?<=\w)[.。](?=[^\W\d])")
_BLANKS = re.compile(r"[ \t]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")

_DAY = "EEE d MMM"
_DATE = "d MMM yyyy"
_MOMENT = "EEE d MMM, h:mm a"

# From which hour on a part of the day is called so in Swahili, as Unicode's CLDR has it; only that
# six in the morning, saa 12, is asubuhi already.
_PARTS_OF_THE_DAY = (
    (19, "usiku"), (16, "jioni"), (12, "mchana"), (6, "asubuhi"), (4, "alfajiri"), (0, "usiku"),
)  # fmt: skip

# "Mama" alone is nobody: these take the name behind them along.
_TITLES = {"mama", "baba", "mzee", "mr", "mrs", "ms", "dr", "prof", "rev", "pastor", "sister"}


class Look(StrEnum):
    """How a message is shown: SMS holds GSM-7 letters only, WhatsApp any letter and bold."""

    SMS = "sms"
    WHATSAPP = "whatsapp"


class TemplateMissing(LookupError):
    """No template of this name, not even in English."""


class Renderer:
    """Renders the templates of a folder: <language>/<name>.txt, and whatsapp.toml.

    A language without the template gets the English one, dates and all. One Renderer serves a
    whole process: compiled templates are kept.
    """

    def __init__(self, folder: Path, base_url: str = "", dashboard_url: str = "") -> None:
        """base_url: the public address, for the few templates that name a page of ours.
        dashboard_url: of the officers' pages, where it is not below that."""
        self._environment = template_environment(folder)
        self._environment.globals["base_url"] = base_url
        self._environment.globals["dashboard_url"] = dashboard_url or f"{base_url}/dashboard"
        self._found: dict[tuple[str, str], tuple[Template, str]] = {}
        self._approved = tomllib.loads((folder / "whatsapp.toml").read_text(encoding="utf-8"))
        self._variables: dict[str, list[Template]] = {}

    def render(
        self, template: str, values: Mapping[str, object], *, language: str, look: Look
    ) -> str:
        """The message's text, without trailing blanks or runs of empty lines; GSM-7 for SMS.

        Raises TemplateMissing for an unknown template, jinja2.UndefinedError for a missing value.
        """
        found, spoken = self._find(template, language)
        text = _tidy(found.render(_context(values, spoken, look)))
        return to_gsm(text) if look is Look.SMS else text

    def template_variables(
        self, template: str, values: Mapping[str, object], language: str
    ) -> dict[str, str]:
        """The variables "1", "2", … of the approved WhatsApp template, none empty, each one line.

        Raises TemplateMissing when whatsapp.toml lists no such template.
        """
        expressions = self._expressions(template)
        context = _context(values, self._approved_language(template, language), Look.WHATSAPP)
        return {
            str(number): " ".join(expression.render(context).split()) or "-"
            for number, expression in enumerate(expressions, start=1)
        }

    def _find(self, template: str, language: str) -> tuple[Template, str]:
        key = (template, language)
        if key not in self._found:
            self._found[key] = self._load(template, language)
        return self._found[key]

    def _load(self, template: str, language: str) -> tuple[Template, str]:
        for spoken in (language, FALLBACK_LANGUAGE):
            try:
                return self._environment.get_template(f"{spoken}/{template}.txt"), spoken
            except TemplateNotFound:
                continue
        raise TemplateMissing(f"There is no template {template!r}.")

    def _expressions(self, template: str) -> list[Template]:
        if template not in self._approved:
            raise TemplateMissing(f"There is no approved WhatsApp template {template!r}.")
        if template not in self._variables:
            sources = self._approved[template]["variables"]
            self._variables[template] = [self._environment.from_string(text) for text in sources]
        return self._variables[template]

    def _approved_language(self, template: str, language: str) -> str:
        return language if language in self._approved[template] else FALLBACK_LANGUAGE


def template_environment(folder: Path) -> SandboxedEnvironment:
    """Where templates are read: sandboxed, and a value that is missing is an error, never a gap."""
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "money": money,
        "day": day,
        "dated": dated,
        "moment": moment,
        "saa": saa,
        "first": first,
        "bold": bold,
        "numbered": numbered,
        "listed": listed,
        "spans": spans,
    }
    environment.tests |= {"several": is_several}
    # Unless the group's facts say that it is: people tell what was paid, or the provider does.
    environment.globals |= {"is_by_word": False, "is_by_itself": False}
    return environment


def _context(values: Mapping[str, object], language: str, look: Look) -> dict[str, object]:
    defused = {name: _defused(value, name) for name, value in values.items()}
    return {**defused, "language": language, "look": look.value}


def _defused(value: object, name: str) -> object:
    """The value with every text in it made harmless, at any depth."""
    if isinstance(value, str):
        length = _LENGTHS.get(name, NAME_LENGTH)
        return _safe_prose(value, length) if name in _PROSE else safe_name(value, length)
    if isinstance(value, Mapping):
        return {key: _defused(part, str(key)) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_defused(part, name) for part in value]
    return value


def safe_name(text: str, length: int = NAME_LENGTH) -> str:
    """A name on one line that can neither format, nor link, nor run on past `length`.

    Control characters and WhatsApp marks go, but for marks inside a word, which format nothing:
    0712***345. NG`ANG`A gets its apostrophe, the dot that would make a link a blank behind it.
    """
    text = _APOSTROPHE.sub("'", _one_line(text, length))
    if _MASKED_NUMBER.fullmatch(text):
        text = text.replace(" ", "")
    text = _MARKS.sub(r"\1", text)
    text = _LINK_DOT.sub(". ", text.replace("://", " ")).lstrip(" >-")
    return _shortened(" ".join(text.split()), length)


def _safe_prose(text: str, length: int) -> str:
    """An officer's own sentence, on one line; its links stay."""
    return _shortened(_one_line(text, length), length)


def _one_line(text: str, length: int) -> str:
    """Printable letters only, line breaks as blanks; a giant text is cut before it costs time."""
    text = unicodedata.normalize("NFC", text[: 8 * length])
    if not text.isprintable():
        text = "".join(
            letter if letter.isprintable() else " " * letter.isspace() for letter in text
        )
    return " ".join(text.split())


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3].rstrip(" *_") + "..."


def _tidy(text: str) -> str:
    text = _LINE_ENDS.sub("\n", _BLANKS.sub(" ", text))
    return _EMPTY_LINES.sub("\n\n", text).strip()


@pass_context
def money(context: Context, cents: int, currency: str = "") -> str:
    """150000 -> KES 1,500 and 150050 -> KES 1,500.50, in the currency of the values.

    currency: of this amount, where it is another; "" for none.
    """
    return str(Money(cents, currency or context["currency"]))


@pass_context
def day(context: Context, text: str) -> str:
    """2026-08-21 -> Fri 21 Aug, in Swahili Ijumaa 21 Ago."""
    return _written(text, _DAY, context["language"])


@pass_context
def dated(context: Context, text: str) -> str:
    """2026-08-21 -> 21 Aug 2026, in Swahili 21 Ago 2026: of what is not of these weeks."""
    return _written(text, _DATE, context["language"])


@pass_context
def moment(context: Context, text: str) -> str:
    """2026-08-21T06:00:00+00:00 -> Fri 21 Aug, 9:00 AM, in Swahili Ijumaa 21 Ago saa 3:00 asubuhi:
    by Nairobi's clock."""
    if context["language"] != "sw":
        return _written(text, _MOMENT, context["language"])
    return f"{day(context, text)} {saa(f'{_in_nairobi(text):%H:%M}')}"


def saa(text: str) -> str:
    """09:56 -> saa 3:56 asubuhi: Swahili counts the hours of a day and of a night from six."""
    at = time.fromisoformat(text)
    part = next(name for hour, name in _PARTS_OF_THE_DAY if at.hour >= hour)
    return f"saa {(at.hour - 6) % 12 or 12}:{at:%M} {part}"


@lru_cache(maxsize=1024)
def _written(text: str, pattern: str, language: str) -> str:
    return format_datetime(_in_nairobi(text), pattern, tzinfo=NAIROBI, locale=language)


def _in_nairobi(text: str) -> datetime:
    """The time that Nairobi's clock shows; a text without a zone is that already."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=NAIROBI) if at.tzinfo is None else at.astimezone(NAIROBI)


def first(name: str) -> str:
    """What to call a person: WANJIRU KAMAU -> Wanjiru, J. OTIENO -> Otieno, Mama Njeri -> same."""
    words = name.split()
    called = next((word for word in words if len(word.strip(".")) > 1), "")
    if not called:
        return name
    if called.strip(".").lower() in _TITLES:
        return " ".join(map(_capitalised, words[: words.index(called) + 2]))
    return _capitalised(called)


def _capitalised(word: str) -> str:
    """NG'ANG'A -> Ng'ang'a, D'SOUZA -> D'Souza, ANNE-MARIE -> Anne-Marie; mixed case stays."""
    if not (word.isupper() or word.islower()):
        return word
    parts = [part.capitalize() for part in word.split("-")]
    return "-".join(
        f"{part[:2]}{part[2:].capitalize()}" if part[1:2] == "'" else part for part in parts
    )


@pass_context
def bold(context: Context, text: str) -> str:
    """*So* on WhatsApp, plain on SMS."""
    return f"*{text}*" if context["look"] == Look.WHATSAPP else text


def numbered(options: Sequence[str]) -> str:
    """The choices of a question, a line each: 1 Otieno."""
    return "\n".join(f"{number} {option}" for number, option in enumerate(options, start=1))


def spans(numbers: Sequence[int]) -> str:
    """Numbers in a row, those that follow one another as a span: 1-3, 5."""
    parts: list[tuple[int, int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in parts)


def is_several(names: Sequence[str] | str) -> bool:
    """Whether names in a row are more than one: a verb has another form then."""
    return "," in listed(names)


def listed(names: Sequence[str] | str) -> str:
    """Names in a row: Wanjiru, Otieno; a text that names them already is itself."""
    return names if isinstance(names, str) else ", ".join(names)
