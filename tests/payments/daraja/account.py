"""An account at Daraja with everything that it can have, and orders for it."""

from __future__ import annotations

import dataclasses
import threading
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from bot.daraja_settings import DarajaSettings, Initiator
from bot.environment import Timeouts
from bot.payments.daraja.client import Daraja
from bot.payments.port import PayoutOrder, PushOrder
from tests.channels.stub_provider import Answer
from tests.payments.daraja.peer import DarajaPeer

NOW = datetime(2026, 11, 27, 6, 26, 5, tzinfo=UTC)  # 09:26:05 in Nairobi
BASE_URL = "https://chama.example/bot"
SECRET = "hidden-path-" + "s" * 24
CALLBACKS = f"{BASE_URL}/webhooks/daraja/{SECRET}"
PASSWORD = "hidden-password#1"
HIDDEN = "hidden"
"""Part of every secret of this account: none of them may show."""

PATIENT = Timeouts(connect_seconds=10, read_seconds=10)
HASTY = Timeouts(connect_seconds=10, read_seconds=0.2)

PUSH_ORDER = PushOrder("+254712000001", 25_000, "UMOJA")
PAYOUT_ORDER = PayoutOrder("chama-1-77", "+254712000002", 120_000, "Umoja round 3")


@cache
def key() -> RSAPrivateKey:
    """The provider's key: what is sealed for it can be opened here."""
    return generate_private_key(public_exponent=65_537, key_size=2_048)


def certificate(of: Any = None, encoding: Encoding = Encoding.PEM) -> bytes:
    """A certificate of the provider's key, or of another one."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "daraja.example")])
    builder = x509.CertificateBuilder(name, name, (of or key()).public_key(), 1)
    dated = builder.not_valid_before(NOW).not_valid_after(NOW + timedelta(days=1))
    return dated.sign(of or key(), SHA256()).public_bytes(encoding)


@cache
def initiator() -> Initiator:
    return Initiator("umojaapi", PASSWORD, certificate())


def opened(credential: bytes) -> str:
    """The password in a security credential."""
    return key().decrypt(credential, PKCS1v15()).decode()


def settings(**changes: Any) -> DarajaSettings:
    whole = DarajaSettings(
        consumer_key="hidden-key",
        consumer_secret="hidden-secret",
        shortcode="600100",
        callback_secret=SECRET,
        passkey="hidden-passkey",
        initiator=initiator(),
        api_base_url="http://127.0.0.1:9",
        has_hakikisha=True,
        has_pull=True,
        timeouts=PATIENT,
    )
    return dataclasses.replace(whole, **changes)


class Shared:
    """Tokens in memory: who finds none fetches one, the others wait."""

    def __init__(self, token: str = "") -> None:
        self._token = token
        self._is_fetched = threading.Lock()
        self._lock = threading.Lock()

    def get(self) -> str:
        with self._lock:
            if self._token:
                return self._token
        self._is_fetched.acquire()
        with self._lock:
            if self._token:
                self._is_fetched.release()
            return self._token

    def put(self, token: str, lasts_seconds: int) -> None:
        assert lasts_seconds > 0
        with self._lock:
            self._token = token
            self._end_turn()

    def drop(self, token: str) -> None:
        with self._lock:
            if not token:
                self._end_turn()
            elif self._token == token:
                self._token = ""

    def _end_turn(self) -> None:
        if self._is_fetched.locked():
            self._is_fetched.release()


def daraja(base_url: str, tokens: Any = None, **changes: Any) -> Daraja:
    """A client of that address."""
    changed = settings(api_base_url=base_url, **changes)
    return Daraja(changed, BASE_URL, tokens or Shared(), clock=lambda: NOW)


def daraja_hearing(peer: DarajaPeer, said: Answer) -> Daraja:
    """A client to whom the peer says that; one that is kept waiting is hasty, and has its token."""
    peer.will_answer(said)
    if not said.delay_seconds:
        return daraja(peer.base_url)
    peer.valid_token = "hidden-token"
    return daraja(peer.base_url, Shared(peer.valid_token), timeouts=HASTY)
