"""Daraja is configured whole or not at all, at addresses that Safaricom will call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from bot.daraja_settings import DarajaSettings
from bot.settings import Settings, SettingsError
from tests.payments.daraja.account import HIDDEN, SECRET, certificate

NEEDED = {
    "PUBLIC_BASE_URL": "https://chama.example",
    "DARAJA_CONSUMER_KEY": "hidden-key",
    "DARAJA_CONSUMER_SECRET": "hidden-secret",
    "DARAJA_SHORTCODE": "600100",
    "DARAJA_CALLBACK_SECRET": SECRET,
}


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, str]:
    """An environment with everything that Daraja can have."""
    file = tmp_path / "certificate.cer"
    file.write_bytes(certificate())
    return NEEDED | {
        "DARAJA_TILL": "5550001",
        "DARAJA_PASSKEY": "hidden-passkey",
        "DARAJA_INITIATOR_NAME": "umojaapi",
        "DARAJA_INITIATOR_PASSWORD": "hidden-password",
        "DARAJA_CERTIFICATE": str(file),
        "DARAJA_B2C_SHORTCODE": "600200",
        "DARAJA_HAKIKISHA": "yes",
        "DARAJA_PULL": "Yes",
        "DARAJA_C2B_VALIDATION": "no",
        "DARAJA_API_BASE_URL": "http://127.0.0.1:9/",
    }


def account(environ: dict[str, str]) -> DarajaSettings:
    found = Settings.from_env(environ).daraja
    assert found is not None
    return found


def test_what_is_needed_is_enough() -> None:
    found = account(NEEDED)
    assert (found.shortcode, found.till, found.passkey, found.initiator) == ("600100", "", "", None)
    assert found.api_base_url == "https://api.safaricom.co.ke"
    assert (found.has_hakikisha, found.has_pull, found.has_c2b_validation) == (False,) * 3
    assert (found.timeouts.connect_seconds, found.timeouts.read_seconds) == (3, 20)
    assert found.paying_shortcode == "600100"


def test_all_of_it_is_read(whole: dict[str, str]) -> None:
    found = account(whole)
    assert (found.till, found.passkey, found.paying_shortcode) == (
        "5550001",
        "hidden-passkey",
        "600200",
    )
    assert found.initiator is not None
    assert (found.initiator.name, found.initiator.password) == ("umojaapi", "hidden-password")
    assert found.api_base_url == "http://127.0.0.1:9"
    assert (found.has_hakikisha, found.has_pull, found.has_c2b_validation) == (True, True, False)


def test_a_certificate_may_be_in_der(whole: dict[str, str]) -> None:
    Path(whole["DARAJA_CERTIFICATE"]).write_bytes(certificate(encoding=Encoding.DER))
    assert account(whole).initiator is not None


def test_no_secret_shows(whole: dict[str, str]) -> None:
    assert HIDDEN not in repr(Settings.from_env(whole))


def test_without_daraja_there_is_none() -> None:
    assert Settings.from_env({"DARAJA_API_BASE_URL": "https://x.example"}).daraja is None


Changes = dict[str, str]
FAULTS = [
    *(({name: ""}, [name]) for name in NEEDED),
    ({"DARAJA_SHORTCODE": "6001"}, ["DARAJA_SHORTCODE", "digits"]),
    ({"DARAJA_SHORTCODE": "UMOJA"}, ["DARAJA_SHORTCODE", "digits"]),
    ({"DARAJA_TILL": "55 50001"}, ["DARAJA_TILL", "digits"]),
    ({"DARAJA_B2C_SHORTCODE": "x"}, ["DARAJA_B2C_SHORTCODE", "digits"]),
    ({"DARAJA_INITIATOR_NAME": ""}, ["half configured", "DARAJA_INITIATOR_NAME"]),
    ({"DARAJA_INITIATOR_PASSWORD": ""}, ["half configured", "DARAJA_INITIATOR_PASSWORD"]),
    ({"DARAJA_CERTIFICATE": ""}, ["half configured", "DARAJA_CERTIFICATE"]),
    ({"DARAJA_CERTIFICATE": "/none/x.cer"}, ["DARAJA_CERTIFICATE", "No such file"]),
    ({"DARAJA_CERTIFICATE": "/"}, ["DARAJA_CERTIFICATE", "cannot be read"]),
    ({"DARAJA_INITIATOR_PASSWORD": "hidden" * 60}, ["DARAJA_INITIATOR_PASSWORD", "sealed"]),
    (
        {
            "DARAJA_INITIATOR_NAME": "",
            "DARAJA_INITIATOR_PASSWORD": "",
            "DARAJA_CERTIFICATE": "",
        },
        ["DARAJA_B2C_SHORTCODE", "DARAJA_INITIATOR_NAME"],
    ),
    ({"DARAJA_HAKIKISHA": "maybe"}, ["DARAJA_HAKIKISHA", "yes or no"]),
    ({"DARAJA_CALLBACK_SECRET": "hidden-short"}, ["DARAJA_CALLBACK_SECRET", "32"]),
    ({"DARAJA_CALLBACK_SECRET": "hidden/" + "s" * 32}, ["DARAJA_CALLBACK_SECRET"]),
    *(
        ({"DARAJA_CALLBACK_SECRET": f"hidden{word}" + "s" * 32}, ["DARAJA_CALLBACK_SECRET", "word"])
        for word in ("mpesa", "M-Pesa", "SAFARICOM", "exe", "exec", "cmd", "SQL", "query")
    ),
    ({"PUBLIC_BASE_URL": "https://mpesa.chama.example"}, ["PUBLIC_BASE_URL", "'mpesa'"]),
    ({"PUBLIC_BASE_URL": "https://chama.example/Query"}, ["PUBLIC_BASE_URL", "'query'"]),
    ({"PUBLIC_BASE_URL": "http://chama.example"}, ["PUBLIC_BASE_URL", "https://"]),
    ({"DARAJA_API_BASE_URL": "http://api.example"}, ["DARAJA_API_BASE_URL", "https://"]),
    ({"DARAJA_API_BASE_URL": "api.example"}, ["DARAJA_API_BASE_URL"]),
]


@pytest.mark.parametrize(("changes", "named"), FAULTS)
def test_what_is_missing_or_wrong_is_named(
    whole: dict[str, str], changes: Changes, named: list[str]
) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(whole | changes)
    assert all(name in str(refused.value) for name in named)
    assert HIDDEN not in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: b"", id="empty"),
        pytest.param(lambda: b"-----BEGIN CERTIFICATE-----\nx", id="no PEM"),
        pytest.param(lambda: b"\x30\x82", id="no DER"),
        pytest.param(lambda: certificate(ec.generate_private_key(ec.SECP256R1())), id="no RSA key"),
    ],
)
def test_a_certificate_that_seals_nothing_is_refused(
    whole: dict[str, str], content: Callable[[], bytes]
) -> None:
    Path(whole["DARAJA_CERTIFICATE"]).write_bytes(content())
    with pytest.raises(SettingsError, match="DARAJA_CERTIFICATE"):
        Settings.from_env(whole)
