import re
from datetime import date

import pytest

from initiatives.models import Initiative, OutcomeUpdate, Status
from initiatives.workbook.columns import MARK, NOTE, OUTCOME, READ, REASON, REFERENCE, STATUS
from initiatives.workbook.making import file_name, workbook
from initiatives.workbook.marks import mark, read_mark
from initiatives.workbook.standing import standing
from priorities.sheets.texts import TextTooLong
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.initiatives.workbook.workbooks import cell, everything_in, opened, part_of, rows_of

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 30)
ALL_OF_IT = (REFERENCE, *READ, OUTCOME, STATUS, REASON, NOTE, MARK)


@pytest.fixture
def plan():
    """The housing leads initiative 2 and, with the council, 1; the council leads 3 alone."""
    walks = make_initiative("Walks", number=2, led_by="CBH", timing="Ongoing")
    said = {"status": "at_risk", "status_reason": "No trainer.", "internal_note": "Ask Jo."}
    record(walks, "Two held.", **said)
    record(make_initiative("J9", number=1, led_by="CBC / CBH"), "Delivered.")
    make_initiative("White ribbon", number=3, led_by="CBC")
    return walks.plan


def made(plan, *, agency=None, with_notes=False, made_on=TODAY):
    return workbook(plan, agency=agency, with_notes=with_notes, made_on=made_on)


def said_in(text, **said):
    """The workbook of a plan with one initiative, of which this was said."""
    initiative = make_initiative(number=1)
    record(initiative, text, **said)
    return made(initiative.plan, with_notes=True)


def test_each_initiative_has_a_row_in_the_order_of_the_plan(plan):
    assert [row[REFERENCE] for row in rows_of(made(plan))] == [
        "2017-18/01",
        "2017-18/02",
        "2017-18/03",
    ]


def test_a_row_holds_what_stands_and_says_which_update_it_was_made_with(plan):
    row = rows_of(made(plan, with_notes=True))[1]

    walks = Initiative.objects.get(number=2)
    [stood] = standing(Initiative.objects.filter(pk=walks.pk)).values()
    assert row == {
        REFERENCE: "2017-18/02",
        "Project or initiative": "Walks",
        "Lead agency": "CBH",
        "Timing": "Ongoing",
        OUTCOME: "Two held.",
        STATUS: "At risk",
        REASON: "No trainer.",
        NOTE: "Ask Jo.",
        MARK: str(mark(1, stood.said)),
    }
    assert read_mark(row[MARK]).fits(stood.said)


def test_the_row_of_an_initiative_nothing_was_said_of_is_there_to_be_filled_in(plan):
    row = rows_of(made(plan))[2]

    assert [row[heading] for heading in (OUTCOME, STATUS, REASON)] == ["", "", ""]
    assert read_mark(row[MARK]).follows == 0


def test_the_workbook_of_an_agency_has_what_it_leads_alone_or_jointly(plan):
    rows = rows_of(made(plan, agency=make_agency("CBH")))

    assert [row[REFERENCE] for row in rows] == ["2017-18/01", "2017-18/02"]


def test_removed_initiatives_and_other_years_are_left_out(plan):
    Initiative.objects.filter(number=1).update(removed_on=TODAY, removal_reason="No money.")
    make_initiative("Earlier", plan=make_plan(2016), led_by="CBH")

    assert [row[REFERENCE] for row in rows_of(made(plan))] == ["2017-18/02", "2017-18/03"]


def test_no_note_is_anywhere_in_a_file_without_notes(plan):
    assert "Ask Jo." in everything_in(made(plan, with_notes=True))
    file = made(plan)

    assert "Ask Jo." not in everything_in(file)
    assert NOTE not in everything_in(file)


def test_only_what_is_typed_is_unlocked_and_no_password_is_asked_for(plan):
    book = opened(made(plan, with_notes=True))

    sheet = book["Outcomes"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for reference in ("2017-18/01", "2017-18/02", "2017-18/03"):
        unlocked = {
            heading for heading in ALL_OF_IT if not cell(book, reference, heading).protection.locked
        }
        assert unlocked == {OUTCOME, STATUS, REASON, NOTE}
    assert all(each.protection.locked for each in sheet[1])


def test_a_protected_sheet_can_be_filtered_and_sorted_and_its_widths_changed(plan):
    protection = opened(made(plan))["Outcomes"].protection

    allowed = ("sort", "autoFilter", "formatColumns", "formatRows")
    assert [getattr(protection, name) for name in allowed] == [False] * 4
    assert protection.deleteRows
    assert protection.formatCells


def test_the_status_is_chosen_from_the_words_for_it(plan):
    checks = opened(made(plan))["Outcomes"].data_validations.dataValidation

    [drop_down] = [check for check in checks if check.type == "list"]
    assert drop_down.formula1.strip('"').split(",") == Status.labels
    assert str(drop_down.sqref) == "F2:F4"
    assert drop_down.allow_blank
    assert not drop_down.showDropDown  # which, being set, hides it
    assert drop_down.showErrorMessage
    assert drop_down.error.startswith("Choose one of the list: Not started, On track")


def test_what_is_too_long_for_the_tracker_is_refused_while_it_is_typed(plan):
    checks = opened(made(plan, with_notes=True))["Outcomes"].data_validations.dataValidation

    longest = {str(each.sqref): each.formula1 for each in checks if each.type == "textLength"}
    assert longest == {"E2:E4": "20000", "G2:G4": "500", "H2:H4": "20000"}


def test_the_words_of_its_checks_are_no_longer_than_excel_allows(plan):
    for check in opened(made(plan, with_notes=True))["Outcomes"].data_validations.dataValidation:
        assert len(check.formula1) <= 255
        assert len(check.errorTitle) <= 32
        assert len(check.error) <= 225


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "- Held\n- Booked",
        "+44 calls",
        "@CBC",
        "'Quoted' “and” \"plain\"",
        "👮 came",
        "Встреча",
        " Held \n\n twice ",
        "_x0041_ and &amp; <b>",
        "x" * 20_000,
        "👮" * 10_000,
        "#REF!",
        "1/2",
    ],
)
def test_texts_stay_as_they_were_typed_and_are_never_formulas(text):
    file = said_in(text)

    [row] = rows_of(file)
    written = cell(opened(file), "2017-18/01", OUTCOME)
    assert row[OUTCOME] == written.value == text
    assert written.data_type == "s"
    assert written.quotePrefix
    assert written.number_format == "@"
    assert "<f>" not in everything_in(file)


def test_what_no_file_can_hold_is_replaced_by_a_sign_that_says_so():
    [row] = rows_of(said_in("Held\x0b twice\r\nover"))

    assert row[OUTCOME] == "Held\N{REPLACEMENT CHARACTER} twice\nover"


def test_a_text_that_a_cell_would_cut_is_refused_in_words():
    initiative = make_initiative(number=1)
    OutcomeUpdate.objects.bulk_create(
        [
            OutcomeUpdate(
                initiative=initiative,
                number=1,
                text="x" * 32_768,
                reported_on=TODAY,
                recorded_at="2017-09-01T12:00Z",
            )
        ]
    )

    with pytest.raises(TextTooLong, match=r"2017-18/01: .*“Outcome” has 32,768 characters"):
        made(initiative.plan)


def test_the_same_plan_makes_the_same_file_on_the_same_day(plan):
    assert made(plan) == made(plan)
    assert made(plan) != made(plan, made_on=date(2017, 10, 1))


def test_it_is_set_up_as_every_sheet_is(plan):
    book = opened(made(plan))

    assert book.sheetnames == ["How this works", "Outcomes"]
    assert book.active.title == "How this works"
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.oddFooter.left.text == "Outcomes 2017-18: the whole plan"
        assert not any(width.hidden for width in sheet.column_dimensions.values())
        assert {each.font.name for row in sheet for each in row} == {"Arial"}
    assert book.properties.language == "en-GB"
    assert book.properties.creator == "Safer Colchester Partnership"
    assert book.properties.lastModifiedBy is None


def test_the_rows_can_be_sorted_and_filtered_under_their_headings(plan):
    book = opened(made(plan))

    sheet = book["Outcomes"]
    assert not any(each.merged_cells.ranges for each in book)
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:H4"


def test_a_row_grows_with_what_is_typed_in_it(plan):
    file = made(plan)

    sheet = opened(file)["Outcomes"]
    assert all(sheet.row_dimensions[row].height >= 40 for row in (2, 3, 4))
    fixed = re.findall(r'<row r="(\d+)" [^>]*customHeight', part_of(file, "sheet2.xml"))
    assert fixed == ["1"]


def test_the_first_sheet_says_for_whom_it_was_made_and_when(plan):
    def told(file):
        return {row[0].value: row[1].value for row in opened(file)["How this works"].iter_rows()}

    whole = told(made(plan))
    housing = told(made(plan, agency=make_agency("CBH"), with_notes=True))

    assert whole["Made for"] == "The whole plan, which has 3 initiatives"
    assert whole["Made on"] == "30 September 2017"
    assert whole["At risk"] == Status.AT_RISK.meaning
    assert NOTE not in whole
    assert housing["Made for"] == "CBH, which leads 2 initiatives, alone or jointly"
    assert housing[NOTE].startswith("Never printed.")


def test_a_plan_that_is_made_up_says_so_in_both_sheets_and_in_its_name():
    plan = make_plan(is_example=True)
    record(make_initiative(plan=plan, number=1), "Held.")

    book = opened(made(plan))

    first, outcomes = book.worksheets
    assert first["A2"].value == "Example data"
    assert first["B2"].value.startswith("Made up to show the tracker")
    assert [row[-1].value for row in outcomes.iter_rows()] == ["Kind of data", "Example data"]
    assert {sheet.oddHeader.right.text for sheet in book} == {"Example data"}
    assert file_name(plan, None) == "outcomes-2017-18-example-data.xlsx"


def test_a_plan_without_initiatives_makes_a_workbook_without_rows():
    file = made(make_plan())

    assert rows_of(file) == []
    assert opened(file)["Outcomes"].auto_filter.ref == "A1:H1"


def test_a_file_is_named_for_its_year_and_agency():
    plan = make_plan()

    assert file_name(plan, None) == "outcomes-2017-18.xlsx"
    assert file_name(plan, make_agency("CBH")) == "outcomes-2017-18-cbh.xlsx"
    strange = make_agency("—")
    assert file_name(plan, strange) == f"outcomes-2017-18-{strange.pk}.xlsx"
