"""Template and values to words: filters, defused names, languages and looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from bot.gsm import segments
from bot.render import NAME_LENGTH, Look, Renderer, TemplateMissing, first, safe_name

Say = Callable[..., str]

TEMPLATES = Renderer(Path(__file__).parent.parent / "templates")


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """say(source, …): what a template of this source says."""
    (tmp_path / "en").mkdir()
    (tmp_path / "whatsapp.toml").touch()

    def rendered(source: str, language: str = "en", look: Look = Look.SMS, **values: object) -> str:
        (tmp_path / "en" / "it.txt").write_text(source, encoding="utf-8")
        (tmp_path / "sw").mkdir(exist_ok=True)
        (tmp_path / "sw" / "it.txt").write_text(source, encoding="utf-8")
        return Renderer(tmp_path).render("it", values, language=language, look=look)

    return rendered


@pytest.mark.parametrize(
    ("cents", "currency", "written"),
    [
        (150_000, "KES", "KES 1,500"),
        (150_050, "KES", "KES 1,500.50"),
        (5, "KES", "KES 0.05"),
        (0, "KES", "KES 0"),
        (100_000_000, "UGX", "UGX 1,000,000"),
    ],
)
def test_money_is_written_with_its_currency(
    say: Say, cents: int, currency: str, written: str
) -> None:
    assert say("{{ amount_cents|money }}", amount_cents=cents, currency=currency) == written


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        pytest.param("en", "2026-08-21", "Fri 21 Aug", id="English"),
        pytest.param("sw", "2026-08-21", "Ijumaa 21 Ago", id="Swahili"),
        pytest.param("sw", "2026-11-22", "Jumapili 22 Nov", id="Sunday"),
        pytest.param("luo", "2026-08-21", "Fri 21 Aug", id="a language without templates"),
        pytest.param("en", "2026-08-21T22:30:00+00:00", "Sat 22 Aug", id="Nairobi's day"),
        pytest.param("en", "2026-09-04", "Fri 4 Sep", id="no leading zero"),
    ],
)
def test_a_day_is_written_in_the_message_s_language(
    say: Say, language: str, text: str, written: str
) -> None:
    assert say("{{ on|day }}", language, on=text) == written


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        pytest.param("en", "2026-08-21T06:00:00+00:00", "Fri 21 Aug, 9:00 AM", id="from UTC"),
        pytest.param("en", "2026-08-21T18:39:00+03:00", "Fri 21 Aug, 6:39 PM", id="from Nairobi"),
        pytest.param(
            "sw", "2026-08-21T18:39:00+03:00", "Ijumaa 21 Ago saa 12:39 jioni", id="Swahili"
        ),
        pytest.param("en", "2026-08-21T00:05:00", "Fri 21 Aug, 12:05 AM", id="no zone is Nairobi"),
    ],
)
def test_a_moment_is_written_by_nairobi_s_clock(
    say: Say, language: str, text: str, written: str
) -> None:
    assert say("{{ at|moment }}", language, at=text) == written


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("00:05", "saa 6:05 usiku"),
        ("03:59", "saa 9:59 usiku"),
        ("04:00", "saa 10:00 alfajiri"),
        ("05:59", "saa 11:59 alfajiri"),
        ("06:00", "saa 12:00 asubuhi"),
        ("07:00", "saa 1:00 asubuhi"),
        ("09:56", "saa 3:56 asubuhi"),
        ("11:59", "saa 5:59 asubuhi"),
        ("12:00", "saa 6:00 mchana"),
        ("14:00", "saa 8:00 mchana"),
        ("16:00", "saa 10:00 jioni"),
        ("18:30", "saa 12:30 jioni"),
        ("19:30", "saa 1:30 usiku"),
        ("23:59", "saa 5:59 usiku"),
    ],
)
def test_swahili_counts_the_hours_from_six(say: Say, clock: str, said: str) -> None:
    assert say("{{ at|saa }}", "sw", at=clock) == said
    assert say("{{ at|moment }}", "sw", at=f"2026-08-21T{clock}") == f"Ijumaa 21 Ago {said}"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("WANJIRU KAMAU", "Wanjiru"),
        ("Achieng Akinyi", "Achieng"),
        ("achieng", "Achieng"),
        ("NG'ANG'A MWANGI", "Ng'ang'a"),
        ("ANNE-MARIE ATIENO", "Anne-Marie"),
        ("D'SOUZA", "D'Souza"),
        ("J. OTIENO", "Otieno"),
        ("J K", "J K"),
        ("Mama Njeri", "Mama Njeri"),
        ("MRS. NJERI KAMAU", "Mrs. Njeri"),
        ("DeSilva", "DeSilva"),
        ("", ""),
    ],
)
def test_a_person_is_called_by_the_first_name(name: str, called: str) -> None:
    assert first(name) == called


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        pytest.param("Wanjiru Kamau", "Wanjiru Kamau", id="an ordinary name"),
        pytest.param("Mũthoni  \t Njũgũna", "Mũthoni Njũgũna", id="blanks"),
        pytest.param("A\nPay to 0700\r\nB", "A Pay to 0700 B", id="line breaks"),
        pytest.param("A\u2028B\x00\x1b\u202eC\u200b", "A BC", id="control and invisible letters"),
        pytest.param("*Bold* _it_ ~no~ ```x```", "Bold it no x", id="WhatsApp marks"),
        pytest.param("> quoted", "quoted", id="a quote"),
        pytest.param("0712***345", "0712***345", id="a masked number"),
        pytest.param("2547 ***** 862", "2547*****862", id="a masked number with blanks"),
        pytest.param("code_date_mismatch", "code_date_mismatch", id="a reason code"),
        pytest.param("NG`ANG`A", "NG'ANG'A", id="a backtick for an apostrophe"),
        pytest.param("https://bit.ly/win", "https bit. ly/win", id="a link"),
        pytest.param("see evil。com", "see evil. com", id="a link with a wide dot"),
        pytest.param("J.Otieno", "J. Otieno", id="an initial"),
        pytest.param("2026-08-21T09:00:00+03:00", "2026-08-21T09:00:00+03:00", id="a time"),
        pytest.param("x" * 41, "x" * 37 + "...", id="too long"),
        pytest.param("x" * 36 + "_" + "y" * 9, "x" * 36 + "...", id="cut behind a mark"),
        pytest.param("Mu\u0303thoni", "Mũthoni", id="accents written apart"),
        pytest.param("{{ 7 * 7 }}", "{{ 7 7 }}", id="a template"),
    ],
)
def test_a_name_is_defused(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text() | st.text("aB1 *_~`.:/>-\n", max_size=80))
def test_any_name_is_one_short_line_without_links_or_marks(name: str) -> None:
    safe = safe_name(name)
    assert len(safe) <= NAME_LENGTH
    assert safe.isprintable()
    assert "://" not in safe
    assert not re.search(r"\w[.。][^\W\d_]", safe)
    between_words = re.sub(r"(?<=[^\W_])(\*+|_)(?=[^\W_])", "", safe)
    assert not set(between_words) & set("*_~`")


@given(st.text(max_size=400))
def test_names_that_mean_something_leave_something_to_call(name: str) -> None:
    assert bool(first(name)) == bool(name)


def test_texts_are_defused_at_any_depth(say: Say) -> None:
    said = say(
        "{% for item in items %}{{ item.name }};{% endfor %}{{ options|numbered }}",
        look=Look.WHATSAPP,
        items=[{"name": "*A*"}, {"name": "B\nC"}],
        options=["_yes_", "no"],
    )
    assert said == "A;B C;1 yes\n2 no"


def test_an_officer_s_notice_keeps_its_link_on_one_line(say: Say) -> None:
    said = say("{{ text }}", text="Join https://meet.example.org/a_b\nat 2pm")
    assert said == "Join https://meet.example.org/a_b at 2pm"


def test_a_value_is_never_read_as_a_template(say: Say) -> None:
    assert say("Hi {{ name }}", name="{{ chama }}") == "Hi {{ chama }}"


def test_a_missing_value_is_an_error_not_a_gap(say: Say) -> None:
    with pytest.raises(UndefinedError, match="chama"):
        say("Hi {{ chama }}")


def test_a_template_cannot_reach_behind_its_values(say: Say) -> None:
    with pytest.raises(SecurityError):
        say("{{ name.__class__.__mro__ }}", name="Achieng")


@pytest.mark.parametrize("name", ["nothing", "../it", "_", ""])
def test_an_unknown_template_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "whatsapp.toml").touch()
    with pytest.raises(TemplateMissing, match=re.escape(repr(name))):
        Renderer(tmp_path).render(name, {}, language="en", look=Look.SMS)


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Look.SMS, 'KES 5 for Muthoni\n"ok"'),
        (Look.WHATSAPP, "*KES 5* for Mũthoni 🙂\n“ok”"),
    ],
)
def test_sms_is_plain_and_whatsapp_keeps_letters_and_bold(say: Say, look: Look, said: str) -> None:
    source = (
        "{{ 500|money|bold }} for {{ name }}{% if look == 'whatsapp' %} 🙂{% endif %}  \n“ok”\n"
    )
    assert say(source, look=look, name="Mũthoni", currency="KES") == said


def test_blanks_and_empty_lines_are_tidied(say: Say) -> None:
    assert say("\n a  b \n\n\n\n c\t \n\n", look=Look.WHATSAPP) == "a b\n\nc"


@pytest.mark.parametrize(
    ("officers", "said"),
    [(["Wanjiru", "Otieno"], "Wanjiru, Otieno"), ("Wanjiru", "Wanjiru"), ([], "")],
)
def test_names_stand_in_a_row(say: Say, officers: object, said: str) -> None:
    assert say("{{ officers|listed }}", officers=officers) == said


@pytest.mark.parametrize(
    ("rounds", "said"), [([3], "3"), ([1, 2, 3], "1-3"), ([1, 2, 3, 5], "1-3, 5"), ([5, 1], "5, 1")]
)
def test_numbers_that_follow_one_another_are_a_span(say: Say, rounds: list[int], said: str) -> None:
    assert say("{{ rounds|spans }}", rounds=rounds) == said


def test_a_language_without_the_template_gets_the_english_one(say: Say) -> None:
    assert say("Hello {{ language }}", language="kam") == "Hello en"


@given(st.text(), st.text())
def test_sms_is_gsm7_whatever_the_names_are(name: str, text: str) -> None:
    values = {"chama": name, "officer": name, "text": text}
    said = TEMPLATES.render("meeting_notice", values, language="sw", look=Look.SMS)
    assert segments(said).encoding == "GSM-7"
    assert segments(said).count <= 3


@pytest.fixture
def approved(tmp_path: Path) -> Renderer:
    (tmp_path / "whatsapp.toml").write_text(
        '[note]\nvariables = ["{{ name|first }}", "{{ code }}", "{{ on|day }}"]\n'
        'en = "Hi {{1}}: {{2}}, {{3}}."\nsw = "Habari {{1}}: {{2}}, {{3}}."\n',
        encoding="utf-8",
    )
    return Renderer(tmp_path)


@pytest.mark.parametrize(
    ("language", "day"), [("en", "Fri 21 Aug"), ("sw", "Ijumaa 21 Ago"), ("kam", "Fri 21 Aug")]
)
def test_approved_templates_get_ordered_variables_none_of_them_empty(
    approved: Renderer, language: str, day: str
) -> None:
    values = {"name": "ACHIENG\nAKINYI", "code": "", "on": "2026-08-21"}
    variables = approved.template_variables("note", values, language=language)
    assert list(variables.items()) == [("1", "Achieng"), ("2", "-"), ("3", day)]


def test_a_template_that_is_not_approved_is_named(approved: Renderer) -> None:
    with pytest.raises(TemplateMissing, match="'receipt'"):
        approved.template_variables("receipt", {}, language="en")
