from datetime import date, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from initiatives.files.reading import read_file
from tests.office import saved_by_libreoffice


def workbook():
    """A plan as a person keeps it, with what makes reading it hard."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(["Target", "When", "Month", "Share", "Budget", "At", "Worked out"])
    sheet.append(["“Cuckooing”\nawareness", date(2017, 9, 1), date(2017, 9, 1), 0.125, 1200])
    sheet["B2"].number_format, sheet["C2"].number_format = "dd/mm/yyyy", "mmm\\-yy"
    sheet["D2"].number_format, sheet["E2"].number_format = "0.0%", "[$£-809]#,##0.00"
    sheet["F2"], sheet["G2"] = time(9, 5), '=A1&"s"'
    sheet["A4"] = "Merged"
    sheet.merge_cells("A4:B4")
    sheet.row_dimensions[2].hidden = True
    book.create_sheet("Aside")["C3"] = "Hidden"
    book["Aside"].sheet_state = "hidden"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_is_read_as_it_shows_it(kind, tmp_path):
    saved = saved_by_libreoffice(workbook(), tmp_path, made="xlsx", wanted=kind)

    read = read_file(f"plan.{kind}", saved)

    plan, aside = read.tables
    assert plan.rows == (
        ("Target", "When", "Month", "Share", "Budget", "At", "Worked out"),
        (
            "“Cuckooing”\nawareness",
            "1 September 2017",
            "September 2017",
            "12.5%",
            "£1,200",
            "09:05",
            "Targets",
        ),
        ("",) * 7,
        ("Merged", *("",) * 6),
    )
    assert aside.place(0, 0) == "Sheet “Aside”, cell C3"
    assert [remark.place for remark in read.remarks] == [
        "Sheet “Plan”, cell G2",
        "Sheet “Plan”, cell C2",
        "Sheet “Plan”, row 2",
        "Sheet “Plan”, cells A4:B4",
        "Sheet “Aside”",
    ]
