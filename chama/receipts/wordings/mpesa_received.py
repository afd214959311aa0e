"""Money that reached an M-Pesa account: from a person, a business, a bank or from abroad."""

from __future__ import annotations

import re

from chama.receipts.model import Kind
from chama.receipts.wording import Party, Wording

_BALANCE = "New (M-PESA|account|M-PESA account) balance is {balance}"

_BUSINESS_WORDS = """\
ACCOUNT AGENCIES AGENCY APP ASSOCIATION AUTHORITY B2C BANK BULK BUSINESS CAPITAL CENTRE CHAMA
CHURCH CLINIC CO COLLEGE COMMISSION COMPANY CONSULTANTS CONTRACTORS CORPORATION COUNTY CREDIT
DAIRY DIRECT DISTRIBUTORS EMPLOYER ENTERPRISE ENTERPRISES FACTORY FARMERS FINANCE FOUNDATION
FUND FUNDS GLOBAL GOVERNMENT GROUP HOLDINGS HOSPITAL HOTEL HQ HUB INC INSTITUTE INSURANCE
INTERNATIONAL INVESTMENT INVESTMENTS KCB KENYA LIMITED LLP LOGISTICS LOOP LTD MICROFINANCE
MINISTRY MOBILE NCBA NGO ONLINE ORGANISATION ORGANIZATION PAY PAYMENT PAYMENTS PAYROLL PLC
PROGRAMME PROJECT REFUND RSPO SACCO SALARIES SALARY SCHOOL SERVICE SERVICES SHOP SOCIETY
SOLUTIONS STORES SUPPLIERS SYSTEMS TEA TECHNOLOGIES TECHNOLOGY TRADERS TRADING TRUST TSC
UNIVERSITY VENTURES WELFARE WHOLESALERS
ABSA AIRTEL BETIKA BOLT BRANCH COOPERATIVE DTB EQUITY GLOVO HFC JUMIA ODIBETS OPERATIVE PESALINK
POSTBANK SAFARICOM SBM SIDIAN SPORTPESA STANBIC TALA TELKOM UBER ZENKA
"""
_BUSINESSES = frozenset(re.findall(r"\w+", _BUSINESS_WORDS))
_REMITTERS = re.compile(
    r"WORLD ?REMIT|SEND ?WAVE|WESTERN UNION|MONEY ?GRAM|M[ -]?PESA GLOBAL|REMITLY|\bWISE\b"
    r"|\bRIA\b|TERRA ?PAY|THUNES|DAHABSHIIL|MUKURU|PAYPAL|LEMFI|TAPTAP|NALA\b|\bXOOM|\bAZIMO"
    r"|SMALL WORLD|MAMA ?MONEY|HOMESEND|ONAFRIQ|MFS AFRICA|SIMBAPAY|TRANSFERGO|PAYSEND|REMIT"
)


def kind_of_payer(payer: Party) -> Kind:
    """Person, business or remitter: businesses show a shortcode or a word that no person bears."""
    name = (payer.name or "").upper()
    if _REMITTERS.search(name) and not (payer.phone or payer.phone_masked):
        return Kind.RECEIVED_INTERNATIONAL
    if payer.phone or payer.phone_masked:
        return Kind.RECEIVED_PERSON
    words = set(re.split(r"[^A-Z0-9]+", name))
    if payer.number or words & _BUSINESSES or any(map(str.isdecimal, words)):
        return Kind.RECEIVED_BUSINESS
    return Kind.RECEIVED_PERSON


WORDINGS = [
    Wording(
        kind_of_payer,
        (
            f"You have received {{amount}} from {{phone}}[ {{party}}] {{when}}[. {_BALANCE}]",
            f"You have received {{amount}} from {{payer}} {{when}}[. {_BALANCE}]",
            f"{{amount}} received from {{payer}} {{when}}[. {_BALANCE}]",
        ),
        "real texts 2010-2026: number whole until March 2026, masked from then on; section 1, A",
    ),
    Wording(
        kind_of_payer,
        (
            f"You have received {{amount}} from {{payer}}[ on]. {_BALANCE}",
            f"You have received {{amount}} from {{payer}}[ at]. {_BALANCE}",
        ),
        "copies that lost date and time (S9)",
    ),
    Wording(
        Kind.REVERSAL_OUT,
        (
            *(
                f"{received} {{payer}}{when} has been reversed[{{skip}}{_BALANCE}]"
                for received in ("{amount} received from", "You have received {amount} from")
                for when in ("", " {when}")
            ),
        ),
        "several authors test it, not seen as a real text (S3, B)",
    ),
]
