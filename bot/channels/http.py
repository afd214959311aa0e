"""What both providers' SDKs leave to us: what a failed HTTP call means for the message."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import MaxRetryError, NewConnectionError

from bot.channels.base import CONNECTIONS
from bot.messages import Remedy, SendError

_OF_GATEWAYS = frozenset({502, 504})  # what stands behind them may have done its work


def kept_session(base_url: str) -> requests.Session:
    """A session for many threads, which reads the environment once and not for each call.

    Proxies and certificates are those that `requests` would find for this address.
    """
    session = requests.Session()
    found = session.merge_environment_settings(base_url, {}, None, None, None)
    session.trust_env = False
    session.proxies, session.verify = found["proxies"], found["verify"]
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))
    return session


def unanswered(error: requests.RequestException) -> SendError:
    """The SendError for a call that brought no whole answer.

    Only a connection that was never made is sure to have sent nothing. The exception's own text
    is left out: it may quote the request.
    """
    return SendError(
        Remedy.RETRY,
        type(error).__name__,
        "no answer from the provider",
        ambiguous=not _never_connected(error),
    )


def unreadable() -> SendError:
    """The SendError for a success that does not say under which id."""
    return SendError(
        Remedy.RETRY, "unreadable", "the provider's answer made no sense", ambiguous=True
    )


def refused(
    status: int,
    headers: Mapping[str, str],
    *,
    is_explained: bool,
    code: str = "",
    remedy: Remedy | None = None,
) -> SendError:
    """The SendError for an HTTP status that is no success.

    is_explained: the answer is the provider's own error document. A gateway's page says nothing
        about what became of the message behind it.
    code, remedy: the provider's own code and what the channel's table says of it, where known.
    """
    return SendError(
        remedy or remedy_of_status(status),
        code or f"HTTP {status}",
        f"the provider answered {status}",
        retry_after_seconds=retry_after_seconds(headers),
        ambiguous=status in _OF_GATEWAYS and not is_explained,
    )


def remedy_of_status(status: int) -> Remedy:
    """What helps after an HTTP status that comes without a code of the provider's."""
    if status in {408, 429} or status >= 500:
        return Remedy.RETRY
    if status in {400, 422}:
        return Remedy.GIVE_UP
    return Remedy.ALERT  # credentials, address, redirects: our configuration


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """The wait that Retry-After asks for, given in seconds or as a date; None without one.

    A date is measured against the answer's own Date, so that the two clocks need not agree.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return max(wait.total_seconds(), 0.0)


def _never_connected(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)
