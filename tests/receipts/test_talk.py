"""The words around a confirmation: which of them speak against it, and what language they are."""

from __future__ import annotations

import pytest

from chama.receipts import Language, Reason, read

TEXT = (
    "UGTF53TJ94 Confirmed.You have received Ksh250.00 from EZRA  ONG'UDI 0722***117 on 29/7/26 at"
    " 9:13 AM  New M-PESA balance is Ksh44,202.06."
)
HARMLESS = {
    "advert": "{} Earn interest daily on Ziidi MMF,Dial *334#",
    "advert with amounts": "{} Get up to Ksh50,000 with FULIZA. Dial *234#",
    "how to send it back": "{} To reverse, forward this message to 456.",
    "the operator's warning": "{} SAFARICOM HUPIGA NA 0722000000 PEKEE. PIN YAKO SIRI YAKO",
    "for whom": "This is for me and Felix (0722314475)\n{}",
    "asking": "Did you get mine? I sent to 0722557325\n{}",
    "let me know": "{}\nLet me know if you got it. My other number is 0768300362",
    "what is left": "{}\nSamahani kwa kuchelewa, salio la 2600 nitatuma 29/10/2026",
    "please confirm": "{}\nPlease confirm my Ksh 700 for August",
    "signature": "{}\nSent from my iPhone",
    "signature with a number": "{} To reverse, forward this message to 456.\n--\nAnn\n0115400730",
}
UNDONE = {
    "reversed": "{} This transaction has been reversed.",
    "far behind": "{}" + " Dial *334#." * 40 + " Status: reversed.",
    "in front": "REVERSED: {}",
    "cancelled": "{} The sender has cancelled this payment.",
    "failed": "{} Sorry, the transaction failed.",
    "Swahili": "{}\nilirudishwa na safaricom",
    "annulled": "{} Muamala huu umebatilishwa.",
}
DOUBTED = {
    "fake": "Is this one fake? {}",
    "example": "Mfano wa message: {}",
    "what it would look like": "It should look like this: {}",
    "a promise": "You will receive this when I pay: {}",
    "do not record": "Usirekodi hii: {}",
    "not come": "{} lakini pesa haijaingia",
    "nothing came": 'He wrote "{}" but nothing came',
    "pending": "{} This transaction is pending approval.",
    "later": "{} Funds will reflect after 24 hours.",
    "a fee first": "{} Amount is on hold until you pay Ksh200.",
    "with a PIN": "{} Enter your PIN to accept the money.",
    "send it back": "{} Kindly send it back, wrong number.",
    "send it back, Swahili": "{} Tafadhali nirudishie, nilituma kimakosa.",
    "call somebody": "{} For queries call customer care 0712345678.",
    "edited": "{} <This message was edited>",
    "a recipe": "Copy paste this one, change the name: {}",
    "untrue": "Hii sio ya ukweli: {}",
    "a joke": "{} just kidding",
}


@pytest.mark.parametrize("around", HARMLESS.values(), ids=HARMLESS)
def test_usual_talk_and_adverts_raise_no_doubt(around: str) -> None:
    assert [receipt.warnings for receipt in read(around.format(TEXT))] == [()]


@pytest.mark.parametrize("around", UNDONE.values(), ids=UNDONE)
def test_talk_of_undoing_is_named(around: str) -> None:
    (receipt,) = read(around.format(TEXT))
    assert Reason.REVERSAL_MENTIONED in receipt.warnings


@pytest.mark.parametrize("around", DOUBTED.values(), ids=DOUBTED)
def test_talk_that_denies_the_money_raises_a_doubt(around: str) -> None:
    (receipt,) = read(around.format(TEXT))
    assert receipt.is_suspicious


def test_talk_speaks_of_the_confirmation_next_to_it() -> None:
    other = TEXT.replace("UGTF53TJ94", "UGTF53TJ95").replace("250.00", "300.00")
    first, second = read(f"Ignore this one:\n{TEXT}\nDial *334#\n{other}")
    assert (first.is_suspicious, second.is_suspicious) == (True, False)


@pytest.mark.parametrize(
    ("around", "want"),
    [
        ("{}", Language.ENGLISH),
        ("Kindly record\n{}", Language.ENGLISH),
        ("Nimelipa ya mwezi huu\n{}", Language.MIXED),
        ("{}\nAsante sana", Language.MIXED),
        ("{} PIN YAKO SIRI YAKO", Language.ENGLISH),
        ("[24/10/26, 08:45] Mama Wanjiru: {}", Language.ENGLISH),
    ],
)
def test_language_is_mixed_when_the_talk_is_in_the_other_one(around: str, want: Language) -> None:
    assert [receipt.language for receipt in read(around.format(TEXT))] == [want]


def test_confirmations_in_two_languages_make_a_message_mixed() -> None:
    swahili = (
        "UIRB30QO0Z Imethibitishwa. Umepokea Ksh10.00 kutoka JANE DOE 0701***801 mnamo 27/9/26 saa"
        " 7:18 PM  Baki yako ya M-PESA ni Ksh84.28."
    )
    assert {one.language for one in read(f"{TEXT}\n{swahili}")} == {Language.MIXED}
