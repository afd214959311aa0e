"""The stub as a peer: what it gives to find it by, what it posts, and what it does to who asks."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from bot.daraja_settings import daraja_from
from bot.environment import Variables
from bot.simulator.daraja import Daraja, Moment, Settings
from bot.simulator.daraja.ledger import Organisation
from bot.simulator.daraja.world import utc_now
from tests.simulator.daraja.asking import (
    ACHIENG,
    NOBODY,
    NOW,
    PAYOUT,
    RESULT,
    WALLET_CENTS,
    daraja,
)

SECRET = "hidden-path-" + "s" * 24
PATIENCE_SECONDS = 10


def until(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so before patience ends."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < ends_at:
        time.sleep(0.005)
    return is_so()


# --- how it is found -----------------------------------------------------------------------------


@pytest.mark.parametrize("has_pull", [False, True], ids=["without lists", "with lists"])
def test_its_environment_is_an_account_that_a_process_can_use(has_pull: bool) -> None:
    with Daraja(settings=Settings(has_pull=has_pull)) as stub:
        environment = stub.environment(SECRET)
        made = daraja_from(Variables(environment))
        assert made is not None
        assert made.initiator is not None
        given = stub.credentials
        assert (made.consumer_key, made.consumer_secret) == (
            *(given.consumer_key, given.consumer_secret),
        )
        assert (made.initiator.name, made.initiator.password) == (
            *(given.initiator_name, given.initiator_password),
        )
        assert made.initiator.certificate == stub.certificate_path.read_bytes()
        assert (made.shortcode, made.paying_shortcode, made.till) == (
            *(stub.shortcode, stub.b2c_shortcode, ""),
        )
        assert (made.passkey, made.callback_secret) == (given.passkey, SECRET)
        assert (made.api_base_url, made.has_pull) == (stub.base_url, has_pull)
        assert environment.get("DARAJA_PULL") == ("yes" if has_pull else None)


def test_it_leaves_nothing_behind() -> None:
    with Daraja() as stub:
        where = stub.certificate_path
        assert where.read_text().startswith("-----BEGIN CERTIFICATE-----")
    assert not where.parent.exists()


def test_it_listens_where_it_is_told_to() -> None:
    with Daraja() as first:
        port = int(first.base_url.rpartition(":")[2])
    with Daraja(port=port) as second:
        assert second.base_url == first.base_url


def test_its_clock_is_the_one_that_it_is_given() -> None:
    with daraja() as asker:
        assert asker.stub.received[0].at == NOW
    with daraja(now=utc_now) as asker:
        assert NOW != asker.stub.received[0].at <= utc_now()


# --- what it posts -------------------------------------------------------------------------------


def test_callbacks_wait_until_they_are_delivered() -> None:
    with daraja() as asker:
        asker.payout()
        (waiting,) = asker.stub.waiting
        assert (waiting.url, waiting.is_posted, waiting.is_taken) == (
            *(asker.url(RESULT), False, False),
        )
        assert asker.listener.heard == []
        assert asker.stub.deliver() == 1
        assert asker.stub.waiting == ()
        assert asker.stub.delivered == (waiting,)
        assert (waiting.is_posted, waiting.is_taken, waiting.status) == (True, True, 200)
        assert asker.stub.deliver() == 0


@pytest.mark.parametrize(("at_most", "posted"), [(None, 3), (0, 0), (1, 1), (2, 2), (3, 3), (9, 3)])
def test_no_more_are_delivered_than_wanted(at_most: int | None, posted: int) -> None:
    with daraja() as asker:
        for number in range(3):
            asker.payout(f"chama-1-{number}")
        assert asker.stub.deliver(at_most=at_most) == posted
        assert len(asker.listener.heard) == posted
        assert len(asker.stub.waiting) == 3 - posted


def test_what_is_posted_and_not_taken_counts_as_posted() -> None:
    with daraja() as asker:
        asker.listener.status = 500
        for number in range(3):
            asker.payout(f"chama-1-{number}")
        assert asker.stub.deliver(at_most=2) == 0
        assert (len(asker.stub.undelivered), len(asker.stub.waiting)) == (2, 1)


@pytest.mark.parametrize("status", [302, 404, 500, 0], ids=str)
def test_what_is_not_taken_is_kept_and_not_sent_again(status: int) -> None:
    with daraja() as asker:
        asker.listener.status = status
        nowhere = {"ResultURL": "http://127.0.0.1:9/result"} if status == 0 else {}
        asker.payout(**nowhere)
        assert asker.stub.deliver() == 0
        (undelivered,) = asker.stub.undelivered
        assert (undelivered.status, undelivered.is_posted) == (status, True)
        assert asker.stub.deliver() == 0
        assert len(asker.listener.heard) == (status != 0)
        assert asker.stub.delivered == ()


def test_the_order_of_callbacks_is_the_seeds() -> None:
    def order(seed: int) -> list[str]:
        with daraja(seed=seed) as asker:
            for number in range(6):
                asker.payout(f"chama-1-{number}")
            heard = asker.hear()
        return [one["Result"]["OriginatorConversationID"] for _, one in heard]

    assert order(1) == order(1)
    assert len({tuple(order(seed)) for seed in range(3)}) > 1


def test_in_the_background_callbacks_are_posted_when_they_are_due() -> None:
    with daraja(in_background=True, settings=Settings(callback_seconds=1_000)) as asker:
        asker.payout()
        (waiting,) = asker.stub.waiting
        assert waiting.due_at > NOW
        time.sleep(0.06)
        assert asker.listener.heard == []
        asker.clock.go_on(1_000)
        assert until(lambda: bool(asker.stub.delivered))
        assert [path for path, _ in asker.listener.heard] == [RESULT]


# --- what it does to who asks --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "done"), [(Moment.BEFORE, 0), (Moment.AFTER, 1)], ids=["before", "after"]
)
def test_something_is_done_once_when_a_path_is_asked(moment: Moment, done: int) -> None:
    seen: list[int] = []
    with daraja() as asker:
        stub = asker.stub
        stub.when_asked(PAYOUT, lambda: seen.append(len(stub.ledger.transactions)), moment)
        asker.ask_balance()
        assert seen == []
        asker.payout("chama-1-1")
        asker.payout("chama-1-2")
        assert seen == [done]


ASKS = """
import sys, urllib.request
sys.stdin.readline()
url, token, body = sys.argv[1:]
headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers)).read()
print("answered")
"""


@pytest.mark.parametrize("moment", Moment)
def test_a_process_is_killed_while_it_waits_and_what_it_asked_for_is_done(moment: Moment) -> None:
    with daraja() as asker:
        body = asker.client.build_request("POST", PAYOUT, json=asker.payout_body()).content
        url = asker.stub.base_url + PAYOUT
        process = subprocess.Popen(
            [sys.executable, "-Sc", ASKS, url, asker.token, body.decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        asker.stub.kill_when_asked(PAYOUT, process.pid, moment)
        said, _ = process.communicate(b"go on\n", timeout=PATIENCE_SECONDS)
        assert (process.returncode, said) == (-signal.SIGKILL, b"")
        assert until(lambda: len(asker.stub.book.outgoing) == 1)


# --- its wallets ---------------------------------------------------------------------------------


def test_wallets_are_opened_and_found_by_either_spelling() -> None:
    with daraja() as asker:
        customers = asker.stub.customers
        opened = customers.add("+" + NOBODY, "A Name", pin="4321", balance_cents=7_00)
        assert customers.wallet(NOBODY) is customers.wallet("+" + NOBODY) is opened
        assert (opened.phone, opened.pin, opened.cents) == (NOBODY, "4321", 7_00)
        assert customers.wallets()[-1] is opened
        assert asker.stub.ledger.brought_cents == (
            Settings().utility_cents + 2 * WALLET_CENTS + 7_00
        )


def test_a_number_has_one_wallet_and_a_shortcode_one_set_of_accounts() -> None:
    with daraja() as asker:
        with pytest.raises(ValueError, match="wallet"):
            asker.stub.customers.add("+" + ACHIENG, "Again")
        with pytest.raises(ValueError, match="accounts"):
            asker.stub.ledger.add_organisation(Organisation("600000", "Again", utility_cents=1))
        assert asker.stub.ledger.total_cents == asker.stub.ledger.brought_cents


def test_a_number_without_a_wallet_is_not_found() -> None:
    with daraja() as asker, pytest.raises(KeyError):
        asker.stub.customers.wallet(NOBODY)
