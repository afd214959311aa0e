"""CSV is for programs: plain, exact, and safe where it is opened in a spreadsheet all the same."""

from __future__ import annotations

import io

from bot.reports.as_csv import write
from bot.reports.value import Report
from tests.reports.values import HARMFUL, names, report, shillings_of_uganda, table


def written(what: Report, *, for_excel: bool = False) -> bytes:
    out = io.BytesIO()
    write(what, out, for_excel=for_excel)
    return out.getvalue()


def test_rows_have_keys_iso_dates_dots_and_their_currency() -> None:
    assert written(report()).decode() == (
        "member,on,rounds,paid,owed,currency\n"
        "Brought forward,,,,0.00,KES\n"
        "Wanjirũ Kĩmani,2026-11-06,2,1250.50,0.00,KES\n"
        "Ng’ang’a,2026-11-07,1,-500.00,12345.67,KES\n"
    )


def test_several_tables_stand_apart_each_in_its_currency() -> None:
    said = written(report(table(), shillings_of_uganda())).decode()
    first, second = said.split("\n\n")
    assert first.startswith("member,on,")
    assert second == "member,paid,currency\nAchieng,1500,UGX\n"


def test_a_name_starts_no_formula() -> None:
    said = written(report(names(*HARMFUL))).decode()
    assert '"\'=HYPERLINK(""http://example.org"")",KES' in said


def test_the_mark_is_there_for_excel_alone() -> None:
    assert written(report(), for_excel=True) == b"\xef\xbb\xbf" + written(report())
