"""Every cell is compared with what its workbook was made with and with what is on record now."""

import pytest

from initiatives.workbook.preview import preview
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, record
from tests.people import make_person
from tests.workbooks import bring_back, row_of

pytestmark = pytest.mark.django_db

MADE_WITH = {"status": "at_risk", "status_reason": "No money", "internal_note": "Ring the county."}
HEADINGS = {"outcome": "Outcome", "status": "Status", "reason": "Reason for the status",
            "note": "Internal note"}  # fmt: skip


@pytest.fixture
def officer():
    return make_person(OFFICER, name="Ada")


def new_in(workbook):
    """What the workbook would change, each cell with whether it is a conflict."""
    return {
        cell.label: (cell.typed, "conflict" if cell.is_conflict else "change")
        for change in preview(workbook).changes
        for cell in change.cells
    }


NOTHING = {}
CASES = [
    # what was recorded since, what was typed, what is new
    ({}, {}, NOTHING),
    ({"text": "Booked."}, {}, NOTHING),
    ({}, {"outcome": "Trained 40."}, {"Outcome": ("Trained 40.", "change")}),
    ({"text": "Booked."}, {"outcome": "Trained 40."}, {"Outcome": ("Trained 40.", "conflict")}),
    ({"text": "Trained 40."}, {"outcome": "Trained 40."}, NOTHING),
    ({}, {"outcome": "Planned.  \r\n"}, NOTHING),
    ({}, {"outcome": ""}, {"Outcome": ("", "change")}),
    ({}, {"status": " off  TRACK "}, {"Status": ("Off track", "change")}),
    ({}, {"status": "Complete"}, {"Status": ("Complete", "change")}),
    ({}, {"status": "Complete", "reason": ""}, {"Status": ("Complete", "change")}),
    ({"text": "x", "status": "complete"}, {"status": "On track"}, {"Status": ("On track", "conflict")}),
    ({"text": "x", "status": "on_track"}, {"status": "On track"}, NOTHING),
    ({"text": "Booked."}, {"status": "Complete"}, {"Status": ("Complete", "change")}),
    ({}, {"reason": "No trainer"}, {"Reason for the status": ("No trainer", "change")}),
    ({}, {"note": "Ring CBH."}, {"Internal note": ("Ring CBH.", "change")}),
    ({}, {"note": ""}, NOTHING),
    ({}, {"status": ""}, NOTHING),
    ({}, {"status": "No status recorded"}, NOTHING),
    ({}, {"reason": ""}, NOTHING),
    ({}, {"status": "Splendid"}, NOTHING),
    ({}, {"status": "Complete", "reason": "All done"}, {"Status": ("Complete", "change")}),
]  # fmt: skip


@pytest.mark.parametrize(("since", "typed", "new"), CASES)
def test_what_is_new_in_a_row(officer, since, typed, new):
    initiative = make_initiative("Op Lynx", number=5)
    record(initiative, "Planned.", **MADE_WITH)
    row = row_of(initiative, **typed)
    if since:
        record(initiative, since.pop("text"), **since)

    assert new_in(bring_back(row, by=officer)) == new
