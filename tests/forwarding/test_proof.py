"""Only who has a phone's key signs for it, and a signed moment is one of these days."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forwarding.proof import OLDEST, Post, is_signed, sign

KEY = "abcdefghijkmnpqrstuvwxyz23456789"
BODY = b'{"from": "MPESA"}'
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def stamp(at: datetime) -> str:
    return str(int(at.timestamp()))


def hmac_of(signed: bytes, key: str = KEY) -> str:
    return hmac.new(key.encode(), signed, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("post", "is_its"),
    [
        pytest.param(Post(BODY, hmac_of(BODY)), True, id="body"),
        pytest.param(Post(BODY, hmac_of(BODY).upper()), True, id="capitals"),
        pytest.param(
            Post(BODY, hmac_of(BODY + stamp(NOW).encode()), stamp(NOW)), True, id="body-and-moment"
        ),
        pytest.param(Post(BODY, hmac_of(BODY), stamp(NOW)), False, id="moment-not-signed"),
        pytest.param(Post(BODY, hmac_of(BODY + stamp(NOW).encode())), False, id="moment-left-out"),
        pytest.param(Post(BODY, ""), False, id="unsigned"),
        pytest.param(Post(BODY, "é" * 64), False, id="no-hex"),
        pytest.param(Post(BODY, hmac_of(BODY, "another" * 5)), False, id="another-phone"),
        pytest.param(Post(BODY + b" ", hmac_of(BODY)), False, id="changed"),
        pytest.param(Post(BODY, hmac_of(BODY + b"soon"), "soon"), False, id="no-moment"),
        pytest.param(Post(BODY, hmac_of(BODY + b"9" * 40), "9" * 40), False, id="no-such-moment"),
    ],
)
def test_a_post_is_believed_by_its_signature(post: Post, is_its: bool) -> None:
    assert is_signed(post, KEY, NOW) is is_its


@pytest.mark.parametrize(
    ("off", "is_its"),
    [
        pytest.param(timedelta(days=-2), True, id="the-app-kept-trying"),
        pytest.param(-OLDEST, True, id="a-week"),
        pytest.param(-OLDEST - timedelta(seconds=1), False, id="older"),
        pytest.param(OLDEST + timedelta(seconds=1), False, id="far-ahead"),
    ],
)
def test_a_signed_moment_is_of_these_days(off: timedelta, is_its: bool) -> None:
    at = stamp(NOW + off)
    assert is_signed(Post(BODY, sign(KEY, BODY, at), at), KEY, NOW) is is_its


@given(st.binary(), st.text(), st.text())
def test_nobody_without_the_key_signs(body: bytes, signature: str, timestamp: str) -> None:
    assert not is_signed(Post(body, signature, timestamp), KEY, NOW)


def test_a_post_shows_neither_what_it_says_nor_its_signature() -> None:
    assert "MPESA" not in repr(Post(BODY, "f00d"))
    assert "f00d" not in repr(Post(BODY, "f00d"))
