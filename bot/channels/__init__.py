"""The channels: one file each; this is the list of them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels import africastalking_sms, simulator, twilio_sms, twilio_whatsapp
from bot.channels.base import Channel
from bot.settings import Settings

_MODULES = (twilio_whatsapp, twilio_sms, africastalking_sms, simulator)


def channels_from(settings: Settings) -> Mapping[str, Channel]:
    """The configured channels, by name."""
    channels = (module.channel_from(settings) for module in _MODULES)
    return {channel.name: channel for channel in channels if channel is not None}
