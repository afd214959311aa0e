"""Asks the misbehaving provider as an app of its own would, and listens to what it posts."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.simulator.daraja import Daraja
from chama.rota import NAIROBI

NOW = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)  # 09:30 in Nairobi
ACHIENG, BARAKA, NOBODY = "254712000003", "254712000004", "254799999999"
WALLET_CENTS = 20_000_00

TOKEN = "/oauth/v1/generate"
PUSH = "/mpesa/stkpush/v1/processrequest"
QUERY = "/mpesa/stkpushquery/v1/query"
REGISTER, REGISTER_V1 = "/mpesa/c2b/v2/registerurl", "/mpesa/c2b/v1/registerurl"
PAYOUT = "/mpesa/b2c/v3/paymentrequest"
STATUS = "/mpesa/transactionstatus/v1/query"
REVERSAL = "/mpesa/reversal/v1/request"
BALANCE = "/mpesa/accountbalance/v1/query"
REGISTER_PULL, PULL = "/pulltransactions/v1/register", "/pulltransactions/v1/query"
NAME = "/mpesa/b2c/hakikisha/v1/hakikisha"

OF_PUSH, CONFIRMED, VALIDATED = "/stk", "/confirmed", "/validated"
RESULT, TIMEOUT = "/result", "/timeout"

Body = dict[str, Any]


@dataclass
class Clock:
    """A clock that stands until it is told to go on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Listener:
    """What was posted to us, as (path, body).

    status: what we answer, says: with which JSON, meanwhile: what happens before that.
    """

    base_url: str = ""
    heard: list[tuple[str, Body]] = field(default_factory=list)
    status: int = 200
    says: object = field(default_factory=lambda: {"ResultCode": "0", "ResultDesc": "Accepted"})
    meanwhile: Callable[[], object] = lambda: None

    def at(self, path: str) -> list[Body]:
        """What came to one path, oldest first."""
        return [body for where, body in self.heard if where == path]


@contextmanager
def listening() -> Iterator[Listener]:
    """A web process on loopback that records callbacks."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listener.heard.append((self.path, json.loads(body)))
            listener.meanwhile()
            said = json.dumps(listener.says).encode()
            self.send_response(listener.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.base_url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.002), daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Asker:
    """An app with its keys. Each asking method takes fields that differ; None leaves one out."""

    stub: Daraja
    clock: Clock
    listener: Listener
    client: httpx.Client
    token: str = ""

    # --- requests --------------------------------------------------------------------------------

    def fetch_token(self) -> str:
        """A new one, which is used from now on."""
        given = self.stub.credentials
        answer = self.client.get(
            TOKEN,
            params={"grant_type": "client_credentials"},
            auth=(given.consumer_key, given.consumer_secret),
        )
        self.token = str(answer.raise_for_status().json()["access_token"])
        return self.token

    def post(self, path: str, body: object, **changes: object) -> httpx.Response:
        """POST with the token; changes: of the body."""
        if isinstance(body, dict):
            changed = {**body, **changes}
            body = {name: value for name, value in changed.items() if value is not None}
        return self.client.post(path, json=body, headers={"Authorization": f"Bearer {self.token}"})

    def push(self, **changes: object) -> httpx.Response:
        return self.post(PUSH, self.push_body(), **changes)

    def query(self, request_id: str, **changes: object) -> httpx.Response:
        return self.post(QUERY, self.query_body(request_id), **changes)

    def payout(self, our_id: str = "chama-1-1", **changes: object) -> httpx.Response:
        return self.post(PAYOUT, self.payout_body(our_id), **changes)

    def reverse(self, receipt: str, **changes: object) -> httpx.Response:
        return self.post(REVERSAL, self.reversal_body(receipt), **changes)

    def register(self, path: str = REGISTER, **changes: object) -> httpx.Response:
        return self.post(path, self.register_body(), **changes)

    def ask_status(self, **names: object) -> Body:
        """What the result says of a transaction: its ResultCode, and its details by key."""
        return self._asked(self.post(STATUS, self.status_body(), **names))

    def ask_balance(self, **changes: object) -> Body:
        return self._asked(self.post(BALANCE, self.balance_body(), **changes))

    def _asked(self, answer: httpx.Response) -> Body:
        request_id = answer.raise_for_status().json()["ConversationID"]
        self.hear()
        said = [one["Result"] for one in self.listener.at(RESULT) if "Result" in one]
        result = next(one for one in said if one["ConversationID"] == request_id)
        pairs = result.get("ResultParameters", {}).get("ResultParameter", [])
        details = {one["Key"]: one["Value"] for one in pairs if "Value" in one}
        return {"ResultCode": result["ResultCode"], **details}

    # --- what they hold --------------------------------------------------------------------------

    def push_body(self) -> Body:
        return {
            **self._signed(),
            "TransactionType": "CustomerPayBillOnline",
            "Amount": 500,
            "PartyA": int(ACHIENG),
            "PartyB": self.stub.shortcode,
            "PhoneNumber": int(ACHIENG),
            "CallBackURL": self.url(OF_PUSH),
            "AccountReference": "BCY-3",
            "TransactionDesc": "Round 3",
        }

    def query_body(self, request_id: str) -> Body:
        return {**self._signed(), "CheckoutRequestID": request_id}

    def _signed(self) -> Body:
        timestamp = self.timestamp()
        shortcode = self.stub.shortcode
        password = f"{shortcode}{self.stub.credentials.passkey}{timestamp}"
        return {
            "BusinessShortCode": shortcode,
            "Password": base64.b64encode(password.encode()).decode(),
            "Timestamp": timestamp,
        }

    def timestamp(self) -> str:
        return self.clock.now.astimezone(NAIROBI).strftime("%Y%m%d%H%M%S")

    def payout_body(self, our_id: str = "chama-1-1") -> Body:
        return {
            "OriginatorConversationID": our_id,
            "InitiatorName": self.stub.credentials.initiator_name,
            "SecurityCredential": self.sealed(),
            "CommandID": "BusinessPayment",
            "Amount": 1_200,
            "PartyA": self.stub.b2c_shortcode,
            "PartyB": int(ACHIENG),
            "Remarks": "Umoja round 3",
            "Occassion": "",
            **self._urls(),
        }

    def status_body(self) -> Body:
        return {
            **self._initiated("TransactionStatusQuery"),
            "PartyA": self.stub.shortcode,
            "IdentifierType": "4",
        }

    def reversal_body(self, receipt: str) -> Body:
        return {
            **self._initiated("TransactionReversal"),
            "TransactionID": receipt,
            "Amount": 500,
            "ReceiverParty": self.stub.shortcode,
            "RecieverIdentifierType": "11",
        }

    def balance_body(self) -> Body:
        return {
            **self._initiated("AccountBalance"),
            "PartyA": self.stub.b2c_shortcode,
            "IdentifierType": "4",
        }

    def _initiated(self, command: str) -> Body:
        return {
            "Initiator": self.stub.credentials.initiator_name,
            "SecurityCredential": self.sealed(),
            "CommandID": command,
            "Remarks": "Umoja",
            **self._urls(),
        }

    def _urls(self) -> Body:
        return {"ResultURL": self.url(RESULT), "QueueTimeOutURL": self.url(TIMEOUT)}

    def register_body(self) -> Body:
        return {
            "ShortCode": self.stub.shortcode,
            "ResponseType": "Completed",
            "ConfirmationURL": self.url(CONFIRMED),
            "ValidationURL": self.url(VALIDATED),
        }

    def register_pull_body(self) -> Body:
        return {
            "ShortCode": self.stub.shortcode,
            "RequestType": "Pull",
            "NominatedNumber": ACHIENG,
            "CallBackURL": self.url("/pulled"),
        }

    def pull_body(self, hours: float = 1, offset: int = 0) -> Body:
        end = self.clock.now.astimezone(NAIROBI)
        return {
            "ShortCode": self.stub.shortcode,
            "StartDate": f"{end - timedelta(hours=hours):%Y-%m-%d %H:%M:%S}",
            "EndDate": f"{end:%Y-%m-%d %H:%M:%S}",
            "OffSetValue": str(offset),
        }

    def name_body(self, phone: str = ACHIENG) -> Body:
        return {
            "header": {"requestID": "r-1", "timestamp": self.timestamp()},
            "body": {"msisdn": phone, "shortcode": self.stub.b2c_shortcode},
        }

    def url(self, path: str) -> str:
        return self.listener.base_url + path

    def sealed(self, password: str = "") -> str:
        """A password, by default the right one, as only the provider can read it."""
        certificate = x509.load_pem_x509_certificate(self.stub.certificate_path.read_bytes())
        key = certificate.public_key()
        assert isinstance(key, RSAPublicKey)
        said = password or self.stub.credentials.initiator_password
        return base64.b64encode(key.encrypt(said.encode(), PKCS1v15())).decode()

    # --- what comes back -------------------------------------------------------------------------

    def hear(self) -> list[tuple[str, Body]]:
        """All callbacks are posted; those that are new, as (path, body)."""
        known = len(self.listener.heard)
        self.stub.deliver()
        return self.listener.heard[known:]

    def paid(self, amount: int = 500, phone: str = ACHIENG) -> str:
        """A customer pays from the menu: the receipt."""
        done = self.stub.customers.pay(phone, self.stub.shortcode, amount * 100, "BCY-3")
        assert done.is_completed
        return done.receipt


@contextmanager
def daraja(**keywords: Any) -> Iterator[Asker]:
    """A stub with two wallets, which stands still in time, and an app that has its token."""
    clock = Clock()
    with (
        listening() as listener,
        Daraja(**{"now": clock, **keywords}) as stub,
        # There is no TLS on loopback, and reading certificates takes longer than a test.
        httpx.Client(base_url=stub.base_url, trust_env=False, verify=False) as client,
    ):
        stub.customers.add(ACHIENG, "Achieng Mary Atieno", balance_cents=WALLET_CENTS)
        stub.customers.add(BARAKA, "Baraka", balance_cents=WALLET_CENTS)
        asker = Asker(stub, clock, listener, client)
        asker.fetch_token()
        yield asker


def said_of_push(document: Body) -> Body:
    """What an STK callback says; its details by name, under "items"."""
    said: Body = document["Body"]["stkCallback"]
    items = said.get("CallbackMetadata", {}).get("Item", [])
    return {**said, "items": {one["Name"]: one.get("Value") for one in items}}


def said_of_result(document: Body) -> Body:
    """What a result says; its details by key, under "items"."""
    said: Body = document["Result"]
    pairs = said.get("ResultParameters", {}).get("ResultParameter", [])
    return {**said, "items": {one["Key"]: one.get("Value") for one in pairs}}
