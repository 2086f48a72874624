"""What cannot be used of a workbook is told of by its cell; the rest of it counts."""

from datetime import date

import pytest

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import OutcomeUpdate, ReturnedWorkbook
from initiatives.workbook.coming_back import receive
from initiatives.workbook.headed_lines import CannotBeUsed
from initiatives.workbook.preview import preview
from priorities.models import PartnershipPlan
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.people import make_person
from tests.workbooks import bring_back, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_person(OFFICER, name="Ada")


@pytest.fixture
def police():
    return make_person(PARTNER, agencies=[make_agency("Police")])


@pytest.fixture
def lynx():
    initiative = make_initiative("Op Lynx", number=5, led_by="Police", timing="Sept 17")
    record(initiative, "Planned.", status="at_risk", status_reason="No money")
    return initiative


def told_of(*rows, by, **said):
    workbook = bring_back(*rows, by=by, **said)
    remarks = [(remark["place"], remark["said"]) for remark in workbook.remarks]
    return remarks, [row.said for row in workbook.rows.all()]


@pytest.mark.parametrize(
    ("typed", "cell", "why", "kept"),
    [
        ({"status": "Splendid"}, "D2", "“Splendid” is not one of the statuses", {}),
        ({"status": ""}, "D2", "cannot be unsaid", {}),
        ({"reason": ""}, "E2", "“At risk” needs a reason", {}),
        ({"status": "Complete", "reason": "All done"}, "E2", "“Complete” keeps no reason",
         {"status": "complete"}),
        ({"status": "", "reason": "No trainer"}, "D2", "cannot be unsaid",
         {"status_reason": "No trainer"}),
        ({"reason": "x" * 501}, "E2", "500 characters or fewer; it now has 501", {}),
        ({"reason": "No\nmoney"}, "E2", "on one line", {}),
        ({"outcome": "x" * 20_001}, "C2", "20,000 characters or fewer; it now has 20,001", {}),
        ({"outcome": "Bell\x07"}, "C2", "hidden control character (code 0007)", {}),
        ({"note": "Bell\x07"}, "F2", "hidden control character (code 0007)", {}),
        ({"outcome": "#NAME?"}, "C2", "takes words for a formula", {}),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_kept_is_named_and_its_row_still_counts(
    officer, lynx, typed, cell, why, kept
):
    also = {} if "note" in typed else {"note": "Ring CBH."}

    remarks, [said] = told_of(row_of(lynx, **also | {"outcome": "Booked."} | typed), by=officer)

    [(place, told)] = remarks
    assert place == f"Sheet “Outcomes”, cell {cell}"
    assert why in told
    note = {"internal_note": "Ring CBH."} if also else {}
    outcome = {} if "outcome" in typed else {"text": "Booked."}
    assert said == outcome | kept | note


def test_a_status_that_asks_why_needs_its_reason(officer):
    mole = make_initiative("Op Mole", number=6)

    remarks, rows = told_of(row_of(mole, status="Stopped"), by=officer)

    assert rows == []
    assert "“Stopped” needs a reason" in remarks[0][1]


def test_a_reason_needs_a_status(officer):
    mole = make_initiative("Op Mole", number=6)

    remarks, rows = told_of(row_of(mole, reason="No money"), by=officer)

    assert rows == []
    assert "A reason needs a status" in remarks[0][1]


def test_a_column_that_was_deleted_says_nothing(officer, lynx):
    table = FileTable(
        "Outcomes", (("Reference", "Outcome"), ("2017-18/05", "Booked.")), is_sheet=True
    )

    workbook = receive(
        FileRead((table,)), plan=make_plan(), agency=None, by=officer, file_name="a.xlsx"
    )

    assert workbook.rows.get().said == {"text": "Booked."}
    assert workbook.rows.get().choice == ""


@pytest.mark.parametrize("mark", ["", "3", "2017-01-01", "99-01234567", "1-0123456"])
def test_a_row_with_no_mark_or_a_damaged_one_is_to_be_chosen_by_hand(officer, lynx, mark):
    mole = make_initiative("Op Mole", number=6)
    rows = row_of(lynx, outcome="Booked.", mark=mark), row_of(mole, mark=mark)

    workbook = bring_back(*rows, by=officer)

    [change] = preview(workbook).changes
    assert (change.initiative, change.is_conflict, change.choice) == (lynx, True, "")
    [remark] = workbook.remarks
    assert remark["said"].startswith("2 rows do not say what the workbook was made with")


def test_a_row_with_no_mark_that_says_what_is_on_record_is_nothing(officer, lynx):
    assert told_of(row_of(lynx, mark=""), by=officer)[1] == []


def test_an_initiative_that_is_not_there_is_named(officer, lynx):
    row = row_of(lynx) | {"Reference": "2017-18/99"}

    assert told_of(row, by=officer) == (
        [
            (
                "Sheet “Outcomes”, row 2",
                "The plan 2017-18 has no initiative 2017-18/99. This row is left alone.",
            )
        ],
        [],
    )


def test_what_others_lead_is_told_of_only_where_something_was_typed(police, lynx):
    mole = make_initiative("Op Mole", number=6, led_by="CBC")
    hawk = make_initiative("Op Hawk", number=7, led_by="CBC")
    rows = row_of(lynx), row_of(mole), row_of(hawk, outcome="Done.")

    [(place, said)], kept = told_of(*rows, by=police, agency=make_agency("Police"))

    assert (place, kept) == ("Sheet “Outcomes”, row 4", [])
    assert said.startswith("2017-18/07 is led by other agencies")


def test_a_removed_initiative_is_told_of_to_officers_and_is_none_to_partners(officer, police, lynx):
    row = row_of(lynx, outcome="Trained 40.")
    lynx.removed_on, lynx.removal_reason = date(2017, 9, 1), "Cancelled"
    lynx.save()

    [(_, to_officer)], of_officer = told_of(row, by=officer)
    [(_, to_partner)], of_partner = told_of(row, by=police, agency=make_agency("Police"))

    assert of_officer == of_partner == []
    assert "has been removed from the plan" in to_officer
    assert "has no initiative 2017-18/05" in to_partner


@pytest.mark.parametrize("role", [READER, CLERK, ""])
def test_who_answers_for_nothing_brings_nothing_back(lynx, role):
    row = row_of(lynx, outcome="Trained 40.")

    assert told_of(row, by=make_person(role))[1] == []


def test_no_partner_writes_in_a_closed_plan(police, lynx):
    row = row_of(lynx, outcome="Trained 40.")
    PartnershipPlan.objects.update(closed_on=date(2018, 4, 1))

    [(_, said)], rows = told_of(row, by=police, agency=make_agency("Police"))

    assert rows == []
    assert "The plan 2017-18 is closed" in said


def test_a_workbook_that_cannot_be_used_leaves_the_one_before_alone(officer, lynx):
    before = bring_back(row_of(lynx, outcome="Trained 40."), by=officer)

    with pytest.raises(CannotBeUsed):
        bring_back(row_of(lynx), row_of(lynx), by=officer)

    assert list(ReturnedWorkbook.objects.undecided()) == [before]


def test_the_log_keeps_the_files_name_and_nothing_of_its_folders(officer, lynx):
    name = "C:\\Users\\jo\\Out\u202ecomes <b>\x07.xlsx"

    workbook = bring_back(row_of(lynx), by=officer, file_name=name)

    assert workbook.file_name == "Out comes  b  .xlsx"
    assert bring_back(row_of(lynx), by=officer, file_name="\x00").file_name == "Workbook"
    assert len(bring_back(row_of(lynx), by=officer, file_name="x" * 900).file_name) == 200


def test_nothing_is_recorded_by_an_upload(officer, lynx):
    bring_back(row_of(lynx, outcome="Trained 40."), by=officer)

    assert OutcomeUpdate.objects.count() == 1


def test_what_might_identify_a_person_is_pointed_out_where_it_is_new(officer):
    mole = make_initiative("Op Mole", number=6)
    record(mole, "A 16 year old was helped.")

    workbook = bring_back(
        row_of(mole, outcome="A 16 year old was helped. So was a 12 year old."), by=officer
    )

    [change] = preview(workbook).changes
    assert [caution.words for caution in change.cautions] == ["12 year old"]


def test_an_outcome_that_would_be_blank_is_not_chosen_beforehand(officer, lynx):
    workbook = bring_back(row_of(lynx, outcome=""), by=officer)

    [change] = preview(workbook).changes
    assert (change.is_blanked, change.is_conflict, change.choice) == (True, False, "none")


def test_more_remarks_than_somebody_can_go_through_are_counted(officer, lynx):
    unknown = [{"Reference": f"No {number}", "Outcome": "Text"} for number in range(250)]

    remarks, said = told_of(row_of(lynx, outcome="Held."), *unknown, by=officer)

    assert len(remarks) == 201
    assert remarks[-1][1].startswith("There are 50 more things like these.")
    assert said == [{"text": "Held."}]
