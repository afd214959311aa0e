"""A form keeps every parameter, whatever bytes it came in."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.form import Form


@pytest.mark.parametrize(
    ("body", "values"),
    [
        pytest.param(b"a=1&b=2", {"a": ("1",), "b": ("2",)}, id="plain"),
        pytest.param(b"a=&b", {"a": ("",), "b": ("",)}, id="empty values and none"),
        pytest.param(b"a=1&b=2&a=3", {"a": ("1", "3"), "b": ("2",)}, id="repeated"),
        pytest.param(b"a=x+y%20z", {"a": ("x y z",)}, id="spaces"),
        pytest.param(b"from=%2B254712345678", {"from": ("+254712345678",)}, id="escaped plus"),
        pytest.param(b"t=1+%2B+1%3D2", {"t": ("1 + 1=2",)}, id="escaped sign"),
        pytest.param(b"t=caf%C3%A9", {"t": ("café",)}, id="utf-8"),
        pytest.param("t=café".encode(), {"t": ("café",)}, id="utf-8 without escapes"),
        pytest.param(b"t=caf%E9", {"t": ("café",)}, id="latin-1"),
        pytest.param(b"t=%93Ksh%94+%80", {"t": ("“Ksh” €",)}, id="windows code page"),
        pytest.param(b"a=caf%E9&b=%C3%A9", {"a": ("café",), "b": ("é",)}, id="both encodings"),
        pytest.param(b"t=%81", {"t": ("\N{REPLACEMENT CHARACTER}",)}, id="no encoding at all"),
        pytest.param(b"t=%zz%", {"t": ("%zz%",)}, id="broken escapes"),
        pytest.param(b"&&a=1&", {"a": ("1",)}, id="empty pairs"),
        pytest.param(b"=x", {"": ("x",)}, id="no name"),
        pytest.param(b"a%3Db=c=d", {"a=b": ("c=d",)}, id="signs in name and value"),
        pytest.param(b"", {}, id="nothing"),
    ],
)
def test_a_body_is_read_whole(body: bytes, values: dict[str, tuple[str, ...]]) -> None:
    assert Form.parse(body).values == values


def test_signatures_see_nul_bytes_and_readers_do_not() -> None:
    form = Form.parse(b"t=sa%00lio&n%00=1")
    assert form.getlist("t") == ["sa\x00lio"]
    assert form.get("t") == "salio"
    assert form.as_raw() == {"t": "salio", "n": "1"}


def test_a_missing_parameter_reads_as_empty() -> None:
    form = Form.parse(b"a=1")
    assert form.get("b") == ""
    assert form.getlist("b") == []
    assert form.first_of("b", "a") == "1"
    assert form.first_of("b", "c") == ""


def test_the_inbox_keeps_every_value_of_a_repeated_parameter() -> None:
    assert Form.parse(b"a=1&b=2&a=3&a=").as_raw() == {"a": "1", "a[1]": "3", "a[2]": "", "b": "2"}


PARAMETERS = st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=6)


@given(PARAMETERS)
def test_what_is_encoded_is_read_back(parameters: list[tuple[str, str]]) -> None:
    form = Form.parse(urlencode(parameters).encode())
    assert {name: form.getlist(name) for name in form} == {
        name: [v for n, v in parameters if n == name] for name, _ in parameters
    }


@given(PARAMETERS)
def test_the_order_of_parameters_does_not_change_the_content_id(
    parameters: list[tuple[str, str]],
) -> None:
    ids = {
        Form.parse(urlencode(order).encode()).content_id()
        for order in (parameters, parameters[::-1])
    }
    assert len(ids) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(b"a=1&b=3", id="another value"),
        pytest.param(b"a=1", id="one less"),
        pytest.param(b"a=1&b=2&b=2", id="one twice"),
        pytest.param(b"a=1b&=2", id="the same letters, cut elsewhere"),
    ],
)
def test_another_form_has_another_content_id(other: bytes) -> None:
    assert Form.parse(other).content_id() != Form.parse(b"a=1&b=2").content_id()


@given(st.binary(max_size=400))
def test_any_bytes_are_some_form(body: bytes) -> None:
    form = Form.parse(body)
    assert all("\x00" not in name + value for name, value in form.as_raw().items())
    assert form.content_id().startswith("sha256:")
