"""The settings of a Daraja account: M-Pesa's API for a paybill or a till."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.environment import SettingsError, Timeouts, Variables, check_base_url

API_BASE_URL = "https://api.safaricom.co.ke"
SHORTEST_SECRET = 32

_NEEDED = (
    "DARAJA_CONSUMER_KEY",
    "DARAJA_CONSUMER_SECRET",
    "DARAJA_SHORTCODE",
    "DARAJA_CALLBACK_SECRET",
)
_OF_INITIATOR = (
    "DARAJA_INITIATOR_NAME",
    "DARAJA_INITIATOR_PASSWORD",
    "DARAJA_CERTIFICATE",
)
_OPTIONAL = ("DARAJA_TILL", "DARAJA_PASSKEY", "DARAJA_B2C_SHORTCODE")

_SHORTCODE = re.compile(r"[0-9]{5,9}")
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]+")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
REFUSED_IN_URLS = ("mpesa", "m-pesa", "safaricom", "exe", "exec", "cmd", "sql", "query")
"""Source: Daraja 3.0, page CustomerToBusiness: a URL that holds one of them is refused."""


@dataclass(frozen=True, slots=True)
class Initiator:
    """Who pays out, asks and reverses: an API user of the organisation's M-Pesa portal.

    certificate: Safaricom's, PEM or DER; the password is sealed with its key.
    """

    name: str
    password: str = field(repr=False)
    certificate: bytes = field(repr=False)

    def __post_init__(self) -> None:
        from bot.payments.daraja.credential import sealed  # cryptography is slow to load

        try:
            sealed(self.password, self.certificate)
        except ValueError:
            raise SettingsError(
                "DARAJA_CERTIFICATE holds no certificate with an RSA key that the password of "
                "DARAJA_INITIATOR_PASSWORD can be sealed with."
            ) from None


@dataclass(frozen=True, slots=True)
class DarajaSettings:
    """One Daraja app and its account.

    shortcode: the paybill, or the head office of a till. till: "" for a paybill.
    passkey: of the pushes, "" where no phone is asked for money.
    b2c_shortcode: from which is paid out; "" is the shortcode itself ("one account").
    callback_secret: the part of the callback URLs that nobody can guess.
    has_hakikisha, has_pull, has_c2b_validation: products that Safaricom enables on request.
    """

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    shortcode: str
    callback_secret: str = field(repr=False)
    till: str = ""
    passkey: str = field(default="", repr=False)
    initiator: Initiator | None = None
    b2c_shortcode: str = ""
    api_base_url: str = API_BASE_URL
    has_hakikisha: bool = False
    has_pull: bool = False
    has_c2b_validation: bool = False
    timeouts: Timeouts = Timeouts(connect_seconds=3, read_seconds=20)

    def __post_init__(self) -> None:
        for name, value in (
            ("DARAJA_SHORTCODE", self.shortcode),
            ("DARAJA_TILL", self.till or self.shortcode),
            ("DARAJA_B2C_SHORTCODE", self.paying_shortcode),
        ):
            if not _SHORTCODE.fullmatch(value):
                raise SettingsError(f"{name} must be a number of 5 to 9 digits.")
        _check_secret(self.callback_secret)
        _check_is_private("DARAJA_API_BASE_URL", self.api_base_url)

    @property
    def paying_shortcode(self) -> str:
        """The account from which money is paid out."""
        return self.b2c_shortcode or self.shortcode

    def callbacks_at(self, public_base_url: str) -> str:
        """What each callback URL starts with; "/" and the kind of the news follow. It is secret."""
        return f"{public_base_url}/webhooks/daraja/{self.callback_secret}"

    def check_callbacks(self, public_base_url: str) -> None:
        """Raise SettingsError for an address that Safaricom would refuse to call."""
        _check_is_private("PUBLIC_BASE_URL", public_base_url)
        word = _refused_word(self.callbacks_at(public_base_url))
        if word:
            raise SettingsError(f"PUBLIC_BASE_URL holds {word!r}, which Safaricom refuses.")


def daraja_from(variables: Variables) -> DarajaSettings | None:
    """The account of the environment, None where none is set. Raises SettingsError."""
    if variables.are_all_missing((*_NEEDED, *_OF_INITIATOR, *_OPTIONAL)):
        return None
    variables.require("Daraja", _NEEDED)
    initiator = _initiator(variables)
    if initiator is None and variables["DARAJA_B2C_SHORTCODE"]:
        raise SettingsError(
            "DARAJA_B2C_SHORTCODE pays out nothing alone: set " + ", ".join(_OF_INITIATOR) + "."
        )
    return DarajaSettings(
        consumer_key=variables["DARAJA_CONSUMER_KEY"],
        consumer_secret=variables["DARAJA_CONSUMER_SECRET"],
        shortcode=variables["DARAJA_SHORTCODE"],
        callback_secret=variables["DARAJA_CALLBACK_SECRET"],
        till=variables["DARAJA_TILL"],
        passkey=variables["DARAJA_PASSKEY"],
        initiator=initiator,
        b2c_shortcode=variables["DARAJA_B2C_SHORTCODE"],
        api_base_url=variables.base_url("DARAJA_API_BASE_URL", API_BASE_URL),
        has_hakikisha=variables.is_yes("DARAJA_HAKIKISHA"),
        has_pull=variables.is_yes("DARAJA_PULL"),
        has_c2b_validation=variables.is_yes("DARAJA_C2B_VALIDATION"),
    )


def _initiator(variables: Variables) -> Initiator | None:
    if variables.are_all_missing(_OF_INITIATOR):
        return None
    variables.require("Daraja's initiator", _OF_INITIATOR)
    try:
        certificate = Path(variables["DARAJA_CERTIFICATE"]).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "no file's name"
        raise SettingsError(f"DARAJA_CERTIFICATE cannot be read: {reason}.") from None
    return Initiator(
        name=variables["DARAJA_INITIATOR_NAME"],
        password=variables["DARAJA_INITIATOR_PASSWORD"],
        certificate=certificate,
    )


def _check_secret(secret: str) -> None:
    """Raise SettingsError, without the value."""
    if len(secret) < SHORTEST_SECRET or not _URL_SAFE.fullmatch(secret):
        raise SettingsError(
            f"DARAJA_CALLBACK_SECRET is part of a URL and all that protects it: use "
            f"{SHORTEST_SECRET} or more letters, digits, - and _."
        )
    if _refused_word(secret):
        raise SettingsError(
            "DARAJA_CALLBACK_SECRET happens to hold a word that Safaricom refuses in URLs "
            f"({', '.join(REFUSED_IN_URLS)}): take another one."
        )


def _refused_word(text: str) -> str:
    return next((word for word in REFUSED_IN_URLS if word in text.lower()), "")


def _check_is_private(name: str, url: str) -> None:
    """Raise SettingsError for an address at which others could listen, without the value."""
    check_base_url(name, url)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise SettingsError(f"{name} must start with https:// for Daraja.")
