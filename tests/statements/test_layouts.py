"""What one template prints in several ways is read as the same statement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chama.statements import DamagedStatement, Statement, StatementKind, read
from tests.statements.printing import as_csv, as_xlsx

DATA = Path(__file__).parent / "data"
ORG = (DATA / "statement-org.csv").read_text("utf-8")
TEXT = (DATA / "statement-customer.txt").read_text("utf-8")
ROWS = ORG.splitlines()[7:]
PREAMBLE = ORG.splitlines()[:6]
TITLES = ORG.splitlines()[6]


def facts(statement: Statement) -> list[tuple[object, ...]]:
    """What has to be the same however it is printed."""
    return [
        (
            one.receipt,
            one.occurred_at,
            one.direction,
            one.amount,
            one.fee,
            one.account,
            one.reversed_by,
            one.ignored_because,
            one.party_name,
            one.details,
        )
        for one in statement.transactions
    ]


def by_time(rows: list[str]) -> str:
    return "\n".join([*PREAMBLE, TITLES, *rows])


SAME_AS_ORG = {
    "oldest first": by_time(ROWS[::-1]),
    "in the order of receipts": by_time(sorted(ROWS)),
    "without its preamble": "\n".join([TITLES, *ROWS]),
    "a longer preamble": "\n".join(["Safaricom PLC", "", *PREAMBLE, "", "", TITLES, *ROWS]),
    "labels and values in one cell": ORG.replace("Short Code:,4011223", "Short Code: 4011223"),
    "without minus signs": re.sub(r'(,"?)-(\d)', r"\1\2", ORG),
    "with currency before amounts": ORG.replace('"5,270.00"', '"KSh 5,270.00"'),
    "amounts in brackets": ORG.replace(",-9.00,", ",(9.00),"),
    "days with slashes": re.sub(r"(\d\d)-(\d\d)-(\d{4}) ", r"\1/\2/\3 ", ORG),
    "a line of totals": f'{ORG}\n,,,Total,,"5,300.00","-2,539.00",,,,,,,\n',
    "a note below": f"{ORG}\nThis record was produced for your use only.\n",
    "a row repeated on a page border": by_time([*ROWS[:3], ROWS[2], *ROWS[3:]]),
    "the heading repeated": by_time([*ROWS[:3], TITLES, *ROWS[3:]]),
    "statuses in capitals": ORG.replace("Completed", "COMPLETED"),
    "blanks around everything": re.sub(r",(U[A-Z0-9]{9}),", r", \1 ,", ORG),
    "receipts in small letters": re.sub(r"^(UH\w{8})", lambda m: m[1].lower(), ORG, flags=re.M),
}


@pytest.mark.parametrize("text", SAME_AS_ORG.values(), ids=SAME_AS_ORG.keys())
def test_the_older_template_varies(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(text, "utf-8")
    found, expected = read(tmp_path / "s.csv"), read(DATA / "statement-org.csv")
    assert facts(found) == facts(expected)
    assert (found.opening, found.closing) == (expected.opening, expected.closing)
    assert found.row_count == 8


def without_columns(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def cell_by_cell(text: str) -> str:
    """Each cell on a line of its own, as a program that knows no tables takes them out."""
    rows = re.sub(r"(\d\d:\d\d:\d\d|Completed|\.\d\d)(?= )", r"\1\n", without_columns(text))
    return re.sub(r"(?m)^(UH\w{8}) ", r"\1\n", rows)


def with_a_row_again(text: str) -> str:
    """The last row of the first page printed once more on top of the second."""
    lines = text.splitlines()
    (end,) = (place for place, line in enumerate(lines) if line.startswith("Page 1"))
    return "\n".join([*lines[: end + 3], lines[end - 2], *lines[end + 3 :]])


def with_a_row_over_two_pages(text: str) -> str:
    """The first row of the second page begins on the first one."""
    lines = text.splitlines()
    (row,) = (place for place, line in enumerate(lines) if "Customer Transfer to" in line)
    (end,) = (place for place, line in enumerate(lines) if line.startswith("Page 1"))
    return "\n".join([*lines[: end - 1], lines[row], *lines[end - 1 : row], *lines[row + 1 :]])


SAME_AS_TEXT = {
    "a row over two pages": with_a_row_over_two_pages(TEXT),
    "columns not kept": without_columns(TEXT),
    "columns half kept": re.sub(r" {3,}", "  ", TEXT),
    "a cell a line": cell_by_cell(TEXT),
    "Windows line ends": TEXT.replace("\n", "\r\n"),
    "form feeds": TEXT.replace("Page 1 of 2\n", "Page 1 of 2\n\f"),
    "a row repeated on a page border": with_a_row_again(TEXT),
    "a note between the rows": TEXT.replace("UHBM5T8ZGS", "Dial *334# for help\nUHBM5T8ZGS"),
    "amounts on the last line of a row": re.sub(
        r"(?m)^(UH.*Completed) +(\S+) +(\S+)\n( +\S.*)$", r"\1\n\4   \2   \3", TEXT
    ),
}


@pytest.mark.parametrize("text", SAME_AS_TEXT.values(), ids=SAME_AS_TEXT.keys())
def test_the_printed_statement_varies(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(text, "utf-8", newline="")
    found, expected = read(tmp_path / "s.txt"), read(DATA / "statement-customer.txt")
    assert facts(found) == facts(expected)
    assert (found.opening, found.closing, found.row_count) == (
        expected.opening,
        expected.closing,
        9,
    )


def test_a_table_with_wrapped_details_in_lines_of_their_own(tmp_path: Path) -> None:
    """As programs write that take the table out of the PDF."""
    cells = [
        [
            "Receipt No.",
            "Completion Time",
            "Details",
            "Transaction Status",
            "Paid In",
            "Withdrawn",
            "Balance",
        ],
        [
            "UH8C9F2HDL",
            "2026-08-08 13:00:02",
            "Funds received from -",
            "Completed",
            "5.00",
            "",
            "9.00",
        ],
        ["", "", "2547******377 NEEMA\nMWANGI", "", "", "", ""],
    ]
    for name, data in (("s.csv", as_csv(cells, "\t")), ("s.xlsx", as_xlsx(cells))):
        (tmp_path / name).write_bytes(data)
        statement = read(tmp_path / name)
        assert statement.kind is StatementKind.CUSTOMER
        assert statement.transactions[0].party_name == "NEEMA MWANGI"


def test_one_signed_amount_is_enough(tmp_path: Path) -> None:
    text = (
        "Receipt No,Completion Time,Details,Status,Amount,Balance\n"
        "UH9C9F2HDL,2026-08-09 13:00,Customer Transfer to - 0722***377 N,Completed,-4.00,5.00\n"
        "UH8C9F2HDL,2026-08-08 13:00,Funds received from - 0722***377 N,Completed,9.00,9.00\n"
    )
    (tmp_path / "s.csv").write_text(text, "utf-8")
    statement = read(tmp_path / "s.csv")
    assert [one.direction for one in statement.transactions] == ["in", "out"]
    assert (statement.opening.cents, statement.closing.cents) == (0, 500)


HEAD = "Receipt No. Completion Time      Details           Status     Paid In  Withdrawn  Balance\n"


def test_two_columns_of_amounts_may_both_be_printed(tmp_path: Path) -> None:
    text = (
        f"{HEAD}"
        "UH9C9F2HDL 2026-08-09 13:00:00 Customer Transfer to - 0722***37 Completed 0.00 4.00 5.00\n"
        "UH8C9F2HDL 2026-08-08 13:00 Funds received from - 0722***377 "
        "Completed 9.00 0.00 9.00\n"
    )
    (tmp_path / "s.txt").write_text(text, "utf-8")
    assert [one.direction for one in read(tmp_path / "s.txt").transactions] == ["in", "out"]
    (tmp_path / "s.txt").write_text(text.replace("0.00 4.00", "1.00 4.00"), "utf-8")
    with pytest.raises(DamagedStatement, match="both"):
        read(tmp_path / "s.txt")


def test_a_centred_line_that_may_be_of_two_rows_is_refused(tmp_path: Path) -> None:
    """Equal distances to the rows above and below, in a print whose cells are centred."""
    text = (
        f"{HEAD}\n"
        "                                Funds received from -\n"
        "UH9C9F2HDL 2026-08-09 13:00:00                    Completed  4.00  13.00\n"
        "                                0722***377 NEEMA\n"
        "UH8C9F2HDL 2026-08-08 13:00:00  Airtime Purchase  Completed  9.00   9.00\n"
    )
    (tmp_path / "s.txt").write_text(text, "utf-8")
    with pytest.raises(DamagedStatement, match=r"line 5: .* row above or below"):
        read(tmp_path / "s.txt")


def test_the_period_of_a_file_name_counts_only_if_the_rows_lie_within(tmp_path: Path) -> None:
    text = (
        "Receipt No,Completion Time,Details,Transaction Status,Paid In (KSHs),Withdrawn (KSHs),"
        "Balance (KSHs)\n"
        "UH8C9F2HDL,08/08/2026 13:00:00,Pay Bill from 2547****376 - NAME Acc. ref,Completed,"
        '"1,100.00",0.00,"1,100.00"\n'
    )
    for name, is_within in (
        ("Statements for 160745 from 2026-08-01 to 2026-08-31 (1).csv", True),
        ("statements_for_160745_from_2026-08-01_to_2026-08-31.csv", True),
        ("Statements for 160745 from 2026-07-01 to 2026-07-31.csv", False),
        ("export.csv", False),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        statement = read(tmp_path / name)
        assert statement.is_whole_days is is_within
        assert statement.shortcode == ("160745" if is_within else None)
        assert statement.transactions[0].account == "ref"
