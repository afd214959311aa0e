"""Fetches a file that came with a message, from Twilio and from nobody else.

The address of a file comes from outside. So each step of the way there is checked: only Twilio's
hosts over https (or the place that TWILIO_API_BASE_URL names), never a private address, the
account's credentials only to Twilio's own API, and no more bytes or seconds than a statement takes.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import IO
from urllib.parse import urljoin, urlsplit

import requests

from bot.messages import FetchError
from bot.settings import TWILIO_API_BASE_URL, TwilioSettings

MOST_BYTES = 10 * 1024 * 1024
MOST_SECONDS = 60  # for the whole file, however slowly it drips
MOST_REDIRECTS = 5
PIECE_BYTES = 64 * 1024

_OWN_HOSTS = (".twilio.com", ".twiliocdn.com")
_OWN_API = ".twilio.com"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

Resolve = Callable[[str], Iterable[str]]
"""The IP addresses of a host name. Raises OSError."""


def addresses_of(host: str) -> Iterable[str]:
    """What a host name stands for just now."""
    return {str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}


def fetch(
    settings: TwilioSettings, url: str, out: IO[bytes], *, resolve: Resolve = addresses_of
) -> None:
    """Write the file at a media URL of Twilio's to `out`. Raises FetchError."""
    deadline = time.monotonic() + MOST_SECONDS
    at = _stood_in(url, settings.api_base_url)
    with requests.Session() as session:
        for _ in range(MOST_REDIRECTS + 1):
            _require_twilio(at, settings.api_base_url, resolve)
            at = _take(session, settings, at, out, deadline)
            if not at:
                return
    raise FetchError("unreachable", "redirected too often", permanent=True)


def _take(
    session: requests.Session, settings: TwilioSettings, url: str, out: IO[bytes], deadline: float
) -> str:
    """Write what lies at an address, and give ""; or give the address that it moved to."""
    try:
        with _get(session, settings, url) as answer:
            if answer.status_code in _REDIRECTS:
                return urljoin(url, answer.headers.get("Location", ""))
            _require_success(answer)
            _copy(answer, out, deadline)
    except requests.RequestException as error:  # its text may quote the address
        raise FetchError("unreachable", type(error).__name__) from None
    except ValueError:  # moved to half a bracket
        raise _foreign() from None
    return ""


def _stood_in(url: str, base_url: str) -> str:
    """The address in the place that stands in for Twilio's API, where one does."""
    own = f"{TWILIO_API_BASE_URL}/"
    return f"{base_url}/{url.removeprefix(own)}" if url.startswith(own) else url


def _get(session: requests.Session, settings: TwilioSettings, url: str) -> requests.Response:
    timeouts = settings.timeouts
    return session.get(
        url,
        auth=_credentials(settings, url),
        headers={"Accept-Encoding": "identity"},
        timeout=(timeouts.connect_seconds, timeouts.read_seconds),
        allow_redirects=False,
        stream=True,
    )


def _credentials(
    settings: TwilioSettings, url: str
) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    """The account's, for Twilio's own API alone; else none, not even those of a .netrc."""
    host = urlsplit(url).hostname or ""
    if _is_below(url, settings.api_base_url) or host.endswith(_OWN_API):
        return requests.auth.HTTPBasicAuth(settings.account_sid, settings.auth_token)
    return lambda request: request


def _require_twilio(url: str, base_url: str, resolve: Resolve) -> None:
    """Raise FetchError for any place that is not Twilio's."""
    if _is_below(url, base_url):
        return
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a port that is no number, half a bracket
        raise _foreign() from None
    is_own = host.endswith(_OWN_HOSTS) and port in (None, 443)
    if parts.scheme != "https" or not is_own or parts.username is not None:
        raise _foreign()
    try:
        found = [ipaddress.ip_address(address) for address in resolve(host)]
    except OSError as error:
        raise FetchError("unreachable", type(error).__name__) from None
    if not all(address.is_global for address in found):
        raise _foreign()


def _is_below(url: str, base_url: str) -> bool:
    """Whether an address is of the host, scheme and port that the operator configured."""
    return url.startswith(f"{base_url}/")


def _foreign() -> FetchError:
    return FetchError("unreachable", "not an address of Twilio's", permanent=True)


def _require_success(answer: requests.Response) -> None:
    if answer.status_code != 200:
        raise FetchError("unreachable", f"HTTP {answer.status_code}")


def _copy(answer: requests.Response, out: IO[bytes], deadline: float) -> None:
    written = 0
    for piece in answer.iter_content(PIECE_BYTES):
        written += len(piece)
        if written > MOST_BYTES:
            raise FetchError("too_large", f"more than {MOST_BYTES} bytes", permanent=True)
        if time.monotonic() > deadline:
            raise FetchError("unreachable", f"not all there after {MOST_SECONDS} seconds")
        out.write(piece)
