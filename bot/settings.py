"""Settings: what the operator configures in the environment, checked once at start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from bot.daraja_settings import DarajaSettings as DarajaSettings  # what users of Settings name
from bot.daraja_settings import daraja_from
from bot.environment import SettingsError as SettingsError
from bot.environment import Timeouts as Timeouts
from bot.environment import Variables, check_base_url, process_environment
from chama.phones import PhoneError, to_e164

LOOPBACK = "127.0.0.1"
DEFAULT_DATABASE_URL = "sqlite:///var/chama.db"
DEFAULT_WORKER_ID = "worker-1"
DEFAULT_PORT = 8000
DEFAULT_DASHBOARD_PORT = 8501
DASHBOARD_PATH = "/dashboard"
TWILIO_API_BASE_URL = "https://api.twilio.com"
AFRICASTALKING_API_BASE_URL = "https://api.africastalking.com"
AFRICASTALKING_SANDBOX_API_BASE_URL = "https://api.sandbox.africastalking.com"
AFRICASTALKING_SANDBOX_USERNAME = "sandbox"

SQLITE, POSTGRESQL = "sqlite", "postgresql+psycopg"

_POSTGRES_SCHEME = re.compile(r"postgres(ql)?://")
_NOT_IN_A_PATH_SEGMENT = re.compile(r"[^!-~]|[/?#%]")


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    """One Twilio account.

    whatsapp_from, sms_from: our number in E.164, or a messaging service ("MG..."); "" when the
        account does not serve that channel. At least one of them is there.
    webhook_shared_key: the secret of HMAC-SHA256 signatures, "" when webhooks are signed with the
        auth token alone.
    content_sids: approved WhatsApp templates, ("reminder", "en") -> "HX...".
    """

    account_sid: str
    auth_token: str = field(repr=False)
    whatsapp_from: str = ""
    sms_from: str = ""
    auth_token_secondary: str = field(default="", repr=False)
    webhook_shared_key: str = field(default="", repr=False)
    api_base_url: str = TWILIO_API_BASE_URL
    content_sids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    timeouts: Timeouts = Timeouts()


@dataclass(frozen=True, slots=True)
class AfricasTalkingSettings:
    """One Africa's Talking account.

    sender: our short code or registered name, "" for the provider's shared one.
    callback_secret: the part of the callback URLs that nobody can guess.
    api_base_url: scheme and host, without "/version1".
    """

    username: str
    api_key: str = field(repr=False)
    callback_secret: str = field(repr=False)
    sender: str = ""
    api_base_url: str = AFRICASTALKING_API_BASE_URL
    timeouts: Timeouts = Timeouts()

    def __post_init__(self) -> None:
        if _NOT_IN_A_PATH_SEGMENT.search(self.callback_secret):
            raise SettingsError(
                "AFRICASTALKING_CALLBACK_SECRET is part of a URL: use letters, digits, - and _."
            )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the operator can set.

    public_base_url: where the providers reach us, perhaps with a path prefix, without a slash at
        its end; "" only while no provider is configured.
    with_dashboard: whether the officers' pages run beside us where they are installed; the demo
        may do without.
    operator_phone: who is told of what only an operator can mend, "" for nobody.
    demo: whether this is `make run` on somebody's own machine, with the simulator. It is never
        read from the environment, so that no deployment turns it on by accident.
    """

    database_url: str = field(default=DEFAULT_DATABASE_URL, repr=False)
    public_base_url: str = ""
    secret_key: str = field(default="", repr=False)
    worker_id: str = DEFAULT_WORKER_ID
    operator_phone: str = ""
    port: int = DEFAULT_PORT
    dashboard_port: int = DEFAULT_DASHBOARD_PORT
    with_dashboard: bool = True
    demo: bool = False
    twilio: TwilioSettings | None = None
    africastalking: AfricasTalkingSettings | None = None
    daraja: DarajaSettings | None = None

    def __post_init__(self) -> None:
        # object.__setattr__ is how a frozen dataclass sets a field while it is being made.
        object.__setattr__(self, "public_base_url", self.public_base_url.rstrip("/"))
        if self.public_base_url:
            check_base_url("PUBLIC_BASE_URL", self.public_base_url)
        elif self.twilio or self.africastalking or self.daraja:
            raise SettingsError(
                "PUBLIC_BASE_URL is missing: a provider is configured and must reach us there."
            )
        if self.twilio and "_" in (urlsplit(self.public_base_url).hostname or ""):
            raise SettingsError(
                "PUBLIC_BASE_URL has an underscore in its host name, which Twilio refuses."
            )
        if self.daraja:
            self.daraja.check_callbacks(self.public_base_url)

    @property
    def dashboard_url(self) -> str:
        """Where the dashboard's pages are, "" where nobody has said where we are reached.

        A proxy hands on what comes to PUBLIC_BASE_URL; in the demo there is none.
        """
        base = f"http://{LOOPBACK}:{self.dashboard_port}" if self.demo else self.public_base_url
        return f"{base}{DASHBOARD_PATH}" if base else ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings from `environ`, or from the process's environment with `.env` behind it.

        An empty value counts as missing. Raises SettingsError, whose sentence names the variables.
        """
        variables = Variables(process_environment() if environ is None else environ)
        return cls(
            database_url=_database_url(variables["DATABASE_URL"]),
            public_base_url=variables["PUBLIC_BASE_URL"],
            secret_key=variables["SECRET_KEY"],
            worker_id=variables["WORKER_ID"] or DEFAULT_WORKER_ID,
            operator_phone=_operator_phone(variables["OPERATOR_PHONE"]),
            port=_port(variables, "PORT", DEFAULT_PORT),
            dashboard_port=_port(variables, "DASHBOARD_PORT", DEFAULT_DASHBOARD_PORT),
            twilio=_twilio(variables),
            africastalking=_africastalking(variables),
            daraja=daraja_from(variables),
        )


def _twilio(variables: Variables) -> TwilioSettings | None:
    names = (
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_AUTH_TOKEN_SECONDARY",
        "TWILIO_WHATSAPP_FROM",
        "TWILIO_SMS_FROM",
        "TWILIO_WEBHOOK_SHARED_KEY",
    )
    if variables.are_all_missing(names):
        return None
    variables.require("Twilio", ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"))
    if variables.are_all_missing(("TWILIO_WHATSAPP_FROM", "TWILIO_SMS_FROM")):
        raise SettingsError(
            "Twilio is only half configured: set TWILIO_WHATSAPP_FROM or TWILIO_SMS_FROM."
        )
    return TwilioSettings(
        account_sid=variables["TWILIO_ACCOUNT_SID"],
        auth_token=variables["TWILIO_AUTH_TOKEN"],
        whatsapp_from=variables["TWILIO_WHATSAPP_FROM"].removeprefix("whatsapp:"),
        sms_from=variables["TWILIO_SMS_FROM"],
        auth_token_secondary=variables["TWILIO_AUTH_TOKEN_SECONDARY"],
        webhook_shared_key=variables["TWILIO_WEBHOOK_SHARED_KEY"],
        api_base_url=variables.base_url("TWILIO_API_BASE_URL", TWILIO_API_BASE_URL),
        content_sids=variables.content_sids(),
    )


def _africastalking(variables: Variables) -> AfricasTalkingSettings | None:
    names = (
        "AFRICASTALKING_USERNAME",
        "AFRICASTALKING_API_KEY",
        "AFRICASTALKING_CALLBACK_SECRET",
    )
    if variables.are_all_missing((*names, "AFRICASTALKING_SENDER")):
        return None
    variables.require("Africa's Talking", names)
    username = variables["AFRICASTALKING_USERNAME"]
    is_sandbox = username == AFRICASTALKING_SANDBOX_USERNAME
    default_url = AFRICASTALKING_SANDBOX_API_BASE_URL if is_sandbox else AFRICASTALKING_API_BASE_URL
    return AfricasTalkingSettings(
        username=username,
        api_key=variables["AFRICASTALKING_API_KEY"],
        callback_secret=variables["AFRICASTALKING_CALLBACK_SECRET"],
        sender=variables["AFRICASTALKING_SENDER"],
        api_base_url=variables.base_url("AFRICASTALKING_API_BASE_URL", default_url),
    )


def _database_url(text: str) -> str:
    """Hosting platforms hand out postgres:// and postgresql://; SQLAlchemy needs the driver too.

    Raises SettingsError, without the value: it may hold a password.
    """
    url = _POSTGRES_SCHEME.sub(f"{POSTGRESQL}://", text, count=1) or DEFAULT_DATABASE_URL
    fault = _fault_of_database(url)
    if fault:
        raise SettingsError(
            f"DATABASE_URL {fault}: expected {SQLITE}:///folder/file.db or "
            f"{POSTGRESQL}://user:password@host/database."
        )
    return url


def _fault_of_database(text: str) -> str:
    """Why no book can be kept there, "" where it can."""
    try:
        url = sa.make_url(text)
    except (ArgumentError, ValueError):  # no address at all, a port that is no number
        return "is no database's address"
    if url.drivername not in {SQLITE, POSTGRESQL}:
        return f"starts with {url.drivername}://, which is not supported"
    if url.drivername == SQLITE and not _is_file(url):
        return "names no plain file"
    return ""


def _is_file(url: sa.URL) -> bool:
    """Whether a SQLite address is a plain file: memory is lost with each process."""
    name = url.database or ""
    is_plain = bool(name) and name != ":memory:" and not name.startswith("file:")
    return is_plain and not url.host and not url.query


def _operator_phone(text: str) -> str:
    """In E.164, "" for none."""
    if not text:
        return ""
    try:
        return to_e164(text)
    except PhoneError as error:
        raise SettingsError(f"OPERATOR_PHONE is no phone number: {error}") from error


def _port(variables: Variables, name: str, default: int) -> int:
    text = variables[name]
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise SettingsError(f"{name} is {text!r}, which is not a port number.")
    return int(text)
