"""What both apps post, and whatever else may come under their address."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forwarding.reading import Sms, read

TEXT = 'UKN1AB2C01 Confirmed. You have received "Ksh1,000.00"\nfrom ACHIENG'
AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MILLISECONDS = 1_795_413_600_000


def event(name: str = "sms:received", **payload: Any) -> dict[str, Any]:
    """As SMS Gateway for Android posts it."""
    inner = {
        "messageId": "f1a2b3c4",
        "message": TEXT,
        "phoneNumber": "MPESA",
        "simNumber": 1,
        "receivedAt": "2026-11-23T09:00:00.000+03:00",
        **payload,
    }
    return {"deviceId": "d1", "event": name, "id": "e1", "webhookId": "w1", "payload": inner}


def fields(**changes: Any) -> dict[str, Any]:
    """As Incoming SMS to URL forwarder posts it."""
    stamps = {"sentStamp": MILLISECONDS, "receivedStamp": MILLISECONDS + 400}
    return {"from": "MPESA", "text": TEXT, **stamps, "sim": "sim1", **changes}


@pytest.mark.parametrize(
    ("posted", "sms"),
    [
        pytest.param(event(), Sms("MPESA", TEXT, AT, "1"), id="gateway"),
        pytest.param(event(simNumber=None), Sms("MPESA", TEXT, AT), id="gateway-one-card"),
        pytest.param(
            event(phoneNumber=None, sender="M-PESA"), Sms("M-PESA", TEXT, AT, "1"), id="by-sender"
        ),
        pytest.param(event(receivedAt=None), Sms("MPESA", TEXT, None, "1"), id="without-a-time"),
        pytest.param(
            event(receivedAt="2026-11-23T09:00:00"), Sms("MPESA", TEXT, None, "1"), id="no-zone"
        ),
        pytest.param(event(receivedAt="soon"), Sms("MPESA", TEXT, None, "1"), id="no-time"),
        pytest.param(fields(), Sms("MPESA", TEXT, AT, "1"), id="forwarder"),
        pytest.param(
            fields(sentStamp=str(MILLISECONDS)), Sms("MPESA", TEXT, AT, "1"), id="as-text"
        ),
        pytest.param(
            fields(sentStamp=MILLISECONDS // 1000), Sms("MPESA", TEXT, AT, "1"), id="in-seconds"
        ),
        pytest.param(
            fields(sentStamp=float(MILLISECONDS)), Sms("MPESA", TEXT, AT, "1"), id="as-float"
        ),
        pytest.param(fields(sentStamp=True), Sms("MPESA", TEXT, AT, "1"), id="odd-stamp"),
        pytest.param(fields(sentStamp=10**40), Sms("MPESA", TEXT, None, "1"), id="huge-stamp"),
        pytest.param(fields(sim="undetected"), Sms("MPESA", TEXT, AT), id="unknown-card"),
        pytest.param(
            {"from": "MPESA", "text": TEXT, "battery": 71}, Sms("MPESA", TEXT), id="own-fields"
        ),
        pytest.param(
            {"sender": " MPESA ", "body": TEXT}, Sms("MPESA", TEXT), id="renamed-and-spaced"
        ),
        pytest.param(
            {"from": "MPESA", "text": "a\x00b\ud800"},
            Sms("MPESA", "ab?"),
            id="what-no-column-takes",
        ),
    ],
)
def test_an_sms_is_read(posted: dict[str, Any], sms: Sms) -> None:
    assert read(json.dumps(posted).encode()) == sms


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(json.dumps(event("system:ping")).encode(), id="ping"),
        pytest.param(json.dumps({"event": "system:ping"}).encode(), id="bare-ping"),
        pytest.param(json.dumps(event("sms:sent")).encode(), id="another-event"),
        pytest.param(json.dumps(event("mms:received")).encode(), id="picture"),
        pytest.param(json.dumps(event(None)).encode(), id="event-of-no-name"),  # type: ignore[arg-type]
        pytest.param(json.dumps({"heartbeat": 1, "battery": 70}).encode(), id="heartbeat"),
        pytest.param(json.dumps({"from": "MPESA", "text": " "}).encode(), id="empty-text"),
        pytest.param(json.dumps({"from": "", "text": TEXT}).encode(), id="nobody"),
        pytest.param(json.dumps({"from": ["MPESA"], "text": {}}).encode(), id="odd-fields"),
        pytest.param(json.dumps(event() | {"payload": None}).encode(), id="no-payload"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"from=MPESA&text=hi", id="form"),
        pytest.param(b"[1, 2]", id="list"),
        pytest.param(b'{"from": "MPESA", "text": ', id="half"),
        pytest.param(b"[" * 60_000, id="deep"),
        pytest.param(b"\xff\xfe", id="no-letters"),
        pytest.param(b'{"from": NaN, "text": Infinity}', id="no-numbers"),
        pytest.param(b'{"from": "MPESA", "text": ' + b"9" * 5_000 + b"}", id="giant-number"),
    ],
)
def test_what_holds_no_sms_is_none(body: bytes) -> None:
    assert read(body) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_read(body: bytes) -> None:
    read(body)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(["event", "payload", "from", "text", "message", "sentStamp", "sim"])


@given(st.dictionaries(_NAMES, _JSON))
def test_any_fields_are_read_to_what_a_database_takes(posted: dict[str, Any]) -> None:
    sms = read(json.dumps(posted).encode())
    if sms is not None:
        assert "\x00" not in sms.text + sms.sender
        (sms.text + sms.sender).encode()
