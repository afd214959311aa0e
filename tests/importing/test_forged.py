"""A treasurer types a statement that pays herself and takes from another: nothing comes of it."""

from __future__ import annotations

import pytest

from bot.gsm import segments
from bot.store.tables import entry
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU
from tests.importing.sent_files import files, forward, money, say, states, work_through
from tests.importing.statements import SHORTCODE, Row, paid, payer, statement
from tests.system.inside import Inside

OWN = "UKN1AB2C01"
HERS = paid(OWN, WANJIRU, 5_000_000)
FRIENDS = paid("UKN1AB2C02", BARAKA, 700_000)
TRUE = paid("UKN1AB2C03", ACHIENG)
REVERSAL = Row("UKN9RV8S07", payer(ACHIENG), -100_000, takes_back="UKN1AB2C03")
FORGED = statement(HERS, FRIENDS, TRUE, REVERSAL)
TEXT = (
    "UKN1AB2C03 Confirmed. Ksh1,000.00 received from ACHIENG ATIENO 254712000003 for account 3 on "
    "23/11/26 at 8:15 AM. New Utility balance is Ksh1,000.00"
)


@pytest.fixture
def umoja(umoja: Inside) -> Inside:
    """Achieng's true payment is in the book."""
    say(umoja, WANJIRU, TEXT)
    assert money(umoja) == [("contribution", "M03", "M01", "UKN1AB2C03")]
    return umoja


def test_nothing_is_posted_and_the_chair_sees_whom_it_pays_and_what_it_takes(
    umoja: Inside,
) -> None:
    before = umoja.rows(entry)
    sent = forward(umoja, WANJIRU, FORGED)
    assert umoja.rows(entry) == before
    assert sent.keys() == {WANJIRU.phone, OTIENO.phone, ACHIENG.phone}
    assert "took back your UKN1AB2C03, KES 1,000. Otieno Ouma will look" in sent[ACHIENG.phone]
    asked = sent[OTIENO.phone]
    assert "To record: 2, KES 57,000." in asked
    assert "To take back: 1, KES 1,000." in asked
    assert "Wanjiru Kamau gets KES 50,000." in asked
    assert segments(asked).count <= 2
    assert say(umoja, OTIENO, "LIST")[OTIENO.phone] == (
        "UKN1AB2C01 KES 50,000 for Wanjiru Kamau\n"
        "UKN1AB2C02 KES 7,000 for Baraka Mwangi\n"
        "UKN1AB2C03 KES 1,000 taken back from Achieng Atieno\n"
        "That is all. Record it? 1 Yes, 2 No"
    )
    told = say(umoja, OTIENO, "no")[WANJIRU.phone]
    assert "Otieno Ouma did not agree to record the statement" in told
    assert work_through(umoja) == {}
    assert umoja.rows(entry) == before


@pytest.mark.parametrize("answer", ["yes", "1", "ndio", "LIST"])
def test_the_forwarder_is_not_asked_and_cannot_answer(umoja: Inside, answer: str) -> None:
    forward(umoja, WANJIRU, FORGED)
    before = umoja.rows(entry)
    say(umoja, WANJIRU, answer)
    assert states(umoja) == ["open"]
    assert work_through(umoja) == {}
    assert umoja.rows(entry) == before


def test_what_is_agreed_to_all_the_same_names_both_in_the_book(umoja: Inside) -> None:
    forward(umoja, WANJIRU, statement(HERS, FRIENDS))
    say(umoja, OTIENO, "yes")
    sent = work_through(umoja)
    assert money(umoja)[1:] == [
        ("contribution", "M01", "M01+M02", OWN),
        ("contribution", "M04", "M01+M02", "UKN1AB2C02"),
    ]
    assert "UKN1AB2C03: in the book, not on the statement" in sent[OTIENO.phone]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(statement(HERS, shortcode="555666"), id="another short code"),
        pytest.param(
            statement(HERS, shortcode="").replace("UMOJA WOMEN GROUP", "JANE WANJIKU"),
            id="no short code and a foreign holder",
        ),
        pytest.param(
            statement(HERS, shortcode="").replace("UMOJA WOMEN GROUP", ""),
            id="neither short code nor holder",
        ),
    ],
)
def test_an_account_that_does_not_show_itself_as_the_groups_is_refused(
    umoja: Inside, text: str
) -> None:
    before = umoja.rows(entry)
    sent = forward(umoja, WANJIRU, text)
    assert sent.keys() == {WANJIRU.phone}
    assert "not of a number that collects for the group" in sent[WANJIRU.phone]
    assert (umoja.rows(entry), states(umoja), files(umoja)[0].statement) == (before, [], None)


def test_whose_account_it_is_shows_as_it_was_printed(umoja: Inside) -> None:
    """A payment that is in the book speaks for the account, whoever is printed as its holder."""
    foreign = FORGED.replace("UMOJA WOMEN GROUP", "JANE WANJIKU").replace(SHORTCODE, "")
    sent = forward(umoja, WANJIRU, foreign)
    assert "sent a statement of JANE WANJIKU" in sent[OTIENO.phone]
