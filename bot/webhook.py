"""Webhooks: find the channel, verify the call, hand on what it says, acknowledge."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, abort, request

from bot.channels import africastalking_sms, twilio
from bot.channels.base import Callback, Channel
from bot.channels.form import Form
from bot.messages import DeliveryReport, InboundMessage, OptOut
from bot.settings import Settings
from bot.store.database import StoreBusy

MAX_CONTENT_LENGTH = 64 * 1024
"""Bytes of a webhook's body; Flask's own limit on form memory does not cap an urlencoded form."""

Clock = Callable[[], datetime]
"""The present moment, aware, UTC."""

_HINTS = {
    403: "If its provider made it, PUBLIC_BASE_URL is not to the letter what the console calls.",
    404: "If its provider made it, the console has another AFRICASTALKING_CALLBACK_SECRET.",
}
"""What an operator may look at, by how the call was refused."""

log = logging.getLogger(__name__)


class Receiver(Protocol):
    """Where verified news goes. To return means: stored for good. Each may raise StoreBusy."""

    def handle(self, message: InboundMessage) -> object:
        """Take a member's message; the same one a second time changes nothing."""

    def report(self, report: DeliveryReport) -> None:
        """Take news of one of our messages; ids that nobody knows are no error."""

    def opt_out(self, opt_out: OptOut) -> None:
        """Take a person's wish for silence, or for messages again."""


def webhook_blueprint(
    settings: Settings, channels: Mapping[str, Channel], receiver: Receiver, clock: Clock
) -> Blueprint:
    """The routes that providers call; those of a provider that is not configured answer 404."""
    webhooks = _Webhooks(settings, channels, receiver, clock)
    blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")
    views: dict[str, Callable[..., Response]] = {
        "/twilio/whatsapp": webhooks.twilio_whatsapp,
        "/twilio/sms": webhooks.twilio_sms,
        "/twilio/status": webhooks.twilio_status,
        "/africastalking/<secret>/sms": webhooks.africastalking_sms,
        "/africastalking/<secret>/delivery": webhooks.africastalking_delivery,
        "/africastalking/<secret>/optout": webhooks.africastalking_optout,
    }
    for rule, view in views.items():
        blueprint.add_url_rule(
            rule, view.__name__, view, methods=["POST"], provide_automatic_options=False
        )
    blueprint.register_error_handler(StoreBusy, come_again)
    return blueprint


class _Webhooks:
    """The views, each in the same order: channel, proof, hand on, acknowledge."""

    def __init__(
        self, settings: Settings, channels: Mapping[str, Channel], receiver: Receiver, clock: Clock
    ) -> None:
        self._settings = settings
        self._channels = channels
        self._receiver = receiver
        self._clock = clock

    def twilio_whatsapp(self) -> Response:
        return self._twilio_message(twilio.WHATSAPP)

    def twilio_sms(self) -> Response:
        return self._twilio_message(twilio.SMS)

    def twilio_status(self) -> Response:
        channel = self._channel(twilio.WHATSAPP, twilio.SMS)  # either reads the reports of both
        callback = self._callback()
        self._require(channel.verify(callback), channel, refusal=403)
        self._receiver.report(channel.read_report(callback))
        return _twiml()

    def africastalking_sms(self, secret: str) -> Response:
        channel, callback = self._africastalking(secret)
        self._receive(channel, callback)
        return _plain()

    def africastalking_delivery(self, secret: str) -> Response:
        channel, callback = self._africastalking(secret)
        self._receiver.report(channel.read_report(callback))
        return _plain()

    def africastalking_optout(self, secret: str) -> Response:
        channel, callback = self._africastalking(secret)
        opt_out = africastalking_sms.read_opt_out(callback)
        if opt_out is None:
            log.warning("%s: an opt-out without a number", channel.name)
        else:
            self._receiver.opt_out(opt_out)
        return _plain()

    def _twilio_message(self, name: str) -> Response:
        channel = self._channel(name)
        callback = self._callback()
        self._require(channel.verify(callback), channel, refusal=403)
        self._receive(channel, callback)
        return _twiml()

    def _africastalking(self, secret: str) -> tuple[Channel, Callback]:
        channel = self._channel(africastalking_sms.NAME)
        callback = self._callback(secret)
        self._require(channel.verify(callback), channel, refusal=404)
        return channel, callback

    def _receive(self, channel: Channel, callback: Callback) -> None:
        message = channel.read(callback)
        if message is None:
            log.warning("%s: a verified call that holds no message", channel.name)
        else:
            self._receiver.handle(message)

    def _channel(self, *names: str) -> Channel:
        """The first of these channels that is configured; else the answer is 404."""
        configured = [self._channels[name] for name in names if name in self._channels]
        if not configured:
            abort(404)
        return configured[0]

    def _require(self, is_verified: bool, channel: Channel, refusal: int) -> None:
        """End a call that its provider did not make; the log says no secret, theirs or ours."""
        if is_verified:
            return
        base = urlsplit(self._settings.public_base_url)
        address = f"{base.scheme}://{base.netloc.rpartition('@')[2]}{base.path}{request.url_rule}"
        log.warning("%s: refused a call at %s. %s", channel.name, address, _HINTS[refusal])
        abort(refusal)

    def _callback(self, secret: str = "") -> Callback:
        return Callback(
            url=self._settings.public_base_url + raw_target(request.environ),
            form=Form.parse(whole_body()),
            received_at=self._clock(),
            headers={name.lower(): value for name, value in request.headers.items()},
            secret=secret,
        )


def whole_body() -> bytes:
    """The request's body, read once; 413 when it is too long, 400 when the rest never came.

    Both are checked here, because Werkzeug cuts a body at its limit without a word when no
    Content-Length says how long it is, and takes the half of a broken upload for the whole. Half a
    message would be kept under its id, and its second delivery dropped.
    """
    request.max_content_length = MAX_CONTENT_LENGTH + 1
    body = request.get_data(cache=False)
    if len(body) > MAX_CONTENT_LENGTH:
        abort(413)
    if request.content_length not in {None, len(body)}:
        abort(400)
    return body


def raw_target(environ: Mapping[str, Any]) -> str:
    """The path and query that were called, below PUBLIC_BASE_URL, with their escapes as they came.

    Servers keep the raw path as RAW_URI or REQUEST_URI, with or without a prefix and a host before
    it; so the route's own segments are taken from its end. Signatures are made over these bytes:
    decoding and quoting again would change them.
    """
    path: str = environ.get("PATH_INFO", "")
    raw_uri: str = environ.get("RAW_URI") or environ.get("REQUEST_URI") or quote(path)
    segments = raw_uri.partition("?")[0].split("/")
    raw_path = "/" + "/".join(segments[-path.count("/") :])
    query = environ.get("QUERY_STRING", "")
    return f"{raw_path}?{query}" if query else raw_path


def come_again(_error: StoreBusy) -> Response:
    """The answer while the database cannot be had: the provider tries again."""
    return Response("busy", 503, {"Retry-After": "1"}, mimetype="text/plain")


def _twiml() -> Response:
    return Response("<Response/>", mimetype="text/xml")


def _plain() -> Response:
    return Response("", mimetype="text/plain")
