"""The page of the reports, and the files that its links give."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from pdfminer.high_level import extract_text

from bot.reports.kinds import file_of_words, formats_of, kinds
from bot.reports.words import Words
from tests.builders import NOW, OTIENO, WANJIRU, received_text, rules
from tests.dashboard.looking import looking, shown, texts
from tests.dashboard.site import Site
from tests.transcripts import Stage
from tests.views.groups import NJERI, ZAWADI

UMOJA, AMANI = 1, 2
FILES = "/dashboard/files"


@pytest.fixture
def paid(site: Site) -> Site:
    """Umoja, where Achieng has paid, beside Amani of two others."""
    site.stage.found(rules("Amani", [ZAWADI, NJERI], contribution=500))
    payer = "ACHIENG ATIENO 0712000003"
    site.stage.say(WANJIRU, received_text("UKN1AB2C02", "700.00", payer))
    site.stage.deliver()
    return site


def test_every_report_is_offered_in_each_of_its_forms(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        page = looker.at("reports", OTIENO, member="M03", round="1")
    links = [one.proto.url for one in page.get("link_button")]
    assert len(links) == sum(len(formats_of(kind)) for kind in kinds().values())
    assert any("/files/statement?chama=1&format=pdf&member=M03" in one for one in links)
    assert any("/files/round?chama=1&format=csv&round=1" in one for one in links)
    assert all("chama=1" in one for one in links)


def test_each_says_what_it_is_to_the_end_and_of_what(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        page = looker.at("reports", OTIENO, member="M03", round="1")
        said = texts(page)
        for name in kinds():
            assert Words("en", file_of_words(name))("summary") in said, name
        titles = [one.value for one in page.markdown if one.value.startswith("####")]
        assert shown(titles[0]) == "#### The month"
        assert len(titles) == len(kinds())
        covered = [shown(one.value) for one in page.markdown if not one.value.startswith("####")]
        assert covered[:3] == [
            *("1 Nov 2026 to 23 Nov 2026", "Round 1"),
            "Achieng Atieno · From the beginning to today",
        ]
        assert "1 Jan 2026 to 23 Nov 2026" in covered
        assert "As the book stands now" in covered


def test_who_chooses_a_month_gets_the_quarter_and_the_year_that_have_it(engine: sa.Engine) -> None:
    stage = Stage(engine, now=NOW - timedelta(days=58))
    stage.found(rules(starts=date(2026, 9, 26)))
    stage.now = NOW
    with looking(stage) as looker:
        page = looker.at("reports", OTIENO, month="2026-09-01")
    links = "\n".join(one.proto.url for one in page.get("link_button"))
    for report, days in (
        ("month", "first=2026-09-01&last=2026-09-30"),
        ("quarter", "first=2026-07-01&last=2026-09-30"),
        ("annual", "first=2026-01-01&last=2026-11-23"),
    ):
        assert f"/files/{report}?chama=1&format=pdf&{days}" in links
    assert "1 Jul 2026 to 30 Sep 2026" in texts(page)


def test_an_address_that_asks_for_what_is_not_there_asks_for_nothing(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with looking(stage) as looker:
        page = looker.at("reports", OTIENO, member="M99", round="x", month="never")
    links = "\n".join(one.proto.url for one in page.get("link_button"))
    assert "member=M01" in links
    assert not any(one in links for one in ("M99", "round=", "first="))


def test_the_reports_are_offered_in_swahili(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(OTIENO, "Kiswahili")
    with looking(stage) as looker:
        assert "Ripoti" in texts(looker.at("reports", OTIENO))


@pytest.mark.parametrize("report", sorted(kinds()))
def test_a_link_gives_its_file_and_leaves_nothing_behind(paid: Site, report: str) -> None:
    browser = paid.inside()
    asked = {"chama": UMOJA, **({"member": "M03"} if report == "statement" else {})}
    for form in formats_of(kinds()[report]):
        got = browser.get(f"{FILES}/{report}", params={**asked, "format": form})
        assert got.status_code == 200, got.text
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["content-disposition"].endswith(f'.{form}"')
        assert got.content


def test_a_file_says_what_the_book_says(paid: Site) -> None:
    browser, asked = paid.inside(), {"chama": UMOJA, "member": "M03"}
    pdf = browser.get(f"{FILES}/statement", params={**asked, "format": "pdf"})
    assert "UKN1AB2C02" in extract_text(BytesIO(pdf.content))
    sheet = browser.get(f"{FILES}/statement", params={**asked, "format": "xlsx"})
    book = load_workbook(BytesIO(sheet.content), read_only=True)
    cells = {cell for ws in book for row in ws.iter_rows(values_only=True) for cell in row}
    assert "UKN1AB2C02" in cells
    book.close()


@pytest.mark.parametrize(
    ("report", "asked"),
    [
        pytest.param("statement", {"chama": AMANI, "member": "M01"}, id="another group"),
        pytest.param("statement", {"chama": "1 OR 1", "member": "M01"}, id="no number"),
        pytest.param("statement", {"member": "M01"}, id="no group"),
        pytest.param("nothing", {"chama": UMOJA}, id="no report"),
        pytest.param("round", {"chama": UMOJA, "round": "x"}, id="no round"),
        pytest.param("round", {"chama": UMOJA, "round": 99}, id="a round to come"),
        pytest.param("month", {"chama": UMOJA, "first": "2026"}, id="no day"),
        pytest.param("month", {"chama": UMOJA, "first": "0001-01-01"}, id="the first of all days"),
        pytest.param("statement", {"chama": UMOJA, "member": "M99"}, id="no member"),
        pytest.param("statement", {"chama": UMOJA, "format": "exe", "member": "M01"}, id="form"),
    ],
)
def test_what_is_none_of_theirs_or_none_at_all_gives_no_file(
    paid: Site, report: str, asked: dict[str, object]
) -> None:
    got = paid.inside().get(f"{FILES}/{report}", params={"format": "pdf", **asked})
    assert got.status_code in (400, 404)
    assert "content-disposition" not in got.headers


def test_without_a_session_there_is_no_file(paid: Site) -> None:
    asked = {"chama": UMOJA, "format": "pdf", "member": "M03"}
    assert paid.browser().get(f"{FILES}/statement", params=asked).status_code == 303
    browser = paid.inside()
    paid.stage.now += timedelta(minutes=31)
    assert browser.get(f"{FILES}/statement", params=asked).status_code == 303
