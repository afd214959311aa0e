"""Tests reach this machine and no other."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import NetworkClosed


@pytest.mark.parametrize("host", ["192.0.2.1", "8.8.8.8", "api.twilio.com"])
def test_another_machine_is_out_of_reach(host: str) -> None:
    with socket.socket() as client, pytest.raises(NetworkClosed, match=host):
        client.connect((host, 443))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_within_reach(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect((host, server.getsockname()[1]))
