"""Sending through Twilio: the SDK's client, with what it leaves out.

Mended here: it waits for ever (both time-outs are set), it loses Retry-After (kept for the thread
that sends), its address is fixed (`api.base_url` is set), it reads TWILIO_REGION and TWILIO_EDGE
behind our back (it is shown an empty environment), and its failures come as many kinds of
exception (one SendError comes out). The text and the number appear in none of them.

Import this late: `twilio.rest` costs a web process time and memory that it never needs.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any

import requests
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.channels.http import kept_session, refused, unanswered, unreadable
from bot.channels.twilio import MESSAGING_SERVICE_PREFIX
from bot.channels.twilio_errors import remedy_of
from bot.messages import Accepted, OutboundMessage, SendError
from bot.settings import Timeouts, TwilioSettings

_last_answer = threading.local()  # .headers: of the last answer to this thread


def send(
    settings: TwilioSettings,
    message: OutboundMessage,
    *,
    sender: str,
    recipient: str,
    status_callback: str,
) -> Accepted:
    """Create one message. `sender` and `recipient` are Twilio's spelling. Raises SendError."""
    client = _client(
        settings.account_sid, settings.auth_token, settings.api_base_url, settings.timeouts
    )
    try:
        created = client.messages.create(
            to=recipient,
            status_callback=status_callback,
            **_sender_parameters(sender),
            **_content_parameters(message),
        )
    except (TwilioRestException, TwilioServiceException) as error:
        raise _refusal(error, _last_answer.headers) from None
    except requests.RequestException as error:
        raise unanswered(error) from None
    except (ValueError, TypeError, AttributeError):  # a 2xx that is not Twilio's JSON
        raise unreadable() from None
    if not created.sid:
        raise unreadable()
    return Accepted(created.sid, f"{created.price_unit} {created.price}" if created.price else "")


def _sender_parameters(sender: str) -> dict[str, str]:
    is_service = sender.startswith(MESSAGING_SERVICE_PREFIX)
    return {"messaging_service_sid" if is_service else "from_": sender}


def _content_parameters(message: OutboundMessage) -> dict[str, str]:
    if not message.content_sid:
        return {"body": message.text}
    variables = json.dumps(dict(message.content_variables), ensure_ascii=False)
    return {"content_sid": message.content_sid, "content_variables": variables}


@cache
def _client(account_sid: str, auth_token: str, api_base_url: str, timeouts: Timeouts) -> Client:
    """The one client of this process for an account: its connections are worth keeping."""
    # An empty mapping would make the SDK read the process's own environment.
    environment = {"TWILIO_REGION": "", "TWILIO_EDGE": ""}
    transport = _Transport(timeouts, api_base_url)
    client = Client(account_sid, auth_token, http_client=transport, environment=environment)
    client.api.base_url = api_base_url
    return client


class _Transport:
    """What the SDK makes its requests with: its own HTTP client, with two time-outs and a memory.

    The constructor of TwilioHttpClient compares its time-out with 0, so that the pair (connect,
    read), which `requests` understands, can only be set afterwards.
    """

    def __init__(self, timeouts: Timeouts, api_base_url: str) -> None:
        self._http = TwilioHttpClient()
        self._http.session = kept_session(api_base_url)
        self._http.timeout = (timeouts.connect_seconds, timeouts.read_seconds)

    def request(self, *args: Any, **kwargs: Any) -> Response:
        response = self._http.request(*args, **kwargs)
        _last_answer.headers = response.headers
        return response


def _refusal(
    error: TwilioRestException | TwilioServiceException, headers: Mapping[str, str]
) -> SendError:
    """The SendError for a refusal. Without a code of Twilio's the SDK repeats the HTTP status."""
    status = int(error.status)
    code = str(error.code or status)
    is_explained = code != str(status)
    return refused(
        status,
        headers,
        code=code if is_explained else "",
        remedy=remedy_of(code),
        is_explained=is_explained,
    )
