"""The environment: variables by name, with `.env` behind them, and what they may look like."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

ENV_FILE = Path(".env")

_CONTENT_SID = re.compile(r"TWILIO_CONTENT_SID_(?P<template>\w+)_(?P<language>[A-Z]{2,3})")


class SettingsError(ValueError):
    """A setting that is missing or cannot be right; the sentence names the variable."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait for a provider: to connect, and then for each piece of its answer."""

    connect_seconds: float = 3
    read_seconds: float = 10


class Variables:
    """Environment variables by name: spaces around a value do not count, a missing one is ""."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def __getitem__(self, name: str) -> str:
        return self._environ.get(name, "").strip()

    def are_all_missing(self, names: tuple[str, ...]) -> bool:
        return not any(self[name] for name in names)

    def require(self, provider: str, names: tuple[str, ...]) -> None:
        missing = [name for name in names if not self[name]]
        if missing:
            raise SettingsError(f"{provider} is only half configured: set {', '.join(missing)}.")

    def base_url(self, name: str, default: str) -> str:
        url = (self[name] or default).rstrip("/")
        check_base_url(name, url)
        return url

    def is_yes(self, name: str) -> bool:
        """Raises SettingsError for what is neither yes nor no; nothing is no."""
        said = self[name].lower()
        if said not in {"", "yes", "no"}:
            raise SettingsError(f"{name} must be yes or no.")
        return said == "yes"

    def content_sids(self) -> dict[tuple[str, str], str]:
        matches = [(name, _CONTENT_SID.fullmatch(name)) for name in sorted(self._environ)]
        return {
            (match["template"].lower(), match["language"].lower()): self[name]
            for name, match in matches
            if match and self[name]
        }


def process_environment() -> dict[str, str]:
    """The process's own variables, and those of `.env` behind them. Raises SettingsError."""
    lines = dotenv_values(stream=StringIO(_env_file()))
    from_file = {name: value for name, value in lines.items() if value}
    return {**from_file, **os.environ}


def _env_file() -> str:
    """What .env says, "" where there is none. Raises SettingsError for one that cannot be read."""
    if not ENV_FILE.is_file():
        return ""
    try:
        text = ENV_FILE.read_text("utf-8-sig")  # Windows puts a mark before UTF-8
    except UnicodeDecodeError as error:
        raise SettingsError(f"{ENV_FILE} is not in UTF-8: save it as UTF-8 text.") from error
    except OSError as error:
        raise SettingsError(f"{ENV_FILE} cannot be read: {error.strerror}.") from error
    for line in parse_stream(StringIO(text)):
        if line.error:
            number = line.original.line
            raise SettingsError(f"{ENV_FILE}, line {number}: expected NAME=value.")
    return text


def check_base_url(name: str, url: str) -> None:
    """Raise SettingsError, without the value: an address may hold a password."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, half a bracket
        is_web = False
    if not is_web:
        raise SettingsError(f"{name} must be a web address that starts with https:// and a host.")
    if "?" in url or "#" in url:
        raise SettingsError(f"{name} must end before any ? or #.")
