"""Words taken out of an outcome stay out: no workbook keeps them, and none brings them back."""

from datetime import date

import pytest

from initiatives.models import OutcomeUpdate, ReturnedWorkbook
from initiatives.redacting import Left, redact
from initiatives.together import ChangedMeanwhile
from initiatives.workbook.accepting import accept
from initiatives.workbook.preview import preview
from scp_tracker.accounts.roles import ADMINISTRATOR
from tests.builders import make_initiative, record
from tests.initiatives.test_redacting import everything_stored
from tests.people import make_person
from tests.workbooks import bring_back, row_of

pytestmark = pytest.mark.django_db

LEFT = Left("[A resident] was helped.", "Ring the county.", "No money")


@pytest.fixture
def administrator():
    return make_person(ADMINISTRATOR, name="Ada")


@pytest.fixture
def lynx():
    return make_initiative("Op Lynx", number=5)


@pytest.fixture
def said(lynx):
    return record(
        lynx,
        "Zelda Quux was helped.",
        internal_note="Ring Zelda Quux or the county.",
        status="at_risk",
        status_reason="No money",
        on=date(2017, 9, 1),
    )


def take_out(said, administrator):
    redact(said, LEFT, after=0, by=administrator, reason="It named a victim.")


def remarks_of(workbook):
    return [remark["said"] for remark in workbook.remarks]


def test_no_workbook_keeps_them(lynx, said, administrator):
    typed = {"outcome": "Zelda Quux was helped twice.", "reason": "Ask ZELDA", "note": "Not Quux."}
    workbook = bring_back(
        row_of(lynx, **typed, status="Zelda Quux"), by=administrator, file_name="zelda quux.xlsx"
    )
    seen = preview(workbook).seen

    take_out(said, administrator)

    found = [text for text in everything_stored() if "zelda" in text.lower() or "Quux" in text]
    assert found == []
    now = ReturnedWorkbook.objects.get()
    assert now.version > workbook.version
    assert now.rows.get().said["text"] == "[Redacted] was helped twice."
    with pytest.raises(ChangedMeanwhile):
        accept(now, chosen={now.rows.get().pk: "all"}, seen=seen, by=administrator)
    assert OutcomeUpdate.objects.count() == 1


def test_workbooks_without_them_stay_as_they_are(lynx, said, administrator):
    other = make_initiative("Op Mole", number=6)
    workbook = bring_back(row_of(other, outcome="Begun."), by=administrator)

    take_out(said, administrator)

    now = ReturnedWorkbook.objects.get()
    assert (now.version, now.rows.get().said) == (workbook.version, {"text": "Begun."})


def test_a_row_made_before_and_not_typed_in_says_nothing_new(lynx, said, administrator):
    row = row_of(lynx, note="")
    take_out(said, administrator)

    workbook = bring_back(row, by=administrator)

    assert (workbook.rows.count(), workbook.remarks) == (0, [])


@pytest.mark.parametrize(
    "typed",
    [
        {"outcome": "Zelda Quux was helped twice."},
        {"status": "Complete"},
        {"note": "Zelda Quux has moved."},
        {"outcome": "Zelda Quux was helped twice.", "mark": ""},
        {"mark": "999-00000000"},
    ],
)
def test_a_row_made_before_with_something_typed_is_refused_by_name(
    lynx, said, administrator, typed
):
    row = row_of(lynx, **typed)
    take_out(said, administrator)

    workbook = bring_back(row, by=administrator)

    assert workbook.rows.count() == 0
    assert "Words were taken out of 2017-18/05" in remarks_of(workbook)[0]


def test_a_note_with_them_is_left_out_where_the_outcome_had_none_of_them(lynx, administrator):
    said = record(lynx, "All is well.", internal_note="Ring Zelda Quux.")
    row = row_of(lynx, outcome="All is very well.", note="Ring Zelda Quux again.")
    left = Left("All is well.", "", "")
    redact(said, left, after=0, by=administrator, reason="It named a victim.")

    workbook = bring_back(row, by=administrator)

    assert workbook.rows.get().said == {"text": "All is very well."}
    assert "no internal note is taken from a file" in remarks_of(workbook)[0]


def test_a_workbook_made_after_it_is_taken(lynx, said, administrator):
    take_out(said, administrator)

    workbook = bring_back(row_of(lynx, outcome="A resident was helped."), by=administrator)

    assert workbook.rows.get().said == {"text": "A resident was helped."}
