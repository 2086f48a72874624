"""A workbook that somebody opens in LibreOffice and saves says what it said, and what they typed."""

from datetime import date
from io import BytesIO

import pytest

from initiatives.files.reading import read_file
from initiatives.models import Initiative, OutcomeUpdate
from initiatives.workbook.columns import OUTCOME, REFERENCE
from initiatives.workbook.coming_back import receive
from initiatives.workbook.making import workbook
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, make_plan, record
from tests.initiatives.workbook.workbooks import opened
from tests.office import saved_by_libreoffice
from tests.people import make_person

pytestmark = pytest.mark.django_db
STRANGE = [
    "=1+1",
    "- Held\n- Booked",
    "+44 calls, @CBC",
    "'Quoted' “and” \"plain\"",
    "👮 came, Встреча",
    " Held \n\n twice   \n",
    "_x0041_ and &amp; <b>",
    "x" * 20_000,
    "1/2",
    "007",
    "2017-09-04",
    "TRUE",
]


def come_back(file, *, kind):
    """What the file says anew: for each initiative by number, its words."""
    read = read_file(f"outcomes.{kind}", file)
    back = receive(read, plan=make_plan(), agency=None, by=make_person(OFFICER), file_name="it")
    assert back.remarks == []
    return {row.initiative.number: row.said for row in back.rows.all()}


@pytest.fixture
def strange():
    """A workbook with every text that spreadsheets like to change."""
    for number, text in enumerate(STRANGE, start=1):
        said = {"status": "at_risk", "internal_note": text, "status_reason": text.strip()[:500]}
        record(make_initiative(number=number, led_by="CBH"), text, **said)
    return workbook(make_plan(), agency=None, with_notes=True, made_on=date(2017, 9, 30))


def test_a_file_that_nobody_opened_says_nothing_new(strange):
    assert come_back(strange, kind="xlsx") == {}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_file_that_was_only_opened_and_saved_says_nothing_new(strange, tmp_path, kind):
    saved = saved_by_libreoffice(strange, tmp_path, made="xlsx", wanted=kind)

    assert come_back(saved, kind=kind) == {}
    assert OutcomeUpdate.objects.count() == len(STRANGE)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_five_typed_outcomes_of_thirty_come_back_from_a_sorted_and_shortened_sheet(tmp_path, kind):
    for number in range(1, 31):
        record(make_initiative(number=number), f"Held {number} times.\n- Booked again")
    file = workbook(make_plan(), agency=None, with_notes=False, made_on=date(2017, 9, 30))

    typed = typed_over(file, {3: "=Well attended", 7: "- One\n- Two", 11: "12", 19: "x", 22: "“y”"})
    saved = saved_by_libreoffice(typed, tmp_path, made="xlsx", wanted=kind)

    assert come_back(saved, kind=kind) == {
        3: {"text": "=Well attended"},
        7: {"text": "- One\n- Two"},
        11: {"text": "12"},
        19: {"text": "x"},
        22: {"text": "“y”"},
    }
    assert Initiative.objects.count() == 30


def typed_over(file, said):
    """The file with its rows turned round, ten of them gone, and these outcomes typed over."""
    book = opened(file)
    sheet = book["Outcomes"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    reference, outcome = head.index(REFERENCE), head.index(OUTCOME)
    sheet.delete_rows(2, len(rows))
    for row in reversed(rows[2:-8]):
        number = int(row[reference].rpartition("/")[2])
        sheet.append([*row[:outcome], said.get(number, row[outcome]), *row[outcome + 1 :]])
        sheet.cell(sheet.max_row, outcome + 1).data_type = "s"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
