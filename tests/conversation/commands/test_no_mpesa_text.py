"""Who has no M-Pesa message is told where its code stands, in whatever words they say it."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Say
from chama.constitution import CollectorKind
from chama.group import Collector
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, group, reply

BANK = Collector("C1", CollectorKind.BANK, "Thames Bank", WANJIRU.phone, holder="M01")
IN_POUNDS = group(currency="GBP", collectors=(BANK,))


@pytest.mark.parametrize(
    "text",
    [
        "I didn't get the M-Pesa message", "I did not receive the mpesa sms",
        "I deleted the mpesa message", "I lost the M-Pesa text", "I don't have the message",
        "where do I find the mpesa message?", "the message has not come",
        "sijapata message ya mpesa", "sikupata sms ya M-Pesa", "mpesa haikunitumia message",
        "nimefuta message ya mpesa", "msg ya mpesa haijaingia", "sina message ya mpesa",
        "sijaona text ya mpesa", "nimepoteza sms ya mpesa", "naipata wapi message ya mpesa",
        "text ya mpesa haikukam", "I have not received confirmation from mpesa",
    ],
)  # fmt: skip
def test_it_is_told_where_the_code_stands(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "no_mpesa_text", officer=WANJIRU.name),)


def test_the_treasurer_is_told_who_else_looks() -> None:
    assert decided(WANJIRU, "I lost the mpesa message") == (
        reply(WANJIRU, "no_mpesa_text", officer=OTIENO.name),
    )


def test_where_payments_are_told_no_message_is_asked_for() -> None:
    (said,) = decided(ACHIENG, "I don't have the message", group=IN_POUNDS)
    assert isinstance(said, Say)
    assert said.facts["is_by_word"] is True


@pytest.mark.parametrize(
    ("text", "intent_reply"),
    [
        ("I don't get your messages", "no_mpesa_text"),
        ("I paid but got no message from you", "no_mpesa_text"),
        ("the pot has not come", "no_mpesa_text"),
    ],
)
def test_our_own_messages_and_pots_are_another_matter(text: str, intent_reply: str) -> None:
    said = [one.template for one in decided(ACHIENG, text) if isinstance(one, Say)]
    assert intent_reply not in said
