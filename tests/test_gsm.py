"""GSM-7: what a text becomes, and what it costs. The gsm0338 codec is the judge."""

from __future__ import annotations

import pytest
from gsm0338 import Codec
from hypothesis import given
from hypothesis import strategies as st

from bot.gsm import Segments, segments, to_gsm

ANY_TEXT = st.text(st.characters(exclude_categories=()))
PLAIN_LETTERS = "ABCxyz019 @£ñØ\n.,'\"-#/€{}[]|^\\"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("KES\u00a01,500 saa\u202f9", "KES 1,500 saa 9", id="no-break blanks"),
        pytest.param("“Sawa” ‘ndio’", "\"Sawa\" 'ndio'", id="smart quotes"),
        pytest.param("Mon–Fri — all‑day", "Mon-Fri - all-day", id="dashes"),
        pytest.param("subiri…", "subiri...", id="ellipsis"),
        pytest.param("Njũgũna wa Mũrĩithi", "Njuguna wa Muriithi", id="Kikuyu vowels"),
        pytest.param("u\u0303", "u", id="vowel and tilde written apart"),
        pytest.param("e\u0301", "é", id="a letter of the alphabet written apart"),
        pytest.param("NG`ANG`A, Ong´era, Nyong’o", "NG'ANG'A, Ong'era, Nyong'o", id="apostrophes"),
        pytest.param("Asante 🙏🏾 sana", "Asante sana", id="emoji leave one blank"),
        pytest.param("*KES 500* na _hii_ na ~ile~", "KES 500 na hii na ile", id="WhatsApp marks"),
        pytest.param("*_so_* ```code```", "so code", id="nested marks"),
        pytest.param("Piga *334# au *100*1#", "Piga *334# au *100*1#", id="dialled codes stay"),
        pytest.param("a_b na 2*3 na c_d", "a_b na 2*3 na c_d", id="marks in words stay"),
        pytest.param("0712***345 0722***1", "0712***345 0722***1", id="masked numbers stay"),
        pytest.param("moja\r\nmbili\rtatu", "moja\nmbili\ntatu", id="line breaks"),
        pytest.param("moja \n mbili", "moja\nmbili", id="blanks at line ends"),
        pytest.param("a\u200bb\ufeffc\u202ed", "abcd", id="invisible letters"),
        pytest.param("½ × 2 → ok", "1/2 x 2 -> ok", id="signs"),
        pytest.param("Łukasz Đoko", "Lukasz Doko", id="barred letters"),
        pytest.param("你好 Иван", "", id="another script"),
        pytest.param("\x1b\x00\ud83d!", "!", id="control characters and half a surrogate"),
        pytest.param("€ £ ñ Ü {x}", "€ £ ñ Ü {x}", id="letters of the alphabet"),
    ],
)
def test_text_is_made_to_fit(text: str, plain: str) -> None:
    assert to_gsm(text).strip() == plain


@given(ANY_TEXT)
def test_any_text_fits_afterwards(text: str) -> None:
    fitted = to_gsm(text)
    Codec().encode(fitted)  # raises for a letter outside the alphabet
    assert segments(fitted).encoding == "GSM-7"


@given(st.lists(st.text(PLAIN_LETTERS.replace("\n", "")), min_size=1))
def test_a_fitting_text_keeps_its_words_and_lines(lines: list[str]) -> None:
    fitted = to_gsm("\n".join(lines))
    assert [line.split() for line in fitted.split("\n")] == [line.split() for line in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", Segments("GSM-7", 0, 1), id="empty"),
        pytest.param("a" * 160, Segments("GSM-7", 160, 1), id="one full"),
        pytest.param("a" * 161, Segments("GSM-7", 161, 2), id="one over"),
        pytest.param("a" * 306, Segments("GSM-7", 306, 2), id="two full"),
        pytest.param("a" * 307, Segments("GSM-7", 307, 3), id="two and one over"),
        pytest.param("€" * 80, Segments("GSM-7", 160, 1), id="extension letters are two"),
        pytest.param("€" * 81, Segments("GSM-7", 162, 2), id="extension letters over"),
        pytest.param("€" * 153, Segments("GSM-7", 306, 3), id="never cut behind the escape"),
        pytest.param("a" * 152 + "€" * 77, Segments("GSM-7", 306, 3), id="leaves a septet empty"),
        pytest.param("ĩ" * 70, Segments("UCS-2", 70, 1), id="UCS-2 full"),
        pytest.param("ĩ" * 71, Segments("UCS-2", 71, 2), id="UCS-2 over"),
        pytest.param("🙏" * 35, Segments("UCS-2", 70, 1), id="surrogate pairs are two"),
        pytest.param("🙏" * 67, Segments("UCS-2", 134, 3), id="never cut inside a pair"),
        pytest.param("a\u00a0b", Segments("UCS-2", 3, 1), id="one no-break blank is enough"),
        pytest.param("a\tb", Segments("UCS-2", 3, 1), id="so is a tab"),
    ],
)
def test_segments_are_counted_as_billed(text: str, expected: Segments) -> None:
    assert segments(text) == expected


@given(st.text(PLAIN_LETTERS, max_size=500))
def test_units_are_the_bytes_that_the_codec_writes(text: str) -> None:
    counted = segments(text)
    assert counted.units == len(Codec().encode(text)[0])
    assert -(-counted.units // 160) <= counted.count <= counted.units // 152 + 1


@given(ANY_TEXT)
def test_ucs2_units_are_utf16_units(text: str) -> None:
    counted = segments(text + "ĩ")
    assert counted.encoding == "UCS-2"
    assert counted.units == len((text + "ĩ").encode("utf-16-be", "surrogatepass")) // 2
