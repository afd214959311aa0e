"""The wordings as phones print them, written a second time, so that a slip in a template shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chama.money import Money
from chama.receipts import Direction, Kind, Language, Receipt
from tests.receipts.generator import Facts


@dataclass(frozen=True)
class Shape:
    """One printed wording; `holds` names the receipt's fields that it shows."""

    id: str
    text: str
    kind: Kind
    holds: frozenset[str]
    language: Language = Language.ENGLISH
    party: str = "name"
    fixed_party: str | None = None
    issuer: str | None = None

    def receipt(self, f: Facts) -> Receipt:
        """What should be read from this wording filled with these facts."""
        if self.kind.direction is Direction.NONE:
            return Receipt(self.kind, Direction.NONE, self.language)
        values: dict[str, Callable[[], object]] = {
            "code": lambda: f.code,
            "amount": lambda: Money(f.amount),
            "balance": lambda: Money(f.balance),
            "party": lambda: getattr(f, self.party),
            "phone": lambda: f"+254{f.phone[1:]}",
            "masked": lambda: f.slots["masked"],
            "number": lambda: f.number,
            "account": lambda: f.account,
            "at": lambda: f.at,
            "day": lambda: f.at.date(),
            "reverses": lambda: f.code0,
            "bank_ref": lambda: f"S{f.number}X",
            "remitters_ref": lambda: f"RC{f.number}",
        }
        fields = {
            "party": "party_name",
            "phone": "party_phone",
            "masked": "party_phone_masked",
            "number": "account",
            "at": "occurred_at",
            "day": "occurred_at",
            "bank_ref": "code",
            "remitters_ref": "code",
        }
        shown = {fields.get(key, key): values[key]() for key in self.holds}
        if self.fixed_party:
            shown["party_name"] = self.fixed_party
        if self.issuer:
            shown["issuer"] = self.issuer
        return Receipt(self.kind, self.kind.direction, self.language, **shown)

    def fill(self, f: Facts) -> str:
        """The text as a phone shows it."""
        return self.text.format(**f.slots)


def _shape(
    id: str,
    text: str,
    kind: Kind,
    holds: str,
    language: Language = Language.ENGLISH,
    party: str = "name",
    fixed_party: str | None = None,
    issuer: str | None = None,
) -> Shape:
    return Shape(id, text, kind, frozenset(holds.split()), language, party, fixed_party, issuer)


_SW = Language.SWAHILI
_BAL = "New M-PESA balance is Ksh{bal}."
_BASIC = "code amount balance party at"

SHAPES = [
    _shape(
        "received, masked",
        "{code} Confirmed.You have received Ksh{a} from {wide_name} {masked} on {d} at {t}  "
        + _BAL,
        Kind.RECEIVED_PERSON,
        _BASIC + " masked",
    ),
    _shape(
        "received, whole number",
        "{code} Confirmed.You have received Ksh{a} from {name} {p07} on {d} at {t}  " + _BAL,
        Kind.RECEIVED_PERSON,
        _BASIC + " phone",
    ),
    _shape(
        "received, 254",
        "{code} Confirmed.\nYou have received Ksh{a} from\n{name} +{p254}\non {d} at {t}\n" + _BAL,
        Kind.RECEIVED_PERSON,
        _BASIC + " phone",
    ),
    _shape(
        "received, no number",
        "{code} Confirmed. You have received Ksh{a} from {name} on {d} at {t}. " + _BAL,
        Kind.RECEIVED_PERSON,
        _BASIC,
    ),
    _shape(
        "received, no date",
        "{code} Confirmed. You have received Ksh{a} from {name} {masked} on. " + _BAL,
        Kind.RECEIVED_PERSON,
        "code amount balance party masked",
    ),
    _shape(
        "received from, the other order",
        "{code} Confirmed. Ksh{a} received from {name} {p07} on {d} at {t}. " + _BAL,
        Kind.RECEIVED_PERSON,
        _BASIC + " phone",
    ),
    _shape(
        "bank bulk",
        "{code} Confirmed.You have received Ksh{a} from {business} {number} on {d} at {t} " + _BAL,
        Kind.RECEIVED_BUSINESS,
        _BASIC + " number",
        party="business",
    ),
    _shape(
        "B2C",
        "Congratulations! {code} confirmed.You have received Ksh{a} from {business}. on {d} at {t}."
        + _BAL,
        Kind.RECEIVED_BUSINESS,
        _BASIC,
        party="business",
    ),
    _shape(
        "remitter",
        "{code} Confirmed.You have received Ksh{a} from WORLDREMIT {number} on {d} at {t} " + _BAL,
        Kind.RECEIVED_INTERNATIONAL,
        "code amount balance at number",
        fixed_party="WORLDREMIT",
    ),
    _shape(
        "till",
        "{code} Confirmed.on {d} at {t}Ksh{a} received from {p254} {name}."
        " New Account balance is Ksh{bal}. Transaction cost, Ksh0.00.",
        Kind.RECEIVED_TILL,
        _BASIC + " phone",
    ),
    _shape(
        "pochi",
        "{code} Confirmed.You have received Ksh{a} from {wide_name} on {d} at {t}  New business"
        " balance"
        " is Ksh{bal}. To access your funds, Dial *334#,select Pochi la Biashara & Withdraw funds.",
        Kind.RECEIVED_POCHI,
        _BASIC,
    ),
    _shape(
        "paybill",
        "{code} Confirmed. Ksh{a} received from {name} {masked} for account {account} on {d} at"
        " {t}."
        " New Utility balance is Ksh{bal}.",
        Kind.RECEIVED_PAYBILL,
        _BASIC + " masked account",
    ),
    _shape(
        "sent",
        "{code} Confirmed. Ksh{a} sent to {wide_name} {p07} on {d} at {t}. " + _BAL + " Transaction"
        " cost, Ksh7.00. Amount you can transact within the day is 499,850.00.",
        Kind.SENT_PERSON,
        _BASIC + " phone",
    ),
    _shape(
        "sent to a pochi",
        "{code} Confirmed.Ksh{a} sent to {name} on {d} at {t}. " + _BAL,
        Kind.SENT_POCHI,
        _BASIC,
    ),
    _shape(
        "paid to a till",
        "{code} Confirmed. Ksh{a} paid to {shop} Via Kopo Kopo. on {d} at {t}." + _BAL,
        Kind.PAID_TILL,
        _BASIC,
        party="shop",
    ),
    _shape(
        "paid to a paybill",
        "{code} Confirmed. Ksh{a} sent to {shop} for account {account} on {d} at {t} " + _BAL,
        Kind.PAID_PAYBILL,
        _BASIC + " account",
        party="shop",
    ),
    _shape(
        "paid to a paybill, empty account",
        "{code} Confirmed. Ksh{a} sent to {shop} for account on {d} at {t} " + _BAL,
        Kind.PAID_PAYBILL,
        _BASIC,
        party="shop",
    ),
    _shape(
        "withdrawn",
        "{code} Confirmed.on {d} at {t}Withdraw Ksh{a} from {number} - {shop} " + _BAL,
        Kind.WITHDRAW_AGENT,
        _BASIC + " number",
        party="shop",
    ),
    _shape(
        "deposited",
        "{code} Confirmed. On {d} at {t} Give Ksh{a} cash to {shop} " + _BAL,
        Kind.DEPOSIT_AGENT,
        _BASIC,
        party="shop",
    ),
    _shape(
        "airtime for another",
        "{code} confirmed.You bought Ksh{a} of airtime for {p254} on {d} at {t}.New  balance is"
        " Ksh{bal}. Transaction cost, Ksh0.00.",
        Kind.AIRTIME,
        "code amount balance at phone",
    ),
    _shape(
        "to M-Shwari",
        "{code} Confirmed.Ksh{a} transferred to M-Shwari account on {d} at {t}. M-PESA balance is"
        " Ksh{bal} .New M-Shwari saving account balance is Ksh28,711.22. Transaction cost Ksh.0.00",
        Kind.SAVINGS_OUT,
        "code amount balance at",
        fixed_party="M-Shwari",
    ),
    _shape(
        "from M-Shwari",
        "{code} Confirmed.Ksh{a} transferred from M-Shwari account on {d} at {t}. M-Shwari"
        " balance is"
        " Ksh27,398.94 .M-PESA balance is Ksh{bal} .Transaction cost Ksh.0.00",
        Kind.SAVINGS_IN,
        "code amount balance at",
        fixed_party="M-Shwari",
    ),
    _shape(
        "from Ziidi",
        "{code} Confirmed.You have received Ksh Ksh{a} from ZIIDI on {d} {t} New M-PESA balance is"
        " Ksh Ksh{bal}.",
        Kind.SAVINGS_IN,
        "code amount balance at",
        fixed_party="ZIIDI",
    ),
    _shape(
        "pochi to own account",
        "{code} Confirmed, Ksh{a} has been moved from your business account to your M-PESA"
        " account on"
        " {d} at {t}.. New business balance is Ksh3.00. " + _BAL,
        Kind.INTERNAL_TRANSFER,
        "code amount balance at",
    ),
    _shape(
        "reversal, taken back",
        "{code}  confirmed. Reversal of transaction {code0} has been successfully reversed  on"
        " {d}  at"
        " {t} and Ksh{a} is debited from your M-PESA account. New M-PESA account balance is"
        " Ksh{bal}.",
        Kind.REVERSAL_OUT,
        "code amount balance at reverses",
    ),
    _shape(
        "reversal, given back",
        "{code}  confirmed. Reversal of transaction {code0} has been successfully reversed  on"
        " {d}  at"
        " {t} and Ksh{a} is credited to your M-PESA account. New M-PESA account balance is"
        " Ksh{bal}.",
        Kind.REVERSAL_IN,
        "code amount balance at reverses",
    ),
    _shape(
        "Swahili received",
        "{code} Imethibitishwa. Umepokea Ksh{a} kutoka {name} {masked} mnamo {d} saa {t}  Baki"
        " yako ya"
        " M-PESA ni Ksh{bal}. SAFARICOM HUPIGA NA 0722000000 PEKEE.",
        Kind.RECEIVED_PERSON,
        _BASIC + " masked",
        _SW,
    ),
    _shape(
        "Swahili received, kwa",
        "{code} Imethibitishwa. Umepokea Ksh{a} kutoka kwa {name} {p07} mnamo {d} saa {t}. Salio"
        " jipya"
        " la M-PESA ni Ksh{bal}.",
        Kind.RECEIVED_PERSON,
        _BASIC + " phone",
        _SW,
    ),
    _shape(
        "Swahili sent",
        "{code} Imethibitishwa Ksh{a} imetumwa kwa {name} {p07} tarehe {d} saa {t}. Baki yako ya"
        " M-PESA"
        " ni Ksh{bal}. Gharama ya kutuma ni Ksh0.00.",
        Kind.SENT_PERSON,
        _BASIC + " phone",
        _SW,
    ),
    _shape(
        "Swahili till",
        "{code} Imethibitishwa. Umelipa Ksh{a} kwa {shop} {d} {t}.Baki yako mpya katika M-PESA ni"
        " Ksh{bal}.",
        Kind.PAID_TILL,
        _BASIC,
        _SW,
        party="shop",
    ),
    _shape(
        "Swahili airtime",
        "{code} Umenunua Ksh{a} ya mjazo siku {d} saa {t}.Baki mpya ya M-PESA ni Ksh{bal}.",
        Kind.AIRTIME,
        "code amount balance at",
        _SW,
    ),
    _shape(
        "Equity to M-Pesa",
        "{name} has sent KShs. {bare_a} to your MPESA. The MPESA receipt number is  {code} and"
        " transaction reference is  EQ40EBCADADF0D7.",
        Kind.BANK_TO_MPESA,
        "code amount party",
    ),
    _shape(
        "I&M to M-Pesa",
        "You have received KES {a} from {name}. Transaction Ref ID: 530443172643. Mpesa Ref ID:"
        " {code}."
        " Bank to Mpesa Ni Sare Kabisa with I&M Bank.",
        Kind.BANK_TO_MPESA,
        "code amount party",
    ),
    _shape(
        "NCBA collection",
        "Your M-Pesa payment of KES {a} for account: {account} has been received from {name}"
        " {masked}"
        " on {dmy} {t}. M-Pesa Ref: {code}. NCBA, Go for it.",
        Kind.BANK_CREDIT,
        "code amount party masked account at",
    ),
    _shape(
        "Co-op app, month first",
        "Dear ASHA ADAN, you have sent Ksh. {bare_a} to {name} for {number} on {mdy} at {t24}."
        " MPESA"
        " Ref. {code}. Pay bills on MCoopCash App or Dial *667#.",
        Kind.BANK_SENT,
        "code amount party number at",
    ),
    _shape(
        "LOOP",
        "You have successfully sent KES {a} to {p07} - {name}. Charges KES 11.00. M-Pesa Ref,"
        " {code} on"
        " {dmy} {t24}.",
        Kind.BANK_SENT,
        "code amount party phone at",
    ),
    _shape(
        "Airtel Money",
        "You have received Ksh{a} from {name} {p07}. Your new balance is Ksh{bal}. Transaction ID:"
        " {code}. Airtel Money.",
        Kind.AIRTEL_RECEIVED,
        "code amount balance party phone",
    ),
    _shape(
        "Airtel Money in Swahili",
        "Umepokea Ksh{a} kutoka kwa {name} {p07}. Salio lako jipya ni Ksh{bal}. Nambari ya"
        " muamala: {code}. Airtel Money.",
        Kind.AIRTEL_RECEIVED,
        "code amount balance party phone",
        _SW,
    ),
    _shape(
        "T-Kash",
        "T-kash: You have received KES {a} from {p07} {name} on {dmy} {t24}. Txn ID {code}. Your"
        " T-kash balance is KES {bal}.",
        Kind.TKASH_RECEIVED,
        "code amount balance party phone at",
    ),
    _shape(
        "Stanbic",
        "Stanbic Bank: Credit of KES {a} to account {number} on {d_words} {t24}. From {name}. Ref"
        " S{number}X. Available Balance: KES {bal}.",
        Kind.BANK_CREDIT,
        "bank_ref amount balance party number at",
        issuer="bank-stanbic",
    ),
    _shape(
        "bank credit through M-Pesa",
        "Dear Customer, KES {a} received via M-PESA from {name} {masked} to A/C {number}. M-PESA"
        " Ref {code}, Bank Ref FT9572827942. {dmy} {t24}.",
        Kind.BANK_CREDIT,
        "code amount party masked number at",
    ),
    _shape(
        "KCB to M-Pesa",
        "Dear MARY, {name} has sent KES {a} to your M-PESA from KCB. M-PESA Ref: {code} on {dmy}"
        " {t24}.",
        Kind.BANK_TO_MPESA,
        "code amount party at",
    ),
    _shape(
        "remittance notice",
        "Remitly: {name} has sent you KES {a}. The money is now in your M-PESA account {p07}. Ref"
        " RC{number}",
        Kind.RECEIVED_INTERNATIONAL,
        "remitters_ref amount party",
        issuer="remittance",
    ),
    _shape(
        "Hustler Fund loan",
        "{code} Confirmed. Your Hustler Fund loan of Ksh{a} has been deposited to your M-PESA"
        " account on {d} at {t}. " + _BAL + " Your loan of Ksh5,982.43 is due on 23/10/26.",
        Kind.LOAN,
        "code amount balance at",
    ),
    _shape(
        "M-Shwari loan",
        "{code} Confirmed. Your M-Shwari loan has been approved on {d} at {t} and Ksh{a} has been"
        " deposited to your M-PESA account. " + _BAL,
        Kind.LOAN,
        "code amount balance at",
    ),
    _shape(
        "standing order",
        "{code} Confirmed. Your standing order of Ksh{a} to {name} {p07} has been executed on {d}"
        " at {t}. " + _BAL,
        Kind.SENT_PERSON,
        _BASIC + " phone",
    ),
    _shape(
        "partial reversal",
        "{code} Confirmed. Ksh{a} of the transaction {code0} has been reversed on {d} at {t}. "
        + _BAL,
        Kind.REVERSAL_OUT,
        "code amount balance at reverses",
    ),
    _shape(
        "Swahili, tarehe",
        "{code} Imethibitishwa. Umepokea Ksh{a} kutoka kwa {name} {masked} tarehe {d} saa {t}."
        " Salio lako jipya la M-PESA ni Ksh{bal}.",
        Kind.RECEIVED_PERSON,
        _BASIC + " masked",
        _SW,
    ),
    _shape(
        "Swahili withdrawal",
        "{code} Imethibitishwa.Tarehe {d} saa {t} Toa Ksh{a} kutoka {number} - {shop}. Salio lako"
        " jipya la M-PESA ni Ksh{bal}.",
        Kind.WITHDRAW_AGENT,
        _BASIC + " number",
        _SW,
        party="shop",
    ),
    _shape(
        "Fuliza draw",
        "{code} Confirmed. Fuliza M-PESA amount is Ksh {a}. Access Fee charged Ksh 3.67. Total"
        " Fuliza"
        " M-PESA outstanding amount is Ksh522.67 due on 28/12/25.",
        Kind.FULIZA_DRAW,
        "",
    ),
    _shape(
        "balance",
        "{code} Confirmed. Your account balance was: M-PESA Account : Ksh{bal} Business Account :"
        " Ksh0.00 on {d} at {t}.",
        Kind.BALANCE,
        "",
    ),
    _shape(
        "failed",
        "{code} Failed. Ksh{a} could not be sent to {name}. Your M-PESA balance is Ksh{bal}.",
        Kind.FAILED,
        "",
    ),
    _shape("request", "You have received a request for Ksh {a} from {p07}.", Kind.REQUEST, ""),
]
