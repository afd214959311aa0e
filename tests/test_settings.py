"""The environment is read once, and what is missing or cannot be right is named at start."""

from __future__ import annotations

from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings import Settings, SettingsError

TWILIO = {
    "PUBLIC_BASE_URL": "https://chama.example",
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_AUTH_TOKEN": "hidden-token",
    "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
}
AFRICASTALKING = {
    "PUBLIC_BASE_URL": "https://chama.example",
    "AFRICASTALKING_USERNAME": "umoja",
    "AFRICASTALKING_API_KEY": "hidden-key",
    "AFRICASTALKING_CALLBACK_SECRET": "hidden-secret",
}


def test_an_empty_environment_is_enough_to_start() -> None:
    assert Settings.from_env({}) == Settings()
    settings = Settings()
    assert settings.database_url == "sqlite:///var/chama.db"
    assert (settings.worker_id, settings.port, settings.demo) == ("worker-1", 8000, False)
    assert (settings.twilio, settings.africastalking) == (None, None)


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        ("DATABASE_URL", "sqlite:////data/x.db", "database_url", "sqlite:////data/x.db"),
        (
            "DATABASE_URL",
            "postgresql+psycopg://u@h/d",
            "database_url",
            "postgresql+psycopg://u@h/d",
        ),
        ("DATABASE_URL", "postgresql://u@h/d", "database_url", "postgresql+psycopg://u@h/d"),
        ("DATABASE_URL", "postgres://u@h/d", "database_url", "postgresql+psycopg://u@h/d"),
        ("DATABASE_URL", "", "database_url", "sqlite:///var/chama.db"),
        ("PUBLIC_BASE_URL", "https://x.example", "public_base_url", "https://x.example"),
        ("PUBLIC_BASE_URL", "https://x.example/", "public_base_url", "https://x.example"),
        ("PUBLIC_BASE_URL", "https://x.example/a/b/", "public_base_url", "https://x.example/a/b"),
        ("PUBLIC_BASE_URL", "http://127.0.0.1:8000", "public_base_url", "http://127.0.0.1:8000"),
        ("SECRET_KEY", " s3cret ", "secret_key", "s3cret"),
        ("WORKER_ID", "worker-7", "worker_id", "worker-7"),
        ("PORT", "5000", "port", 5000),
        ("DASHBOARD_PORT", "", "dashboard_port", 8501),
        ("DASHBOARD_PORT", "5001", "dashboard_port", 5001),
        (
            "PUBLIC_BASE_URL",
            "https://x.example/a/",
            "dashboard_url",
            "https://x.example/a/dashboard",
        ),
        ("PUBLIC_BASE_URL", "", "dashboard_url", ""),
    ],
)
def test_a_variable_becomes_a_setting(
    name: str, value: str, attribute: str, expected: object
) -> None:
    assert getattr(Settings.from_env({name: value}), attribute) == expected


def test_twilio_is_configured_whole() -> None:
    twilio = Settings.from_env(
        TWILIO
        | {
            "TWILIO_AUTH_TOKEN_SECONDARY": "next-token",
            "TWILIO_WEBHOOK_SHARED_KEY": "shared-key",
            "TWILIO_SMS_FROM": "+14155550100",
            "TWILIO_API_BASE_URL": "http://127.0.0.1:9999/",
            "TWILIO_CONTENT_SID_REMINDER_EN": "HX1",
            "TWILIO_CONTENT_SID_MEETING_NOTICE_SW": "HX2",
            "TWILIO_CONTENT_SID_RECEIPT_EN": "",
        }
    ).twilio
    assert twilio is not None
    assert (twilio.account_sid, twilio.auth_token) == ("AC1", "hidden-token")
    assert (twilio.whatsapp_from, twilio.sms_from) == ("+14155238886", "+14155550100")
    assert (twilio.auth_token_secondary, twilio.webhook_shared_key) == ("next-token", "shared-key")
    assert twilio.api_base_url == "http://127.0.0.1:9999"
    assert twilio.content_sids == {("reminder", "en"): "HX1", ("meeting_notice", "sw"): "HX2"}


@pytest.mark.parametrize(
    ("username", "api_base_url"),
    [
        ("umoja", "https://api.africastalking.com"),
        ("sandbox", "https://api.sandbox.africastalking.com"),
    ],
)
def test_the_sandbox_has_its_own_address(username: str, api_base_url: str) -> None:
    africastalking = Settings.from_env(
        AFRICASTALKING | {"AFRICASTALKING_USERNAME": username}
    ).africastalking
    assert africastalking is not None
    assert africastalking.api_base_url == api_base_url
    assert (africastalking.username, africastalking.sender) == (username, "")


def test_providers_have_their_own_addresses_and_patience() -> None:
    twilio = Settings.from_env(TWILIO).twilio
    assert twilio is not None
    assert twilio.api_base_url == "https://api.twilio.com"
    assert (twilio.timeouts.connect_seconds, twilio.timeouts.read_seconds) == (3, 10)


def without(environ: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in environ.items() if name not in names}


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        pytest.param(without(TWILIO, "TWILIO_AUTH_TOKEN"), ["TWILIO_AUTH_TOKEN"], id="no token"),
        pytest.param(without(TWILIO, "TWILIO_ACCOUNT_SID"), ["TWILIO_ACCOUNT_SID"], id="no sid"),
        pytest.param(
            without(TWILIO, "TWILIO_WHATSAPP_FROM"),
            ["TWILIO_WHATSAPP_FROM", "TWILIO_SMS_FROM"],
            id="no number",
        ),
        pytest.param(
            {"TWILIO_SMS_FROM": "+1"}, ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"], id="number only"
        ),
        pytest.param(TWILIO | {"TWILIO_AUTH_TOKEN": " "}, ["TWILIO_AUTH_TOKEN"], id="blank token"),
        pytest.param(without(TWILIO, "PUBLIC_BASE_URL"), ["PUBLIC_BASE_URL"], id="twilio, no url"),
        pytest.param(
            TWILIO | {"PUBLIC_BASE_URL": "https://my_chama.example"},
            ["PUBLIC_BASE_URL"],
            id="underscore",
        ),
        pytest.param(
            {"AFRICASTALKING_USERNAME": "umoja"},
            ["AFRICASTALKING_API_KEY", "AFRICASTALKING_CALLBACK_SECRET"],
            id="username only",
        ),
        pytest.param(
            {"AFRICASTALKING_SENDER": "UMOJA"}, ["AFRICASTALKING_USERNAME"], id="sender only"
        ),
        pytest.param(
            without(AFRICASTALKING, "AFRICASTALKING_CALLBACK_SECRET"),
            ["AFRICASTALKING_CALLBACK_SECRET"],
            id="no secret",
        ),
        pytest.param(
            without(AFRICASTALKING, "PUBLIC_BASE_URL"), ["PUBLIC_BASE_URL"], id="no url either"
        ),
        pytest.param(
            AFRICASTALKING | {"AFRICASTALKING_CALLBACK_SECRET": "a/b"},
            ["AFRICASTALKING_CALLBACK_SECRET"],
            id="secret with a slash",
        ),
        pytest.param({"PUBLIC_BASE_URL": "chama.example"}, ["PUBLIC_BASE_URL"], id="no scheme"),
        pytest.param({"PUBLIC_BASE_URL": "https://"}, ["PUBLIC_BASE_URL"], id="no host"),
        pytest.param({"PUBLIC_BASE_URL": "https://x/?a"}, ["PUBLIC_BASE_URL"], id="query"),
        pytest.param({"PUBLIC_BASE_URL": "https://x:y"}, ["PUBLIC_BASE_URL"], id="odd port"),
        pytest.param(
            TWILIO | {"TWILIO_API_BASE_URL": "localhost"}, ["TWILIO_API_BASE_URL"], id="api url"
        ),
        *(
            pytest.param({"DATABASE_URL": url}, ["DATABASE_URL", said], id=url)
            for url, said in (
                ("foo", "is no database's address"),
                ("postgresql://u:hidden@h:port/d", "is no database's address"),
                ("mysql://u:hidden@h/d", "mysql://, which is not supported"),
                ("postgresql+psycopg2://u:hidden@h/d", "psycopg2://, which is not supported"),
                ("sqlite://", "names no plain file"),
                ("sqlite:///", "names no plain file"),
                ("sqlite:///:memory:", "names no plain file"),
                ("sqlite:///file:x?mode=memory&uri=true", "names no plain file"),
                ("sqlite://var/chama.db", "names no plain file"),
            )
        ),
        pytest.param({"PORT": "http"}, ["PORT"], id="port in words"),
        pytest.param({"DASHBOARD_PORT": "x"}, ["DASHBOARD_PORT"], id="port of the dashboard"),
        pytest.param({"PORT": "70000"}, ["PORT"], id="port too high"),
    ],
)
def test_what_is_missing_or_wrong_is_named(environ: dict[str, str], named: list[str]) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(environ)
    assert all(name in str(refused.value) for name in named)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("name", ["TWILIO_API_BASE_URL", "AFRICASTALKING_API_BASE_URL"])
def test_an_address_alone_configures_no_provider(name: str) -> None:
    assert Settings.from_env({name: "http://127.0.0.1:9"}) == Settings()


def test_secrets_never_show() -> None:
    environ = (
        TWILIO
        | AFRICASTALKING
        | {"SECRET_KEY": "hidden", "DATABASE_URL": "postgres://u:hidden@h/d"}
    )
    hidden = {"TWILIO_AUTH_TOKEN_SECONDARY": "hidden-2", "TWILIO_WEBHOOK_SHARED_KEY": "hidden-3"}
    assert "hidden" not in repr(Settings.from_env(environ | hidden))


def test_the_env_file_stands_behind_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("WORKER_ID=from-file\nSECRET_KEY=from-file\nPORT\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKER_ID", "from-environment")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    settings = Settings.from_env()
    assert (settings.worker_id, settings.secret_key) == ("from-environment", "from-file")


def test_a_mark_that_windows_puts_first_is_no_part_of_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfWORKER_ID=from-file\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKER_ID", raising=False)
    assert Settings.from_env().worker_id == "from-file"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("WORKER_ID=Zoë".encode("latin-1"), ".env is not in UTF-8", id="latin-1"),
        pytest.param("WORKER_ID=worker-1\n".encode("utf-16"), ".env is not in UTF-8", id="utf-16"),
        pytest.param(b"PORT=80\nWORKER_ID worker-1\n", ".env, line 2: ", id="no equals sign"),
        pytest.param(b'SECRET_KEY="hidden\nPORT=80\n', ".env, line 1: ", id="an open quote"),
    ],
)
def test_an_env_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    (tmp_path / ".env").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError) as refused:
        Settings.from_env()
    assert said in str(refused.value)
    assert "hidden" not in str(refused.value)


def test_a_given_environment_is_the_whole_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("WORKER_ID=from-file\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET_KEY", "from-environment")
    assert Settings.from_env({}) == Settings()


EXAMPLE = Path(__file__).parent.parent / ".env.example"


def test_the_example_file_starts_as_it_is() -> None:
    example = {name: value or "" for name, value in dotenv_values(EXAMPLE).items()}
    settings = Settings.from_env(example)
    assert (settings.twilio, settings.africastalking) == (None, None)


NAMES = """
    DATABASE_URL PUBLIC_BASE_URL SECRET_KEY WORKER_ID PORT DASHBOARD_PORT OPERATOR_PHONE
    TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_AUTH_TOKEN_SECONDARY TWILIO_WHATSAPP_FROM
    TWILIO_SMS_FROM TWILIO_WEBHOOK_SHARED_KEY TWILIO_API_BASE_URL
    AFRICASTALKING_USERNAME AFRICASTALKING_API_KEY AFRICASTALKING_SENDER
    AFRICASTALKING_CALLBACK_SECRET AFRICASTALKING_API_BASE_URL
    DARAJA_CONSUMER_KEY DARAJA_CONSUMER_SECRET DARAJA_SHORTCODE DARAJA_TILL DARAJA_PASSKEY
    DARAJA_INITIATOR_NAME DARAJA_INITIATOR_PASSWORD DARAJA_CERTIFICATE DARAJA_B2C_SHORTCODE
    DARAJA_CALLBACK_SECRET DARAJA_HAKIKISHA DARAJA_PULL DARAJA_C2B_VALIDATION DARAJA_API_BASE_URL
"""


def test_the_example_file_names_every_setting_and_no_other() -> None:
    assert sorted(dotenv_values(EXAMPLE)) == sorted(NAMES.split())
