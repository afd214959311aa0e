"""Which spellings of a name are taken for one person's, and which never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chama.names import name_words, names_differ, names_fit, similarity

FITTING = [
    ("the same", "JOHN OTIENO", "John Otieno"),
    ("another order", "OTIENO JOHN", "John Otieno"),
    ("a middle name dropped from print", "MARY NJERI", "Mary Wanjiku Njeri"),
    ("a middle name only in print", "MARY WANJIKU NJERI", "Mary Njeri"),
    ("a hidden middle name", "NEEMA **** MWANGI", "Neema Wanja Mwangi"),
    ("an initial in print", "J. OTIENO", "John Otieno"),
    ("an initial glued to its dot", "J.OTIENO", "John Otieno"),
    ("an initial behind", "MORRIS M.", "Morris Mutua"),
    ("an initial in the book", "JOHN OTIENO", "J Otieno"),
    ("cut off", "MARY CHEROTI", "Mary Cherotich"),
    ("one word cut off", "CHEROTI", "Cherotich"),
    ("apostrophes left out", "PURITY NG'ANG'A", "Purity Nganga"),
    ("a curly apostrophe", "PURITY NGANGA", "Purity Ng’ang’a"),
    ("a star for an apostrophe", "CH*ACHA MWITA", "Chacha Mwita"),
    ("a nought for an O", "JOHN 0RENGE", "John Orenge"),
    ("accents", "ANN MUTHONI", "Ann Mũthoni"),
    ("small letters", "james kamau", "JAMES KAMAU"),
    ("a hyphen", "MARY-ANNE AUMA", "Mary Auma"),
    ("a title", "MR JOHN OTIENO", "John Otieno"),
    ("an elder's title", "Mzee Kamau", "Kamau Njoroge"),
    ("a lady's title", "Bi Halima", "Halima Ali"),
    ("nothing but a title", "MADAM", "Madam"),
    ("hidden marks of a phone", "\u202aJOHN OTIENO\u202c", "John Otieno"),
    ("only one word known", "JOHN OTIENO", "Otieno"),
    ("only one word printed", "OTIENO", "John Otieno"),
    ("O for U", "MARY WANJIRO", "Mary Wanjiru"),
    ("E for I", "WAITHERA JANE", "Jane Waithira"),
    ("doubled letters", "MOHAMED ABDI", "Mohammed Abdi"),
    ("PH for V", "STEVEN MUTUA", "Stephen Mutua"),
    ("C for K", "CATHERINE MORAA", "Katherine Moraa"),
    ("S for Z", "ELISABETH MORAA", "Elizabeth Moraa"),
    ("W for U", "SAMWEL KORIR", "Samuel Korir"),
    ("a mute H", "AMINAH JUMA", "Amina Juma"),
    ("a letter left out of a long word", "KIPLAGAT JOSEPH", "Joseph Kiplangat"),
    ("letters turned round in a long word", "JANE CHEPKEOCH", "Jane Chepkoech"),
    ("another vowel inside a long word", "FATIMA ALI", "Fatuma Ali"),
]

DIFFERENT = [
    ("two common names", "PETER KAMAU", "Peter Kamande"),
    ("a common beginning", "JANE ACHIENG", "Jane Achola"),
    ("one word each", "KAMAU", "Kamande"),
    ("one consonant for another", "MARY WANJIKU", "Mary Wanjiru"),
    ("the first vowel of a Luo name", "JANE OCHIENG", "Jane Achieng"),
    ("the first letter", "PETER WANJALA", "Peter Nanjala"),
    ("the last vowel", "ANN NJERI", "Ann Njeru"),
    ("the last vowel of a long word", "ANN WAMBUI", "Ann Wambua"),
    ("a short word one letter off", "PETER KAMANU", "Peter Kamau"),
    ("a vowel inside a short word", "PAUL NGIGI", "Paul Ngugi"),
    ("sounds of C", "LUCY WAMBUI", "Luke Wambui"),
    ("a man's and a woman's name", "FRANCIS MUTUA", "Francisca Mutua"),
    ("a first name is never cut off", "JOHN MUTUA", "Johnson Mutua"),
    ("a cut that leaves too little", "MARY CHE", "Mary Cherotich"),
    ("one word of two", "JOHN OTIENO", "John Kamau"),
    ("the surname alone", "GRACE OTIENO", "John Otieno"),
    ("the same word twice", "JOHN JOHN", "John Otieno"),
    ("two initials", "J O", "John Otieno"),
    ("one initial", "J", "John"),
    ("an initial of somebody else", "P. OTIENO", "John Otieno"),
    ("no name printed", "", "John Otieno"),
    ("only stars printed", "****", "John Otieno"),
    ("no name known", "JOHN OTIENO", ""),
    ("letters of another alphabet", "JОHN ОTIENO", "John Otieno"),
]


@pytest.mark.parametrize(
    ("printed", "known"), [case[1:] for case in FITTING], ids=[case[0] for case in FITTING]
)
def test_a_name_fits(printed: str, known: str) -> None:
    assert names_fit(printed, known)


@pytest.mark.parametrize(
    ("printed", "known"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT]
)
def test_a_name_does_not_fit(printed: str, known: str) -> None:
    assert not names_fit(printed, known)


def test_words_are_plain_capitals() -> None:
    assert name_words("Mrs. Ng'ang'a-Mũthoni, 0renge J.") == ("NGANGA", "MUTHONI", "ORENGE", "J")


words = st.text("ABEIKMNORTU", min_size=3, max_size=10)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


DIFFERING = [
    ("two people", "WANJIRU KAMAU", "Duka la Mama", True),
    ("one word of two", "WANJIRU KAMAU", "Wanjiru Njeri", True),
    ("the same in other words", "WANJIRU N. KAMAU", "Kamau Wanjiro", False),
    ("cut off on the other side", "Mary Cherotich", "MARY CHEROTI", False),
    ("hidden letters", "WAN*** KAMAU", "Duka la Mama", False),
    ("initials", "W. K.", "Duka la Mama", False),
    ("signs alone", "- .", "Duka la Mama", False),
    ("nothing", "", "Duka la Mama", False),
]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [case[1:] for case in DIFFERING],
    ids=[case[0] for case in DIFFERING],
)
def test_names_differ_where_both_are_whole(one: str, other: str, differ: bool) -> None:
    assert names_differ(one, other) is differ
    assert names_differ(other, one) is differ


@given(names)
def test_every_name_fits_itself_in_any_order(name: str) -> None:
    assert names_fit(name, name)
    assert names_fit(" ".join(reversed(name.split())).lower(), name)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(printed: str, known: str) -> None:
    assert names_fit(printed, known) in {True, False}
    assert 0 <= similarity(printed, known) <= 100
