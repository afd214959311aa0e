"""Who paid: the one member whom the evidence names, else a question."""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.matching import (
    Candidate,
    Match,
    MatchHow,
    Payer,
    is_number,
    match_payer,
    payer_key,
    shows_number,
)

WANJIRU = Candidate("wanjiru", "Mary Wanjiru", ("+254712000345",), ("1", "UM001"))
OTIENO = Candidate("otieno", "John Otieno", ("+254722111345", "+254101222333"), ("2", "UM002"))
ACHIENG = Candidate("achieng", "Jane Achieng", ("+254733444555",), ("3", "UM003"))
UMOJA = (WANJIRU, OTIENO, ACHIENG)

NUMBER, MASKED = MatchHow.NUMBER, MatchHow.MASKED_NUMBER_AND_NAME
CLAIM, REMEMBERED, ACCOUNT = MatchHow.CLAIM, MatchHow.REMEMBERED, MatchHow.ACCOUNT
STRANGER = "+254799999999"


@dataclass(frozen=True)
class Case:
    about: str
    payer: Payer
    member_id: str | None
    how: MatchHow | None
    claimed_by: str | None = None
    remembered: str | None = None


CASES = [
    Case("the whole number", Payer("MARY WANJIRU", "+254712000345"), "wanjiru", NUMBER),
    Case("the whole number, another name", Payer("PETER K", "+254712000345"), "wanjiru", NUMBER),
    Case("a member's second number", Payer("JOHN", "+254101222333"), "otieno", NUMBER),
    Case("a whole number before a claim", Payer("X", "+254712000345"), "wanjiru", NUMBER, "otieno"),
    Case(
        "a whole number before a remembered answer",
        Payer("X", "+254712000345"),
        "wanjiru",
        NUMBER,
        remembered="otieno",
    ),
    Case("a stranger's number is not a name's", Payer("MARY WANJIRU", STRANGER), None, None),
    Case("masked and name", Payer("MARY WANJIRU", None, "0712***345"), "wanjiru", MASKED),
    Case("masked, short name", Payer("M. WANJIRO", None, "0712***345"), "wanjiru", MASKED),
    Case("masked, no suffix", Payer("MARY WANJIRU", None, "0712XXXXXX"), "wanjiru", MASKED),
    Case("masked second number", Payer("OTIENO JOHN", None, "0101***333"), "otieno", MASKED),
    Case("masked, another name", Payer("GRACE MUTUA", None, "0712***345"), None, None),
    Case("masked, no name", Payer("", None, "0712***345"), None, None),
    Case("the last digits and the name", Payer("MARY WANJIRU", None, "***345"), None, None),
    Case("a line abroad", Payer("MARY WANJIRU", None, "25571***345"), None, None),
    Case("a line overseas", Payer("MARY WANJIRU", None, "+1712***345"), None, None),
    Case("a line overseas, no plus", Payer("MARY WANJIRU", None, "44712***345"), None, None),
    Case("another beginning", Payer("MARY WANJIRU", None, "0722***345"), None, None),
    Case("another end", Payer("MARY WANJIRU", None, "0712***346"), None, None),
    Case("a name alone", Payer("MARY WANJIRU"), None, None),
    Case("masked before a claim", Payer("MARY WANJIRU", None, "0712***345"), "wanjiru", MASKED),
    Case("a claim to a name alone", Payer("GRACE MUTUA"), None, None, "otieno"),
    Case("a claim to a masked line", Payer("G", None, "0799***1"), None, None, "otieno"),
    Case("a claim to a stranger's line", Payer("G", STRANGER), None, None, "otieno"),
    Case("a claim by nobody here", Payer("GRACE MUTUA"), None, None, "somebody"),
    Case("an answer before a claim", Payer("GRACE"), "achieng", REMEMBERED, "otieno", "achieng"),
    Case("an answer", Payer("GRACE MUTUA"), "achieng", REMEMBERED, remembered="achieng"),
    Case("an answer about one who left", Payer("GRACE MUTUA"), None, None, remembered="gone"),
    Case("an answer to a line", Payer("G", STRANGER), "achieng", REMEMBERED, None, "achieng"),
    Case(
        "an answer to a masked line",
        Payer("GRACE MUTUA", None, "0799***111"),
        "achieng",
        REMEMBERED,
        remembered="achieng",
    ),
    Case(
        "an answer to a masked line although a member has that name",
        Payer("MARY WANJIRU", None, "0799***111"),
        "achieng",
        REMEMBERED,
        remembered="achieng",
    ),
    Case(
        "an answer to a name that another member has too",
        Payer("MARY WANJIRU"),
        None,
        None,
        remembered="achieng",
    ),
    Case("an answer to his own name", Payer("J OTIENO"), "otieno", REMEMBERED, None, "otieno"),
    Case(
        "an answer to a bank is none",
        Payer("Equity Bulk Account", account="300600"),
        None,
        None,
        remembered="achieng",
    ),
    Case(
        "an answer before an account",
        Payer("GRACE MUTUA", account="UM002"),
        "achieng",
        REMEMBERED,
        remembered="achieng",
    ),
    Case("a seat, under his own name", Payer("J OTIENO", account="2"), "otieno", ACCOUNT),
    Case("a seat, under no name", Payer("", account="2"), "otieno", ACCOUNT),
    Case("a seat, under another name", Payer("GRACE MUTUA", account="2"), None, None),
    Case("a seat, from another line and name", Payer("G", STRANGER, account="2"), None, None),
    Case("a reference", Payer("", account="um 002"), "otieno", ACCOUNT),
    Case("a reference, another name", Payer("GRACE MUTUA", account="UM002"), None, None),
    Case("a reference with noughts", Payer("", account="0002"), "otieno", ACCOUNT),
    Case("a phone as account", Payer("G", account="0722 111 345"), "otieno", ACCOUNT),
    Case("a name as account", Payer("G", STRANGER, account="otieno john"), "otieno", ACCOUNT),
    Case("half a name as account", Payer("GRACE MUTUA", account="otieno"), None, None),
    Case("no member's account", Payer("GRACE MUTUA", account="44"), None, None),
    Case("an empty account", Payer("GRACE MUTUA", account=" - "), None, None),
]


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_the_payer_is_matched_or_asked_about(case: Case) -> None:
    match = match_payer(case.payer, UMOJA, claimed_by=case.claimed_by, remembered=case.remembered)
    assert (match.member_id, match.how) == (case.member_id, case.how)


MASKS_OF_WANJIRU = [
    "0712***345",
    "0712****345",
    "254712***345",
    "+254712***345",
    "071****345",
    "2547 ***** 345",
    "2547******345",
    "0712XXXXXX",
    "0712xxx345",
    "712***345",
    "0712-***-345",
    "0712•••345",
    "07****345",
]
OTHER_MASKS = ["0712***346", "0713***345", "0722XXXXXX", "255712***345"]
SAYING_TOO_LITTLE = ["", "***345", "XXXXXX", "07********", "254***345", "0***345", "07*2*345"]


@pytest.mark.parametrize("masked", MASKS_OF_WANJIRU)
def test_a_masked_number_fits_in_any_style(masked: str) -> None:
    assert shows_number(masked, "+254712000345")


@pytest.mark.parametrize("masked", [*OTHER_MASKS, *SAYING_TOO_LITTLE, "0712000345"])
def test_a_masked_number_of_others_or_of_all_does_not_fit(masked: str) -> None:
    assert not shows_number(masked, "+254712000345")


def test_a_masked_number_from_abroad_fits_its_owner() -> None:
    assert shows_number("255712***345", "+255712000345")


def test_shown_digits_do_not_overlap() -> None:
    assert not shows_number("0712000***000345", "+254712000345")


TWIN = Candidate("twin", "Mary Wanjiru Kamau", ("+254712999345",), ("4",))


def test_two_who_fit_the_masked_number_and_name_are_asked_about_first() -> None:
    payer = Payer("MARY WANJIRU", None, "0712***345")
    match = match_payer(payer, (ACHIENG, TWIN, OTIENO, WANJIRU), remembered="wanjiru")
    assert (match.member_id, match.how) == (None, None)
    assert match.candidates[:2] == ("wanjiru", "twin")
    assert set(match.candidates[2:]) == {"otieno", "achieng"}


@pytest.mark.parametrize(
    ("claimed_by", "member_id"), [("twin", "twin"), ("wanjiru", "wanjiru"), ("otieno", None)]
)
def test_of_two_who_fit_the_one_who_claims_it_paid(claimed_by: str, member_id: str | None) -> None:
    payer = Payer("MARY WANJIRU", None, "0712***345")
    assert match_payer(payer, (*UMOJA, TWIN), claimed_by=claimed_by).member_id == member_id


def test_a_number_that_two_members_share_is_asked_about() -> None:
    sharing = Candidate("son", "Peter Maina", ("+254712000345",))
    match = match_payer(Payer("PETER MAINA", "+254712000345"), (*UMOJA, sharing))
    assert (match.member_id, match.candidates[:2]) == (None, ("son", "wanjiru"))


def test_an_answer_to_a_name_that_two_members_have_is_not_used() -> None:
    assert match_payer(Payer("MARY WANJIRU"), (*UMOJA, TWIN), remembered="twin").member_id is None


def test_an_account_that_fits_two_members_is_asked_about() -> None:
    double = Candidate("double", "Ann Moraa", ("+254744000000",), ("02",))
    assert match_payer(Payer("GRACE MUTUA", account="2"), (*UMOJA, double)).member_id is None


def test_the_question_names_the_likeliest_first() -> None:
    by_name = match_payer(Payer("JANE ACHIENG"), UMOJA)
    by_mask = match_payer(Payer("GRACE MUTUA", None, "0722***345"), UMOJA)
    by_likeness = match_payer(Payer("JANET ACHIENGO"), UMOJA)
    assert [by_name.candidates[0], by_mask.candidates[0], by_likeness.candidates[0]] == [
        "achieng",
        "otieno",
        "achieng",
    ]


def test_a_match_needs_no_list() -> None:
    assert match_payer(Payer("", "+254712000345"), UMOJA) == Match("wanjiru", NUMBER, ("wanjiru",))


def test_a_group_without_members_matches_nobody() -> None:
    assert match_payer(Payer("MARY WANJIRU", account="1"), ()) == Match(None, None, ())


@pytest.mark.parametrize(
    ("payer", "key"),
    [
        (Payer("MARY WANJIRU", "+254712000345", account="7"), "phone:+254712000345"),
        (Payer("", "+254712000345"), "phone:+254712000345"),
        (Payer("Mary  Ng'ang'a", None, "0712***345"), "masked:254712*345:MARY NGANGA"),
        (Payer("NGANGA MARY", None, "254712****345"), "masked:254712*345:MARY NGANGA"),
        (Payer("Mary Nganga"), "name:MARY NGANGA"),
        (Payer("Mary Nganga", None, "***345"), "name:MARY NGANGA"),
        (Payer("", None, "0712***345"), ""),
        (Payer(""), ""),
        (Payer("Equity Bulk Account", account="300600"), ""),
        (Payer("LOOP B2C"), ""),
        (Payer("WESTERN UNION"), ""),
    ],
)
def test_an_answer_is_remembered_under_a_key(payer: Payer, key: str) -> None:
    assert payer_key(payer) == key


first_names = st.sampled_from(["Mary", "John", "Jane", "Peter", "Grace"])
last_names = st.sampled_from(["Wanjiru", "Wanjiku", "Otieno", "Atieno", "Kamau", "Kamande"])
names = st.builds(lambda first, last: f"{first} {last}", first_names, last_names)
phones = st.builds(
    lambda prefix, middle, end: f"+254{prefix}{middle:03}{end}",
    st.sampled_from(["712", "722"]),
    st.integers(0, 999),
    st.sampled_from(["345", "346"]),
)
masks = st.sampled_from(["0712***345", "254722****346", "0712XXXXXX", "***345"])
accounts = st.sampled_from(["1", "02", "3", "Mary Wanjiru", "0712000345"])
payers = st.builds(Payer, names, st.none() | phones, st.none() | masks, st.none() | accounts)


@st.composite
def groups(draw: st.DrawFn) -> list[Candidate]:
    people = draw(st.lists(st.tuples(names, st.lists(phones, max_size=2)), max_size=6))
    return [
        Candidate(f"m{seat}", name, tuple(own), (str(seat),))
        for seat, (name, own) in enumerate(people, start=1)
    ]


hints = st.none() | st.sampled_from(["m1", "m2", "m3", "gone"])


@given(payers, groups(), hints, hints, st.randoms())
def test_the_order_of_the_members_changes_nothing(
    payer: Payer,
    group: list[Candidate],
    claimed: str | None,
    remembered: str | None,
    random: Random,
) -> None:
    shuffled = sorted(group, key=lambda _: random.random())
    assert match_payer(payer, group, claimed_by=claimed, remembered=remembered) == match_payer(
        payer, shuffled, claimed_by=claimed, remembered=remembered
    )


@given(payers, groups(), hints, hints)
def test_an_unlike_member_more_changes_no_match(
    payer: Payer, group: list[Candidate], claimed: str | None, remembered: str | None
) -> None:
    unlike = Candidate("unlike", "Zipporah Kiplagat", ("+254799999999",), ("999",))
    before = match_payer(payer, group, claimed_by=claimed, remembered=remembered)
    after = match_payer(payer, [*group, unlike], claimed_by=claimed, remembered=remembered)
    assert (after.member_id, after.how) == (before.member_id, before.how)


@given(payers, groups(), hints)
def test_of_two_equal_members_none_is_ever_chosen_unclaimed(
    payer: Payer, group: list[Candidate], remembered: str | None
) -> None:
    doubles = [Candidate(f"{one.id}x", one.name, one.phones, one.refs) for one in group]
    match = match_payer(payer, [*group, *doubles], remembered=remembered)
    assert match.how in {None, MatchHow.REMEMBERED}
    if match.how is MatchHow.REMEMBERED:
        one = next(one for one in group if one.id == match.member_id)
        assert payer.phone not in one.phones


@given(payers, groups())
def test_without_a_hint_only_a_number_or_an_account_matches(
    payer: Payer, group: list[Candidate]
) -> None:
    match = match_payer(payer, group)
    if match.member_id is None:
        assert sorted(match.candidates) == sorted(one.id for one in group)
    elif not payer.phone and not payer.phone_masked:
        assert match.how is MatchHow.ACCOUNT


@given(st.text(max_size=60), st.none() | st.text(max_size=30), st.none() | st.text(max_size=30))
def test_no_print_is_too_strange(name: str, masked: str | None, account: str | None) -> None:
    match = match_payer(Payer(name, None, masked, account), UMOJA)
    assert set(match.candidates) <= {"wanjiru", "otieno", "achieng"}


@pytest.mark.parametrize(
    ("printed", "is_it"),
    [
        ("0712345678", True),
        ("254712345678", True),
        ("25471***678", True),
        ("0712***678", True),
        ("0712***679", False),
        ("0712345679", False),
        ("678", False),
        ("", False),
    ],
)
def test_a_printed_number_is_a_phones(printed: str, is_it: bool) -> None:
    assert is_number(printed, "+254712345678") is is_it


def test_a_first_name_as_account_is_a_hint_for_the_question() -> None:
    match = match_payer(Payer("GRACE MUTUA", account="Otieno"), UMOJA)
    assert match.member_id is None
    assert match.candidates[0] == "otieno"
