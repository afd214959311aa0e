"""Who may ask: the keys that the portal gives, and the key pair that hides a password."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

_KEY_BITS = 2048


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an operator gets of the portal, made up."""

    consumer_key: str = "a-consumer-key"
    consumer_secret: str = field(default="a-consumer-secret", repr=False)
    passkey: str = field(default="a-passkey-of-the-stub", repr=False)
    initiator_name: str = "chamaapi"
    initiator_password: str = field(default="A-Password#1", repr=False)

    @property
    def basic(self) -> str:
        """What the Authorization header of a token request must say."""
        pair = f"{self.consumer_key}:{self.consumer_secret}"
        return "Basic " + base64.b64encode(pair.encode()).decode()

    def password(self, shortcode: str, timestamp: str) -> str:
        """What a push must bring."""
        return base64.b64encode(f"{shortcode}{self.passkey}{timestamp}".encode()).decode()


class NotEncrypted(ValueError):
    """A security credential that no password was encrypted into."""


def opened(security_credential: str) -> str:
    """The password inside, "" where it is encrypted for another key. Raises NotEncrypted."""
    try:
        sealed = base64.b64decode(security_credential, validate=True)
    except binascii.Error as error:
        raise NotEncrypted("It is not base64.") from error
    if len(sealed) != _KEY_BITS // 8:
        raise NotEncrypted("It is not as long as the key.")
    try:
        return _key().decrypt(sealed, padding.PKCS1v15()).decode()
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def certificate() -> bytes:
    """The certificate with the public half of the key, as PEM; one for all stubs of a process."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stub.invalid")])
    unsigned = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(_key().public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC))
    )
    return unsigned.sign(_key(), hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@lru_cache(maxsize=1)
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
