"""Sending through Africa's Talking: the SDK's SMS service, with its transport replaced.

The service builds the form and the URL; its one method `_make_request` is
overridden, because every fault sits there: a new connection for each call, JSON only when the
content type is exactly "application/json", and failures as a text without the HTTP status. Its
`_baseUrl` is set, as it offers no setting. Refusals inside a 201 are read here.

Import this late: the SDK loads all its services and `requests`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import requests
from africastalking.SMS import SMSService

from bot.channels.africastalking_errors import ERRORS
from bot.channels.http import kept_session, refused, unanswered, unreadable
from bot.messages import Accepted, OutboundMessage, Remedy, SendError
from bot.settings import AfricasTalkingSettings

API_VERSION = "/version1"
ACCEPTED_CODES = frozenset({"100", "101", "102"})  # processed, sent, queued
NO_ID = "None"  # what stands as messageId when there is none

_CODE = re.compile(r"[0-9]{1,4}|[A-Za-z]{1,40}")


def send(settings: AfricasTalkingSettings, message: OutboundMessage) -> Accepted:
    """Hand over one SMS, to an address in E.164 (the SDK refuses less). Raises SendError."""
    service = _service(settings.username, settings.api_key, settings.api_base_url)
    timeouts = settings.timeouts
    try:
        answer: requests.Response = service.send(
            message.text,
            [message.address],
            sender_id=settings.sender or None,
            timeout=(timeouts.connect_seconds, timeouts.read_seconds),
        )
    except requests.RequestException as error:
        raise unanswered(error) from None
    if not answer.ok or answer.is_redirect:
        raise refused(answer.status_code, answer.headers, is_explained=False)
    try:
        return _accepted(answer.json()["SMSMessageData"], message.address)
    except (ValueError, TypeError, LookupError, AttributeError):  # not the provider's JSON
        raise unreadable() from None


@cache
def _service(username: str, api_key: str, api_base_url: str) -> _SessionSmsService:
    """The one service of this process for an account: its connections are worth keeping."""
    return _SessionSmsService(username, api_key, api_base_url)


class _SessionSmsService(SMSService):  # type: ignore[misc]  # the SDK ships no types
    """The SDK's service over one session; its calls return the whole answer."""

    def __init__(self, username: str, api_key: str, api_base_url: str) -> None:
        super().__init__(username, api_key)
        self._baseUrl = api_base_url.removesuffix(API_VERSION) + API_VERSION
        self._session = kept_session(api_base_url)

    def _make_request(
        self,
        url: str,
        method: str,
        headers: Mapping[str, str],
        data: Mapping[str, Any],
        params: Mapping[str, str] | None,
        callback: None = None,
        timeout: tuple[float, float] | None = None,
    ) -> requests.Response:
        return self._session.request(
            method, url, params, data, headers, timeout=timeout, allow_redirects=False
        )


def _accepted(content: Mapping[str, Any], address: str) -> Accepted:
    recipient = _recipient(content, address)
    code = str(recipient.get("statusCode", ""))
    if code not in ACCEPTED_CODES:
        raise _refusal(code or str(recipient.get("status", "")))
    message_id = str(recipient.get("messageId") or NO_ID)
    if message_id == NO_ID:
        raise unreadable()
    return Accepted(message_id, str(recipient.get("cost") or ""))


def _recipient(content: Mapping[str, Any], address: str) -> Mapping[str, Any]:
    """What became of our one recipient. Without recipients the message alone says why."""
    recipients: list[Mapping[str, Any]] = content["Recipients"]
    if not recipients:
        raise _refusal(str(content["Message"]))
    for recipient in recipients:
        if recipient["number"] == address or len(recipients) == 1:
            return recipient
    raise unreadable()


def _refusal(code: str) -> SendError:
    """The SendError for a code or word of the provider's; a whole text could quote the number."""
    named = code if _CODE.fullmatch(code) else "unknown"
    return SendError(ERRORS.get(code, Remedy.GIVE_UP), named, "Africa's Talking refused it")
