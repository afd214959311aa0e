"""The security credential: the initiator's password, sealed with Safaricom's certificate."""

from __future__ import annotations

import base64

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

_PEM = b"-----BEGIN"


def sealed(password: str, certificate: bytes) -> str:
    """The password alone, RSA PKCS#1 v1.5, in base64. Raises ValueError, without the password.

    mpesakit's generate_security_credential appends a timestamp to the password, which Daraja takes
    for a wrong one, and reads no DER.
    """
    key = _certificate(certificate).public_key()
    if not isinstance(key, RSAPublicKey):
        raise ValueError("The certificate has no RSA key.")
    return base64.b64encode(key.encrypt(password.encode(), PKCS1v15())).decode()


def _certificate(content: bytes) -> x509.Certificate:
    if _PEM in content:
        return x509.load_pem_x509_certificate(content)
    return x509.load_der_x509_certificate(content)
