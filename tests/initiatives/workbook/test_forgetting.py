"""What was read of a file and left is emptied after a day; what waits for an officer stays."""

import pytest
from django.core.management import call_command

from initiatives.models import MoveIn, ReturnedWorkbook
from initiatives.workbook.accepting import send
from initiatives.workbook.forgetting import forget_old
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency, make_initiative
from tests.people import make_person
from tests.workbooks import bring_back, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_person(OFFICER)


@pytest.fixture
def lynx():
    return make_initiative("Op Lynx", number=5, led_by="Police")


def forgotten(capsys):
    call_command("forget_files")
    return capsys.readouterr().out.strip()


def test_a_workbook_that_was_only_looked_at_is_emptied_after_a_day(officer, lynx, wait, capsys):
    workbook = bring_back(row_of(lynx, outcome="Trained 40.", status="Splendid"), by=officer)
    wait(hours=23)
    assert forgotten(capsys) == "Forgotten: 0."

    wait(hours=2)
    assert forgotten(capsys) == "Forgotten: 1."

    workbook.refresh_from_db()
    assert (workbook.state, workbook.decided_by, workbook.remarks) == ("left", None, [])
    assert workbook.rows.get().said == {}
    assert forgotten(capsys) == "Forgotten: 0."


def test_a_workbook_that_waits_for_an_officer_stays(lynx, wait):
    police = make_person(PARTNER, agencies=[make_agency("Police")])
    row = row_of(lynx, outcome="Trained 40.")
    workbook = bring_back(row, by=police, agency=make_agency("Police"))
    send(workbook, chosen={workbook.rows.get().pk: "all"}, by=police)

    wait(days=40)

    assert forget_old() == 0
    assert workbook.rows.get().said == {"text": "Trained 40."}


def test_a_move_nobody_went_on_with_is_emptied_after_a_day(officer, wait):
    move = MoveIn.objects.create(
        file_name="plan.docx", started_by=officer, read={"blocks": []}, decided={"tables": [1]}
    )
    wait(hours=25)

    assert forget_old() == 1

    move.refresh_from_db()
    assert (move.state, move.read, move.decided) == (MoveIn.State.LEFT, {}, {})


def test_the_next_upload_forgets_what_is_old(officer, lynx, wait):
    bring_back(row_of(lynx, outcome="Trained 40."), by=make_person(OFFICER))
    wait(hours=25)

    bring_back(row_of(lynx, outcome="Trained 40."), by=officer)

    states = ReturnedWorkbook.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["left", "read"]


def test_what_somebody_goes_on_with_at_that_moment_is_not_forgotten(
    officer, lynx, wait, monkeypatch
):
    workbook = bring_back(row_of(lynx, outcome="Trained 40."), by=officer)
    wait(hours=25)
    found = list(ReturnedWorkbook.objects.forgotten())
    ReturnedWorkbook.objects.filter(pk=workbook.pk).update(version=workbook.version + 1)
    monkeypatch.setattr(ReturnedWorkbook.objects, "forgotten", lambda: found)

    assert forget_old() == 0
    assert workbook.rows.get().said == {"text": "Trained 40."}
