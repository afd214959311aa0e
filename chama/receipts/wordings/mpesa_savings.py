"""Money between a person's own pockets: M-Shwari, KCB M-PESA, Ziidi, Mali, Pochi."""

from __future__ import annotations

from chama.receipts.model import Direction, Kind
from chama.receipts.wording import Wording

_OUT_BALANCES = "[.[ New] M-PESA balance is {balance}]"
_NEW_BALANCE = "[. New M-PESA balance is {balance}]"


def _own_fund(name: str, printed: str) -> list[Wording]:
    """The texts of a savings account inside M-Pesa; some print "transfered", some "You have"."""
    moves = ("{amount} (transferred|transfered)", "You have (transferred|transfered) {amount}")
    return [
        Wording(
            Kind.SAVINGS_OUT,
            tuple(
                f"{moved} to[ your] {printed} account {{when}}{_OUT_BALANCES}" for moved in moves
            ),
            "real texts 2019-2026 (S4, A; S9, B)",
            party_name=name,
        ),
        Wording(
            Kind.SAVINGS_IN,
            tuple(
                f"{moved} from[ your] {printed} account {{when}}"
                f"[.[ New] {printed}[ saving][ savings][ account] balance is {{fee}}]"
                "[.[ New] M-PESA balance is {balance}]"
                for moved in moves
            ),
            "real texts 2019-2026 (S4, A; S9, B)",
            party_name=name,
        ),
    ]


WORDINGS = [
    *_own_fund("M-Shwari", "M-Shwari"),
    *_own_fund("KCB M-PESA", "KCB M-PESA"),
    *_own_fund("Lock Savings", "[M-Shwari ][KCB M-PESA ]Lock Savings"),
    Wording(
        Kind.SAVINGS_IN,
        (f"You have received {{amount}} from ZIIDI {{when}}{_NEW_BALANCE}",),
        "December 2024, 'Ksh Ksh' and no 'at' (S3, A)",
        party_name="ZIIDI",
    ),
    Wording(
        Kind.SAVINGS_OUT,
        (f"{{amount}} sent to ZIIDI {{when}}{_NEW_BALANCE}",),
        "real texts 2024-2026 (S4, A)",
        party_name="ZIIDI",
    ),
    Wording(
        Kind.SAVINGS_OUT,
        (f"{{amount}} sent to MALI for account[ {{account}}] {{when}}{_NEW_BALANCE}",),
        "real texts 2024 (S4, A)",
        party_name="MALI",
    ),
    Wording(
        Kind.SAVINGS_IN,
        (f"You have received {{amount}} from MALI {{when}}{_NEW_BALANCE}",),
        "by extension of Ziidi's",
        party_name="MALI",
    ),
    Wording(
        Kind.INTERNAL_TRANSFER,
        (
            "{amount} has been moved from your business account to your M-PESA account {when}"
            "[. New business balance is {fee}][. New M-PESA balance is {balance}]",
        ),
        "owners of a Pochi la Biashara 2024-2025 (S3, S4, A)",
    ),
    Wording(
        Kind.INTERNAL_TRANSFER,
        (
            "{amount} has been moved from your M-PESA account to your business account {when}"
            "[. New business balance is {fee}][. New M-PESA balance is {balance}]",
        ),
        "by extension of the other way",
        direction=Direction.OUT,
    ),
]
