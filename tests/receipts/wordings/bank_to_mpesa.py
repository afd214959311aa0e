"""Cases of the family `bank_to_mpesa`: Banks' notices of a transfer to M-Pesa."""

from __future__ import annotations

from chama.money import Money
from chama.receipts import Kind, Language, Reason
from tests.receipts.expect import Cases, at, receipt

CASES: Cases = {
    "Absa's promise": (
        "JANE WANJIKU has transferred KES2000 to your MPESA ref: UFO2T3W6K0. Please await MPESA"
        " notification.",
        receipt(
            Kind.BANK_TO_MPESA,
            code="UFO2T3W6K0",
            amount=Money.of(2000),
            party_name="JANE WANJIKU",
            warnings=(Reason.PROMISED,),
        ),
    ),
    "SBM to M-Pesa behind talk": (
        "Nimelipa\nDear JOHN, MARY WAIRIMU has sent you KES. 3,500.00 to your MPESA. Ref number"
        " UFO2T3W6K0",
        receipt(
            Kind.BANK_TO_MPESA,
            Language.MIXED,
            code="UFO2T3W6K0",
            amount=Money.of(3500),
            party_name="MARY WAIRIMU",
        ),
    ),
    "KCB": (
        "Dear STEPHEN, KEN W. LEMAYI has sent KES 9,272.00 to your M-PESA from KCB."
        " M-PESA Ref: UHLZ7OGMGN on 21/08/2026 22:18.",
        receipt(
            Kind.BANK_TO_MPESA,
            code="UHLZ7OGMGN",
            amount=Money.of(9_272),
            party_name="KEN W. LEMAYI",
            occurred_at=at(2026, 8, 21, 22, 18),
        ),
    ),
    "Equity, name with an initial": (
        "RUTH W. GATHONI has sent KShs. 9312.0 to your MPESA. The MPESA receipt number"
        " is  UI6CFOKOY2 and transaction reference is  EQ38B265FBB02E7.",
        receipt(
            Kind.BANK_TO_MPESA,
            code="UI6CFOKOY2",
            amount=Money.of(9_312),
            party_name="RUTH W. GATHONI",
        ),
    ),
    "payer behind talk on the same line": (
        "Hii ni yangu. PETER N. has transferred KES2000 to your MPESA ref: UFO2T3W6K0."
        " Please await MPESA notification.",
        receipt(
            Kind.BANK_TO_MPESA,
            Language.MIXED,
            code="UFO2T3W6K0",
            amount=Money.of(2_000),
            party_name="PETER N",
            warnings=(Reason.PROMISED,),
        ),
    ),
}
