"""The invented groups and payments of a measurement: everything follows from a few numbers.

Group g has ten members; seat 1 is the treasurer, whose phone collects. Payment n is one M-Pesa text
that this phone got, with a code that no other payment has.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote_plus

from chama.account_ref import account_of

SEATS = 10
CONTRIBUTION = 1_000  # shillings a round
AMOUNT = 500  # shillings a payment: two complete a round, the rest is kept ahead

ACCOUNT_SID = "AC" + "1" * 32
AUTH_TOKEN = "bench-token"  # signs calls on loopback, nothing else
OUR_WHATSAPP = "+14155238886"
OUR_SMS = "+14155550100"
PUBLIC_BASE_URL = "https://chama.example"
PATH = "/webhooks/twilio/whatsapp"

PAYBILL = "600000"
CALLBACK_SECRET = "bench" * 8  # lets in calls on loopback, nothing else
CONFIRMATION_PATH = f"/webhooks/daraja/{CALLBACK_SECRET}/c2b/confirmation"

NAMES = (
    "Grace Wanjiru",
    "Brian Otieno",
    "Mary Achieng",
    "Peter Mwangi",
    "Faith Chebet",
    "Hassan Omar",
    "Lucy Nyambura",
    "Kevin Mutua",
    "Esther Moraa",
    "Daniel Kiprop",
)
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV"
_CODES = 36**7
_STRIDE = 48_271  # shares no factor with 36: codes look random, none comes twice


def phone(group: int, seat: int) -> str:
    """The E.164 number of a seat; those of one group share their first digits, as families do."""
    return f"+2547{group * SEATS + seat - 1:08d}"


def constitution(group: int, today: date) -> str:
    """The group's file; its first round has begun and is due within the month."""
    members = "\n".join(
        f'[[members]]\nname = "{name}"\nphone = "{phone(group, seat)}"\nseat = {seat}'
        + ('\noffice = "treasurer"' if seat == 1 else "")
        for seat, name in enumerate(NAMES, start=1)
    )
    return (
        f'name = "Group {group}"\n'
        f"[rotation]\ncontribution = {CONTRIBUTION}\n"
        f'every = "month"\nstarts = {today.replace(day=1).isoformat()}\n'
        f'[[collectors]]\nkind = "phone"\nname = "{NAMES[0]}"\nphone = "{phone(group, 1)}"\n'
        f"{members}\n"
    )


def code(number: int, day: date) -> str:
    """The M-Pesa code of a payment: ten characters that begin with its day."""
    date_part = chr(ord("A") + day.year - 2006) + chr(ord("A") + day.month - 1) + _DAYS[day.day - 1]
    rest, digits = number * _STRIDE % _CODES, ""
    for _ in range(7):
        rest, digit = divmod(rest, 36)
        digits += _LETTERS[digit]
    return date_part + digits


@dataclass(frozen=True, slots=True)
class World:
    """Payments of one day to groups 0 … groups - 1. stride: how far apart the groups of two lie."""

    day: date
    groups: int
    stride: int = 1

    def text(self, number: int) -> str:
        """The text of a payment as M-Pesa writes it since 2026, with the payer's number masked."""
        group, seat = self.payer(number)
        local = f"0{phone(group, seat)[4:]}"
        day = f"{self.day.day}/{self.day.month}/{self.day:%y}"
        return (
            f"{code(number, self.day)} Confirmed.You have received Ksh{AMOUNT}.00 from "
            f"{NAMES[seat - 1].upper()} {local[:4]}***{local[-3:]} on {day} at 12:05 AM "
            f"New M-PESA balance is Ksh{AMOUNT + number % 9_000:,}.00."
        )

    def payer(self, number: int) -> tuple[int, int]:
        """Group and seat of the member who made a payment; never the treasurer."""
        return number * self.stride % self.groups, 2 + number // self.groups % (SEATS - 1)

    def request(self, number: int) -> bytes:
        """The call by which Twilio hands over a payment's text: signed, complete, as bytes."""
        group, _ = self.payer(number)
        body = _form(number, phone(group, 1), self.text(number))
        encoded = "&".join(f"{name}={quote_plus(value)}" for name, value in body.items()).encode()
        head = (
            f"POST {PATH} HTTP/1.1\r\n"
            "Host: chama.example\r\n"
            "User-Agent: TwilioProxy/1.1\r\n"
            "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
            f"Content-Length: {len(encoded)}\r\n"
            f"X-Twilio-Signature: {signature(body)}\r\n\r\n"
        )
        return head.encode() + encoded

    def confirmation(self, number: int) -> bytes:
        """The call by which Daraja tells of the same payment, had it come to the groups' paybill.

        As version 2 of its C2B writes it, with the payer's number hashed.
        """
        group, seat = self.payer(number)
        said = {
            "TransactionType": "Pay Bill",
            "TransID": code(number, self.day),
            "TransTime": f"{self.day:%Y%m%d}000500",
            "TransAmount": f"{AMOUNT}.00",
            "BusinessShortCode": PAYBILL,
            "BillRefNumber": account_of(group + 1, seat),
            "InvoiceNumber": "",
            "OrgAccountBalance": f"{AMOUNT + number}.00",
            "ThirdPartyTransID": "",
            "MSISDN": hashlib.sha256(phone(group, seat)[1:].encode()).hexdigest(),
            "FirstName": NAMES[seat - 1].split()[0].upper(),
        }
        body = json.dumps(said).encode()
        head = (
            f"POST {CONFIRMATION_PATH} HTTP/1.1\r\n"
            "Host: chama.example\r\n"
            "Content-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def signature(form: dict[str, str]) -> str:
    """Twilio's: HMAC-SHA1 over the URL and every parameter, by name."""
    signed = PUBLIC_BASE_URL + PATH + "".join(name + form[name] for name in sorted(form))
    digest = hmac.new(AUTH_TOKEN.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _form(number: int, sender: str, text: str) -> dict[str, str]:
    sid = f"SM{number:032x}"
    return {
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ProfileName": NAMES[0],
        "MessageType": "text",
        "SmsSid": sid,
        "WaId": sender[1:],
        "SmsStatus": "received",
        "Body": text,
        "To": f"whatsapp:{OUR_WHATSAPP}",
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "MessageSid": sid,
        "AccountSid": ACCOUNT_SID,
        "ChannelMetadata": '{"type":"whatsapp","data":{}}',
        "From": f"whatsapp:{sender}",
        "ApiVersion": "2010-04-01",
    }
