"""A fuzzer of `chama.receipts.read`: python -m tests.fuzz.fuzz_receipts --seconds 600

It holds three laws against random texts: nothing raises, no text of 20,000 characters is slow, and
a true text whose code or amount was destroyed is no clean credit. Not collected by pytest.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta

from chama.receipts import Direction, Kind, read
from tests.receipts.generator import NEWEST, NOISE, Facts, facts, printed
from tests.receipts.shapes import SHAPES, Shape

LONGEST = 20_000  # characters
SLOWEST_MS = 20.0
RECEIVED_AT = NEWEST + timedelta(days=2)

# What readers stumble over: words of the wordings, numbers, marks, and things in between.
PIECES = [
    *("UGTF53TJ94", "Confirmed", "Confirmed.", "You have received ", "Ksh", "Ksh1", "250.00"),
    *(" from ", "JANE DOE", "0722***117", "0712345678", " on 29/7/26", " at 9:13 AM", "balance is"),
    *(" New M-PESA balance is ", "Ksh44,202.06", "Imethibitishwa", "Umepokea ", "kutoka ", "saa "),
    *(
        "Baki yako ya M-PESA ni ",
        "reversed",
        "Reversal of transaction ",
        "account ",
        "Ref ",
        "Ref:",
    ),
    *("has sent ", "to your MPESA", "received ", "credited", "deposit of ", "paid to ", "Till No."),
    *(
        "Transaction ID: ",
        "T-Kash",
        "pesalink",
        "Dear customer, ",
        "1/2 ",
        "Failed",
        "request for ",
    ),
    *("[24/10/26, 08:45] Mum: ", "> ", "recieved", "500/=", "Comfirmed", "limit is ", "TSh 5 "),
    *(
        "\u200b",
        "\u202a",
        "К",
        "é",
        "İ",
        "ß",
        "\u3164",
        "１",
        "A\u0301",
        "\u2028",
        "\ufe0f",
        "🙏🏽",
    ),
    *(
        " ",
        ".",
        "\n",
        "-",
        "0",
        "1,",
        "A",
        "a b ",
        "*",
        "'",
        "(",
        "%",
        "@",
        "_",
        "\t",
        "\r",
        "\x0b",
    ),
]
CREDITS = [
    shape for shape in SHAPES if shape.kind.direction is Direction.IN and "code" in shape.holds
]
OTHER_WALLETS = {Kind.AIRTEL_RECEIVED, Kind.TKASH_RECEIVED}  # codes of no fixed length


def main() -> int:
    """Exit code 1 with the text of the first fault; else 0 when the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    until, tried, worst = time.monotonic() + arguments.seconds, 0, 0.0
    while time.monotonic() < until:
        long_text = _long_text(rng)
        worst = max(worst, cost := _milliseconds(long_text))
        if cost > SLOWEST_MS:
            return _fault(f"{cost:.1f} ms", long_text)
        for _ in range(50):
            tried += 1
            text = _forged(rng)
            if _clean_credits(text):
                return _fault("a clean credit", text)
            read("".join(rng.choices(PIECES, k=rng.randrange(30))), RECEIVED_AT)
    sys.stdout.write(f"{tried} forged and {tried} random texts; slowest {worst:.1f} ms\n")
    return 0


def _fault(what: str, text: str) -> int:
    sys.stdout.write(f"{what}: {text!r}\n")
    return 1


def _long_text(rng: random.Random) -> str:
    unit = "".join(rng.choices(PIECES, k=rng.randrange(1, 14)))
    return (unit * LONGEST)[:LONGEST]


def _milliseconds(text: str) -> float:
    """Processor time, the best of up to five: other programs do not count."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        read(text, RECEIVED_AT)
        best = min(best, (time.process_time() - started) * 1_000)
        if best < SLOWEST_MS / 2:
            break
    return best


def _clean_credits(text: str) -> bool:
    return any(
        receipt.direction is Direction.IN and not receipt.is_suspicious
        for receipt in read(text, RECEIVED_AT)
    )


def _forged(rng: random.Random) -> str:
    """A credit in any wording and noise, its code or amount destroyed."""
    shape, payment = rng.choice(CREDITS), facts(rng)
    text = rng.choice(_DESTROY)(shape, payment, rng)
    return rng.choice(list(NOISE.values()))(text)


def _with_broken_code(shape: Shape, payment: Facts, rng: random.Random) -> str:
    """A character taken out of the code, put into it, or made one that no code holds."""
    at = rng.randrange(1, len(payment.code) - 1)
    put = rng.choice(["", "\u200b", "-", "#", "é", "А", payment.code[at] + "7"])
    broken = payment.code[:at] + put + payment.code[at + 1 :]
    if shape.kind in OTHER_WALLETS and put in ("", payment.code[at] + "7", "-"):
        broken = ""
    return shape.fill(payment).replace(payment.code, broken)


def _with_broken_amount(shape: Shape, payment: Facts, rng: random.Random) -> str:
    """A mark, a letter or another separator put into the amount, or nothing left of it."""
    for shown in (printed(payment.amount), payment.slots["bare_a"]):
        at = rng.randrange(1, len(shown))
        put = rng.choice(["\u200b", "O", "X", "..", ",,", "А", "\u0336", "-", " 4"])
        broken = rng.choice([shown[:at] + put + shown[at:], "", "0.00", f"-{shown}", f"0{shown}"])
        text = shape.fill(payment)
        if shown in text:
            return text.replace(shown, broken, 1)
    raise AssertionError(f"{shape.id} prints no amount")


_DESTROY: list[Callable[[Shape, Facts, random.Random], str]] = [
    _with_broken_code,
    _with_broken_amount,
]

if __name__ == "__main__":
    sys.exit(main())
