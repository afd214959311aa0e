"""Money that left an M-Pesa account: to a person, a Pochi, a till, a paybill or an agent."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Party, Wording

_BALANCE = "New M-PESA balance is {balance}"
_AIRTIME_BALANCE = "[. New[ M-PESA] balance is {balance}]"


def kind_of_payee(payee: Party) -> Kind:
    """A person's number is shown, a Pochi la Biashara's is not."""
    return Kind.SENT_PERSON if payee.phone or payee.phone_masked else Kind.SENT_POCHI


WORDINGS = [
    Wording(
        kind_of_payee,
        (
            f"{{amount}} sent to {{payer}} {{when}}[. {_BALANCE}]",
            f"You have sent {{amount}} to {{payer}} {{when}}[. {_BALANCE}]",
            f"{{amount}} sent to {{payer}}[ on]. {_BALANCE}",
        ),
        "real texts 2019-2026 (S2-S5, S8, A)",
    ),
    Wording(
        Kind.PAID_TILL,
        (
            f"{{amount}} paid to {{payer}} via {{skip}} {{when}}[. {_BALANCE}]",
            f"{{amount}} paid to {{payer}} {{when}}[. {_BALANCE}]",
            f"{{amount}} paid to {{payer}}[ on]. {_BALANCE}",
        ),
        "real texts 2019-2026; 'via Kopo Kopo' is the till's provider (S2-S5, A)",
    ),
    Wording(
        Kind.PAID_PAYBILL,
        (
            f"{{amount}} (sent|paid) to {{payer}} for account[ {{account}}] {{when}}[. {_BALANCE}]",
            f"{{amount}} (sent|paid) to {{payer}} for account[ {{account}}][ on]. {_BALANCE}",
        ),
        "real texts 2019-2026; the account may be words, or empty (S2, S4, S8, A)",
    ),
    Wording(
        Kind.WITHDRAW_AGENT,
        (
            f"{{when}} Withdraw {{amount}} from {{number}} - {{party}} {_BALANCE}",
            f"{{when}} Withdraw {{amount}} from {{party}} {_BALANCE}",
            "{when} Withdraw {amount} from {number} - {party}",
        ),
        "real texts 2013-2026 (S3, S4, A)",
    ),
    Wording(
        Kind.DEPOSIT_AGENT,
        (
            f"{{when}} Give {{amount}} cash to {{number}} - {{party}} {_BALANCE}",
            f"{{when}} Give {{amount}} cash to {{party}} {_BALANCE}",
            "{when} Give {amount} cash to {party}",
            f"You have deposited {{amount}}[ cash] to your M-PESA account {{when}}[. {_BALANCE}]",
        ),
        "real texts 2013-2026, told from the agent's side: money comes in (S1, S3, S4, A)",
    ),
    Wording(
        Kind.AIRTIME,
        (
            f"You bought {{amount}} of airtime[ for {{phone}}] {{when}}{_AIRTIME_BALANCE}",
            f"You bought {{amount}} of airtime[ for {{party}}] {{when}}{_AIRTIME_BALANCE}",
        ),
        "real texts 2019-2026 (S3, S4, A)",
    ),
]
