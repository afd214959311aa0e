"""Cases of the family `mpesa_reversal`: Money given back or taken back."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind, Language, Reason
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "reversal of 2014": (
        "DT85TH896 Confirmed. Transaction DT84AB123 has been reversed.  Your account balance is now"
        " Ksh500.00.",
        receipt(
            Kind.REVERSAL_OUT,
            code="DT85TH896",
            balance=Money.of(500),
            reverses="DT84AB123",
        ),
    ),
    "a till's refund": (
        "TI24G9SKBX confirmed. Your Pay Shop transaction TI18G9SKBX of 10Ksh has been refunded by"
        " 971577 - MAMA SHOP. New M-PESA balance is Ksh20.00.",
        receipt(
            Kind.REVERSAL_IN,
            code="TI24G9SKBX",
            amount=Money.of(10),
            party_name="MAMA SHOP",
            account="971577",
            balance=Money.of(20),
            reverses="TI18G9SKBX",
        ),
    ),
    "taken back": (
        "TG51234567  confirmed. Reversal of transaction TG41234567 has been"
        " successfully reversed  on 5/7/25  at 3:45 PM and Ksh500.00 is debited from"
        " your M-PESA account. New M-PESA account balance is Ksh55.00.",
        receipt(
            Kind.REVERSAL_OUT,
            code="TG51234567",
            amount=Money.of(500),
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(55),
            reverses="TG41234567",
        ),
    ),
    "part of it taken back": (
        "TG51234567 confirmed. Partial reversal of transaction TG41234567 has been"
        " successfully completed on 5/7/25 at 3:45 PM and Ksh200.00 is debited from"
        " your M-PESA account. New M-PESA account balance is Ksh55.00.",
        receipt(
            Kind.REVERSAL_OUT,
            code="TG51234567",
            amount=Money.of(200),
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(55),
            reverses="TG41234567",
        ),
    ),
    "part of it, no side named": (
        "TG51234567 Confirmed. Ksh500.00 of the transaction TG41234567 has been"
        " reversed on 5/7/25 at 3:45 PM. New M-PESA balance is Ksh55.00.",
        receipt(
            Kind.REVERSAL_OUT,
            code="TG51234567",
            amount=Money.of(500),
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money.of(55),
            reverses="TG41234567",
        ),
    ),
    "in Swahili": (
        "TG51234567 imethibitishwa. Muamala TG41234567 umerudishwa tarehe 5/7/25 saa"
        " 3:45 PM na Ksh500.00 imetolewa kwenye akaunti yako ya M-PESA. Baki yako ya"
        " M-PESA ni Ksh69.13",
        receipt(
            Kind.REVERSAL_OUT,
            Language.SWAHILI,
            code="TG51234567",
            amount=Money.of(500),
            occurred_at=at(2025, 7, 5, 15, 45),
            balance=Money(6_913),
            reverses="TG41234567",
        ),
    ),
    "a till's refund, your balance": (
        "TI24G9SKBX confirmed. Your Pay Shop transaction TI18G9SKBX of 2500Ksh has been"
        " refunded by 2699060 - PAID IN FULL MINISTRIES.  Your new M-PESA balance is"
        " Ksh4,356.18.",
        receipt(
            Kind.REVERSAL_IN,
            code="TI24G9SKBX",
            amount=Money.of(2_500),
            party_name="PAID IN FULL MINISTRIES",
            account="2699060",
            balance=Money(435_618),
            reverses="TI18G9SKBX",
        ),
    ),
    "cut off before it says whose account": (
        "UF11E9ZS19  confirmed. Reversal of transaction UEOVXL82CC has been successfully reversed"
        "  on 1/6/26  at 6:44 PM and Ksh5,000.00",
        receipt(
            Kind.REVERSAL_OUT,
            code="UF11E9ZS19",
            amount=Money.of(5000),
            occurred_at=at(2026, 6, 1, 18, 44),
            reverses="UEOVXL82CC",
            warnings=(Reason.UNKNOWN_WORDING,),
        ),
    ),
    "given back, told as a transaction": (
        "UKN1AA14AB Confirmed. Transaction UKN1BB14AB has been reversed on 23/11/26 at 3:00 PM"
        " and Ksh750.00 is credited to your M-PESA account. New M-PESA account balance is"
        " Ksh2,750.00.",
        receipt(
            Kind.REVERSAL_IN,
            code="UKN1AA14AB",
            amount=Money.of(750),
            occurred_at=at(2026, 11, 23, 15, 0),
            balance=Money.of(2750),
            reverses="UKN1BB14AB",
        ),
    ),
    "taken back, told as a transaction": (
        "UKN1AA14AB Confirmed. Your transaction UKN1BB14AB was reversed on 23/11/26 at 3:00 PM"
        " and Ksh750.00 has been debited from your M-PESA account.",
        receipt(
            Kind.REVERSAL_OUT,
            code="UKN1AA14AB",
            amount=Money.of(750),
            occurred_at=at(2026, 11, 23, 15, 0),
            reverses="UKN1BB14AB",
        ),
    ),
    "from a till, under the code of the payment": (
        "UKK1AA14AB Confirmed. Reversal of transaction UKK1AA14AB has been successfully"
        " reversed. Ksh750.00 has been deducted from your Till 892341 on 23/11/26 at 3:00 PM",
        receipt(
            Kind.REVERSAL_OUT,
            code="UKK1AA14AB",
            amount=Money.of(750),
            account="892341",
            occurred_at=at(2026, 11, 23, 15, 0),
            reverses="UKK1AA14AB",
        ),
    ),
    "this transaction, no amount": (
        "UKN1AA14AB Confirmed. This transaction has been reversed on 23/11/26 at 3:00 PM.",
        receipt(
            Kind.REVERSAL_OUT,
            code="UKN1AA14AB",
            occurred_at=at(2026, 11, 23, 15, 0),
            reverses="UKN1AA14AB",
        ),
    ),
    "given back, no amount": (
        "UKN1AA14AB Confirmed. Transaction UKN1BB14AB was reversed on 23/11/26 at 3:00 PM and"
        " refunded to your account.",
        receipt(
            Kind.REVERSAL_IN,
            code="UKN1AA14AB",
            occurred_at=at(2026, 11, 23, 15, 0),
            reverses="UKN1BB14AB",
        ),
    ),
    "annulled in Swahili, given back": (
        "UKN1AA14AB Imethibitishwa. Muamala UKN1BB14AB umebatilishwa tarehe 23/11/26 saa 3:00 PM"
        " na Ksh750.00 imewekwa kwenye akaunti yako ya M-PESA. Baki yako ya M-PESA ni Ksh69.00",
        receipt(
            Kind.REVERSAL_IN,
            Language.SWAHILI,
            code="UKN1AA14AB",
            amount=Money.of(750),
            occurred_at=at(2026, 11, 23, 15, 0),
            balance=Money.of(69),
            reverses="UKN1BB14AB",
        ),
    ),
    "no amount in Swahili": (
        "UKN1AA14AB Imethibitishwa. Muamala UKN1BB14AB umerudishwa.",
        receipt(
            Kind.REVERSAL_OUT,
            Language.SWAHILI,
            code="UKN1AA14AB",
            reverses="UKN1BB14AB",
        ),
    ),
    "no code in front": (
        "UKN1AA14AB has been reversed on 23/11/26 at 3:00 PM. Ksh750.00 is debited from your"
        " account.",
        receipt(
            Kind.REVERSAL_OUT,
            code="UKN1AA14AB",
            amount=Money.of(750),
            occurred_at=at(2026, 11, 23, 15, 0),
            reverses="UKN1AA14AB",
            warnings=(Reason.UNKNOWN_WORDING,),
        ),
    ),
    "returned to the sender, in new words": (
        "UKN1AA14AB Confirmed. Transaction UKN1BB14AB reversed on 23/11/26 at 3:00 PM. Ksh750.00"
        " returned to sender.",
        receipt(
            Kind.REVERSAL_OUT,
            code="UKN1AA14AB",
            amount=Money.of(750),
            occurred_at=at(2026, 11, 23, 15, 0),
            reverses="UKN1BB14AB",
            warnings=(Reason.UNKNOWN_WORDING,),
        ),
    ),
}
