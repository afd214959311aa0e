"""A person's own pockets: no wording makes one of them a payer, a payee or a Pochi."""

from __future__ import annotations

import pytest

from chama.money import Money
from chama.receipts import Direction, Kind, Receipt, read
from chama.receipts.own_money import Pocket, pocket_named

HEAD, WHEN = "UKN1AA03AB Confirmed.", "on 23/11/26 at 8:42 AM."
BALANCE = "New M-PESA balance is Ksh4,990.00."

POCKETS = [
    *("Hustler Fund", "M-Shwari", "your M-Shwari account", "KCB M-PESA", "your KCB M-PESA account"),
    *("Lock Savings Account", "M-Shwari Lock Savings", "Fuliza M-PESA", "FULIZA", "Stawi loan"),
    *("your M-PESA account", "your business account", "ZIIDI", "Mali", "MPESA", "Timiza"),
]
FRAMES = [
    "You have received Ksh100.00 from {}",
    "Ksh100.00 sent to {}",
    "You have sent Ksh100.00 to {}",
    "You have paid Ksh100.00 to {}",
    "Ksh100.00 paid to {}.",
    "Ksh100.00 transfered to {}",
    "You have transferred Ksh100.00 from {}",
    "Ksh100.00 has been moved from {}",
    "Ksh100.00 sent to {} for account 0712345678",
    "You have deposited Ksh100.00 to {}",
    "Your repayment of Ksh100.00 to {} is successful",
]
OWN_KINDS = {
    *(Kind.LOAN, Kind.SAVINGS_IN, Kind.SAVINGS_OUT, Kind.INTERNAL_TRANSFER, Kind.DEPOSIT_AGENT),
    *(Kind.FULIZA_DRAW, Kind.FULIZA_REPAY),
}


def _one(text: str) -> Receipt:
    (receipt,) = read(text)
    return receipt


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("pocket", POCKETS)
def test_money_between_own_pockets_is_nobody_elses(frame: str, pocket: str) -> None:
    assert _one(f"{HEAD} {frame.format(pocket)} {WHEN} {BALANCE}").kind in OWN_KINDS


@pytest.mark.parametrize(
    ("said", "kind", "direction", "cents"),
    [
        (
            "Your M-Shwari loan has been approved on 23/11/26 8:42 AM and Ksh3,940.00 less excise"
            " duty has been deposited to your M-PESA account.",
            *(Kind.LOAN, Direction.IN, 394_000),
        ),
        (
            f"You have transfered Ksh1,000.00 from your KCB M-PESA account {WHEN} KCB M-PESA"
            " Account balance is Ksh0.42.",
            *(Kind.SAVINGS_IN, Direction.IN, 100_000),
        ),
        (
            f"Ksh1,000.00 transfered to Lock Savings Account {WHEN}",
            *(Kind.SAVINGS_OUT, Direction.OUT, 100_000),
        ),
        (
            f"Hustler Fund repayment of Ksh185.56 received {WHEN}",
            *(Kind.LOAN, Direction.OUT, 18_556),
        ),
        (
            f"Loan of Ksh1,200.00 repaid from M-PESA {WHEN} Loan balance is Ksh0.00.",
            *(Kind.LOAN, Direction.OUT, 120_000),
        ),
        (
            "Your loan repayment of Ksh2,345.00 from your M-PESA account to KCB M-PESA on 23/11/26"
            " at 8:48 AM is successful.",
            *(Kind.LOAN, Direction.OUT, 234_500),
        ),
        (
            f"You have deposited Ksh5,000.00 to your M-PESA account {WHEN}",
            *(Kind.DEPOSIT_AGENT, Direction.IN, 500_000),
        ),
        (
            f"You have paid Ksh200.00 to Fuliza M-PESA {WHEN}",
            *(Kind.FULIZA_REPAY, Direction.OUT, 20_000),
        ),
        (
            f"Your Stawi loan of Ksh700.00 has been disbursed {WHEN}",
            *(Kind.LOAN, Direction.IN, 70_000),
        ),
    ],
)
def test_side_amount_and_own_balance_are_read(
    said: str, kind: Kind, direction: Direction, cents: int
) -> None:
    receipt = _one(f"{HEAD} {said} {BALANCE} New M-Shwari balance is Ksh7.00.")
    assert (receipt.kind, receipt.direction, receipt.amount) == (kind, direction, Money(cents))
    assert receipt.balance == Money(499_000)


def test_a_loans_balance_is_not_the_accounts() -> None:
    text = f"{HEAD} Loan of Ksh1,200.00 repaid from M-PESA {WHEN} Loan balance is Ksh5.00."
    assert _one(text).balance is None


@pytest.mark.parametrize(
    "said",
    [
        "You have recieved Ksh500.00 from JANE WANJIKU to your M-PESA account",
        "Ksh500.00 credited to your M-PESA account by JANE WANJIKU",
        "Ksh500.00 deposited into your M-PESA account, sender 0712345678",
        "You have received Ksh500.00 from MALI WANJIKU 0712***003",
        "You have received Ksh500.00 from STAWI WOMEN GROUP",
        "Ksh500.00 sent to FANIKISHA TRADERS",
    ],
)
def test_a_payment_that_names_somebody_stays_one(said: str) -> None:
    assert _one(f"{HEAD} {said} {WHEN} {BALANCE}").kind not in OWN_KINDS


@pytest.mark.parametrize(
    ("name", "pocket"),
    [
        ("your M-PESA account", Pocket.ITSELF),
        ("KCB M-PESA Savings Account", Pocket.SAVINGS),
        ("Hustlers Fund", Pocket.LENDER),
        ("fuliza", Pocket.OVERDRAFT),
        ("KCB BANK", None),
        ("HUSTLER MWANGI", None),
        (None, None),
    ],
)
def test_a_pocket_is_known_by_its_whole_name(name: str | None, pocket: Pocket | None) -> None:
    assert pocket_named(name) is pocket
