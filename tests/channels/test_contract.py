"""What holds for every channel in the list, so that a new one is tested the moment it is listed."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels import channels_from
from bot.channels.base import MAX_NAME_LENGTH, Callback, Channel
from bot.channels.form import Form
from bot.messages import DeliveryStatus
from bot.settings import Settings
from tests.channels.calls import NOW, SETTINGS, TWILIO, callback, settings_with

CHANNELS = list(channels_from(SETTINGS).values())
ROOT = Path(__file__).parent.parent.parent

each_channel = pytest.mark.parametrize("channel", CHANNELS, ids=[c.name for c in CHANNELS])


@each_channel
def test_an_unsigned_call_is_not_believed(channel: Channel) -> None:
    unsigned = Callback(SETTINGS.public_base_url, Form.parse(b"From=1&from=1"), NOW)
    assert not channel.verify(unsigned)


@each_channel
def test_an_empty_call_can_be_read(channel: Channel) -> None:
    empty = Callback(SETTINGS.public_base_url, Form.parse(b""), NOW)
    assert channel.read(empty) is None
    assert channel.read_report(empty).status is DeliveryStatus.QUEUED


@each_channel
def test_what_is_too_long_for_an_index_is_cut(channel: Channel) -> None:
    form = {name: name * 300 for name in ("From", "from", "To", "to", "MessageSid", "id")}
    message = channel.read(callback(form))
    assert message is not None
    assert message.provider_id.startswith("sha256:")
    longest = MAX_NAME_LENGTH + len("whatsapp:")
    assert max(len(message.sender), len(message.recipient)) <= longest
    assert message.raw == form


@each_channel
def test_no_secret_shows_in_a_channel(channel: Channel) -> None:
    shown = repr(channel)
    for secret in ("first-token", "second-token", "shared-key", "api-key", "path-secret"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        pytest.param(SETTINGS, {"twilio_whatsapp", "twilio_sms", "africastalking_sms"}, id="all"),
        pytest.param(Settings(), set(), id="none"),
        pytest.param(settings_with(twilio=None), {"africastalking_sms"}, id="africastalking"),
        pytest.param(
            settings_with(twilio=dataclasses.replace(TWILIO, sms_from=""), africastalking=None),
            {"twilio_whatsapp"},
            id="whatsapp alone",
        ),
        pytest.param(
            settings_with(
                twilio=dataclasses.replace(TWILIO, whatsapp_from=""), africastalking=None
            ),
            {"twilio_sms"},
            id="twilio's sms alone",
        ),
    ],
)
def test_only_what_is_configured_is_a_channel(settings: Settings, names: set[str]) -> None:
    channels = channels_from(settings)
    assert set(channels) == names
    assert all(channel.name == name for name, channel in channels.items())


def test_the_web_process_loads_no_sending_library() -> None:
    program = (
        "import sys, bot.webhook, bot.channels\n"
        "print(sorted({'twilio.rest', 'africastalking', 'requests'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
